"""What the project is for and how it was to be decided, before any product is looked at: vision, process."""

from collections.abc import Iterator

from selection.analysis.weights import leaf_weights, undecided_nodes
from selection.documents.charts.frame import PAPER, Axis
from selection.documents.charts.parts import Part as Slice
from selection.documents.charts.parts import legend_of, numbered, parts_chart
from selection.documents.report.blocks import Block, Column, Pairs, Paragraph, Part, Section, Table
from selection.documents.report.telling import Telling
from selection.documents.report.way_parts import (
    chain_part,
    measures_part,
    people_part,
    processes_part,
    readiness_part,
    review_part,
)
from selection.model.criteria import SIDES, Criterion, Side
from selection.model.needs import TIERS
from selection.words import Words
from selection.words.criteria import anchors, measured_how
from selection.words.results import undecided_weights
from selection.words.terms import area_word, evidence_word, mode_word, side_word, stage_word, tier_word


def vision(telling: Telling) -> Section:
    """Tell what success will look like, what hurts, and the goals and measures it is held against."""
    _, scope = telling.words, telling.decision.scope
    facts = [
        (_("Starting area"), area_word(scope.starting_area, _) if scope.starting_area else ""),
        (_("Users"), _.number(scope.users) if scope.users else ""),
        (_("Inside the project"), "; ".join(_.text(item) for item in scope.inside)),
        (_("Outside the project"), "; ".join(_.text(item) for item in scope.outside)),
        (_("Project manager"), _project_manager(telling)),
        (_("Note"), _.text(scope.note) if scope.note else ""),
    ]
    told = tuple((name, text) for name, text in facts if text)
    success = (Paragraph(_.text(scope.success), "lead"),) if scope.success else ()
    blocks = (*success, *((Pairs(told),) if told else ()))
    measured = (*measures_part(telling), *review_part(telling))
    parts = (*chain_part(telling), *_goals(telling), *measured)
    return Section(_("Vision"), blocks, parts)


def _project_manager(telling: Telling) -> str:
    _, leader = telling.words, telling.decision.scope.project_manager
    if leader is None:
        return ""
    hours = _.number(leader.hours_per_week)
    return _("{name}, {hours} hours a week", name=_.text(leader.name), hours=hours)


def _goals(telling: Telling) -> Iterator[Part]:
    _, goals = telling.words, telling.decision.goals
    if not goals:
        return
    columns = (
        Column(_("Goal"), 2.2),
        Column(_("Today"), 2.2),
        Column(_("Target"), 1.4),
        Column(_("By"), 0),
        Column(_("Owner"), 1.1),
    )
    rows = tuple(
        (
            _.text(goal.text),
            _.text(goal.baseline) if goal.baseline else "",
            _.text(goal.target) if goal.target else "",
            _.day(goal.due) if goal.due else "",
            _.text(goal.owner) if goal.owner else "",
        )
        for goal in goals
    )
    yield Part(_("Goals"), (Table(columns, rows),))


def process(telling: Telling) -> Section:
    """Tell whether one is ready, then the phases, the rules of counting, and the weights that were set."""
    _ = telling.words
    parts = (
        *readiness_part(telling),
        *people_part(telling),
        *processes_part(telling),
        *_phases(telling),
        *_rules(telling),
        *_weights(telling),
    )
    return Section(_("Process"), (), parts)


def _phases(telling: Telling) -> Iterator[Part]:
    _, phases = telling.words, telling.decision.phases
    if not phases:
        return
    needs = telling.decision.needs
    columns = (Column(_("Phase"), 3), Column(_("Starts"), 1), Column(_("Needs by then"), 1, "figure"))
    rows = tuple(
        (_.text(p.title), _.day(p.starts), str(sum(need.phase == p.id for need in needs))) for p in phases
    )
    yield Part(_("Phases"), (Table(columns, rows),))


