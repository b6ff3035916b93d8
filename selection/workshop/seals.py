"""What somebody may see of a session: everything but what is sealed from them.

A judgement is sealed from everybody but its author until its round is revealed; what was said of a
proposed project manager, and everything where identities are not to be shown, stays so for good. What
bidders sent in is sealed until answers are opened, and from other bidders for good; who leads, judges or
watches sees the answers of an alternative only after having said what they have to do with it; and sealed
prices are sent to nobody but who leads.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from selection.model.base import ERASED
from selection.model.decision import Decision
from selection.model.price_rules import without_sealed_prices
from selection.model.proceedings import Proceedings, Response
from selection.model.rounds import Ballot, Round
from selection.workshop.contents import Contents, references
from selection.workshop.declaring import is_kept_back, only, only_agreed, only_of, open_to, to_declare
from selection.workshop.events import SECTION_OF_KIND, SECTIONS, Event, Record, from_bytes
from selection.workshop.permissions import IN_ROUND, OPENED, Standing
from selection.workshop.revealed import heard_ballots, unnamed_ballots
from selection.workshop.state import SessionState


def seen_by(state: SessionState, viewer: str, standing: Standing) -> SessionState:
    """Give a session as one participant may see it; of what is sealed, how much of it there is."""
    known, shown = state.proceedings, open_to(state, viewer, standing)
    given = {name: len(found) for name, found in known.ballots.items()}
    state = replace(state, given=given, to_declare=to_declare(state, viewer, standing))
    ballots = {name: seen for name in known.ballots if (seen := _seen_ballots(state, name, viewer, shown))}
    responses = _seen_responses(known, viewer, standing, shown)
    proceedings = known.model_copy(update={"ballots": ballots, "responses": responses})
    decision = _seen_decision(state, viewer, standing)
    if shown is not None:
        decision, proceedings = only(decision, shown), only_agreed(proceedings, shown)
    if standing == "facilitator":
        return replace(state, decision=decision, proceedings=proceedings, viewer=viewer, sent=_sent(state))
    proceedings = proceedings.model_copy(update={"links": ()})
    if standing in ("waiting", "respondent"):
        proceedings = _from_outside(known, viewer, responses)
        state = replace(state, given={}, doubted_by=())
    return replace(state, decision=decision, proceedings=proceedings, viewer=viewer)


def may_read(state: SessionState, event: Event, viewer: str, standing: Standing) -> bool:
    """Tell whether somebody may read the value of an event that is not sealed.

    Only who leads reads all that happened, and of bidders only after having declared on all of them; what
    others may know of it is in the state they see.
    """
    if open_to(state, viewer, standing) is not None and is_kept_back(state.proceedings, event, viewer):
        return False
    return standing == "facilitator" or event.actor == viewer


def unreadable_contents(
    records: Iterable[Record], contents: Contents, state: SessionState, viewer: str, standing: Standing
) -> frozenset[str]:
    """Name the contents somebody may not be shown, because they may not read what they belong to."""
    return frozenset(
        name
        for record in records
        if not may_read(state, event := from_bytes(record.bytes), viewer, standing)
        for name in _contents_of(event, contents)
    )


def hidden_contents(records: Iterable[Record], contents: Contents, state: SessionState) -> frozenset[str]:
    """Name the contents that nobody may be shown, not even by the session's facilitator and its exports."""
    return frozenset(
        name
        for record in records
        for name in _hidden_in(from_bytes(record.bytes), contents, state.proceedings)
    )


def may_be_shown(proceedings: Proceedings, event: Event) -> bool:
    """Tell whether the value of an event may be shown to others than its author."""
    section = SECTION_OF_KIND.get(event.kind)
    if section is None or not SECTIONS[section].sealed:
        return True
    if section == "response":
        return proceedings.phase in OPENED
    return _is_open_to_others(proceedings, proceedings.round(event.key[0]))


def _hidden_in(event: Event, contents: Contents, proceedings: Proceedings) -> Iterator[str]:
    if not may_be_shown(proceedings, event):
        yield from _contents_of(event, contents)


def _contents_of(event: Event, contents: Contents) -> Iterator[str]:
    waiting = list(references(event.body.get("value")))
    while waiting:
        name = waiting.pop()
        yield name
        content = contents.get(name)
        if content is not None:
            waiting.extend(references(json.loads(content.bytes)))


def _is_open_to_others(proceedings: Proceedings, found: Round | None) -> bool:
    if found is None or found.subject == "chemistry" or proceedings.rules.identities == "anonymous":
        return False
    return found.state in IN_ROUND["see_others"]


