"""What a careful reader would remark on the needs, and what the team says to it, within Needs."""

from collections.abc import Mapping, Sequence

import streamlit as st

from selection.analysis.dismissals import WeighedRemark, said_of, weigh
from selection.analysis.linting_needs import NeedFinding, lint_needs
from selection.model.base import Language
from selection.model.needs import DismissedRemark, Need
from selection.views.desk import Desk
from selection.views.entries import Field, entry_form
from selection.views.forms import store
from selection.views.widgets import plain
from selection.words.linting import need_remark, remark_word
from selection.workshop.events import Edit


@st.cache_data(max_entries=64, show_spinner=False)
def _found(
    version: tuple[str, int, str],  # noqa: ARG001 -- the key
    language: Language,
    _needs: tuple[Need, ...],
) -> tuple[NeedFinding, ...]:
    """Keep the remarks: comparing all needs with each other takes a while."""
    return lint_needs(_needs, language)


def _weighed(desk: Desk) -> tuple[WeighedRemark, ...]:
    needs = desk.decision.needs
    seen = (desk.session, desk.state.edited, desk.state.viewer)
    return weigh(_found(seen, desk.words.language, needs), needs)


def remarks(desk: Desk) -> Mapping[str, list[WeighedRemark]]:
    """Give what there is to remark on each need, by its id."""
    found: dict[str, list[WeighedRemark]] = {}
    for remark in _weighed(desk):
        found.setdefault(remark.finding.need, []).append(remark)
    return found


def remark_counts(desk: Desk) -> None:
    """Say how many needs have a remark that nobody set aside; nothing if none has."""
    _ = desk.words
    count = len({one.finding.need for one in _weighed(desk) if one.dismissed is None})
    if count:
        st.caption(
            _.counted(
                "{count} need has a remark below. Remarks are for you to weigh; they change no figure.",
                "{count} needs have a remark below. Remarks are for you to weigh; they change no figure.",
                count,
            )
        )


def show_remarks(desk: Desk, need: Need, found: Sequence[WeighedRemark]) -> None:
    """Show the remarks on a need: open ones can be dismissed with a reason, dismissed ones raised again."""
    for remark in found:
        if remark.dismissed is None:
            _open(desk, need, remark.finding)
        else:
            _dismissed(desk, need, remark.finding, remark.dismissed)


def _open(desk: Desk, need: Need, finding: NeedFinding) -> None:
    _ = desk.words
    st.caption(f":material/rate_review: {plain(need_remark(finding, _))}")
    name = _("Dismiss the remark on {need}: {kind}", need=need.id, kind=remark_word(finding, _))
    key = desk.key("dismiss", need.id, finding.code)
    if st.button(_("Dismiss"), icon=":material/done:", type="tertiary", help=name, key=key):
        st.dialog(_("Why is it fine as it is?"))(_dismissal)(desk, need, finding)


def _dismissal(desk: Desk, need: Need, finding: NeedFinding) -> None:
    """Ask for the reason, in a window of its own."""
    _ = desk.words
    st.markdown(plain(_.told(need.text)))
    st.caption(plain(need_remark(finding, _)))
    fields = (
        Field("reason", _("Your reason"), "prose", wanted=_("Write the reason first.")),
        Field("by", _("Who says so?"), "person"),
    )
    parts = ("dismissal", need.id, finding.code)
    said = entry_form(desk, parts, fields, {}, (_("Dismiss the remark"),))
    if said is not None:
        print_now = said_of(finding, desk.decision.needs)
        new = DismissedRemark(code=finding.code, said_of=print_now, **said[1])
        store(desk, parts, _with(need, (*_others(need, finding), new)))


def _dismissed(desk: Desk, need: Need, finding: NeedFinding, dismissed: DismissedRemark) -> None:
    _ = desk.words
    kind, reason = remark_word(finding, _), _.text(dismissed.reason)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.caption(
            f":material/done: {plain(_('Dismissed ({kind}): {reason}', kind=kind, reason=reason))}",
            width="stretch",
        )
        st.button(
            _("Raise again"),
            type="tertiary",
            help=_("Raise the remark on {need} again: {kind}", need=need.id, kind=kind),
            key=desk.key("raise", need.id, finding.code),
            on_click=lambda: desk.keep(_with(need, _others(need, finding))),
        )


def _others(need: Need, finding: NeedFinding) -> tuple[DismissedRemark, ...]:
    return tuple(one for one in need.dismissed if one.code != finding.code)


def _with(need: Need, dismissed: tuple[DismissedRemark, ...]) -> Edit:
    return Edit("need", (need.id,), need.model_copy(update={"dismissed": dismissed}))
