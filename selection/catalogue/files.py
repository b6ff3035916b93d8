"""From a file to a model: every defect with its line, what was found and what is allowed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from selection.catalogue.reader import Source, Step, read_file
from selection.errors import CatalogueError, Findings, SelectionError
from selection.model.base import Entry
from selection.model.criteria import CriteriaLibrary, CriteriaSet
from selection.model.goals import MeasureLibrary
from selection.model.mapping import TableMapping
from selection.model.needs import NeedLibrary
from selection.model.profiles import AttributeList, IntegratorProfile, PlatformProfile
from selection.model.readiness import ReadinessLibrary
from selection.model.risks import RiskLibrary

M = TypeVar("M", bound=Entry)

LONGEST_SHOWN = 80

DEFINITIONS: Mapping[str, type[Entry]] = {
    "needs": NeedLibrary,
    "criteria": CriteriaLibrary,
    "criteria_set": CriteriaSet,
    "attributes": AttributeList,
    "platform": PlatformProfile,
    "integrator": IntegratorProfile,
    "metrics": MeasureLibrary,
    "readiness": ReadinessLibrary,
    "risks": RiskLibrary,
    "mapping": TableMapping,
}
"""The kinds of file a catalogue is made of, by what stands under ``kind``."""

CODES: Mapping[str, str] = {
    "missing": "field_missing",
    "extra_forbidden": "unknown_key",
    "literal_error": "not_one_of",
    "union_tag_invalid": "not_one_of",
    "union_tag_not_found": "field_missing",
    "string_type": "not_text",
    "int_type": "not_whole_number",
    "int_from_float": "not_whole_number",
    "float_type": "not_number",
    "finite_number": "not_number",
    "bool_type": "not_truth_value",
    "tuple_type": "not_list",
    "dict_type": "not_mapping",
    "model_type": "not_mapping",
    "model_attributes_type": "not_mapping",
    "string_unicode": "text_not_unicode",
    "invalid_key": "key_not_text",
    "string_pattern_mismatch": "text_pattern",
    "string_too_short": "text_too_short",
    "string_too_long": "text_too_long",
    "too_short": "list_too_short",
    "too_long": "list_too_long",
    "greater_than_equal": "number_too_small",
    "less_than_equal": "number_too_large",
}
"""What the validating library calls a defect, and what we call it; our own codes pass through."""

BOUNDS = ("expected", "expected_tags", "pattern", "min_length", "max_length", "ge", "le", "allowed")
"""What the validating library calls that which is allowed."""

OF_KIND = {
    "not_one_of",
    "not_text",
    "not_number",
    "not_truth_value",
    "not_list",
    "not_mapping",
    "list_too_short",
}
"""What is said of a whole although a part of it is at fault, and then only of the part."""

_INNER = ("discriminator", "tag", "field_type", "actual_length", "class_name", "error")


def load(path: Path, model: type[M]) -> M:
    """Read one file into the model of its kind.

    Raises
    ------
    CatalogueError
        If it can't be read or is wrong in one place; `Findings` if in several.
    """
    return parse(read_file(path), model)


def parse(source: Source, model: type[M]) -> M:
    """Turn what was read into a model, reporting every defect of the file at once.

    Raises
    ------
    CatalogueError
        As in `load`.
    """
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        raise one_or_all(_one_for_each_place(source, model, error)) from None


def one_or_all(errors: Sequence[SelectionError]) -> SelectionError:
    """Give a single error as itself and several as findings."""
    return errors[0] if len(errors) == 1 else Findings(errors)


def _one_for_each_place(
    source: Source, model: type[BaseModel], error: ValidationError
) -> list[CatalogueError]:
    """Give one error for each place, in the order of the file."""
    refusals: dict[tuple[Step, ...], dict[str, CatalogueError]] = {}
    for detail in error.errors(include_url=False):
        path = _place(source, detail)
        defect = _defect(source, model, detail, path)
        refusals.setdefault(path, {})[defect.code] = defect
    if ("kind",) in refusals:  # a file of another kind has no defects of this one
        refusals = {("kind",): refusals["kind",]}
    places = sorted(refusals, key=source.line_of)
    return [
        _of_one_place(tuple(refusals[path].values()))
        for path in places
        if not (refusals[path].keys() <= OF_KIND and any(_lies_within(path, place) for place in places))
    ]


def _lies_within(path: tuple[Step, ...], place: tuple[Step, ...]) -> bool:
    return len(place) > len(path) and place[: len(path)] == path


def _of_one_place(refusals: Sequence[CatalogueError]) -> CatalogueError:
    """Put together what is said of one value: where it may be of several kinds, every kind refuses it."""
    first = refusals[0]
    if len(refusals) == 1:
        return first
    spelled = ("not_one_of", "text_pattern")
    allowed = [error.figures["allowed"] if error.code in spelled else error.code for error in refusals]
    return CatalogueError("fits_no_kind", first.where, found=first.figures.get("found"), allowed=allowed)


def _place(source: Source, detail: ErrorDetails) -> tuple[Step, ...]:
    path = path_in(source.value, detail["loc"], absent_last=detail["type"] == "missing")
    discriminator = detail.get("ctx", {}).get("discriminator")
    return path if discriminator is None else (*path, str(discriminator).strip("'"))


def _defect(
    source: Source, model: type[BaseModel], detail: ErrorDetails, path: tuple[Step, ...]
) -> CatalogueError:
    context = detail.get("ctx", {})
    figures: dict[str, object] = {
        key: value for key, value in context.items() if key not in (*BOUNDS, *_INNER)
    }
    if detail["type"] not in ("missing", "union_tag_not_found"):
        figures.setdefault("found", context.get("tag") or _shown(detail["input"]))
    allowed = next((context[key] for key in BOUNDS if key in context), None)
    if detail["type"] == "extra_forbidden":
        figures["found"] = str(detail["loc"][-1])
        allowed = ", ".join(_keys_at(_schema(model), path[:-1]))
    if allowed is not None:
        figures["allowed"] = allowed
    return CatalogueError(CODES.get(detail["type"], detail["type"]), source.where(path), **figures)


def _shown(value: object) -> object:
    if isinstance(value, str):
        return value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
    if isinstance(value, int | float | bool) or value is None:
        return value
    return "[…]" if isinstance(value, list | tuple) else "{…}"


def path_in(value: Any, steps: Sequence[Step], *, absent_last: bool = True) -> tuple[Step, ...]:
    """Follow steps into plain values; a list entry may be named by its id, foreign steps are passed over.

    A last step that isn't there is kept if it names what should be there.

    >>> path_in({"needs": [{"id": "SA01"}, {"id": "SA02", "tier": "must"}]}, ("needs", "SA02", "tier"))
    ('needs', 1, 'tier')
    """
    path: list[Step] = []
    for at, step in enumerate(steps):
        if isinstance(value, dict) and step in value:
            path.append(step)
            value = value[step]
        elif isinstance(value, list) and (index := _index(value, step)) is not None:
            path.append(index)
            value = value[index]
        elif absent_last and isinstance(value, dict) and at == len(steps) - 1:
            path.append(step)
    return tuple(path)


def place_in(source: Source, steps: Sequence[str]) -> str:
    """Name the place of something a file says, or of what it refers to without saying it itself."""
    path = path_in(source.value, steps)
    if len(path) == len(steps):
        return source.where(path)
    return f"{source.name}:{source.line_of(path)} {'.'.join(steps)}"


def _index(entries: list[Any], step: Step) -> int | None:
    if isinstance(step, int):
        return step if step < len(entries) else None
    named = (
        at
        for at, entry in enumerate(entries)
        if (entry.get("id") if isinstance(entry, dict) else entry) == step
    )
    return next(named, int(step) if step.isdecimal() and int(step) < len(entries) else None)


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _keys_at(schema: dict[str, Any], path: Sequence[Step]) -> list[str]:
    """List the keys a schema allows at a path, over all alternatives it leaves open there."""
    nodes = _variants(schema, schema)
    for step in path:
        below = [node.get("items") if isinstance(step, int) else _under(node, step) for node in nodes]
        nodes = [variant for node in below if isinstance(node, dict) for variant in _variants(schema, node)]
    return sorted({key for node in nodes for key in node.get("properties", {})})


def _under(node: dict[str, Any], key: Step) -> object:
    """Give what a schema says of a key: by its name, or by the pattern that all its keys follow."""
    by_pattern = next(iter(node.get("patternProperties", {}).values()), None)
    return node.get("properties", {}).get(key) or node.get("additionalProperties") or by_pattern


def _variants(root: dict[str, Any], node: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _variants(root, root["$defs"][node["$ref"].rsplit("/", 1)[1]])
    choices = node.get("anyOf") or node.get("oneOf")
    return [v for choice in choices for v in _variants(root, choice)] if choices else [node]


def fingerprint(definition: Entry) -> str:
    """Give the hash by which a decision file pins a definition: sha256 over its canonical JSON."""
    plain = definition.model_dump(mode="json", exclude_none=True)
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
