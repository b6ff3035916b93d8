"""The pictures of How sure, one at a time, each with a table that says the same."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from selection.analysis.evaluation import Evaluation
from selection.analysis.foundation import Kind
from selection.analysis.pictures import heat_map
from selection.analysis.robustness import Robustness, Sureness
from selection.analysis.value_cost import costs_are_known, plane
from selection.documents.charts.frame import SCREEN
from selection.documents.charts.sureness import acceptability_chart, interval_chart, rank_columns
from selection.errors import SelectionError
from selection.views.charts import show
from selection.views.desk import Desk
from selection.views.money_plane import draw_plane
from selection.views.palette import GATE_SIGN
from selection.views.result_opinions import opinions_section
from selection.views.sure_charts import (
    critical_chart,
    difference_chart,
    letters,
    tornado_chart,
    weight_map_chart,
)
from selection.views.sure_draws import supporters, who_beats_whom
from selection.views.sure_others import others
from selection.views.tables import show_table
from selection.views.widgets import plain
from selection.words import Words
from selection.words.errors import explain
from selection.words.reasons import part_name, turning
from selection.words.results import difference_sentence
from selection.words.sureness import critical_sentence, most_telling, nobody_passed, real_turns

SHOWN = 12

Names = dict[str, str]
Draw = Callable[[Desk, Sureness, Evaluation, Names], None]


def pictures(desk: Desk, shaken: Robustness, result: Evaluation, names: Names) -> None:
    """Let one picture be chosen, of pairs or of one side alone, and draw only that."""
    _ = desk.words
    st.subheader(_("Pictures"), anchor=False)
    about = shaken.by_kind[_kind(desk, shaken)]
    if not any(verdict != "fail" for verdict in about.standing.verdicts):
        st.info(_("Nothing is left to compare: every alternative is excluded."))
        return
    titles = {
        "ranks": _("Ranks"),
        "values": _("Values"),
        "duels": _("Who is ahead of whom"),
        "supporters": _("For whom"),
        "weights": _("Critical weights"),
        "tornado": _("What moves the lead"),
        "two": _("Two compared"),
        "map": _("Map of weights"),
        "others": _("What if"),
    }
    if about is shaken.main:
        titles["methods"] = _("Second opinions")
        if costs_are_known(result):
            titles["plane"] = _("Quality and cost")
    chosen = st.segmented_control(
        _("Picture"),
        list(titles),
        default="ranks",
        format_func=lambda name: titles[name],
        required=True,
        key=f"{desk.session[:8]}-picture-{about.kind}",
        label_visibility="collapsed",
    )
    if chosen in _ABOUT_THE_LEADER and nobody_passed(about):
        st.info(_("Nothing has passed its gates yet, so there is no leader this could be about."))
        return
    _DRAWN[str(chosen)](desk, about, result, names)


def _kind(desk: Desk, shaken: Robustness) -> Kind:
    """Ask what the pictures are to be about; what the decision is about stands first."""
    _ = desk.words
    titles: dict[Kind, str] = {
        "pair": _("Pairs"),
        "platform": _("Platforms"),
        "integrator": _("Integrators"),
    }
    held = [kind for kind in titles if kind in shaken.by_kind]
    if len(held) < 2:
        return shaken.main.kind
    chosen = st.segmented_control(
        _("About"),
        held,
        default=shaken.main.kind,
        format_func=lambda kind: titles[kind],
        required=True,
        key=f"{desk.session[:8]}-about",
        label_visibility="collapsed",
    )
    return chosen or shaken.main.kind


def _ranks(desk: Desk, main: Sureness, _result: Evaluation, names: Names) -> None:
    _ = desk.words
    rows = heat_map(main.survey)
    shown = (sorted(rows) if nobody_passed(main) else list(rows))[:SHOWN]
    st.markdown(_("How often each alternative came at which rank, and how often it was excluded."))
    described = "; ".join(
        _("{name}: first in {first}", name=names[name], first=_.percent(s[0])) for name, s in shown
    )
    show(acceptability_chart(shown, names, _, SCREEN), described, "sure-ranks")
    _more(len(rows), _)
    table = [
        {_("name"): names[name]}
        | {
            _("rank {rank}", rank=title) if title.isdecimal() else title: _.percent(share)
            for title, share in rank_columns(shares, _)
        }
        for name, shares in shown
    ]
    show_table(pd.DataFrame(table), alt=described)
    _clones(main, names, _)


def _clones(main: Sureness, names: Names, _: Words) -> None:
    """Give the share of near-clones together, which they take from each other above."""
    groups = [group for group in main.survey.groups if len(group) > 1]
    if not groups:
        return
    title = _("Nearly the same, counted together")
    st.markdown(f"**{plain(title)}**")
    first = main.survey.grouped.first.tolist()
    table = [
        {
            _("names"): ", ".join(names[main.standing.names[row]] for row in group),
            _("first"): _.percent(first[main.survey.groups.index(group)]),
        }
        for group in groups
    ]
    show_table(pd.DataFrame(table), alt=title)


def _more(count: int, _: Words) -> None:
    if count > SHOWN:
        st.caption(_("Shown are {shown} of {count}.", shown=SHOWN, count=count))


def _values(desk: Desk, main: Sureness, _result: Evaluation, names: Names) -> None:
    _ = desk.words
    rows = main.ranking
    shown = (sorted(rows, key=lambda row: row.name) if nobody_passed(main) else list(rows))[:SHOWN]
    st.markdown(_("The line is what is possible, the bar holds nine of ten draws, the mark is the middle."))
    described = "; ".join(
        _("{name}: {value}", name=names[row.name], value=_.interval(row.low, row.high)) for row in shown
    )
    signed = {row.name: f"{GATE_SIGN[row.gate]} {names[row.name]}" for row in shown}
    show(interval_chart(shown, signed, _, SCREEN), described, "sure-values")
    _more(len(rows), _)
    table = [
        {
            _("name"): names[row.name],
            _("possible"): _.interval(row.low, row.high),
            _("nine of ten draws"): _.interval(row.drawn_low, row.drawn_high),
            _("on proven answers from"): _.value(row.proven),
        }
        for row in shown
    ]
    show_table(pd.DataFrame(table), alt=described)


def _weights(desk: Desk, main: Sureness, result: Evaluation, names: Names) -> None:
    _ = desk.words
    found = [weight for weight in main.critical_weights if any(real_turns(weight))]
    shown = most_telling(found, SHOWN)
    if not found:
        st.success(_("No single weight changes who is ahead."), icon=":material/task_alt:")
        return
    st.markdown(_("The bar is where the leader stays ahead, the mark is the weight now."))
    described = " ".join(critical_sentence(weight, result, names, _) for weight in shown)
    show(critical_chart(shown, result, _), described, "sure-weights")
    _more(len(found), _)
    table = [
        {
            _("weight of"): part_name(weight.part, weight.name, result, _),
            _("now"): _.percent(weight.weight, 1),
            _("from weight"): turning(lower.weight, _, more=False) if lower else _.percent(0, 1),
            _("below it"): names[lower.rival] if lower else "",
            _("to weight"): turning(upper.weight, _, more=True) if upper else _.percent(1, 1),
            _("above it"): names[upper.rival] if upper else "",
        }
        for weight in shown
        for lower, upper in [real_turns(weight)]
    ]
    show_table(pd.DataFrame(table), alt=described)


def _tornado(desk: Desk, main: Sureness, result: Evaluation, names: Names) -> None:
    _ = desk.words
    found = main.tornado
    if found is None:
        st.info(_("There is nobody to be ahead of."))
        return
    criteria = result.foundation.criteria
    said = _(
        "The lead of {leader} over {rival} is {lead}. Bars: weights within their range. Lines: open answers.",
        leader=names[found.leader],
        rival=names[found.rival],
        lead=_.value(found.lead),
    )
    st.markdown(plain(said))
    show(tornado_chart(found, SHOWN, result, _), said, "sure-tornado")
    table = [
        {
            _("criterion"): _.text(criteria[bar.criterion].name),
            _("lead, by its weight"): _span(bar.lead_low, bar.lead_high, _),
            _("lead, by open answers"): _span(bar.open_low, bar.open_high, _),
        }
        for bar in found.bars[:SHOWN]
    ]
    show_table(pd.DataFrame(table), alt=said)


def _span(low: float, high: float, _: Words) -> str:
    ends = _signed(low, _), _signed(high, _)
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} … {ends[1]}"


def _signed(figure: float, _: Words) -> str:
    return _.signed(figure, 3) if round(figure, 3) else _.value(0.0, 3)


def _two(desk: Desk, main: Sureness, result: Evaluation, names: Names) -> None:
    _ = desk.words
    standing = [row.name for row in main.ranking if row.gate != "fail"]
    if nobody_passed(main):
        standing.sort(key=lambda name: names[name])
    if len(standing) < 2:
        st.info(_("There is nobody to be ahead of."))
        return
    one, other = _chosen(desk, standing, names, (_("The first"), _("The second")), "two")
    if one == other:
        st.info(_("Choose two different ones."))
        return
    found = main.difference(one, other)
    criteria = result.foundation.criteria
    gaps = [(_.text(criteria[row.criterion].name), row.middle) for row in found.rows]
    said = difference_sentence(result.alternative(one), result.alternative(other), gaps, _)
    st.markdown(plain(said))
    show(difference_chart(found, SHOWN, result, _), said, "sure-two")
    table = [
        {
            _("criterion"): _.text(criteria[row.criterion].name),
            _("weight"): _.percent(row.weight, 1),
            _("difference"): _signed(row.middle, _),
            _("possible"): _span(row.low, row.high, _),
        }
        for row in found.rows
    ]
    show_table(pd.DataFrame(table), alt=said)


def _chosen(
    desk: Desk, options: Sequence[str], names: Names, labels: tuple[str, str], key: str
) -> tuple[str, str]:
    left, right = st.columns(2)
    picked = [
        column.selectbox(
            label,
            options,
            index=at,
            format_func=lambda name: names[name],
            key=f"{desk.session[:8]}-{key}-{at}",
        )
        for at, (column, label) in enumerate(zip((left, right), labels, strict=True))
    ]
    return str(picked[0]), str(picked[1])


def _map(desk: Desk, main: Sureness, result: Evaluation, names: Names) -> None:
    _ = desk.words
    weights = dict(zip(main.standing.criteria, main.standing.weights.tolist(), strict=True))
    options = sorted(weights, key=lambda name: -weights[name])
    if len(options) < 2:
        st.info(_("There is only one criterion."))
        return
    titles = {name: _.text(result.foundation.criteria[name].name) for name in options}
    first, second = _chosen(desk, options, titles, (_("Across"), _("Upwards")), "map")
    found = main.weight_map(first, second)
    if found is None:
        st.info(_("Choose two different ones."))
        return
    signs = letters(found)
    said = "; ".join(
        _(
            "{letter}: {name}, {share} of the map",
            letter=sign,
            name=names[name],
            share=_.percent(found.shares[name]),
        )
        for name, sign in signs.items()
    )
    st.markdown(_("Who wins at which weights of the two, the others keeping their proportions."))
    show(weight_map_chart(found, names, (titles[first], titles[second]), _), said, "sure-map")
    table = [
        {_("letter"): sign, _("winner"): names[name], _("share of the map"): _.percent(found.shares[name])}
        for name, sign in signs.items()
    ]
    show_table(pd.DataFrame(table), alt=said)


def _plane(desk: Desk, _main: Sureness, result: Evaluation, _names: Names) -> None:
    try:
        found = plane(result, desk.today)
    except SelectionError as error:
        st.error(plain(explain(error, desk.words).sentence))
        return
    draw_plane(found, "sure-plane", desk.words)


def _methods(desk: Desk, _main: Sureness, result: Evaluation, _names: Names) -> None:
    opinions_section(desk, result)


_ABOUT_THE_LEADER = frozenset({"weights", "tornado", "map", "others"})

_DRAWN: dict[str, Draw] = {
    "ranks": _ranks,
    "values": _values,
    "duels": who_beats_whom,
    "supporters": supporters,
    "weights": _weights,
    "tornado": _tornado,
    "two": _two,
    "map": _map,
    "others": others,
    "methods": _methods,
    "plane": _plane,
}
