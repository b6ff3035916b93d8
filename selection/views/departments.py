"""Where departments see things differently, within People."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from selection.analysis.departments import Difference, acceptance_differences, block_differences
from selection.views.desk import Desk, library
from selection.views.tables import read_table
from selection.views.widgets import plain
from selection.words.surroundings import difference_of_departments


def departments_apart(desk: Desk) -> None:
    """Say over what departments differ most, then show what each of them says."""
    _ = desk.words
    asked = {one.id: _.text(one.text) for one in library().readiness.survey}
    blocks = {block.id: _.text(block.name) for block in library().readiness.blocks}
    parts = (
        (block_differences(desk.decision), blocks, _("Building block")),
        (acceptance_differences(desk.decision, tuple(asked)), asked, _("Statement")),
    )
    shown = [part for part in parts if part[0]]
    if not shown:
        return
    st.subheader(_("Where do departments disagree?"), anchor=False)
    for found, names, head in shown:
        widest = found[0]
        if widest.gap:
            st.markdown(plain(difference_of_departments(widest, names[widest.about], _)))
        else:
            st.caption(_("They agree."))
        with st.expander(_("All of them: {what}", what=head)):
            read_table(_table(desk, found, names, head), head)


def _table(desk: Desk, found: Sequence[Difference], names: Mapping[str, str], head: str) -> pd.DataFrame:
    _ = desk.words
    departments = dict.fromkeys(name for one in found for name in one.levels)
    rows = [
        {head: names[one.about]}
        | {_.text(n): _.number(one.levels[n]) if n in one.levels else "—" for n in departments}
        | {_("apart"): _.number(one.gap)}
        for one in found
    ]
    return pd.DataFrame(rows)
