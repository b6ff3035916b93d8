"""Results: the answer first, then what it rests on, what was excluded and what could still change it."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from selection.analysis.balance import balance
from selection.analysis.evaluation import Alternative, Evaluation, rank
from selection.analysis.foundation import lay_foundation
from selection.analysis.questions import Question, QuestionGroup, grouped, questions
from selection.analysis.weights import NodeWeightTable, node_weights, undecided_nodes
from selection.documents.charts.frame import SCREEN, Axis
from selection.documents.charts.parts import Part, legend_of, parts_chart
from selection.documents.charts.values import Level, Value, values_chart
from selection.errors import SelectionError
from selection.model.base import reading
from selection.model.decision import Decision
from selection.views.charts import show
from selection.views.desk import Desk
from selection.views.palette import GATE_SIGN
from selection.views.result_gates import gates_section
from selection.views.result_opinions import opinions_section
from selection.views.result_trace import trace_section
from selection.views.tables import read_table
from selection.views.weakest import weakest_panel
from selection.views.widgets import badge, empty_state, plain, question, small_print
from selection.words import Words
from selection.words.errors import explain
from selection.words.fiction import told_foundation
from selection.words.gates import few, verdict_word
from selection.words.questions import question_title, question_weight
from selection.words.results import balance_sentence, difference_sentence, headline, rank_text

KINDS = ("pairs", "platforms", "integrators")
SHOWN = 10
RANGE = "\N{WORD JOINER}–\N{WORD JOINER}"
"""From one rank to another, in one line however narrow its column is."""


def page(desk: Desk) -> None:
    """Show which pair fits best, and how sure that is."""
    _ = desk.words
    if not desk.decision.offers:
        question(_("Which pair fits best?"))
        empty_state(_("There is nothing to rank yet."), _("Choose products"), "vendors")
        return
    decision, changed = _what_if(desk)
    try:
        as_it_is = desk.foundation()
        foundation = told_foundation(lay_foundation(decision, desk.today), _) if changed else as_it_is
    except SelectionError as error:
        question(_("Which pair fits best?"))
        found = explain(error, _)
        empty_state(plain(f"{found.sentence} {found.remedy}"), _("To criteria and weights"), "criteria")
        return
    nodes, tried = _tried_balance(desk, node_weights(decision))
    result = rank(foundation, nodes)
    open_questions = questions(result)
    with st.container(key="answer"):
        st.title(plain(headline(result, _)), anchor=False)
        _trying(desk, result, changed, tried)
        _caveats(desk, result, open_questions)
    _sections(desk, result, open_questions)


def _sections(desk: Desk, result: Evaluation, open_questions: tuple[Question, ...]) -> None:
    _ = desk.words
    sections: dict[str, Callable[[], None]] = {
        _("Ranking"): lambda: _ranking(desk, result),
        _("Why"): lambda: _why(desk, result),
        _("Excluded and open"): lambda: gates_section(desk, result),
        _("What to ask"): lambda: _questions(desk, result, open_questions),
        _("Second opinions"): lambda: opinions_section(desk, result),
        _("Open a number"): lambda: trace_section(desk, result),
    }
    tabs = st.tabs(list(sections), key=f"sections-{_.language}", on_change="rerun")
    for tab, draw in zip(tabs, sections.values(), strict=True):
        # Hidden ones are not drawn: they were most of the work of every move of the balance.
        if tab.open:
            with tab:
                draw()


def _tried_balance(desk: Desk, nodes: NodeWeightTable) -> tuple[NodeWeightTable, bool]:
    """Give the weights with the balance that is being tried; nothing of it is stored."""
    share = st.session_state.get(f"{desk.session[:8]}-lambda")
    sides = nodes["sides"]
    if share is None or "integrator" not in sides or share == round(100 * sides["platform"]):
        return nodes, False
    return nodes | {"sides": {"platform": share / 100, "integrator": 1 - share / 100}}, True


def _what_if(desk: Desk) -> tuple[Decision, tuple[str, ...]]:
    """Give the decision with the musts that are being tried as mere wishes; nothing of it is stored."""
    tried = st.session_state.get(f"{desk.session[:8]}-not-must", ())
    known = tuple(need.id for need in desk.decision.needs if need.id in tried and need.tier == "must")
    if not known:
        return desk.decision, ()
    needs = tuple(
        need.model_copy(update={"tier": "nice"}) if need.id in known else need for need in desk.decision.needs
    )
    return desk.decision.model_copy(update={"needs": needs}), known


def _trying(desk: Desk, result: Evaluation, not_must: tuple[str, ...], balance_moved: bool) -> None:
    _ = desk.words
    if not not_must and not balance_moved:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        parts = []
        if not_must:
            parts.append(_("{needs} counted as nice to have", needs=", ".join(not_must)))
        if balance_moved:
            parts.append(_("another balance of platform and integrator"))
        tried = plain("; ".join(parts))
        changes = plain(_changes(desk, result, _)) if not_must else ""
        said = _("**What if** · {tried}. {changes} Nothing is stored.", tried=tried, changes=changes)
        st.markdown(f":material/science: {said}{_not_the_award(desk)}", width="stretch")
        st.button(_("Back to what was decided"), key="reset-what-if", on_click=lambda: _reset(desk))


def _not_the_award(desk: Desk) -> str:
    """Say, once the rules are locked, that what is tried is not what is decided on."""
    _ = desk.words
    return "" if desk.state.proceedings.lock is None else f" **{_('This is not the award.')}**"


def _changes(desk: Desk, result: Evaluation, _: Words) -> str:
    """Say whose gate verdict differs from what was decided."""
    before = desk.foundation().gates
    turned = [
        _("{name}: {after}", name=a.name, after=verdict_word(a.gate.verdict, _))
        for a in (*result.platforms, *result.pairs)
        if a.gate.verdict != before[a.id].verdict
    ]
    if not turned:
        return _("No verdict changes.")
    return _("Now {turned}.", turned=few(turned, _))


def _reset(desk: Desk) -> None:
    for name in ("lambda", "not-must"):
        st.session_state.pop(f"{desk.session[:8]}-{name}", None)


def _caveats(desk: Desk, result: Evaluation, open_questions: tuple[Question, ...]) -> None:
    _ = desk.words
    undecided = undecided_nodes(desk.decision)
    if undecided:
        st.caption(
            _.counted(
                "{count} set of weights is not decided yet and counts all alike.",
                "{count} sets of weights are not decided yet and count all alike.",
                len(undecided),
            )
        )
    missing = sum(q.action == "ask" and q.kind != "compatibility" for q in open_questions)
    if missing:
        st.caption(
            _.counted(
                "{count} answer is missing: bars show how far values could still move.",
                "{count} answers are missing: bars show how far values could still move.",
                missing,
            )
        )
    unknown = sum(pair.pair.compatibility == "unknown" for pair in result.pairs if pair.pair)
    if unknown:
        st.caption(
            _.counted(
                "For {count} pair it is not known whether the integrator implements the product.",
                "For {count} pairs it is not known whether the integrator implements the product.",
                unknown,
            )
        )


def _ranking(desk: Desk, result: Evaluation) -> None:
    _ = desk.words
    kinds = [kind for kind in KINDS if getattr(result, kind)]
    titles = {"pairs": _("Pairs"), "platforms": _("Platforms alone"), "integrators": _("Integrators alone")}
    kind = st.segmented_control(
        _("What to rank"),
        kinds,
        default=kinds[0],
        format_func=lambda name: titles[name],
        required=True,
        key=f"{desk.session[:8]}-kind",
        label_visibility="collapsed",
        persist_state="page",
    )
    found: tuple[Alternative, ...] = getattr(result, str(kind))
    if kind != "pairs" and result.pairs:
        st.caption(
            _(
                "On its own a list awards nothing: "
                "what you buy is a platform with the firm that implements it."
            )
        )
    shown = found
    if len(found) > SHOWN and not st.toggle(_("Show all {count}", count=len(found)), key=f"all-{kind}"):
        shown = found[:SHOWN]
    if not any(a.rank for a in found):
        st.caption(
            _("Nothing is ranked yet. The order below is only that of the middle of what is possible.")
        )
    described = "; ".join(f"{a.name}: {rank_text(a, _)}, {_.interval(a.low, a.high)}" for a in shown)
    level = _level(result, str(kind), _)
    values = [
        Value(
            f"{GATE_SIGN[a.gate.verdict]} {a.name}", a.low, a.high, _.interval(a.low, a.high), a.gate.verdict
        )
        for a in shown
    ]
    axis = Axis(_("value, 0 worst to 1 best"))
    show(values_chart(values, level, axis, _, SCREEN), described, f"ranking-{kind}")
    if level:
        line = {"name": plain(level.name), "value": _.interval(level.low, level.high)}
        st.caption(_("Upright strokes: {name}, {value}, the line to beat.", **line))
    read_table(_table(shown, _), _("Ranking"), marked=(_("gate"),))
    if kind == "pairs":
        _balance(desk, result)
        _matrix(result, _)
    weakest_panel(desk, result)


def _matrix(result: Evaluation, _: Words) -> None:
    """Show pairs as a field, unless a tender holds several bids for one pair."""
    keys = [pair.pair for pair in result.pairs if pair.pair]
    if len(keys) < 3 or len({(key.offer, key.integrator) for key in keys}) < len(keys):
        return
    names = {a.id: a.name for a in (*result.platforms, *result.integrators)}
    st.subheader(_("All pairs"), anchor=False)
    read_table(_field(result.pairs, names, _), _("Value of every pair"), marked=tuple(names.values()))


def _field(pairs: Sequence[Alternative], names: Mapping[str, str], _: Words) -> pd.DataFrame:
    """Set pairs out as platforms by integrators; empty where a firm does not implement a product."""
    rows: dict[str, dict[str, str]] = {}
    for pair in pairs:
        if pair.pair:
            row = rows.setdefault(pair.pair.offer, {_("platform"): names[pair.pair.offer]})
            row[names[pair.pair.integrator]] = badge(pair.gate.verdict, _.interval(pair.low, pair.high))
    return pd.DataFrame(rows.values()).fillna("—")


def _level(result: Evaluation, kind: str, _: Words) -> Level | None:
    line = result.baseline
    if line is None or kind == "integrators":
        return None
    low, high = (line.low, line.high) if kind == "pairs" else (line.platform_low, line.platform_high)
    return Level(_.text(line.name), low, high)


def _table(found: Sequence[Alternative], _: Words) -> pd.DataFrame:
    rows = [
        {
            _("name"): a.name,
            _("rank"): rank_text(a, _).replace("–", RANGE),
            _("gate"): badge(a.gate.verdict, verdict_word(a.gate.verdict, _)),
            _("value"): _.interval(a.low, a.high),
            _("quality without cost"): _.interval(a.quality_low, a.quality_high),
            _("on proven answers"): _.interval(a.proven, a.high),
            _("as-is fit"): _fit_text(a, _),
        }
        for a in found
    ]
    return pd.DataFrame(rows)


def _fit_text(alternative: Alternative, _: Words) -> str:
    fit = alternative.fit
    if fit is None:
        return ""
    low, high = _.percent(fit.low), _.percent(fit.high)
    return low if low == high else _("{low}–{high}", low=low, high=high)


def _balance(desk: Desk, result: Evaluation) -> None:
    _ = desk.words
    if not any(pair.gate.verdict == "pass" for pair in result.pairs):
        return
    with st.container(border=True):
        st.subheader(_("What if the balance were different?"), anchor=False)
        key = f"{desk.session[:8]}-lambda"
        decided = round(100 * node_weights(desk.decision)["sides"]["platform"])
        if key not in st.session_state:
            st.session_state[key] = decided
        label = _("Weight of the platform against the integrator, in percent")
        st.slider(label, 0, 100, step=1, key=key, persist_state="page")
        found = balance(result)
        if found:
            st.markdown(plain(balance_sentence(found, result, _)))


def _why(desk: Desk, result: Evaluation) -> None:
    _ = desk.words
    found = [a for a in (result.pairs or result.platforms) if a.gate.verdict != "fail"][:6]
    if not found:
        st.info(_("Nothing is left to explain: every alternative is excluded."))
        return
    groups = {g.id: _.text(g.name) for g in result.decision.groups}
    criteria = result.foundation.criteria
    by_group = len(criteria) > 9
    parts: list[Part] = []
    for alternative in found:
        slices: dict[str, list[float]] = {}
        for c in alternative.contributions:
            criterion = criteria[c.criterion]
            label = (
                groups.get(criterion.group, criterion.group)
                if by_group
                else reading(criterion.name, _.language)
            )
            held = slices.setdefault(label, [0.0, 0.0])
            held[0] += c.low
            held[1] += c.high
        parts += [Part(alternative.name, label, low, high) for label, (low, high) in slices.items()]
    st.markdown(_("Every value is a sum: what each criterion is worth to you, times how well it is met."))
    if len(found) > 1:
        st.markdown(plain(_ahead(parts, found[0], found[1], _)))
    axis = Axis(_("contribution to the value"))
    show(parts_chart(parts, axis, _, SCREEN), _described(parts, _), "contributions", legend_of(parts))
    small_print(_("The figures"), lambda: _figures(parts, _))


def _described(parts: Sequence[Part], _: Words) -> str:
    """Say what the chart of contributions shows, for those who don't see it."""
    sums: dict[str, list[str]] = {}
    for part in parts:
        sums.setdefault(part.alternative, []).append(f"{part.label} {_.interval(part.low, part.high)}")
    said = "; ".join(f"{name}: {', '.join(slices)}" for name, slices in sums.items())
    return f"{_('Contributions to the value')}. {said}"


