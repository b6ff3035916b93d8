"""Where judges of a round differ, the most contested first: what a meeting should talk about.

It takes what was revealed, never what is sealed. Whoever can't judge is counted and not averaged away;
whoever is recused is left out, of those who could have judged too.

References
----------
Tastle, W. J. and Wierman, M. J. (2007). Consensus and dissention: a measure of ordinal dispersion.
International Journal of Approximate Reasoning 45(3), 531-545.
Goepel, K. D. (2018). Implementation of an online software tool for the Analytic Hierarchy Process
(AHP-OS). International Journal of the Analytic Hierarchy Process 10(3), 469-487.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from selection.analysis.consensus import GREATEST_RATIO, ordinal_consensus, weight_consensus
from selection.analysis.elicited import elicit
from selection.analysis.stability import lower_median
from selection.analysis.uncertain import levels_of
from selection.analysis.weights import leaf_weights, node_weights
from selection.errors import WeightError
from selection.model.base import Remark
from selection.model.consistency import children_of, criterion_fed_by
from selection.model.decision import Decision, parts_of
from selection.model.judgements import EVIDENCE, Evidence
from selection.model.needs import TIERS, Need, Tier
from selection.model.proceedings import Rules
from selection.model.rounds import CANNOT_JUDGE, Ballot, Round, Subject

TIERS_FROM_THE_LEAST: tuple[Tier, ...] = TIERS[::-1]
"""Nice, long-term, must: of two middle tiers the lower one binds less."""

MOST_NEEDS = 30
"""So many needs a round of tiers begins with."""

HIGHEST_LEVEL = 5
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Voice:
    """What one judge said in a round, without what they are recused from."""

    judge: str
    ballot: Ballot
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one judge said of one thing, as a figure: a tier from the least on, a weight, a level."""

    judge: str
    figure: float
    department: str | None = None
    evidence: Evidence | None = None
    comment: Remark | None = None


@dataclass(frozen=True)
class Disagreement:
    """How far judges are apart on one thing.

    `item` is a need, a node of the tree, a cell as ``alternative/criterion`` or an alternative; at a node
    there is one of these for every `child`.
    """

    subject: Subject
    item: str
    judgements: tuple[Judgement, ...]
    of: int
    """How many could have judged: neither recused nor assigned to something else."""
    cannot_judge: tuple[str, ...]
    """Who looked and could not decide; they count among those who could have judged."""
    quorum: bool
    """Whether enough of them did judge."""
    must_discuss: bool
    """Whether they are as far apart as the rules say has to be talked about."""
    consensus: float | None
    """From 0, torn in two, to 1, one mind; None for fewer than two. At a node it is about all children."""
    width: float
    """How far apart judgements can be at most."""
    child: str | None = None
    criterion: str | None = None

    @property
    def judged(self) -> int:
        """How many gave a judgement."""
        return len(self.judgements)

    @property
    def figures(self) -> tuple[float, ...]:
        """What was said, in no order that would tell when or by whom."""
        return tuple(sorted(one.figure for one in self.judgements))

    @property
    def lowest(self) -> float | None:
        """The least that somebody said."""
        return min(self.figures, default=None)

    @property
    def highest(self) -> float | None:
        """The most that somebody said."""
        return max(self.figures, default=None)

    @property
    def spread(self) -> float:
        """How far the highest lies above the lowest."""
        return self.figures[-1] - self.figures[0] if self.figures else 0.0

    @property
    def median(self) -> float | None:
        """The lower median: of two middle judgements the lower, so that somebody did say it."""
        return lower_median(self.figures) if self.figures else None

    @property
    def mean(self) -> float | None:
        """The mean, for information; it is no value of the scale and is never agreed on."""
        return sum(self.figures) / self.judged if self.figures else None

    @property
    def evidence(self) -> Evidence | None:
        """The weakest evidence anybody judged on."""
        known = [one.evidence for one in self.judgements if one.evidence is not None]
        return min(known, key=EVIDENCE.index, default=None)

    @property
    def goes_to_the_room(self) -> bool:
        """Whether it can't be taken over as it is: judges are far apart, or too few of them judged."""
        return self.must_discuss or not self.quorum


