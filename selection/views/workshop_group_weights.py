"""Weights of a group: what members said, what follows from it, who wins under whose; and what was agreed."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from selection.analysis.disagreement import by_department
from selection.analysis.evaluation import Evaluation
from selection.analysis.group_weights import NodeProposal, proposals
from selection.analysis.member_support import Support, member_support
from selection.analysis.weights import node_weights
from selection.errors import SelectionError
from selection.model.consistency import children_of
from selection.model.rounds import Round
from selection.model.weights import NodeWeights
from selection.views.desk import Desk
from selection.views.forms import PROSE, field_key, form_key, refused, store, too_long
from selection.views.tables import read_table
from selection.views.weight_names import name_of, title_of
from selection.views.widgets import plain, small_print
from selection.views.workshop_figures import found_in, from_to
from selection.views.workshop_item import how_agreed, over_rounds
from selection.views.workshop_names import told_plainly
from selection.views.workshop_parts import part_words
from selection.views.workshop_rounds import filled
from selection.words.agreement import support_rule, support_sentence
from selection.workshop.agenda import left_to_agree
from selection.workshop.moderation import agree_weights

PERCENT = 100
COLUMNS = 4


def group_weights(desk: Desk, chosen: Round, present: Sequence[str]) -> None:
    """Propose weights node by node, and let the meeting agree on them or on others."""
    _ = desk.words
    _support(desk)
    nodes = [node for node in chosen.nodes if node in children_of(desk.decision)]
    if not nodes:
        return
    node = _choose(desk, chosen, nodes)
    alike = desk.state.proceedings.rules.departments_alike
    proposal = proposals(desk.decision, by_department=alike).get(node)
    with st.container(border=True, key="group-weights"):
        st.markdown(f"**{plain(title_of(desk, node))}**")
        if proposal is None:
            st.markdown(_("Nobody has weighed this."))
        else:
            _proposal(desk, node, proposal)
            small_print(_("Who stands where"), lambda: _who(desk, chosen, node))
            small_print(_("How the proposal is made"), lambda: told_plainly(_rule(desk)))
        first = next((one for one in found_in(desk, chosen.id) if one.item == node), None)
        if first is not None:
            over_rounds(desk, chosen, first)
            how_agreed(desk, first)
        _agree(desk, chosen, node, proposal, present)


def _choose(desk: Desk, chosen: Round, nodes: Sequence[str]) -> str:
    _ = desk.words
    if len(nodes) == 1:
        return nodes[0]
    left = left_to_agree(desk.state.proceedings, chosen)
    key = field_key(desk, "node", chosen.id)
    if st.session_state.get(key) not in nodes:
        st.session_state[key] = left[0] if left else nodes[0]
    found = st.selectbox(
        _("Which part of the tree?"), nodes, format_func=lambda node: title_of(desk, node), key=key
    )
    return str(found)


def _proposal(desk: Desk, node: str, proposal: NodeProposal) -> None:
    _ = desk.words
    held = node_weights(desk.decision)[node]
    agreed = node in desk.decision.weights
    rows = []
    for child, weight in sorted(proposal.weights.items(), key=lambda one: -one[1]):
        row = {
            _("What"): name_of(desk, child),
            _("Proposal"): _.percent(weight, 1),
            _("From–to"): from_to(_.percent(proposal.least[child]), _.percent(proposal.most[child]), _),
        }
        if agreed:
            row[_("In force")] = _.percent(held[child], 1)
        rows.append(row)
    read_table(pd.DataFrame(rows), _("Proposed weights"))
    said = _.counted("{count} member weighed this.", "{count} members weighed this.", len(proposal.judges))
    if proposal.concordance is not None:
        said += " " + _("Kendall's W: {figure}.", figure=_.value(proposal.concordance))
    st.caption(plain(said))


def _who(desk: Desk, chosen: Round, node: str) -> None:
    """Show what each department, or everybody unnamed, gave to every child."""
    _ = desk.words
    rows = []
    for one in found_in(desk, chosen.id):
        if one.item != node or one.child is None:
            continue
        row = {_("What"): name_of(desk, one.child)}
        for place, figures in by_department(one).items():
            row[place or _("unnamed")] = ", ".join(_.percent(figure) for figure in figures)
        rows.append(row)
    read_table(pd.DataFrame(rows), _("Weights by department"))


def _rule(desk: Desk) -> str:
    _ = desk.words
    rules = desk.state.proceedings.rules
    how = (
        _("Every department counts alike, and within it members by their voting weight.")
        if rules.departments_alike
        else _("Members count by their voting weight.")
    )
    return _(
        "Each member's weights sum to 100% before anything is averaged. {how} "
        "Who can't judge a part is left out of it. If everybody compared two at a time, the geometric mean "
        "is taken (Forman and Peniwati 1998); otherwise the mean.",
        how=how,
    )


def _support(desk: Desk) -> None:
    """Say under how many members' own weights the result's winner wins, once there is something to win."""
    _ = desk.words
    try:
        result = desk.evaluate()
    except SelectionError:
        if desk.state.to_declare:
            part = part_words(_)["interests"]
            text = _("Who wins under whose weights stands here once you declared under “{part}”.", part=part)
            st.caption(plain(text))
        return
    found = _found((desk.session, desk.state.edited, desk.state.viewer), result)
    if not desk.decision.answers or not found.members:
        return
    names = {} if found.leader is None else {found.leader: result.alternative(found.leader).name}
    said = f"{support_sentence(found, names, _)} {support_rule(found, _)}".strip()
    st.markdown(f":material/group: {plain(said)}")


@st.cache_resource(max_entries=64, show_spinner=False)
def _found(version: tuple[str, int, str], _result: Evaluation) -> Support:  # noqa: ARG001 -- the key
    return member_support(_result)


def _agree(
    desk: Desk, chosen: Round, node: str, proposal: NodeProposal | None, present: Sequence[str]
) -> None:
    _ = desk.words
    parts = ("agree", chosen.id, node)
    form = form_key(desk, *parts)
    children = children_of(desk.decision)[node]
    weights = proposal.weights if proposal else node_weights(desk.decision)[node]
    with st.form(form, border=False):
        st.markdown(_("Agreed weights, in percent"))
        points: dict[str, float] = {}
        for row in (children[at : at + COLUMNS] for at in range(0, len(children), COLUMNS)):
            for place, child in zip(st.columns(COLUMNS), row, strict=False):
                shown = round(PERCENT * weights[child], 1)
                label, key = plain(name_of(desk, child)), f"{form}-{child}-{chosen.id}"
                points[child] = place.number_input(label, 0.0, 100.0, shown, step=1.0, key=key)
        reason = st.text_area(_("Why these weights?"), key=f"{form}-reason")
        if not st.form_submit_button(_("Agree on these weights"), type=filled(desk, "differences")):
            return
        problems = [] if reason.strip() else [_("Write the reason first.")]
        if sum(points.values()) <= 0:
            problems.append(_("At least one weight is more than nothing."))
        if not present:
            problems.append(_("Say who is in the room first."))
        if refused([*problems, *too_long(_, (_("Why these weights?"), reason, PROSE))]):
            return
    said = NodeWeights(method="points", points=points)
    try:
        edits = agree_weights(desk.state, chosen.id, node, said, reason.strip(), present)
    except SelectionError as error:
        desk.visitor.tell(error)
        st.rerun()
    st.session_state.pop(field_key(desk, "node", chosen.id), None)
    store(desk, parts, *edits)
