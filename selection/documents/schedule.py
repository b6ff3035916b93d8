"""The contract schedule and the work breakdown: everything that was promised and is still to be done.

Each need that is met by configuration, an add-on, in part, by custom development or on the roadmap, with
the day it is promised for and who promised it. What is met as is needs no promise.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from selection.analysis.evaluation import Evaluation
from selection.analysis.gates import Rules
from selection.documents.workbook.codes import Codes
from selection.documents.workbook.paper import Paper, Sheet, a1, marked
from selection.errors import NotFound
from selection.model.base import last_day
from selection.model.decision import Commitment, Decision
from selection.model.judgements import Answer
from selection.model.needs import DELIVERIES, Delivery, Need
from selection.words import Words
from selection.words.fiction import told_evaluation

PROMISED: tuple[Delivery, ...] = ("configuration", "add_on", "partial", "custom", "roadmap")
HEAD = 5
SCHEDULE_WIDTHS = (10, 50, 14, 24, 13, 22, 13, 12, 12, 10, 34, 18, 44)
DAY, NEEDED, IN_TIME, PRICE = 6, 4, 7, 8


@dataclass(frozen=True)
class Promise:
    """One need that somebody promised to meet."""

    need: Need
    answer: Answer
    phase: str
    needed_by: dt.date | None
    by: dt.date | None
    promised_by: str
    commitment: Commitment | None


def scheduled(evaluation: Evaluation) -> tuple[str, ...]:
    """List what a schedule is made for: every bid, or every offer where nobody has bid."""
    decision = evaluation.decision
    return tuple(sorted(a.id for a in (decision.bids or decision.offers)))


def promises(evaluation: Evaluation, name: str) -> tuple[Promise, ...]:
    """List what a bid, or an offer alone, promises, by phase and then by kind of work.

    Raises
    ------
    NotFound
        If there is no such bid or offer.
    """
    decision = evaluation.decision
    bids = {bid.id: bid for bid in decision.bids}
    bid, offers = bids.get(name), {offer.id: offer for offer in decision.offers}
    offer = offers.get(bid.offer if bid else name)
    if offer is None:
        raise NotFound("unknown_alternative", found=name, allowed=sorted((*bids, *offers)))
    vendor = next(product.vendor for product in decision.platforms if product.id == offer.product)
    firm = next((firm.name for firm in decision.integrators if bid and firm.id == bid.integrator), "")
    committed = {promise.need: promise for promise in bid.commitments} if bid else {}
    rules, cells = evaluation.foundation.rules, evaluation.foundation.answers[offer.id]
    found = [
        _promise(rules, need, cells[need.id].cell, committed.get(need.id), (firm, vendor))
        for need in decision.needs
        if cells[need.id].cell.delivery in PROMISED
    ]
    return tuple(sorted(found, key=lambda promise: _order(decision, promise)))


def _promise(
    rules: Rules, need: Need, answer: Answer, commitment: Commitment | None, promisers: tuple[str, str]
) -> Promise:
    """Say who promised: the firm what it commits to, else the vendor what its answer says."""
    firm, vendor = promisers
    day = commitment.by if commitment else answer.available
    return Promise(
        need=need,
        answer=answer,
        phase=need.phase or "",
        needed_by=rules.needed_by(need),
        by=last_day(day) if day else None,
        promised_by=firm if commitment else vendor,
        commitment=commitment,
    )


def _order(decision: Decision, promise: Promise) -> tuple[int, int, str]:
    phases = [phase.id for phase in decision.phases]
    at = phases.index(promise.phase) if promise.phase in phases else len(phases)
    delivery = promise.answer.delivery
    return at, DELIVERIES.index(delivery) if delivery else 0, promise.need.id


def schedule(evaluation: Evaluation, name: str, _: Words, today: dt.date, mark: str = "") -> bytes:
    """Write the contract schedule and the work breakdown of one bid; every sheet bears the lock's mark.

    Raises
    ------
    NotFound
        If there is no such bid or offer.
    """
    evaluation = told_evaluation(evaluation, _)
    found = promises(evaluation, name)
    decision = evaluation.decision
    title = _.text(decision.title)
    stated = _("FICTIONAL: {title}", title=title) if decision.fictional else title
    properties = {"title": title, "created": dt.datetime.combine(today, dt.time(), dt.UTC)}
    paper = Paper(_.language == "he", stated, marked(_.date(today), mark), properties)
    listed = paper.sheet("schedule", _("Contract schedule"), "#33566B")
    broken_down = paper.sheet("breakdown", _("Work breakdown"), "#33566B")
    whose = evaluation.alternative(name).name
    _head(listed, decision, whose, marked(_("Every need that is promised, by whom and for when."), mark), _)
    _head(broken_down, decision, whose, marked(_("The same promises by phase and kind of work."), mark), _)
    _write_schedule(listed, decision, found, _)
    _write_breakdown(broken_down, decision, found, _)
    return paper.finished()


def _head(sheet: Sheet, decision: Decision, whose: str, purpose: str, _: Words) -> None:
    sheet.text(0, 0, sheet.name, "title")
    sheet.text(1, 0, whose, "strong")
    sheet.text(2, 0, purpose, "note")
    if decision.fictional:
        sheet.text(3, 0, _("FICTIONAL: products or firms in this decision are invented."), "stamp")


def _phase_titles(decision: Decision, _: Words) -> dict[str, str]:
    return {phase.id: _.text(phase.title) for phase in decision.phases}


def _write_schedule(sheet: Sheet, decision: Decision, found: tuple[Promise, ...], _: Words) -> None:
    heads = [_("Need"), _("Text"), _("Tier"), _("Phase"), _("Needed by"), _("Promised as")]
    heads += [_("No later than"), _("In time"), _("Price"), _("Currency"), _("Promised by"), _("Evidence")]
    sheet.heads(HEAD, [*heads, _("What is missing, and notes")])
    sheet.widths(*SCHEDULE_WIDTHS)
    titles = _phase_titles(decision, _)
    for row, promise in enumerate(found, start=HEAD + 1):
        _write_promise(sheet, row, promise, titles.get(promise.phase, promise.phase), _)
    sheet.grid.autofilter(HEAD, 0, HEAD + max(1, len(found)), len(heads))
    sheet.freeze(HEAD + 1, 2, len(heads))


def _write_promise(sheet: Sheet, row: int, promise: Promise, phase: str, _: Words) -> None:
    codes, answer = Codes(_), promise.answer
    texts = (promise.need.id, _.text(promise.need.text), codes.tier(promise.need.tier), phase)
    for column, text in enumerate(texts):
        sheet.text(row, column, text)
    sheet.text(row, 5, codes.answer(answer.delivery or answer.state))
    for column, day in ((NEEDED, promise.needed_by), (DAY, promise.by)):
        if day is not None:
            sheet.grid.write_datetime(row, column, day, sheet.paper.style("date"))
    needed, by = a1(row, NEEDED), a1(row, DAY)
    in_time = promise.by is not None and (promise.needed_by is None or promise.by <= promise.needed_by)
    said = "" if promise.by is None else codes.yes_no(in_time)
    yes, no = codes.yes_no(True), codes.yes_no(False)
    formula = f'=IF({by}="","",IF(OR({needed}="",{by}<={needed}),"{yes}","{no}"))'
    sheet.formula(row, IN_TIME, formula, said, "word")
    price = promise.commitment.price if promise.commitment else None
    if price is not None:
        sheet.number(row, PRICE, price.amount)
        sheet.text(row, PRICE + 1, price.currency, "line")
    sheet.text(row, PRICE + 2, promise.promised_by)
    sheet.text(row, PRICE + 3, codes.evidence(answer.evidence))
    sheet.text(row, PRICE + 4, " ".join(_notes(promise, _)))


def _notes(promise: Promise, _: Words) -> Iterator[str]:
    answer, commitment = promise.answer, promise.commitment
    if answer.gap:
        yield _.text(answer.gap)
    if answer.accepted is not None:
        yield _("The gap is accepted: {reason}", reason=_.text(answer.accepted.reason))
    if commitment is not None and commitment.note:
        yield _.text(commitment.note)


def _write_breakdown(sheet: Sheet, decision: Decision, found: tuple[Promise, ...], _: Words) -> None:
    """Number phases, kinds of work within them, and needs within those."""
    sheet.heads(HEAD, [_("No."), _("Work"), _("No later than"), _("Promised by")])
    sheet.widths(10, 80, 14, 40)
    titles = _phase_titles(decision, _)
    row, codes = HEAD, Codes(_)
    for major, (phase, of_phase) in enumerate(groupby(found, key=lambda p: p.phase), start=1):
        row += 1
        _write_work(sheet, row, str(major), titles.get(phase, _("Not planned in a phase yet")), None)
        kinds = groupby(of_phase, key=lambda p: p.answer.delivery)
        for minor, (delivery, promised) in enumerate(kinds, start=1):
            row += 1
            _write_work(sheet, row, f"{major}.{minor}", codes.answer(delivery or ""), None)
            for last, promise in enumerate(promised, start=1):
                row += 1
                text = f"{promise.need.id}  {_.text(promise.need.text)}"
                _write_work(sheet, row, f"{major}.{minor}.{last}", text, promise)
    sheet.freeze(HEAD + 1, 2, 4)


def _write_work(sheet: Sheet, row: int, number: str, text: str, promise: Promise | None) -> None:
    sheet.text(row, 0, number, "line")
    sheet.text(row, 1, text, "text" if promise else "strong")
    if promise is None:
        return
    if promise.by is not None:
        sheet.grid.write_datetime(row, 2, promise.by, sheet.paper.style("date"))
    sheet.text(row, 3, promise.promised_by)
