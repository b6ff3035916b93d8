"""What every page works with: who is looking, at which session, in which words, and how to change it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from selection.analysis.evaluation import Evaluation, rank
from selection.analysis.foundation import Foundation, lay_foundation
from selection.analysis.weights import NodeWeightTable, node_weights
from selection.catalogue.library import Library, shipped
from selection.errors import SelectionError
from selection.model.decision import Decision
from selection.web.process import service
from selection.words import Words
from selection.words.errors import explain
from selection.words.fiction import told_decision, told_foundation
from selection.workshop.declaring import whole
from selection.workshop.events import Edit
from selection.workshop.permissions import Standing
from selection.workshop.state import SessionState

NOTICE = "notice"
SHOWN = "shown"
"""The notice that stands on the screen; a drawing that nobody here asked for shows it again."""
PENDING = "pending"
"""What the lock refused, by session, until it is made with a reason or given up."""
SESSION = "s"


@dataclass(frozen=True)
class Visitor:
    """Somebody in front of a screen: the token of their cookie, and their language."""

    token: str
    words: Words

    def tell(self, error: SelectionError) -> None:
        """Keep what went wrong for the next drawing of the page."""
        found = explain(error, self.words)
        st.session_state[NOTICE] = f"{found.sentence} {found.remedy}".strip()

    def open_session(self, decision: Decision) -> str | None:
        """Start a session from a decision; None, and a notice, if it can't be."""
        try:
            return service().open_session(self.token, decision)
        except SelectionError as error:
            self.tell(error)
            return None


@dataclass(frozen=True)
class Desk:
    """A visitor's open session at one version."""

    visitor: Visitor
    state: SessionState
    today: dt.date
    me: str = ""
    """Who of the session's participants the visitor is."""
    standing: Standing = "facilitator"

    @property
    def words(self) -> Words:
        """The visitor's language."""
        return self.visitor.words

    @property
    def decision(self) -> Decision:
        """The decision as it stands."""
        return self.state.decision

    @cached_property
    def told(self) -> Decision:
        """The decision as it is read: what is invented says so in the visitor's language."""
        return told_decision(self.decision, self.words)

    @property
    def whole(self) -> Decision:
        """The decision, for what is worked out from it or handed over: nothing of it may be kept back.

        Raises
        ------
        SessionError
            Naming the bidders on whom the visitor has still to declare.
        """
        return whole(self.state)

    @property
    def session(self) -> str:
        """The session's id."""
        return self.state.session

    def key(self, *parts: str) -> str:
        """Name a widget so that it is drawn afresh once what it shows has changed."""
        return "-".join((self.session[:8], str(self.state.edited), *parts))

    def submit(self, *edits: Edit) -> bool:
        """Store edits as one submission; False, and a notice, if they can't be."""
        try:
            service().submit(self.visitor.token, self.session, edits, self.state.version, uuid.uuid4().hex)
        except SelectionError as error:
            if error.code == "locked":
                # What is said of it then stands in the form that asks for the reason.
                st.session_state[PENDING] = (self.session, edits)
            else:
                self.visitor.tell(error)
            return False
        return True

    def keep(self, *edits: Edit) -> None:
        """Store edits as `submit` does, for a button or field that has nothing to do afterwards."""
        self.submit(*edits)

    def undo(self) -> None:
        """Take back the last change."""
        try:
            service().undo(self.visitor.token, self.session, self.state.version)
        except SelectionError as error:
            self.visitor.tell(error)

    def foundation(self) -> Foundation:
        """Give what the result rests on, as it is read.

        Raises
        ------
        SelectionError
            If there is nothing to rank yet, or something is kept back from the visitor.
        """
        return told_foundation(self._laid(), self.words)

    def evaluate(self, nodes: NodeWeightTable | None = None) -> Evaluation:
        """Give the result under the decided weights, or under others to try, as it is read.

        Raises
        ------
        SelectionError
            If there is nothing to rank yet.
        """
        return rank(self.foundation(), nodes or node_weights(self.decision))

    def evaluate_stored(self) -> Evaluation:
        """Give the result for documents, which bear the fingerprint of the decision as it is stored.

        Raises
        ------
        SelectionError
            If there is nothing to rank yet, or something is kept back from the visitor.
        """
        return rank(self._laid(), node_weights(self.decision))

    def _laid(self) -> Foundation:
        decision = self.whole
        seen = (self.session, self.state.edited, self.state.viewer)
        return _foundation(seen, self.today, decision)


@st.cache_resource(max_entries=64, show_spinner=False)
def _foundation(version: tuple[str, int, str], today: dt.date, _decision: Decision) -> Foundation:  # noqa: ARG001 -- the key
    """Keep what a result rests on per session, version and viewer: the decision is too large to hash."""
    return lay_foundation(_decision, today)


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """Give the shipped definitions, read once."""
    return shipped()


def desk_of(visitor: Visitor, session: str) -> Desk | None:
    """Open a visitor's session; None, and a notice, if it isn't theirs or isn't there."""
    try:
        found = service().who_am_i(visitor.token, session)
    except SelectionError as error:
        visitor.tell(error)
        return None
    return Desk(visitor, found.state, dt.datetime.now(dt.UTC).date(), found.me, found.standing)
