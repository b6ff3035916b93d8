"""Ways of paying for a licence, held against each other year by year; within Money."""

import pandas as pd
import streamlit as st

from selection.analysis.licences import LicenceComparison, licence_comparison
from selection.documents.charts.frame import SCREEN
from selection.documents.charts.licences import licences_chart, path_name
from selection.views.charts import show
from selection.views.desk import Desk
from selection.views.tables import read_table
from selection.views.widgets import plain
from selection.words import Words
from selection.words.licences import licence_sentences
from selection.words.money import amount


def licences_section(desk: Desk) -> None:
    """Show what each offer by itself has cost in all after each year, as it is paid."""
    _ = desk.words
    found = licence_comparison(desk.told, desk.today)
    st.markdown(
        _(
            "A subscription is cheap at first, a perpetual licence later. Here every offer stands with what "
            "it has cost in all after each year: likely amounts as they are paid, without the firm."
        )
    )
    if not found.paths:
        st.info(
            _(
                "Say under Costs, in “How costs are added up”, how each offer is paid for, and state what it "
                "costs by itself."
            )
        )
    else:
        _paths(desk, found)
    for sentence in licence_sentences(found, _):
        st.markdown(plain(sentence))


def _paths(desk: Desk, found: LicenceComparison) -> None:
    _ = desk.words
    told = _told(found, _)
    st.markdown(plain(told))
    show(licences_chart(found.paths, found.currency, _, SCREEN), told, desk.key("licences"))
    st.caption(_("Each slice is one year, its number says which; behind it stands what is paid in all."))
    read_table(_table(found, _), _("What each offer has cost in all after each year"))


def _told(found: LicenceComparison, _: Words) -> str:
    """Say in a sentence what each costs in the end."""
    years = len(found.paths[0].paid)
    each = (f"{path_name(path, _)}: {amount(path.paid[-1], found.currency, _)}" for path in found.paths)
    return _("After {years} years: {each}.", years=years, each="; ".join(each))


def _table(found: LicenceComparison, _: Words) -> pd.DataFrame:
    table = {_("offer"): [path_name(path, _) for path in found.paths]}
    for year in range(len(found.paths[0].paid)):
        table[_("After year {year}", year=year + 1)] = [
            amount(path.paid[year], found.currency, _) for path in found.paths
        ]
    return pd.DataFrame(table)
