"""What a meeting says: its steps, the question on the wall, what to do now and what is missing."""

from collections.abc import Mapping

from selection.model.proceedings import AGENDAS, AgendaName, Lock
from selection.model.rounds import Subject
from selection.words import Words
from selection.workshop.agenda import Lack, LackKind

SECONDS = 60


def agenda_word(agenda: AgendaName, _: Words) -> str:
    """Name a meeting by its agenda.

    >>> agenda_word("first", Words("en"))
    'First workshop: from needs to the lock'
    """
    words: dict[AgendaName, str] = {
        "first": _("First workshop: from needs to the lock"),
        "second": _("Second workshop: from scores to the decision"),
    }
    return words[agenda]


def agenda_line(agenda: AgendaName, _: Words) -> str:
    """Say what a meeting goes through, with the minutes for each.

    >>> agenda_line("second", Words("en"))
    'gates 10, contested cells 45, how sure 15, decision 15, close 5 minutes'
    """
    steps = ", ".join(f"{step_word(step, _)} {_.number(minutes)}" for step, minutes in AGENDAS[agenda])
    return _("{steps} minutes", steps=steps)


def step_word(step: str, _: Words) -> str:
    """Name a step of a meeting."""
    return {
        "join": _("join and scope"),
        "tiers": _("contested tiers"),
        "weights": _("weights"),
        "differences": _("differences"),
        "lock": _("lock"),
        "gates": _("gates"),
        "cells": _("contested cells"),
        "how_sure": _("how sure"),
        "decision": _("decision"),
        "close": _("close"),
    }[step]


def wall_question(step: str, _: Words) -> str:
    """Ask everybody in the room what a step, or a phase between meetings, is about."""
    return {
        "join": _("Join now. What is this about?"),
        "scope": _("Join now. What is this about?"),
        "tiers": _("What must it be able to do?"),
        "needs": _("What must it be able to do?"),
        "weights": _("What matters, and how much?"),
        "differences": _("Where do we really differ?"),
        "lock": _("Is this what we judge by?"),
        "answers": _("Answers are being collected"),
        "gates": _("Who meets every must?"),
        "cells": _("How well does each of them do?"),
        "scores": _("How well does each of them do?"),
        "how_sure": _("How sure are we?"),
        "decision": _("Whom do we choose?"),
        "close": _("What happens next?"),
    }[step]


def what_now(step: str, _: Words) -> str:
    """Tell whoever leads what a step, or a phase between meetings, asks of them, and once that is done."""
    return {
        "join": _("Put the code on the wall, wait until everybody is in, and read the scope out."),
        "scope": _("Put the code on the wall, wait until everybody is in, and read the scope out."),
        "tiers": _("Let everybody judge alone, reveal, and talk only about what is contested."),
        "needs": _("Let everybody judge alone, reveal, and talk only about what is contested."),
        "weights": _("Let everybody weigh alone; what they differ in comes next."),
        "differences": _("Take the must-discuss items one by one; agree on the rest in one go."),
        "lock": _("Read out what will be frozen, then lock it."),
        "locked": _("It is locked; answers can be collected now."),
        "awarded": _("The award is written down. Say who does what next."),
        "in_doubt": _(
            "Go through what a late recusal opened again; then confirm the award with a reason, "
            "or make it again."
        ),
        "answers": _("Vendors answer until the deadline; what they send in stays sealed until then."),
        "gates": _("Show who is excluded and what is still open before anybody scores."),
        "cells": _("Let everybody score alone, reveal, and talk only about what is contested."),
        "scores": _("Let everybody score alone, reveal, and talk only about what is contested."),
        "how_sure": _("Look at how far the ranking holds before you decide on it."),
        "decision": _("Decide by the rule that was locked, and write down why."),
        "close": _("Say who does what next; the report and the file hold the rest."),
    }[step]


def lack_sentence(lack: Lack, _: Words) -> str:
    """Say what is missing before the next step.

    >>> lack_sentence(Lack("rounds_unfinished", 2), Words("en"))
    '2 rounds are not finished.'
    """
    plain: Mapping[LackKind, str] = {
        "nobody_joined": _("Nobody has joined yet."),
        "no_goal": _("No goal has an owner, a baseline and a target; nothing is scored before one has."),
        "no_needs": _("There are no needs yet."),
        "not_locked": _("Lock first: nothing is opened before it is clear what it is judged by."),
    }
    return plain.get(lack.kind) or _counted(lack, _)


def _counted(lack: Lack, _: Words) -> str:
    match lack.kind:
        case "rounds_unfinished":
            return _.counted("{count} round is not finished.", "{count} rounds are not finished.", lack.count)
        case "weights_undecided":
            return _.counted(
                "{count} set of weights is not agreed; it would count all alike.",
                "{count} sets of weights are not agreed; they would count all alike.",
                lack.count,
            )
        case "facilitator_undeclared":
            return _.counted(
                "You have not said your own interest in {count} bidder.",
                "You have not said your own interest in {count} bidders.",
                lack.count,
            )
        case "award_in_doubt":
            return _.counted(
                "The award was made before {count} person stepped back who had a hand in it.",
                "The award was made before {count} people stepped back who had a hand in it.",
                lack.count,
            )
        case "owner_undeclared":
            return _.counted(
                "Whoever began the session has not declared on {count} bidder.",
                "Whoever began the session has not declared on {count} bidders.",
                lack.count,
            )
        case _:
            return _.counted(
                "{count} member has not declared all interests, and can't score before that.",
                "{count} members have not declared all interests, and can't score before that.",
                lack.count,
            )


def handed_in(given: int, members: int, _: Words) -> str:
    """Say how many have handed in, and nothing of what.

    >>> handed_in(3, 11, Words("en"))
    '3 of 11 handed in'
    """
    return _("{given} of {members} handed in", given=given, members=members)


def round_title(subject: Subject, number: int, _: Words) -> str:
    """Name a round that has no title of its own."""
    titles: dict[Subject, str] = {
        "tiers": _("Tiers of needs, round {number}", number=number),
        "weights": _("Weights, round {number}", number=number),
        "scores": _("Scores, round {number}", number=number),
        "chemistry": _("Proposed project managers, round {number}", number=number),
    }
    return titles[subject]


def doubt_sentence(_: Words) -> str:
    """Say of an award that it was made before a late recusal, wherever it is shown."""
    return _(
        "The award was made before a late recusal and is not to be relied on "
        "until it is confirmed with a reason or made again."
    )


def stamp_sentence(lock: Lock, _: Words) -> str:
    """Mark what was made after a change of what was locked.

    >>> changed = Lock(id="2", hash="0" * 64, version=9, at="2026-11-22T09:00:00Z", reason="typo")
    >>> stamp_sentence(changed, Words("en"))
    'Changed after the lock (version 2).'
    """
    return _("Changed after the lock (version {version}).", version=int(lock.id))
