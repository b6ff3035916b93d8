"""Histories made without a store, for what is true of them anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from selection.model.decision import Decision
from selection.workshop.audit import Head, link
from selection.workshop.changes import Prepared, prepare, take_in, unwind
from selection.workshop.contents import Content
from selection.workshop.events import Edit, Record
from selection.workshop.state import SessionState, fold
from tests.decisions import small_decision

TIME = "2026-11-22T09:00:00.000000Z"


@dataclass
class Chain:
    """A session's history as it grows, by one person."""

    records: list[Record] = field(default_factory=list)
    contents: dict[str, Content] = field(default_factory=dict)

    @property
    def state(self) -> SessionState:
        return fold(self.records, self.contents)

    def begin(self, decision: Decision) -> "Chain":
        self._write(take_in("s1", decision, "ann", TIME))
        return self

    def submit(self, *edits: Edit, actor: str = "ann") -> "Chain":
        self._write(prepare(self.state, edits, actor, TIME))
        return self

    def undo(self, actor: str = "ann") -> "Chain":
        edits, undoes = unwind(self.records, self.contents, actor)
        self._write(prepare(self.state, edits, actor, TIME, undoes))
        return self

    def _write(self, prepared: Prepared) -> None:
        submission = f"x{len(self.records)}"
        for step in prepared.steps:
            head = self.records[-1].hash if self.records else Head().hash
            hashed = link(head, step.event)
            self.records.append(Record(len(self.records) + 1, step.event, hashed, submission))
            self.contents |= {content.hash: content for content in step.contents}


def chain_of(*edits: Edit) -> Chain:
    chain = Chain().begin(small_decision())
    for edit in edits:
        chain.submit(edit)
    return chain


def relinked(records: Sequence[Record]) -> list[Record]:
    """Chain records anew, as whoever owns the database could."""
    head, linked = Head().hash, []
    for record in records:
        head = link(head, record.bytes)
        linked.append(Record(record.seq, record.bytes, head, record.submission))
    return linked
