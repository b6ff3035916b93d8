"""What the rows of both kinds of answers share: how they are stored or kept, and where answers come from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from selection.analysis.cells import Resolved
from selection.analysis.groundwork import worth_knowing_for
from selection.errors import SelectionError
from selection.model.judgements import Answer, Cell, CellState, Score
from selection.views.desk import Desk, desk_of
from selection.views.forms import field_key
from selection.views.widgets import plain
from selection.web.process import service
from selection.words.facts import fact_words
from selection.words.readiness import inventory_sentence
from selection.words.terms import evidence_word, origin_word
from selection.workshop.events import Edit

# No id looks like it.
BASELINE = "=baseline"
STATES: tuple[CellState, ...] = ("not_asked", "asked", "no_answer", "cannot_judge", "not_applicable")
WHY_HEIGHT = 80

Entered = Mapping[str, object]


def sources_line(desk: Desk, *criteria: str | None) -> None:
    """Show the source systems to have in mind where migration, integration or customer view are judged."""
    systems = worth_knowing_for(desk.decision, [name for name in criteria if name])
    if systems:
        st.caption(f":material/database: {plain(inventory_sentence(systems, desk.words))}")


@dataclass(frozen=True)
class Row:
    """One row of Answers: what one of them is asked, and what was entered but can't be stored yet."""

    desk: Desk
    kind: Literal["answer", "score"]
    who: str
    asked: str
    about: str
    """What is asked in words: ids are given again, and a draft must not turn up under another question."""

    def key(self, part: str) -> str:
        """Name a field of the row."""
        return field_key(self.desk, self.asked, self.who, part)

    def entered(self, blank: Entered) -> dict[str, object]:
        """Give what stands in the row's fields, and something blank for those that are not shown."""
        found = {part: st.session_state.get(self.key(part)) for part in blank}
        said = {part: value.strip() if isinstance(value, str) else value for part, value in found.items()}
        return {part: blank[part] if value is None else value for part, value in said.items()}

    def draft(self) -> Entered | None:
        """Give what was entered and could not be stored."""
        kept = service().draft(self.desk.visitor.token, self.desk.session, self._subject)
        found = json.loads(kept.bytes) if kept else {}
        return found["entered"] if found.get("about") == self.about else None

    def settle(self, entered: Entered, cell: Cell | None, finished: bool) -> None:
        """Store a cell if there is one, and keep as a draft what it doesn't say or what was refused."""
        stored = cell is None or self._store(cell)
        try:
            if finished and stored:
                self._drop()
            else:
                self._keep(entered)
        except SelectionError as error:
            self.desk.visitor.tell(error)

    @property
    def _subject(self) -> str:
        return f"{self.kind}:{self.who}:{self.asked}"

    @property
    def _table(self) -> str:
        return f"{self.kind}s"

    def _held(self, desk: Desk) -> Cell | None:
        if self.who == BASELINE:
            baseline = desk.decision.baseline
            row: Mapping[str, Cell] = getattr(baseline, self._table) if baseline else {}
        else:
            row = getattr(desk.decision, self._table).get(self.who, {})
        return row.get(self.asked)

    def _store(self, cell: Cell) -> bool:
        """Store a cell, also where only other rows have changed since this one was drawn."""
        own = f"{self._subject}:{self.desk.session}"
        known = (self._held(self.desk), st.session_state.get(own, self._held(self.desk)))
        now = desk_of(self.desk.visitor, self.desk.session)
        at = now if now and self._held(now) in known else self.desk
        if self._held(at) == cell:
            return True
        if not at.submit(self._edit(at, cell)):
            return False
        st.session_state[own] = cell
        return True

    def _edit(self, desk: Desk, cell: Cell) -> Edit:
        baseline = desk.decision.baseline
        if self.who != BASELINE or baseline is None:
            return Edit(self.kind, (self.who, self.asked), cell)
        table = {**getattr(baseline, self._table), self.asked: cell}
        return Edit("baseline", (), baseline.model_copy(update={self._table: table}))

    def _keep(self, entered: Entered) -> None:
        token, session = self.desk.visitor.token, self.desk.session
        before = service().draft(token, session, self._subject)
        content = json.dumps({"about": self.about, "entered": entered}).encode()
        service().save_draft(token, session, self._subject, before.revision + 1 if before else 1, content)

    def _drop(self) -> None:
        token, session = self.desk.visitor.token, self.desk.session
        if service().draft(token, session, self._subject):
            service().drop_draft(token, session, self._subject)


def row_title(row: Row, name: str, found: Resolved[Answer] | Resolved[Score], said: str, kept: bool) -> str:
    """Say on a folded row who is asked and how far the answer has come."""
    _ = row.desk.words
    marks = [said]
    if found.cell.evidence:
        marks.append(evidence_word(found.cell.evidence, _))
    if found.origin in ("judgements", "fact", "conflict"):
        marks.append(origin_word(found.origin, _))
    if kept:
        marks.append(_("not saved yet"))
    return " · ".join((f"**{plain(_.apart(name))}**", *(plain(_.apart(mark)) for mark in marks)))


def first_open(cells: Mapping[str, Resolved[Answer] | Resolved[Score]]) -> str | None:
    """Name the first of them who has not answered."""
    return next((who for who, found in cells.items() if found.cell.is_open), None)


def say_what_is_lacking(row: Row, kept: bool, lacking: str) -> bool:
    """Say in a row what keeps it from being stored; True if it is to be tried again as it stands."""
    _ = row.desk.words
    if not kept:
        return False
    st.warning(plain(lacking or _("Not saved yet.")), icon=":material/edit_note:")
    return not lacking


def provenance(found: Resolved[Answer] | Resolved[Score], desk: Desk) -> None:
    """Say that a row shows a published fact, or that published facts contradict each other."""
    _ = desk.words
    if found.origin == "fact":
        stale = _(" · out of date") if found.stale else ""
        source = plain(_.told(found.cell.source or ""))
        day = _.day(found.cell.as_of) if found.cell.as_of else _("undated")
        st.caption(_("From a published fact: {source}, {day}{stale}", source=source, day=day, stale=stale))
    elif found.origin == "conflict":
        sources = plain(_against_each_other(found, desk))
        st.caption(_("Published facts contradict each other: {sources}", sources=sources))


def _against_each_other(found: Resolved[Answer] | Resolved[Score], desk: Desk) -> str:
    """Tell what each of the published facts says that contradict each other."""
    _ = desk.words
    return "; ".join(f"{fact_words(fact, None, _)} ({_.text(fact.source)})" for fact in found.facts)
