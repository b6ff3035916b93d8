"""Screen and paper draw by one specification a picture; only its dress differs."""

import datetime as dt
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from selection.analysis.licences import licence_comparison
from selection.analysis.pictures import duels, heat_map
from selection.analysis.robustness import robustness
from selection.documents.charts.drawing import drawing
from selection.documents.charts.frame import PAPER, SCREEN, Axis, Dress, Spec
from selection.documents.charts.licences import BEHIND, licences_chart
from selection.documents.charts.palette import GROUND, INK, everything
from selection.documents.charts.parts import Part, legend_of, numbered, parts_chart, shade_on
from selection.documents.charts.plane import PlanePoint, plane_chart
from selection.documents.charts.sureness import acceptability_chart, duels_chart, interval_chart
from selection.documents.charts.values import Level, Value, values_chart
from selection.model.base import LANGUAGES, Language
from selection.model.costs import CostPolicy
from selection.words import Words
from selection.words.asking import names_of
from tests.decisions import small_decision
from tests.examples import result
from tests.money import cost_line

Draw = Callable[[Words, Dress], Spec]
VALUES = (
    Value("Oakhelm CRM × Firm of a name so long that a phone has no room", 0.2, 0.6, "0.20–0.60", "open"),
    Value("Quill", 0.8, 0.8, "0.80", "pass"),
)
PARTS = (Part("Quill", "Fit", 0.2, 0.4), Part("Quill", "Use", 0.1, 0.1), Part("Oak", "Fit", 0.01, 0.01))
POINTS = (
    PlanePoint("✓ 1", "front", (90.0, 100.0, 120.0), (0.6, 0.8), "told"),
    PlanePoint("2", "baseline", (10.0, 10.0, 10.0), (0.3, 0.3), "told"),
)
SHAKEN = robustness(result("tender")).main
NAMES = names_of(result("tender"))
PAID = licence_comparison(
    small_decision().model_copy(
        update={
            "costs": (
                cost_line("rent", "northstar-pro", 100.0, charged="yearly"),
                cost_line("bought", "harbour-basic", 250.0),
            ),
            "cost_policy": CostPolicy(
                currency="EUR",
                licence_models={"northstar-pro": "subscription", "harbour-basic": "perpetual"},
            ),
        }
    ),
    dt.date(2026, 11, 22),
)
SHORT = tuple(replace(path, name=path.offer) for path in PAID.paths)
PICTURES: dict[str, Draw] = {
    "values": lambda _, dress: values_chart(VALUES, Level("line", 0.3, 0.4), Axis("value"), _, dress),
    "parts": lambda _, dress: parts_chart(
        PARTS, Axis("share", figures="percent"), _, dress, ["0.40", "0.01"]
    ),
    "plane": lambda _, dress: plane_chart(POINTS, "EUR", _, dress),
    "licences": lambda _, dress: licences_chart(SHORT, "EUR", _, dress),
    "ranks": lambda _, dress: acceptability_chart(heat_map(SHAKEN.survey)[:4], NAMES, _, dress),
    "intervals": lambda _, dress: interval_chart(SHAKEN.ranking[:4], NAMES, _, dress),
}
ONLY_OF_PAPER = {"width", "background", "padding"}


def undressed(spec: Spec) -> Spec:
    """Give a chart in the colours of paper, and without the room it has there."""
    text = json.dumps(spec)
    for colour in everything():
        text = text.replace(colour.css, colour.light)
    found: Spec = json.loads(text)
    return {name: part for name, part in found.items() if name not in ONLY_OF_PAPER}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", [name for name in PICTURES if name != "values"])
def test_paper_draws_what_the_screen_draws(picture: str, language: Language) -> None:
    screen, paper = (PICTURES[picture](Words(language), dress) for dress in (SCREEN, PAPER))
    assert screen != paper
    assert undressed(screen) == undressed(paper)


