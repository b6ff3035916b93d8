"""The walk through a round: all its questions at once, which the browser shows one after the other.

Streamlit would draw the question anew with every tap, and where many sessions judge at once there is no time
for that. So the page goes on by itself and sends each answer to an address of its own; without a connection
it goes on, too, and sends what waits once there is one again.
"""

from dataclasses import asdict
from functools import partial
from pathlib import Path

import streamlit as st

from selection.model.judgements import EVIDENCE
from selection.model.rounds import CANNOT_JUDGE, Round
from selection.views.desk import Desk
from selection.views.forms import PROSE, field_key
from selection.views.member_hand_in import HAND_IN, PATIENCE_MS, hand_in_words, stored_words
from selection.views.member_questions import must_declare, questions
from selection.views.member_steps import begin_walk, first_open, is_walked, place, turn_to
from selection.views.widgets import heading
from selection.views.workshop_names import alternative_name, round_name
from selection.web import entering, handing_in
from selection.words import Words
from selection.words.terms import evidence_word
from selection.workshop.revealed import is_out_of_bounds, recused_from
from selection.workshop.sheets import Entries, Judging, entries_of

_HERE = Path(__file__).parent


def stops_at(desk: Desk, now: Judging) -> str | None:
    """Name the question before which somebody must declare an interest; None where they can go on."""
    item = place(desk, now.round.id)
    if item is None and not is_walked(desk, now.round.id):
        item = first_open(now.items, now.done)
    return item if item in now.items and must_declare(desk, now, item) else None


def walk(desk: Desk, now: Judging) -> None:
    """Let somebody go through the questions of a round, look at all of them, and hand them in."""
    found, _ = now.round, desk.words
    # From here on the browser knows where they are: what others do leads nobody away from there.
    begin_walk(desk, found.id)
    data = {
        # Whoever sits down at the same device later is not taken for who went through it before.
        "walk": f"{desk.session}/{found.id}/{desk.me}",
        "round": found.id,
        "at": place(desk, found.id),
        "title": round_name(desk, found),
        "questions": [asdict(question) for question in questions(desk, now)],
        "unable": CANNOT_JUDGE,
        "evidence": [{"value": one, "told": evidence_word(one, _)} for one in EVIDENCE],
        "room": PROSE,
        "left_out": _left_out(desk, found),
        "words": {**_words(_, len(now.items)), **hand_in_words(_)},
        "enter": entering.address_of(desk.session, found.id, _.language),
        "hand_in": handing_in.address_of(desk.session, found.id, _.language),
        "patience": PATIENCE_MS,
        **_standing(desk, now),
    }
    key = field_key(desk, "walk", found.id)
    _component()(data=data, key=key, on_declare_change=partial(_turn_to_declaring, desk, found.id, key))


def _standing(desk: Desk, now: Judging) -> dict[str, object]:
    """Give what was entered and what was handed in, and how new each of them is."""
    return {
        "said": _plain(now.said),
        "revision": now.sheet.revision,
        "handed": _plain(entries_of(now.stored)) if now.stored is not None else None,
        "stored": stored_words(desk, now) if now.is_handed_in else None,
        "version": desk.state.version,
    }


def _plain(entries: Entries) -> dict[str, object]:
    return {item: said.model_dump(mode="json", exclude={"weights"}) for item, said in entries.items()}


def _turn_to_declaring(desk: Desk, found: str, key: str) -> None:
    turn_to(desk, found, str(st.session_state[key].declare))


def _left_out(desk: Desk, found: Round) -> str:
    """Say what somebody is not asked because they stepped back; nothing where they did not."""
    _ = desk.words
    recused = recused_from(desk.decision, desk.state.proceedings, desk.me)
    asked = (*(cell.alternative for cell in found.cells), *found.alternatives)
    names = [name for name in dict.fromkeys(asked) if is_out_of_bounds(name, recused)]
    listed = ", ".join(alternative_name(desk, name) for name in names)
    return _("You stepped back from {names}; you do not judge it.", names=listed) if names else ""


def _words(_: Words, count: int) -> dict[str, object]:
    return {
        "progress": _("Question {number} of {count} · {done} done"),
        "back": _("Back"),
        "next": _("Next"),
        "leave": _("Leave open"),
        "how": _("How do we know?"),
        "choose_how": _("Choose one: a level counts only with how we know it."),
        "comment": _("Comment, if you like"),
        "known": _("What the vendor says"),
        "nothing_known": _("Nothing is known yet: no answer and no published fact belongs to this question."),
        "open": [open_words(left, _) for left in range(count + 1)],
        "to_open": _("Go to the first open one"),
        "unsaid": heading(_("not answered yet")),
        "unsent": _("Not all of this is stored yet; it is sent as soon as you are connected."),
    }


def open_words(left: int, _: Words) -> str:
    """Say how many questions are left open, and what that means."""
    return _.counted(
        "{count} question is still open. It would count as not judged by you.",
        "{count} questions are still open. They would count as not judged by you.",
        left,
    )


@st.cache_resource(show_spinner=False)
def _component() -> "st.components.v2.types.ComponentRenderer":
    dress = (_HERE / "member_walk.css").read_text(encoding="utf-8")
    steps = (_HERE / "member_walk.js").read_text(encoding="utf-8")
    face = '<div class="walk"></div>'
    # In the page, not apart from it: the rules for focus, colours and right to left are those of all pages.
    return st.components.v2.component(
        "member_walk", html=face, css=dress, js=f"{HAND_IN}\n{steps}", isolate_styles=False
    )
