"""What is asked and what was said, in words, for those who judge."""

import streamlit as st

from selection.model.consistency import children_of
from selection.model.criteria import Criterion, Ordinal
from selection.model.rounds import CANNOT_JUDGE, Round, Subject, cell_of
from selection.views.desk import Desk
from selection.views.member_declaring import Declaring
from selection.views.weight_names import criterion_of, name_of
from selection.views.widgets import heading, plain
from selection.views.workshop_names import alternative_name, item_name
from selection.words import Words
from selection.words.terms import evidence_word, side_word, tier_word
from selection.words.weighing import method_names
from selection.words.workshop_terms import workshop_words
from selection.workshop.sheets import Entries, Said, is_answered, is_cell

HIGHEST = 5


def cannot_judge(_: Words) -> str:
    """Say that somebody looked and can't decide: an answer like any other."""
    return _("I can't judge this")


def asked_title(desk: Desk, subject: Subject, item: str) -> str:
    """Name what a question is about."""
    return alternative_name(desk, item) if subject == "chemistry" else item_name(desk, subject, item)


def level_words(criterion: Criterion | None, _: Words) -> dict[object, str]:
    """Give the levels of a criterion in its own words, from worst to best.

    >>> level_words(None, Words("en"))[5]
    '**5** · very well'
    """
    names = enumerate(level_names(criterion, _))
    return {number: f"**{_.number(number)}** · {plain(words)}" for number, words in names}


def level_names(criterion: Criterion | None, _: Words) -> list[str]:
    """Name the levels of a criterion from worst to best; without one, those of working together."""
    if criterion is not None and isinstance(criterion.value, Ordinal):
        return [_.told(level) for level in criterion.value.levels]
    return chemistry_words(_)


def chemistry_words(_: Words) -> list[str]:
    """Say how working with somebody may go, from 0 to 5."""
    return [
        _("not at all"),
        _("badly"),
        _("rather badly"),
        _("rather well"),
        _("well"),
        _("very well"),
    ]


def said_words(desk: Desk, item: str, said: Said | None) -> str:
    """Say what somebody said to a question; that it is open where it is."""
    _ = desk.words
    if not is_answered(said, item, desk.decision) or said is None:
        return _("not answered yet")
    if said.choice == CANNOT_JUDGE:
        return cannot_judge(_)
    if said.weights is not None:
        return weights_words(desk, item, said)
    if isinstance(said.choice, int):
        return _level(desk, item, said)
    return tier_word(said.choice, _) if said.choice else _("not answered yet")


def _level(desk: Desk, item: str, said: Said) -> str:
    _ = desk.words
    known = criterion_of(desk, cell_of(item)[1]) if is_cell(item) else None
    level = level_words(known, _).get(said.choice, str(said.choice)).replace("**", "")
    return f"{level} ({evidence_word(said.evidence, _)})" if said.evidence else level


def weights_words(desk: Desk, node: str, said: Said) -> str:
    """Say weights in the way they were entered."""
    _ = desk.words
    found = said.weights
    if found is None:
        return _("not answered yet")
    if found.method == "rank_order":
        return " · ".join(
            f"{_.number(at)} {child_name(desk, node, n)}" for at, n in enumerate(found.order, 1)
        )
    points = found.swing if found.method == "swing" else found.points
    if not points:
        return method_names(_)[found.method]
    listed = [n for n in children_of(desk.decision).get(node, ()) if n in points]
    listed.sort(key=lambda name: -points[name])
    return " · ".join(f"{child_name(desk, node, name)} {_.number(points[name])}" for name in listed)


def child_name(desk: Desk, node: str, child: str) -> str:
    """Name what is weighted at a node: a side, a group or a criterion."""
    return heading(side_word(child, desk.words)) if node == "sides" else plain(name_of(desk, child))


def declared_words(said: Declaring, _: Words) -> str:
    """Say what somebody declared, in few words."""
    if said.interest is None:
        return _("not answered yet")
    word = workshop_words(_)["interest"][said.interest]
    shown = _("no interest") if said.interest == "none" else _("{kind} interest", kind=word)
    return _("{interest}, I step back", interest=shown) if said.recused else shown


def list_said(desk: Desk, found: Round, entries: Entries, items: tuple[str, ...]) -> None:
    """List questions with what was said to each, to be read only."""
    for item in items:
        title = plain(asked_title(desk, found.subject, item))
        st.markdown(f"{title}  \n**{heading(said_words(desk, item, entries.get(item)))}**")
