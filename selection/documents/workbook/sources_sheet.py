"""Where every answer and score comes from, and the published facts with their sources and dates."""

from collections.abc import Iterator

from selection.analysis.cells import Resolved
from selection.documents.workbook.codes import answer_code, score_content
from selection.documents.workbook.material import KINDS
from selection.documents.workbook.paper import Sheet
from selection.documents.workbook.work import Work, headed
from selection.model.judgements import Answer, Score
from selection.model.profiles import UNDATED, Fact
from selection.words.facts import label_words
from selection.words.terms import confidence_word, method_word, origin_word
from selection.words.units import unit_name

HEAD = 4
Line = tuple[str | float, ...]


def write_sources(work: Work) -> None:
    """Write for every cell that says something: from where, of when, by whom and why."""
    _, sheet = work.words, work.sheet("sources")
    headed(work, sheet, _("Where every answer and every performance comes from."))
    heads = [_("Alternative"), _("Id"), _("What"), _("Answer or performance"), _("Evidence"), _("Comes from")]
    heads += [_("Source"), _("Date"), _("Answered by"), _("Reason"), _("What is missing"), _("Out of date")]
    sheet.heads(HEAD, heads)
    sheet.widths(34, 9, 44, 20, 16, 18, 40, 11, 20, 40, 30, 9)
    last = _write_lines(sheet, (*_answer_lines(work), *_score_lines(work)))
    sheet.grid.autofilter(HEAD, 0, last, len(heads) - 1)
    sheet.freeze(HEAD + 1, 2, len(heads))


def _write_lines(sheet: Sheet, lines: tuple[Line, ...]) -> int:
    for row, line in enumerate(lines, start=HEAD + 1):
        for column, content in enumerate(line):
            if content != "":
                sheet.put(row, column, content, "figure" if isinstance(content, float) else "text")
    return HEAD + max(1, len(lines))


def _answer_lines(work: Work) -> Iterator[Line]:
    needs = [(need.id, work.words.text(need.text)) for need in work.material.decision.needs]
    for owner in work.material.owners:
        for name, text in needs:
            found = owner.answers[name]
            if found.origin != "none":
                content = work.codes.answer(answer_code(found))
                yield owner.name, name, text, content, *_told(work, found, _missing(work, found.cell))


def _missing(work: Work, cell: Answer) -> str:
    """Say what a partial answer lacks, and why the committee lives with it."""
    _ = work.words
    gap = _.text(cell.gap) if cell.gap else ""
    if cell.accepted is None:
        return gap
    reason, by = _.text(cell.accepted.reason), _.text(cell.accepted.by)
    return _("{gap} Accepted by {by}: {reason}", gap=gap, by=by, reason=reason)


def _score_lines(work: Work) -> Iterator[Line]:
    for kind in KINDS:
        block = work.material.blocks[kind]
        for member in block.members:
            for criterion in block.criteria:
                found = member.scores.get(criterion.id)
                if found is not None and found.origin != "none":
                    content = score_content(found, work.codes)
                    name = work.criterion_name(criterion)
                    yield member.name, criterion.id, name, content, *_told(work, found, "")


def _told(work: Work, found: Resolved[Answer] | Resolved[Score], missing: str) -> Line:
    _, cell = work.words, found.cell
    return (
        work.codes.evidence(cell.evidence),
        origin_word(found.origin, _),
        _.text(cell.source) if cell.source else "",
        cell.as_of or "",
        _.text(cell.by) if cell.by else "",
        _.text(cell.reason) if cell.reason else "",
        missing,
        work.codes.yes_no(True) if found.stale else "",
    )


def write_facts(work: Work) -> None:
    """Write what is published about every product and firm, whether it was used or not."""
    _, sheet, decision = work.words, work.sheet("facts"), work.material.decision
    headed(work, sheet, _("Published facts about products and firms, with their sources and dates."))
    heads = [_("Product or firm"), _("Product"), _("Fact"), _("Value"), _("Unit"), _("Editions")]
    heads += [_("Date"), _("Source"), _("How it was found"), _("How sure"), _("Note"), _("Out of date")]
    sheet.heads(HEAD, heads)
    sheet.widths(34, 20, 34, 24, 12, 20, 11, 48, 22, 18, 40, 9)
    lines = [
        line
        for profile in (*decision.platforms, *decision.integrators)
        for name, facts in profile.facts.items()
        for fact in facts
        for line in (_fact_line(work, profile.name, "", name, fact),)
    ]
    for firm in decision.integrators:
        for product, record in firm.implements.items():
            for name, facts in record.facts.items():
                lines += [_fact_line(work, firm.name, product, name, fact) for fact in facts]
    last = _write_lines(sheet, tuple(lines))
    sheet.grid.autofilter(HEAD, 0, last, len(heads) - 1)
    sheet.freeze(HEAD + 1, 1, len(heads))


def _fact_line(work: Work, owner: str, product: str, name: str, fact: Fact) -> Line:
    _ = work.words
    attribute = next((a for a in work.material.decision.attributes if a.id == name), None)
    title = _.text(attribute.title) if attribute else name
    unit = unit_name(attribute.unit, _) if attribute else ""
    stale = fact.is_stale(attribute.ages_after_days if attribute else None, work.today)
    editions = _("all") if fact.editions == "all" else ", ".join(fact.editions)
    day = _("undated, seen {day}", day=_.day(fact.seen or "")) if fact.as_of == UNDATED else _.day(fact.as_of)
    told = (_.text(fact.source), method_word(fact.method, _), confidence_word(fact.confidence, _))
    note = _.text(fact.note) if fact.note else ""
    value = _fact_value(work, fact)
    return (
        owner,
        product,
        title,
        value,
        unit,
        editions,
        day,
        *told,
        note,
        work.codes.yes_no(True) if stale else "",
    )


def _fact_value(work: Work, fact: Fact) -> str | float:
    if isinstance(fact.value, bool):
        return work.codes.yes_no(fact.value)
    if isinstance(fact.value, tuple):
        return ", ".join(label_words(part, work.words) for part in fact.value)
    if isinstance(fact.value, float | int):
        return float(fact.value)
    return label_words(fact.value, work.words)
