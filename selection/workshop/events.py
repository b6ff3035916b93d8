"""What happens in a session: envelopes around edits, written once as the bytes that are hashed.

Every part of a decision that people can change is a *section*. An edit sets the value of a section
at a key, or withdraws it; the event's kind is the section's name with ``_set``. People appear only
as ids, and what they wrote about people only as hashes (`selection.workshop.contents`).
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal

from pydantic_core import from_json

from selection.errors import SchemaTooNew
from selection.workshop.contents import Content, Json, to_json_bytes

Body = dict[str, Json]

TAKEN_IN = "decision_taken_in"
"""The first event of every session: the decision it starts from."""

CONTENTS_ERASED = "contents_erased"
"""Contents were erased for good; without such an event a content that is missing was lost or taken."""


Root = Literal["decision", "proceedings"]


@dataclass(frozen=True)
class Section:
    """Where an edit belongs: a field of the decision or of the proceedings, and what names a place in it."""

    field: str
    key: tuple[str, ...] = ()
    root: Root = "decision"
    sealed: bool = False
    """Whether its values lie beside the history until they are revealed."""


SECTIONS: Mapping[str, Section] = {
    "title": Section("title"),
    "mode": Section("mode"),
    "stage": Section("stage"),
    "procedure": Section("procedure"),
    "policy": Section("policy"),
    "scope": Section("scope"),
    "baseline": Section("baseline"),
    "criteria_set": Section("criteria_set"),
    "pace": Section("pace"),
    "readiness": Section("readiness"),
    "pain": Section("pains", ("id",)),
    "goal": Section("goals", ("id",)),
    "measure": Section("measures", ("id",)),
    "process": Section("processes", ("id",)),
    "source_system": Section("source_systems", ("id",)),
    "stakeholder": Section("stakeholders", ("id",)),
    "risk": Section("risks", ("risk",)),
    "log": Section("log", ("id",)),
    "failure_cost": Section("failure_cost"),
    "reference_call": Section("reference_calls", ("id",)),
    "phase": Section("phases", ("id",)),
    "need_group": Section("need_groups", ("id",)),
    "need": Section("needs", ("id",)),
    "group": Section("groups", ("id",)),
    "criterion": Section("criteria", ("id",)),
    "attribute": Section("attributes", ("id",)),
    "platform": Section("platforms", ("id",)),
    "integrator": Section("integrators", ("id",)),
    "offer": Section("offers", ("id",)),
    "bid": Section("bids", ("id",)),
    "weights": Section("weights", ("node",)),
    "answer": Section("answers", ("offer", "need")),
    "score": Section("scores", ("alternative", "criterion")),
    "cost_policy": Section("cost_policy"),
    "cost": Section("costs", ("id",)),
    "price_policy": Section("price_policy"),
    "tender_file": Section("tender_file"),
    "clarification": Section("clarifications", ("id",)),
    "member": Section("members", ("id",)),
    "rules": Section("rules", root="proceedings"),
    "stand": Section("stand", root="proceedings"),
    "participant": Section("participants", ("id",), "proceedings"),
    "link": Section("links", ("id",), "proceedings"),
    "round": Section("rounds", ("id",), "proceedings"),
    "judgement": Section("ballots", ("round", "member"), "proceedings", sealed=True),
    "declaration": Section("declarations", ("participant", "alternative"), "proceedings"),
    "agreement": Section("agreements", ("subject", "item"), "proceedings"),
    "minority_note": Section("minority_notes", ("subject", "item", "member"), "proceedings"),
    "lock": Section("locks", ("id",), "proceedings"),
    "award": Section("award", root="proceedings"),
    "response": Section("responses", ("respondent", "alternative"), "proceedings", sealed=True),
}

QUIET = frozenset({"judgement", "response", "minority_note"})
"""What members do beside the facilitator's work: it takes nothing away from what that was based on."""

SECTION_OF_KIND: Mapping[str, str] = {f"{name}_set": name for name in SECTIONS}

SCHEMAS: Mapping[str, int] = {TAKEN_IN: 1, CONTENTS_ERASED: 1} | dict.fromkeys(SECTION_OF_KIND, 1)
"""The form in which the body of each kind is written now."""

Upcaster = Callable[[Body], Body]

UPCASTERS: Mapping[tuple[str, int], Upcaster] = {}
"""How a body of an older schema reads in the next one: bytes that were written are never rewritten."""


@dataclass(frozen=True)
class Edit:
    """One change to one section: a value, or None to withdraw what is there.

    `at` is the place among its fellows in a section whose entries have an order; without it a new
    entry comes last and a known one stays where it is.
    """

    section: str
    key: tuple[str, ...] = ()
    value: object = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """The envelope: what happened, where in which session, by whom and when."""

    session: str
    seq: int
    kind: str
    schema: int
    actor: str
    time: str
    body: Body

    @property
    def key(self) -> tuple[str, ...]:
        """The place within its section."""
        return tuple(map(str, self._list("key")))

    @property
    def at(self) -> int | None:
        """The place among its fellows, if it was said."""
        return self._number("at")

    @property
    def undoes(self) -> int | None:
        """The event whose previous value it restores, if it is an undo."""
        return self._number("undoes")

    @property
    def is_quiet(self) -> bool:
        """Whether somebody said something that changes nothing of what others are working on."""
        section = SECTION_OF_KIND.get(self.kind, "")
        return section in QUIET or (section == "participant" and self.key == (self.actor,))

    @property
    def erases(self) -> tuple[str, ...]:
        """The hashes of the contents it erased, if it is an erasure."""
        return tuple(str(part) for part in self._list("erases"))

    def _list(self, name: str) -> list[Json]:
        found = self.body.get(name)
        return found if isinstance(found, list) else []

    def _number(self, name: str) -> int | None:
        found = self.body.get(name)
        return found if isinstance(found, int) else None


@dataclass(frozen=True)
class Record:
    """An event as it lies in the store: its bytes, its link in the chain, and who sent it in."""

    seq: int
    bytes: bytes
    hash: str
    submission: str


@dataclass(frozen=True)
class Step:
    """One event to be written, with the contents that will lie beside it."""

    event: bytes
    contents: tuple[Content, ...]


def to_bytes(event: Event) -> bytes:
    """Serialise an event, once: these bytes are stored, hashed and never written again."""
    return to_json_bytes(asdict(event))


def from_bytes(
    written: bytes,
    schemas: Mapping[str, int] = SCHEMAS,
    upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
) -> Event:
    """Read an event of any age as one of today.

    Raises
    ------
    SchemaTooNew
        If a newer version of the program wrote it.
    """
    event = Event(**from_json(written))
    current = schemas.get(event.kind)
    if current is None or event.schema > current:
        raise SchemaTooNew("event_too_new", f"event {event.seq}", kind=event.kind, schema=event.schema)
    while event.schema < current:
        body = upcasters[event.kind, event.schema](event.body)
        event = replace(event, schema=event.schema + 1, body=body)
    return event
