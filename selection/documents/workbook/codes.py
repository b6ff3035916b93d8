"""The closed lists of the workbook: codes, the words that stand for them in cells, and what each counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from selection.analysis.cells import Resolved
from selection.analysis.gates import STILL_TO_BE_MADE, Verdict
from selection.model.costs import COST_KINDS, OWN_KINDS, Charged
from selection.model.judgements import EVIDENCE, Answer, CellState, Evidence, Score
from selection.model.needs import DELIVERIES, TIERS, Tier
from selection.words import Words
from selection.words.gates import reason_word, verdict_word
from selection.words.money import charged_word, cost_kind_word
from selection.words.terms import compatibility_word, delivery_word, evidence_word, state_word, tier_word

STATES = ("not_asked", "asked", "no_answer", "cannot_judge")
ANSWERS: tuple[str, ...] = (*DELIVERIES, *STATES, "not_applicable", "conflict")
OPEN_ANSWERS = frozenset({"not_asked", "asked", "cannot_judge", "not_applicable", "conflict"})
EXCLUDING = frozenset({"absent", "no_answer"})
SCORE_STATES: tuple[str, ...] = (*STATES, "conflict", "judgements_apart")
METHODS = ("points", "order", "undecided")
VERDICTS: tuple[Verdict, ...] = ("pass", "open", "fail")
SIGNS: Mapping[Verdict, str] = {"pass": "✓", "open": "○", "fail": "✗"}


@dataclass(frozen=True)
class Codes:
    """Every code's word in one language."""

    words: Words

    @cached_property
    def _answers(self) -> Mapping[str, str]:
        deliveries = {str(delivery): delivery_word(delivery, self.words) for delivery in DELIVERIES}
        return {**deliveries, **{code: self.state(code) for code in ANSWERS if code not in deliveries}}

    @cached_property
    def _evidence(self) -> Mapping[str | None, str]:
        return {None: "", **{evidence: evidence_word(evidence, self.words) for evidence in EVIDENCE}}

    def answer(self, code: str) -> str:
        """Name a delivery, or why there is none."""
        return self._answers[code]

    def state(self, code: str) -> str:
        """Name why nothing is known."""
        if code in ("conflict", "judgements_apart"):
            return reason_word(code, self.words)
        return state_word(next(state for state in get_args(CellState) if state == code), self.words)

    def verdict(self, verdict: Verdict) -> str:
        """Name a verdict, with a sign before it."""
        return f"{SIGNS[verdict]} {verdict_word(verdict, self.words)}"

    def evidence(self, evidence: Evidence | None) -> str:
        """Name what an answer rests on; nothing if it doesn't say."""
        return self._evidence[evidence]

    def tier(self, tier: Tier) -> str:
        """Name a tier."""
        return tier_word(tier, self.words)

    def yes_no(self, yes: bool) -> str:
        """Say yes or no."""
        return self.words("yes") if yes else self.words("no")

    def compatibility(self, code: str) -> str:
        """Name whether a firm implements a product."""
        known = {"yes": self.yes_no(True), "no": self.yes_no(False)}
        return known.get(code) or compatibility_word("unknown", self.words)

    def method(self, code: str) -> str:
        """Name a way of weighting."""
        _ = self.words
        return {"points": _("by points"), "order": _("by order"), "undecided": _("not yet decided")}[code]

    @property
    def not_in_force(self) -> str:
        """What stands where the policy switches a gate off."""
        return self.words("not in force")


def answer_code(found: Resolved[Answer]) -> str:
    """Give the code that stands in an answer's cell.

    >>> answer_code(Resolved(Answer(state="not_asked"), "conflict"))
    'conflict'
    """
    if found.origin == "conflict":
        return "conflict"
    return found.cell.delivery or found.cell.state


