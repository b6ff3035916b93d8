"""The path from any number down to its source: value, contribution, partial value, performance, answer."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from selection.analysis.cells import Resolved
from selection.analysis.evaluation import Alternative, Contribution, Evaluation
from selection.analysis.fit import need_shares
from selection.analysis.values import beyond
from selection.model.consistency import criterion_fed_by
from selection.model.criteria import Branch, Criterion, DeliveryLadder
from selection.model.judgements import Answer, Score
from selection.model.needs import Need
from selection.views.desk import Desk
from selection.views.tables import read_table
from selection.views.widgets import plain, unbroken
from selection.words import Words
from selection.words.criteria import anchors, performance
from selection.words.terms import delivery_word, evidence_word, origin_word, state_word, tier_word


def trace_section(desk: Desk, result: Evaluation) -> None:
    """Open one number: choose whose, then which criterion, and read down to the source."""
    _ = desk.words
    everyone = {a.id: a for a in (*result.pairs, *result.platforms, *result.integrators)}
    kinds = {"pair": _("pair"), "platform": _("platform"), "integrator": _("integrator")}
    chosen = st.selectbox(
        _("Whose value?"),
        list(everyone),
        format_func=lambda name: f"{everyone[name].name} · {kinds[everyone[name].kind]}",
        key=f"{desk.session[:8]}-trace-who",
        persist_state="page",
    )
    alternative = everyone[str(chosen)]
    criteria = result.foundation.criteria
    st.markdown(
        _(
            "Value {value}, the sum of these contributions:",
            value=_.interval(alternative.low, alternative.high),
        )
    )
    read_table(_sum(alternative, criteria, _), _("Contributions"))
    name = st.selectbox(
        _("Which contribution?"),
        [c.criterion for c in alternative.contributions],
        format_func=lambda criterion: _.led(f"{criterion} · {_.text(criteria[criterion].name)}"),
        key=f"{desk.session[:8]}-trace-what",
        persist_state="page",
    )
    contribution = next(c for c in alternative.contributions if c.criterion == name)
    _open(desk, result, alternative, contribution)


def _sum(alternative: Alternative, criteria: Mapping[str, Criterion], _: Words) -> pd.DataFrame:
    rows = [
        {
            _("criterion"): _.text(criteria[c.criterion].name),
            _("weight"): _.percent(c.weight, 1),
            _("partial value"): _.interval(*_partial(c)),
            _("contribution"): _.interval(c.low, c.high, 4),
        }
        for c in alternative.contributions
    ]
    return pd.DataFrame(rows)


def _partial(c: Contribution) -> tuple[float, float]:
    return (c.low / c.weight, c.high / c.weight) if c.weight else (0.0, 0.0)


def _open(desk: Desk, result: Evaluation, alternative: Alternative, c: Contribution) -> None:
    _ = desk.words
    criterion = result.foundation.criteria[c.criterion]
    with st.container(border=True):
        st.markdown(
            _(
                "**{name}** adds {adds} = weight {weight} × partial value {partial}",
                name=plain(_.told(criterion.name)),
                adds=_.interval(c.low, c.high, 4),
                weight=_.percent(c.weight, 1),
                partial=_.interval(*_partial(c)),
            )
        )
        st.caption(plain(_weight_path(result, alternative, criterion, _)))
        st.caption(plain(f"{_.text(criterion.definition)} {anchors(criterion, _)}"))
        owner = _owner(alternative, criterion)
        if criterion.from_ == "needs":
            _needs(desk, result, owner, criterion)
        else:
            _measure(desk, criterion, result.foundation.scores[owner][criterion.id])


def _owner(alternative: Alternative, criterion: Criterion) -> str:
    pair = alternative.pair
    if pair is None or criterion.scope == "pair":
        return alternative.id
    return pair.offer if criterion.scope == "platform" else pair.integrator


def _weight_path(result: Evaluation, alternative: Alternative, criterion: Criterion, _: Words) -> str:
    """Say how the weight came about: side, group and criterion multiplied."""
    nodes = result.nodes
    side = criterion.side
    tree = result.decision.criteria_set
    branches = tree.platform if side == "platform" else tree.integrator
    branch = next((b for b in branches if isinstance(b, Branch) and criterion.id in b.criteria), None)
    sides = {"platform": _("platform's side"), "integrator": _("integrator's side")}
    steps = [f"{sides[side]} {_.percent(nodes['sides'][side], 1)}"] if alternative.kind == "pair" else []
    if branch:
        groups = {g.id: _.text(g.name) for g in result.decision.groups}
        steps.append(f"{groups.get(branch.group, branch.group)} {_.percent(nodes[side][branch.group], 1)}")
        steps.append(f"{criterion.id} {_.percent(nodes[f'{side}.{branch.group}'][criterion.id], 1)}")
    else:
        steps.append(f"{criterion.id} {_.percent(nodes[side][criterion.id], 1)}")
    note = _(" (shared among the criteria of this list)") if alternative.kind == "integrator" else ""
    return _("Weight: {path}{note}", path=" × ".join(steps), note=note)


def _needs(desk: Desk, result: Evaluation, offer: str, criterion: Criterion) -> None:
    _ = desk.words
    decision = result.decision
    fed = [need for need in decision.needs if criterion_fed_by(decision, need) == criterion.id]
    cells = result.foundation.answers[offer]
    st.markdown(_.counted("{count} need feeds it:", "{count} needs feed it:", len(fed)))
    shares = need_shares(fed, cells, decision.policy)
    rows = [_need_row(need, cells[need.id], float(shares.get(need.id, 0)), result, _) for need in fed]
    read_table(pd.DataFrame(rows), _("Needs and how they are met"))
    st.markdown(_("Where the answers come from"))
    origins = [
        {_("need"): _.led(need.id), **_evidence(cells[need.id], _), **_origin(cells[need.id], _)}
        for need in fed
    ]
    read_table(pd.DataFrame(origins), _("Where the answers come from"))
    if isinstance(criterion.value, DeliveryLadder):
        st.caption(_("The partial value is the sum of what each need weighs times what its delivery counts."))
    else:
        st.caption(_("The performance is the summed weight of the needs that are met as is."))


def _need_row(
    need: Need, found: Resolved[Answer], share: float, result: Evaluation, _: Words
) -> dict[str, str]:
    cell = found.cell
    ladder = result.decision.policy.ladder
    return {
        _("need"): _.led(f"{need.id} · {_.text(need.text)}"),
        _("tier"): tier_word(need.tier, _),
        _("delivery"): delivery_word(cell.delivery, _) if cell.delivery else state_word(cell.state, _),
        _("weighs"): _.percent(share, 1),
        _("counts"): _.value(ladder[cell.delivery]) if cell.delivery else "",
    }


def _evidence(found: Resolved[Answer] | Resolved[Score], _: Words) -> dict[str, str]:
    cell = found.cell
    return {
        _("how we know"): evidence_word(cell.evidence, _) if cell.evidence else "",
        _("why"): _.text(cell.reason) if cell.reason else "",
    }


def _origin(found: Resolved[Answer] | Resolved[Score], _: Words) -> dict[str, str]:
    cell = found.cell
    origins: dict[str, str] = {
        "stated": _("stated"),
        "judgements": origin_word("judgements", _),
        "fact": _("published fact"),
        "conflict": _("contradicting facts"),
    }
    origin = origins.get(found.origin, "")
    return {
        _("from"): f"{origin}{_(', out of date') if found.stale else ''}",
        _("source"): _.text(cell.source)
        if cell.source
        else "; ".join(_.text(fact.source) for fact in found.facts),
        _("date"): unbroken(_.day(cell.as_of)) if cell.as_of else "",
        _("stated by"): _.text(cell.by) if cell.by else "",
    }


def _measure(desk: Desk, criterion: Criterion, found: Resolved[Score]) -> None:
    _ = desk.words
    cell = found.cell
    measured = (
        performance(criterion, cell.performance, _)
        if cell.performance is not None
        else state_word(cell.state, _)
    )
    st.markdown(_("Performance: **{measured}**", measured=plain(measured)))
    if cell.performance is not None and not isinstance(criterion.value, DeliveryLadder):
        outside = beyond(cell.performance, criterion.value)
        if outside == "below":
            st.caption(_("Worse than the worst anchor: the value is held at 0."))
        elif outside == "above":
            st.caption(_("Better than the best anchor: the value is held at 1."))
    told = {**_evidence(found, _), **_origin(found, _)}
    rows = [{name: value for name, value in told.items() if value}]
    if rows[0]:
        read_table(pd.DataFrame(rows), _("Where the performance comes from"), stacked=True)
