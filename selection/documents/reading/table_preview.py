"""Somebody else's table held against a decision: the preview of what it would change."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from selection.documents.questionnaire.choices import folded
from selection.documents.reading.answers import answer_entry, score_entry
from selection.documents.reading.preview import CellChange, Entry, Note, Preview, contradictions
from selection.documents.reading.process import Book, TableCell
from selection.documents.reading.seals import is_sealed_score, with_seals
from selection.documents.reading.tables import Table, TableAnswer, TableQuestion, laid_out, meaning_of
from selection.documents.reading.values import Value, number_of
from selection.errors import SelectionError, UploadError
from selection.model.base import LANGUAGES, reading
from selection.model.consistency import offer_names
from selection.model.criteria import SIDES
from selection.model.decision import Decision, Offer
from selection.model.mapping import Meaning, TableMapping
from selection.model.needs import Delivery, Need, Tier
from selection.model.profiles import Edition, PlatformProfile

T = TypeVar("T")

DAY_IN_TEXT: Final = re.compile(r"\b(20[0-9]{2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\b")
SWAPPED: Final[Mapping[Delivery, Delivery]] = {"as_is": "absent", "absent": "as_is"}
LONGEST_EDITION: Final = 60


def preview_of_table(book: Book, mapping: TableMapping, decision: Decision) -> Preview:
    """Say what a table would change, read as a mapping says.

    Raises
    ------
    UploadError
        If the table is not laid out as the mapping says.
    """
    reader = _Reader(book, mapping, decision, laid_out(book, mapping))
    entries = reader.entries()
    alternatives = tuple(dict.fromkeys(e.key[0] for e in entries if e.kind in ("answer", "score")))
    preview = Preview(book.name, decision, alternatives, entries)
    found = (*reader.refusals, *contradictions(preview))
    notes = (Note("read_as", (book.encoding,)),) if book.encoding not in ("", "utf-8") else ()
    return with_seals(Preview(book.name, decision, alternatives, entries, found, notes))


def unknown_names(
    book: Book, mapping: TableMapping, decision: Decision
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the questions and the vendors of a table that the decision does not know by these names.

    Raises
    ------
    UploadError
        If the table is not laid out as the mapping says.
    """
    reader = _Reader(book, mapping, decision, laid_out(book, mapping))
    return reader.unknown_questions(), reader.unknown_alternatives()


@dataclass
class _Known:
    """Under which names the decision knows its parts."""

    needs: dict[str, str]
    alternatives: dict[str, str]
    criteria: dict[str, str]


