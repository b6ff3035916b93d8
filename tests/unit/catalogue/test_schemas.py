"""The published schemas are those of the models, and mislead no editor."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from selection.catalogue.decision_file import write_decision
from selection.catalogue.library import data_folder
from selection.catalogue.reader import read_file, read_text
from selection.catalogue.schemas import KINDS, schema_of, schema_texts, write_schemas
from tests.decisions import bid, small_decision

ROOT = data_folder()
SHIPPED = [
    file
    for folder in ("criteria", "vendor_profiles", "examples")
    for file in sorted((ROOT / folder).rglob("*.yaml"))
]
PROFILE = {
    "kind": "platform",
    "id": "acme",
    "name": "Acme (fictional)",
    "vendor": "Acme Ltd",
    "editions": [{"name": "Pro", "deployment": "cloud"}],
    "facts": {
        "api": [
            {
                "value": True,
                "as_of": "2026-08",
                "source": "invented",
                "method": "vendor_doc",
                "confidence": "low",
            }
        ]
    },
}


def errors(value: Any, kind: str | None = None) -> list[str]:
    schema = schema_of(kind or value["kind"])
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(value)]


def with_fact(**changes: object) -> dict[str, Any]:
    fact = PROFILE["facts"]["api"][0] | changes  # type: ignore[index]
    return PROFILE | {"facts": {"api": [fact]}}


def test_the_published_schemas_are_current() -> None:
    published = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "schemas").iterdir()}
    assert published == schema_texts()


def test_every_kind_of_file_has_a_schema() -> None:
    assert set(schema_texts()) == {f"{kind}.schema.json" for kind in KINDS}


def test_writing_them_again_changes_nothing(tmp_path: Path) -> None:
    write_schemas(tmp_path / "schemas")
    write_schemas(tmp_path / "schemas")
    written = {file.name: file.read_text(encoding="utf-8") for file in (tmp_path / "schemas").iterdir()}
    assert written == schema_texts()


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_says_what_it_is_for(kind: str) -> None:
    schema = json.loads(schema_texts()[f"{kind}.schema.json"])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert schema["title"][0].isupper()
    assert "Quote what YAML could read as something other than text" in schema["description"]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_what_ships_is_valid_by_its_schema(file: Path) -> None:
    assert errors(read_file(file).value) == []


def test_a_decision_that_is_written_is_valid_by_its_schema() -> None:
    decision = small_decision().model_copy(update={"mode": "tender", "bids": (bid(),)})
    assert errors(read_text(write_decision(decision), "small.yaml").value) == []


def test_a_profile_is_valid_by_its_schema() -> None:
    assert errors(PROFILE) == []


@pytest.mark.parametrize(
    ("value", "path"),
    [
        (PROFILE | {"colour": "red"}, "$"),
        (PROFILE | {"id": "a b"}, "$.id"),
        (PROFILE | {"editions": []}, "$.editions"),
        (PROFILE | {"fictional": "true"}, "$.fictional"),
        (PROFILE | {"note": {}}, "$.note"),
        (with_fact(as_of=2026), "$.facts.api[0].as_of"),
        (with_fact(as_of="August"), "$.facts.api[0].as_of"),
        (with_fact(value=None), "$.facts.api[0].value"),
        (with_fact(confidence="sure"), "$.facts.api[0].confidence"),
        ({name: entry for name, entry in PROFILE.items() if name != "vendor"}, "$"),
    ],
)
def test_an_editor_is_told_what_the_reader_refuses(value: dict[str, Any], path: str) -> None:
    assert errors(value, "platform") == [path]


def test_every_day_is_described_as_quoted_text() -> None:
    days = [
        node
        for kind in KINDS
        for node in nodes(schema_of(kind))
        if node.get("pattern", "").startswith("^[0-9]{4}")
    ]
    assert len(days) >= 9
    assert {day["type"] for day in days} == {"string"}
    assert all("always in quotes" in day["description"] for day in days)


def test_no_title_is_made_up_for_a_field() -> None:
    titles = [
        node["title"]
        for kind in KINDS
        for node in nodes(schema_of(kind))
        if isinstance(node.get("title"), str)
    ]
    assert len(titles) == len(KINDS)


def nodes(schema: Any) -> list[dict[str, Any]]:
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    own = [schema] if isinstance(schema, dict) else []
    return own + [node for value in inner for node in nodes(value)]
