"""What is known of the alternative somebody judges: its answers and published facts, in plain words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selection.analysis.cells import Resolved, Subject, need_cells
from selection.model.base import Label
from selection.model.consistency import criterion_fed_by
from selection.model.criteria import Criterion
from selection.model.decision import Decision, pair_id, parts_of
from selection.model.judgements import Answer
from selection.model.needs import TIERS, Need
from selection.model.profiles import UNDATED, Fact
from selection.views.desk import Desk
from selection.views.widgets import heading
from selection.words import Words
from selection.words.facts import fact_words
from selection.words.terms import delivery_word, evidence_word, method_word, state_word, tier_word


@dataclass(frozen=True)
class Told:
    """One line of what is known: what matters of it, and what is said beside that."""

    text: str
    strong: str = ""


Known = tuple[Told, ...]
"""An answer or a fact, line by line."""
Cells = Mapping[str, Mapping[str, Resolved[Answer]]]


def cells_of(desk: Desk) -> Cells:
    """Give how every offer meets every need, as far as that is known."""
    return need_cells(desk.decision, desk.today)


def what_is_said(desk: Desk, cells: Cells, alternative: str, criterion: Criterion) -> tuple[Known, ...]:
    """Tell what the vendor or firm answered and what is published about it."""
    return (*_answers(desk, cells, alternative, criterion), *_facts(desk, alternative, criterion))


def answering_parts(decision: Decision, alternative: str) -> tuple[str, ...]:
    """Name the offer and the firm of an alternative: its own, a pair's or a bid's."""
    bid = next((found for found in decision.bids if found.id == alternative), None)
    return (bid.offer, bid.integrator) if bid else parts_of(alternative)


def feeding(decision: Decision, criterion: Criterion) -> tuple[Need, ...]:
    """List the needs that feed a criterion, or are said to belong to it, the most binding first."""
    found = (n for n in decision.needs if criterion.id in (n.criterion, criterion_fed_by(decision, n)))
    return tuple(sorted(found, key=lambda need: TIERS.index(need.tier)))


def _answers(desk: Desk, cells: Cells, alternative: str, criterion: Criterion) -> Iterator[Known]:
    for part in answering_parts(desk.decision, alternative):
        for need in feeding(desk.decision, criterion) if part in cells else ():
            found = cells[part][need.id]
            if found.origin != "none" or found.cell.state != "not_asked":
                yield tuple(_answer(need, found, desk.words))


def _answer(need: Need, found: Resolved[Answer], _: Words) -> Iterator[Told]:
    cell = found.cell
    yield Told(f"{_.told(need.text)} ({tier_word(need.tier, _)})")
    beside = [evidence_word(cell.evidence, _)] if cell.evidence else []
    beside += [_("promised for {day}", day=_.day(cell.available))] if cell.available else []
    said = delivery_word(cell.delivery, _) if cell.delivery else state_word(cell.state, _)
    yield Told(" · ".join(beside), strong=heading(said))
    if cell.gap:
        yield Told(_("What is missing: {text}", text=_.text(cell.gap)))
    if cell.reason:
        yield Told(_("Comment: {text}", text=_.text(cell.reason)))
    if cell.source:
        yield _sourced(cell.source, cell.as_of, _)
    if found.origin == "conflict":
        yield Told(_("Published facts contradict each other."))


def _sourced(source: Label, day: str | None, _: Words) -> Told:
    name = _.text(source)
    if day is None:
        return Told(_("Source: {source}", source=name))
    return Told(_("Source: {source}, {day}", source=name, day=_.day(day)))


def _facts(desk: Desk, alternative: str, criterion: Criterion) -> Iterator[Known]:
    """Tell the published facts that measure a criterion, or from which its needs are answered."""
    _ = desk.words
    known = {attribute.id: attribute for attribute in desk.decision.attributes}
    for name in _fact_names(desk.decision, criterion):
        attribute = known.get(name)
        title = Told(_.told(attribute.title) if attribute else name)
        for fact in _held(desk.decision, alternative, name):
            value = _.apart(fact_words(fact, attribute, _))
            day = fact.seen if fact.as_of == UNDATED else fact.as_of
            how = Told(method_word(fact.method, _), strong=value)
            yield title, how, _sourced(fact.source, day, _)


def _fact_names(decision: Decision, criterion: Criterion) -> Iterable[str]:
    read_off = (need.answered_by.fact for need in feeding(decision, criterion) if need.answered_by)
    measured = (criterion.measured_by,) if criterion.measured_by else ()
    return dict.fromkeys((*measured, *read_off))


def _held(decision: Decision, alternative: str, name: str) -> Iterator[Fact]:
    for subject in _subjects(decision, answering_parts(decision, alternative)):
        for fact in subject.facts.get(name, ()):
            if fact.known and fact.holds_for(subject.edition):
                yield fact


def _subjects(decision: Decision, parts: tuple[str, ...]) -> Iterator[Subject]:
    """Give the product, the firm, and what the firm has done with the product, as far as each is there."""
    products = {product.id: product.facts for product in decision.platforms}
    offers = [offer for offer in decision.offers if offer.id in parts]
    for offer in offers:
        yield Subject(offer.id, products[offer.product], offer.edition)
    for firm in decision.integrators:
        if firm.id not in parts:
            continue
        yield Subject(firm.id, firm.facts)
        for offer in offers:
            record = firm.implements.get(offer.product)
            if record:
                yield Subject(pair_id(offer.id, firm.id), record.facts)
