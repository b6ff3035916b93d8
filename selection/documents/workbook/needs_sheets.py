"""The needs: how every offer meets them, as it was stated, and what each answer counts."""

from collections.abc import Mapping

from selection.analysis.cells import Resolved
from selection.analysis.fit import counts_as_is
from selection.analysis.gates import Verdict, future_needs_gate, must_needs_gate
from selection.documents.workbook.codes import ANSWERS, answer_code, is_agreed
from selection.documents.workbook.material import Owner
from selection.documents.workbook.paper import Sheet, a1, letters
from selection.documents.workbook.work import Work, headed
from selection.model.base import last_day
from selection.model.judgements import Answer
from selection.model.needs import Need

HEAD = 5
"""The row of the headings; needs begin below it, on the same rows of both sheets."""
ID, TEXT, TIER, PHASE, NEEDED_BY, FEEDS = range(6)
FIRST_ANSWER = 6
ANSWER_WIDTH = 4
FIRST_COUNT = 1
COUNT_WIDTH = 7
NUMBER, COUNTS, OPEN, WEAK, WORTH, AS_IS, VERDICT = range(COUNT_WIDTH)


def write_needs(work: Work) -> None:
    """Write needs × platforms: raw answers, each with its evidence, its day and what was agreed."""
    _, sheet, needs = work.words, work.sheet("needs"), work.material.decision.needs
    headed(work, sheet, _("How every platform meets every need. Shaded cells may be changed."))
    titles = [_("Id"), _("Need"), _("Tier"), _("Phase"), _("Needed by"), _("Feeds criterion")]
    sheet.heads(HEAD, titles)
    sheet.widths(9, 52, 13, 12, 12, 12)
    last = HEAD + len(needs)
    for row, need in enumerate(needs, start=HEAD + 1):
        _write_need(work, sheet, row, need)
    for place, owner in enumerate(work.material.owners):
        _write_answers(work, sheet, FIRST_ANSWER + ANSWER_WIDTH * place, owner)
    columns = FIRST_ANSWER + ANSWER_WIDTH * len(work.material.owners)
    sheet.choices((HEAD + 1, TIER), (last, TIER), "TierWords")
    sheet.choices((HEAD + 1, PHASE), (last, PHASE), "PhaseIds")
    if needs:
        sheet.grid.autofilter(HEAD, 0, last, columns - 1)
    sheet.freeze(HEAD + 1, TEXT + 1, columns)
    _name_columns(work, sheet, max(last, HEAD + 1))


def _name_columns(work: Work, sheet: Sheet, last: int) -> None:
    columns = {"NeedIds": ID, "NeedTiers": TIER, "NeedDays": NEEDED_BY, "NeedFeeds": FEEDS}
    for name, column in columns.items():
        work.paper.define(name, sheet.span((HEAD + 1, column), (last, column)))


def _write_need(work: Work, sheet: Sheet, row: int, need: Need) -> None:
    sheet.text(row, ID, need.id, "line")
    sheet.text(row, TEXT, work.words.text(need.text))
    sheet.text(row, TIER, work.codes.tier(need.tier), "input")
    sheet.note(("tier", need.id), row, TIER)
    sheet.put(row, PHASE, need.phase)
    sheet.note(("phase_of", need.id), row, PHASE)
    phase = a1(row, PHASE)
    formula = (
        f'=IF({phase}<>"",IFERROR(INDEX(PhaseStarts,MATCH({phase},PhaseIds,0)),""),'
        'IF(COUNT(PhaseStarts)=0,"",MIN(PhaseStarts)))'
    )
    sheet.formula(row, NEEDED_BY, formula, needed_by(work, need), "date")
    sheet.text(row, FEEDS, work.material.feeds(need), "input")
    sheet.note(("feeds", need.id), row, FEEDS)


def needed_by(work: Work, need: Need) -> float | str:
    """Give the day a need must be there as a spreadsheet counts days; empty if there is none."""
    day = work.material.evaluation.foundation.rules.needed_by(need)
    return "" if day is None else float(day.toordinal() - 693594)


