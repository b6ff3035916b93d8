"""How sure a result is, on plain arrays: the analysis of `vendor-selection sure` in one call.

Alternatives are taken for offers whose gates are passed, criteria for even scales between their anchors.
Everything else is as in a decision file: what varies, the verdict, what to find out next.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from selection.analysis.evaluation import evaluate
from selection.analysis.performance_table import Numbers, performance_table, rectangle
from selection.documents.sureness import Plain, how_sure, sureness_as_plain
from selection.errors import DecisionError
from selection.model.criteria import CriteriaSet, Criterion, DeliveryLadder, Linear
from selection.model.decision import Decision, Offer, Policy
from selection.model.judgements import Answer, Evidence, Score
from selection.model.members import Member
from selection.model.needs import Need
from selection.model.profiles import Edition, PlatformProfile
from selection.model.weights import NodeWeights

Names = tuple[Sequence[str], Sequence[str]]

_ANY_DAY = dt.date(2000, 1, 1)
"""Nothing in an array is dated, so that no figure depends on the day."""
_EDITION = "As given"
_MET = "met-by-all"
"""Offers pass their gates on needs; this one all of them meet, and it weighs nothing."""


def sure_of_arrays(
    performances: ArrayLike,
    weights: ArrayLike,
    anchors: ArrayLike | None = None,
    evidence: Evidence | Sequence[Sequence[Evidence]] = "demo",
    names: Names | None = None,
    policy: Policy | None = None,
) -> Plain:
    """Say how sure a result is, as `vendor-selection sure --json` does, with the same keys.

    Parameters
    ----------
    performances
        Alternatives × criteria; NaN or None where nothing is known yet.
    weights
        One per criterion, or a row of them for each member of a committee; they need not sum to 1. Of
        several members the mean of their shares is what was agreed.
    anchors
        The worst and the best performance on each criterion (2 × criteria); 0 and 1 if left out. Where
        less is better, the best is the smaller one.
    evidence
        How everything is known, or how each performance is.
    names
        What alternatives and criteria are called; a1, a2 … and c1, c2 … if left out.
    policy
        How results are shaken and questions weighed, seed and number of draws included; the defaults are
        printed with the result.

    Raises
    ------
    DecisionError
        If the arrays don't fit each other, hold something else than numbers, or a scale has no range.
    WeightError
        If weights are missing, negative, not finite or all zero.

    >>> nothing = float("nan")
    >>> names = ["Aleph", "Bet"], ["fit", "ease"]
    >>> found = sure_of_arrays([[0.9, 0.7], [0.5, nothing]], [60, 40], names=names)
    >>> found["verdict"], found["grounds"]["leader"], round(found["grounds"]["gap"], 2)
    ('robust', 'Aleph', 0.32)
    >>> [row["alternative"] for row in found["acceptability"]]
    ['Aleph', 'Bet']
    """
    table, shares, scales = _checked(performances, weights, anchors)
    rows, columns = table.shape
    called = names or ([f"a{n + 1}" for n in range(rows)], [f"c{n + 1}" for n in range(columns)])
    _check_names(called, table)
    known = np.broadcast_to(np.asarray(evidence, dtype=object), table.shape)
    decision = _with_judgements(_frame(called, scales, policy or Policy()), table, known, shares)
    found = sureness_as_plain(how_sure(evaluate(decision, _ANY_DAY)))
    found["critical_weights"] = [one for one in found["critical_weights"] if one["name"] != _MET]
    ids = {_offer(n): name for n, name in enumerate(called[0])}
    ids |= {_criterion(n): name for n, name in enumerate(called[1])}
    kept = {key: value for key, value in found.items() if key != "decision"}
    return {key: _renamed(value, ids) for key, value in kept.items()}


def _offer(n: int) -> str:
    return f"alternative-{n}"


def _criterion(n: int) -> str:
    return f"criterion-{n}"


def _renamed(plain: Any, ids: dict[str, str]) -> Any:
    """Put the names in the place of ids, wherever they stand."""
    if isinstance(plain, dict):
        return {ids.get(key, key): _renamed(value, ids) for key, value in plain.items()}
    if isinstance(plain, list):
        return [_renamed(value, ids) for value in plain]
    return ids.get(plain, plain) if isinstance(plain, str) else plain


def _checked(
    performances: ArrayLike, weights: ArrayLike, anchors: ArrayLike | None
) -> tuple[Numbers, Numbers, Numbers]:
    """Give performances, every member's shares, and the scales: worst and best by criterion."""
    table = rectangle(performances)
    columns = table.shape[1]
    members = list(np.atleast_2d(np.array(weights, dtype=object)))
    for member in members:
        # What else it makes of the arrays is not needed: it refuses what can't be meant.
        performance_table(table, member.tolist(), ["max"] * columns)
    given = np.array(members, dtype=np.float64)
    scales = np.array([[0.0] * columns, [1.0] * columns] if anchors is None else anchors, dtype=np.float64)
    if scales.shape != (2, columns):
        raise DecisionError("array_shape", "anchors", found=scales.shape, expected=(2, columns))
    if not np.isfinite(scales).all():
        raise DecisionError("performance_not_finite", "anchors", found="nan")
    for column in np.flatnonzero(scales[0] == scales[1]).tolist():
        raise DecisionError("anchors_equal", f"anchors[:, {column}]", found=float(scales[0, column]))
    return table, given / given.sum(axis=1, keepdims=True), scales


