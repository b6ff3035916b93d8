"""What somebody has to do with those they judge, asked before answers are seen.

One question for all bidders comes first; whoever has to do with none of them is done with it. Whoever has
to do with some chooses which, and is asked about those, one bidder a screen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from selection.errors import SelectionError
from selection.model.base import Entry
from selection.model.decision import parts_of
from selection.model.participants import Declaration
from selection.views.desk import Desk
from selection.views.forms import PROSE, field_key, show_stored
from selection.views.member_choices import choose
from selection.views.member_declaring import Declaring, declaration_of, declaring_of, lacking
from selection.views.member_drafts import DECLARATIONS, declaring_sheet, enter
from selection.views.member_receipts import refused_now, show_just_stored, stored_now
from selection.views.member_steps import (
    REVIEW,
    arrive,
    asked,
    back_and_on,
    following,
    home_button,
    open_page,
    place,
    progress,
    turn_to,
)
from selection.views.member_words import declared_words
from selection.views.turns import turn
from selection.views.widgets import heading, notice, plain
from selection.views.workshop_names import alternative_name
from selection.web.process import service
from selection.words import Words
from selection.workshop.agenda import undeclared
from selection.workshop.guards import must_declare_on
from selection.workshop.sheets import Sheet, submission_name

FIRST, WHICH = "=all", "=which"
"""The screens before those of single bidders; no id looks like them."""
SEEN_AT_ONCE = 20
"""As many bidders as leave room on a phone for both answers; the others are a tap away."""
Sayings = dict[str, Declaring]


class Declared(Entry):
    """Several declarations, as they are handed in together."""

    said: dict[str, Declaration]


def declared(desk: Desk) -> dict[str, Declaration]:
    """Give what somebody has declared so far."""
    return dict(desk.state.proceedings.declarations.get(desk.me, {}))


def to_declare(desk: Desk, alternative: str) -> tuple[str, ...]:
    """Name what still has to be declared before an alternative is judged: itself, or its parts.

    A bid is declared on as a whole.
    """
    known = declared(desk)
    if alternative in known:
        return ()
    return tuple(part for part in parts_of(alternative) if part not in known)


def said_of(desk: Desk, sheet: Sheet[Declaring]) -> Sayings:
    """Give what was entered of every declaration, else what was declared."""
    stored = {name: declaring_of(found) for name, found in declared(desk).items()}
    return {**stored, **sheet.entries}


@dataclass(frozen=True)
class Declarations:
    """Where somebody is with their declarations."""

    names: tuple[str, ...]
    left: tuple[str, ...]
    """Of whom nothing is stored yet."""
    sheet: Sheet[Declaring]
    said: Sayings

    @property
    def is_begun(self) -> bool:
        """Whether something was entered of those who are left."""
        return any(name in self.sheet.entries for name in self.left)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Those who are left and with whom somebody has to do."""
        return tuple(n for n in self.left if n in self.said and self.said[n].interest != "none")

    @property
    def all_said(self) -> Sayings:
        """Everything that was said; who was not chosen among some is somebody to have nothing to do with."""
        rest = [name for name in self.left if name not in self.chosen] if self.is_begun else []
        return {**self.said, **{name: Declaring(interest="none") for name in rest}}

    def walk(self, item: str) -> tuple[str, ...]:
        """Name the screens that are gone through with a bidder: those chosen with it, or it alone."""
        return (WHICH, *self.chosen) if item in self.chosen else (item,)


def declarations(desk: Desk) -> Declarations:
    """Give what somebody is to declare, and what they have entered."""
    sheet = declaring_sheet(desk)
    left = undeclared(desk.state, desk.me)
    return Declarations(must_declare_on(desk.decision), left, sheet, said_of(desk, sheet))


@st.fragment
@turn()
def declare_all(desk: Desk) -> None:
    """Ask for all bidders at once, then for those somebody has to do with; hand in everything together."""
    notice()
    now = declarations(desk)
    at = _at(desk, now)
    home_button(desk, DECLARATIONS)
    if at == FIRST:
        ask_all(desk, now)
    elif at == WHICH:
        _ask_which(desk, now)
    elif at == REVIEW:
        _review(desk, now)
    else:
        _ask_one(desk, now, at)
    arrive(f"{DECLARATIONS}-{at}")


def _at(desk: Desk, now: Declarations) -> str:
    """Tell which screen is shown: the one that was turned to if it is still there, else where to go on."""
    found = place(desk, DECLARATIONS)
    if not now.left and found not in now.names:
        return REVIEW
    if found in (FIRST, WHICH, *now.names) or (found == REVIEW and now.is_begun):
        return str(found)
    unfinished = [name for name in now.chosen if lacking(now.said[name]) is not None]
    return next(iter(unfinished), REVIEW if now.is_begun else FIRST)


