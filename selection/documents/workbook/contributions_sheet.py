"""What every criterion adds to every value, what the groups add together, and quality against cost."""

from collections.abc import Sequence

import numpy as np

from selection.analysis.foundation import Kind
from selection.analysis.ranking import DIGITS
from selection.documents.workbook import results_sheet as results
from selection.documents.workbook.paper import Sheet, a1, fixed, letters
from selection.documents.workbook.value_cost_columns import (
    COST,
    PER_POINT,
    value_cost_heads,
    write_value_cost,
)
from selection.documents.workbook.weights_sheet import ALONE as FIRMS_ALONE
from selection.documents.workbook.weights_sheet import GROUP, OVERALL, WITHIN_SIDE
from selection.documents.workbook.work import Work, block_title, headed
from selection.model.criteria import Criterion

FIRST = 4
ID, NAME, GROUP_NAME, WEIGHT, FIRST_MEMBER = range(5)
MOST_DRAWN = 25
COLOURS = ("#33566B", "#B5541C", "#4F7A4A", "#7A4F7A", "#8A6D1A")
MARKERS = ("circle", "square", "diamond", "triangle", "x", "plus", "star")
COLUMN_OF: dict[Kind, int] = {"platform": WITHIN_SIDE, "integrator": FIRMS_ALONE, "pair": OVERALL}
QUALITY_LOW, QUALITY_HIGH, QUALITY_MIDDLE, QUALITY_RANK, COST_MIDDLE, PRICE = range(2, 8)


def write_contributions(work: Work) -> None:
    """Write weight × value for every criterion and alternative, and their sums."""
    _, sheet = work.words, work.sheet("contributions")
    headed(
        work, sheet, _("What every criterion adds to a value: weight × partial value, lowest and highest.")
    )
    sheet.widths(8, 30, 20, 10)
    row, columns = FIRST, 0
    for kind in reversed(work.material.kinds()):
        criteria = [c for part in work.material.parts(kind) for c in work.material.blocks[part].criteria]
        if criteria:
            row = _write_block(work, sheet, row, kind, criteria) + 2
            columns = max(columns, FIRST_MEMBER + 2 * len(work.material.ids(kind)))
    _write_groups(work, sheet, row)
    sheet.freeze(FIRST, FIRST_MEMBER, columns)


def _write_block(work: Work, sheet: Sheet, row: int, kind: Kind, criteria: Sequence[Criterion]) -> int:
    _ = work.words
    sheet.text(row, 0, block_title(work, work.material.blocks[kind]), "section")
    sheet.heads(row + 1, [_("Id"), _("Criterion"), _("Group"), _("Weight")])
    first, last = row + 2, row + 1 + len(criteria)
    sheet.note(("contributions", kind), first, 0)
    for at, criterion in enumerate(criteria, start=first):
        leaf = work.paper.places["leaf", criterion.id].row
        weights = work.sheet("weights")
        sheet.text(at, ID, criterion.id, "line")
        sheet.text(at, NAME, work.criterion_name(criterion))
        group = _group_names(work).get(criterion.group, criterion.group)
        sheet.formula(at, GROUP_NAME, f"={weights.at(leaf, GROUP)}", group, "line")
        weight = work.material.within[kind][criterion.id]
        sheet.formula(at, WEIGHT, f"={weights.at(leaf, COLUMN_OF[kind])}", weight)
    for place, name in enumerate(work.material.ids(kind)):
        _write_member(work, sheet, (first, FIRST_MEMBER + 2 * place), kind, name)
    sheet.text(last + 1, NAME, _("Sum"), "strong")
    sheet.formula(
        last + 1, WEIGHT, f"=SUM({a1(first, WEIGHT)}:{a1(last, WEIGHT)})", _sum(work, kind), "total"
    )
    return last + 1


def _group_names(work: Work) -> dict[str, str]:
    return {group.id: work.words.text(group.name) for group in work.material.decision.groups}


