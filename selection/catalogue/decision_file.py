"""The decision file: a decision in portable form.

It may refer to shipped definitions by id (and pin them by hash) or carry its own inline; what is
inline wins. Reading resolves it into a `Decision` that needs nothing else.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import Field, StringConstraints, ValidationError

from selection.catalogue.files import fingerprint, one_or_all, parse, path_in
from selection.catalogue.library import Library
from selection.catalogue.reader import Source, plain_value, read_file, read_text
from selection.errors import CatalogueError, NotFound, SelectionError
from selection.model.base import Entry, Id, Many, Text
from selection.model.consistency import check, loose_ends
from selection.model.criteria import CriteriaSet, Criterion
from selection.model.decision import Decision
from selection.model.needs import Need, Tier

E = TypeVar("E", bound=Entry)
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Reference(Entry):
    """A shipped definition, by id; with its hash if it must be exactly that one."""

    id: Id
    sha256: Sha256 | None = None


class NeedsReference(Reference):
    """The need library, and whether all of it is taken or only the needs that are named."""

    all: bool = False


class Uses(Entry):
    """The shipped definitions a decision file refers to."""

    needs: NeedsReference | None = None
    criteria_set: Reference | None = None
    platforms: Many[Reference] = ()
    integrators: Many[Reference] = ()


class NeedChoice(Need):
    """A need of one's own, or one of the library's with what differs here."""

    text: Text | None = None  # type: ignore[assignment]
    tier: Tier | None = None  # type: ignore[assignment]


class DecisionFile(Decision):
    """A decision as it is written in a file (``examples/*.yaml``)."""

    kind: Literal["decision"]
    uses: Uses = Uses()
    needs: Annotated[Many[NeedChoice], Field(max_length=2000)] = ()  # type: ignore[assignment]
    criteria_set: CriteriaSet | None = None  # type: ignore[assignment]


def read_decision(path: Path, library: Library) -> Decision:
    """Read and resolve a decision file.

    Raises
    ------
    CatalogueError
        If the file is wrong; `Findings` if in several places.
    SelectionError
        If a definition it refers to is missing, changed or wrong itself.
    """
    return resolve(read_file(path), library)


def read_decision_text(text: str | bytes, name: str, library: Library) -> Decision:
    """Read and resolve a decision given as text; raises as `read_decision` does."""
    return resolve(read_text(text, name), library)


def resolve(source: Source, library: Library) -> Decision:
    """Put the definitions a file refers to in their places and hold the whole against itself.

    Raises
    ------
    SelectionError
        As in `read_decision`.
    """
    file = parse(source, DecisionFile)
    decision = _Resolution(source, file, library).decision()
    contradictions = [*check(decision), *loose_ends(decision)]
    if contradictions:
        raise one_or_all([_placed(source, error) for error in contradictions])
    return decision


def _placed(source: Source, error: SelectionError) -> SelectionError:
    path = path_in(source.value, error.where.split("."))
    return type(error)(error.code, source.where(path), **error.figures)


class _Resolution:
    """The resolving of one file, so that what it knows need not be handed round."""

    def __init__(self, source: Source, file: DecisionFile, library: Library) -> None:
        self.source = source
        self.file = file
        self.library = library

    def decision(self) -> Decision:
        criteria_set = self.criteria_set()
        criteria = self.criteria(criteria_set)
        groups = {c.group for c in criteria}
        known_groups = _merged(self.library.groups, self.file.groups)
        plain = {
            name: getattr(self.file, name)
            for name in Decision.model_fields
            if name not in ("needs", "criteria_set")
        }
        resolved: dict[str, Any] = {
            "needs": self.needs(),
            "need_groups": self.file.need_groups
            or (self.library.needs.groups if self.file.uses.needs else ()),
            "criteria": criteria,
            "criteria_set": criteria_set,
            "groups": tuple(group for group in known_groups if group.id in groups),
            "attributes": _merged(self.library.attributes, self.file.attributes),
            "platforms": self.profiles("platforms"),
            "integrators": self.profiles("integrators"),
        }
        return Decision.model_construct(**(plain | resolved))

    def criteria_set(self) -> CriteriaSet:
        if self.file.criteria_set is not None:
            return self.file.criteria_set
        reference = self.file.uses.criteria_set
        if reference is None:
            raise CatalogueError("field_missing", self.source.where(("criteria_set",)))
        return self.pinned(
            self.library.criteria_set(self.known(reference, "uses", "criteria_set")), reference
        )

    def criteria(self, chosen: CriteriaSet) -> tuple[Criterion, ...]:
        leaves = {*chosen.leaves("platform"), *chosen.leaves("integrator"), *chosen.feeds.values()}
        own = {criterion.id for criterion in self.file.criteria}
        shipped = () if leaves <= own else self.library.criteria
        return tuple(c for c in _merged(shipped, self.file.criteria) if c.id in leaves or c.id in own)

    def needs(self) -> tuple[Need, ...]:
        reference = self.file.uses.needs
        if reference is None:
            return tuple(self.need(choice, None) for choice in self.file.needs)
        library = self.pinned(self.library.needs, reference)
        if library.id != reference.id:
            raise self.unknown(reference.id, (library.id,), "uses", "needs")
        shipped = {need.id: need for need in library.needs}
        chosen = {choice.id: self.need(choice, shipped.get(choice.id)) for choice in self.file.needs}
        if not reference.all:
            return tuple(chosen[choice.id] for choice in self.file.needs)
        return (*(chosen.pop(need.id, need) for need in library.needs), *chosen.values())

    def need(self, choice: NeedChoice, shipped: Need | None) -> Need:
        stated = {name: getattr(choice, name) for name in choice.model_fields_set}
        base = {name: getattr(shipped, name) for name in Need.model_fields} if shipped else {}
        try:
            return Need.model_validate(base | stated)
        except ValidationError:
            missing = "text" if choice.text is None and not shipped else "tier"
            where = self.source.where(path_in(self.source.value, ("needs", choice.id)))
            raise CatalogueError("need_incomplete", where, found=choice.id, missing=missing) from None

    def profiles(self, section: Literal["platforms", "integrators"]) -> tuple[Entry, ...]:
        read = self.library.platform if section == "platforms" else self.library.integrator
        referred = [
            self.pinned(read(self.known(reference, "uses", section, reference.id)), reference)
            for reference in getattr(self.file.uses, section)
        ]
        return _merged(referred, getattr(self.file, section))

    def known(self, reference: Reference, *steps: str) -> str:
        section = steps[1]
        folder = "criteria/sets" if section == "criteria_set" else f"vendor_profiles/{section}"
        names = self.library.names(folder)
        if reference.id not in names:
            raise self.unknown(reference.id, names, *steps)
        return reference.id

    def unknown(self, found: str, allowed: Sequence[str], *steps: str) -> SelectionError:
        where = self.source.where(path_in(self.source.value, steps))
        return NotFound("unknown_definition", where, found=found, allowed=list(allowed))

    def pinned(self, definition: E, reference: Reference) -> E:
        found = fingerprint(definition)
        if reference.sha256 is not None and reference.sha256 != found:
            raise CatalogueError(
                "definition_changed",
                self.source.where(("uses",)),
                found=found,
                allowed=reference.sha256,
                id=reference.id,
            )
        return definition


def _merged(shipped: Iterable[E], own: Iterable[E]) -> tuple[E, ...]:
    """Join definitions by id; what the file carries wins over what ships."""
    carried = tuple(own)
    ids = {entry.id for entry in carried}  # type: ignore[attr-defined]
    return (*(entry for entry in shipped if entry.id not in ids), *carried)  # type: ignore[attr-defined]


class _Dumper(yaml.SafeDumper):
    """Writes YAML that our own reader takes: whatever it could take for something else is quoted."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if _is_text_unquoted(text) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _is_text_unquoted(text: str) -> bool:
    try:
        return bool(text) and plain_value(text) == text
    except CatalogueError:
        return False


_Dumper.add_representer(str, _represent_text)


def write_decision(decision: Decision) -> str:
    """Write a decision as a file that carries everything inline and refers to nothing."""
    plain = {"kind": "decision", **decision.model_dump(mode="json", exclude_none=True, exclude_defaults=True)}
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
