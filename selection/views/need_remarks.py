"""What a careful reader would remark on the needs, within Needs."""

from collections.abc import Mapping

import streamlit as st

from selection.analysis.linting_needs import NeedFinding, lint_needs
from selection.model.needs import Need
from selection.views.desk import Desk
from selection.words.linting import need_remark


@st.cache_data(max_entries=64, show_spinner=False)
def _found(version: tuple[str, int], _needs: tuple[Need, ...]) -> tuple[NeedFinding, ...]:  # noqa: ARG001 -- the key
    """Keep the remarks per session and version: comparing all needs with each other takes a while."""
    return lint_needs(_needs)


def findings(desk: Desk) -> tuple[NeedFinding, ...]:
    """Give all remarks on the needs as they stand."""
    return _found((desk.session, desk.state.version), desk.decision.needs)


def remarks(desk: Desk) -> Mapping[str, list[str]]:
    """Say what there is to remark on each need, by its id."""
    said: dict[str, list[str]] = {}
    for finding in findings(desk):
        said.setdefault(finding.need, []).append(need_remark(finding, desk.words))
    return said


def remark_counts(desk: Desk) -> None:
    """Say how many needs have a remark; nothing if none has."""
    _ = desk.words
    count = len({finding.need for finding in findings(desk)})
    if count:
        st.caption(
            _.counted(
                "{count} need has a remark below. Remarks are for you to weigh; they change no figure.",
                "{count} needs have a remark below. Remarks are for you to weigh; they change no figure.",
                count,
            )
        )
