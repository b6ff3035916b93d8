"""Checks catalogue and decision files: each by itself, and against the definitions around it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selection.catalogue.decision_file import resolve
from selection.catalogue.files import DEFINITIONS, parse, place_in
from selection.catalogue.library import Library
from selection.catalogue.reader import Source, read_file
from selection.errors import CatalogueError, Findings, SelectionError
from selection.model.base import Entry
from selection.model.consistency import check, obstacles
from selection.model.criteria import SIDES, Branch, CriteriaLibrary, CriteriaSet
from selection.model.decision import Decision
from selection.model.goals import MeasureLibrary
from selection.model.needs import NeedLibrary
from selection.model.profiles import AttributeList, IntegratorProfile, PlatformProfile
from selection.model.readiness import INFORMATION, ReadinessLibrary
from selection.model.risks import RiskLibrary

DECISION = "decision"
KINDS = (*DEFINITIONS, DECISION)
_NO_CRITERIA = CriteriaSet(kind="criteria_set", id="none", version=1, title="none", platform=())
SHIPPED_FOLDERS = ("criteria", "vendor_profiles", "examples")


@dataclass(frozen=True)
class Definition:
    """One file of definitions that is in order by itself."""

    path: Path
    source: Source
    entry: Entry

    def error(self, code: str, *steps: str, **figures: object) -> CatalogueError:
        """Name a defect at a place in the file."""
        return CatalogueError(code, place_in(self.source, steps), **figures)

    def contradictions(self, whole: Decision) -> Iterator[CatalogueError]:
        """Name what contradicts itself in a decision that was made to hold this definition."""
        complete = isinstance(self.entry, CriteriaSet)
        for error in check(whole) or (obstacles(whole) if complete else ()):
            section, *steps = error.where.split(".")
            own = {"platforms": steps[1:], "integrators": steps[1:], "criteria_set": steps}
            place = own.get(section, [section, *steps])
            yield self.error(error.code, *place, **error.figures)


def validate(paths: Sequence[Path], library: Library) -> tuple[SelectionError, ...]:
    """List every defect of some files and folders; without any, of everything that ships.

    Decision files are read and resolved. Definitions are held against the library and against the
    other files that are named.

    Returns
    -------
    tuple of SelectionError
        Empty if all is in order.
    """
    named = paths or [library.folder / folder for folder in SHIPPED_FOLDERS]
    errors: list[SelectionError] = []
    definitions: list[Definition] = []
    for path in named:
        files = _files(path)
        if not files:
            errors.append(CatalogueError("folder_empty", str(path)))
        for file in files:
            try:
                definitions += _definition(file, library)
            except SelectionError as error:
                errors += _each(error)
    return (*errors, *_against_each_other(definitions, library))


def _files(path: Path) -> tuple[Path, ...]:
    return tuple(sorted(path.rglob("*.yaml"))) if path.is_dir() else (path,)


def _each(error: SelectionError) -> Iterable[SelectionError]:
    return error.errors if isinstance(error, Findings) else (error,)


def _definition(path: Path, library: Library) -> Iterator[Definition]:
    """Read a file as its kind demands; a decision file is done with then, a definition is given back."""
    source = read_file(path)
    kind = _kind(source)
    if kind == DECISION:
        resolve(source, library)
    else:
        yield Definition(path, source, parse(source, DEFINITIONS[kind]))


def _kind(source: Source) -> str:
    if not isinstance(source.value, dict):
        raise CatalogueError("not_mapping", source.where(()), found="[…]")
    if "kind" not in source.value:
        raise CatalogueError("kind_missing", source.where(("kind",)), allowed=KINDS)
    kind = source.value["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        raise CatalogueError("unknown_kind", source.where(("kind",)), found=kind, allowed=KINDS)
    return kind


def _against_each_other(definitions: Sequence[Definition], library: Library) -> Iterator[SelectionError]:
    """Hold definitions against what they refer to; a library that can't be read is said once."""
    own = {d.entry.id for d in definitions if isinstance(d.entry, PlatformProfile)}
    products = own | set(library.names("vendor_profiles/platforms"))
    try:
        for definition in definitions:
            yield from _against_library(definition, library, products)
    except SelectionError as error:
        yield from _each(error)


