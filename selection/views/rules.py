"""The rules of counting a committee may set, in one place and in plain words."""

import streamlit as st

from selection.model.criteria import PiecewiseLinear
from selection.model.decision import EVIDENCE_OF_STAGE, Policy, Stage
from selection.views.desk import Desk
from selection.words.terms import evidence_word, stage_word
from selection.workshop.events import Edit

STAGES: tuple[Stage, ...] = ("market_scan", "short_list", "award")
LEVELS = 6


def rules_section(desk: Desk) -> None:
    """Let the stage, the pass line and what counts as is be set."""
    _ = desk.words
    stage_key = desk.key("stage")
    st.segmented_control(
        _("How far are you?"),
        STAGES,
        default=desk.decision.stage,
        format_func=lambda stage: stage_word(stage, _),
        required=True,
        key=stage_key,
        on_change=lambda: desk.keep(Edit("stage", (), st.session_state[stage_key])),
    )
    level = evidence_word(EVIDENCE_OF_STAGE[desk.decision.stage], _)
    st.caption(
        _(
            "At this stage a gate passes only on answers shown at least by: {level}. "
            "Weaker ones leave it open.",
            level=level,
        )
    )
    policy = desk.decision.policy
    line_key = desk.key("line")
    st.slider(
        _("As-is fit an offer must reach, in percent"),
        50,
        95,
        value=round(100 * policy.fit_line),
        step=5,
        key=line_key,
        on_change=lambda: _put_line(desk, st.session_state[line_key]),
    )
    _toggle(desk, "configuration_counts_as_is", _("What an administrator sets up without code counts as is"))
    _toggle(desk, "future_needs_gate", _("A long-term need of a planned phase that is absent excludes"))
    shares = policy.tier_shares
    st.caption(
        _(
            "In the fit, musts weigh {must}, long-term needs {long_term}, nice-to-haves {nice}.",
            must=_.percent(shares["must"]),
            long_term=_.percent(shares["long_term"]),
            nice=_.percent(shares["nice"]),
        )
    )


def _toggle(desk: Desk, field: str, label: str) -> None:
    key = desk.key(field)
    st.toggle(
        label,
        value=getattr(desk.decision.policy, field),
        key=key,
        on_change=lambda: _put(desk, **{field: st.session_state[key]}),
    )


def _put(desk: Desk, **changes: object) -> None:
    desk.submit(Edit("policy", (), desk.decision.policy.model_copy(update=changes)))


def _put_line(desk: Desk, percent: int) -> None:
    """Move the pass line; where as-is fit is weighted too, its scale starts where the gate opens."""
    step = (100 - percent) / (LEVELS - 1)
    levels = tuple(round(percent + step * level, 9) for level in range(LEVELS))
    scale = PiecewiseLinear(kind="piecewise_linear", unit="%", levels=levels)
    gated = [c for c in desk.decision.criteria if c.from_ == "needs" and c.gate is not None]
    moved = [
        Edit("criterion", (c.id,), c.model_copy(update={"value": scale, "gate": float(percent)}))
        for c in gated
    ]
    policy: Policy = desk.decision.policy.model_copy(update={"fit_line": percent / 100})
    desk.submit(*moved, Edit("policy", (), policy))
