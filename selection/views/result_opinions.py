"""Second opinions: what other methods make of the same values, side by side."""

import numpy as np
import pandas as pd
import streamlit as st

from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.methods import Method, MethodResult, Opinion
from selection.views.desk import Desk
from selection.views.tables import read_table
from selection.views.widgets import plain, small_print
from selection.words.methods import assumption_note, method_idea, method_name, reversal_note, unmet_need


def opinions_section(desk: Desk, result: Evaluation) -> None:
    """Let other methods rank the alternatives whose answers are complete."""
    _ = desk.words
    st.markdown(
        _(
            "The official order is the weighted sum on fixed anchors. If other methods agree, good; "
            "if they don't, it is worth knowing on what they disagree."
        )
    )
    standing = [a for a in (result.pairs or result.platforms) if a.gate.verdict == "pass" and a.is_exact]
    if len(standing) < 2:
        st.info(
            _(
                "Other methods need at least two alternatives that passed their gates "
                "with every answer there. That is not the case yet."
            )
        )
        return
    if not st.toggle(_("Ask the other methods"), key=f"{desk.session[:8]}-opinions", persist_state="page"):
        st.caption(_("The first time takes a few seconds."))
        return
    with st.spinner(_("Asking …")):
        found = _asked(result, standing)
    table = {_("alternative"): [a.name for a in standing]}
    for opinion in found:
        ranks = opinion.ranks if isinstance(opinion, MethodResult) else ("—",) * len(standing)
        table[method_name(opinion.method, _)] = [str(rank) for rank in ranks]
    read_table(pd.DataFrame(table), _("Ranks by method"))
    _agreement(desk, found, standing)
    small_print(_("What each method does"), lambda: _explanations(desk, found))


def _asked(result: Evaluation, standing: list[Alternative]) -> tuple[Opinion, ...]:
    from selection.analysis.second_opinions import opinions

    weights = standing[0].breakdown.weights
    used = weights > 0
    partials = np.array([a.breakdown.low[a.row] for a in standing])[:, used] / weights[used]
    criteria = [name for name, counts in zip(standing[0].breakdown.criteria, used, strict=True) if counts]
    decreasing = [result.foundation.criteria[name].direction == "decreasing" for name in criteria]
    return opinions(
        np.clip(partials, 0.0, 1.0),
        weights[used].tolist(),
        decreasing=decreasing,
        alternatives=[a.id for a in standing],
    )


def _agreement(desk: Desk, found: tuple[Opinion, ...], standing: list[Alternative]) -> None:
    _ = desk.words
    ranked = [o for o in found if isinstance(o, MethodResult)]
    official = next(o for o in ranked if o.method == Method.WEIGHTED_SUM)
    first = official.ranks.index(1)
    others = [o for o in ranked if o.method != Method.WEIGHTED_SUM and o.ranks[first] != 1]
    if not others:
        st.success(
            _("All of them put {name} first.", name=plain(standing[first].name)), icon=":material/done_all:"
        )
        return
    for opinion in others:
        other = standing[opinion.ranks.index(1)].name
        st.warning(_("{method} puts {name} first.", method=method_name(opinion.method, _), name=plain(other)))


def _explanations(desk: Desk, found: tuple[Opinion, ...]) -> None:
    _ = desk.words
    for opinion in found:
        refused = "" if isinstance(opinion, MethodResult) else f" **{unmet_need(opinion.unmet, _)}**"
        st.markdown(
            f"**{method_name(opinion.method, _)}.** {method_idea(opinion.method, _)} "
            f"{assumption_note(opinion.method, _)} {reversal_note(opinion.method, _)}{refused}"
        )
