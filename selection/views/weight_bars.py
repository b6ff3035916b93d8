"""The bars of weights beside the sliders: a list that says its figures, and needs nothing drawn by a script.

A chart took the server and the browser longer than all the rest of the page, with every move of a slider.
"""

from collections.abc import Sequence
from html import escape

from selection.views.palette import Colour
from selection.words import Words


def weight_bars(shares: Sequence[tuple[str, float]], colour: Colour, _: Words) -> str:
    r"""Draw weights as bars, the first of them as wide as there is room.

    >>> from selection.views.palette import PLATFORM
    >>> print(weight_bars([("A & B", 0.25)], PLATFORM, Words("en")).replace("<li", "\n<li"))
    <ul class="bars">
    <li><bdi>A &amp; B</bdi> · 25.0%<div style="width: 100.0%; background: var(--platform)"></div></li></ul>
    """
    widest = max((share for _name, share in shares), default=0) or 1
    items = (
        f"<li><bdi>{escape(name)}</bdi> · {_.percent(share, 1)}"
        f'<div style="width: {round(100 * share / widest, 1)}%; background: {colour.css}"></div></li>'
        for name, share in shares
    )
    return f'<ul class="bars">{"".join(items)}</ul>'
