"""The words of a workshop: phases, rounds, roles and rules, as they stand in sentences and on labels."""

from collections.abc import Mapping

from selection.words import Words


def phase_word(phase: str | None, _: Words) -> str:
    """Name a phase of a workshop.

    >>> phase_word("answers", Words("en"))
    'collecting answers'
    """
    return workshop_words(_)["phase"].get(phase or "", phase or _("no phase"))


def round_state_word(state: str, _: Words) -> str:
    """Name the state of a round.

    >>> round_state_word("revealed", Words("en")), round_state_word("open", Words("en"))
    ('revealed', 'open for judging')
    """
    return workshop_words(_)["round_state"].get(state, state)


def subject_word(subject: str, _: Words) -> str:
    """Name what is judged in a round.

    >>> subject_word("chemistry", Words("en"))
    'working with the proposed project manager'
    """
    return workshop_words(_)["subject"].get(subject, subject)


def role_word(role: str, _: Words) -> str:
    """Name what somebody is in a session.

    >>> role_word("respondent", Words("en"))
    'respondent'
    """
    return workshop_words(_)["role"].get(role, role)


def workshop_words(_: Words) -> Mapping[str, Mapping[str, str]]:
    """Give every word of a workshop under the name of what it says."""
    states = _states(_)
    return {
        "phase": _phases(_),
        "allowed_phase": _phases(_),
        "round_state": states,
        "was_state": states,
        "subject": _subjects(_),
        "role": _roles(_),
        "rule": _rules(_),
        "interest": _interests(_),
    }


def _phases(_: Words) -> Mapping[str, str]:
    return {
        "scope": _("scope"),
        "needs": _("needs"),
        "weights": _("weights"),
        "lock": _("lock"),
        "answers": _("collecting answers"),
        "scores": _("scores"),
        "decision": _("decision"),
    }


def _states(_: Words) -> Mapping[str, str]:
    # Not the words of a verdict or of an item: other languages have others for a round.
    return {
        "draft": _("in preparation"),
        "open": _("open for judging"),
        "closed": _("closed"),
        "revealed": _("revealed"),
        "agreed": _("agreed on"),
    }


def _subjects(_: Words) -> Mapping[str, str]:
    return {
        "tiers": _("tiers of needs"),
        "weights": _("weights"),
        "scores": _("scores"),
        "chemistry": _("working with the proposed project manager"),
    }


def _roles(_: Words) -> Mapping[str, str]:
    return {
        "facilitator": _("facilitator"),
        "member": _("member"),
        "observer": _("observer"),
        "respondent": _("respondent"),
        "waiting": _("waiting to be let in"),
        "stranger": _("stranger"),
    }


def _rules(_: Words) -> Mapping[str, str]:
    return {"chair": _("the chair decides"), "majority": _("majority"), "consent": _("consent")}


def _interests(_: Words) -> Mapping[str, str]:
    return {
        "none": _("none"),
        "potential": _("potential"),
        "perceived": _("perceived"),
        "actual": _("actual"),
    }
