"""What was entered about weights and not decided yet: kept as a draft, node by node."""

import json
from collections.abc import Mapping

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from selection.errors import SelectionError
from selection.model.consistency import children_of
from selection.model.decision import Decision
from selection.model.weights import NodeWeights, as_meant, narrowed, weight_defects, weighted_children
from selection.views.desk import Desk
from selection.web.process import service

SUBJECT = "weights"
_ROUND = "weights-round"
_DRAFT = TypeAdapter(dict[str, NodeWeights])
Weights = dict[str, NodeWeights]


def draft_of(desk: Desk) -> Weights:
    """Give what was entered but not decided, as far as it is about the criteria of today."""
    nodes = children_of(desk.decision)
    entered = fitted(_kept(desk), desk.decision)
    return {node: said for node, said in entered.items() if len(nodes[node]) > 1}


def fitted(weights: Mapping[str, NodeWeights], decision: Decision) -> Weights:
    """Narrow weights to the criteria a decision still has; what is about none of them is left out."""
    nodes = children_of(decision)
    left = {node: narrowed(said, nodes[node]) for node, said in weights.items() if node in nodes}
    return {node: said for node, said in left.items() if said is not None}


def complete(weights: Weights, decision: Decision) -> Weights:
    """Give those weights that say all there is to say of their node, in the way they were meant."""
    nodes = children_of(decision)
    return {node: as_meant(said) for node, said in weights.items() if _is_complete(said, nodes[node])}


def unfinished(weights: Weights, decision: Decision) -> list[str]:
    """Name the nodes at which somebody began to say something that can't be used yet."""
    nodes = children_of(decision)
    return [
        node
        for node, said in weights.items()
        if weighted_children(said) and not _is_complete(said, nodes[node])
    ]


def _is_complete(said: NodeWeights, children: tuple[str, ...]) -> bool:
    return bool(weighted_children(said)) and not any(weight_defects(said, children, ""))


def counting(desk: Desk, draft: Weights) -> Weights:
    """Give the weights that count if the draft is used: the decided ones, under what is complete in it."""
    return {**desk.decision.weights, **complete(draft, desk.decision)}


def entered(desk: Desk, draft: Weights, node: str) -> NodeWeights:
    """Give what a node's fields show: what was entered, else what is decided, else nothing."""
    return draft.get(node) or desk.decision.weights.get(node) or NodeWeights()


def discard(desk: Desk) -> None:
    """Forget the draft, and draw its fields afresh: a browser would send the old ones again."""
    service().drop_draft(desk.visitor.token, desk.session, SUBJECT)
    refresh()


def refresh() -> None:
    """Draw the fields afresh, so that they show what was entered for them."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def say(desk: Desk, node: str, **said: object) -> None:
    """Keep what was said of one node beside what the draft holds of the others."""
    kept = _kept(desk)
    before = fitted(kept, desk.decision).get(node) or desk.decision.weights.get(node) or NodeWeights()
    _save(desk, {**kept, node: before.model_copy(update=said)})


def weight_key(desk: Desk, *parts: str) -> str:
    """Name a field of weights until the draft is discarded or the session has changed."""
    return desk.key("weights", str(st.session_state.get(_ROUND, 0)), *parts)


def _kept(desk: Desk) -> Weights:
    kept = service().draft(desk.visitor.token, desk.session, SUBJECT)
    if kept is None:
        return {}
    try:
        return _DRAFT.validate_json(kept.bytes, strict=False)
    except ValidationError:
        return {}


def _save(desk: Desk, weights: Weights) -> None:
    before = service().draft(desk.visitor.token, desk.session, SUBJECT)
    content = json.dumps({node: said.model_dump(mode="json") for node, said in weights.items()}).encode()
    revision = before.revision + 1 if before else 1
    try:
        service().save_draft(desk.visitor.token, desk.session, SUBJECT, revision, content)
    except SelectionError as error:
        desk.visitor.tell(error)
