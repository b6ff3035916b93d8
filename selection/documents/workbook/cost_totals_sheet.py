"""What every alternative costs over 3, 5 and 7 years, from its lines by formula, and what it is made of."""

from dataclasses import dataclass

from selection.analysis.costs import Cost, over_horizons, policy_of
from selection.analysis.foundation import Kind
from selection.documents.workbook.cost_lines_sheet import (
    ENDS,
    counts,
    lacks,
    owner_name,
    priced_lines,
    total_names,
)
from selection.documents.workbook.paper import Sheet, a1, fixed
from selection.documents.workbook.work import Work, headed
from selection.errors import DecisionError
from selection.model.costs import BASELINE, COST_KINDS, HORIZONS, CostKind, Horizon
from selection.words.money import cost_kind_word

FIRST = 4
NAME, ID, OFFER, FIRM, COUNT, LACKING, KNOWN = range(7)
TOTALS = 7
CHOSEN = TOTALS + len(ENDS) * len(HORIZONS)
COMPARED = CHOSEN + len(ENDS)
KINDS = COMPARED + 1
LAST = KINDS + len(COST_KINDS)
MOST_DRAWN = 20
Costs = dict[Horizon, Cost]


@dataclass(frozen=True)
class Counted:
    """One alternative, whose lines are summed: its own, and for a pair its offer's and its firm's."""

    id: str
    owners: tuple[str, ...]
    costs: Costs
    lacks: bool

    @property
    def is_known(self) -> bool:
        """Whether there is a total."""
        return bool(self.costs)


def has_costs(work: Work) -> bool:
    """Tell whether anything is stated about cost that may be seen."""
    return bool(priced_lines(work.material.decision))


def write_cost_totals(work: Work) -> None:
    """Write totals over every horizon, those of the chosen one once more, and its kinds."""
    _, sheet = work.words, work.sheet("costs")
    headed(
        work,
        sheet,
        _("Everything paid over the years, as worth today. Where nothing is stated it is not free."),
    )
    sheet.widths(40, 24, 20, 16, 8, 9, 8, *(14,) * (LAST - TOTALS))
    sheet.heads(FIRST, _heads(work))
    counted = counted_alternatives(work)
    for row, one in enumerate(counted, start=FIRST + 1):
        _write_row(work, sheet, row, one)
    sheet.freeze(FIRST + 1, 1, LAST)
    drawn = min(len(work.material.ids(work.material.main)), MOST_DRAWN)
    _draw(work, sheet, (FIRST + 1, FIRST + drawn), FIRST + len(counted) + 3)


def _heads(work: Work) -> list[str]:
    _ = work.words
    ends = (_("low"), _("likely"), _("high"))
    heads = [
        _("Alternative"),
        _("Id"),
        _("Platform"),
        _("Integrator"),
        _("Lines"),
        _("Lines that lack a figure"),
    ]
    heads += [_("Has a total")]
    spans = tuple(_.counted("{count} year", "{count} years", years) for years in HORIZONS)
    heads += [f"{span}, {end}" for span in spans for end in ends]
    heads += [_("Chosen years, {end}", end=end) for end in ends] + [_("Likely, for comparing")]
    return heads + [cost_kind_word(kind, _) for kind in COST_KINDS]


def counted_alternatives(work: Work) -> tuple[Counted, ...]:
    """List what is awarded, then the other offers and the baseline, as far as something is stated."""
    decision, main = work.material.decision, work.material.main
    bids = {bid.id for bid in decision.bids}
    stated = {line.alternative for line in decision.costs}
    found = []
    for name in work.material.ids(main):
        pair = work.material.pairs.get(name) if main == "pair" else None
        found.append((name, (name, pair.offer, pair.integrator) if pair and name not in bids else (name,)))
    others: tuple[Kind, ...] = ("platform", "integrator") if main == "pair" else ()
    found += [(name, (name,)) for kind in others for name in work.material.ids(kind) if name in stated]
    found += [(BASELINE, (BASELINE,))] if decision.baseline and BASELINE in stated else []
    return tuple(_counted(work, name, owners) for name, owners in found)


def _counted(work: Work, name: str, owners: tuple[str, ...]) -> Counted:
    try:
        return Counted(name, owners, over_horizons(work.material.decision, name, work.today) or {}, False)
    except DecisionError:
        return Counted(name, owners, {}, True)


