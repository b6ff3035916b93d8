"""Registers: lists of things with the same fields, each added, changed and removed in the same way."""

import datetime as dt
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import streamlit as st

from selection.model.base import first_day
from selection.views.desk import Desk
from selection.views.forms import LINE, PERSON, PROSE, as_held, form_key, refused, store
from selection.views.language import day_order
from selection.views.widgets import NO_BREAK, SHORT, heading, plain, unbroken
from selection.words import Words
from selection.workshop.events import Edit

Kind = Literal[
    "line",
    "sentence",
    "long",
    "prose",
    "person",
    "day",
    "number",
    "whole",
    "choice",
    "several",
    "check",
    "lines",
    "people",
]
Said = dict[str, Any]

EARLIEST = dt.date(2000, 1, 1)
HEADING = 60
ROOM: Mapping[Kind, int] = {"line": LINE, "sentence": PROSE, "long": LINE, "prose": PROSE, "lines": LINE}
TOGETHER: tuple[Kind, ...] = ("line", "person", "day", "number", "whole", "choice")
"""Kinds of which two stand side by side on a wide screen."""


@dataclass(frozen=True)
class Field:
    """One thing that is said of an entry, and how it is asked."""

    name: str
    label: str
    kind: Kind = "line"
    choices: Mapping[Any, str] = field(default_factory=dict)
    wanted: str = ""
    """What is said if it is left empty; without it, it may be."""
    low: float = -1e15
    high: float = 1e15
    hint: str | None = None


@dataclass(frozen=True)
class Register:
    """A section of a decision whose entries are told apart by their ids."""

    section: str
    entries: Sequence[Any]
    fields: tuple[Field, ...]
    opener: str
    """What unfolds the form for a new entry."""
    adder: str
    """What the button says that stores it."""
    begins: Mapping[str, Any] = field(default_factory=dict)
    """What already stands in the form for a new one."""
    leads: bool = True
    """Whether what stores a new one is the filled button of its page."""


def add_entry(desk: Desk, register: Register) -> None:
    """Offer the form for a new entry."""
    with st.expander(register.opener, expanded=not register.entries):
        parts = (register.section, "new")
        said = entry_form(
            desk, parts, register.fields, register.begins, (register.adder,), leads=register.leads
        )
        if said is not None:
            name = free_number(register.section.replace("_", "-"), {entry.id for entry in register.entries})
            store(desk, parts, Edit(register.section, (name,), {"id": name, **said[1]}))


def free_number(stem: str, taken: set[str]) -> str:
    """Give the first numbered id of a stem that nobody has yet.

    >>> free_number("goal", {"goal-1"})
    'goal-2'
    """
    return next(name for n in range(1, len(taken) + 2) if (name := f"{stem}-{n}") not in taken)


def change_button(
    desk: Desk, register: Register, entry: Any, name: str, removal: Sequence[Edit] = ()
) -> None:
    """Offer to change or remove an entry, in a window of its own; `removal` goes before it is removed."""
    _ = desk.words
    name = clipped(name)
    label = _("Change {name}", name=name)
    key = desk.key("change", register.section, entry.id)
    if st.button(_("Change"), type="tertiary", icon=":material/edit:", help=label, key=key):
        st.dialog(name)(_change)(desk, register, entry, removal)


