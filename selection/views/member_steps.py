"""One question a screen: where somebody is, how they get on and back, and what they are told of the way."""

from collections.abc import Sequence

import streamlit as st

from selection.views.desk import Desk
from selection.views.forms import field_key
from selection.views.widgets import fiction_mark
from selection.words import Words

REVIEW = "review"
"""The screen after the last question, from which everything is handed in."""
HOME = "home"

# What was pressed is gone with the question it belonged to: who uses the keyboard goes on from the new one.
# The page moves at once, as a thumb may already be on its way; what was pressed goes a moment later.
_ARRIVE = """
export default function ({ data }) {
  const isNew = window.questionSeen !== undefined && window.questionSeen !== data.question;
  window.questionSeen = data.question;
  if (!isNew) return;
  const main = document.querySelector("[data-testid=stMain]");
  const head = document.querySelector("[class*='-move-home']");
  main.scrollTo(0, head ? Math.max(main.scrollTop + head.getBoundingClientRect().top - 64, 0) : 0);
  setTimeout(() => {
    const lost = [null, document.body, main].includes(document.activeElement);
    const first = document.querySelector("[class*='-question-'] button") ?? head?.querySelector("button");
    if (lost) first?.focus({ preventScroll: true });
  }, 60);
}
"""


def place(desk: Desk, what: str) -> str | None:
    """Tell at which question of something somebody is; None if they have not been there yet."""
    found = st.session_state.get(field_key(desk, "at", what))
    return found if isinstance(found, str) else None


def turn_to(desk: Desk, what: str, item: str) -> None:
    """Go to a question, or to the end of them."""
    st.session_state[field_key(desk, "at", what)] = item


def forget_place(desk: Desk, what: str) -> None:
    """Begin at the first open question again the next time."""
    st.session_state.pop(field_key(desk, "at", what), None)
    st.session_state.pop(field_key(desk, "walked", what), None)


def begin_walk(desk: Desk, what: str) -> None:
    """Leave it to the browser at which question somebody is."""
    st.session_state[field_key(desk, "walked", what)] = True


def is_walked(desk: Desk, what: str) -> bool:
    """Tell whether the browser knows at which question somebody is."""
    return field_key(desk, "walked", what) in st.session_state


def first_open(items: Sequence[str], done: Sequence[str]) -> str:
    """Name the first question without an answer, or the end of them.

    >>> first_open(("N1", "N2"), ("N1",)), first_open(("N1",), ("N1",))
    ('N2', 'review')
    """
    return next((item for item in items if item not in done), REVIEW)


def following(items: Sequence[str], item: str) -> str:
    """Name the question after another, or the end of them.

    >>> following(("N1", "N2"), "N1"), following(("N1", "N2"), "N2")
    ('N2', 'review')
    """
    after = items.index(item) + 1 if item in items else 0
    return items[after] if after < len(items) else REVIEW


def here(desk: Desk, what: str, items: Sequence[str], done: Sequence[str]) -> str:
    """Tell which question is shown: the one that was turned to, else the first open one."""
    found = place(desk, what)
    if found is None or (found != REVIEW and found not in items):
        found = first_open(items, done)
        turn_to(desk, what, found)
    return found


def arrive(question: str) -> None:
    """Show a new question from its beginning, and let the keyboard go on there."""
    _arrival()(data={"question": question}, key="arrive", height=0)


@st.cache_resource(show_spinner=False)
def _arrival() -> "st.components.v2.types.ComponentRenderer":
    return st.components.v2.component("arrive", js=_ARRIVE)


def home_button(desk: Desk, leave: str) -> None:
    """Lead back to one's own page, where all else is found; what was entered stays."""
    _ = desk.words
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="way-home"
    ):
        key = field_key(desk, "move-home")
        if st.button(_("My page"), icon=":material/arrow_back:", type="tertiary", key=key):
            forget_place(desk, leave)
            open_page(desk, HOME)
            # The whole page, although it was pressed in the part of it that is drawn by itself.
            st.rerun()
        fiction_mark(desk)


def open_page(desk: Desk, page: str) -> None:
    """Turn to a page of one's own: home, the declarations, or a round."""
    st.session_state[field_key(desk, "page")] = page


def page_at(desk: Desk) -> str | None:
    """Tell which of one's own pages is open; None where nothing was chosen since the page was loaded."""
    found = st.session_state.get(field_key(desk, "page"))
    return found if isinstance(found, str) else None


def progress(item: str, items: Sequence[str], done: Sequence[str], _: Words) -> None:
    """Say how far somebody is."""
    count = len(items)
    number = items.index(item) + 1 if item in items else count
    text = _("Question {number} of {count} · {done} done", number=number, count=count, done=len(done))
    with st.container(key="how-far"):
        st.progress(len(done) / max(count, 1), text)


def asked(desk: Desk, text: str, about: str = "") -> None:
    """Show the question, large enough to be read and small enough to leave room for the answers."""
    with st.container(key=field_key(desk, "asking"), gap="small"):
        if about:
            st.caption(about)
        st.title(text, anchor=False)


def back_and_on(desk: Desk, what: str, item: str, items: Sequence[str], *, is_answered: bool) -> None:
    """Lead to the question before and the one after.

    The way on is one button throughout, filled by the style sheet where its words are bold: Streamlit puts a
    new button in the place of one whose kind changes, and a thumb that rested on it would press nothing.
    """
    _ = desk.words
    at = items.index(item)
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(
            _("Back"),
            icon=":material/arrow_back:",
            key=field_key(desk, "move-back", what, item),
            disabled=at == 0,
            on_click=turn_to,
            args=(desk, what, items[max(at - 1, 0)]),
        )
        st.button(
            f"**{_('Next')}**" if is_answered else _("Leave open"),
            icon=":material/arrow_forward:",
            icon_position="right",
            key=field_key(desk, "move-next", what, item),
            on_click=turn_to,
            args=(desk, what, following(items, item)),
        )
