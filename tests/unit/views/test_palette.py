"""Every colour can be told from its ground and from its family, on light and on dark ground."""

import hashlib
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from selection.views import palette
from selection.views.palette import GATE, GATE_BADGE, GATE_GROUND, GATE_TEXT, GROUND, PARTS, RAISED, Colour

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "selection" / "views" / "static"
THEMES = ("light", "dark")

TEXTS = [
    *((text, ground) for text in (palette.INK, palette.MUTED, palette.ACCENT) for ground in (GROUND, RAISED)),
    (palette.ON_ACCENT, palette.ACCENT),
    *((palette.ON_PART, part) for part in PARTS),
    *((GATE_TEXT[verdict], GATE_GROUND[verdict]) for verdict in GATE),
]
GRAPHICS = [
    (mark, GROUND)
    for mark in (*GATE.values(), *palette.TIER.values(), *palette.SIDES, *PARTS, palette.EDGE, palette.ACCENT)
]
FAMILIES = {
    "gates": tuple(GATE.values()),
    "tiers": tuple(palette.TIER.values()),
    "sides": palette.SIDES,
}

# Machado, Oliveira & Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision
# Deficiency, IEEE Transactions on Visualization and Computer Graphics 15(6), 1291-1298: the matrices of
# severity 1.0, on linear RGB. The figures were read in open implementations that agree, not in the paper.
SIGHTS = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
APART = 20.0
"""The least distance in CIE 1976 L*a*b* between two colours of one family; 2.3 is just noticeable
(Mahy, Van Eycken & Oosterlinck 1994, Color Research & Application 19(2), 105-121)."""

Linear = tuple[float, ...]


def linear(written: str) -> Linear:
    """Give the amounts of light behind #rrggbb, as WCAG 2.2 defines them under relative luminance."""
    shares = [int(written[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)


def luminance(written: str) -> float:
    red, green, blue = linear(written)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, by WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen(written: str, sight: str) -> Linear:
    light = linear(written)
    mixed = (sum(m * part for m, part in zip(row, light, strict=True)) for row in SIGHTS[sight])
    return tuple(min(1.0, max(0.0, part)) for part in mixed)


def lab(light: Linear) -> Linear:
    """Give CIE 1976 L*a*b* of linear sRGB, under D65."""
    red, green, blue = light
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, sight: str) -> float:
    places = zip(lab(seen(one, sight)), lab(seen(other, sight)), strict=True)
    return float(sum((a - b) ** 2 for a, b in places) ** 0.5)


def on(theme: str, colour: Colour) -> str:
    return str(getattr(colour, theme))


def config() -> dict[str, Any]:
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_black_on_white_has_the_contrast_that_wcag_gives() -> None:
    assert contrast("#000000", "#ffffff") == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_red_and_green_of_one_lightness_come_close_where_one_is_blind_for_them() -> None:
    red, green = "#b0524a", "#6f7a2b"
    assert distance(red, green, "all colours") > 2 * APART
    assert distance(red, green, "deuteranopia") < APART


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS, ids=lambda colour: colour.name)
def test_text_has_a_contrast_of_four_and_a_half(theme: str, text: Colour, ground: Colour) -> None:
    assert contrast(on(theme, text), on(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), GRAPHICS, ids=lambda colour: colour.name)
def test_what_is_drawn_has_a_contrast_of_three(theme: str, mark: Colour, ground: Colour) -> None:
    assert contrast(on(theme, mark), on(theme, ground)) >= 3.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("family", FAMILIES)
def test_the_colours_of_a_family_stay_apart_for_every_kind_of_sight(
    theme: str, sight: str, family: str
) -> None:
    near = {
        (one.name, other.name): distance(on(theme, one), on(theme, other), sight)
        for one, other in combinations(FAMILIES[family], 2)
    }
    assert [pair for pair, apart in near.items() if apart < APART] == []


def test_every_colour_has_a_name_of_its_own_and_is_a_variable() -> None:
    everything = list(palette.everything())
    assert len({colour.name for colour in everything}) == len(everything)
    for colour in everything:
        assert f"--{colour.name}: light-dark({colour.light}, {colour.dark});" in palette.variables()


@pytest.mark.parametrize("theme", THEMES)
def test_streamlits_own_parts_are_dressed_in_the_same_colours(theme: str) -> None:
    badges = {
        f"{name}{part}": on(theme, family[verdict])
        for verdict, name in GATE_BADGE.items()
        for part, family in (("Color", GATE), ("BackgroundColor", GATE_GROUND), ("TextColor", GATE_TEXT))
    }
    assert config()["theme"][theme] == {
        "primaryColor": on(theme, palette.ACCENT),
        "backgroundColor": on(theme, GROUND),
        "secondaryBackgroundColor": on(theme, RAISED),
        "textColor": on(theme, palette.INK),
        "borderColor": on(theme, palette.LINE),
        "linkColor": on(theme, palette.ACCENT),
        **badges,
        "sidebar": {
            "backgroundColor": on(theme, RAISED),
            "secondaryBackgroundColor": on(theme, GROUND),
        },
    }


def test_style_sheets_name_no_colour_of_their_own() -> None:
    for sheet in sorted((ROOT / "selection" / "views").glob("*.css")):
        assert "#" not in sheet.read_text(encoding="utf-8"), sheet.name


def test_the_font_is_served_under_its_fingerprint_and_its_licence_lies_beside_it() -> None:
    files = sorted(STATIC.glob("*.woff2"))
    assert [file.stem.rsplit("-", 1)[1] for file in files] == [
        hashlib.sha256(file.read_bytes()).hexdigest()[:8] for file in files
    ]
    assert [face["url"] for face in config()["theme"]["fontFaces"]] == [
        f"app/static/{file.name}" for file in files
    ]
    assert "SIL OPEN FONT LICENSE Version 1.1" in (STATIC / "OFL.txt").read_text(encoding="utf-8")
    assert sorted(file.suffix for file in STATIC.iterdir()) == [".txt", *(".woff2" for _ in files)]