def card_head(
    desk: Desk, register: Register, entry: Any, title: str, name: str, removal: Sequence[Edit] = ()
) -> None:
    """Open a card with its title, and beside it what changes the entry."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown(title, width="stretch")
        change_button(desk, register, entry, name, removal)


def clipped(name: str) -> str:
    """Shorten a name to a heading, between words where it has any.

    >>> clipped("Orders are lost"), clipped("word " * 20), clipped("x" * 70)[-3:]
    ('Orders are lost', 'word word word word word word word word word word word …', 'xx…')
    """
    if len(name) <= HEADING:
        return name
    short = textwrap.shorten(name, HEADING, placeholder=" …", break_on_hyphens=False)
    return short if short.strip(" …") else f"{name[: HEADING - 1]}…"


def _change(desk: Desk, register: Register, entry: Any, removal: Sequence[Edit]) -> None:
    _ = desk.words
    held = entry.model_dump()
    shown = {one.name: getattr(entry, one.name) for one in register.fields}
    said = entry_form(desk, (register.section, entry.id), register.fields, shown, (_("Save"), _("Remove")))
    if said is None:
        return
    pressed, values = said
    if pressed == _("Remove"):
        edits = [*removal, Edit(register.section, (entry.id,))]
    else:
        edits = [Edit(register.section, (entry.id,), held | values)]
    store(desk, (register.section, entry.id), *edits)


def entry_form(
    desk: Desk,
    parts: tuple[str, ...],
    fields: Sequence[Field],
    held: Mapping[str, Any],
    buttons: Sequence[str],
    *,
    leads: bool = True,
) -> tuple[str, Said] | None:
    """Draw a form; give the button that was pressed and what was said, once nothing is amiss with it.

    The first button wants the fields filled in rightly, the others don't.
    """
    _ = desk.words
    form = form_key(desk, *parts)
    entered: Said = {}
    with st.form(form, border=False):
        for row in _rows(fields):
            places = st.columns(len(row)) if len(row) > 1 else [st.container()]
            for place, one in zip(places, row, strict=True):
                with place:
                    entered[one.name] = _draw(one, f"{form}-{one.name}", held.get(one.name), _)
        pressed = _pressed(buttons, leads)
        if pressed is None:
            return None
        if pressed == buttons[0] and refused(_problems(fields, entered, _)):
            return None
    return pressed, {one.name: _said(one, entered[one.name], held.get(one.name), _) for one in fields}


def _pressed(buttons: Sequence[str], leads: bool) -> str | None:
    with st.container(horizontal=True):
        results = [
            st.form_submit_button(label, type="primary" if leads and at == 0 else "secondary")
            for at, label in enumerate(buttons)
        ]
    return next((label for label, result in zip(buttons, results, strict=True) if result), None)


def _rows(fields: Sequence[Field]) -> Iterator[tuple[Field, ...]]:
    """Put short fields two by two; the first of a form has a row to itself."""
    waiting: list[Field] = []
    for at, one in enumerate(fields):
        if at and one.kind in TOGETHER:
            waiting.append(one)
        else:
            if waiting:
                yield tuple(waiting)
                waiting = []
            yield (one,)
        if len(waiting) == 2:
            yield tuple(waiting)
            waiting = []
    if waiting:
        yield tuple(waiting)


def _draw(one: Field, key: str, held: Any, _: Words) -> Any:
    match one.kind:
        case "line" | "sentence" | "person":
            return st.text_input(one.label, _.text(held) if held else "", key=key, placeholder=one.hint)
        case "prose" | "long":
            return st.text_area(one.label, _.text(held) if held else "", key=key, placeholder=one.hint)
        case "lines" | "people":
            text = "\n".join(_.text(line) for line in held or ())
            return st.text_area(one.label, text, key=key, help=_("One a line."), placeholder=one.hint)
        case "check":
            return st.checkbox(one.label, bool(held), key=key)
        case _:
            return _draw_figure(one, key, held, _)


def _draw_figure(one: Field, key: str, held: Any, _: Words) -> Any:
    match one.kind:
        case "day":
            shown = first_day(held) if held else None
            return st.date_input(
                one.label, shown, min_value=min(EARLIEST, shown or EARLIEST), key=key, format=day_order(_)
            )
        case "number":
            low, high = min(one.low, held or 0.0), max(one.high, held or 0.0)
            return st.number_input(
                one.label, low, high, None if held is None else float(held), key=key, format="%g"
            )
        case "whole":
            low, high = int(max(one.low, 0)), int(min(one.high, 1000))
            return st.number_input(one.label, low, high, None if held is None else int(held), key=key)
        case "several":
            chosen = [name for name in held or () if name in one.choices]
            return st.multiselect(
                one.label, list(one.choices), chosen, format_func=lambda c: one.choices[c], key=key
            )
        case _:
            return _draw_choice(one, key, held, _)


def _draw_choice(one: Field, key: str, held: Any, _: Words) -> Any:
    options = [None, *one.choices]
    at = options.index(held) if held in options else 0
    return st.selectbox(
        one.label, options, at, format_func=lambda c: _("not said") if c is None else one.choices[c], key=key
    )


def _problems(fields: Sequence[Field], entered: Said, _: Words) -> Iterator[str]:
    for one in fields:
        found = entered[one.name]
        text = found.strip() if isinstance(found, str) else found
        if one.wanted and text in (None, "", []):
            yield one.wanted
        lines = (
            text.splitlines() if one.kind in ("lines", "people") else [text] if isinstance(text, str) else []
        )
        longest = max((len(line.strip()) for line in lines), default=0)
        room = ROOM.get(one.kind, PERSON)
        if longest > room:
            yield _(
                "“{field}”: {found} characters; {room} fit.",
                field=one.label,
                found=_.number(longest),
                room=_.number(room),
            )


def _said(one: Field, found: Any, held: Any, _: Words) -> Any:
    """Give what was entered as the model takes it; what nobody changed stays as it was held."""
    match one.kind:
        case "line" | "sentence" | "prose" | "person":
            return as_held(held, found, _)
        case "long":
            return as_held(held, " ".join(found.split()), _)
        case "lines" | "people":
            known = {_.text(line): line for line in held or ()}
            lines = [line.strip() for line in found.splitlines() if line.strip()]
            return tuple(known.get(line, line) for line in lines)
        case "day":
            return held if held and found == first_day(held) else found and found.isoformat()
        case "several":
            return tuple(found)
        case _:
            return found


def told(parts: Sequence[tuple[str, object]]) -> str:
    r"""Write what is known of an entry in one line of markdown, each part behind its name.

    >>> told((("owner", "Dana Levi"), ("answer", "We ask twice."), ("target", None)))
    'Owner:\xa0Dana\xa0Levi\xa0· answer:\xa0We\xa0ask\xa0twice\xa0· target:\xa0—'
    """
    shown = (
        (name, str(value).removesuffix(".") if value not in (None, "") else "—") for name, value in parts
    )
    written = (
        f"{name}:{NO_BREAK if len(value) <= SHORT else ' '}{plain(unbroken(value))}" for name, value in shown
    )
    return heading(f"{NO_BREAK}· ".join(written))
