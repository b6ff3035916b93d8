"""Tables, all in one dress."""

from collections.abc import Collection
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from selection.views.direction import is_right_to_left
from selection.views.language import chosen_language
from selection.views.widgets import plain

LONG, LONG_HEIGHT = 16, 480
"""From so many rows on a table scrolls within so many pixels, its heads staying in sight."""
MANY_COLUMNS = 7
"""More columns than these are moved sideways rather than squeezed."""


def show_table(table: pd.DataFrame, *, styled: Any = None, **how: Any) -> None:
    """Show a long table, to sort and search in; `styled` is the same table with colours.

    A short one is to be read. So is a long one where the page reads from right to left: the grid is painted
    from left to right.
    """
    if len(table) <= LONG or is_right_to_left(chosen_language()):
        read_table(table, str(how["alt"]))
        return
    st.dataframe(table if styled is None else styled, hide_index=True, **how)


def read_table(table: pd.DataFrame, name: str, *, marked: Collection[str] = ()) -> None:
    """Show a short table whose rows are read: its first column names them and stays in sight.

    Its cells are cells for screen readers, too; those of `marked` columns may bear signs of ours.
    """
    shown = pd.DataFrame(
        {
            plain(column): [cell if column in marked else plain(str(cell)) for cell in table[column]]
            for column in table.columns
        }
    )
    wide = "wide-" if len(table.columns) > MANY_COLUMNS else ""
    with st.container(key=f"read-{wide}{crc32(name.encode()):x}"):
        height = LONG_HEIGHT if len(table) > LONG else "content"
        st.table(shown.set_index(shown.columns[0]), border="horizontal", height=height, alt=name)