def _sum(work: Work, kind: Kind) -> float:
    criteria = [c.id for part in work.material.parts(kind) for c in work.material.blocks[part].criteria]
    return sum(work.material.within[kind][name] for name in criteria)


def _write_member(work: Work, sheet: Sheet, at: tuple[int, int], kind: Kind, name: str) -> None:
    (first, column), _ = at, work.words
    sheet.text(first - 2, column, work.material.blocks[kind].member(name).name, "section")
    sheet.heads(first - 1, [_("Lowest"), _("Highest")], column)
    sheet.widths(13, 13, column=column)
    row, values = first, work.sheet("values")
    for part in work.material.parts(kind):
        member, block = work.material.part_of(kind, name, part), work.material.blocks[part]
        if not block.criteria:
            continue
        places = [work.paper.places["values", end, part, member.id] for end in ("low", "high")]
        for index, criterion in enumerate(block.criteria):
            weight = work.material.within[kind][criterion.id]
            for offset, (place, own) in enumerate(zip(places, (member.low, member.high), strict=True)):
                formula = f"=${letters(WEIGHT)}{row + 1}*{values.prefix}{a1(place.row + index, place.column)}"
                sheet.formula(row, column + offset, formula, float(own[index]) * weight)
            row += 1
    found = work.material.result(kind, name)
    for offset, value in ((0, found.low), (1, found.high)):
        span = f"{a1(first, column + offset)}:{a1(row - 1, column + offset)}"
        sheet.formula(row, column + offset, f"=SUM({span})", value, "total")
        sheet.note(("contributed", "high" if offset else "low", kind, name), row, column + offset)


def _write_groups(work: Work, sheet: Sheet, row: int) -> None:
    """Write what every group of criteria adds, the middle of what is open, and draw it."""
    _, kind = work.words, work.material.main
    names = work.material.ids(kind)
    used = {c.group for part in work.material.parts(kind) for c in work.material.blocks[part].criteria}
    named = [_group_names(work).get(group, group) for group in _in_order(work, used)]
    # A spreadsheet does not tell capitals from small letters where it compares texts.
    titles = list({title.casefold(): title for title in named}.values())
    if not titles:
        return
    sheet.text(row, 0, _("By group, the middle of what is possible"), "section")
    sheet.heads(row + 1, ["", _("Alternative"), *titles], 0)
    place = work.paper.places["contributions", kind]
    last = place.row + sum(len(work.material.blocks[part].criteria) for part in work.material.parts(kind)) - 1
    groups = f"{fixed(place.row, GROUP_NAME)}:{fixed(last, GROUP_NAME)}"
    for at, name in enumerate(names, start=row + 2):
        sheet.text(at, 1, work.material.blocks[kind].member(name).name, "line")
        column = FIRST_MEMBER + 2 * (at - row - 2)
        low, high = (f"{letters(c)}${place.row + 1}:{letters(c)}${last + 1}" for c in (column, column + 1))
        for offset, title in enumerate(titles, start=2):
            head = f"{letters(offset)}${row + 2}"
            formula = f"=SUMPRODUCT(({groups}={head})*({low}+{high}))/2"
            sheet.formula(at, offset, formula, _group_middle(work, kind, name, title))
    _draw(work, sheet, (row + 2, row + 1 + min(len(names), MOST_DRAWN)), len(titles), row + 3 + len(names))


def _in_order(work: Work, used: set[str]) -> list[str]:
    known = [group.id for group in work.material.decision.groups]
    return [*(group for group in known if group in used), *sorted(used - set(known))]


def _group_middle(work: Work, kind: Kind, name: str, title: str) -> float:
    names, total = _group_names(work), 0.0
    for part in work.material.parts(kind):
        member = work.material.part_of(kind, name, part)
        for index, criterion in enumerate(work.material.blocks[part].criteria):
            if names.get(criterion.group, criterion.group).casefold() == title.casefold():
                middle = (member.low[index] + member.high[index]) / 2
                total += float(middle) * work.material.within[kind][criterion.id]
    return total