def _write_answers(work: Work, sheet: Sheet, column: int, owner: Owner) -> None:
    _ = work.words
    sheet.text(HEAD - 1, column, owner.name, "section")
    titles = [_("Answer"), _("Evidence"), _("No later than"), _("Agreed")]
    sheet.heads(HEAD, titles, column)
    sheet.widths(20, 16, 11, 9, column=column)
    for row, need in enumerate(work.material.decision.needs, start=HEAD + 1):
        _write_answer(
            work, sheet, (row, column), owner.answers[need.id].cell, answer_code(owner.answers[need.id])
        )
        for offset, kind in enumerate(("answer", "evidence", "day", "agreed")):
            sheet.note((kind, owner.id, need.id), row, column + offset)
    last = HEAD + len(work.material.decision.needs)
    for offset, name in ((0, "AnswerWords"), (1, "EvidenceWords"), (3, "YesNo")):
        sheet.choices((HEAD + 1, column + offset), (last, column + offset), name)


def _write_answer(work: Work, sheet: Sheet, at: tuple[int, int], cell: Answer, code: str) -> None:
    row, column = at
    sheet.text(row, column, work.codes.answer(code), "input")
    sheet.put(row, column + 1, work.codes.evidence(cell.evidence))
    if cell.available is None:
        sheet.blank(row, column + 2, "input_date")
    else:
        work.date(sheet, row, column + 2, last_day(cell.available))
    sheet.put(row, column + 3, work.codes.yes_no(True) if is_agreed(cell) else None)


def write_counting(work: Work) -> None:
    """Write what every answer counts: whether it counts, is open or weakly proven, its worth, its verdict."""
    _, sheet, needs = work.words, work.sheet("counting"), work.material.decision.needs
    headed(work, sheet, _("What every answer counts, looked up on the sheet of rules; all by formula."))
    sheet.heads(HEAD, [_("Id")])
    for row, need in enumerate(needs, start=HEAD + 1):
        sheet.text(row, 0, need.id, "line")
    for place, owner in enumerate(work.material.owners):
        _count_answers(work, sheet, place, owner)
    columns = FIRST_COUNT + COUNT_WIDTH * len(work.material.owners)
    sheet.freeze(HEAD + 1, 1, columns)
    last = max(HEAD + len(needs), HEAD + 1)
    work.paper.define("CountedAnswers", sheet.span((HEAD + 1, FIRST_COUNT), (last, columns - 1)))


def _count_answers(work: Work, sheet: Sheet, place: int, owner: Owner) -> None:
    _, column = work.words, FIRST_COUNT + COUNT_WIDTH * place
    sheet.text(HEAD - 1, column, owner.name, "section")
    titles = [_("No. of the answer"), _("Counts"), _("Still open"), _("Weak evidence")]
    sheet.heads(HEAD, [*titles, _("Value on the ladder"), _("As is"), _("Verdict")], column)
    sheet.widths(8, 8, 8, 9, 9, 8, 13, column=column)
    verdicts = _verdicts(work, owner)
    formulas = _Formulas(work, place)
    for row, need in enumerate(work.material.decision.needs, start=HEAD + 1):
        _count_answer(work, sheet, (row, column), owner.answers[need.id], formulas)
        verdict = verdicts.get(need.id)
        word = work.codes.verdict(verdict) if verdict else ""
        sheet.formula(row, column + VERDICT, formulas.verdict(row), word, "word")
        sheet.note(("verdict", owner.id, need.id), row, column + VERDICT)
    last = HEAD + len(work.material.decision.needs)
    sheet.verdicts((HEAD + 1, column + VERDICT), (max(last, HEAD + 1), column + VERDICT))


def _count_answer(
    work: Work, sheet: Sheet, at: tuple[int, int], found: Resolved[Answer], formulas: "_Formulas"
) -> None:
    (row, column), cell, policy = at, found.cell, work.material.decision.policy
    counts = int(not cell.leaves_the_count)
    worth = policy.ladder[cell.delivery] if cell.delivery else 0.0
    figures = (
        (NUMBER, formulas.number(row), ANSWERS.index(answer_code(found)) + 1, "count"),
        (COUNTS, formulas.counts(row), counts, "count"),
        (OPEN, formulas.of_answer(row, "AnswerOpen"), int(cell.is_open), "count"),
        (WEAK, formulas.weak(row), int(work.material.is_weak(cell)), "count"),
        (WORTH, formulas.of_answer(row, "AnswerWorth"), worth, "figure"),
        (AS_IS, formulas.of_answer(row, "AnswerAsIs"), int(counts_as_is(cell, policy)), "count"),
    )
    for offset, formula, value, style in figures:
        sheet.formula(row, column + offset, formula, value, style)


