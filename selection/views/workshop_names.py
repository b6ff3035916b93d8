"""What is judged and who judges, by name, and moments as the visitor's clock has them."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from selection.model import consistency
from selection.model.base import ERASED, Instant, instant, is_past
from selection.model.rounds import Round, Subject, cell_of
from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.views.language import day_order
from selection.views.weight_names import name_of, title_of
from selection.views.widgets import plain
from selection.words import Words, people
from selection.words.meeting import round_title
from selection.workshop.guards import must_declare_on


def alternative_name(desk: Desk, name: str) -> str:
    """Name one alternative; a pair by both of its parts."""
    return consistency.alternative_name(desk.told, name)


def bidder_names(desk: Desk) -> dict[str, str]:
    """Name everybody an interest is declared in."""
    known = consistency.alternative_names(desk.told)
    return {name: known.get(name, name) for name in must_declare_on(desk.decision)}


def item_name(desk: Desk, subject: Subject, item: str) -> str:
    """Name what is agreed on: a need, a node of the criteria tree, or a cell."""
    _ = desk.words
    if subject == "weights":
        return title_of(desk, item)
    if subject == "tiers":
        need = next((found for found in desk.decision.needs if found.id == item), None)
        return _.text(need.text) if need else item
    alternative, criterion = cell_of(item)
    return f"{name_of(desk, criterion)} · {alternative_name(desk, alternative)}"


def round_name(desk: Desk, found: Round) -> str:
    """Name a round: by its title, or by its subject and which of that subject it is."""
    _ = desk.words
    if found.title:
        return _.text(found.title)
    alike = [one.id for one in desk.state.proceedings.rounds if one.subject == found.subject]
    return round_title(found.subject, alike.index(found.id) + 1 if found.id in alike else len(alike) + 1, _)


def person_name(desk: Desk, participant: str) -> str:
    """Name somebody of the session: by name, else by department, else by their role."""
    return people.person_name(desk.state, participant, desk.words)


def told_plainly(text: str) -> None:
    """Show a text as it is written."""
    st.markdown(plain(text))


def member_names(desk: Desk) -> dict[str, str]:
    """Name all members who are there."""
    names = people.people_names(desk.state.proceedings, desk.words)
    return {member.id: names[member.id] for member in desk.state.proceedings.members}


def people_key(desk: Desk, *parts: str) -> str:
    """Name a field in which people are chosen: drawn afresh, it shows no name that was erased."""
    erased = sum(known.name == ERASED for known in desk.state.proceedings.participants)
    return field_key(desk, *parts, str(erased))


def ask_present(desk: Desk, question: str, name: str) -> tuple[str, ...]:
    """Ask which members are there: all of them, until somebody says otherwise."""
    names = member_names(desk)
    chosen = st.multiselect(
        question,
        list(names),
        list(names),
        format_func=lambda member: names[member],
        key=people_key(desk, name, str(len(names))),
    )
    return tuple(chosen)


def now() -> str:
    """Tell the time as it is stored."""
    return instant(dt.datetime.now(dt.UTC))


def is_over(deadline: Instant) -> bool:
    """Tell whether a deadline has passed, by the rule by which what comes too late is refused."""
    return is_past(deadline, instant(dt.datetime.now(dt.UTC), "microseconds"))


def local_zone() -> dt.tzinfo:
    """Tell the time zone of the visitor's browser; Greenwich where it doesn't say."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, TypeError):
        return dt.UTC


def local_moment(stored: Instant, _: Words) -> str:
    """Write a stored moment as the visitor's clock had it."""
    return _.moment(dt.datetime.fromisoformat(stored).astimezone(local_zone()))


def ask_deadline(_: Words, key: str, stored: Instant | None, label: str) -> Instant | None:
    """Ask for a day and a time on it; None while no day is chosen."""
    shown = dt.datetime.fromisoformat(stored).astimezone(local_zone()) if stored else None
    day_place, time_place = st.columns([3, 2])
    day = day_place.date_input(label, shown.date() if shown else None, key=f"{key}-day", format=day_order(_))
    time = time_place.time_input(
        _("Time"), shown.time() if shown else dt.time(17, 0), key=f"{key}-time", disabled=day is None
    )
    if not isinstance(day, dt.date) or time is None:
        return None
    return instant(dt.datetime.combine(day, time, local_zone()))
