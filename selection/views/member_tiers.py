"""One need a screen: must, long-term, nice to have, or not for me to judge."""

from functools import partial

import streamlit as st

from selection.model.rounds import CANNOT_JUDGE, Round
from selection.views.desk import Desk
from selection.views.member_choices import choose
from selection.views.member_drafts import enter
from selection.views.member_steps import asked, following, turn_to
from selection.views.member_words import cannot_judge
from selection.views.widgets import plain
from selection.words.terms import area_word
from selection.workshop.sheets import Said, round_subject


def ask_tier(desk: Desk, found: Round, item: str, said: Said, items: tuple[str, ...]) -> None:
    """Ask how much a need matters; an answer leads on to the next at once."""
    _ = desk.words
    need = next((need for need in desk.decision.needs if need.id == item), None)
    asked(desk, plain(_.told(need.text)) if need else plain(item))
    if need and need.area:
        st.caption(area_word(need.area, _))
    if need and need.reason:
        st.caption(plain(_.told(need.reason)))
    choices: dict[object, str] = {
        "must": _("**Must** · without it we do not buy"),
        "long_term": _("**Long-term** · needed, but later"),
        "nice": _("**Nice to have** · we could do without"),
        CANNOT_JUDGE: cannot_judge(_),
    }
    choose(desk, f"{found.id}-{item}", choices, said.choice, partial(_say, desk, found, item, items))


def _say(desk: Desk, found: Round, item: str, items: tuple[str, ...], choice: object) -> None:
    enter(desk, round_subject(found.id), item, Said.model_validate({"choice": choice}))
    # Said where it leads, not how far: pressed twice it is still the next one.
    turn_to(desk, found.id, following(items, item))