@dataclass(frozen=True)
class Panel:
    """Who could judge in a round, what they said, and by which rules it is looked at."""

    round: Round
    voices: tuple[Voice, ...]
    rules: Rules = field(default_factory=Rules)
    recused: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Member → alternatives they don't judge."""

    def able(self, alternative: str | None = None, criterion: str | None = None) -> int:
        """Count who could have judged something."""
        return sum(self._is_able(judge, alternative, criterion) for judge in self.round.judges)

    def _is_able(self, judge: str, alternative: str | None, criterion: str | None) -> bool:
        if criterion is not None and criterion not in self.round.criteria_of(judge):
            return False
        if alternative is None:
            return True
        return self.recused.get(judge, frozenset()).isdisjoint((alternative, *parts_of(alternative)))


def disagreements(decision: Decision, panel: Panel) -> tuple[Disagreement, ...]:
    """Tell how far judges are apart on everything a round asked for, the most contested first.

    The order is by spread as a share of what is possible, then by consensus, then as asked.

    >>> from selection.model.criteria import CriteriaSet
    >>> chosen = CriteriaSet(kind="criteria_set", id="one", version=1, title="One", platform=("fit",))
    >>> asked = Round(id="r", subject="tiers", state="revealed", needs=("N1", "N2"), judges=("a", "b"))
    >>> said = {"a": {"N1": "must", "N2": "must"}, "b": {"N1": "must", "N2": "nice"}}
    >>> voices = tuple(Voice(judge, Ballot(tiers=tiers)) for judge, tiers in said.items())
    >>> found = disagreements(Decision(id="d", title="D", criteria_set=chosen), Panel(asked, voices))
    >>> [(one.item, one.spread, one.consensus, one.must_discuss) for one in found]
    [('N2', 2.0, 0.0, True), ('N1', 0.0, 1.0, False)]
    """
    ways = {"tiers": _on_tiers, "weights": _on_weights, "scores": _on_scores, "chemistry": _on_chemistry}
    return tuple(sorted(ways[panel.round.subject](decision, panel), key=_contested_first))


def by_department(found: Disagreement) -> dict[str | None, tuple[float, ...]]:
    """Tell which department stands where, in the order of their names."""
    stands: dict[str | None, list[float]] = {}
    for one in found.judgements:
        stands.setdefault(one.department, []).append(one.figure)
    return {
        place: tuple(sorted(stands[place]))
        for place in sorted(stands, key=lambda one: (one is None, one or ""))
    }


