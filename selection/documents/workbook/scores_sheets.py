"""What was measured, as it was stated, and the partial values that follow from it."""

from selection.documents.workbook.codes import score_content
from selection.documents.workbook.criteria_sheet import value_formula
from selection.documents.workbook.fit_sheets import fed_ranges
from selection.documents.workbook.material import KINDS, Block, Member
from selection.documents.workbook.paper import Sheet, a1
from selection.documents.workbook.work import Work, block_title, headed
from selection.model.criteria import Criterion, DeliveryLadder, Ordinal
from selection.model.judgements import Score
from selection.words.criteria import anchors

FIRST = 4
FIRST_MEMBER = 3
SCORE_WIDTH = 2
VALUE_WIDTH = 3
UNSTATED = Score(state="not_asked")


def write_scores(work: Work) -> None:
    """Write criteria × alternatives: raw performances, each with its evidence."""
    _, sheet = work.words, work.sheet("scores")
    headed(work, sheet, _("What was measured. Shaded cells may be changed: a figure, or why there is none."))
    sheet.widths(8, 30, 34)
    row, columns = FIRST, 0
    for kind in KINDS:
        block = work.material.blocks[kind]
        measured = [criterion for criterion in block.criteria if criterion.from_ == "measure"]
        if measured and block.members:
            row = _write_block_of_scores(work, sheet, row, block, measured) + 2
            columns = max(columns, FIRST_MEMBER + SCORE_WIDTH * len(block.members))
    sheet.freeze(FIRST, FIRST_MEMBER, columns)


def _write_block_of_scores(
    work: Work, sheet: Sheet, row: int, block: Block, measured: list[Criterion]
) -> int:
    _ = work.words
    sheet.text(row, 0, block_title(work, block), "section")
    sheet.heads(row + 1, [_("Id"), _("Criterion"), _("Anchors")])
    first, last = row + 2, row + 1 + len(measured)
    for at, criterion in enumerate(measured, start=first):
        sheet.text(at, 0, criterion.id, "line")
        sheet.text(at, 1, work.criterion_name(criterion))
        sheet.text(at, 2, anchors(criterion, _))
    for place, member in enumerate(block.members):
        column = FIRST_MEMBER + SCORE_WIDTH * place
        sheet.text(row, column, member.name, "section")
        sheet.heads(row + 1, [_("Performance"), _("Evidence")], column)
        sheet.widths(14, 16, column=column)
        for at, criterion in enumerate(measured, start=first):
            _write_score(work, sheet, (at, column), member, criterion)
            sheet.note(("score", block.kind, member.id, criterion.id), at, column)
        sheet.choices((first, column + 1), (last, column + 1), "EvidenceWords")
    return last


def _write_score(work: Work, sheet: Sheet, at: tuple[int, int], member: Member, criterion: Criterion) -> None:
    row, column = at
    found = member.scores.get(criterion.id)
    cell = found.cell if found else UNSTATED
    sheet.put(row, column, score_content(found, work.codes), "input_figure")
    sheet.put(row, column + 1, work.codes.evidence(cell.evidence))
    here = a1(row, column)
    number = f"ISNUMBER({here})"
    if isinstance(criterion.value, Ordinal):
        top = len(criterion.value.levels) - 1
        number = f"AND(ISNUMBER({here}),IFERROR(INT({here})={here},FALSE),{here}>=0,{here}<={top})"
    rule = f"=OR({number},COUNTIF(ScoreStates,{here})>0)"
    sheet.grid.data_validation(row, column, row, column, {"validate": "custom", "value": rule})


def write_values(work: Work) -> None:
    """Write partial values: lowest, highest and proven, all by formula from needs and performances."""
    _, sheet = work.words, work.sheet("values")
    headed(work, sheet, _("Partial values from 0 (worst) to 1 (best); what is open spans an interval."))
    sheet.widths(8, 30, 10)
    row, columns = FIRST, 0
    for kind in KINDS:
        block = work.material.blocks[kind]
        if block.criteria and block.members:
            row = _write_block_of_values(work, sheet, row, block) + 2
            columns = max(columns, FIRST_MEMBER + VALUE_WIDTH * len(block.members))
    sheet.freeze(FIRST, FIRST_MEMBER, columns)


