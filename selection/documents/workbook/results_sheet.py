"""Overall values, quality and ranks of every alternative, by formula, in the order of the decision."""

from collections.abc import Mapping

import numpy as np

from selection.analysis.evaluation import Alternative
from selection.analysis.foundation import Kind
from selection.analysis.gates import Verdict
from selection.analysis.ranking import DIGITS
from selection.documents.workbook.material import BASELINE
from selection.documents.workbook.paper import Sheet, a1, letters
from selection.documents.workbook.scores_sheets import value_column
from selection.documents.workbook.weights_sheet import COST, leaf_column, own_weights
from selection.documents.workbook.work import Work, block_title, headed, sum_of_products

FIRST = 4
NAME, NO, GATE, LOW, HIGH, PROVEN, QUALITY_LOW, QUALITY_HIGH, MIDDLE, BEST, WORST, RANK = range(12)
GATE_NO, RANK_KEY, PLACE, BEATS, PLATFORM, FIRM = range(12, 18)
FIRST_PART = 18
"""Of pairs: the lowest and highest value of each of the three parts."""
PARTS: tuple[Kind, ...] = ("platform", "integrator", "pair")
GATE_ORDER: Mapping[Verdict, int] = {"pass": 0, "open": 1, "fail": 2}


def write_results(work: Work) -> None:
    """Write what every alternative is worth and which ranks are possible."""
    _, sheet = work.words, work.sheet("results")
    headed(work, sheet, _("Values and ranks, all by formula. The sheet of the ranking shows them in order."))
    sheet.widths(38, 6, 15, *[11] * 21)
    row = _write_baseline(work, sheet, FIRST)
    for kind in work.material.kinds():
        row = _write_block(work, sheet, row + 1, kind) + 1
    sheet.freeze(FIRST, 1, FIRST_PART + 6)


def _write_baseline(work: Work, sheet: Sheet, row: int) -> int:
    _, line = work.words, work.material.evaluation.baseline
    if line is None:
        return row - 1
    sheet.text(row, NAME, _("Without a purchase: {name}", name=_.text(line.name)), "section")
    sheet.heads(row, [_("Lowest"), _("Highest")], LOW)
    lines: tuple[tuple[Kind, str, float, float], ...] = (
        ("platform", _("The platform's side alone"), line.platform_low, line.platform_high),
        ("pair", _("Overall"), line.low, line.high),
    )
    for at, (kind, title, low, high) in enumerate(lines, start=row + 1):
        sheet.text(at, NAME, title, "line")
        for column, end, value in ((LOW, "low", low), (HIGH, "high", high)):
            sheet.formula(at, column, f"={_total(work, kind, BASELINE, end)}", value)
            sheet.note(("baseline", kind, end), at, column)
    return row + 3


def _total(work: Work, kind: Kind, name: str, end: str, *, worth: bool = False) -> str:
    """Sum weight × value over the blocks an alternative is valued on, with or without cost."""
    terms = []
    for part in work.material.parts(kind):
        weights = own_weights(work, kind, part)
        column = _part_column(work, kind, name, part, end)
        if weights and column and worth:
            terms.append(f"SUMPRODUCT(({leaf_column(work, part, COST)}=WordNo)*{weights},{column})")
        elif weights and column:
            terms.append(sum_of_products(weights, column))
    return "+".join(terms) or "0"


def _part_column(work: Work, kind: Kind, name: str, part: Kind, end: str) -> str | None:
    member = work.material.part_of(kind, name, part)
    return value_column(work, work.material.blocks[part], member.id, end)


def _heads(work: Work, kind: Kind) -> list[str]:
    _ = work.words
    heads = [_("Alternative"), _("No."), _("All gates"), _("Lowest"), _("Highest"), _("Proven")]
    heads += [_("Quality, lowest"), _("Quality, highest"), _("Middle"), _("Best possible rank")]
    heads += [_("Worst possible rank"), _("Rank"), _("No. of the verdict"), _("Rank, or last")]
    heads += [_("Place for reading"), _("Surely beats the baseline")]
    if kind == "pair":
        heads += [_("Platform"), _("Integrator")]
        for title in (_("Platform"), _("Integrator"), _("The pair itself")):
            heads += [_("{part}: lowest", part=title), _("{part}: highest", part=title)]
    return heads


