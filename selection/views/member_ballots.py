"""From what a member has entered, finished or not, to the ballot it makes, and back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field

from selection.model.base import Entry
from selection.model.consistency import children_of
from selection.model.decision import Decision
from selection.model.judgements import Evidence, Score
from selection.model.needs import Tier
from selection.model.participants import Declaration, Interest
from selection.model.rounds import CANNOT_JUDGE, Ballot, CannotJudge, Round, cell_item, cell_of
from selection.model.weights import NodeWeights, as_meant, narrowed, weight_defects, weighted_children
from selection.workshop.revealed import is_out_of_bounds

Choice = Tier | CannotJudge | Annotated[int, Field(ge=0, le=10)]


class Said(Entry):
    """What was entered on one question, finished or not."""

    choice: Choice | None = None
    """A tier, a level, or that it can't be judged."""
    weights: NodeWeights | None = None
    evidence: Evidence | None = None
    comment: str = ""


class Declaring(Entry):
    """What was entered of a declaration of interest, finished or not."""

    interest: Interest | None = None
    about: str = ""
    commission: bool = False
    mitigation: str = ""
    recused: bool = False


Entries = Mapping[str, Said]


def questions_of(found: Round, member: str, recused: frozenset[str]) -> tuple[str, ...]:
    """Name what a member is asked in a round, in the order it is asked; cells alternative by alternative.

    >>> questions_of(Round(id="r1", subject="tiers", needs=("N2", "N1")), "dana", frozenset())
    ('N2', 'N1')
    """
    if found.subject == "scores":
        mine = found.criteria_of(member)
        cells = [c for c in found.cells if c.criterion in mine]
        asked = [c for c in cells if not is_out_of_bounds(c.alternative, recused)]
        order = list(dict.fromkeys(c.alternative for c in asked))
        asked.sort(key=lambda cell: order.index(cell.alternative))
        return tuple(cell_item(c.alternative, c.criterion) for c in asked)
    if found.subject == "chemistry":
        return tuple(name for name in found.alternatives if not is_out_of_bounds(name, recused))
    return found.needs if found.subject == "tiers" else found.nodes


def alternative_of(item: str) -> str:
    """Name the alternative a question is about.

    >>> alternative_of("northstar-pro+aleph/I5"), alternative_of("aleph")
    ('northstar-pro+aleph', 'aleph')
    """
    return cell_of(item)[0] or item


def is_answered(said: Said | None, item: str, decision: Decision) -> bool:
    """Tell whether what was entered is a whole answer, of which "I can't judge this" is one."""
    if said is None or said.choice == CANNOT_JUDGE:
        return said is not None
    if said.weights is not None:
        return is_complete(said.weights, children_of(decision).get(item, ()))
    return said.choice is not None and (said.evidence is not None or not is_cell(item))


def is_cell(item: str) -> bool:
    """Tell whether a question is about a cell, whose score says how we know.

    >>> is_cell("aleph/I5"), is_cell("platform.use")
    (True, False)
    """
    return "/" in item


def is_complete(said: NodeWeights, children: Sequence[str]) -> bool:
    """Tell whether weights can be made of what was said of a node's children.

    >>> is_complete(NodeWeights(method="rank_order", order=("fit",)), ("fit", "ease"))
    False
    """
    return bool(weighted_children(said)) and not any(weight_defects(said, children, ""))


def answered(entries: Entries, items: Sequence[str], decision: Decision) -> tuple[str, ...]:
    """Name the questions that have a whole answer."""
    return tuple(item for item in items if is_answered(entries.get(item), item, decision))


def ballot_of(found: Round, entries: Entries, items: Sequence[str], decision: Decision) -> Ballot:
    """Make the ballot of everything that has a whole answer; what is left open is not in it."""
    said = {item: entries[item] for item in answered(entries, items, decision)}
    match found.subject:
        case "tiers":
            return Ballot.model_validate({"tiers": {item: one.choice for item, one in said.items()}})
        case "weights":
            return Ballot(weights={item: _weights(one) for item, one in said.items()})
        case "chemistry":
            return Ballot.model_validate({"chemistry": {item: one.choice for item, one in said.items()}})
        case "scores":
            rows: dict[str, dict[str, Score]] = {}
            for item, one in said.items():
                alternative, criterion = cell_of(item)
                rows.setdefault(alternative, {})[criterion] = _score(one)
            return Ballot(scores=rows)


def _weights(said: Said) -> NodeWeights | CannotJudge:
    return as_meant(said.weights) if said.weights and said.choice != CANNOT_JUDGE else CANNOT_JUDGE


def _score(said: Said) -> Score:
    comment = said.comment.strip() or None
    if isinstance(said.choice, int):
        return Score(performance=float(said.choice), evidence=said.evidence, reason=comment)
    return Score(state="cannot_judge", reason=comment)


def entries_of(ballot: Ballot) -> dict[str, Said]:
    """Give what stands in the fields of somebody who handed this ballot in."""
    return dict(_entries_of(ballot))


def _entries_of(ballot: Ballot) -> Iterator[tuple[str, Said]]:
    for need, tier in ballot.tiers.items():
        yield need, Said(choice=tier)
    for name, level in ballot.chemistry.items():
        yield name, Said(choice=level)
    for node, found in ballot.weights.items():
        yield node, Said(choice=CANNOT_JUDGE) if found == CANNOT_JUDGE else Said(weights=found)
    for alternative, row in ballot.scores.items():
        for criterion, score in row.items():
            yield cell_item(alternative, criterion), _said_of(score)


def _said_of(score: Score) -> Said:
    comment = score.reason if isinstance(score.reason, str) else ""
    if score.performance is None:
        return Said(choice=CANNOT_JUDGE, comment=comment)
    return Said(choice=int(score.performance), evidence=score.evidence, comment=comment)


def of_today(said: Said, item: str, decision: Decision) -> Said:
    """Leave out of weights what is no longer a child of the node."""
    if said.weights is None:
        return said
    left = narrowed(said.weights, children_of(decision).get(item, ()))
    return said.model_copy(update={"weights": left})


Lacking = Literal["interest", "about"]


def lacking(said: Declaring) -> Lacking | None:
    """Tell what a declaration still needs; None if it is whole.

    >>> lacking(Declaring()), lacking(Declaring(interest="none")), lacking(Declaring(interest="actual"))
    ('interest', None, 'about')
    """
    if said.interest is None:
        return "interest"
    return "about" if said.interest != "none" and not said.about.strip() else None


def declaration_of(said: Declaring) -> Declaration:
    """Make a declaration of what was entered; where there is no interest, nothing else is kept."""
    if said.interest in (None, "none"):
        return Declaration(interest="none", recused=said.recused)
    return Declaration(
        interest=said.interest,
        about=said.about.strip(),
        commission=said.commission,
        mitigation=said.mitigation.strip() or None,
        recused=said.recused,
    )


def declaring_of(found: Declaration) -> Declaring:
    """Give what stands in the fields of somebody who declared this."""
    return Declaring(
        interest=found.interest,
        about=found.about if isinstance(found.about, str) else "",
        commission=found.commission,
        mitigation=found.mitigation if isinstance(found.mitigation, str) else "",
        recused=found.recused,
    )
