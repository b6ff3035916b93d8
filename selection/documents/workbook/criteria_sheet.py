"""The criteria with their anchors, and the formula by which an anchor turns a performance into a value."""

from collections.abc import Sequence

from selection.documents.workbook.material import KINDS
from selection.documents.workbook.paper import Sheet
from selection.documents.workbook.work import Work, headed
from selection.model.criteria import Criterion, Linear, Ordinal, PiecewiseLinear
from selection.words.criteria import measured_how
from selection.words.terms import side_word

HEAD = 4
SCOPE, UNIT, WORST, BEST, FIRST_LEVEL = 3, 6, 7, 8, 9
MOST_LEVELS = 11


def write_criteria(work: Work) -> None:
    """Write every criterion in use: what it means, and the performances that stand for its levels."""
    _, sheet = work.words, work.sheet("criteria")
    headed(work, sheet, _("Criteria and their anchors, fixed before vendors were seen."))
    titles = [_("Id"), _("Criterion"), _("Definition"), _("Measured for"), _("Group"), _("Gate")]
    titles += [_("Unit"), _("Worst"), _("Best")]
    titles += [_("Level {level}", level=level) for level in range(MOST_LEVELS)]
    sheet.heads(HEAD, titles)
    sheet.widths(8, 28, 50, 14, 20, 8, 18, 10, 10, *[12] * MOST_LEVELS)
    row = HEAD + 1
    for kind in KINDS:
        for criterion in work.material.blocks[kind].criteria:
            _write_criterion(work, sheet, row, criterion)
            row += 1
    sheet.freeze(HEAD + 1, 2, WORST)


def _write_criterion(work: Work, sheet: Sheet, row: int, criterion: Criterion) -> None:
    _ = work.words
    groups = {group.id: _.text(group.name) for group in work.material.decision.groups}
    scope = _("a pair") if criterion.scope == "pair" else side_word(criterion.scope, _)
    gated = work.codes.yes_no(criterion.gate is not None)
    texts = [criterion.id, work.criterion_name(criterion), _.text(criterion.definition), scope]
    for column, text in enumerate([*texts, groups.get(criterion.group, criterion.group), gated]):
        sheet.text(row, column, text)
    sheet.note(("criterion", criterion.id), row, 0)
    scale = criterion.value
    if isinstance(scale, Linear):
        sheet.text(row, UNIT, work.words.text(scale.unit))
        sheet.number(row, WORST, scale.worst, "input_figure")
        sheet.number(row, BEST, scale.best, "input_figure")
    elif isinstance(scale, PiecewiseLinear):
        sheet.text(row, UNIT, work.words.text(scale.unit))
        for level, anchor in enumerate(scale.levels):
            sheet.put(row, FIRST_LEVEL + level, anchor, "text" if isinstance(anchor, str) else "input_figure")
    elif isinstance(scale, Ordinal):
        sheet.text(row, UNIT, _("level"))
        for level, described in enumerate(scale.levels):
            sheet.text(row, FIRST_LEVEL + level, _.text(described))
    else:
        sheet.text(row, UNIT, measured_how(criterion, _))


def value_formula(work: Work, criterion: Criterion, performance: str) -> str:
    """Write the partial value of a performance, linear between anchors and held at 0 and 1 beyond them."""
    scale = criterion.value
    if isinstance(scale, Ordinal):
        top = len(scale.levels) - 1
        return f"MEDIAN({performance},0,{top})/{top}"
    if isinstance(scale, Linear):
        worst, best = (_anchor(work, criterion, column) for column in (WORST, BEST))
        return f"(MEDIAN({performance},{worst},{best})-{worst})/({best}-{worst})"
    if isinstance(scale, PiecewiseLinear):
        return _piecewise(work, criterion, scale, performance)
    raise TypeError(criterion.id)


def _piecewise(work: Work, criterion: Criterion, scale: PiecewiseLinear, performance: str) -> str:
    """Sum how much of every step between two anchors is climbed; a step at the first is one more."""
    lowest = int(scale.step is not None)
    columns = [FIRST_LEVEL + lowest + at for at in range(len(scale.anchors))]
    first, last = (_anchor(work, criterion, column) for column in (columns[0], columns[-1]))
    top = lowest + len(columns) - 1
    reached = f"{performance}{'>=' if scale.direction == 'increasing' else '<='}{first}"
    terms = [f"IF({reached},1,0)"] if lowest else []
    if len(columns) > 1:
        below, above = _anchors(work, criterion, columns[:-1]), _anchors(work, criterion, columns[1:])
        climbed = f"(MEDIAN({performance},{first},{last})-{below})/({above}-{below})"
        terms.append(f"SUMPRODUCT(({climbed}>0)*({climbed}<1)*{climbed}+({climbed}>=1))")
    return f"({'+'.join(terms)})/{top}"


def _anchor(work: Work, criterion: Criterion, column: int) -> str:
    return work.sheet("criteria").at(work.paper.places["criterion", criterion.id].row, column)


def _anchors(work: Work, criterion: Criterion, columns: Sequence[int]) -> str:
    row = work.paper.places["criterion", criterion.id].row
    return work.sheet("criteria").span((row, columns[0]), (row, columns[-1]))


def gate_line(work: Work, criterion: Criterion) -> str:
    """Name the performance at which a criterion excludes: its worst anchor."""
    scale = criterion.value
    if isinstance(scale, Linear):
        return _anchor(work, criterion, WORST)
    if isinstance(scale, PiecewiseLinear):
        return _anchor(work, criterion, FIRST_LEVEL + int(scale.step is not None))
    return "0"