def _write_row(work: Work, sheet: Sheet, row: int, one: Counted) -> None:
    sheet.text(row, NAME, owner_name(work, one.id), "line")
    for column, owner in enumerate(one.owners, start=ID):
        sheet.text(row, column, owner, "line")
    owned = "+".join(f"(CostOwners={fixed(row, ID + at)})" for at in range(len(one.owners)))
    counted = f"({owned})*CostCounts"
    count, lacking = _numbers(work, one)
    sheet.formula(row, COUNT, f"=SUMPRODUCT({counted})", count, "count")
    sheet.formula(row, LACKING, f"=SUMPRODUCT({counted}*CostLacks)", lacking, "count")
    has_total = f"=IF(AND({a1(row, COUNT)}>0,{a1(row, LACKING)}=0),1,0)"
    sheet.formula(row, KNOWN, has_total, int(one.is_known), "count")
    sheet.note(("cost_known", one.id), row, KNOWN)
    for at, horizon in enumerate(HORIZONS):
        for offset, (end, named) in enumerate(zip(ENDS, total_names(horizon), strict=True)):
            formula = f'=IF({a1(row, KNOWN)}=1,SUMPRODUCT(({owned})*{named}),"")'
            value = getattr(one.costs[horizon].total, end) if one.is_known else ""
            sheet.formula(row, TOTALS + len(ENDS) * at + offset, formula, value, "money")
            sheet.note(("cost", one.id, str(horizon), end), row, TOTALS + len(ENDS) * at + offset)
    _write_chosen(work, sheet, row, one)
    _write_kinds(work, sheet, row, one, owned)


def _numbers(work: Work, one: Counted) -> tuple[int, int]:
    """Count the lines of an alternative, and those of them that lack a figure."""
    lines = [priced.line for priced in priced_lines(work.material.decision)]
    counted = [line for line in lines if line.alternative in one.owners and counts(work, line)]
    return len(counted), sum(lacks(work, line) for line in counted)


def _write_chosen(work: Work, sheet: Sheet, row: int, one: Counted) -> None:
    horizon = policy_of(work.material.decision).horizon
    for offset, end in enumerate(ENDS):
        three, five, seven = (a1(row, TOTALS + len(ENDS) * at + offset) for at in range(len(HORIZONS)))
        value = getattr(one.costs[horizon].total, end) if one.is_known else ""
        formula = f"=IF(CostHorizon=3,{three},IF(CostHorizon=5,{five},{seven}))"
        sheet.formula(row, CHOSEN + offset, formula, value, "money")
        sheet.note(("cost", one.id, "chosen", end), row, CHOSEN + offset)
    likely = a1(row, CHOSEN + 1)
    compared = one.costs[horizon].total.likely if one.is_known else 0
    sheet.formula(row, COMPARED, f"=IF({a1(row, KNOWN)}=1,{likely},0)", compared, "money")


def _write_kinds(work: Work, sheet: Sheet, row: int, one: Counted, owned: str) -> None:
    """Write what the likely total of the chosen years is made of."""
    horizon = policy_of(work.material.decision).horizon
    by_kind = one.costs[horizon].by_kind if one.is_known else {}
    for column, kind in enumerate(COST_KINDS, start=KINDS):
        chosen = [
            f"SUMPRODUCT(({owned})*(CostKinds={fixed(FIRST, column)})*{total_names(h)[1]})" for h in HORIZONS
        ]
        formula = f"IF(CostHorizon=3,{chosen[0]},IF(CostHorizon=5,{chosen[1]},{chosen[2]}))"
        likely = by_kind[kind].likely if kind in by_kind else 0.0
        value = likely if one.is_known else ""
        sheet.formula(row, column, f'=IF({a1(row, KNOWN)}=1,{formula},"")', value, "money")
        sheet.note(("cost_kind", one.id, kind), row, column)


def _draw(work: Work, sheet: Sheet, rows: tuple[int, int], at: int) -> None:
    first, last = rows
    stated: list[CostKind] = [priced.line.kind for priced in priced_lines(work.material.decision)]
    chart = work.paper.book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, kind in enumerate(COST_KINDS, start=KINDS):
        if kind in stated:
            chart.add_series(
                {
                    "name": [sheet.name, FIRST, column],
                    "categories": [sheet.name, first, NAME, last, NAME],
                    "values": [sheet.name, first, column, last, column],
                    "gap": 60,
                }
            )
    title = work.words("What the likely cost over the chosen years is made of")
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": "#,##0"})
    chart.set_legend({"position": "right"})
    chart.set_size({"width": 980, "height": max(280, 110 + 28 * (last - first + 1))})
    sheet.grid.insert_chart(at, 1, chart, {"description": title})
