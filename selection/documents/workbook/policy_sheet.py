"""The sheets of rules and words: Policy, which may be changed, and Lists, the code table of the workbook."""

import math
from collections.abc import Sequence

from selection.documents.workbook.codes import ANSWERS, SINGLE_NAMES, lists, properties
from selection.documents.workbook.paper import Key, Sheet
from selection.documents.workbook.work import Work, headed
from selection.model.base import first_day
from selection.model.decision import EVIDENCE_OF_STAGE, Policy
from selection.model.judgements import EVIDENCE
from selection.model.needs import DELIVERIES, TIERS, Need
from selection.words.terms import stage_word

FIRST = 4
EXACT_UP_TO = 9e15
"""Whole numbers are exact in a spreadsheet up to about this."""
MOST_DECIMALS = 7


def write_lists(work: Work) -> None:
    """Write the code table: for every closed list its codes, and the words that stand for them in cells."""
    _, sheet = work.words, work.sheet("lists")
    headed(work, sheet, _("Codes and the words for them. Formulas look words up here; change nothing."))
    for place, (name, (title, entries)) in enumerate(lists(work.codes).items()):
        column = 3 * place
        sheet.heads(FIRST, [_("Code"), title], column)
        sheet.widths(16, 30, 3, column=column)
        for row, (code, word) in enumerate(entries, start=FIRST + 1):
            sheet.text(row, column, code, "line")
            sheet.text(row, column + 1, word, "line")
            if (name, code) in SINGLE_NAMES:
                work.paper.define(SINGLE_NAMES[name, code], sheet.at(row, column + 1))
        last = (FIRST + len(entries), column + 1)
        work.paper.define(name, sheet.span((FIRST + 1, column + 1), last))
    sheet.freeze(FIRST + 1, 0, 30)


def write_policy(work: Work) -> None:
    """Write the rules of counting: what a committee may set, and what each answer counts."""
    _, sheet = work.words, work.sheet("policy")
    headed(work, sheet, _("The rules of counting. Shaded cells may be changed, and everything follows."))
    sheet.widths(40, 22, 16, 16, 16, 16, 16, 16, 16, 16)
    row = _rules(work, sheet, FIRST)
    row = _stages(work, sheet, row + 1)
    row = _answers(work, sheet, row + 1)
    _phases(work, sheet, row + 1)
    sheet.freeze(FIRST, 1, 10)


def _rules(work: Work, sheet: Sheet, row: int) -> int:
    _, policy, paper = work.words, work.material.decision.policy, work.paper
    rules: list[tuple[str, str, float | str, str, Key]] = [
        ("FitLine", _("Pass line of as-is fit"), policy.fit_line, "input_percent", ("fit_line",)),
        *(
            (
                "",
                _("Share of the tier: {tier}", tier=word),
                policy.tier_shares[tier],
                "input",
                ("share", tier),
            )
            for tier, word in ((tier, work.codes.tier(tier)) for tier in TIERS)
        ),
        (
            "ConfigurationCounts",
            _("Counts “by configuration” as met as is"),
            work.codes.yes_no(policy.configuration_counts_as_is),
            "input",
            ("configuration",),
        ),
        (
            "FutureNeedsGate",
            _("An absent long-term need of a planned phase excludes"),
            work.codes.yes_no(policy.future_needs_gate),
            "input",
            ("future",),
        ),
        (
            "BaselineMargin",
            _("Margin by which the baseline must be beaten"),
            policy.baseline_margin,
            "input",
            ("margin",),
        ),
    ]
    sheet.heads(row, [_("Rule"), _("Value")])
    for at, (name, title, content, style, key) in enumerate(rules, start=row + 1):
        sheet.text(at, 0, title)
        sheet.put(at, 1, content, style)
        sheet.note(key, at, 1)
        if name:
            paper.define(name, sheet.at(at, 1))
    paper.define("TierShares", sheet.span((row + 2, 1), (row + 4, 1)))
    sheet.between((row + 1, 1), (row + 4, 1), 0, 1)
    sheet.choices((row + 5, 1), (row + 6, 1), "YesNo")
    last = row + len(rules) + 1
    sheet.text(last, 0, _("Whole numbers in one, where the pass line is compared exactly"))
    sheet.number(last, 1, exact_scale(policy, work.material.decision.needs), "count")
    paper.define("ExactScale", sheet.at(last, 1))
    return last + 1


