"""The award: what may be decided, on which result, and the bytes by which that result can be known again."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal

from selection import __version__
from selection.analysis.evaluation import Alternative, Evaluation, evaluate
from selection.errors import SessionError
from selection.model.base import Remark
from selection.model.proceedings import Award
from selection.workshop.contents import to_json_bytes
from selection.workshop.recusal import may_not_judge
from selection.workshop.state import SessionState

DIGITS = 9


@dataclass(frozen=True)
class Choice:
    """What a committee decides."""

    winner: str
    reserve: str | None = None
    conditions: Remark | None = None
    reason: Remark | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    present: tuple[str, ...] = ()


def award_of(state: SessionState, choice: Choice, today: dt.date, at: str) -> Award:
    """Turn a choice into an award on the result as it is, if the rule fixed at the lock allows it.

    Raises
    ------
    SessionError
        If the winner is excluded or not there, a reason or condition is missing, or the votes don't carry it.
    NotFound
        If the winner or the reserve is none of the alternatives.
    """
    evaluation = evaluate(state.decision, today)
    pairs = {pair.id: pair for pair in evaluation.pairs}
    winner = pairs.get(choice.winner) or evaluation.alternative(choice.winner)
    if winner.id not in pairs:
        raise SessionError("award_of_no_pair", "award", found=winner.id)
    if choice.reserve is not None and choice.reserve not in pairs:
        raise SessionError("award_of_no_pair", "award", found=choice.reserve)
    if choice.reserve == choice.winner:
        raise SessionError("reserve_is_winner", "award", found=choice.reserve)
    status = _status(winner, choice)
    _refuse_unreasoned(winner, choice)
    _refuse_unconfirmed(state, winner, choice)
    _refuse_outvoted(state, choice)
    return Award(
        winner=winner.id,
        reserve=choice.reserve,
        status=status,
        conditions=choice.conditions,
        reason=choice.reason,
        rule=state.proceedings.rules.decision_rule,
        votes_for=choice.votes_for,
        votes_against=choice.votes_against,
        present=tuple(one for one in choice.present if not may_not_judge(state, one, choice.winner)),
        rank=winner.rank,
        result_hash=hashlib.sha256(result_bytes(evaluation)).hexdigest(),
        engine=__version__,
        at=at,
    )


def result_bytes(evaluation: Evaluation) -> bytes:
    """Write the ranking of the pairs in the one form that is hashed; computed again, it gives these bytes."""
    return to_json_bytes([_row(pair) for pair in evaluation.pairs])


def _row(pair: Alternative) -> dict[str, object]:
    return {
        "id": pair.id,
        "gate": pair.gate.verdict,
        "rank": pair.rank,
        "rank_best": pair.rank_best,
        "rank_worst": pair.rank_worst,
        "low": round(pair.low, DIGITS),
        "high": round(pair.high, DIGITS),
    }


def _status(winner: Alternative, choice: Choice) -> Literal["awarded", "preferred"]:
    """What is excluded can't win; what is open can only be preferred, subject to something."""
    if winner.gate.verdict == "fail":
        raise SessionError("award_of_excluded", "award", found=winner.id)
    if winner.gate.verdict == "pass":
        return "awarded"
    if choice.conditions is None:
        raise SessionError("open_without_conditions", "award", found=winner.id)
    return "preferred"


def _refuse_unreasoned(winner: Alternative, choice: Choice) -> None:
    if winner.rank != 1 and choice.reason is None:
        raise SessionError("not_first_without_reason", "award", found=winner.id, rank=winner.rank)


def _refuse_unconfirmed(state: SessionState, winner: Alternative, choice: Choice) -> None:
    """What was awarded before a late recusal stays so only with a reason."""
    award = state.proceedings.award
    if state.doubted_by and award is not None and award.winner == winner.id and choice.reason is None:
        raise SessionError("confirmed_without_reason", "award", found=winner.name)


def _refuse_outvoted(state: SessionState, choice: Choice) -> None:
    """By majority more must be for it than against it; by consent nobody may be against it."""
    rule = state.proceedings.rules.decision_rule
    if rule == "chair":
        return
    votes_for, votes_against = choice.votes_for or 0, choice.votes_against or 0
    carried = votes_for > votes_against if rule == "majority" else votes_for > 0 and votes_against == 0
    if not carried:
        raise SessionError(
            "not_carried", "award", rule=rule, votes_for=votes_for, votes_against=votes_against
        )