def _rules(telling: Telling) -> Iterator[Part]:
    _, decision = telling.words, telling.decision
    policy = decision.policy
    tiers = ", ".join(f"{tier_word(tier, _)} {_.percent(policy.tier_shares[tier])}" for tier in TIERS)
    rows = (
        (_("Procedure"), mode_word(decision.mode, _)),
        (_("Stage"), stage_word(decision.stage, _)),
        (_("Gates pass on evidence of at least"), evidence_word(decision.gate_evidence, _)),
        (_("Pass line of as-is fit"), _.percent(policy.fit_line)),
        (_("Shares of the tiers in it"), tiers),
        (_("Configuration counts as as-is"), telling.codes.yes_no(policy.configuration_counts_as_is)),
        (_("Gate of future needs"), telling.codes.yes_no(policy.future_needs_gate)),
        (_("Better than the baseline by at least"), _.number(policy.baseline_margin)),
    )
    method = _(
        "The value of an alternative is the sum over all criteria of weight × partial value; a partial value "
        "runs from 0, the worst acceptable performance, to 1, the best. These anchors are fixed and do not "
        "depend on who is compared. What nobody has answered yet is open, and every figure that rests on it "
        "is an interval. An alternative that fails a gate is excluded before anything is ranked."
    )
    yield Part(_("Rules of counting"), (Pairs(rows), Paragraph(method, "note")))


def _weights(telling: Telling) -> Iterator[Part]:
    _, evaluation = telling.words, telling.evaluation
    weights = leaf_weights(telling.decision, evaluation.nodes)
    if not weights:
        return
    criteria = evaluation.foundation.criteria
    groups = {group.id: _.text(group.name) for group in telling.decision.groups}
    columns = (
        Column(_("Id"), 0),
        Column(_("Criterion"), 1.6),
        Column(_("Group"), 1.1),
        Column(_("Side"), 0),
        Column(_("Weight"), 0, "figure"),
        Column(_("Scale"), 2.6),
    )
    rows = tuple(
        (
            name,
            _.text(criteria[name].name),
            groups.get(criteria[name].group, criteria[name].group),
            side_word(criteria[name].side, _),
            _.percent(weight, 1),
            _scale(criteria[name], telling),
        )
        for name, weight in weights.items()
    )
    last = ("", _("Sum"), "", "", _.percent(sum(weights.values()), 1), "")
    table = Table(columns, (*rows, last), small=True, strong_last=True)
    undecided = undecided_weights(telling.decision, _) if undecided_nodes(telling.decision) else ""
    warned: tuple[Block, ...] = (Paragraph(undecided, "warning"),) if undecided else ()
    yield Part(_("Criteria and weights"), (*warned, *_drawn_weights(telling), table))


def _scale(criterion: Criterion, telling: Telling) -> str:
    _ = telling.words
    return measured_how(criterion, _) if criterion.from_ == "needs" else anchors(criterion, _)


def _drawn_weights(telling: Telling) -> Iterator[Block]:
    _, weights = telling.words, leaf_weights(telling.decision, telling.evaluation.nodes)
    criteria = telling.evaluation.foundation.criteria
    groups = {group.id: _.text(group.name) for group in telling.decision.groups}
    summed: dict[tuple[Side, str], float] = {}
    for side in SIDES:
        for name, weight in weights.items():
            if criteria[name].side == side:
                key: tuple[Side, str] = (side, groups.get(criteria[name].group, criteria[name].group))
                summed[key] = summed.get(key, 0.0) + weight
    sides = {side: sum(w for (of, _g), w in summed.items() if of == side) for side in SIDES}
    rows = [
        Slice(side_word(side, _), _named(group, weight, _), weight, weight)
        for (side, group), weight in summed.items()
    ]
    axis = Axis(_("share of all weights"), max(sides.values()), "percent")
    caption = _("What counts how much: groups of criteria on the platform’s side and on the integrator’s")
    told = [(row.alternative, row.label) for row in rows]
    ends = [_.percent(sides[side], 1) for side in SIDES if sides[side]]
    legend = numbered(legend_of(rows), PAPER)
    yield telling.figure(parts_chart(rows, axis, _, PAPER, ends), caption, told, legend)


def _named(group: str, weight: float, _: Words) -> str:
    return f"{group}: {_.percent(weight, 1)}"
