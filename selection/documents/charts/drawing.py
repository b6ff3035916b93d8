"""A chart as a drawing for paper, with the fonts that ship."""

from functools import cache
from typing import Any

from selection.documents.charts.frame import Spec


def drawing(spec: Spec) -> str:
    """Draw a chart as SVG.

    Raises
    ------
    ValueError
        If it isn't a chart.
    """
    return str(_drawer().vegalite_to_svg(spec))


@cache
def _drawer() -> Any:
    """Load the drawing engine once, and only where something is drawn; it knows the fonts that ship."""
    import vl_convert

    from selection.documents.report.fonts import FONTS

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert
