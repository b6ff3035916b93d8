"""What is compared, and what bids promise: both as they were stated."""

from collections.abc import Mapping

from selection.analysis.foundation import Kind
from selection.analysis.gates import Verdict, must_needs_gate
from selection.documents.workbook.needs_sheets import COUNT_WIDTH, NUMBER, VERDICT, needed_by
from selection.documents.workbook.paper import Sheet, a1
from selection.documents.workbook.work import Work, headed
from selection.model.base import last_day
from selection.model.decision import Bid, Commitment
from selection.model.price_rules import visible_price
from selection.words.terms import deployment_word

HEAD = 4
NO, ID, NAME = range(3)
OFFER, FIRM, IMPLEMENTS = 3, 4, 5
SPARE = 20
BID, NEED, BY, PRICE, CURRENCY, NOTE, OFFER_NO, ROW, DAY, ALONE, HERE = range(11)


def write_alternatives(work: Work) -> None:
    """Write offers, integrators and pairs, numbered by their ids: the order of those that are level."""
    _, sheet = work.words, work.sheet("alternatives")
    headed(work, sheet, _("What is compared. Whether an integrator implements a platform may be changed."))
    sheet.widths(6, 24, 40, 26, 26, 18, 14, 10, 24)
    row = _write_offers(work, sheet, HEAD)
    if work.material.ids("integrator"):
        row = _write_firms(work, sheet, row + 2)
    if work.material.ids("pair"):
        _write_pairs(work, sheet, row + 2)
    sheet.freeze(HEAD, 3, 9)


def _numbers(names: tuple[str, ...]) -> Mapping[str, int]:
    return {name: at for at, name in enumerate(sorted(names), start=1)}


def _begin(work: Work, sheet: Sheet, row: int, kind: Kind, titles: list[str]) -> Mapping[str, int]:
    _ = work.words
    sheet.heads(row, [_("No."), _("Id"), *titles])
    names = work.material.ids(kind)
    for at, name in enumerate(names, start=row + 1):
        sheet.number(at, NO, _numbers(names)[name], "count")
        sheet.text(at, ID, name, "line")
        sheet.text(at, NAME, work.material.blocks[kind].member(name).name, "line")
        sheet.note(("alternative", kind, name), at, NO)
    return {name: at for at, name in enumerate(names, start=row + 1)}


def _write_offers(work: Work, sheet: Sheet, row: int) -> int:
    _, decision = work.words, work.material.decision
    titles = [_("Platform"), _("Product"), _("Edition"), _("Deployment"), _("Add-ons")]
    rows = _begin(work, sheet, row, "platform", titles)
    for offer in decision.offers:
        texts = [offer.product, offer.edition, deployment_word(offer.deployment, _), ", ".join(offer.add_ons)]
        for column, text in enumerate(texts, start=3):
            sheet.text(rows[offer.id], column, text, "line")
    work.paper.define("OfferIds", sheet.span((row + 1, ID), (row + len(rows), ID)))
    return row + len(rows)


def _write_firms(work: Work, sheet: Sheet, row: int) -> int:
    return row + len(_begin(work, sheet, row, "integrator", [work.words("Integrator")]))


def _write_pairs(work: Work, sheet: Sheet, row: int) -> None:
    _, tender = work.words, work.material.decision.mode == "tender"
    titles = [_("Bid") if tender else _("Pair"), _("Platform"), _("Integrator"), _("Implements the platform")]
    titles += [_("Price"), _("Currency"), _("Project manager")] if tender else []
    rows = _begin(work, sheet, row, "pair", titles)
    for pair in work.material.evaluation.foundation.pairs:
        at = rows[pair.id]
        sheet.text(at, OFFER, pair.offer, "line")
        sheet.text(at, FIRM, pair.integrator, "line")
        sheet.text(at, IMPLEMENTS, work.codes.compatibility(pair.compatibility), "input")
        sheet.note(("compatible", pair.id), at, IMPLEMENTS)
        sheet.choices((at, IMPLEMENTS), (at, IMPLEMENTS), "CompatibilityWords")
        if pair.bid:
            price = visible_price(work.material.decision, pair.bid)
            if price:
                sheet.number(at, IMPLEMENTS + 1, price.amount, "input_figure")
                sheet.note(("price", pair.id), at, IMPLEMENTS + 1)
                sheet.text(at, IMPLEMENTS + 2, price.currency, "line")
            sheet.text(at, IMPLEMENTS + 3, work.words.text(pair.bid.project_manager), "line")
    last = row + len(rows)
    work.paper.define("PairIds", sheet.span((row + 1, ID), (last, ID)))
    work.paper.define("PairOffers", sheet.span((row + 1, OFFER), (last, OFFER)))