def count_column(work: Work, owner: str, what: int) -> str:
    """Name a column of the counting of one owner, for a formula on any sheet."""
    place = next(at for at, found in enumerate(work.material.owners) if found.id == owner)
    column = FIRST_COUNT + COUNT_WIDTH * place + what
    last = max(HEAD + len(work.material.decision.needs), HEAD + 1)
    return work.sheet("counting").span((HEAD + 1, column), (last, column))


class _Formulas:
    """The formulas that count one owner's answers."""

    def __init__(self, work: Work, place: int) -> None:
        self.needs = work.sheet("needs").prefix
        first = FIRST_ANSWER + ANSWER_WIDTH * place
        names = [letters(first + offset) for offset in range(ANSWER_WIDTH)]
        self.answer, self.evidence, self.day, self.agreed = (f"{self.needs}{name}" for name in names)
        count = FIRST_COUNT + COUNT_WIDTH * place
        self.own = [letters(count + offset) for offset in range(COUNT_WIDTH)]

    def number(self, row: int) -> str:
        unasked = ANSWERS.index("not_asked") + 1
        return f"=IFERROR(MATCH({self.answer}{row + 1},AnswerWords,0),{unasked})"

    def counts(self, row: int) -> str:
        number = f"{self.own[NUMBER]}{row + 1}"
        return f"=1-INDEX(AnswerLeaves,{number})*({self.agreed}{row + 1}=WordYes)"

    def of_answer(self, row: int, table: str) -> str:
        return f"={self.own[COUNTS]}{row + 1}*INDEX({table},{self.own[NUMBER]}{row + 1})"

    def weak(self, row: int) -> str:
        return f"=IF(IFERROR(MATCH({self.evidence}{row + 1},EvidenceWords,0),0)<EvidenceLevel,1,0)"

    def verdict(self, row: int) -> str:
        """Judge a must-need for the platform alone, and a long-term need of a planned phase."""
        r = row + 1
        number, counts, opened, weak = (f"{self.own[at]}{r}" for at in (NUMBER, COUNTS, OPEN, WEAK))
        tier, phase = f"{self.needs}{letters(TIER)}{r}", f"{self.needs}{letters(PHASE)}{r}"
        needed, day = f"{self.needs}{letters(NEEDED_BY)}{r}", f"{self.day}{r}"
        late = f'OR({day}="",AND({needed}<>"",{day}>{needed}))'
        accepted = f"INDEX(AnswerAcceptable,{number})*({self.agreed}{r}=WordYes)"
        return (
            f'=IF(OR({tier}=TierMust,AND({tier}=TierLongTerm,{phase}<>"")),'
            f"IF({counts}=0,WordPassed,IF({opened}=1,WordOpen,"
            f"IF(INDEX(AnswerExcludes,{number})=1,WordExcluded,"
            f"IF(AND({tier}=TierMust,INDEX(AnswerDated,{number})=1,{late}),WordExcluded,"
            f"IF(AND({tier}=TierMust,INDEX(AnswerToBeMade,{number})>{accepted}),WordOpen,"
            f'IF({weak}=1,WordOpen,WordPassed)))))),"")'
        )


def _verdicts(work: Work, owner: Owner) -> Mapping[str, Verdict]:
    """Give the verdict of the platform alone on every need that can exclude it."""
    rules, needs = work.material.evaluation.foundation.rules, work.material.decision.needs
    reasons = [
        *must_needs_gate(rules, owner.answers).reasons,
        *future_needs_gate(rules, owner.answers).reasons,
    ]
    judged = [n for n in needs if n.tier == "must" or (n.tier == "long_term" and n.phase)]
    found: dict[str, Verdict] = {need.id: "pass" for need in judged}
    return found | {reason.item: reason.verdict for reason in reasons}