class _Reader:
    """The reading of one table, so that what it knows need not be handed round."""

    def __init__(self, book: Book, mapping: TableMapping, decision: Decision, table: Table) -> None:
        self.book = book
        self.mapping = mapping
        self.decision = decision
        self.table = table
        self.known = _Known(_needs(decision), _alternatives(decision), _criteria(decision))
        self.refusals: list[SelectionError] = []
        self.said: dict[tuple[str, str], str] = {}

    def unknown_questions(self) -> tuple[str, ...]:
        """List the questions that are none of ours."""
        of_needs = self.mapping.holds != "scores"
        known = self._need_id if of_needs else self._criterion_id
        return tuple(name for name in self.table.questions if known(name) is None)

    def unknown_alternatives(self) -> tuple[str, ...]:
        """List the vendors that are none of ours."""
        named = dict.fromkeys(answer.alternative for answer in self.table.answers)
        return tuple(name for name in named if self._alternative_id(name) is None)

    def entries(self) -> tuple[Entry, ...]:
        found: list[Entry] = []
        if self.mapping.holds == "needs" or (self.mapping.adds and self.mapping.holds == "answers"):
            for question in self.table.questions.values():
                self._collect(found, self._need, question)
        if self.mapping.adds:
            for answer in self.table.answers:
                self._collect(found, self._product, answer)
        for answer in self.table.answers:
            self._collect(found, self._cell, answer)
        return tuple(found)

    def _collect(self, found: list[Entry], read: Callable[[T], Iterable[Entry]], told: T) -> None:
        try:
            found += read(told)
        except SelectionError as error:
            self.refusals.append(error)

    # What the decision lacks

    def _need(self, question: TableQuestion) -> Iterator[Entry]:
        if self._need_id(question.name) is not None:
            return
        name = _id_of(question.name, f"Q{len(self.known.needs) + 1}")
        if name in self.known.needs.values():
            name = f"{name[:50]}-{len(self.known.needs) + 1}"
        tier: Tier = self._tier(question.tier)
        feeds = None if self.decision.criteria_set.every_need_feeds else _fed_first(self.decision)
        need = Need(id=name, text=(question.text or question.name)[:5000], tier=tier, criterion=feeds)
        self.known.needs[folded(question.name)] = name
        change = CellChange(question.where, name, "text", None, str(need.text))
        yield Entry("need", (name,), need, (change,))

    def _tier(self, said: str) -> Tier:
        tiers = {folded(code): tier for code, tier in self.mapping.tiers.items()}
        return tiers.get(folded(said), self.mapping.tier_otherwise)

    def _product(self, answer: TableAnswer) -> Iterator[Entry]:
        if self._alternative_id(answer.alternative) is not None or self.mapping.holds != "answers":
            return
        if self.mapping.deployment is None:
            raise UploadError("mapping_incomplete", answer.cell.where, missing="deployment")
        name = _id_of(answer.alternative, f"V{len(self.known.alternatives) + 1}")
        self.known.alternatives[folded(answer.alternative)] = name
        edition = Edition(name=self.book.name[:LONGEST_EDITION], deployment=self.mapping.deployment)
        profile = PlatformProfile(
            kind="platform", id=name, name=answer.alternative, vendor=answer.alternative, editions=(edition,)
        )
        offer = Offer(
            id=name,
            product=name,
            edition=edition.name,
            deployment=edition.deployment,
            name=answer.alternative,
        )
        change = CellChange(answer.cell.where, name, "product", None, answer.alternative)
        yield Entry("platform_added", (name,), profile, (change,))
        yield Entry("offer", (name,), offer, ())

    # Cells

    def _cell(self, answer: TableAnswer) -> Iterable[Entry]:
        if answer.cell.kind == "f":
            raise UploadError("formula_for_answer", answer.cell.where, found=str(answer.cell.value)[:60])
        if answer.cell.kind == "e":
            raise UploadError("error_for_answer", answer.cell.where, found=answer.cell.text)
        alternative = self._alternative_id(answer.alternative)
        if alternative is None:
            allowed = sorted(set(self.known.alternatives.values()))
            raise UploadError(
                "table_alternative_unknown", answer.cell.where, found=answer.alternative, allowed=allowed
            )
        if self.mapping.holds == "scores":
            return self._score(answer, alternative)
        return self._answer(answer, alternative)

    def _answer(self, answer: TableAnswer, alternative: str) -> Iterable[Entry]:
        need = self._need_id(answer.question)
        if need is None:
            raise UploadError("table_need_unknown", answer.cell.where, found=answer.question)
        if not self._is_first(answer, alternative, need):
            return ()
        meaning, rest = meaning_of(answer.cell.text, self.mapping)
        if meaning is None:
            raise UploadError("code_unknown", answer.cell.where, found=answer.cell.text)
        values = self._values(answer, meaning, "; ".join(part for part in (rest, answer.comment) if part))
        if not values:
            return ()
        old = self.decision.answers.get(alternative, {}).get(need)
        return answer_entry(values, {"": answer.cell.where}, old, (alternative, need))

    def _is_first(self, answer: TableAnswer, alternative: str, asked: str) -> bool:
        """Tell whether a cell is the first about something; refuse another that says something else."""
        known = (alternative, asked) in self.said
        before = self.said.setdefault((alternative, asked), answer.cell.text)
        if before != answer.cell.text:
            raise UploadError("table_answer_twice", answer.cell.where, found=f"{asked}, {alternative}")
        return not known

    def _values(self, answer: TableAnswer, meaning: Meaning, comment: str) -> dict[str, Value]:
        chosen = meaning.delivery or meaning.state
        if chosen is None or chosen == "not_asked":
            return {}
        if meaning.delivery is not None and answer.question in self.mapping.no_is_good:
            chosen = SWAPPED.get(meaning.delivery, meaning.delivery)
        values: dict[str, Value] = {"delivery": chosen, "source": self.mapping.source or self.book.name}
        if chosen == "partial":
            values["gap"] = comment or meaning.gap or answer.cell.text
        elif comment or meaning.delivery is None:
            values["comment"] = comment or answer.cell.text
        if chosen == "roadmap":
            found = DAY_IN_TEXT.search(f"{answer.cell.text} {answer.comment}")
            day = found[0] if found else meaning.available
            values |= {"available": day} if day else {}
        if meaning.delivery is not None:
            values["evidence"] = self.mapping.evidence
        return values | ({"as_of": self.mapping.as_of} if self.mapping.as_of else {})

    def _score(self, answer: TableAnswer, alternative: str) -> Iterable[Entry]:
        criterion = self._criterion_id(answer.question)
        if criterion is None:
            allowed = sorted(set(self.known.criteria.values()))
            raise UploadError(
                "table_criterion_unknown", answer.cell.where, found=answer.question, allowed=allowed
            )
        if not self._is_first(answer, alternative, criterion):
            return ()
        values: dict[str, Value] = {
            "performance": self._figure(answer.cell),
            "evidence": self.mapping.evidence,
            "source": self.mapping.source or self.book.name,
        }
        if answer.comment:
            values["comment"] = answer.comment
        old = self.decision.scores.get(alternative, {}).get(criterion)
        sealed = is_sealed_score(criterion, self.decision)
        return score_entry(values, {"": answer.cell.where}, old, (alternative, criterion), sealed=sealed)

    def _figure(self, cell: TableCell) -> float:
        meaning, _rest = meaning_of(cell.text, self.mapping)
        return meaning.points if meaning and meaning.points is not None else number_of(cell)

    # Names

    def _need_id(self, name: str) -> str | None:
        question = self.table.questions.get(name)
        by_text = self.known.needs.get(folded(question.text)) if question and question.text else None
        return self.mapping.questions.get(name) or self.known.needs.get(folded(name)) or by_text

    def _criterion_id(self, name: str) -> str | None:
        return self.mapping.questions.get(name) or self.known.criteria.get(folded(name))

    def _alternative_id(self, name: str) -> str | None:
        return self.mapping.alternatives.get(name) or self.known.alternatives.get(folded(name))


