"""What the people of a session are called, no two of them alike."""

from collections import Counter
from collections.abc import Mapping

from selection.model.participants import Participant
from selection.model.proceedings import Proceedings
from selection.words import Words
from selection.words.workshop_terms import role_word
from selection.workshop.state import SessionState


def people_names(proceedings: Proceedings, _: Words) -> dict[str, str]:
    """Name everybody of a session: by name, else by department, else by their role."""
    return told_apart({known.id: _called(known, _) for known in proceedings.participants}, _)


def person_name(state: SessionState, who: str, _: Words) -> str:
    """Name somebody of a session; who began it need not be among its people."""
    names = people_names(state.proceedings, _)
    return names.get(who) or role_word("facilitator" if who == state.owner else "stranger", _)


def told_apart(names: Mapping[str, str], _: Words) -> dict[str, str]:
    """Number those of the same name: a list to choose from can't hold two that read alike.

    >>> told_apart({"a": "Dana", "b": "Jan", "c": "Dana"}, Words("en"))
    {'a': 'Dana · 1', 'b': 'Jan', 'c': 'Dana · 3'}
    """
    often = Counter(names.values())
    return {
        key: name if often[name] == 1 else f"{name} · {_.number(place)}"
        for place, (key, name) in enumerate(names.items(), 1)
    }


def _called(known: Participant, _: Words) -> str:
    if known.name is not None:
        return _.text(known.name)
    return known.department or f"{role_word(known.role, _)} {known.id[:4]}"
