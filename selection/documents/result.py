"""A result as plain data: codes and figures, for programs to read (`rank --json`)."""

from fractions import Fraction
from typing import Any

from selection.analysis.balance import Balance, balance
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.fit import Fit
from selection.analysis.gates import Gate, GatePart
from selection.analysis.questions import Question, questions
from selection.model.base import reading

Plain = dict[str, Any]


def result_as_plain(evaluation: Evaluation) -> Plain:
    """Give a whole result as what JSON knows; the README documents the fields."""
    decision = evaluation.decision
    return {
        "decision": {
            "id": decision.id,
            "title": reading(decision.title, "en"),
            "fictional": decision.fictional,
        },
        "mode": decision.mode,
        "policy": {
            "stage": decision.stage,
            "gate_evidence": decision.gate_evidence,
            **decision.policy.model_dump(mode="json"),
        },
        "weights": evaluation.nodes,
        "platforms": [_alternative(a) for a in evaluation.platforms],
        "integrators": [_alternative(a) for a in evaluation.integrators],
        "pairs": [_pair(a) for a in evaluation.pairs],
        "baseline": _baseline(evaluation),
        "balance": _balance(balance(evaluation)),
        "questions": [_question(q) for q in questions(evaluation)],
    }


def _alternative(alternative: Alternative) -> Plain:
    return {
        "id": alternative.id,
        "name": alternative.name,
        "gate": _gate(alternative.gate),
        "fit": _fit(alternative.fit),
        "low": alternative.low,
        "high": alternative.high,
        "evidence_low": alternative.proven,
        "quality": {"low": alternative.quality_low, "high": alternative.quality_high},
        "rank": alternative.rank,
        "rank_best": alternative.rank_best,
        "rank_worst": alternative.rank_worst,
        "contributions": [
            {"criterion": c.criterion, "weight": c.weight, "low": c.low, "high": c.high}
            for c in alternative.contributions
        ],
    }


def _pair(alternative: Alternative) -> Plain:
    pair = alternative.pair
    if pair is None:
        raise ValueError(alternative.id)
    named = {"platform": pair.offer, "integrator": pair.integrator, "compatibility": pair.compatibility}
    return _alternative(alternative) | named


def _gate(gate: Gate) -> Plain:
    reasons = [_part(part) for part in gate.parts if part.verdict != "pass"]
    return {"verdict": gate.verdict, "reasons": reasons}


def _part(part: GatePart) -> Plain:
    figure = part.figure
    return {
        "gate": part.gate,
        "item": part.item,
        "verdict": part.verdict,
        "because": [{"item": r.item, "verdict": r.verdict, "code": r.code} for r in part.reasons],
        "low": _number(figure.low) if figure else None,
        "high": _number(figure.high) if figure else None,
        "line": _number(figure.line) if figure else None,
        "to_pass": list(part.to_pass),
        "to_fail": list(part.to_fail),
    }


def _fit(fit: Fit | None) -> Plain | None:
    if fit is None:
        return None
    return {
        "low": float(fit.low),
        "high": float(fit.high),
        "proven": float(fit.proven),
        "answered_only": _number(fit.answered_only),
        "plain": {"low": float(fit.plain_low), "high": float(fit.plain_high)},
        "by_tier": {
            tier: {"as_is": count.as_is, "open": count.open, "total": count.total}
            for tier, count in fit.by_tier.items()
        },
    }


def _number(figure: Fraction | float | None) -> float | None:
    return None if figure is None else float(figure)


def _baseline(evaluation: Evaluation) -> Plain | None:
    line = evaluation.baseline
    if line is None:
        return None
    return {
        "name": reading(line.name, "en"),
        "platform": {"low": line.platform_low, "high": line.platform_high},
        "low": line.low,
        "high": line.high,
    }


def _balance(found: Balance | None) -> Plain | None:
    if found is None:
        return None
    turns = {
        side: {"weight": turn.weight, "rival": turn.rival} if turn else None
        for side, turn in (("lower", found.lower), ("upper", found.upper))
    }
    return {"leader": found.leader, "weight": found.weight, "exact": found.exact, **turns}


def _question(question: Question) -> Plain:
    return {
        "alternative": question.alternative,
        "kind": question.kind,
        "item": question.item,
        "action": question.action,
        "state": question.state,
        "swing": question.swing,
        "gates": list(question.gates),
        "first_place": question.first_place,
    }