def _needs(decision: Decision) -> dict[str, str]:
    by_text = {
        folded(reading(need.text, language)): need.id for need in decision.needs for language in LANGUAGES
    }
    return {**by_text, **{folded(need.id): need.id for need in decision.needs}}


def _alternatives(decision: Decision) -> dict[str, str]:
    names = {folded(name): offer for offer, name in offer_names(decision).items()}
    products = {p.id: p.name for p in decision.platforms}
    of_product = {folded(products.get(o.product, o.product)): o.id for o in reversed(decision.offers)}
    firms = {folded(said): firm.id for firm in decision.integrators for said in (firm.name, firm.id)}
    bids = {folded(said): bid.id for bid in decision.bids for said in (bid.name, bid.id)}
    return {**of_product, **firms, **bids, **names, **{folded(o.id): o.id for o in decision.offers}}


def _criteria(decision: Decision) -> dict[str, str]:
    judged = [c for c in decision.criteria if c.from_ == "measure"]
    by_name = {folded(reading(c.name, language)): c.id for c in judged for language in LANGUAGES}
    return {**by_name, **{folded(c.id): c.id for c in judged}}


def _fed_first(decision: Decision) -> str | None:
    leaves = [name for side in SIDES for name in decision.criteria_set.leaves(side)]
    fed = {c.id for c in decision.criteria if c.from_ == "needs"}
    return next((name for name in leaves if name in fed), None)


def _id_of(name: str, otherwise: str) -> str:
    """Make an id of a name, or take another where nothing of it is left.

    >>> _id_of("Custom fields (any)", "Q1"), _id_of("שדות", "Q2")
    ('Custom-fields-any', 'Q2')
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:60].strip("-")
    return plain or otherwise
