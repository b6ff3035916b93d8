"""Fields and forms that keep what was entered until it is stored, and say what keeps it from being stored."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import streamlit as st
from pydantic import TypeAdapter

from selection.model.base import Line, Localised, Person, Prose
from selection.model.profiles import EditionName
from selection.views.desk import Desk
from selection.views.widgets import plain
from selection.words import Words
from selection.workshop.events import Edit

T = TypeVar("T")


def _room(kind: TypeAdapter[str] | TypeAdapter[Localised | str]) -> int:
    return int(kind.json_schema()["maxLength"])


PROSE, LINE, PERSON, EDITION = (
    _room(kind)
    for kind in (TypeAdapter(Prose), TypeAdapter(Line), TypeAdapter(Person), TypeAdapter(EditionName))
)


def field_key(desk: Desk, *parts: str) -> str:
    """Name a field for as long as the session lasts, so that no other change draws it afresh."""
    return "-".join((desk.session[:8], *parts))


def show_stored(key: str, stored: object) -> None:
    """Let a field show what is stored, but leave alone what was entered since it last showed that."""
    known = f"{key}:stored"
    if key not in st.session_state or st.session_state.get(known) != stored:
        # Setting what already stands there would still overwrite what is being typed.
        if st.session_state.get(key) != stored:
            st.session_state[key] = stored
        st.session_state[known] = stored


def form_key(desk: Desk, *parts: str) -> str:
    """Name a form until what was entered in it is stored; then it begins afresh."""
    turn = st.session_state.get(_turn(desk, parts), 0)
    return "-".join((desk.session[:8], str(turn), *parts))


def store(desk: Desk, parts: tuple[str, ...], *edits: Edit) -> None:
    """Store what a form says and empty it; what is refused stays in it."""
    if desk.submit(*edits):
        begin_afresh(desk, *parts)
    st.rerun()


def begin_afresh(desk: Desk, *parts: str) -> None:
    """Empty a form, for what was entered in it is stored."""
    turn = _turn(desk, parts)
    st.session_state[turn] = st.session_state.get(turn, 0) + 1


def _turn(desk: Desk, parts: tuple[str, ...]) -> str:
    return field_key(desk, *parts, "turn")


def as_held(held: str | Localised | None, entered: object, _: Words) -> str | Localised | None:
    """Keep a text in all its languages, unless somebody wrote another one over it."""
    said = str(entered or "").strip()
    return held if held is not None and _.text(held) == said else said or None


def refused(problems: Iterable[str]) -> bool:
    """Say what keeps a form from being stored; False if nothing does."""
    found = list(problems)
    for problem in found:
        st.error(plain(problem), icon=":material/error:")
    return bool(found)


def missing(*wanted: tuple[object, str]) -> Iterator[str]:
    """Give the sentence of everything that is wanted and not there."""
    return (sentence for entered, sentence in wanted if not entered)


def stated(entered: T | None) -> T:
    """Give what a form found to be there, before it stored anything.

    Raises
    ------
    ValueError
        If it isn't: then the form did not ask for it with `missing`.
    """
    if entered is None:
        raise ValueError("nothing was entered")
    return entered


def too_long(_: Words, *entered: tuple[str, str, int]) -> Iterator[str]:
    """Say of every field what doesn't fit into it: its label, its text, its room."""
    for label, text, room in entered:
        if len(text.strip()) > room:
            yield _(
                "“{field}”: {found} characters; {room} fit.",
                field=label,
                found=_.number(len(text.strip())),
                room=_.number(room),
            )