def _against_library(
    definition: Definition, library: Library, products: Collection[str]
) -> Iterator[SelectionError]:
    entry = definition.entry
    yield from definition.contradictions(_decision_with(entry, library))
    yield from _lists_name_each_once(definition)
    if isinstance(entry, ReadinessLibrary):
        yield from _information_is_asked_about(definition, entry)
    if isinstance(entry, NeedLibrary):
        yield from _needs_feed_known_criteria(definition, entry, library)
    elif isinstance(entry, CriteriaLibrary):
        yield from _criteria_stand_in_known_groups(definition, entry, library)
    elif isinstance(entry, CriteriaSet):
        yield from _groups_are_known(definition, entry, library)
    elif isinstance(entry, IntegratorProfile):
        yield from _products_are_known(definition, entry, products)
    if isinstance(entry, CriteriaSet | PlatformProfile | IntegratorProfile):
        yield from _is_named_as_its_file(definition, entry.id)


def _decision_with(entry: Entry, library: Library) -> Decision:
    """Make the decision in which a definition shows whether it holds together with the library."""
    parts: dict[str, Any] = {"attributes": library.attributes, "criteria_set": _NO_CRITERIA}
    if isinstance(entry, NeedLibrary):
        parts["needs"] = entry.needs
    elif isinstance(entry, CriteriaLibrary):
        others = [other for other in library.criteria_libraries if other.id != entry.id]
        parts["criteria"] = (*(c for other in others for c in other.criteria), *entry.criteria)
    elif isinstance(entry, CriteriaSet):
        parts |= {"criteria_set": entry, "criteria": library.criteria, "needs": library.needs.needs}
    elif isinstance(entry, AttributeList):
        parts["attributes"] = entry.attributes
    elif isinstance(entry, PlatformProfile):
        parts["platforms"] = (entry,)
    elif isinstance(entry, IntegratorProfile):
        parts["integrators"] = (entry,)
    return Decision(id="library", title="library", **parts)


_LISTS: Mapping[type[Entry], tuple[str, ...]] = {
    MeasureLibrary: ("measures",),
    ReadinessLibrary: ("blocks", "processes", "survey"),
    RiskLibrary: ("risks", "claims"),
}
"""The lists of definitions that no decision holds, so that no decision shows an id used twice."""


def _lists_name_each_once(definition: Definition) -> Iterator[SelectionError]:
    entry = definition.entry
    named = [(name, entries) for name in _LISTS.get(type(entry), ()) for entries in [getattr(entry, name)]]
    if isinstance(entry, ReadinessLibrary):
        named.append(("blocks", [question for block in entry.blocks for question in block.questions]))
    for section, entries in named:
        for name, times in Counter(inner.id for inner in entries).items():
            if times > 1:
                yield definition.error("id_twice", section, name, found=name)


def _information_is_asked_about(
    definition: Definition, readiness: ReadinessLibrary
) -> Iterator[SelectionError]:
    """Demand the block on which the verdict rests."""
    if INFORMATION not in {block.id for block in readiness.blocks}:
        yield definition.error("block_missing", "blocks", found=INFORMATION)


def _needs_feed_known_criteria(
    definition: Definition, needs: NeedLibrary, library: Library
) -> Iterator[SelectionError]:
    criteria = {c.id: c for c in library.criteria}
    for need in needs.needs:
        at = ("needs", need.id, "criterion")
        if need.criterion is None:
            continue
        if need.criterion not in criteria:
            yield definition.error("unknown_criterion", *at, found=need.criterion, allowed=sorted(criteria))
        elif criteria[need.criterion].from_ != "needs":
            yield definition.error("need_feeds_measured_criterion", *at, found=need.criterion)


def _criteria_stand_in_known_groups(
    definition: Definition, criteria: CriteriaLibrary, library: Library
) -> Iterator[SelectionError]:
    groups = {group.id for group in (*library.groups, *criteria.groups)}
    for c in criteria.criteria:
        if c.group not in groups:
            yield definition.error(
                "unknown_group", "criteria", c.id, "group", found=c.group, allowed=sorted(groups)
            )


def _groups_are_known(
    definition: Definition, chosen: CriteriaSet, library: Library
) -> Iterator[SelectionError]:
    groups = {group.id for group in library.groups}
    for side in SIDES:
        for at, node in enumerate(getattr(chosen, side)):
            if isinstance(node, Branch) and node.group not in groups:
                yield definition.error(
                    "unknown_group", side, str(at), "group", found=node.group, allowed=sorted(groups)
                )


def _products_are_known(
    definition: Definition, firm: IntegratorProfile, products: Collection[str]
) -> Iterator[SelectionError]:
    for product in firm.implements:
        if product not in products:
            yield definition.error(
                "unknown_product", "implements", product, found=product, allowed=sorted(products)
            )


def _is_named_as_its_file(definition: Definition, name: str) -> Iterator[SelectionError]:
    if definition.path.stem != name:
        yield definition.error("id_against_file", "id", found=name, allowed=definition.path.stem)
