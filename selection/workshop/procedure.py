"""What no change may do: contradict the rest, score too early, leave the formal procedure unexplained."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from selection.errors import DecisionError, SessionError
from selection.model.consistency import check
from selection.model.course import FORMAL, GOAL_FIRST
from selection.model.decision import Baseline, Decision
from selection.model.groundwork import may_be_scored
from selection.workshop.events import Edit

_SCORING = ("answer", "score")


def refuse_breach(before: Decision, after: Decision, edits: Sequence[Edit]) -> None:
    """Refuse what no change may do, whether it is submitted, amends what is locked, or takes something back.

    Raises
    ------
    DecisionError
        With the first contradiction that is new.
    SessionError
        If scoring is early, or the formal procedure would be left without a reason that stays.
    """
    refuse_contradictions(before, after)
    refuse_scoring_before_a_goal(before, after, edits)
    refuse_leaving_formal_unexplained(before, after)
    refuse_forgetting_why_formal_was_left(before, after)


def refuse_contradictions(before: Decision | None, after: Decision) -> None:
    """Refuse what a change makes contradict itself; what did so before it is not its fault.

    Raises
    ------
    DecisionError
        With the first contradiction that is new.
    """
    errors = check(after)
    known = {_said(error) for error in check(before)} if errors and before else set()
    for error in errors:
        if _said(error) not in known:
            raise error


def refuse_scoring_before_a_goal(before: Decision, after: Decision, edits: Iterable[Edit]) -> None:
    """Refuse to score in a formal session that has not said yet what success is.

    It counts what is there after the edits, so that a goal and the first answer may be sent together.
    Withdrawing an answer is no scoring.

    Raises
    ------
    SessionError
        With the first of the edits that scores.
    """
    if may_be_scored(after):
        return
    for edit in _scoring(before, after, edits):
        raise SessionError(GOAL_FIRST, ".".join((edit.section, *edit.key)))


def refuse_leaving_formal_unexplained(before: Decision, after: Decision) -> None:
    """Refuse to open a formal session, unless the same submission logs that decision with its reason.

    Raises
    ------
    SessionError
        If no decision that sets the rule ``formal`` aside is logged with it.
    """
    leaves = before.procedure == "formal" and after.procedure != "formal"
    known = set(before.log)
    if leaves and not any(entry.overrides == FORMAL and entry not in known for entry in after.log):
        raise SessionError("formal_left_unexplained", "procedure")


def refuse_forgetting_why_formal_was_left(before: Decision, after: Decision) -> None:
    """Refuse to take the reason out of the log by which a session was opened, as long as it stays open.

    Raises
    ------
    SessionError
        Naming the entry that would be withdrawn, or would no longer set the rule aside.
    """
    if (before.procedure, after.procedure) != ("open", "open"):
        return
    kept = {entry.id for entry in after.log if entry.overrides == FORMAL}
    for entry in before.log:
        if entry.overrides == FORMAL and entry.id not in kept:
            raise SessionError("formal_reason_stays", f"log.{entry.id}")


def _said(error: DecisionError) -> tuple[str, str]:
    return error.code, error.where


def _scoring(before: Decision, after: Decision, edits: Iterable[Edit]) -> Iterator[Edit]:
    judged = _adds(_judged(before.baseline), _judged(after.baseline))
    for edit in edits:
        scored = edit.section in _SCORING and edit.value is not None
        if scored or (edit.section == "baseline" and judged):
            yield edit


def _judged(baseline: Baseline | None) -> dict[tuple[str, str], object]:
    if baseline is None:
        return {}
    answers = {("answer", need): found for need, found in baseline.answers.items()}
    return answers | {("score", criterion): found for criterion, found in baseline.scores.items()}


def _adds(before: Mapping[tuple[str, str], object], after: Mapping[tuple[str, str], object]) -> bool:
    return any(before.get(place) != found for place, found in after.items())
