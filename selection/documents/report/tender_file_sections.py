"""The tender's file: who opened the bids, what came late, what was asked, which prices were looked into."""

from collections.abc import Iterator

from selection.analysis.award import late_bids, low_prices
from selection.documents.report.blocks import Column, Pairs, Part, Section, Table
from selection.documents.report.telling import Telling
from selection.errors import DecisionError
from selection.model.tender import TenderFile
from selection.words import Words
from selection.words.money import criterion_stage_word, low_price_word


def tender_file(telling: Telling) -> Section:
    """Tell what is kept of a tender beside the bids."""
    _, file = telling.words, telling.decision.tender_file
    parts = (*_opening(telling, file), *_questions(telling), *_low(telling, file), *_stages(telling, file))
    return Section(_("The tender’s file"), (), parts)


def _opening(telling: Telling, file: TenderFile | None) -> Iterator[Part]:
    _, decision, policy = telling.words, telling.decision, telling.decision.price_policy
    if file is None:
        return
    opening = file.opening
    told = [
        (_("Reference"), _.text(file.reference) if file.reference else ""),
        (_("Deadline"), moment(policy.deadline, _) if policy and policy.deadline else ""),
        (_("Opened"), moment(opening.opened, _) if opening else ""),
        (_("Opened by"), f"{_.text(opening.by)}, {_.text(opening.witness)}" if opening else ""),
        (_("Note"), _.text(opening.note) if opening and opening.note else ""),
    ]
    facts = tuple((name, text) for name, text in told if text)
    late, opened = late_bids(decision), opening.bids if opening else ()
    columns = (
        Column(_("Bid"), 2.4),
        Column(_("Received"), 1.2),
        Column(_("In time"), 0.8),
        Column(_("Opened"), 0.8),
    )
    rows = tuple(
        (
            bid.name,
            moment(file.received[bid.id], _) if bid.id in file.received else "",
            "" if bid.id not in file.received else _("late") if bid.id in late else _("yes"),
            _("yes") if bid.id in opened else _("no"),
        )
        for bid in decision.bids
    )
    blocks = (*((Pairs(facts),) if facts else ()), *((Table(columns, rows),) if rows else ()))
    yield Part(_("Opening of the bids"), blocks)


def moment(text: str, _: Words) -> str:
    """Write a moment as a day and an hour."""
    day, _t, hour = text.partition("T")
    return f"{_.day(day)} {hour}"


def _questions(telling: Telling) -> Iterator[Part]:
    _, asked = telling.words, telling.decision.clarifications
    if not asked:
        return
    columns = (
        Column(_("Asked on"), 0),
        Column(_("Question"), 2),
        Column(_("Answer"), 2),
        Column(_("Told to all bidders on"), 0),
    )
    rows = tuple(
        (
            _.day(entry.asked_on),
            _.text(entry.question),
            _.text(entry.answer) if entry.answer else "",
            _.day(entry.published_on) if entry.published_on else "",
        )
        for entry in asked
    )
    yield Part(_("Questions and answers"), (Table(columns, rows, small=True),))


def _low(telling: Telling, file: TenderFile | None) -> Iterator[Part]:
    _, decision = telling.words, telling.decision
    try:
        found = {low.bid: low.share for low in low_prices(decision)}
    except DecisionError:
        found = {}
    reviews = file.low_price_reviews if file else {}
    names = {bid.id: bid.name for bid in decision.bids}
    columns = (
        Column(_("Bid"), 1.6),
        Column(_("Share of what it is held against"), 1, "figure"),
        Column(_("Outcome"), 1.2),
        Column(_("Explanation"), 2),
        Column(_("By, on"), 1.2),
    )
    rows = []
    for name in dict.fromkeys((*found, *reviews)):
        share = _.percent(found[name]) if name in found else ""
        review = reviews.get(name)
        said = ("", "", "")
        if review:
            by = f"{_.text(review.by)}, {_.day(review.on)}"
            said = (low_price_word(review.outcome, _), _.text(review.explanation), by)
        rows.append((names.get(name, name), share, *said))
    if rows:
        yield Part(_("Prices that were looked into"), (Table(columns, tuple(rows)),))


def _stages(telling: Telling, file: TenderFile | None) -> Iterator[Part]:
    _ = telling.words
    if file is None or not file.criterion_stages:
        return
    names = {c.id: _.text(c.name) for c in telling.decision.criteria}
    columns = (Column(_("Criterion"), 2), Column(_("Decides"), 1.2), Column(_("A firm’s past record"), 1))
    rows = tuple(
        (names.get(name, name), criterion_stage_word(stage, _), _("yes") if name in file.past_record else "")
        for name, stage in file.criterion_stages.items()
    )
    yield Part(_("Selection and award"), (Table(columns, rows),))