def write_commitments(work: Work) -> None:
    """Write what bids promise, whether it is in time, and what becomes of the need in that bid."""
    _, sheet = work.words, work.sheet("commitments")
    headed(work, sheet, _("What bids commit to. Shaded cells may be changed and empty rows filled."))
    titles = [_("Bid"), _("Need"), _("No later than"), _("Price"), _("Currency"), _("Note")]
    titles += [_("No. of the platform"), _("No. of the need"), _("Needed by")]
    sheet.heads(HEAD, [*titles, _("Platform alone"), _("In this bid")])
    sheet.widths(24, 10, 14, 12, 10, 40, 12, 12, 12, 16, 16)
    promises = [(bid, promise) for bid in work.material.decision.bids for promise in bid.commitments]
    last = HEAD + len(promises) + SPARE
    for at in range(HEAD + 1, last + 1):
        bid, promise = promises[at - HEAD - 1] if at <= HEAD + len(promises) else (None, None)
        _write_promise(work, sheet, at, bid, promise)
        _judge_promise(work, sheet, at, bid, promise)
    sheet.choices((HEAD + 1, BID), (last, BID), "PairIds")
    sheet.choices((HEAD + 1, NEED), (last, NEED), "NeedIds")
    sheet.verdicts((HEAD + 1, ALONE), (last, HERE))
    sheet.freeze(HEAD + 1, 2, HERE)
    names = {"PromiseBids": BID, "PromiseAlone": ALONE, "PromiseHere": HERE}
    for name, column in names.items():
        work.paper.define(name, sheet.span((HEAD + 1, column), (last, column)))


def _write_promise(work: Work, sheet: Sheet, row: int, bid: Bid | None, promise: Commitment | None) -> None:
    if bid is None or promise is None:
        for column in range(NOTE + 1):
            sheet.blank(row, column, "input_date" if column == BY else "input")
        return
    sheet.text(row, BID, bid.id, "input")
    sheet.text(row, NEED, promise.need, "input")
    work.date(sheet, row, BY, last_day(promise.by))
    if promise.price is None:
        sheet.blank(row, PRICE, "input")
        sheet.blank(row, CURRENCY, "input")
    else:
        sheet.number(row, PRICE, promise.price.amount, "input_figure")
        sheet.text(row, CURRENCY, promise.price.currency, "input")
    sheet.put(row, NOTE, work.words.text(promise.note) if promise.note else None, "input_text")
    sheet.note(("promise", bid.id, promise.need), row, BY)


def _judge_promise(work: Work, sheet: Sheet, row: int, bid: Bid | None, promise: Commitment | None) -> None:
    named = f'OR({a1(row, BID)}="",{a1(row, NEED)}="")'
    offer, need, day = (a1(row, column) for column in (OFFER_NO, ROW, DAY))
    alone = a1(row, ALONE)
    to_be_made = (
        f"INDEX(AnswerToBeMade,INDEX(CountedAnswers,{need},({offer}-1)*{COUNT_WIDTH}+{NUMBER + 1}))=1"
    )
    in_time = f'ISNUMBER({a1(row, BY)}),OR({day}="",{a1(row, BY)}<={day})'
    is_must = f"INDEX(NeedTiers,{need})=TierMust"
    formulas = (
        f"MATCH(INDEX(PairOffers,MATCH({a1(row, BID)},PairIds,0)),OfferIds,0)",
        f"MATCH({a1(row, NEED)},NeedIds,0)",
        f"INDEX(NeedDays,{need})",
        f"INDEX(CountedAnswers,{need},({offer}-1)*{COUNT_WIDTH}+{VERDICT + 1})",
        f"IF(AND({alone}=WordOpen,{is_must},{to_be_made},{in_time}),WordPassed,{alone})",
    )
    values = _judged(work, bid, promise) if bid and promise else ("", "", "", "", "")
    for column, (formula, value) in enumerate(zip(formulas, values, strict=True), start=OFFER_NO):
        style = "date" if column == DAY else "word"
        sheet.formula(row, column, f'=IF({named},"",IFERROR({formula},""))', value, style)


def _judged(work: Work, bid: Bid, promise: Commitment) -> tuple[float | str, ...]:
    decision, foundation = work.material.decision, work.material.evaluation.foundation
    offers = [offer.id for offer in decision.offers]
    at = next(at for at, need in enumerate(decision.needs) if need.id == promise.need)
    need = decision.needs[at]
    place = work.paper.places["verdict", bid.offer, need.id]
    alone = work.sheet("counting").grid.table[place.row][place.column].value
    part = must_needs_gate(foundation.rules, foundation.answers[bid.offer], {promise.need: promise})
    here: Verdict = next((r.verdict for r in part.reasons if r.item == need.id), "pass")
    word = work.codes.verdict(here) if need.tier == "must" else alone
    return offers.index(bid.offer) + 1, at + 1, needed_by(work, need), alone, word
