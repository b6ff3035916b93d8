"""Tables, all in one dress."""

from typing import Any

import pandas as pd
import streamlit as st


def show_table(table: pd.DataFrame, *, styled: Any = None, **how: Any) -> None:
    """Show a table without the numbers of its rows; `styled` is the same table with colours."""
    st.dataframe(table if styled is None else styled, hide_index=True, **how)