def ask_all(desk: Desk, now: Declarations) -> None:
    """Ask the one question that is enough for most: whether there is anything to do with any of them."""
    _ = desk.words
    asked(desk, _("Do you have to do with any of these bidders?"))
    st.caption(_about_interests(_))
    _bidders(desk, now.left)
    with st.container(key=field_key(desk, "question", "declare-all"), gap="small"):
        if st.button(_("No, with none"), width="stretch", key=field_key(desk, "declare-none")):
            _declare_none(desk, now)
        if st.button(_("Yes, with some"), width="stretch", key=field_key(desk, "declare-some")):
            turn_to(desk, DECLARATIONS, WHICH)
            open_page(desk, DECLARATIONS)
            # The whole page, although it was pressed in the part of it that is drawn by itself.
            st.rerun()


def _bidders(desk: Desk, names: tuple[str, ...]) -> None:
    """List bidders one after the other, not below each other: both answers are to be seen with them."""
    _ = desk.words
    lines = [f"- {plain(_.apart(alternative_name(desk, name)))}" for name in names]
    with st.container(key=field_key(desk, "running-names"), gap="xsmall"):
        st.markdown("\n".join(lines[:SEEN_AT_ONCE]))
        if lines[SEEN_AT_ONCE:]:
            rest = len(lines) - SEEN_AT_ONCE
            with st.expander(_.counted("and {count} more", "and {count} more", rest)):
                st.markdown("\n".join(lines[SEEN_AT_ONCE:]))


def _about_interests(_: Words) -> str:
    return _("Work, shares, family, friendship, a fee: whatever might sway you, or seem to.")


def _declare_none(desk: Desk, now: Declarations) -> None:
    for name in now.left:
        if name in now.sheet.entries:
            enter(desk, DECLARATIONS, name, Declaring(interest="none"))
    _hand_in(desk, now.sheet, {name: Declaration(interest="none") for name in now.left})


def _ask_which(desk: Desk, now: Declarations) -> None:
    """Let somebody choose whom they have to do with."""
    _ = desk.words
    asked(desk, _("With which of them?"))
    with st.container(key=field_key(desk, "question", "declare-which"), gap="small"):
        for name in now.left:
            key = field_key(desk, "declare-which", name)
            show_stored(key, name in now.chosen)
            label = plain(_.apart(alternative_name(desk, name)))
            st.checkbox(label, key=key, on_change=partial(_choose, desk, name, key))
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(
            _("Back"),
            icon=":material/arrow_back:",
            key=field_key(desk, "move-back", DECLARATIONS, WHICH),
            on_click=turn_to,
            args=(desk, DECLARATIONS, FIRST),
        )
        st.button(
            _("Next"),
            icon=":material/arrow_forward:",
            icon_position="right",
            type="primary" if now.chosen else "secondary",
            disabled=not now.chosen,
            key=field_key(desk, "move-next", DECLARATIONS, WHICH),
            on_click=turn_to,
            args=(desk, DECLARATIONS, next(iter(now.chosen), WHICH)),
        )


def _choose(desk: Desk, name: str, key: str) -> None:
    enter(desk, DECLARATIONS, name, Declaring(interest=None if st.session_state[key] else "none"))


def _ask_one(desk: Desk, now: Declarations, item: str) -> None:
    _ = desk.words
    done = tuple(name for name in now.chosen if lacking(now.said[name]) is None)
    if item in now.chosen:
        progress(item, now.chosen, done, _)
    said = now.all_said.get(item, Declaring())
    with st.container():
        ask_interest(desk, item, said)
    back_and_on(desk, DECLARATIONS, item, now.walk(item), is_answered=lacking(said) is None)


def ask_interest(desk: Desk, item: str, said: Declaring) -> None:
    """Ask what somebody has to do with one bidder."""
    _ = desk.words
    name = plain(_.apart(alternative_name(desk, item)))
    asked(desk, _("What do you have to do with {name}?", name=name))
    st.caption(_about_interests(_))
    choose(desk, f"declare-{item}", _kinds(_), said.interest, partial(_say, desk, item))
    if said.interest is not None and said.interest != "none":
        _details(desk, item, said)
    if said.interest is not None:
        _box(desk, item, "recused", _("I step back: I do not judge it"), said.recused)


def _kinds(_: Words) -> dict[object, str]:
    return {
        "none": _("**None** · nothing to do with it"),
        "potential": _("**Potential** · it could become an interest"),
        "perceived": _("**Perceived** · others might think so"),
        "actual": _("**Actual** · I have an interest"),
    }


