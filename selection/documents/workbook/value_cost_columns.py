"""Quality against cost over the chosen years, beside each other on one sheet, and who is efficient."""

from selection.analysis.evaluation import Alternative
from selection.analysis.foundation import Kind
from selection.analysis.ranking import DIGITS
from selection.analysis.value_cost import Standing, plane
from selection.documents.workbook import cost_totals_sheet as totals
from selection.documents.workbook.paper import Sheet, a1, fixed
from selection.documents.workbook.work import Work
from selection.errors import DecisionError

COST_LOW, COST, COST_HIGH, EFFICIENT, FIGURE_LOW, FIGURE, FIGURE_HIGH, PER_POINT = range(9, 17)
GATE, QUALITY_LOW, QUALITY_HIGH, QUALITY = 1, 2, 3, 4


def value_cost_heads(work: Work) -> list[str]:
    """Title the columns."""
    _ = work.words
    heads = [_("Cost, low"), _("Cost, likely"), _("Cost, high"), _("On the efficient front")]
    heads += [_("Quality − cost ÷ K, {end}", end=end) for end in (_("lowest"), _("likely"), _("highest"))]
    return [*heads, _("Price of one point of quality")]


def write_value_cost(work: Work, sheet: Sheet, rows: tuple[int, int], kind: Kind) -> None:
    """Write what each alternative costs, whether it is efficient, and what quality is worth beside it."""
    names, standings = work.material.ids(kind), _standings(work)
    for row, name in enumerate(names, start=rows[0]):
        _write_row(work, sheet, row, rows, (work.material.result(kind, name), standings.get(name)))


def _standings(work: Work) -> dict[str, Standing]:
    try:
        return {found.id: found for found in plane(work.material.evaluation, work.today).standings}
    except DecisionError:
        return {}


def _write_row(
    work: Work, sheet: Sheet, row: int, rows: tuple[int, int], about: tuple[Alternative, Standing | None]
) -> None:
    found, standing = about
    total = standing.cost.total if standing and standing.cost else None
    for column, end in ((COST_LOW, "low"), (COST, "likely"), (COST_HIGH, "high")):
        place = work.at("cost", found.id, "chosen", end)
        sheet.formula(row, column, f"={place}", getattr(total, end) if total else "", "money")
    efficient = work.codes.yes_no(bool(standing and standing.efficient))
    sheet.formula(row, EFFICIENT, f"={_efficient(work, row, rows)}", efficient, "word")
    sheet.note(("efficient", found.id), row, EFFICIENT)
    _write_figures(sheet, row, found.id, standing)


def _efficient(work: Work, row: int, rows: tuple[int, int]) -> str:
    """Compare one with all that are not excluded and have a total, after rounding, as the engine does."""
    costs = work.sheet("costs")
    first = totals.FIRST + 1
    span = [
        costs.span((first, at), (first + rows[1] - rows[0], at)) for at in (totals.KNOWN, totals.COMPARED)
    ]
    known, compared = span[0], f"ROUND({span[1]},{DIGITS})"
    gates, qualities = (f"{fixed(rows[0], at)}:{fixed(rows[1], at)}" for at in (GATE, QUALITY))
    mine = totals.FIRST + 1 + row - rows[0]
    cost, quality = (
        f"ROUND({costs.at(mine, totals.COMPARED)},{DIGITS})",
        f"ROUND({a1(row, QUALITY)},{DIGITS})",
    )
    theirs = f"ROUND({qualities},{DIGITS})"
    beaten = (
        f"SUMPRODUCT(({gates}<>WordExcluded)*({known}=1)*({compared}<={cost})*({theirs}>={quality})"
        f"*((({compared}<{cost})+({theirs}>{quality}))>0))"
    )
    standing = f"AND({a1(row, GATE)}<>WordExcluded,{costs.at(mine, totals.KNOWN)}=1)"
    return f"IF({standing},IF({beaten}=0,WordYes,WordNo),WordNo)"


def _write_figures(sheet: Sheet, row: int, name: str, standing: Standing | None) -> None:
    """Write quality − cost ÷ K at its worst, in the middle and at its best, and the price of a point."""
    figure = standing.figure if standing else None
    rate = (
        "IF(CostKCurrency=CostCurrency,1,IFERROR(INDEX(RateValues,MATCH(CostKCurrency,RateCurrencies,0)),0))"
    )
    pairs = (
        (FIGURE_LOW, QUALITY_LOW, COST_HIGH, "low"),
        (FIGURE, QUALITY, COST, "likely"),
        (FIGURE_HIGH, QUALITY_HIGH, COST_LOW, "high"),
    )
    for column, quality, cost, end in pairs:
        unknown = f'OR({a1(row, cost)}="",N(CostK)*{rate}<=0)'
        formula = f'=IF({unknown},"",100*{a1(row, quality)}-{a1(row, cost)}/(N(CostK)*{rate}))'
        sheet.formula(row, column, formula, getattr(figure, end) if figure else "", "figure")
        sheet.note(("figure", name, end), row, column)
    per_point = standing.per_point if standing and standing.per_point is not None else ""
    unknown = f'OR({a1(row, COST)}="",{a1(row, QUALITY)}<=0)'
    sheet.formula(
        row, PER_POINT, f'=IF({unknown},"",{a1(row, COST)}/(100*{a1(row, QUALITY)}))', per_point, "money"
    )
    sheet.note(("per_point", name), row, PER_POINT)