def _write_block(work: Work, sheet: Sheet, row: int, kind: Kind) -> int:
    sheet.text(row, 0, block_title(work, work.material.blocks[kind]), "section")
    sheet.heads(row + 1, _heads(work, kind))
    names = work.material.ids(kind)
    first, last = row + 2, row + 1 + len(names)
    sheet.note(("results", kind), first, 0)
    formulas = _Formulas(kind, first, last)
    for at, name in enumerate(names, start=first):
        found = work.material.result(kind, name)
        sheet.text(at, NAME, found.name, "line")
        _write_values(work, sheet, at, found)
        if kind == "pair":
            _write_parts(work, sheet, at, found)
        _write_ranks(work, sheet, at, found, formulas)
        _write_margin(work, sheet, at, found)
    sheet.verdicts((first, GATE), (last, GATE))
    return last


def _write_values(work: Work, sheet: Sheet, row: int, found: Alternative) -> None:
    kind, name = found.kind, found.id
    place = work.paper.places["alternative", kind, name]
    number = sorted(work.material.ids(kind)).index(name) + 1
    sheet.formula(row, NO, f"={work.sheet('alternatives').at(place.row, place.column)}", number, "count")
    gate = work.codes.verdict(found.gate.verdict)
    sheet.formula(row, GATE, f"={work.at('gate', kind, name)}", gate, "word")
    worth = work.at("worth", kind)
    values = (
        (LOW, "low", found.low, _total(work, kind, name, "low")),
        (HIGH, "high", found.high, _total(work, kind, name, "high")),
        (PROVEN, "proven", found.proven, _total(work, kind, name, "proven")),
    )
    if kind == "pair":
        low, high = ("+".join(a1(row, FIRST_PART + 2 * at + up) for at in range(3)) for up in (0, 1))
        values = ((*values[0][:3], low), (*values[1][:3], high), values[2])
    for column, end, value, formula in values:
        sheet.formula(row, column, f"={formula}", value)
        sheet.note((end, kind, name), row, column)
    for column, end, value in (
        (QUALITY_LOW, "low", found.quality_low),
        (QUALITY_HIGH, "high", found.quality_high),
    ):
        total = _total(work, kind, name, end, worth=True)
        sheet.formula(row, column, f"=({total})/IF({worth}=0,1,{worth})", value)
        sheet.note((f"quality_{end}", kind, name), row, column)


def _write_parts(work: Work, sheet: Sheet, row: int, found: Alternative) -> None:
    pair = found.pair
    if pair is None:
        return
    alternatives = work.sheet("alternatives")
    for column, kind, name in ((PLATFORM, "platform", pair.offer), (FIRM, "integrator", pair.integrator)):
        place = work.paper.places["alternative", kind, name]
        ids = work.material.ids("platform" if kind == "platform" else "integrator")
        formula = f"={alternatives.at(place.row, place.column)}"
        sheet.formula(row, column, formula, sorted(ids).index(name) + 1, "count")
    for at, part in enumerate(PARTS):
        weights = np.array([work.material.within["pair"][c.id] for c in work.material.blocks[part].criteria])
        member = work.material.part_of("pair", found.id, part)
        for offset, (end, own) in enumerate((("low", member.low), ("high", member.high))):
            formula = sum_of_products(
                own_weights(work, "pair", part), _part_column(work, "pair", found.id, part, end)
            )
            sheet.formula(row, FIRST_PART + 2 * at + offset, f"={formula}", float(own @ weights))


def _write_ranks(work: Work, sheet: Sheet, row: int, found: Alternative, formulas: "_Formulas") -> None:
    standing = work.material.results[found.kind]
    order, count = GATE_ORDER[found.gate.verdict], len(standing)
    best, worst, rank = (
        "" if figure is None else figure for figure in (found.rank_best, found.rank_worst, found.rank)
    )
    middle = f"({a1(row, LOW)}+{a1(row, HIGH)})/2"
    ranked = f'IF(AND({a1(row, GATE)}=WordPassed,{a1(row, BEST)}={a1(row, WORST)}),{a1(row, BEST)},"")'
    gate = f"IF({a1(row, GATE)}=WordPassed,0,IF({a1(row, GATE)}=WordOpen,1,2))"
    figures = (
        (MIDDLE, middle, found.middle, "value"),
        (BEST, formulas.best(row), best, "count"),
        (WORST, formulas.worst(row), worst, "count"),
        (RANK, ranked, rank, "count"),
        (GATE_NO, gate, order, "count"),
        (RANK_KEY, f'IF({a1(row, RANK)}="",{count + 1},{a1(row, RANK)})', rank or count + 1, "count"),
        (PLACE, formulas.place(row), [a.id for a in standing].index(found.id) + 1, "count"),
    )
    for column, formula, value, style in figures:
        sheet.formula(row, column, f"={formula}", value, style)
    for key, column in (("rank", RANK), ("rank_best", BEST), ("rank_worst", WORST), ("reading", PLACE)):
        sheet.note((key, found.kind, found.id), row, column)


