"""The sheet a member fills in: what was entered on each question, finished or not, and the ballot it makes.

It is kept as a draft, one a round, the same on every device of theirs, and handed in as it stands there.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Generic, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from selection.errors import SessionError
from selection.model.base import Entry
from selection.model.consistency import children_of
from selection.model.decision import Decision
from selection.model.judgements import Evidence, Score
from selection.model.needs import Tier
from selection.model.rounds import CANNOT_JUDGE, Ballot, CannotJudge, Round, cell_item, cell_of
from selection.model.weights import NodeWeights, as_meant, narrowed, weight_defects, weighted_children
from selection.workshop.revealed import is_out_of_bounds, recused_from
from selection.workshop.state import SessionState

Kind = TypeVar("Kind", bound=Entry)

Choice = Tier | CannotJudge | Annotated[int, Field(ge=0, le=10)]


class Said(Entry):
    """What was entered on one question, finished or not."""

    choice: Choice | None = None
    """A tier, a level, or that it can't be judged."""
    weights: NodeWeights | None = None
    evidence: Evidence | None = None
    comment: str = ""


Entries = Mapping[str, Said]


@dataclass(frozen=True)
class Sheet(Generic[Kind]):
    """What was entered on one subject: question by question, and how often it was changed."""

    revision: int
    entries: Mapping[str, Kind]


def round_subject(found: str) -> str:
    """Name the draft of a round.

    >>> round_subject("r1")
    'round:r1'
    """
    return f"round:{found}"


def read_sheet(revision: int, content: bytes, kind: type[Kind]) -> Sheet[Kind]:
    """Read what was kept; where it no longer can be read, the question is asked again.

    >>> read_sheet(3, b'{"N1": {"choice": "must"}, "N2": {"choice": "perhaps"}}', Said).entries["N1"].choice
    'must'
    """
    read: TypeAdapter[Kind] = TypeAdapter(kind)
    entries: dict[str, Kind] = {}
    for item, said in entered(content).items():
        try:
            entries[item] = read.validate_python(said, strict=False)
        except ValidationError:
            # An older or newer program wrote it.
            continue
    return Sheet(revision, entries)


def entered(content: bytes) -> dict[str, object]:
    """Give what was kept, question by question, unread; nothing of what is no sheet."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def submission_name(session: str, me: str, subject: str, revision: int, said: Entry) -> str:
    """Name a submission by what is handed in: pressed twice, or again after a lost answer, it is stored once.

    Whoever changes something and changes it back hands in something new: the revision tells.
    """
    told = "\n".join((session, me, subject, str(revision), said.model_dump_json()))
    return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Judging:
    """A round with what one member is asked in it, has entered, and has handed in."""

    round: Round
    items: tuple[str, ...]
    sheet: Sheet[Said]
    said: Entries
    """What they entered, else what they handed in."""
    done: tuple[str, ...]
    stored: Ballot | None
    """What was handed in; None if nothing was."""
    decision: Decision

    @cached_property
    def ballot(self) -> Ballot:
        """Everything that would be handed in now."""
        return ballot_of(self.round, self.said, self.items, self.decision)

    @property
    def is_handed_in(self) -> bool:
        """Whether nothing differs from what was handed in."""
        return self.stored is not None and _as_own(self.stored) == self.ballot


def judging_of(state: SessionState, me: str, found: Round, sheet: Sheet[Said]) -> Judging:
    """Give what a member is asked in a round, and what they have said."""
    decision, known = state.decision, state.proceedings
    stored = known.ballots.get(found.id, {}).get(me)
    items = questions_of(found, me, recused_from(decision, known, me))
    said = told_by(stored, sheet, decision)
    return Judging(found, items, sheet, said, answered(said, items, decision), stored, decision)


def told_by(stored: Ballot | None, sheet: Sheet[Said], decision: Decision) -> Entries:
    """Give what somebody said: what they entered, else what they handed in."""
    told = {**(entries_of(stored) if stored else {}), **sheet.entries}
    return {item: of_today(said, item, decision) for item, said in told.items()}


def hand_in_name(state: SessionState, me: str, now: Judging) -> str:
    """Name the handing in of a round as it was filled in.

    What somebody else entered for them meanwhile, from a slip of paper, is replaced even by the same again.
    """
    subject = round_subject(now.round.id)
    name = submission_name(state.session, me, subject, now.sheet.revision, now.ballot)
    if now.stored is None or now.stored.entered_by is None:
        return name
    return submission_name(state.session, me, name, state.version, now.stored)


def _as_own(ballot: Ballot) -> Ballot:
    return ballot.model_copy(update={"entered_by": None})


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


def refuse_entry(state: SessionState, me: str, found: Round, item: str, said: Said) -> None:
    """Refuse what a round does not ask of a member, or what is no answer to it.

    Raises
    ------
    SessionError
        If they are not asked this, or no ballot could hold it.
    """
    where = f"round.{found.id}.{item}"
    known = state.proceedings
    is_member = me in {member.id for member in known.members}
    if not is_member or item not in questions_of(found, me, recused_from(state.decision, known, me)):
        raise SessionError("judgement_not_asked", where)
    try:
        ballot_of(found, {item: said}, (item,), state.decision)
    except ValidationError:
        # What it says may be somebody's remark: it is neither told nor kept in what is raised.
        is_ballot = False
    else:
        is_ballot = _is_of_kind(found, said)
    if not is_ballot:
        raise SessionError("judgement_of_no_kind", where)


def _is_of_kind(found: Round, said: Said) -> bool:
    if found.subject == "weights" or said.weights is not None:
        return False
    is_level = isinstance(said.choice, int)
    return said.choice in (None, CANNOT_JUDGE) or is_level == (found.subject != "tiers")


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
