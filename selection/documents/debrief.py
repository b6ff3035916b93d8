"""The debrief of one bidder: its score and the reason per criterion, what was missed, and nothing of others.

A reason that somebody wrote may speak of another bidder; one that names another bid, firm or product is
withheld, and the debrief says so.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selection.analysis.cells import Resolved
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.fit import counts_as_is
from selection.analysis.gates import Verdict
from selection.documents.workbook.codes import Codes, answer_code
from selection.documents.workbook.material import Material, arranged
from selection.documents.workbook.paper import Paper, Sheet, a1, marked
from selection.model.base import Localised
from selection.model.criteria import Criterion
from selection.model.judgements import Answer, Score
from selection.words import Words
from selection.words.criteria import anchors, performance
from selection.words.fiction import told_evaluation
from selection.words.gates import gate_name, part_sentence

HEAD = 6
LEAST_TELLING = 4
"""As many letters as a word needs to tell whom it names."""
WEIGHT, LOW, HIGH, FROM, TO = range(2, 7)


@dataclass(frozen=True)
class Debrief:
    """What one debrief is written from."""

    material: Material
    found: Alternative
    words: Words
    codes: Codes
    others: tuple[str, ...]
    """Names that must not stand in it."""
    first_words: tuple[str, ...] = ()
    """What names of others begin with, which is what people call them by; looked for as it is written."""

    def told(self, text: str | Localised | None) -> str:
        """Give a reason somebody wrote, unless it names another bidder."""
        if not text:
            return ""
        said = self.words.text(text)
        folded = said.casefold()
        if any(name in folded for name in self.others) or any(word in said for word in self.first_words):
            return self.words("(withheld: it names another bidder)")
        return said


def debriefed(evaluation: Evaluation) -> tuple[str, ...]:
    """List who is debriefed: every bid, or every offer where nobody has bid."""
    found = evaluation.pairs if evaluation.decision.bids else evaluation.platforms
    return tuple(sorted(alternative.id for alternative in found))


def debrief(evaluation: Evaluation, name: str, _: Words, today: dt.date, mark: str = "") -> bytes:
    """Write the debrief of one alternative; it bears the mark of the lock it rests on.

    Raises
    ------
    NotFound
        If there is no such alternative.
    """
    entries = _named(evaluation)
    own = _own(evaluation, evaluation.alternative(name))
    evaluation = told_evaluation(evaluation, _)
    found = evaluation.alternative(name)
    material = arranged(evaluation, _)
    about = Debrief(
        material, found, _, Codes(_), _names_of_others(entries, own), _first_words_of_others(entries, own)
    )
    title = _.text(evaluation.decision.title)
    stated = _("FICTIONAL: {title}", title=title) if evaluation.decision.fictional else title
    properties = {"title": found.name, "created": dt.datetime.combine(today, dt.time(), dt.UTC)}
    verdicts: dict[str, Verdict] = {"passed": "pass", "open": "open", "excluded": "fail"}
    said = {name: f'"{about.codes.verdict(verdict)}"' for name, verdict in verdicts.items()}
    paper = Paper(_.language == "he", stated, marked(_.date(today), mark), properties, said)
    sheets = {code: paper.sheet(code, text, "#33566B") for code, text in _sheets(_).items()}
    _write_gates(about, sheets["gates"], mark)
    _write_criteria(about, sheets["criteria"])
    _write_needs(about, sheets["needs"])
    return paper.finished()


def _sheets(_: Words) -> dict[str, str]:
    return {"gates": _("Debrief"), "criteria": _("Criteria"), "needs": _("What was missed")}


def _named(evaluation: Evaluation) -> tuple[tuple[str, str], ...]:
    """List whose name could be told, with every name it has: of bid, firm, offer, product, maker, person."""
    decision = evaluation.decision
    return (
        *((bid.id, bid.name) for bid in decision.bids),
        *((bid.id, bid.project_manager) for bid in decision.bids if bid.project_manager),
        *((firm.id, firm.name) for firm in decision.integrators),
        *((product.id, name) for product in decision.platforms for name in (product.name, product.vendor)),
        *((a.id, a.name) for a in evaluation.platforms),
    )


def _own(evaluation: Evaluation, found: Alternative) -> set[str]:
    """Give the ids that are the bidder's own."""
    own = {found.id, *((found.pair.offer, found.pair.integrator) if found.pair else ())}
    return own | {offer.product for offer in evaluation.decision.offers if offer.id in own}


