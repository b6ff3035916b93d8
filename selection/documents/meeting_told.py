"""What a committee agreed, declared, decided and locked, in sentences for documents."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from selection.model.consistency import alternative_name
from selection.model.participants import Declaration
from selection.model.proceedings import Award, Lock
from selection.model.rounds import SUBJECTS, Subject, cell_of
from selection.words import Words
from selection.words.agreeing import agreement_sentence
from selection.words.criteria import node_title, part_title
from selection.words.fiction import told_name
from selection.words.meeting import doubt_sentence, stamp_sentence
from selection.words.people import person_name
from selection.words.workshop_terms import workshop_words
from selection.workshop.chemistry import CRITERION
from selection.workshop.state import SessionState


@dataclass(frozen=True)
class Meeting:
    """What is told of a session's proceedings; each part is empty where there is nothing to tell."""

    agreed: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    mark: str = ""
    """What every page must bear: the newest lock, whether something was changed after the first, and whether
    the award is in doubt."""
    amended: str = ""
    """What a form for bidders bears of it: from the hash they could guess at weights nobody told them."""


def meeting_told(state: SessionState, words: Words) -> Meeting:
    """Tell of the proceedings what a document about the decision has to say."""
    found = state.proceedings
    return Meeting(
        tuple(_agreed(state, words)),
        tuple(_decided(state, found.award, words)) if found.award else (),
        tuple(_declared(state, words)),
        tuple(_lock_sentence(lock, words) for lock in found.locks),
        " · ".join(_marks(state, words)),
        stamp_sentence(found.lock, words) if found.lock and _is_amendment(found.lock) else "",
    )


def _agreed(state: SessionState, _: Words) -> Iterator[str]:
    notes = state.proceedings.minority_notes
    for subject in SUBJECTS:
        for item, agreement in state.proceedings.agreements.get(subject, {}).items():
            present = (
                [] if _is_anonymous(state) else [person_name(state, one, _) for one in agreement.present]
            )
            yield f"{_item(state, subject, item, _)}. {agreement_sentence(agreement, present, _)}"
            for member, note in notes.get(subject, {}).get(item, {}).items():
                who = _("a member") if _is_anonymous(state) else person_name(state, member, _)
                yield _("Minority note by {who}: {text}", who=who, text=_.text(note.text))


def _is_anonymous(state: SessionState) -> bool:
    return state.proceedings.rules.identities == "anonymous"


def _decided(state: SessionState, award: Award, _: Words) -> Iterator[str]:
    name = told_name(alternative_name(state.decision, award.winner), _)
    if award.status == "awarded":
        yield _("Decided: {name}", name=name)
    else:
        yield _("Preferred: {name}", name=name)
    if state.doubted_by:
        yield doubt_sentence(_)
    if award.conditions:
        yield _("Subject to: {conditions}", conditions=_.text(award.conditions))
    if award.reserve:
        reserve = told_name(alternative_name(state.decision, award.reserve), _)
        yield _("In reserve: {name}", name=reserve)
    yield _("By the rule: {rule}", rule=workshop_words(_)["rule"][award.rule])
    if award.votes_for is not None:
        votes = {"votes_for": award.votes_for, "votes_against": award.votes_against or 0}
        yield _("{votes_for} for, {votes_against} against", **votes)
    if award.reason:
        yield _("Because: {reason}", reason=_.text(award.reason))
    if award.present:
        yield _("Present: {names}.", names=_.listed(person_name(state, one, _) for one in award.present))
    yield _("Rank in the result it was decided on: {rank}", rank=award.rank or "—")
    yield _("Fingerprint of that result: {hash}", hash=award.result_hash)


def _declared(state: SessionState, _: Words) -> Iterator[str]:
    for person, said in state.proceedings.declarations.items():
        for name, found in said.items():
            if found.interest != "none":
                whom = told_name(alternative_name(state.decision, name), _)
                yield _declaration(person_name(state, person, _), whom, found, _)
    free = [
        person_name(state, person, _)
        for person, said in state.proceedings.declarations.items()
        if all(found.interest == "none" for found in said.values())
    ]
    if free:
        yield _("No interest in any bidder was declared by: {names}.", names=_.listed(free))


def _declaration(person: str, name: str, found: Declaration, _: Words) -> str:
    interest = workshop_words(_)["interest"][found.interest]
    parts = [_("{person}, on {name}: {interest}.", person=person, name=name, interest=interest)]
    if found.commission:
        parts.append(_("Would be paid a commission."))
    if found.recused:
        parts.append(_("Judgements left out."))
    if found.about:
        parts.append(_("Because: {reason}", reason=_.text(found.about)))
    said = " ".join(parts)
    if found.mitigation:
        done = _("What was done about it: {measure}", measure=_.text(found.mitigation))
        return f"{said} · {done}"
    return said


def _lock_sentence(lock: Lock, _: Words) -> str:
    moment = _.moment(dt.datetime.fromisoformat(lock.at))
    told = {"version": int(lock.id), "moment": moment, "hash": lock.hash}
    said = _("Locked, version {version}, {moment} UTC: {hash}", **told)
    return f"{said}. {_('Because: {reason}', reason=_.text(lock.reason))}" if lock.reason else said


def _marks(state: SessionState, _: Words) -> Iterator[str]:
    lock = state.proceedings.lock
    if lock is not None:
        yield _mark(lock, _)
    if state.doubted_by:
        yield doubt_sentence(_)


def _mark(lock: Lock, _: Words) -> str:
    said = _("Locked: {hash}", hash=lock.hash[:16])
    return f"{said} · {stamp_sentence(lock, _)}" if _is_amendment(lock) else said


def _is_amendment(lock: Lock) -> bool:
    return lock.id != "1"


def _item(state: SessionState, subject: Subject, item: str, _: Words) -> str:
    decision = state.decision
    if subject == "weights":
        return node_title(decision, item, _)
    if subject == "tiers":
        need = next((found for found in decision.needs if found.id == item), None)
        return f"{item} · {_.text(need.text)}" if need else item
    alternative, criterion = cell_of(item) if subject == "scores" else (item, CRITERION)
    return f"{part_title(decision, criterion, _)} · {told_name(alternative_name(decision, alternative), _)}"
