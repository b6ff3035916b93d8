"""Either/or questions: two imagined offers at a time, until the ranking is settled."""

import numpy as np
import streamlit as st

from selection.analysis.node_values import NodeValues, node_values
from selection.analysis.trade_offs import EitherOr, Progress, progress
from selection.analysis.weights import node_weights
from selection.errors import SelectionError, WeightError
from selection.model.decision import Decision
from selection.model.weights import NodeWeights, TradeOff
from selection.views.desk import Desk
from selection.views.weight_drafts import Weights, say, weight_key
from selection.views.weight_names import name_of, step
from selection.views.widgets import plain

MOST_SHARE = 0.99
"""Drawn weights never show that something is so under all of them."""


def enter_trade_offs(
    desk: Desk, node: str, children: tuple[str, ...], said: NodeWeights, counted: Weights
) -> None:
    """Ask the question that tells most, or say that the ranking is settled."""
    values = _values(desk, node, children, counted)
    try:
        found = progress(said.trade_offs, children, values.table)
    except WeightError as error:
        desk.visitor.tell(error)
        _take_back(desk, node, said)
        return
    _standing(desk, found, values)
    if found.question is not None:
        _ask(desk, node, found.question, said)
    _take_back(desk, node, said)


def _values(desk: Desk, node: str, children: tuple[str, ...], counted: Weights) -> NodeValues:
    """Give what the ranking hangs on here; nothing where there is nothing to rank."""
    decision: Decision = desk.decision.model_copy(update={"weights": counted})
    try:
        return node_values(desk.foundation(), node_weights(decision), node)
    except SelectionError:
        return NodeValues((), np.zeros((0, len(children))))


def _standing(desk: Desk, found: Progress, values: NodeValues) -> None:
    _ = desk.words
    if found.settled == "order":
        st.success(
            _("Settled: stop here. All weights that agree with your answers lead to the same ranking."),
            icon=":material/done_all:",
        )
    elif found.settled == "first":
        st.success(
            _("First place is settled: stop here, or go on for the places behind it."),
            icon=":material/check:",
        )
    elif found.question is None and values.names:
        st.info(
            _("No question is left that would settle the ranking. The range that is left is counted with.")
        )
    elif found.spent:
        st.info(
            _(
                "Not settled yet. You may stop here: the range that is left is counted with. Or go on: every "
                "answer narrows it."
            )
        )
    if found.settled == "nothing" and found.lead is not None:
        lead = _.percent(min(found.lead, MOST_SHARE))
        st.caption(_("The same one is first under {share} of the weights that agree with you.", share=lead))
    if not values.names:
        st.caption(_("There is nothing to rank yet, so the questions only narrow the weights."))


def _ask(desk: Desk, node: str, asked: EitherOr, said: NodeWeights) -> None:
    _ = desk.words
    number = len(said.trade_offs) + 1
    st.markdown(_("**Question {number}**: which of these two would you rather have?", number=number))
    offers = {
        "first": (asked.first, 1.0, asked.second, _("I would rather have this")),
        "second": (asked.second, asked.part, asked.first, _("Rather this one")),
    }
    for answer, (better, part, worse, choose) in offers.items():
        with st.container(border=True):
            st.markdown(f"**{plain(name_of(desk, better))}**: {plain(step(desk, node, better, part))}")
            rest = _("{name} stays at its worst, all else being equal.", name=plain(name_of(desk, worse)))
            st.caption(plain(rest))
            st.button(
                choose,
                width="stretch",
                key=_answer_key(desk, node, said, answer),
                on_click=lambda answer=answer: _answer(desk, node, asked, said, answer),
            )
    st.button(
        _("Both are worth the same to me"),
        width="stretch",
        key=_answer_key(desk, node, said, "equal"),
        on_click=lambda: _answer(desk, node, asked, said, "equal"),
    )


def _answer_key(desk: Desk, node: str, said: NodeWeights, answer: str) -> str:
    """Name a button by its question, so that a second tap doesn't answer the next one."""
    return weight_key(desk, "either", node, str(len(said.trade_offs)), answer)


def _answer(desk: Desk, node: str, asked: EitherOr, said: NodeWeights, answer: str) -> None:
    given = TradeOff.model_validate(
        {"first": asked.first, "second": asked.second, "part": asked.part, "answer": answer}
    )
    say(desk, node, method="trade_offs", trade_offs=(*said.trade_offs, given))


def _take_back(desk: Desk, node: str, said: NodeWeights) -> None:
    _ = desk.words
    if said.trade_offs:
        st.button(
            _("Take the last answer back"),
            icon=":material/undo:",
            key=weight_key(desk, "take-back", node),
            on_click=lambda: _forget_last(desk, node, said),
        )


def _forget_last(desk: Desk, node: str, said: NodeWeights) -> None:
    say(desk, node, method="trade_offs", trade_offs=said.trade_offs[:-1])
