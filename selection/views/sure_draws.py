"""Whom every alternative is for, and who is ahead of whom how often: what the draws say, within How sure."""

import pandas as pd
import streamlit as st

from selection.analysis.evaluation import Evaluation
from selection.analysis.pictures import Preference, duels, heat_map, preferences
from selection.analysis.robustness import Sureness
from selection.documents.charts.frame import SCREEN
from selection.documents.charts.sureness import duels_chart
from selection.views.charts import show
from selection.views.desk import Desk
from selection.views.tables import read_table
from selection.words import Words
from selection.words.sureness import nobody_passed

Names = dict[str, str]
SHOWN = 12
IN_A_SQUARE = 6


def supporters(desk: Desk, main: Sureness, result: Evaluation, names: Names) -> None:
    """Say by its central weights who would choose each alternative."""
    _ = desk.words
    found = preferences(main.survey)
    if not found:
        st.info(_("Nobody came first in any draw."))
        return
    if nobody_passed(main):
        found = tuple(sorted(found, key=lambda one: one.name))
    criteria = {name: _.text(one.name) for name, one in result.foundation.criteria.items()}
    st.markdown(
        _(
            "Each alternative comes first for those who weigh as this table says. The last column tells how "
            "often it would, if exactly these weights were agreed on."
        )
    )
    table = [_row(one, criteria, names, _) for one in found[:SHOWN]]
    read_table(pd.DataFrame(table), _("For whom each alternative comes first"))
    if len(found) > SHOWN:
        st.caption(_("Shown are {shown} of {count}.", shown=SHOWN, count=len(found)))


def _row(one: Preference, criteria: Names, names: Names, _: Words) -> dict[str, str]:
    return {
        _("name"): names[one.name],
        _("comes first in"): _.percent(one.first),
        _("more weight on"): _weights(one.more, criteria, _),
        _("less weight on"): _weights(one.less, criteria, _),
        _("first under these weights"): _.percent(one.assured),
    }


def _weights(parts: tuple[tuple[str, float, float], ...], criteria: Names, _: Words) -> str:
    if not parts:
        return _("about as usual")
    return "; ".join(
        _(
            "{criterion} {there} (usually {usual})",
            criterion=criteria[name],
            there=_.percent(there, 1),
            usual=_.percent(usual, 1),
        )
        for name, there, usual in parts
    )


def who_beats_whom(desk: Desk, main: Sureness, _result: Evaluation, names: Names) -> None:
    """Show how often each alternative is ahead of each other one."""
    _ = desk.words
    rows = [name for name, _shares in heat_map(main.survey)]
    shown = (sorted(rows) if nobody_passed(main) else rows)[:IN_A_SQUARE]
    table = duels(main.survey, shown)
    if table is None or len(shown) < len(("one", "other")):
        st.info(_("There is nobody to be ahead of."))
        return
    st.markdown(_("How often the one in the row is ahead of the one in the column, in all draws."))
    numbers = {name: str(at) for at, name in enumerate(shown, start=1)}
    said = "; ".join(
        _(
            "{name} is ahead of {other} in {share}",
            name=names[one],
            other=names[other],
            share=_.percent(table[at, to]),
        )
        for at, one in enumerate(shown)
        for to, other in enumerate(shown)
        if at < to
    )
    show(duels_chart(shown, table, names, _, SCREEN), said, "sure-duels")
    if len(rows) > len(shown):
        st.caption(_("Shown are {shown} of {count}.", shown=len(shown), count=len(rows)))
    listed = [
        {_("name"): f"{numbers[one]} · {names[one]}"}
        | {numbers[other]: "—" if at == to else _.percent(table[at, to]) for to, other in enumerate(shown)}
        for at, one in enumerate(shown)
    ]
    read_table(pd.DataFrame(listed), _("Who is ahead of whom"))