def for_the_room(found: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """Keep what has to be talked about; the rest can be taken over en bloc."""
    return tuple(one for one in found if one.goes_to_the_room)


def most_relevant_needs(
    decision: Decision, agreed: Iterable[str] = (), count: int = MOST_NEEDS
) -> tuple[str, ...]:
    """Name the needs a round of tiers begins with: those that can change the most.

    What may exclude a vendor comes first, so must before long-term before nice; among needs of one tier
    those on whose criterion more weight rests; then as they are written. What is agreed already is left out.
    """
    known = frozenset(agreed)
    weights = leaf_weights(decision, node_weights(decision))
    asked = [need for need in decision.needs if need.id not in known]
    return tuple(need.id for need in sorted(asked, key=lambda need: _relevance(decision, need, weights)))[
        :count
    ]


def _relevance(decision: Decision, need: Need, weights: Mapping[str, float]) -> tuple[int, float]:
    fed = criterion_fed_by(decision, need)
    return TIERS.index(need.tier), -round(weights.get(fed or "", 0.0), 9)


def is_quorate(judged: int, of: int, quorum: float) -> bool:
    """Tell whether enough of those who could judge did.

    >>> is_quorate(2, 4, 0.5), is_quorate(1, 3, 0.5), is_quorate(0, 0, 0.5)
    (True, False, False)
    """
    return judged > 0 and judged >= quorum * of - _EXACT


def _contested_first(found: Disagreement) -> tuple[float, float]:
    consensus = 1.0 if found.consensus is None else found.consensus
    return -round(found.spread / found.width, 9), round(consensus, 9)


def _on_tiers(_decision: Decision, panel: Panel) -> Iterator[Disagreement]:
    top = len(TIERS) - 1
    for need in panel.round.needs:
        judgements, unable = [], []
        for voice in panel.voices:
            said = voice.ballot.tiers.get(need)
            if said == CANNOT_JUDGE:
                unable.append(voice.judge)
            elif said is not None:
                level = float(TIERS_FROM_THE_LEAST.index(said))
                judgements.append(Judgement(voice.judge, level, voice.department))
        consensus = _on_scale(judgements, top)
        yield Disagreement(
            item=need,
            must_discuss=consensus is not None and consensus < panel.rules.discuss_tiers_below - _EXACT,
            consensus=consensus,
            width=top,
            **_counted(panel, judgements, unable, panel.able()),
        )


def _on_weights(decision: Decision, panel: Panel) -> Iterator[Disagreement]:
    tree = children_of(decision)
    for node in panel.round.nodes:
        own, unable, compared = _own_weights(panel, node, tree.get(node, ()))
        rows = [list(weights.values()) for weights in own.values()]
        ratio = GREATEST_RATIO if compared else np.inf
        consensus = weight_consensus(np.array(rows), ratio) if rows else None
        for child in tree.get(node, ()):
            judgements = [
                Judgement(v.judge, own[v.judge][child], v.department) for v in panel.voices if v.judge in own
            ]
            apart = _spread(judgements)
            yield Disagreement(
                item=node,
                child=child,
                must_discuss=apart >= panel.rules.discuss_weights_from - _EXACT,
                consensus=consensus,
                width=1,
                **_counted(panel, judgements, unable, panel.able()),
            )


def _own_weights(
    panel: Panel, node: str, children: Sequence[str]
) -> tuple[dict[str, dict[str, float]], list[str], bool]:
    """Give each judge's weights of a node's children, who could not judge, and whether all compared pairs.

    What was said of other children, before the tree changed, is no judgement of these.
    """
    own, unable, methods = {}, [], set()
    for voice in panel.voices:
        said = voice.ballot.weights.get(node)
        if said == CANNOT_JUDGE:
            unable.append(voice.judge)
        elif said is not None:
            try:
                own[voice.judge] = elicit(said, children).by_child
            except WeightError:
                continue
            methods.add(said.method)
    return own, unable, methods == {"pairwise"}


def _on_scores(decision: Decision, panel: Panel) -> Iterator[Disagreement]:
    criteria = {criterion.id: criterion for criterion in decision.criteria}
    for cell in panel.round.cells:
        criterion = criteria.get(cell.criterion)
        if criterion is None:
            continue
        judgements, unable = [], []
        for voice in panel.voices:
            said = voice.ballot.scores.get(cell.alternative, {}).get(cell.criterion)
            if said is not None and said.performance is not None:
                level = (said.performance, voice.department, said.evidence, said.reason)
                judgements.append(Judgement(voice.judge, *level))
            elif said is not None:
                unable.append(voice.judge)
        top = levels_of(criterion)
        yield Disagreement(
            item=cell.item,
            criterion=cell.criterion,
            must_discuss=_spread(judgements) >= panel.rules.discuss_scores_from,
            consensus=_on_scale(judgements, top),
            width=top,
            **_counted(panel, judgements, unable, panel.able(cell.alternative, cell.criterion)),
        )


def _on_chemistry(_decision: Decision, panel: Panel) -> Iterator[Disagreement]:
    """Ratings of a person are private: they are counted and never brought to the room."""
    for name in panel.round.alternatives:
        judgements, unable = [], []
        for voice in panel.voices:
            said = voice.ballot.chemistry.get(name)
            if said == CANNOT_JUDGE:
                unable.append("")
            elif said is not None:
                judgements.append(Judgement("", float(said)))
        yield Disagreement(
            item=name,
            must_discuss=False,
            consensus=_on_scale(judgements, HIGHEST_LEVEL),
            width=HIGHEST_LEVEL,
            **_counted(panel, judgements, unable, panel.able(name)),
        )


def _counted(panel: Panel, judgements: list[Judgement], unable: list[str], of: int) -> dict[str, Any]:
    """Give what all disagreements have in common: who judged, of how many, and whether they are enough."""
    # Somebody may have judged who was removed before the round was closed.
    of = max(of, len(judgements))
    return {
        "subject": panel.round.subject,
        "judgements": tuple(judgements),
        "cannot_judge": tuple(unable),
        "of": of,
        "quorum": is_quorate(len(judgements), of, panel.rules.quorum),
    }


def _on_scale(judgements: Sequence[Judgement], top: int) -> float | None:
    return ordinal_consensus([one.figure for one in judgements], 0, top)


def _spread(judgements: Sequence[Judgement]) -> float:
    figures = [one.figure for one in judgements]
    return max(figures) - min(figures) if figures else 0.0
