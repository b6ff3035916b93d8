"""Judgements as they are shown: a tier, a share or a level in words; who stands where; how it was agreed."""

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from selection.analysis.disagreement import TIERS_FROM_THE_LEAST, Disagreement, Judgement
from selection.model.criteria import Ordinal
from selection.model.rounds import Agreement, cell_of
from selection.views.desk import Desk
from selection.views.weight_names import criterion_of, name_of
from selection.views.workshop_names import item_name
from selection.words import Words
from selection.words.terms import tier_word
from selection.workshop.panels import disagreements_in

Found = tuple[Disagreement, ...]
LONGEST = 12
"""So many signs fit beside a word on the narrowest phone."""
_SIGN = "■"


def bar(part: float, whole: float) -> str:
    """Draw a share as a row of signs; what is there at all has at least one.

    >>> bar(3, 4), bar(20, 20), bar(1, 100), bar(0, 5)
    ('■■■', '■■■■■■■■■■■■', '■', '')
    """
    signs = part if whole <= LONGEST else LONGEST * part / whole
    return _SIGN * (max(round(signs), 1) if part > 0 else 0)


def found_in(desk: Desk, name: str) -> Found:
    """Tell how far judges of a round are apart, what must be talked about first; kept per version."""
    return _found((desk.session, desk.state.edited, desk.state.viewer), name, desk)


@st.cache_resource(max_entries=64, show_spinner=False)
def _found(version: tuple[str, int, str], name: str, _desk: Desk) -> Found:  # noqa: ARG001 -- the key
    return tuple(sorted(disagreements_in(_desk.state, name), key=lambda one: not one.goes_to_the_room))


def thing_name(desk: Desk, found: Disagreement) -> str:
    """Name what judges differ in; at a node, which of its children."""
    if found.child is not None:
        return f"{item_name(desk, 'weights', found.item)} · {name_of(desk, found.child)}"
    return item_name(desk, found.subject, found.item)


def figure_word(desk: Desk, found: Disagreement, figure: float) -> str:
    """Say one figure: a tier, a share, or a level."""
    _ = desk.words
    if found.subject == "tiers":
        return tier_word(TIERS_FROM_THE_LEAST[int(figure)], _)
    if found.subject == "weights":
        return _.percent(figure)
    return _.number(figure)


def level_word(desk: Desk, criterion: str | None, level: int) -> str:
    """Say a level of the published scale with its anchor."""
    held = criterion_of(desk, criterion or "")
    scale = held.value if held else None
    if isinstance(scale, Ordinal) and 0 <= level < len(scale.levels):
        return f"{level} · {desk.words.text(scale.levels[level])}"
    return str(level)


def span_word(desk: Desk, found: Disagreement) -> str:
    """Say from where to where judgements lie."""
    low, high = found.lowest, found.highest
    if low is None or high is None:
        return "—"
    ends = (figure_word(desk, found, low), figure_word(desk, found, high))
    return from_to(*ends, desk.words)


def from_to(low: str, high: str, _: Words) -> str:
    """Write where figures begin and end, the sign of percent once.

    >>> from_to("5%", "35%", Words("en")), from_to("2", "2", Words("en"))
    ('5–35%', '2')
    """
    return low if low == high else _("{low}–{high}", low=low.removesuffix("%"), high=high)


def middle_word(desk: Desk, found: Disagreement) -> str:
    """Say the lower median."""
    return "—" if found.median is None else figure_word(desk, found, found.median)


def mean_word(desk: Desk, found: Disagreement) -> str:
    """Say the mean, which is no value of the scale; of tiers there is none."""
    if found.mean is None or found.subject == "tiers":
        return "—"
    _ = desk.words
    return _.percent(found.mean, 1) if found.subject == "weights" else _.value(found.mean)


def consensus_word(found: Disagreement, _: Words) -> str:
    """Say how far judges agree."""
    return "—" if found.consensus is None else _.percent(found.consensus)


def judged_word(found: Disagreement, _: Words) -> str:
    """Say how many judged, of those who could."""
    return _("{count} of {all}", count=found.judged, all=found.of).replace(" ", "\u00a0")


def judge_word(one: Judgement, _: Words) -> str:
    """Name a judge by department; without one, not at all."""
    return one.department or _("somebody")


def judges_word(judgements: Iterable[Judgement], _: Words) -> str:
    """Name judges by department, each with how many they are if there are several."""
    counts = Counter(judge_word(one, _) for one in judgements)
    return ", ".join(
        name if counts[name] == 1 else _("{name} × {count}", name=name, count=counts[name])
        for name in sorted(counts)
    )


def agreed_value(desk: Desk, found: Disagreement) -> str:
    """Say what was agreed, as it stands in the decision."""
    _ = desk.words
    decision = desk.decision
    if found.subject == "tiers":
        need = next((need for need in decision.needs if need.id == found.item), None)
        return tier_word(need.tier, _) if need else "—"
    if found.subject == "weights":
        return _("agreed")
    alternative, criterion = cell_of(found.item)
    score = decision.scores.get(alternative, {}).get(criterion)
    level = score.performance if score else None
    return "—" if level is None else _.number(level)


def agreement_of(desk: Desk, found: Disagreement) -> Agreement | None:
    """Give the agreement on something; None while there is none."""
    return desk.state.proceedings.agreements.get(found.subject, {}).get(found.item)


def agreed_badge(desk: Desk, found: Disagreement) -> str:
    """Say that it is agreed, and on what; weights are many figures, which stand elsewhere."""
    _ = desk.words
    value = "" if found.subject == "weights" else f": {agreed_value(desk, found)}"
    return f":green-badge[✓ {_('agreed')}{value}]"


def standing_badge(desk: Desk, found: Disagreement) -> str:
    """Say by sign, colour and word what is to be done with it."""
    _ = desk.words
    if agreement_of(desk, found) is not None:
        return agreed_badge(desk, found)
    if found.must_discuss:
        return f":red-badge[! {_('must discuss')}]"
    if not found.quorum:
        return f":orange-badge[? {_('too few judged')}]"
    return f":gray-badge[= {_('can be taken over')}]"