def _write_margin(work: Work, sheet: Sheet, row: int, found: Alternative) -> None:
    line = work.material.evaluation.baseline
    if line is None or found.kind == "integrator":
        return
    high = line.platform_high if found.kind == "platform" else line.high
    needed = round(high + work.material.decision.policy.baseline_margin, DIGITS)
    beats = found.gate.verdict != "fail" and round(found.low, DIGITS) >= needed
    bar = f"ROUND({work.at('baseline', found.kind, 'high')}+BaselineMargin,{DIGITS})"
    formula = f"=IF(AND({a1(row, GATE)}<>WordExcluded,ROUND({a1(row, LOW)},{DIGITS})>={bar}),WordYes,WordNo)"
    sheet.formula(row, BEATS, formula, work.codes.yes_no(beats), "word")


class _Formulas:
    """The formulas that compare one alternative with all of its kind."""

    def __init__(self, kind: Kind, first: int, last: int) -> None:
        self.kind, self.first, self.last = kind, first, last

    def column(self, at: int) -> str:
        return f"{letters(at)}${self.first + 1}:{letters(at)}${self.last + 1}"

    def best(self, row: int) -> str:
        """1 + how many passed their gate and are surely ahead."""
        ahead = f"ROUND({self.column(LOW)},{DIGITS})>ROUND({self._mine(row, HIGH)},{DIGITS})"
        count = f"SUMPRODUCT(({self.column(GATE)}=WordPassed)*({ahead}))"
        return f'IF({a1(row, GATE)}=WordExcluded,"",1+{count})'

    def worst(self, row: int) -> str:
        """1 + how many others did not fail it and are possibly ahead."""
        ahead = f"ROUND({self.column(HIGH)},{DIGITS})>ROUND({self._mine(row, LOW)},{DIGITS})"
        others = f"({self.column(NO)}<>{a1(row, NO)})"
        count = f"SUMPRODUCT(({self.column(GATE)}<>WordExcluded)*{others}*({ahead}))"
        return f'IF({a1(row, GATE)}=WordExcluded,"",1+{count})'

    def _mine(self, row: int, end: int) -> str:
        """One end of the own value; what is shared with the other cancels, so it takes the other's end."""
        if self.kind != "pair":
            return a1(row, end)
        up = int(end == HIGH)
        shared = [
            f"({self.column(owner)}={a1(row, owner)})*{a1(row, FIRST_PART + 2 * part + 1 - up)}"
            f"+({self.column(owner)}<>{a1(row, owner)})*{a1(row, FIRST_PART + 2 * part + up)}"
            for owner, part in ((PLATFORM, 0), (FIRM, 1))
        ]
        return "+".join([a1(row, FIRST_PART + 4 + up), *shared])

    def place(self, row: int) -> str:
        """Order for reading: by gate, then by rank, then by the middle, then by number."""
        gate, rank, middle, number = (self.column(at) for at in (GATE_NO, RANK_KEY, MIDDLE, NO))
        middles, own = f"ROUND({middle},{DIGITS})", f"ROUND({a1(row, MIDDLE)},{DIGITS})"
        by_number = f"({middles}={own})*({number}<{a1(row, NO)})"
        by_middle = f"({rank}={a1(row, RANK_KEY)})*(({middles}>{own})+{by_number})"
        by_rank = f"({gate}={a1(row, GATE_NO)})*(({rank}<{a1(row, RANK_KEY)})+{by_middle})"
        return f"1+SUMPRODUCT(({gate}<{a1(row, GATE_NO)})+{by_rank})"


def results_column(work: Work, kind: Kind, column: int) -> str:
    """Name a column of one kind's results, for a formula on any sheet."""
    first = work.paper.places["results", kind].row
    last = first + len(work.material.ids(kind)) - 1
    return work.sheet("results").span((first, column), (last, column))
