"""Where every figure comes from: the needs with all answers, the scores with their reasons, the promises."""

from collections.abc import Iterator

from selection.analysis.cells import Resolved
from selection.documents.report.blocks import Block, Column, Paragraph, Part, Section, Table
from selection.documents.report.telling import Telling
from selection.documents.workbook.codes import answer_code, why_no_performance
from selection.documents.workbook.material import BASELINE, KINDS, Member
from selection.model.criteria import Criterion
from selection.model.judgements import Answer, Score
from selection.model.price_rules import prices_are_sealed
from selection.words.criteria import performance
from selection.words.terms import tier_word

ACROSS = 6
"""As many offers as fit side by side on a page."""


def needs_appendix(telling: Telling) -> Section:
    """List all needs with every offer's answer, as many offers side by side as a page has room for."""
    _, decision = telling.words, telling.decision
    owners = telling.material.owners
    tables = -(-len(owners) // ACROSS)
    across = -(-len(owners) // tables) if tables else 1
    chunks = [owners[at : at + across] for at in range(0, len(owners), across)] if decision.needs else []
    blocks: list[Block] = []
    for chunk in chunks:
        columns = (
            Column(_("Id"), 0),
            Column(_("Need"), 2.6),
            Column(_("Tier"), 0),
            *(Column(_.text(owner.name), 1) for owner in chunk),
        )
        rows = tuple(
            (
                need.id,
                _.text(need.text),
                tier_word(need.tier, _),
                *(telling.codes.answer(answer_code(owner.answers[need.id])) for owner in chunk),
            )
            for need in decision.needs
        )
        blocks.append(Table(columns, rows, small=True))
    return Section(_("Appendix A: needs and answers"), tuple(blocks), is_appendix=True)


def answers_appendix(telling: Telling) -> Section:
    """List for every offer the evidence, source, date and person behind each answer."""
    _ = telling.words
    parts = tuple(_answers(telling))
    return Section(_("Appendix B: where the answers come from"), (), parts, is_appendix=True)


def _answers(telling: Telling) -> Iterator[Part]:
    _ = telling.words
    columns = (
        Column(_("Need"), 0),
        Column(_("Answer"), 1),
        Column(_("Evidence"), 1),
        Column(_("Source, date, person"), 2.1),
        Column(_("Remark"), 1.9),
    )
    for owner in telling.material.owners:
        told = [(name, found) for name, found in owner.answers.items() if found.origin != "none"]
        rows = tuple(
            (
                name,
                telling.codes.answer(answer_code(found)),
                telling.codes.evidence(found.cell.evidence),
                telling.provenance(found),
                _remark(telling, found),
            )
            for name, found in told
            if not (owner.id == BASELINE and found.cell.state == "not_asked")
        )
        if rows:
            yield Part(_.text(owner.name), (Table(columns, rows, small=True),))


def _remark(telling: Telling, found: Resolved[Answer]) -> str:
    _, cell = telling.words, found.cell
    told = [_.text(text) for text in (cell.gap, cell.reason) if text]
    if cell.available:
        told.append(_("Promised for {day}", day=_.day(cell.available)))
    if cell.accepted:
        by, reason = _.text(cell.accepted.by), _.text(cell.accepted.reason)
        told.append(_("Accepted by {by}: {reason}", by=by, reason=reason))
    return " · ".join(told)


def scores_appendix(telling: Telling) -> Section:
    """List every measurement with its value, evidence, source and reason; of sealed prices nothing."""
    _ = telling.words
    parts = []
    for kind in KINDS:
        block = telling.material.blocks[kind]
        for member in block.members:
            rows = tuple(_scores(telling, member, block.criteria))
            if rows:
                parts.append(Part(_.text(member.name), (Table(_score_columns(telling), rows, small=True),)))
    return Section(_("Appendix C: where the measurements come from"), (), tuple(parts), is_appendix=True)


def _score_columns(telling: Telling) -> tuple[Column, ...]:
    _ = telling.words
    return (
        Column(_("Criterion"), 1.5),
        Column(_("Performance"), 1.1),
        Column(_("Value"), 0, "figure"),
        Column(_("Evidence"), 1.1),
        Column(_("Source, date, person"), 1.8),
        Column(_("Reason"), 2),
    )


def _scores(telling: Telling, member: Member, criteria: tuple[Criterion, ...]) -> Iterator[tuple[str, ...]]:
    _, hidden = telling.words, prices_are_sealed(telling.decision)
    for at, criterion in enumerate(criteria):
        found = member.scores.get(criterion.id)
        name = f"{criterion.id} {_.text(criterion.name)}"
        value = _.interval(float(member.low[at]), float(member.high[at]))
        if criterion.from_ == "needs":
            yield name, _("from the needs that feed it"), value, "", _("Appendix B"), ""
        elif found is not None and criterion.is_cost and hidden:
            yield name, _("sealed"), "", "", "", ""
        elif found is not None and (found.origin != "none" or member.id != BASELINE):
            evidence = telling.codes.evidence(found.cell.evidence)
            reason = _.text(found.cell.reason) if found.cell.reason else ""
            yield (
                name,
                _performance(telling, criterion, found),
                value,
                evidence,
                telling.provenance(found),
                reason,
            )


def _performance(telling: Telling, criterion: Criterion, found: Resolved[Score]) -> str:
    if found.cell.performance is not None:
        return performance(criterion, found.cell.performance, telling.words)
    return telling.codes.state(why_no_performance(found))


def promises_appendix(telling: Telling) -> Section:
    """List what the bids commit to: need, day and price."""
    _, decision = telling.words, telling.decision
    columns = (
        Column(_("Need"), 0),
        Column(_("What"), 3),
        Column(_("By"), 0),
        Column(_("Price"), 0, "figure"),
        Column(_("Note"), 2),
    )
    texts = {need.id: _.text(need.text) for need in decision.needs}
    parts = []
    for bid in decision.bids:
        rows = tuple(
            (
                promise.need,
                texts.get(promise.need, ""),
                _.day(promise.by),
                _.money(promise.price) if promise.price else _("sealed"),
                _.text(promise.note) if promise.note else "",
            )
            for promise in bid.commitments
        )
        if rows:
            parts.append(Part(bid.name, (Table(columns, rows, small=True),)))
    about = (Paragraph(_("What the bids promise beyond what the platform does as is.")),) if parts else ()
    return Section(_("Appendix D: promises"), about, tuple(parts), is_appendix=True)
