"""How far weights may shift before another alternative wins, in closed form.

The balance of the two sides as in `selection.analysis.balance`. A criterion's weight w is changed while the
others keep their proportions; with d the difference in its partial value and D that in overall value, leader
less rival, they are level at

    w* = r / (r − d), where r = (D − w · d) / (1 − w).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selection.analysis.balance import SideValues, balance, level_weight, side_values
from selection.analysis.evaluation import Alternative
from selection.analysis.foundation import Kind
from selection.analysis.ranking import DIGITS
from selection.documents.workbook import results_sheet as results
from selection.documents.workbook.paper import Sheet, a1, fixed, letters
from selection.documents.workbook.scores_sheets import value_column
from selection.documents.workbook.weights_sheet import OVERALL, WITHIN_SIDE, leaf_column
from selection.documents.workbook.work import Work, headed
from selection.model.criteria import SIDES, Criterion

FIRST = 4
NAME, COMPARED, MIDDLE, KEY = range(4)
OF_PLATFORM, OF_FIRM, GAIN, LEVEL, BELOW, ABOVE = range(4, 10)
CRITERION, CRITERION_NAME, WEIGHT, NEAREST_BELOW, NEAREST_ABOVE, OF_LEADER, FIRST_VALUE = range(7)
ALL_THE_WEIGHT = 1e-9
"""What is left for the others where one criterion has all the weight."""


@dataclass(frozen=True)
class Compared:
    """Who is compared with whom: the alternatives in the order of the decision, and the leader among them."""

    kind: Kind
    found: tuple[Alternative, ...]
    compared: tuple[bool, ...]
    leader: int | None

    @property
    def count(self) -> int:
        """How many alternatives there are."""
        return len(self.found)


def compared_of(work: Work) -> Compared:
    """Compare those that passed their gates; where none did nobody leads."""
    kind = work.material.main
    found = tuple(work.material.result(kind, name) for name in work.material.ids(kind))
    compared = tuple(a.gate.verdict == "pass" for a in found)
    order = [a.id for a in work.material.results[kind]]
    standing = [at for at, here in enumerate(compared) if here]
    leader = min(
        standing, key=lambda at: (-round(found[at].middle, DIGITS), order.index(found[at].id)), default=None
    )
    return Compared(kind, found, compared, leader)


def write_sensitivity(work: Work) -> None:
    """Write the shifts of the balance and of every weight at which the first place changes."""
    _, sheet = work.words, work.sheet("sensitivity")
    headed(work, sheet, _("How far a weight may shift before another comes first, by the middles of values."))
    sheet.widths(40, 30, 12, 12, 12, 12, 12, 12, 12, 12)
    compared = compared_of(work)
    last = _write_alternatives(work, sheet, compared)
    row = last + 2
    if compared.kind == "pair" and set(work.material.evaluation.nodes["sides"]) == set(SIDES):
        row = _write_balance(work, sheet, compared, row) + 2
    _write_criteria(work, sheet, compared, row)
    sheet.freeze(FIRST, 1, FIRST_VALUE + 2 * compared.count)


def _write_alternatives(work: Work, sheet: Sheet, compared: Compared) -> int:
    """Write who is compared, and who leads: the highest middle, of several the first for reading."""
    _, kind = work.words, compared.kind
    heads = [_("Alternative"), _("Is compared"), _("Middle"), _("Order among the first")]
    heads += [_("The platform's side"), _("The integrator's side"), _("Gain with the platform's weight")]
    heads += [_("Level at"), _("Turns below"), _("Turns above")]
    sheet.heads(FIRST, heads if kind == "pair" else heads[:4])
    first, last = FIRST + 1, FIRST + compared.count
    prefix = work.sheet("results").prefix
    start = work.paper.places["results", kind].row
    order = [a.id for a in work.material.results[kind]]
    lead = round(compared.found[compared.leader].middle, DIGITS) if compared.leader is not None else None
    flags, middles = (f"${letters(at)}${first + 1}:${letters(at)}${last + 1}" for at in (COMPARED, MIDDLE))
    for at, found in enumerate(compared.found):
        row = first + at
        gate, middle, place = (
            f"{prefix}{a1(start + at, column)}" for column in (results.GATE, results.MIDDLE, results.PLACE)
        )
        sheet.text(row, NAME, found.name, "line")
        here = compared.compared[at]
        sheet.formula(row, COMPARED, f"=IF({gate}=WordPassed,1,0)", int(here), "count")
        sheet.formula(row, MIDDLE, f"={middle}", found.middle)
        highest = f"SUMPRODUCT(MAX({flags}*ROUND({middles},{DIGITS})))"
        leads = f"AND({a1(row, COMPARED)}=1,ROUND({a1(row, MIDDLE)},{DIGITS})={highest})"
        is_first = here and round(found.middle, DIGITS) == lead
        key = order.index(found.id) + 1 if is_first else compared.count + 1
        sheet.formula(row, KEY, f"=IF({leads},{place},{compared.count + 1})", key, "count")
    _write_leader(work, sheet, compared, last + 1)
    return last + 1


def _write_leader(work: Work, sheet: Sheet, compared: Compared, row: int) -> None:
    keys = f"{fixed(FIRST + 1, KEY)}:{fixed(FIRST + compared.count, KEY)}"
    names = f"{fixed(FIRST + 1, NAME)}:{fixed(FIRST + compared.count, NAME)}"
    leader = compared.leader
    sheet.text(row, NAME, work.words("Comes first, by its middle"), "strong")
    place = "" if leader is None else leader + 1
    formula = f'=IF(MIN({keys})>{compared.count},"",MATCH(MIN({keys}),{keys},0))'
    sheet.formula(row, COMPARED, formula, place, "count")
    work.paper.define("LeaderNo", sheet.at(row, COMPARED))
    name = "" if leader is None else compared.found[leader].name
    sheet.formula(row, MIDDLE, f'=IF(LeaderNo="","",INDEX({names},LeaderNo))', name, "strong")
    sheet.note(("leader",), row, MIDDLE)


def _write_balance(work: Work, sheet: Sheet, compared: Compared, row: int) -> int:
    """Write every pair's value on either side, and the weight of the platform's side at which it is level."""
    _ = work.words
    found = balance(work.material.evaluation)
    sides = {side.pair: side for side in side_values(work.material.evaluation, compared.found)}
    leader = compared.found[compared.leader] if compared.leader is not None else None
    weight = work.at("weight", "sides", "platform")
    for at, pair in enumerate(compared.found):
        rival = leader is not None and compared.compared[at] and pair.id != leader.id
        figures = _balance_figures(work, sides[pair.id], sides[leader.id] if leader and rival else None)
        formulas = _balance_formulas(work, compared, FIRST + 1 + at, pair.id, weight)
        for column, (formula, value) in enumerate(zip(formulas, figures, strict=True), start=OF_PLATFORM):
            sheet.formula(FIRST + 1 + at, column, f"={formula}", value)
    now = work.material.evaluation.nodes["sides"]["platform"]
    ends = (
        ("lower", BELOW, "MAX", found.lower if found else None),
        ("upper", ABOVE, "MIN", found.upper if found else None),
    )
    sheet.text(row, NAME, _("Weight of the platform's side"), "strong")
    sheet.formula(row, MIDDLE, f"={weight}", now, "percent")
    titles = {"lower": _("Another comes first below"), "upper": _("Another comes first above")}
    for offset, (end, column, function, turn) in enumerate(ends, start=1):
        cells = f"{a1(FIRST + 1, column)}:{a1(FIRST + compared.count, column)}"
        sheet.text(row + offset, NAME, titles[end], "line")
        formula = f'=IF(COUNT({cells})=0,"",{function}({cells}))'
        sheet.formula(row + offset, MIDDLE, formula, turn.weight if turn else "", "percent")
        sheet.note(("turn", end), row + offset, MIDDLE)
    return row + len(ends)


def _balance_figures(work: Work, own: SideValues, leader: SideValues | None) -> list[float | str]:
    if leader is None:
        return [own.platform, own.integrator, "", "", "", ""]
    weight = work.material.evaluation.nodes["sides"]["platform"]
    gain = (own.platform - leader.platform) - (own.integrator - leader.integrator)
    level = level_weight(leader, own)
    below = "" if level is None or gain >= 0 else min(level, weight)
    above = "" if level is None or gain <= 0 else max(level, weight)
    return [own.platform, own.integrator, gain, "" if level is None else level, below, above]


def _balance_formulas(work: Work, compared: Compared, row: int, name: str, weight: str) -> list[str]:
    pair = work.material.pairs[name]
    platform = _side_middle(work, (("platform", pair.offer),))
    firm = _side_middle(work, (("integrator", pair.integrator), ("pair", name)))
    p, j, gain, level = (a1(row, column) for column in (OF_PLATFORM, OF_FIRM, GAIN, LEVEL))
    leading = [
        f"INDEX({fixed(FIRST + 1, column)}:{fixed(FIRST + compared.count, column)},LeaderNo)"
        for column in (OF_PLATFORM, OF_FIRM)
    ]
    rival = f'AND(LeaderNo<>"",{a1(row, COMPARED)}=1,LeaderNo<>{row - FIRST})'
    at = f"ROUND(({leading[1]}-{j})/{gain},{DIGITS})"
    flat = f'IF(ROUND({gain},{DIGITS})=0,"",IF(AND({at}>=0,{at}<=1),ABS({at}),""))'
    return [
        platform,
        firm,
        f'IF({rival},({p}-{leading[0]})-({j}-{leading[1]}),"")',
        f'IF({gain}="","",{flat})',
        f'IF({level}="","",IF({gain}<0,MIN({level},{weight}),""))',
        f'IF({level}="","",IF({gain}>0,MAX({level},{weight}),""))',
    ]


def _side_middle(work: Work, parts: tuple[tuple[Kind, str], ...]) -> str:
    terms = []
    for part, name in parts:
        block = work.material.blocks[part]
        weights = leaf_column(work, part, WITHIN_SIDE)
        low, high = (value_column(work, block, name, end) for end in ("low", "high"))
        if weights:
            terms.append(f"SUMPRODUCT({weights},({low}+{high})/2)")
    return "+".join(terms) or "0"


def _write_criteria(work: Work, sheet: Sheet, compared: Compared, row: int) -> None:
    """Write, for every criterion, the nearest weights below and above at which another comes first."""
    _, kind = work.words, compared.kind
    heads = [_("Id"), _("Criterion"), _("Weight"), _("Another comes first below")]
    sheet.heads(row + 1, [*heads, _("Another comes first above"), _("Value of the first")])
    sheet.text(row, 0, _("Weights of criteria"), "section")
    criteria = [(part, c) for part in work.material.parts(kind) for c in work.material.blocks[part].criteria]
    crossing = critical_weights(work, compared)
    names = [found.name for found in compared.found]
    sheet.text(row, FIRST_VALUE, _("Value of each"), "section")
    sheet.text(
        row, FIRST_VALUE + compared.count, _("Weight at which each is level with the first"), "section"
    )
    sheet.heads(row + 1, [*names, *names], FIRST_VALUE)
    for at, (part, criterion) in enumerate(criteria):
        _write_criterion(work, sheet, row + 2 + at, compared, (part, criterion))
        now = work.material.within[kind][criterion.id]
        _write_crossings(sheet, row + 2 + at, compared, crossing[at], now)


def _write_criterion(
    work: Work, sheet: Sheet, row: int, compared: Compared, named: tuple[Kind, Criterion]
) -> None:
    (part, criterion), kind = named, compared.kind
    values = work.sheet("values")
    block = work.material.blocks[part]
    offset = [c.id for c in block.criteria].index(criterion.id)
    leaf = work.paper.places["leaf", criterion.id].row
    column = OVERALL if kind == "pair" else WITHIN_SIDE
    weight = work.material.within[kind][criterion.id]
    sheet.text(row, CRITERION, criterion.id, "line")
    sheet.text(row, CRITERION_NAME, work.criterion_name(criterion), "line")
    sheet.formula(row, WEIGHT, f"={work.sheet('weights').at(leaf, column)}", weight)
    for number, found in enumerate(compared.found):
        member = work.material.part_of(kind, found.id, part)
        low, high = (work.paper.places["values", end, part, member.id] for end in ("low", "high"))
        formula = (
            f"=({values.prefix}{a1(low.row + offset, low.column)}"
            f"+{values.prefix}{a1(high.row + offset, high.column)})/2"
        )
        sheet.formula(row, FIRST_VALUE + number, formula, float(member.low[offset] + member.high[offset]) / 2)
    cells = f"{a1(row, FIRST_VALUE)}:{a1(row, FIRST_VALUE + compared.count - 1)}"
    leader = compared.leader
    own = work.material.part_of(kind, compared.found[leader].id, part) if leader is not None else None
    value = float(own.low[offset] + own.high[offset]) / 2 if own else ""
    sheet.formula(row, OF_LEADER, f'=IF(LeaderNo="","",INDEX({cells},LeaderNo))', value)


def _write_crossings(
    sheet: Sheet, row: int, compared: Compared, crossing: NDArray[np.float64], now: float
) -> None:
    first, weight = FIRST_VALUE + compared.count, f"${letters(WEIGHT)}{row + 1}"
    middles = f"{fixed(FIRST + 1, MIDDLE)}:{fixed(FIRST + compared.count, MIDDLE)}"
    for number in range(compared.count):
        d = f"(${letters(OF_LEADER)}{row + 1}-{a1(row, FIRST_VALUE + number)})"
        lead = f"(INDEX({middles},LeaderNo)-{fixed(FIRST + 1 + number, MIDDLE)})"
        r = f"(({lead}-{weight}*{d})/(1-{weight}))"
        level = f"ROUND({r}/({r}-{d}),{DIGITS})"
        turns = f'IF(ROUND({r}-{d},{DIGITS})=0,"",IF(AND({level}>=0,{level}<=1),ABS({level}),""))'
        is_rival = f'AND(LeaderNo<>"",{fixed(FIRST + 1 + number, COMPARED)}=1,LeaderNo<>{number + 1})'
        formula = f'=IF({is_rival},IF(1-{weight}<1E-9,"",{turns}),"")'
        value = float(crossing[number])
        sheet.formula(row, first + number, formula, "" if np.isnan(value) else value)
    cells = f"{a1(row, first)}:{a1(row, first + compared.count - 1)}"
    below, above = (f'COUNTIF({cells},"{sign}"&{weight})' for sign in "<>")
    lower, upper = nearest(crossing, now)
    sheet.formula(row, NEAREST_BELOW, f'=IF({below}=0,"",SMALL({cells},{below}))', lower)
    sheet.formula(row, NEAREST_ABOVE, f'=IF({above}=0,"",LARGE({cells},{above}))', upper)


def critical_weights(work: Work, compared: Compared) -> NDArray[np.float64]:
    """Give each criterion's weight at which each rival is level with the leader; NaN if there is none."""
    kind, leader = compared.kind, compared.leader
    parts = work.material.parts(kind)
    names = [c.id for part in parts for c in work.material.blocks[part].criteria]
    found = np.full((len(names), compared.count), np.nan)
    if leader is None:
        return found
    weights = np.array([work.material.within[kind][name] for name in names])
    values = np.array([_middles_of(work, kind, alternative.id) for alternative in compared.found])
    overall = np.array([alternative.middle for alternative in compared.found])
    for at, rival in enumerate(compared.compared):
        if rival and at != leader:
            found[:, at] = _levels(weights, values[leader] - values[at], overall[leader] - overall[at])
    return found