def _draw(work: Work, sheet: Sheet, rows: tuple[int, int], groups: int, at: int) -> None:
    first, last = rows
    chart = work.paper.book.add_chart({"type": "bar", "subtype": "stacked"})
    for column in range(2, 2 + groups):
        chart.add_series(
            {
                "name": [sheet.name, first - 1, column],
                "categories": [sheet.name, first, 1, last, 1],
                "values": [sheet.name, first, column, last, column],
                "gap": 60,
            }
        )
    title = work.words("What the groups of criteria add")
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "max": 1, "num_format": "0.0"})
    chart.set_legend({"position": "right"})
    chart.set_size({"width": 980, "height": max(280, 110 + 28 * (last - first + 1))})
    sheet.grid.insert_chart(at, 1, chart, {"description": title})


def write_quality(work: Work) -> None:
    """Write the value without cost beside the value of cost and the price, and draw one against the other."""
    _, sheet, kind = work.words, work.sheet("quality"), work.material.main
    headed(
        work,
        sheet,
        _("Quality is the value without the cost group: what one gets for the difference in price."),
    )
    heads = [
        _("Alternative"),
        _("All gates"),
        _("Quality, lowest"),
        _("Quality, highest"),
        _("Quality, middle"),
    ]
    heads += [_("Rank by quality"), _("Value of cost, middle")]
    priced = [name for name in work.material.ids(kind) if ("price", name) in work.paper.places]
    costed = "costs" in work.paper.sheets
    heads += [_("Price"), _("Currency")] if priced or costed else []
    sheet.heads(FIRST, [*heads, *(value_cost_heads(work) if costed else [])])
    sheet.widths(40, 15, 11, 11, 11, 11, 12, 14, 10, 14, 14, 14, 11, 11, 11, 11, 14)
    names = work.material.ids(kind)
    first, last = FIRST + 1, FIRST + len(names)
    for row, name in enumerate(names, start=first):
        _write_quality_row(work, sheet, (row, first, last), kind, name)
    if costed:
        write_value_cost(work, sheet, (first, last), kind)
    sheet.verdicts((first, 1), (last, 1))
    sheet.freeze(FIRST + 1, 1, PER_POINT if costed else PRICE + 1)
    _draw_quality(work, sheet, _drawn_rows(work, sheet, first, last), last)


def _write_quality_row(work: Work, sheet: Sheet, at: tuple[int, int, int], kind: Kind, name: str) -> None:
    row, first, last = at
    found = work.material.result(kind, name)
    source = work.paper.places["low", kind, name].row
    prefix = work.sheet("results").prefix
    sheet.text(row, 0, found.name, "line")
    sheet.formula(
        row, 1, f"={prefix}{a1(source, results.GATE)}", work.codes.verdict(found.gate.verdict), "word"
    )
    low, high = found.quality_low, found.quality_high
    sheet.formula(row, QUALITY_LOW, f"={prefix}{a1(source, results.QUALITY_LOW)}", low)
    sheet.formula(row, QUALITY_HIGH, f"={prefix}{a1(source, results.QUALITY_HIGH)}", high)
    middle = f"=({a1(row, QUALITY_LOW)}+{a1(row, QUALITY_HIGH)})/2"
    sheet.formula(row, QUALITY_MIDDLE, middle, (low + high) / 2)
    gates, middles = (f"{fixed(first, at)}:{fixed(last, at)}" for at in (1, QUALITY_MIDDLE))
    better = f"({gates}<>WordExcluded)*(ROUND({middles},{DIGITS})>ROUND({a1(row, QUALITY_MIDDLE)},{DIGITS}))"
    rank = f'=IF($B{row + 1}=WordExcluded,"",1+SUMPRODUCT({better}))'
    sheet.formula(row, QUALITY_RANK, rank, quality_rank(work, kind, name), "count")
    worth, low_cell, high_cell = work.at("worth", kind), a1(row, QUALITY_LOW), a1(row, QUALITY_HIGH)
    of_all = f"({prefix}{a1(source, results.LOW)}+{prefix}{a1(source, results.HIGH)})/2"
    cost = f"=IF(1-{worth}<1E-9,0,({of_all}-({low_cell}+{high_cell})/2*{worth})/(1-{worth}))"
    sheet.formula(row, COST_MIDDLE, cost, _cost_middle(work, kind, name))
    if ("price", name) in work.paper.places:
        place = work.paper.places["price", name]
        price = work.sheet("alternatives")
        stated = found.pair.bid.price if found.pair and found.pair.bid else None
        if stated:
            # It has a place only where it may be seen.
            sheet.formula(row, PRICE, f"={price.at(place.row, place.column)}", stated.amount, "figure")
            sheet.text(row, PRICE + 1, stated.currency, "line")