def _seen_ballots(
    state: SessionState, name: str, viewer: str, shown: Collection[str] | None
) -> Mapping[str, Ballot]:
    """Give somebody's own ballot as it is, and once revealed those of others without what was recused."""
    proceedings = state.proceedings
    found = proceedings.round(name)
    own = {member: said for member, said in proceedings.ballots[name].items() if member == viewer}
    if found is None or found.is_sealed or found.subject == "chemistry":
        return own
    heard = heard_ballots(state.decision, proceedings, found)
    others = {
        judge.id: ballot if shown is None else only_of(ballot, shown)
        for judge, ballot in heard
        if judge.id != viewer
    }
    return own | (others if _is_open_to_others(proceedings, found) else unnamed_ballots(others))


def _seen_responses(
    proceedings: Proceedings, viewer: str, standing: Standing, shown: Collection[str] | None
) -> Mapping[str, Mapping[str, Response]]:
    if standing in ("waiting", "respondent") or proceedings.phase not in OPENED:
        return {name: found for name, found in proceedings.responses.items() if name == viewer}
    if shown is None:
        return proceedings.responses
    seen = {
        name: {about: sent for about, sent in found.items() if about in shown}
        for name, found in proceedings.responses.items()
    }
    return {name: found for name, found in seen.items() if found}


def _from_outside(
    proceedings: Proceedings, viewer: str, responses: Mapping[str, Mapping[str, Response]]
) -> Proceedings:
    """Leave of the proceedings what somebody may know who is not of the committee.

    That what they are asked was changed after the lock they may know, and not why.
    """
    stand, lock = proceedings.stand, proceedings.lock
    return Proceedings(
        locks=(lock.model_copy(update={"reason": lock.reason and ERASED}),) if lock else (),
        stand=stand.model_copy(update={"reason": None}) if stand else None,
        participants=tuple(one for one in proceedings.participants if one.id == viewer),
        responses={name: dict(found) for name, found in responses.items()},
    )


def awaited(state: SessionState) -> tuple[tuple[str, str], ...]:
    """Name every questionnaire that is to come in: whose it is, and about whom."""
    answering = [one for one in state.proceedings.participants if one.role == "respondent"]
    return tuple(
        (one.id, about)
        for one in answering
        if one.presence == "present"
        for about in asked_about(state.decision, str(one.answers_for))
    )


def _sent(state: SessionState) -> int:
    return sum(about in state.proceedings.responses.get(who, {}) for who, about in awaited(state))


def _seen_decision(state: SessionState, viewer: str, standing: Standing) -> Decision:
    match standing:
        case "facilitator":
            return state.decision
        case "respondent":
            known = state.proceedings.participant(viewer)
            return _asked_of(state.decision, str(known.answers_for if known else ""))
        case "waiting":
            whole = state.decision
            return Decision(id=whole.id, title=whole.title, criteria_set=whole.criteria_set)
        case _:
            return without_sealed_prices(state.decision)


def asked_about(decision: Decision, name: str) -> tuple[str, ...]:
    """Name the offers and integrators somebody is asked about who answers for one of them, or for a bid."""
    bids = [bid for bid in decision.bids if bid.id == name]
    own = {name, *(bid.offer for bid in bids), *(bid.integrator for bid in bids)}
    known = [offer.id for offer in decision.offers] + [firm.id for firm in decision.integrators]
    return tuple(name for name in known if name in own)


def _asked_of(decision: Decision, name: str) -> Decision:
    """Leave of a decision what one vendor or firm is asked, and nothing of the others or of the committee."""
    bids = tuple(bid for bid in decision.bids if bid.id == name)
    own = set(asked_about(decision, name))
    offers = tuple(offer for offer in decision.offers if offer.id in own)
    products = {offer.product for offer in offers}
    return Decision(
        id=decision.id,
        title=decision.title,
        mode=decision.mode,
        stage=decision.stage,
        procedure=decision.procedure,
        phases=decision.phases,
        need_groups=decision.need_groups,
        needs=tuple(need.model_copy(update=_OURS) for need in decision.needs),
        groups=decision.groups,
        criteria=decision.criteria,
        criteria_set=decision.criteria_set,
        attributes=decision.attributes,
        platforms=tuple(found for found in decision.platforms if found.id in products),
        integrators=tuple(firm for firm in decision.integrators if firm.id in own),
        offers=offers,
        bids=bids,
        clarifications=tuple(asked for asked in decision.clarifications if asked.published_on),
    )


_OURS = {"owner": None, "reason": None, "goal": None, "author": None, "department": None}
"""What is said of a need inside the house."""
