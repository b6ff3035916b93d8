"""Every error the source can raise, found by reading it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import selection
from selection import errors
from selection.catalogue import files, reader
from selection.documents.reading import archive
from selection.storage import failures
from selection.workshop import checker

SOURCE = Path(selection.__file__).parent
RAISERS = {
    name
    for name, value in vars(errors).items()
    if isinstance(value, type) and issubclass(value, errors.SelectionError) and value is not errors.Findings
} | {"PydanticCustomError"}

# Where the code of an error is not written at the place that raises it, and which codes it can be.
COMPUTED = {
    "selection/cli.py: code": (),
    "selection/workshop/service/transfers.py: code": tuple(checker.SENTENCES),
    "selection/catalogue/decision_file.py: error.code": (),
    "selection/catalogue/known_ids.py: f'unknown_{kind}'": (
        "unknown_risk",
        "unknown_block",
        "unknown_question",
        "unknown_template",
    ),
    "selection/catalogue/files.py: CODES.get(detail['type'], detail['type'])": tuple(files.CODES.values()),
    "selection/catalogue/reader.py: code": tuple(reader.CODES),
    "selection/catalogue/reader.py: defect.code": (),
    "selection/catalogue/reader.py: str(match.lastgroup)": tuple(reader.CODES),
    "selection/catalogue/validation.py: code": (),
    "selection/catalogue/validation.py: error.code": (),
    "selection/documents/reading/archive.py: code": tuple(code for _pattern, code in archive.ACTIVE),
    "selection/documents/reading/process.py: found['code']": (),
    "selection/documents/reading/row.py: code": tuple(files.CODES.values()),
    "selection/documents/reading/values.py: CODES.get(code, code)": ("day_pattern", "day_unreal"),
    "selection/model/consistency.py: f'unknown_{kind}'": (
        "unknown_phase",
        "unknown_goal",
        "unknown_attribute",
        "unknown_criterion",
        "unknown_offer",
        "unknown_integrator",
        "unknown_need",
        "unknown_alternative",
    ),
    "selection/model/groundwork.py: f'unknown_{kind}'": ("unknown_pain", "unknown_goal", "unknown_measure"),
    "selection/workshop/procedure.py: GOAL_FIRST": ("goal_first",),
    "selection/workshop/guards.py: GOAL_FIRST": ("goal_first",),
    "selection/model/money_consistency.py: f'unknown_{kind}'": (
        "unknown_alternative",
        "unknown_bid",
        "unknown_criterion",
        "unknown_offer",
    ),
    "selection/storage/failures.py: _STATES.get(state, 'store_failed')": (
        *failures._STATES.values(),
        "store_failed",
    ),
    "selection/storage/failures.py: _CODES.get(primary, 'store_failed')": (
        "disk_full",
        "store_read_only",
        "store_not_writing",
        "store_not_opening",
        "store_damaged",
        "value_too_big",
        "store_failed",
    ),
    "selection/workshop/state.py: first['type']": tuple(files.CODES),
}


@dataclass(frozen=True)
class Raised:
    """One place that makes an error: the codes it can have and the figures it gives them."""

    place: str
    codes: tuple[str, ...]
    figures: frozenset[str] | None
    """None where they are handed on from another error."""


def raised() -> Iterator[Raised]:
    """Find every place in the source that makes an error."""
    for file in sorted(SOURCE.rglob("*.py")):
        if "words" in file.relative_to(SOURCE).parts:
            continue
        place = file.relative_to(SOURCE.parent).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                yield from _made_by(node, place)


def _made_by(call: ast.Call, place: str) -> Iterator[Raised]:
    name = call.func.id if isinstance(call.func, ast.Name) else None
    is_definition_error = isinstance(call.func, ast.Attribute) and call.func.attr == "error"
    is_copied_type = isinstance(call.func, ast.Call) and ast.unparse(call.func.func) == "type"
    if name not in RAISERS and not is_copied_type and not (is_definition_error and "validation" in place):
        return
    code = call.args[0]
    if isinstance(code, ast.Constant):
        yield Raised(place, (str(code.value),), _figures(call))
    else:
        # An entry that is missing here fails the test below, by its name.
        computed = COMPUTED.get(f"{place}: {ast.unparse(code)}", (f"{place}: {ast.unparse(code)}",))
        yield Raised(place, computed, None)


def _figures(call: ast.Call) -> frozenset[str] | None:
    if isinstance(call.func, ast.Name) and call.func.id == "PydanticCustomError":
        given = call.args[2]
        assert isinstance(given, ast.Dict)
        return frozenset(str(key.value) for key in given.keys if isinstance(key, ast.Constant))
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(str(keyword.arg) for keyword in call.keywords)
