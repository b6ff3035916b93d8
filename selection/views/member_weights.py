"""One node a screen: what counts more, said as an order, in points, or by the steps from worst to best."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from selection.model.consistency import children_of
from selection.model.rounds import CANNOT_JUDGE, Round
from selection.model.weights import GREATEST_SWING, NodeWeights, WeightMethod
from selection.views.desk import Desk
from selection.views.forms import field_key, show_stored
from selection.views.member_choices import choose
from selection.views.member_drafts import enter, judging
from selection.views.member_steps import asked, following, turn_to
from selection.views.member_words import cannot_judge, child_name
from selection.views.weight_names import name_of, step, title_of
from selection.views.widgets import plain
from selection.words.weighing import method_hint, method_names
from selection.workshop.sheets import Said, is_complete, round_subject

METHODS: tuple[WeightMethod, ...] = ("rank_order", "points", "swing")
"""From the quickest on; who has begun with an order can go on to say how much more."""
START = 50.0


@dataclass(frozen=True)
class Weighing:
    """One node of the criteria tree as a member weights it."""

    desk: Desk
    round: Round
    node: str
    children: tuple[str, ...]
    said: NodeWeights

    def key(self, *parts: str) -> str:
        """Name a widget of this node."""
        return field_key(self.desk, "weigh", self.round.id, self.node, *parts)

    def name(self, child: str) -> str:
        """Name a child of the node."""
        return child_name(self.desk, self.node, child)

    def step(self, child: str) -> str:
        """Say what going from worst to best is at a child, or what a side is."""
        _ = self.desk.words
        sides = {"platform": _("the product"), "integrator": _("the firm that implements it")}
        if self.node == "sides":
            return sides[child]
        within = children_of(self.desk.decision).get(f"{self.node}.{child}", ())
        names = ", ".join(name_of(self.desk, name) for name in within)
        return plain(names or step(self.desk, self.node, child))

    def keep(self, **said: object) -> None:
        """Keep what was entered beside what was entered before."""
        before = judging(self.desk, self.round).said.get(self.node, Said()).weights or _nothing()
        weights = NodeWeights.model_validate({**before.model_dump(), **said}, strict=False)
        enter(self.desk, round_subject(self.round.id), self.node, Said(weights=weights))


def ask_weights(desk: Desk, found: Round, item: str, said: Said, items: tuple[str, ...]) -> None:
    """Ask how much the children of a node count beside each other, in the member's own way."""
    _ = desk.words
    children = children_of(desk.decision).get(item, ())
    weighing = Weighing(desk, found, item, children, said.weights or _nothing())
    asked(desk, plain(_.apart(title_of(desk, item))))
    unable = said.choice == CANNOT_JUDGE
    if not unable:
        method = _method(weighing)
        {"rank_order": _order, "points": _points, "swing": _swing}[method](weighing)
        if is_complete(weighing.said, children):
            st.caption(_("That is all that is asked here."))
    st.button(
        cannot_judge(_),
        icon=":material/check:" if unable else None,
        type="primary" if unable else "secondary",
        width="stretch",
        key=weighing.key("unable"),
        on_click=_say_unable,
        args=(weighing, items),
    )
    if unable:
        st.button(
            _("I can judge it after all"),
            type="tertiary",
            key=weighing.key("able"),
            on_click=partial(weighing.keep),
        )


def _nothing() -> NodeWeights:
    return NodeWeights(method=METHODS[0])


def _say_unable(weighing: Weighing, items: tuple[str, ...]) -> None:
    unable = Said(choice=CANNOT_JUDGE)
    enter(weighing.desk, round_subject(weighing.round.id), weighing.node, unable)
    turn_to(weighing.desk, weighing.round.id, following(items, weighing.node))


def _method(weighing: Weighing) -> WeightMethod:
    _ = weighing.desk.words
    names = method_names(_)
    key = weighing.key("method")
    shown = weighing.said.method if weighing.said.method in METHODS else METHODS[0]
    show_stored(key, shown)
    st.pills(
        _("How do you want to say it?"),
        METHODS,
        format_func=lambda name: names[name],
        required=True,
        key=key,
        on_change=lambda: weighing.keep(method=st.session_state[key]),
        label_visibility="collapsed",
    )
    st.caption(method_hint(shown, _))
    return shown