def _names_of_others(entries: Sequence[tuple[str, str]], own: set[str]) -> tuple[str, ...]:
    """Name every bid, firm, offer, product and person that is not the bidder's own, and their ids."""
    names = {text for entry, name in entries if entry not in own for text in (entry, *_forms(name))}
    kept = {text.casefold() for entry, name in entries if entry in own for text in (entry, *_forms(name))}
    return tuple(sorted({name.casefold() for name in names} - kept))


def _first_words_of_others(entries: Sequence[tuple[str, str]], own: set[str]) -> tuple[str, ...]:
    """Give the words names of others begin with, but for short ones and those the bidder's own begin with."""
    others, mine = (
        {name.split()[0] for entry, name in entries if (entry in own) is is_own and name.split()}
        for is_own in (False, True)
    )
    return tuple(sorted(word for word in others - mine if len(word) >= LEAST_TELLING))


def _forms(name: str) -> tuple[str, ...]:
    """Give a name as it is written, and without what stands in brackets behind it.

    >>> _forms("Oakhelm Consulting (fictional)")
    ('Oakhelm Consulting (fictional)', 'Oakhelm Consulting')
    """
    short = name.partition(" (")[0]
    return (name,) if short == name else (name, short)


def _head(about: Debrief, sheet: Sheet, purpose: str) -> None:
    _ = about.words
    sheet.text(0, 0, sheet.name, "title")
    sheet.text(1, 0, about.found.name, "strong")
    sheet.text(2, 0, purpose, "note")
    if about.material.decision.fictional:
        sheet.text(3, 0, _("FICTIONAL: products or firms in this decision are invented."), "stamp")


def _write_gates(about: Debrief, sheet: Sheet, mark: str) -> None:
    _, found, evaluation = about.words, about.found, about.material.evaluation
    purpose = _("Whether the bid could be ranked, and why. It says nothing of other bids.")
    _head(about, sheet, marked(purpose, mark))
    sheet.widths(38, 18, 90)
    lines = (
        (_("All gates"), about.codes.verdict(found.gate.verdict), "word"),
        (_("Overall value"), _.interval(found.low, found.high), "word"),
        (_("Quality"), _.interval(found.quality_low, found.quality_high), "word"),
    )
    for row, (name, text, style) in enumerate(lines, start=HEAD):
        sheet.text(row, 0, name, "strong")
        sheet.text(row, 1, text, style)
    row = HEAD + len(lines) + 1
    sheet.heads(row, [_("Gate"), _("Verdict"), _("Why")])
    for at, part in enumerate(found.gate.parts, start=row + 1):
        sheet.text(at, 0, gate_name(part, evaluation, _))
        sheet.text(at, 1, about.codes.verdict(part.verdict), "word")
        sheet.text(at, 2, part_sentence(part, evaluation, _))
    sheet.verdicts((HEAD, 1), (HEAD, 1))
    sheet.verdicts((row + 1, 1), (row + max(1, len(found.gate.parts)), 1))
    sheet.freeze(HEAD, 1, 2)


def _write_criteria(about: Debrief, sheet: Sheet) -> None:
    """Write score and reason per criterion; contributions and their sum by formula."""
    _, kind = about.words, about.found.kind
    _head(about, sheet, _("Score and reason for every criterion: weight × value, by formula."))
    heads = [_("Id"), _("Criterion"), _("Weight"), _("Value, lowest"), _("Value, highest")]
    heads += [_("Adds at least"), _("Adds at most"), _("Performance"), _("Evidence"), _("Reason")]
    sheet.heads(HEAD, [*heads, _("What would be worth more")])
    sheet.widths(8, 34, 10, 10, 10, 10, 10, 20, 18, 50, 44)
    row = HEAD
    for part in about.material.parts(kind):
        member = about.material.part_of(kind, about.found.id, part)
        for at, criterion in enumerate(about.material.blocks[part].criteria):
            row += 1
            weight = about.material.within[kind][criterion.id]
            bounds = (float(member.low[at]), float(member.high[at]))
            _write_figures(sheet, row, weight, bounds)
            _write_reason(about, sheet, row, criterion, member.scores.get(criterion.id))
    sheet.text(row + 1, 1, _("Sum"), "strong")
    for column, value in ((FROM, about.found.low), (TO, about.found.high)):
        cells = f"{a1(HEAD + 1, column)}:{a1(row, column)}"
        sheet.formula(row + 1, column, f"=SUM({cells})", value, "total")
    sheet.freeze(HEAD + 1, 2, len(heads))