def exact_scale(policy: Policy, needs: Sequence[Need]) -> int:
    """Give the power of ten that makes shares and line whole numbers, as far as a spreadsheet is exact.

    >>> exact_scale(Policy(), [])
    10000
    """
    product = math.prod(max(1, sum(need.tier == tier for need in needs)) for tier in TIERS)
    figures = (policy.fit_line, *policy.tier_shares.values())
    wanted = max(4, *(len(repr(figure).partition(".")[2]) for figure in figures))
    for decimals in range(min(wanted, MOST_DECIMALS), 0, -1):
        if 3 * 10 ** (2 * decimals) * product < EXACT_UP_TO:
            return int(10**decimals)
    return 1


def _stages(work: Work, sheet: Sheet, row: int) -> int:
    _, decision = work.words, work.material.decision
    sheet.heads(row, [_("Stage"), _("Gates pass on evidence of at least")])
    for at, (stage, evidence) in enumerate(EVIDENCE_OF_STAGE.items(), start=row + 1):
        sheet.text(at, 0, stage_word(stage, _))
        sheet.text(at, 1, work.codes.evidence(evidence), "input")
        sheet.choices((at, 1), (at, 1), "EvidenceWords")
    work.paper.define("StageWords", sheet.span((row + 1, 0), (row + 3, 0)))
    work.paper.define("StageEvidence", sheet.span((row + 1, 1), (row + 3, 1)))
    at = row + len(EVIDENCE_OF_STAGE) + 1
    sheet.text(at, 0, _("This decision's stage"), "strong")
    sheet.text(at, 1, stage_word(decision.stage, _), "input")
    sheet.note(("stage",), at, 1)
    sheet.choices((at, 1), (at, 1), "StageWords")
    sheet.text(at + 1, 0, _("Its place in the list of evidence"))
    level = f"=MATCH(INDEX(StageEvidence,MATCH({sheet.at(at, 1)},StageWords,0)),EvidenceWords,0)"
    sheet.formula(at + 1, 1, level, EVIDENCE.index(decision.gate_evidence) + 1, "count")
    work.paper.define("EvidenceLevel", sheet.at(at + 1, 1))
    return at + 2


def _answers(work: Work, sheet: Sheet, row: int) -> int:
    """Write what every answer counts: the ladder, which may be changed, and its part in the gates."""
    _, policy = work.words, work.material.decision.policy
    titles = [_("Answer"), _("Value on the ladder"), _("Counts as is")]
    titles += [_("Still open"), _("Excludes"), _("Still to be made"), _("Needs a date")]
    titles += [_("Gap can be accepted"), _("Can leave the count")]
    sheet.heads(row, titles)
    first, last = row + 1, row + len(ANSWERS)
    for at, code in enumerate(ANSWERS, start=first):
        sheet.text(at, 0, work.codes.answer(code))
        _worth(work, sheet, at, code)
        for column, flag in enumerate(properties(code), start=3):
            sheet.number(at, column, flag, "count")
    names = ("Worth", "AsIs", "Open", "Excludes", "ToBeMade", "Dated", "Acceptable", "Leaves")
    for column, name in enumerate(names, start=1):
        work.paper.define(f"Answer{name}", sheet.span((first, column), (last, column)))
    sheet.between((first, 1), (first + len(DELIVERIES) - 1, 1), 0, 1)
    as_is = work.paper.places["as_is", "configuration"]
    yes = int(policy.configuration_counts_as_is)
    sheet.formula(as_is.row, as_is.column, "=IF(ConfigurationCounts=WordYes,1,0)", yes, "count")
    return last + 1


def _worth(work: Work, sheet: Sheet, row: int, code: str) -> None:
    ladder = {str(name): value for name, value in work.material.decision.policy.ladder.items()}
    sheet.number(row, 1, ladder.get(code, 0.0), "input" if code in ladder else "figure")
    sheet.note(("ladder", code), row, 1)
    sheet.note(("as_is", code), row, 2)
    if code != "configuration":
        sheet.number(row, 2, int(code == "as_is"), "count")


def _phases(work: Work, sheet: Sheet, row: int) -> None:
    """Write the phases and when they start; without phases one empty row keeps the formulas whole."""
    _, phases = work.words, work.material.decision.phases
    sheet.heads(row, [_("Phase"), _("Starts"), _("Title")])
    for at, phase in enumerate(phases, start=row + 1):
        sheet.text(at, 0, phase.id)
        work.date(sheet, at, 1, first_day(phase.starts))
        sheet.note(("phase", phase.id), at, 1)
        sheet.text(at, 2, _.text(phase.title), "line")
    last = row + max(1, len(phases))
    if not phases:
        sheet.blank(last, 0)
        sheet.blank(last, 1, "input_date")
    work.paper.define("PhaseIds", sheet.span((row + 1, 0), (last, 0)))
    work.paper.define("PhaseStarts", sheet.span((row + 1, 1), (last, 1)))