def score_content(found: Resolved[Score] | None, codes: Codes) -> str | float:
    """Give what stands in a score's cell: the performance, or why there is none."""
    if found is None:
        return codes.state("not_asked")
    if found.cell.performance is not None:
        return found.cell.performance
    return codes.state(why_no_performance(found))


def why_no_performance(found: Resolved[Score]) -> str:
    """Give the code of why a score has no performance."""
    told = {"conflict": "conflict", "judgements": "judgements_apart"}
    return told.get(found.origin, found.cell.state)


def is_agreed(cell: Answer) -> bool:
    """Tell whether the committee agreed to what is missing, or that it does not apply."""
    return cell.accepted is not None or cell.leaves_the_count


def properties(code: str) -> tuple[int, int, int, int, int, int]:
    """Say what an answer counts as: open, excluding, to be made, dated, acceptable, leaving the count.

    >>> properties("roadmap"), properties("no_answer")
    ((0, 0, 1, 1, 0, 0), (0, 1, 0, 0, 0, 0))
    """
    return (
        int(code in OPEN_ANSWERS),
        int(code in EXCLUDING),
        int(code in STILL_TO_BE_MADE),
        int(code == "roadmap"),
        int(code == "partial"),
        int(code == "not_applicable"),
    )


def lists(codes: Codes) -> dict[str, tuple[str, tuple[tuple[str, str], ...]]]:
    """Give every closed list: the name formulas know it by, its title, and code and word of each entry."""
    _ = codes.words
    return {
        "AnswerWords": (_("Answers"), tuple((c, codes.answer(c)) for c in ANSWERS)),
        "ScoreStates": (_("No performance because"), tuple((c, codes.state(c)) for c in SCORE_STATES)),
        "EvidenceWords": (_("Evidence, weakest first"), tuple((c, codes.evidence(c)) for c in EVIDENCE)),
        "TierWords": (_("Tiers"), tuple((c, codes.tier(c)) for c in TIERS)),
        "YesNo": (_("Yes or no"), (("yes", codes.yes_no(True)), ("no", codes.yes_no(False)))),
        "CompatibilityWords": (
            _("Implements the platform"),
            tuple((c, codes.compatibility(c)) for c in ("yes", "no", "unknown")),
        ),
        "MethodWords": (_("Ways of weighting"), tuple((c, codes.method(c)) for c in METHODS)),
        "CostKindWords": (_("Kinds of cost"), tuple((c, cost_kind_word(c, codes.words)) for c in COST_KINDS)),
        "OwnKinds": (_("Our own costs"), tuple((c, cost_kind_word(c, codes.words)) for c in OWN_KINDS)),
        "ChargedWords": (
            _("How often it is paid"),
            tuple((c, charged_word(c, codes.words)) for c in get_args(Charged)),
        ),
        "VerdictWords": (_("Verdicts"), tuple((c, codes.verdict(c)) for c in VERDICTS)),
        "OtherWords": (_("Other"), (("not_in_force", codes.not_in_force),)),
    }


SINGLE_NAMES: Mapping[tuple[str, str], str] = {
    ("YesNo", "yes"): "WordYes",
    ("YesNo", "no"): "WordNo",
    ("VerdictWords", "pass"): "WordPassed",
    ("VerdictWords", "open"): "WordOpen",
    ("VerdictWords", "fail"): "WordExcluded",
    ("ScoreStates", "no_answer"): "WordNoAnswer",
    ("MethodWords", "points"): "WordByPoints",
    ("MethodWords", "order"): "WordByOrder",
    ("OtherWords", "not_in_force"): "WordNotInForce",
    ("ChargedWords", "once"): "WordOnce",
    ("ChargedWords", "per_user_yearly"): "WordPerUser",
    ("ChargedWords", "at_end"): "WordAtEnd",
    ("TierWords", "must"): "TierMust",
    ("TierWords", "long_term"): "TierLongTerm",
    ("TierWords", "nice"): "TierNice",
}
"""Entries that formulas name on their own."""