def _write_block_of_values(work: Work, sheet: Sheet, row: int, block: Block) -> int:
    _ = work.words
    sheet.text(row, 0, block_title(work, block), "section")
    sheet.heads(row + 1, [_("Id"), _("Criterion"), ""])
    first, last = row + 2, row + 1 + len(block.criteria)
    for at, criterion in enumerate(block.criteria, start=first):
        sheet.text(at, 0, criterion.id, "line")
        sheet.text(at, 1, work.criterion_name(criterion))
    for place, member in enumerate(block.members):
        column = FIRST_MEMBER + VALUE_WIDTH * place
        sheet.text(row, column, member.name, "section")
        sheet.heads(row + 1, [_("Lowest"), _("Highest"), _("Proven")], column)
        for offset, end in enumerate(("low", "high", "proven")):
            sheet.note(("values", end, block.kind, member.id), first, column + offset)
        for at, criterion in enumerate(block.criteria):
            formulas = _value_formulas(work, block, member, criterion, a1(first + at, column))
            values = (member.low[at], member.high[at], member.proven[at])
            for offset, (formula, value) in enumerate(zip(formulas, values, strict=True)):
                sheet.formula(first + at, column + offset, formula, float(value))
    shown = ((first, FIRST_MEMBER), (last, FIRST_MEMBER + VALUE_WIDTH * len(block.members) - 1))
    bars = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": "#BFD9C8"}
    sheet.grid.conditional_format(
        *shown[0], *shown[1], {**bars, "min_type": "num", "max_type": "num", "max_value": 1}
    )
    return last


def _value_formulas(
    work: Work, block: Block, member: Member, criterion: Criterion, low: str
) -> tuple[str, str, str]:
    if criterion.from_ == "needs":
        return _fed_formulas(work, member, criterion)
    place = work.paper.places["score", block.kind, member.id, criterion.id]
    sheet = work.sheet("scores")
    performance, evidence = sheet.at(place.row, place.column), sheet.at(place.row, place.column + 1)
    weak = f"IFERROR(MATCH({evidence},EvidenceWords,0),0)<EvidenceLevel"
    value = value_formula(work, criterion, performance)
    judged = _judged_formulas(work, member, criterion)
    if judged:
        # What members judged holds until a performance they agreed on is entered above it.
        return (
            f"=IF(ISNUMBER({performance}),{value},{judged[0]})",
            f"=IF(ISNUMBER({performance}),{low},IF({performance}=WordNoAnswer,0,{judged[1]}))",
            f"=IF({weak},0,{low})",
        )
    return (
        f"=IF(ISNUMBER({performance}),{value},0)",
        f"=IF(ISNUMBER({performance}),{low},IF({performance}=WordNoAnswer,0,1))",
        f"=IF(ISNUMBER({performance}),IF({weak},0,{low}),0)",
    )


def _judged_formulas(work: Work, member: Member, criterion: Criterion) -> tuple[str, str] | None:
    """Give the least and the greatest value members judged, as long as they have not agreed."""
    found = member.scores.get(criterion.id)
    given = [said.score.performance for said in found.opinions] if found else []
    values = [value_formula(work, criterion, repr(one)) for one in given if one is not None]
    return (f"MIN({','.join(values)})", f"MAX({','.join(values)})") if values else None


def _fed_formulas(work: Work, member: Member, criterion: Criterion) -> tuple[str, str, str]:
    needs, share, sure, opened, proven = fed_ranges(work, criterion.id, member.id)
    none = {"low": "0", "high": "1", "proven": "0"}
    tops = {"low": sure, "high": f"({sure}+{opened})", "proven": proven}

    def formula(end: str) -> str:
        mean = f"SUMPRODUCT({share},{tops[end]}/({needs}+({needs}=0)))/SUM({share})"
        if not isinstance(criterion.value, DeliveryLadder):
            mean = value_formula(work, criterion, f"ROUND(100*{mean},9)")
        return f"=IF(SUM({needs})=0,{none[end]},{mean})"

    return formula("low"), formula("high"), formula("proven")


def value_column(work: Work, block: Block, member: str, end: str) -> str | None:
    """Name the column of one end of a member's partial values; None where the block has no criteria."""
    if not block.criteria:
        return None
    place = work.paper.places["values", end, block.kind, member]
    last = place.row + len(block.criteria) - 1
    return work.sheet("values").span((place.row, place.column), (last, place.column))
