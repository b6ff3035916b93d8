"""Tables, all in one dress."""

import json
from collections.abc import Collection, Sequence
from typing import Literal
from zlib import crc32

import pandas as pd
import streamlit as st

from selection.views.language import chosen_language
from selection.views.widgets import heading, plain
from selection.words.directions import is_right_to_left

LONG, LONG_HEIGHT = 16, 480
"""From so many rows on a table scrolls within so many pixels, its heads staying in sight."""
MANY_COLUMNS = 7
"""More columns than these are moved sideways rather than squeezed."""
SENTENCE, ID = 60, 12
"""A row whose name is longer than so many letters is named by a sentence, up to so many by an id."""
SIDE_BY_SIDE = 3
"""More cells of a row than these stand below each other on a phone."""


def show_table(table: pd.DataFrame, *, alt: str) -> None:
    """Show a long table, to sort and search in.

    A short one is to be read. So is a long one where the page reads from right to left: the grid is painted
    from left to right.
    """
    if len(table) <= LONG or is_right_to_left(chosen_language()):
        read_table(table, alt)
        return
    st.dataframe(table, hide_index=True, alt=alt)


def read_table(
    table: pd.DataFrame, name: str, *, marked: Collection[str] = (), stacked: bool | None = None
) -> None:
    """Show a short table whose rows are read: its first column names them and stays in sight.

    Its cells are cells for screen readers, too; those of `marked` columns may bear signs of ours. On
    a phone the cells of a row stand below each other where there are many of them, unless `stacked` says
    otherwise: long texts need it sooner, short figures later.
    """
    wide = len(table.columns) > MANY_COLUMNS
    stacked = len(table.columns) > SIDE_BY_SIDE if stacked is None else stacked
    empty = "—" if stacked else ""
    shown = pd.DataFrame(
        {
            plain(column): [
                (cell if column in marked else plain(str(cell))) or empty for cell in table[column]
            ]
            for column in table.columns
        }
    )
    longest = max((len(str(row)) for row in table.iloc[:, 0]), default=0)
    ways = {"wide": wide, "stacked": stacked, "told": longest > SENTENCE, "ids": longest <= ID}
    key = "-".join(("read", *(way for way, taken in ways.items() if taken), f"{crc32(name.encode()):x}"))
    with st.container(key=key):
        height: int | Literal["content"] = LONG_HEIGHT if len(table) > LONG else "content"
        if stacked:
            st.html(column_labels(key, [heading(str(column)) for column in table.columns[1:]]))
        st.table(shown.set_index(shown.columns[0]), border="horizontal", height=height, alt=name)


def column_labels(key: str, columns: Sequence[str]) -> str:
    r"""Name every cell after its column, for where the cells of a row stand below each other.

    >>> print(column_labels("read-stacked-1", ["tier", 'so-called "fit"']))
    <style>.st-key-read-stacked-1 { --column-2: "tier"; --column-3: "so-called \"fit\""; }</style>
    """
    # CSS writes a text as JSON does; a sign that could end the style stands there by its number.
    texts = (json.dumps(column, ensure_ascii=False).replace("<", "\\3c ") for column in columns)
    said = " ".join(f"--column-{place}: {text};" for place, text in enumerate(texts, start=2))
    return f"<style>.st-key-{key} {{ {said} }}</style>"