def quality_rank(work: Work, kind: Kind, name: str) -> int | str:
    """Give the rank by quality alone among those that are not excluded."""
    standing = {a.id: a for a in work.material.results[kind] if a.gate.verdict != "fail"}
    if name not in standing:
        return ""
    middles = {key: round((a.quality_low + a.quality_high) / 2, DIGITS) for key, a in standing.items()}
    return 1 + sum(middle > middles[name] for middle in middles.values())


def _cost_middle(work: Work, kind: Kind, name: str) -> float:
    weights, figures = [0.0], [0.0]
    for part in work.material.parts(kind):
        member = work.material.part_of(kind, name, part)
        for index, criterion in enumerate(work.material.blocks[part].criteria):
            if criterion.is_cost:
                weights.append(work.material.within[kind][criterion.id])
                figures.append(float(member.low[index] + member.high[index]) / 2)
    total = sum(weights)
    return float(np.dot(weights, figures)) / total if total > 1e-9 else 0.0  # noqa: PLR2004


def _marker(number: int) -> dict[str, object]:
    colour = {"color": COLOURS[number % len(COLOURS)]}
    return {"type": MARKERS[number % len(MARKERS)], "size": 9, "fill": colour, "border": colour}


def _drawn_rows(work: Work, sheet: Sheet, first: int, last: int) -> tuple[int, ...]:
    """Choose the rows that are drawn: against cost only those of which one is known."""
    rows = list(range(first, last + 1))
    if "costs" in work.paper.sheets:
        rows = [row for row in rows if sheet.grid.table[row][COST].value != ""]
    return tuple(rows)[:MOST_DRAWN]


def _draw_quality(work: Work, sheet: Sheet, rows: Sequence[int], last: int) -> None:
    """Draw quality against cost, or against the value of cost where no costs are stated."""
    _, costed = work.words, "costs" in work.paper.sheets
    across = COST if costed else COST_MIDDLE
    if not rows:
        return
    chart = work.paper.book.add_chart({"type": "scatter"})
    for number, row in enumerate(rows):
        chart.add_series(
            {
                "name": [sheet.name, row, 0],
                "categories": [sheet.name, row, across, row, across],
                "values": [sheet.name, row, QUALITY_MIDDLE, row, QUALITY_MIDDLE],
                "marker": _marker(number),
            }
        )
    title = _("Quality against cost")
    chart.set_title({"name": title, "name_font": {"size": 12}})
    titles = (_("Value of cost (more is cheaper)"), "0.00"), (_("Likely cost over the chosen years"), "#,##0")
    title_of_axis, form = titles[costed]
    chart.set_x_axis({"name": title_of_axis, "num_format": form})
    chart.set_y_axis({"name": _("Quality"), "num_format": "0.00"})
    chart.set_legend({"position": "right"})
    chart.set_size({"width": 860, "height": 460})
    sheet.grid.insert_chart(last + 2, 0, chart, {"description": title})
