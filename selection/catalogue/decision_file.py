"""The decision file: a decision in portable form.

It may refer to shipped definitions by id (and pin them by hash) or carry its own inline; what is
inline wins. Reading resolves it into a `Decision` that needs nothing else.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

import yaml
from pydantic import Field, StringConstraints, ValidationError

from selection.catalogue.files import fingerprint, one_or_all, parse, path_in, place_in
from selection.catalogue.known_ids import unknown_ids
from selection.catalogue.library import Library
from selection.catalogue.reader import Source, plain_value, read_file, read_text
from selection.errors import CatalogueError, NoAlternativeLeft, NotFound, SelectionError
from selection.model.base import Entry, Id, Many, Text
from selection.model.consistency import check, loose_ends, obstacles
from selection.model.criteria import Branch, CriteriaSet, Criterion, Group
from selection.model.decision import Decision
from selection.model.needs import Need, Tier
from selection.model.profiles import Attribute, IntegratorProfile, PlatformProfile

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
    needs: Annotated[Many[NeedChoice], Field(max_length=2000)] = ()
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
    contradictions = [*check(decision), *loose_ends(decision), *unknown_ids(decision, library)]
    if contradictions:
        raise one_or_all([_placed(source, error) for error in contradictions])
    return decision


def read_decision_to_rank(path: Path, library: Library) -> Decision:
    """Read and resolve a decision file that is complete enough to be ranked.

    Raises
    ------
    NoAlternativeLeft
        If it has no offer.
    SelectionError
        As `read_decision`, and if a need feeds no criterion or a criterion is fed by no need.
    """
    source = read_file(path)
    decision = resolve(source, library)
    found: list[SelectionError] = [*obstacles(decision)]
    if not decision.offers:
        found.insert(0, NoAlternativeLeft("no_alternative_left", "offers"))
    if found:
        raise one_or_all([_placed(source, error) for error in found])
    return decision


def _placed(source: Source, error: SelectionError) -> SelectionError:
    return type(error)(error.code, place_in(source, error.where.split(".")), **error.figures)


class _Resolution:
    """The resolving of one file, so that what it knows need not be handed round."""

    def __init__(self, source: Source, file: DecisionFile, library: Library) -> None:
        self.source = source
        self.file = file
        self.library = library

    def decision(self) -> Decision:
        criteria_set = self.criteria_set()
        criteria = self.criteria(criteria_set)
        needs = self.needs()
        platforms, integrators = self.profiles("platforms"), self.profiles("integrators")
        plain = {
            name: getattr(self.file, name)
            for name in Decision.model_fields
            if name not in ("needs", "criteria_set")
        }
        resolved: dict[str, Any] = {
            "needs": needs,
            "need_groups": self.file.need_groups
            or (self.library.needs.groups if self.file.uses.needs else ()),
            "criteria": criteria,
            "criteria_set": criteria_set,
            "groups": self.groups(_groups_told_of(criteria_set, criteria)),
            "attributes": self.attributes(_attributes_told_of(needs, criteria, platforms, integrators)),
            "platforms": platforms,
            "integrators": integrators,
        }
        return Decision.model_construct(**(plain | resolved))

    def criteria_set(self) -> CriteriaSet:
        if self.file.criteria_set is not None:
            return self.file.criteria_set
        reference = self.file.uses.criteria_set
        if reference is None:
            raise CatalogueError("field_missing", self.source.where(("criteria_set",)))
        place = ("uses", "criteria_set")
        return self.pinned(self.library.criteria_set(self.known(reference, *place)), reference, *place)

    def criteria(self, chosen: CriteriaSet) -> tuple[Criterion, ...]:
        leaves = {*chosen.leaves("platform"), *chosen.leaves("integrator"), *chosen.feeds.values()}
        own = {criterion.id for criterion in self.file.criteria}
        shipped = () if leaves <= own else self.library.criteria
        return tuple(c for c in _merged(shipped, self.file.criteria) if c.id in leaves or c.id in own)

    def groups(self, used: set[str]) -> tuple[Group, ...]:
        lacking = used - {group.id for group in self.file.groups}
        shipped = [group for group in self.library.groups if group.id in lacking] if lacking else []
        return _merged(shipped, self.file.groups)

    def attributes(self, told_of: set[str]) -> tuple[Attribute, ...]:
        carried = told_of <= {attribute.id for attribute in self.file.attributes}
        return _merged(() if carried else self.library.attributes, self.file.attributes)

    def needs(self) -> tuple[Need, ...]:
        reference = self.file.uses.needs
        if reference is None:
            return tuple(self.need(choice, None) for choice in self.file.needs)
        library = self.library.needs
        if library.id != reference.id:
            raise self.unknown(reference.id, (library.id,), "uses", "needs")
        self.pinned(library, reference, "uses", "needs")
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

    def profiles(self, section: Literal["platforms", "integrators"]) -> tuple[Any, ...]:
        read = self.library.platform if section == "platforms" else self.library.integrator
        referred = []
        for reference in getattr(self.file.uses, section):
            place = ("uses", section, reference.id)
            referred.append(self.pinned(read(self.known(reference, *place)), reference, *place))
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

    def pinned(self, definition: E, reference: Reference, *steps: str) -> E:
        """Give a definition back if it is the one that was meant."""
        found = fingerprint(definition) if reference.sha256 is not None else None
        if found != reference.sha256:
            where = self.source.where(path_in(self.source.value, steps))
            figures = {"found": found, "allowed": reference.sha256, "id": reference.id}
            raise CatalogueError("definition_changed", where, **figures)
        return definition


def _groups_told_of(chosen: CriteriaSet, criteria: Iterable[Criterion]) -> set[str]:
    """Name the headings under which the decision's criteria stand or are weighted."""
    branches = (node for node in (*chosen.platform, *chosen.integrator) if isinstance(node, Branch))
    return {branch.group for branch in branches} | {criterion.group for criterion in criteria}


def _attributes_told_of(
    needs: Iterable[Need],
    criteria: Iterable[Criterion],
    platforms: Iterable[PlatformProfile],
    integrators: Iterable[IntegratorProfile],
) -> set[str]:
    """Name the attributes that something in the decision refers to."""
    found = {need.answered_by.fact for need in needs if need.answered_by}
    found |= {criterion.measured_by for criterion in criteria if criterion.measured_by}
    found |= {name for profile in (*platforms, *integrators) for name in profile.facts}
    records = (record for firm in integrators for record in firm.implements.values())
    return found | {name for record in records for name in record.facts}


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
    return write_plain(plain)


def write_plain(plain: object) -> str:
    """Write plain data as YAML that our own reader takes."""
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
