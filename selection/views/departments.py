"""Where departments see things differently, within People."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import streamlit as st

from selection.analysis.departments import (
    Difference,
    acceptance_differences,
    block_differences,
    score_differences,
    weight_differences,
)
from selection.views.desk import Desk, library
from selection.views.tables import read_table
from selection.views.weight_names import name_of, title_of
from selection.views.widgets import heading, plain
from selection.views.workshop_names import item_name
from selection.words.surroundings import department_figure, difference_of_departments

SHOWN = 30
"""So many of a kind are listed, the widest gaps; the rest is hardly worth a table."""

Part = tuple[Sequence[Difference], Mapping[str, str], str]


def departments_apart(desk: Desk) -> None:
    """Say over what departments differ most, then show what each of them says."""
    _ = desk.words
    shown = [part for part in _parts(desk) if part[0]]
    if not shown:
        return
    st.subheader(_("Where do departments disagree?"), anchor=False)
    for found, names, head in shown:
        widest = found[0]
        if widest.gap:
            name = names.get(widest.about, widest.about)
            st.markdown(plain(difference_of_departments(widest, name, _)))
        else:
            st.caption(_("They agree."))
        with st.expander(_("All of them: {what}", what=head)):
            read_table(_table(desk, found[:SHOWN], names, head), head)


def _parts(desk: Desk) -> Iterable[Part]:
    """List what departments may differ in: what they found, how it is called, and the name of it all."""
    _, decision = desk.words, desk.decision
    blocks = {block.id: _.text(block.name) for block in library().readiness.blocks}
    asked = {one.id: _.text(one.text) for one in library().readiness.survey}
    weights, scores = weight_differences(decision), score_differences(decision)
    yield block_differences(decision), blocks, _("Building block")
    yield acceptance_differences(decision, tuple(asked)), asked, _("Statement")
    yield weights, {one.about: _weight_name(desk, one.about) for one in weights}, _("Weight")
    named = {one.about: item_name(desk, "scores", one.about) for one in scores[:SHOWN]}
    yield scores, named, _("Score")


def _weight_name(desk: Desk, about: str) -> str:
    node, _slash, child = about.rpartition("/")
    return f"{heading(name_of(desk, child))} · {title_of(desk, node)}"


def _table(desk: Desk, found: Sequence[Difference], names: Mapping[str, str], head: str) -> pd.DataFrame:
    _ = desk.words
    departments = dict.fromkeys(name for one in found for name in one.levels)
    rows = [
        {head: names.get(one.about, one.about)}
        | {
            _.text(n): department_figure(one, one.levels[n], _) if n in one.levels else "—"
            for n in departments
        }
        | {_("apart"): department_figure(one, one.gap, _)}
        for one in found
    ]
    return pd.DataFrame(rows)