def _order(weighing: Weighing) -> None:
    """Let them be put in order by touching one after the other."""
    _ = weighing.desk.words
    placed = tuple(name for name in weighing.said.order if name in weighing.children)
    for number, name in enumerate(placed, 1):
        st.markdown(f"**{_.number(number)}** · {weighing.name(name)}")
    left = [name for name in weighing.children if name not in placed]
    if left:
        st.markdown(_("What matters most of these?") if placed else _("What matters most?"))
        names: dict[object, str] = {name: _with_step(weighing, name) for name in left}
        choose(
            weighing.desk,
            f"{weighing.round.id}-{weighing.node}-{len(placed)}",
            names,
            None,
            partial(_place, weighing, placed),
        )
    if placed:
        back = placed[:-1] if left else ()
        st.button(
            _("Take the last one back") if left else _("Put them in order again"),
            icon=":material/undo:",
            type="tertiary",
            key=weighing.key("unplace"),
            on_click=partial(weighing.keep, method="rank_order", order=back),
        )


def _place(weighing: Weighing, placed: tuple[str, ...], name: object) -> None:
    order = (*placed, str(name))
    last = [child for child in weighing.children if child not in order]
    weighing.keep(method="rank_order", order=(*order, *last) if len(last) == 1 else order)


def _with_step(weighing: Weighing, name: str) -> str:
    return f"**{weighing.name(name)}** · {weighing.step(name)}"


def _points(weighing: Weighing) -> None:
    _ = weighing.desk.words
    given = weighing.said.points
    for name in weighing.children:
        _slider(weighing, "points", name, given, partial(_say_points, weighing, name))
    if set(given) != set(weighing.children):
        st.caption(_("All alike until you move them."))
        st.button(
            _("Keep these equal"),
            icon=":material/equal:",
            key=weighing.key("equal"),
            on_click=partial(_fill, weighing, "points", weighing.children, {}),
        )


def _say_points(weighing: Weighing, name: str) -> None:
    _fill(weighing, "points", weighing.children, {name: st.session_state[weighing.key("points", name)]})


def _fill(weighing: Weighing, field: str, children: tuple[str, ...], moved: dict[str, float]) -> None:
    """Keep what was moved; of the others what was kept before, else where they stood."""
    kept = judging(weighing.desk, weighing.round).said.get(weighing.node, Said()).weights or _nothing()
    before: dict[str, float] = getattr(kept, field)
    figures = {name: before.get(name, START) for name in children}
    greatest = {name: GREATEST_SWING for name in weighing.children if name not in children}
    weighing.keep(**{"method": field, field: {**greatest, **figures, **moved}})


def _slider(
    weighing: Weighing, field: str, name: str, given: dict[str, float], keep: Callable[[], None]
) -> None:
    key = weighing.key(field, name)
    show_stored(key, float(min(given.get(name, START), GREATEST_SWING)))
    st.slider(weighing.name(name), 0.0, GREATEST_SWING, step=5.0, format="%.0f", key=key, on_change=keep)


def _swing(weighing: Weighing) -> None:
    _ = weighing.desk.words
    said = weighing.said.swing
    greatest = next((name for name in weighing.children if said.get(name) == GREATEST_SWING), None)
    if greatest is None:
        st.markdown(_("Everything is at its worst, and you may improve one thing. Which step first?"))
        names: dict[object, str] = {name: _with_step(weighing, name) for name in weighing.children}
        first = f"{weighing.round.id}-{weighing.node}-first"
        choose(weighing.desk, first, names, None, partial(_say_first, weighing))
        return
    st.markdown(_("If **{name}** is worth 100, what are these steps worth?", name=weighing.name(greatest)))
    others = tuple(name for name in weighing.children if name != greatest)
    for name in others:
        _slider(weighing, "swing", name, said, partial(_say_swing, weighing, others, name))
        st.caption(weighing.step(name))
    if set(said) != set(weighing.children):
        st.caption(_("These start at 50 until you move one of them."))
        st.button(
            _("Keep what you see"),
            icon=":material/check:",
            key=weighing.key("swing-keep"),
            on_click=partial(_fill, weighing, "swing", others, {}),
        )
    st.button(
        _("Another step first"),
        icon=":material/undo:",
        type="tertiary",
        key=weighing.key("swing-first"),
        on_click=partial(weighing.keep, method="swing", swing={}),
    )


def _say_first(weighing: Weighing, name: object) -> None:
    weighing.keep(method="swing", swing={str(name): GREATEST_SWING})


def _say_swing(weighing: Weighing, others: tuple[str, ...], name: str) -> None:
    _fill(weighing, "swing", others, {name: st.session_state[weighing.key("swing", name)]})