def _middles_of(work: Work, kind: Kind, name: str) -> NDArray[np.float64]:
    members = [work.material.part_of(kind, name, part) for part in work.material.parts(kind)]
    return np.concatenate([(member.low + member.high) / 2 for member in members])


def _levels(weights: NDArray[np.float64], d: NDArray[np.float64], lead: float) -> NDArray[np.float64]:
    """Give w* for every criterion, where it lies between 0 and 1.

    >>> _levels(np.array([0.5, 0.5]), np.array([0.4, -0.2]), 0.1)
    array([0.33333333, 0.66666667])
    """
    found = np.full(len(weights), np.nan)
    for at, weight in enumerate(weights):
        if 1 - weight < ALL_THE_WEIGHT:
            continue
        r = (lead - weight * d[at]) / (1 - weight)
        if round(r - d[at], DIGITS) != 0:
            level = round(r / (r - d[at]), DIGITS)
            found[at] = abs(level) if 0 <= level <= 1 else np.nan
    return found


def nearest(levels: NDArray[np.float64], now: float) -> tuple[float | str, float | str]:
    """Give the nearest weights below and above the one in force; empty where there is none.

    >>> nearest(np.array([0.1, np.nan, 0.3]), 0.2)
    (0.1, 0.3)
    """
    below, above = levels[levels < now], levels[levels > now]
    return (float(below.max()) if len(below) else "", float(above.min()) if len(above) else "")
