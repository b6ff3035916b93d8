"""The radar of building blocks: every level where it belongs, in either direction of reading."""

import math
from typing import Any

from selection.views.radar import Axis, radar

AXES = (Axis("Vision", 3), Axis("Strategy", 2), Axis("Information", 1), Axis("Measures", None))


def rows(spec: dict[str, Any], mark: str, **how: object) -> list[dict[str, Any]]:
    """Give the rows of the one layer of a kind."""
    (layer,) = [
        one for one in spec["layer"] if one["mark"]["type"] == mark and how.items() <= one["mark"].items()
    ]
    found: list[dict[str, Any]] = layer["data"]["values"]
    return found


def levels(found: list[dict[str, Any]]) -> list[float]:
    return [round(math.hypot(row["x"], row["y"]), 3) for row in found]


def test_every_scored_block_lies_on_its_own_axis_at_its_level() -> None:
    found = rows(radar(AXES, {}, "en"), "point")
    assert levels(found) == [3, 2, 1]
    assert [(row["x"], row["y"]) for row in found] == [(0, 3), (2, 0), (0, -1)]


def test_axes_follow_each_other_the_way_the_language_reads() -> None:
    found = rows(radar(AXES, {}, "he"), "point")
    assert [(row["x"], row["y"]) for row in found] == [(0, 3), (-2, 0), (0, -1)]


def test_the_line_is_drawn_at_its_axis_only() -> None:
    found = rows(radar(AXES, {"Information": 2.0}, "en"), "line", strokeWidth=3)
    assert {row["line"] for row in found} == {"Information"}
    assert levels(found) == [2.0, 2.0]


def test_without_a_line_none_is_drawn() -> None:
    marks = [layer["mark"] for layer in radar(AXES, {}, "en")["layer"]]
    assert [mark for mark in marks if mark.get("strokeWidth") == 3] == []