def _write_figures(sheet: Sheet, row: int, weight: float, bounds: tuple[float, float]) -> None:
    sheet.number(row, WEIGHT, weight, "value")
    for at, bound in enumerate(bounds):
        sheet.number(row, LOW + at, bound, "value")
        formula = f"={a1(row, WEIGHT)}*{a1(row, LOW + at)}"
        sheet.formula(row, FROM + at, formula, weight * bound)


def _write_reason(
    about: Debrief, sheet: Sheet, row: int, criterion: Criterion, found: Resolved[Score] | None
) -> None:
    _ = about.words
    sheet.text(row, 0, criterion.id, "line")
    sheet.text(row, 1, _.text(criterion.name))
    sheet.text(row, TO + 4, anchors(criterion, _))
    if criterion.from_ == "needs":
        sheet.text(row, TO + 3, _("From how the needs are met: see the next sheet."))
    elif found is None or found.cell.performance is None:
        sheet.text(row, TO + 1, about.codes.state(found.cell.state if found else "not_asked"))
    else:
        sheet.text(row, TO + 1, performance(criterion, found.cell.performance, _))
        sheet.text(row, TO + 2, about.codes.evidence(found.cell.evidence))
    if found is not None and found.cell.reason:
        sheet.text(row, TO + 3, about.told(found.cell.reason))


def _write_needs(about: Debrief, sheet: Sheet) -> None:
    _ = about.words
    _head(
        about,
        sheet,
        _("Needs that are not met as is, and answers whose evidence was too weak for this stage."),
    )
    heads = [_("Id"), _("Need"), _("Tier"), _("Answer"), _("Evidence"), _("What is missing"), _("Reason")]
    sheet.heads(HEAD, heads)
    sheet.widths(9, 56, 14, 22, 18, 44, 44)
    for row, line in enumerate(_missed(about), start=HEAD + 1):
        for column, text in enumerate(line):
            sheet.text(row, column, text)
    sheet.freeze(HEAD + 1, 2, len(heads))


def _missed(about: Debrief) -> Iterator[tuple[str, ...]]:
    _, decision = about.words, about.material.decision
    for need in decision.needs:
        found = _answers(about).get(need.id)
        if found is None or not _falls_short(about, found):
            continue
        cell, text = found.cell, _.text(need.text)
        answer = about.codes.answer(answer_code(found))
        evidence = about.codes.evidence(cell.evidence)
        missing = about.told(cell.gap) or _missing(about, found)
        yield need.id, text, about.codes.tier(need.tier), answer, evidence, missing, about.told(cell.reason)


def _answers(about: Debrief) -> Mapping[str, Resolved[Answer]]:
    found = about.found
    if found.kind == "integrator":
        return {}
    return about.material.evaluation.foundation.answers[found.pair.offer if found.pair else found.id]


def _falls_short(about: Debrief, found: Resolved[Answer]) -> bool:
    cell = found.cell
    if cell.leaves_the_count:
        return False
    return not counts_as_is(cell, about.material.decision.policy) or about.material.is_weak(cell)


def _missing(about: Debrief, found: Resolved[Answer]) -> str:
    _, cell = about.words, found.cell
    if cell.available is not None:
        return _("Promised for {day}", day=_.day(cell.available))
    weak = cell.delivery is not None and about.material.is_weak(cell)
    return _("Evidence too weak for this stage") if weak else ""
