"""The weakest link: five parts of which one is enough to fail, beside the result and never in it."""

import pandas as pd
import streamlit as st

from selection.analysis.evaluation import Evaluation
from selection.analysis.weakest_link import Link, weakest_link
from selection.views.desk import Desk
from selection.views.tables import read_table
from selection.views.widgets import plain
from selection.words.plan import part_word, weakest_sentence

TOP = 5


def weakest_panel(desk: Desk, evaluation: Evaluation | None) -> None:
    """Show the five parts for whoever is ahead, or for the buyer alone while nobody is."""
    _ = desk.words
    st.subheader(_("The weakest link"), anchor=False)
    leaders = (evaluation.pairs or evaluation.platforms) if evaluation else ()
    found = weakest_link(desk.decision, evaluation, leaders[0].id if leaders else None)
    st.markdown(plain(weakest_sentence(found, _)))
    rows = [{_("Part"): part_word(link.part, _), _("Level"): _level(desk, link)} for link in found.links]
    read_table(pd.DataFrame(rows), _("The weakest link"))
    st.caption(_("It stands beside the result and changes nothing in it."))


def _level(desk: Desk, link: Link) -> str:
    _ = desk.words
    if link.level is None:
        return _("not known")
    full = round(link.level)
    return f"{'●' * full}{'○' * (TOP - full)}\u00a0{_.number(link.level, 1)}"