def _ahead(parts: Sequence[Part], first: Alternative, second: Alternative, _: Words) -> str:
    """Say on what the first is ahead of the second, and on what behind."""
    middles = {(part.alternative, part.label): (part.low + part.high) / 2 for part in parts}
    labels = dict.fromkeys(part.label for part in parts)
    gaps = {name: middles[first.name, name] - middles[second.name, name] for name in labels}
    largest = sorted(gaps, key=lambda name: -abs(gaps[name]))
    return difference_sentence(first, second, [(name, gaps[name]) for name in largest], _)


def _figures(parts: Sequence[Part], _: Words) -> None:
    table: dict[str, dict[str, str]] = {}
    for part in parts:
        row = table.setdefault(part.label, {_("criterion"): part.label})
        row[part.alternative] = _.interval(part.low, part.high)
    read_table(pd.DataFrame(table.values()), _("Contributions as figures"))


def _questions(desk: Desk, result: Evaluation, open_questions: tuple[Question, ...]) -> None:
    _ = desk.words
    found = grouped(open_questions)
    if not found:
        st.success(_("No open question could change the result."), icon=":material/task_alt:")
        return
    st.markdown(
        _("The most telling first: those that keep a gate open, then those that could move the value most.")
    )
    shown = found if st.toggle(_("Show all {count}", count=len(found)), key="all-questions") else found[:12]
    for group in shown:
        _question(group, result, _)


def _question(group: QuestionGroup, result: Evaluation, _: Words) -> None:
    names = [result.alternative(name).name for name in group.alternatives]
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(question_title(group, result, _))}**")
        st.caption(plain(question_weight(group, _)))
        whom = _.counted(
            "{count} to ask: {names}", "{count} to ask: {names}", len(names), names=_.listed(names)
        )
        st.caption(plain(whom))
