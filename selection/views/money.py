"""Money: what it all costs, quality against it, how price counts, and the tender's file."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from selection.analysis.award import award, leaking_scores, notices
from selection.analysis.drop_one import method_flips
from selection.analysis.evaluation import Evaluation
from selection.analysis.value_cost import Plane, plane
from selection.errors import SelectionError
from selection.model.price_rules import prices_are_sealed
from selection.views.desk import Desk
from selection.views.money_costs import alternatives, costs_section
from selection.views.money_licences import licences_section
from selection.views.money_plane import draw_plane
from selection.views.money_rules import rules_section
from selection.views.money_tender import tender_section
from selection.views.tables import show_table
from selection.views.widgets import empty_state, onward, plain, question, small_print
from selection.words.errors import explain
from selection.words.methods import method_name
from selection.words.money import (
    amount,
    amounts,
    cost_kind_word,
    flip_sentence,
    notice_sentence,
    sealed_sentence,
)


def page(desk: Desk) -> None:
    """Ask what it costs, and show what is got for it."""
    _ = desk.words
    question(
        _("What does it cost, and what do you get for it?"),
        _("Quality is the value without the cost group. Cost is everything paid over the years."),
    )
    if prices_are_sealed(desk.decision):
        st.info(sealed_sentence(_), icon=":material/lock:")
    result = _result(desk)
    if result:
        _notices(desk, result)
    plane_tab, costs_tab, licences_tab, rules_tab, file_tab = st.tabs(
        [
            _("Quality and cost"),
            _("Costs"),
            _("Ways of paying for the licence"),
            _("How price counts"),
            _("The tender’s file"),
        ]
    )
    with plane_tab:
        if result:
            _plane(desk, result)
        else:
            empty_state(
                _("There is nothing to compare yet. Costs can be entered all the same."),
                _("Choose products"),
                "vendors",
            )
    with costs_tab:
        costs_section(desk)
    with licences_tab:
        licences_section(desk)
    with rules_tab:
        rules_section(desk, result)
    with file_tab:
        tender_section(desk)
    onward(_("See the result"), "results")


def _result(desk: Desk) -> Evaluation | None:
    try:
        return desk.evaluate()
    except SelectionError:
        return None


def _notices(desk: Desk, result: Evaluation) -> None:
    _ = desk.words
    said: list[str] = []
    bids, criteria = alternatives(desk), {c.id: _.text(c.name) for c in desk.decision.criteria}
    for notice in (*notices(result), *leaking_scores(desk.decision)):
        names = criteria if notice.code == "past_record_at_award" else bids
        said.append(plain(notice_sentence(notice, names, _)))
    if said:
        st.warning("  \n".join(said), icon=":material/warning:")


def _plane(desk: Desk, result: Evaluation) -> None:
    _ = desk.words
    try:
        found = plane(result, desk.today)
    except SelectionError as error:
        st.error(plain(explain(error, _).sentence))
        return
    draw_plane(found, desk.key("plane"), _)
    _lacking(found, desk)
    _award(desk, result)
    small_print(_("Every cost, down to its lines"), lambda: _lines(found, desk))
    _methods(desk, result)


def _lacking(found: Plane, desk: Desk) -> None:
    _ = desk.words
    for standing in found.standings:
        if standing.lacking:
            said = explain(standing.lacking, _)
            st.warning(plain(f"{_.text(standing.name)}: {said.sentence} {said.remedy}"))


def _award(desk: Desk, result: Evaluation) -> None:
    _ = desk.words
    try:
        made = award(result)
    except SelectionError as error:
        st.error(plain(explain(error, _).sentence))
        return
    if made is None:
        return
    st.subheader(_("By the price formula in force"), anchor=False)
    rows = {
        _("rank"): [str(bid.rank) if bid.rank else "—" for bid in made.bids],
        _("bid"): [bid.name for bid in made.bids],
        _("price"): [amount(bid.price, made.currency, _) for bid in made.bids],
        _("figure"): [_.number(bid.middle) if bid.middle is not None else "—" for bid in made.bids],
    }
    show_table(pd.DataFrame(rows), alt=_("Bids by the price formula"))
    for flip in made.flips:
        st.error(plain(flip_sentence(flip, alternatives(desk), _)))
    if not made.flips:
        st.caption(_("Take away any losing bid, and the winner stays the same."))


def _lines(found: Plane, desk: Desk) -> None:
    """Show every line with the years in which it is paid, and what it comes to today."""
    _ = desk.words
    for standing in found.standings:
        if standing.cost is None:
            continue
        st.markdown(f"**{plain(_.text(standing.name))}**")
        missing = ", ".join(cost_kind_word(kind, _) for kind in standing.cost.missing_kinds)
        if missing:
            st.caption(plain(_("Nothing is stated for: {kinds}.", kinds=missing)))
        rows = [
            {
                _("what"): cost_kind_word(line.line.kind, _),
                _("years"): _years([paid.year for paid in line.payments]),
                _("rate"): _.number(line.rate, 4),
                _("today’s worth"): amounts(line.total, found.currency, _),
                _("source"): _.text(line.line.source) if line.line.source else "—",
                _("valid"): _("no longer") if line.expired else "",
            }
            for line in standing.cost.lines
        ]
        show_table(pd.DataFrame(rows), alt=_("Costs of {name}", name=_.text(standing.name)))


def _years(years: Sequence[int]) -> str:
    if not years:
        return "—"
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _methods(desk: Desk, result: Evaluation) -> None:
    _ = desk.words
    if not st.toggle(_("Test every method for losers that decide"), key=f"{desk.session[:8]}-drop-one"):
        return
    with st.spinner(_("Asking …")):
        named = method_flips(result)
    if not named:
        st.caption(_("By no method does a losing alternative decide who wins."))
    for method, found in named.items():
        said = " ".join(flip_sentence(flip, alternatives(desk), _) for flip in found)
        st.warning(plain(f"{method_name(method, _)}: {said}"))