def _check_names(called: Names, table: Numbers) -> None:
    for given, count, where in zip(called, table.shape, ("alternatives", "criteria"), strict=True):
        if len(given) != count:
            raise DecisionError("alternative_count", f"names: {where}", found=len(given), expected=count)
        for place, name in enumerate(given):
            if name in given[:place]:
                raise DecisionError("alternative_repeated", f"names: {where}[{place}]", found=name)


def _frame(called: Names, scales: Numbers, policy: Policy) -> Decision:
    """Give a decision in which offers and criteria stand, and nothing is known of them yet."""
    measured = tuple(
        Criterion(
            **_about(_criterion(n), name),
            direction="increasing" if best > worst else "decreasing",
            from_="measure",
            value=Linear(kind="linear", unit="as given", worst=worst, best=best),
        )
        for n, (name, worst, best) in enumerate(zip(called[1], *scales.tolist(), strict=True))
    )
    met = Criterion(
        **_about(_MET, "Met by all"),
        direction="increasing",
        from_="needs",
        value=DeliveryLadder(kind="delivery_ladder"),
    )
    leaves = (met.id, *(criterion.id for criterion in measured))
    offers = [_offer(n) for n in range(len(called[0]))]
    return Decision(
        id="arrays",
        title="As given in arrays",
        policy=policy,
        needs=(Need(id=_MET, text="Met by all", tier="nice", criterion=_MET),),
        criteria=(met, *measured),
        criteria_set=CriteriaSet(
            kind="criteria_set", id="arrays", version=1, title="As given", platform=leaves
        ),
        platforms=tuple(
            PlatformProfile(
                kind="platform",
                id=offer,
                name=name,
                vendor=name,
                editions=(Edition(name=_EDITION, deployment="cloud"),),
            )
            for offer, name in zip(offers, called[0], strict=True)
        ),
        offers=tuple(
            Offer(id=offer, product=offer, edition=_EDITION, deployment="cloud", name=name)
            for offer, name in zip(offers, called[0], strict=True)
        ),
        answers={offer: {_MET: Answer(delivery="as_is", evidence="reference")} for offer in offers},
    )


def _about(name: str, title: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": title,
        "definition": title,
        "group": "given",
        "scope": "platform",
        "sources": ("as given",),
    }


def _with_judgements(decision: Decision, table: Numbers, known: Any, shares: Numbers) -> Decision:
    """Put in what is known, and what everybody said of weights."""
    scores = {
        _offer(row): {
            _criterion(column): Score(state="not_asked")
            if np.isnan(performance)
            else Score(performance=performance, evidence=known[row, column])
            for column, performance in enumerate(performances)
        }
        for row, performances in enumerate(table.tolist())
    }
    members = tuple(
        Member(id=f"member-{n}", weights={"platform": _points(own)}) for n, own in enumerate(shares)
    )
    return decision.model_copy(
        update={
            "scores": scores,
            "weights": {"platform": _points(shares.mean(axis=0))},
            "members": members if len(members) > 1 else (),
        }
    )


def _points(shares: Numbers) -> NodeWeights:
    named = {_criterion(n): 100 * share for n, share in enumerate(shares.tolist())}
    return NodeWeights(points={_MET: 0.0, **named})