def test_a_long_pair_takes_two_lines_on_a_screen_and_one_on_paper() -> None:
    screen, paper = (PICTURES["values"](Words("en"), dress) for dress in (SCREEN, PAPER))
    titles = [[row["title"] for row in spec["layer"][0]["data"]["values"]] for spec in (screen, paper)]
    assert titles == [
        [["Oakhelm CRM", "× Firm of a name so long that a phone has no room"], ["", "Quill"]],
        [["Oakhelm CRM × Firm of a name so long that a phone has no room"], ["Quill"]],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_can_be_drawn_on_paper(picture: str, language: Language) -> None:
    spec = PICTURES[picture](Words(language), PAPER)
    assert "var(" not in json.dumps(spec)
    assert drawing(spec).startswith("<svg")


def test_a_long_name_with_its_way_of_paying_takes_two_lines_on_a_screen() -> None:
    name = "Northstar CRM (fictional) Business · subscription"
    for dress, lines in ((SCREEN, name.split(" · ")), (PAPER, [name])):
        spec = parts_chart([Part(name, "1", 1, 1)], Axis("paid"), Words("en"), dress)
        assert spec["layer"][2]["data"]["values"][0]["title"] == lines


def test_figures_grow_the_way_the_language_reads() -> None:
    for language, backwards in (("en", False), ("pl", False), ("he", True)):
        spec = PICTURES["parts"](Words(language), PAPER)  # type: ignore[arg-type]
        assert spec["layer"][0]["encoding"]["x"]["scale"]["reverse"] is backwards


def test_slices_begin_where_the_one_before_ends_and_narrow_ones_bear_no_number() -> None:
    rows = PICTURES["parts"](Words("en"), SCREEN)["layer"][0]["data"]["values"]
    assert [(row["start"], row["end"], row["number"]) for row in rows] == [
        (0, pytest.approx(0.3), "1"),
        (pytest.approx(0.3), pytest.approx(0.4), "2"),
        (0, 0.01, ""),
    ]
    assert [one.label for one in numbered(legend_of(PARTS), PAPER)] == ["Fit", "Use"]
    assert [one.mark for one in numbered(legend_of(PARTS), PAPER)] == ["1", "2"]


def test_what_is_written_on_a_colour_can_be_read() -> None:
    assert shade_on("#c3cad4").ink == INK.light
    assert shade_on("#8f1d33").ink == GROUND.light


def test_every_year_of_a_licence_is_a_slice_and_the_sum_stands_behind_it() -> None:
    spec = PICTURES["licences"](Words("en"), SCREEN)
    rows = spec["layer"][0]["data"]["values"]
    rent = [row for row in rows if row["name"].endswith("subscription")]
    assert [(row["end"], row["number"]) for row in rent] == [
        (100.0 * year, str(year)) for year in range(1, 8)
    ]
    assert len({row["colour"] for row in rows}) == 2
    assert [row["text"] for row in spec["layer"][3]["data"]["values"]] == ["€700", "€250"]
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [0, BEHIND * 700]


def test_the_axis_of_an_amount_has_the_marks_of_the_locale() -> None:
    for language in LANGUAGES:
        spec = PICTURES["licences"](Words(language), SCREEN)
        mark = Words(language).number(10_000)[2:-3]
        assert f"'{mark}'" in spec["layer"][0]["encoding"]["x"]["axis"]["labelExpr"]


def test_who_is_ahead_of_whom_is_drawn_in_squares() -> None:
    names = SHAKEN.survey.names[:3]
    table = duels(SHAKEN.survey, names)
    assert table is not None
    rows = duels_chart(names, table, NAMES, Words("en"), SCREEN)["layer"][0]["data"]["values"]
    assert len(rows) == len(names) ** 2
    assert [row["text"] for row in rows[:: len(names) + 1]] == ["—"] * len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_leads_from_the_cheapest_first_to_what_costs_more_and_only_then_to_more_quality(
    language: Language,
) -> None:
    cheap, dear = ((amount, amount, amount) for amount in (60.0, 100.0))
    points = (
        PlanePoint("1", "front", dear, (0.8, 0.8), "told"),
        PlanePoint("2", "front", cheap, (0.6, 0.6), "told"),
    )
    drawn = drawing(plane_chart(points, "EUR", Words(language), PAPER))
    front = next(path for path in re.findall("<path[^>]*>", drawn) if 'stroke-dasharray="4,4"' in path)
    corners = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", front)
    (start, low), (turn, still_low), (end, high) = (tuple(map(float, corner)) for corner in corners)
    assert (still_low, end) == (low, turn)
    assert high < low
    assert (turn > start) is (language != "he")
