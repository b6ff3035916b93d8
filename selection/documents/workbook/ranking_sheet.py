"""The ranking in its order, which the sheet keeps by itself, with a chart of values."""

from selection.analysis.evaluation import Alternative
from selection.analysis.foundation import Kind
from selection.documents.workbook import results_sheet as results
from selection.documents.workbook.fit_sheets import HIGH as FIT_HIGH
from selection.documents.workbook.fit_sheets import PROVEN as FIT_PROVEN
from selection.documents.workbook.paper import Sheet, a1
from selection.documents.workbook.work import Work, block_title, headed

FIRST = 4
PLACE, NAME, GATE, RANK, BEST, WORST, LOW, SPAN, HIGH, PROVEN, QUALITY_LOW, QUALITY_HIGH = range(12)
FITTING = 12
COLUMNS = 14
MOST_DRAWN = 25


def write_ranking(work: Work) -> None:
    """Write every list of alternatives in the order of reading, and the margin to the next one below."""
    _, sheet = work.words, work.sheet("ranking")
    headed(
        work, sheet, _("The result. It orders itself anew whenever a weight, an answer or a rule is changed.")
    )
    sheet.widths(7, 40, 15, 7, 10, 10, 10, 10, 10, 10, 10, 10, 11, 11)
    row, breaks = FIRST, []
    for kind in reversed(work.material.kinds()):
        row = _write_list(work, sheet, row, kind) + 2
        breaks.append(row)
    sheet.grid.set_h_pagebreaks(breaks[:-1])
    sheet.freeze(FIRST, 2, COLUMNS)


def _heads(work: Work, kind: Kind) -> list[str]:
    _ = work.words
    heads = [
        _("Place"),
        _("Alternative"),
        _("All gates"),
        _("Rank"),
        _("Best possible rank"),
        _("Worst possible rank"),
    ]
    heads += [_("Lowest"), _("Still open"), _("Highest"), _("Proven"), _("Quality, lowest")]
    heads.append(_("Quality, highest"))
    return [*heads, _("As-is fit, proven"), _("As-is fit, highest")] if kind == "platform" else heads


def _write_list(work: Work, sheet: Sheet, row: int, kind: Kind) -> int:
    sheet.text(row, 0, block_title(work, work.material.blocks[kind]), "section")
    heads = _heads(work, kind)
    sheet.heads(row + 1, heads)
    found = work.material.results[kind]
    first, last = row + 2, row + 1 + len(found)
    for at, alternative in enumerate(found):
        _write_row(work, sheet, (first + at, first), alternative, at + 1)
        sheet.note(("ranking", kind, str(at + 1)), first + at, NAME)
    sheet.verdicts((first, GATE), (last, GATE))
    return _draw(work, sheet, kind, first, last)


def _write_row(work: Work, sheet: Sheet, at: tuple[int, int], found: Alternative, place: int) -> None:
    (row, first), kind = at, found.kind
    sheet.formula(
        row, PLACE, f"=ROWS({a1(first, PLACE).replace('A', '$A$')}:{a1(row, PLACE)})", place, "count"
    )
    places = results.results_column(work, kind, results.PLACE)
    index = f"MATCH($A{row + 1},{places},0)"
    ranks = ["" if r is None else r for r in (found.rank, found.rank_best, found.rank_worst)]
    verdict = work.codes.verdict(found.gate.verdict)
    columns = (
        (NAME, results.NAME, found.name, "strong"),
        (GATE, results.GATE, verdict, "word"),
        (RANK, results.RANK, ranks[0], "count"),
        (BEST, results.BEST, ranks[1], "count"),
        (WORST, results.WORST, ranks[2], "count"),
        (LOW, results.LOW, found.low, "value"),
        (HIGH, results.HIGH, found.high, "value"),
        (PROVEN, results.PROVEN, found.proven, "value"),
        (QUALITY_LOW, results.QUALITY_LOW, found.quality_low, "value"),
        (QUALITY_HIGH, results.QUALITY_HIGH, found.quality_high, "value"),
    )
    for column, source, value, style in columns:
        formula = f"=INDEX({results.results_column(work, kind, source)},{index})"
        sheet.formula(row, column, formula, value, style)
    sheet.formula(row, SPAN, f"={a1(row, HIGH)}-{a1(row, LOW)}", found.high - found.low)
    if kind == "platform":
        _write_fit(work, sheet, row, index, found)


def _write_fit(work: Work, sheet: Sheet, row: int, index: str, found: Alternative) -> None:
    names = work.material.ids("platform")
    first, last = work.paper.places["fit", names[0]].row, work.paper.places["fit", names[-1]].row
    fit = found.fit
    for offset, (source, value) in enumerate(
        ((FIT_PROVEN, fit.proven if fit else None), (FIT_HIGH, fit.high if fit else None))
    ):
        column = work.sheet("fit").span((first, source), (last, source))
        shown = "" if value is None else float(value)
        sheet.formula(row, FITTING + offset, f"=INDEX({column},{index})", shown, "percent")


def _draw(work: Work, sheet: Sheet, kind: Kind, first: int, last: int) -> int:
    """Draw what is sure, and beyond it what is still open; of many alternatives the first places."""
    _ = work.words
    last_drawn = min(last, first + MOST_DRAWN - 1)
    chart = work.paper.book.add_chart({"type": "bar", "subtype": "stacked"})
    names = [sheet.name, first, NAME, last_drawn, NAME]
    for column, title, colour in ((LOW, _("Sure"), "#33566B"), (SPAN, _("Still open"), "#D9C98F")):
        series = {
            "name": title,
            "categories": names,
            "values": [sheet.name, first, column, last_drawn, column],
        }
        chart.add_series({**series, "fill": {"color": colour}, "gap": 60})
    title = block_title(work, work.material.blocks[kind])
    chart.set_title({"name": title, "overlay": False, "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0, "max": 1, "num_format": "0.0", "major_gridlines": {"visible": True}})
    chart.set_legend({"position": "bottom"})
    height = max(200, 90 + 26 * (last_drawn - first + 1))
    chart.set_size({"width": 760, "height": height})
    sheet.grid.insert_chart(last + 1, 1, chart, {"y_offset": 8, "description": title})
    return last + 1 + -(-height // 20) + 1