def _details(desk: Desk, item: str, said: Declaring) -> None:
    _ = desk.words
    _text(desk, item, "about", _("What is the interest about?"), said.about)
    # It stays where it was heeded, so that nothing moves away below a thumb.
    st.caption(_("Say what it is about: an interest without it is not stored."))
    _box(desk, item, "commission", _("I would be paid if it were chosen"), said.commission)
    _text(desk, item, "mitigation", _("What do we do about it? (if anything)"), said.mitigation)


def _text(desk: Desk, item: str, field: str, label: str, stored: str) -> None:
    key = field_key(desk, "declare", item, field)
    show_stored(key, stored)
    st.text_area(
        label,
        key=key,
        max_chars=PROSE,
        height=80,
        on_change=partial(_keep, desk, item, lambda: {field: st.session_state[key] or ""}),
    )


def _box(desk: Desk, item: str, field: str, label: str, stored: bool) -> None:
    key = field_key(desk, "declare", item, field)
    show_stored(key, stored)
    st.checkbox(label, key=key, on_change=partial(_keep, desk, item, lambda: {field: st.session_state[key]}))


def _keep(desk: Desk, item: str, entered: Callable[[], dict[str, object]]) -> None:
    before = said_of(desk, declaring_sheet(desk)).get(item, Declaring())
    enter(desk, DECLARATIONS, item, Declaring.model_validate({**before.model_dump(), **entered()}))


def _say(desk: Desk, item: str, interest: object) -> None:
    walk = declarations(desk).walk(item)
    _keep(desk, item, lambda: {"interest": interest})
    if interest == "none":
        turn_to(desk, DECLARATIONS, following(walk, item))


def _review(desk: Desk, now: Declarations) -> None:
    _ = desk.words
    st.title(_("Your declarations"), anchor=False)
    show_just_stored(desk, DECLARATIONS)
    said, known = now.all_said, declared(desk)
    whole = {name: found for name, found in said.items() if name in now.names and lacking(found) is None}
    wanted = {name: declaration_of(found) for name, found in whole.items()}
    changed = {name: found for name, found in wanted.items() if known.get(name) != found}
    count = len(now.names) - len(whole)
    if count:
        st.caption(_.counted("{count} bidder is still open.", "{count} bidders are still open.", count))
    if changed:
        hand_in_button(desk, now.sheet, changed, _("Hand in"))
    elif not count:
        st.success(_("All of this is stored."))
    for item in now.names:
        words = heading(declared_words(said.get(item, Declaring()), _))
        st.button(
            f"{plain(alternative_name(desk, item))} · **{words}**",
            type="tertiary",
            wrap=True,
            key=field_key(desk, "declare-again", item),
            on_click=turn_to,
            args=(desk, DECLARATIONS, item),
        )


def hand_in_button(desk: Desk, sheet: Sheet[Declaring], wanted: dict[str, Declaration], label: str) -> None:
    """Store declarations, once however often it is pressed."""
    key = field_key(desk, "declare-in", *sorted(wanted))
    if st.button(label, type="primary", width="stretch", key=key):
        _hand_in(desk, sheet, wanted)


def _hand_in(desk: Desk, sheet: Sheet[Declaring], wanted: dict[str, Declaration]) -> None:
    name = submission_name(desk.session, desk.me, DECLARATIONS, sheet.revision, Declared(said=wanted))
    try:
        receipt = service().declare(desk.visitor.token, desk.session, wanted, name)
    except SelectionError as error:
        refused_now(desk, DECLARATIONS, error)
    else:
        stored_now(desk, DECLARATIONS, receipt)
    st.rerun()


def declare_first(desk: Desk, alternative: str) -> bool:
    """Ask what somebody has to do with an alternative before they judge it; False if that is said."""
    _ = desk.words
    open_ones = to_declare(desk, alternative)
    if not open_ones:
        return False
    now = declarations(desk)
    if len(now.left) > 1:
        st.caption(_("Before you judge:"))
        ask_all(desk, now)
        return True
    sheet, said = now.sheet, now.said
    item = next((one for one in open_ones if one not in said or lacking(said[one])), open_ones[-1])
    st.caption(_("Before you judge it:"))
    ask_interest(desk, item, said.get(item, Declaring()))
    done = [one for one in open_ones if one in said and lacking(said[one]) is None]
    whole = {one: declaration_of(said[one]) for one in done}
    if set(whole) == set(open_ones):
        hand_in_button(desk, sheet, whole, _("Declare"))
    return True
