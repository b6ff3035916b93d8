"""The published JSON Schema of every kind of file, made by the models, so that editors can help."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from selection.catalogue.decision_file import DecisionFile
from selection.catalogue.files import DEFINITIONS
from selection.catalogue.library import data_folder
from selection.model.base import Day, Entry, Localised

KINDS: Final[Mapping[str, type[Entry]]] = {**DEFINITIONS, "decision": DecisionFile}

TITLES: Final[Mapping[str, str]] = {
    "needs": "Need library",
    "criteria": "Criteria",
    "criteria_set": "Criteria set",
    "attributes": "Attributes of profiles",
    "platform": "Platform profile",
    "integrator": "Integrator profile",
    "metrics": "Success measures",
    "readiness": "Readiness",
    "risks": "Risks and contested claims",
    "mapping": "Mapping of somebody else's table",
    "decision": "Decision",
}
QUOTING: Final = (
    "Quote what YAML could read as something other than text: dates, yes and no, on and off, numbers."
)
DAY: Final = {
    "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "description": 'A year, a month or a date, always in quotes, such as "2026", "2026-08" or "2026-08-13".',
    "examples": ["2026-08-13", "2026-08", "2026"],
}
_CHECKS_A_DAY: Final = get_args(Day)[1].func


class _Generator(GenerateJsonSchema):
    """Leaves out titles nobody wrote and adds what only code checks, as far as a schema can say it."""

    def field_title_should_be_set(self, _schema: Any) -> bool:
        return False

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_after_schema(schema)
        return inner | DAY if schema["function"]["function"] is _CHECKS_A_DAY else inner

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        found.pop("title", None)
        if schema["cls"] is Localised:
            found["minProperties"] = 1
        return found

    def generate(self, schema: CoreSchema, mode: Any = "validation") -> JsonSchemaValue:
        """Give the schema of a whole file."""
        return super().generate(schema, mode=mode)


def schema_of(kind: str) -> dict[str, Any]:
    """Give the JSON Schema of a kind of file.

    >>> schema_of("platform")["properties"]["kind"]
    {'const': 'platform', 'type': 'string'}
    """
    made = KINDS[kind].model_json_schema(by_alias=True, schema_generator=_Generator)
    about = f"{made.pop('description')}\n\n{QUOTING}"
    made.pop("title", None)
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": TITLES[kind],
        "description": about,
        **made,
    }


def schema_texts() -> dict[str, str]:
    """Give the text of every published schema by the name of its file."""
    return {
        f"{kind}.schema.json": json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"
        for kind in KINDS
    }


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(data_folder() / "schemas")
