"""What if: single scores, criteria, alternatives, people and levels of evidence left out, within How sure."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from selection.analysis.evaluation import Evaluation
from selection.analysis.robustness import Sureness
from selection.analysis.stability import Without
from selection.views.desk import Desk
from selection.views.tables import show_table
from selection.views.widgets import plain
from selection.words import Words
from selection.words.people import told_apart
from selection.words.terms import evidence_word

Names = dict[str, str]


def others(desk: Desk, main: Sureness, result: Evaluation, names: Names) -> None:
    """Show who would win if something single were otherwise."""
    _ = desk.words
    criteria = {name: _.text(found.name) for name, found in result.foundation.criteria.items()}
    _flips(main, criteria, names, _)
    _without(_("Without one criterion"), main.without_criteria, criteria, names, _)
    _without(_("Without one alternative"), main.without_alternatives, names, names, _)
    _evaluators(desk, main, names)
    _evidence(main, names, _)
    _weakest_links(main, names, _)


def _flips(main: Sureness, criteria: Names, names: Names, _: Words) -> None:
    st.markdown(f"**{plain(_('One agreed score a level off'))}**")
    if not main.flips:
        st.markdown(_("No single level up or down changes the winner."))
        return
    table = [
        {
            _("alternative"): names[flip.alternative],
            _("criterion"): criteria[flip.criterion],
            _("a level"): _("higher") if flip.step > 0 else _("lower"),
            _("then wins"): names.get(flip.winner or "", "—"),
        }
        for flip in main.flips
    ]
    show_table(pd.DataFrame(table), alt=_("One agreed score a level off"))


def _without(title: str, found: Sequence[Without], titles: Names, names: Names, _: Words) -> None:
    """Name only what changes the winner."""
    st.markdown(f"**{plain(title)}**")
    changed = [one for one in found if one.changed]
    if not changed:
        st.markdown(_("The winner stays the same, whichever is left out."))
        return
    table = [
        {
            _("left out"): titles.get(one.left_out, one.left_out),
            _("then wins"): names.get(one.winner or "", "—"),
        }
        for one in changed
    ]
    show_table(pd.DataFrame(table), alt=title)


def _evaluators(desk: Desk, main: Sureness, names: Names) -> None:
    _ = desk.words
    found = main.without_evaluators
    if found is None:
        return
    members = desk.decision.members
    people = told_apart({one.id: _.text(one.name) if one.name else one.id for one in members}, _)
    title = _("Without one evaluator (on lower medians of the judgements)")
    _without(title, found.without, people, names, _)
    st.caption(plain(_("On the medians of all: {name}.", name=names.get(found.basis or "", "—"))))


def _evidence(main: Sureness, names: Names, _: Words) -> None:
    title = _("Relying only on evidence of at least")
    st.markdown(f"**{plain(title)}**")
    table = [
        {
            _("evidence"): evidence_word(row.level, _),
            _("wins, if the rest is the worst"): names.get(row.fallen or "", "—"),
            _("wins, if the rest is open"): names.get(row.open or "", "—"),
        }
        for row in main.evidence
    ]
    show_table(pd.DataFrame(table), alt=title)


def _weakest_links(main: Sureness, names: Names, _: Words) -> None:
    if not main.weakest_links:
        return
    title = _("The weaker of the two sides (a look beside the result, never the result)")
    st.markdown(f"**{plain(title)}**")
    table = [
        {
            _("name"): names[link.pair],
            _("platform"): _.value(link.platform),
            _("integrator"): _.value(link.integrator),
            _("the weaker"): _.value(link.least),
        }
        for link in main.weakest_links
    ]
    show_table(pd.DataFrame(table), alt=title)
