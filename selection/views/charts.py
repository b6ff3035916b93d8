"""Shows charts on a page; every one stands beside a table or words that say the same."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from selection.documents.charts.frame import Spec
from selection.documents.charts.palette import PARTS


def show(chart: Spec, alt_text: str, key: str, legend: Sequence[str] = ()) -> None:
    """Draw a chart, and below it what its numbered colours mean.

    A chart's own legend would keep its squares on the left of what reads from the right.
    """
    st.vega_lite_chart(chart, width="stretch", theme=None, key=key, alt=alt_text)
    if legend:
        items = "".join(
            f'<li><span style="background: {colour.css}">{number}</span>{escape(label)}</li>'
            for number, (colour, label) in enumerate(zip(PARTS, legend, strict=False), start=1)
        )
        st.html(f'<ul class="legend">{items}</ul>')
