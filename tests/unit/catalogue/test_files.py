"""From a file to a model: every defect once, with its line, what was found and what is allowed."""

from pathlib import Path

import pytest

from selection.catalogue.files import CODES, fingerprint, load, one_or_all, parse, path_in
from selection.catalogue.reader import read_text
from selection.errors import CatalogueError, Findings, SelectionError
from selection.model.base import Entry
from selection.model.criteria import CriteriaLibrary, CriteriaSet
from selection.model.profiles import PlatformProfile

PROFILE = """\
kind: platform
id: acme
name: Acme (fictional)
fictional: true
vendor: Acme Ltd
editions:
  - {name: Pro, deployment: cloud}
facts:
  api:
    - {value: true, as_of: "2026-08", source: invented, method: vendor_doc, confidence: low}
"""
CRITERION = """\
kind: criteria
id: own
version: 1
title: Own
groups: [{id: use, name: Use}]
criteria:
  - id: U
    name: Ease
    definition: How easy it is.
    group: use
    scope: platform
    direction: increasing
    from: measure
    value: VALUE
    sources: [own]
"""


def defects(text: str, model: type[Entry] = PlatformProfile) -> list[tuple[str, str, dict[str, object]]]:
    """List the code, place and figures of every defect."""
    with pytest.raises(CatalogueError) as caught:
        parse(read_text(text, "f.yaml"), model)
    found = caught.value.errors if isinstance(caught.value, Findings) else (caught.value,)
    return [(error.code, error.where, error.figures) for error in found]


def test_a_file_that_is_in_order_becomes_its_model(tmp_path: Path) -> None:
    file = tmp_path / "acme.yaml"
    file.write_text(PROFILE, encoding="utf-8")
    profile = load(file, PlatformProfile)
    assert (profile.id, profile.editions[0].name, profile.facts["api"][0].value) == ("acme", "Pro", True)


@pytest.mark.parametrize(
    ("old", "new", "code", "where", "figures"),
    [
        ("vendor: Acme Ltd\n", "", "field_missing", "f.yaml:1 vendor", {}),
        ("id: acme", "id: 5", "not_text", "f.yaml:2 id", {"found": 5}),
        ("id: acme", "id: a b", "text_pattern", "f.yaml:2 id", {"found": "a b"}),
        ("fictional: true", 'fictional: "true"', "not_truth_value", "f.yaml:4 fictional", {"found": "true"}),
        ("vendor: Acme Ltd", 'vendor: ""', "text_too_short", "f.yaml:5 vendor", {"found": "", "allowed": 1}),
        ("vendor: Acme Ltd", "vendor: [a]", "not_text", "f.yaml:5 vendor", {"found": "[…]"}),
        (
            "deployment: cloud",
            "deployment: moon",
            "not_one_of",
            "f.yaml:7 editions.0.deployment",
            {"found": "moon", "allowed": "'cloud' or 'self_hosted'"},
        ),
        (
            "deployment: cloud",
            "deployment: cloud, price: 3",
            "unknown_key",
            "f.yaml:7 editions.0.price",
            {"found": "price", "allowed": "deployment, name"},
        ),
        ("(fictional)", "CRM", "fiction_not_named", "f.yaml:1", {"found": "Acme CRM"}),
        (
            "value: true",
            "value: {a: 1}",
            "unknown_key",
            "f.yaml:10 facts.api.0.value.a",
            {"found": "a", "allowed": "en, he, pl"},
        ),
        (
            "value: true",
            "value: null",
            "fits_no_kind",
            "f.yaml:10 facts.api.0.value",
            {"found": None, "allowed": ["not_truth_value", "not_number", "not_text", "not_list"]},
        ),
        (
            '"2026-08"',
            '"2026-13"',
            "fits_no_kind",
            "f.yaml:10 facts.api.0.as_of",
            {"found": "2026-13", "allowed": ["day_unreal", "'undated'"]},
        ),
        ("value: true", "value: [a, 1]", "not_text", "f.yaml:10 facts.api.0.value.1", {"found": 1}),
    ],
)
def test_a_defect_is_told_once_with_its_place(
    old: str, new: str, code: str, where: str, figures: dict[str, object]
) -> None:
    assert old in PROFILE
    ((found, place, told),) = defects(PROFILE.replace(old, new, 1))
    assert (found, place) == (code, where)
    assert {name: told[name] for name in figures} == figures


def test_all_defects_are_told_at_once_in_the_order_of_the_file() -> None:
    text = PROFILE.replace("id: acme", "id: 5").replace("name: Pro", "nom: Pro").replace("low", "sure")
    assert [(code, where) for code, where, _figures in defects(text)] == [
        ("not_text", "f.yaml:2 id"),
        ("field_missing", "f.yaml:7 editions.0.name"),
        ("unknown_key", "f.yaml:7 editions.0.nom"),
        ("not_one_of", "f.yaml:10 facts.api.0.confidence"),
    ]


def test_a_list_is_not_called_too_short_because_its_entries_are_wrong() -> None:
    text = PROFILE.replace("confidence: low", "confidence: sure")
    assert [code for code, _where, _figures in defects(text)] == ["not_one_of"]
    empty = PROFILE.replace("  - {name: Pro, deployment: cloud}\n", "").replace("editions:", "editions: []")
    assert [code for code, _where, _figures in defects(empty)] == ["list_too_short"]


@pytest.mark.parametrize(
    ("value", "code", "where", "figures"),
    [
        ("{unit: s, worst: 1, best: 2}", "field_missing", "f.yaml:14 criteria.0.value.kind", {}),
        (
            "{kind: curved, unit: s}",
            "not_one_of",
            "f.yaml:14 criteria.0.value.kind",
            {"found": "curved", "allowed": "'linear', 'piecewise_linear', 'ordinal', 'delivery_ladder'"},
        ),
        (
            "{kind: linear, unit: s, worst: 1, best: 1}",
            "anchors_equal",
            "f.yaml:14 criteria.0.value",
            {"found": 1.0},
        ),
        (
            "{kind: piecewise_linear, unit: s, levels: [low, 2]}",
            "fits_no_kind",
            "f.yaml:14 criteria.0.value.levels.0",
            {"found": "low", "allowed": ["not_number", r"^[<>]-?[0-9]+(\.[0-9]+)?$"]},
        ),
    ],
)
def test_a_scale_is_told_wrong_where_it_is_wrong(
    value: str, code: str, where: str, figures: dict[str, object]
) -> None:
    ((found, place, told),) = defects(CRITERION.replace("VALUE", value), CriteriaLibrary)
    assert (found, place) == (code, where)
    assert {name: told[name] for name in figures} == figures


def test_a_text_in_no_language_is_told_where_it_stands() -> None:
    text = CRITERION.replace("VALUE", "{kind: ordinal, levels: [{}, good]}")
    assert defects(text, CriteriaLibrary) == [
        ("text_in_no_language", "f.yaml:14 criteria.0.value.levels.0", {"found": "{…}"})
    ]


def test_a_file_that_is_a_list_is_told_as_such() -> None:
    assert defects("- a\n") == [("not_mapping", "f.yaml:1", {"found": "[…]"})]


def test_a_long_entry_is_repeated_in_part() -> None:
    ((_code, _where, figures),) = defects(PROFILE.replace("id: acme", f"id: {'x' * 100}"))
    assert figures["found"] == "x" * 79 + "…"


def test_a_defect_without_a_name_of_ours_keeps_the_librarys() -> None:
    assert "string_pattern_mismatch" in CODES
    assert "anchors_equal" not in CODES


def test_a_place_is_followed_by_index_by_id_and_by_name() -> None:
    tree = {"platform": ["F1", {"group": "use", "criteria": ["U"]}], "needs": [{"id": "N1", "tier": "must"}]}
    assert path_in(tree, ("needs", "N1", "tier")) == ("needs", 0, "tier")
    assert path_in(tree, ("needs", 0, "tier")) == ("needs", 0, "tier")
    assert path_in(tree, ("needs", "0", "tier")) == ("needs", 0, "tier")
    assert path_in(tree, ("platform", "F1")) == ("platform", 0)


def test_what_is_not_there_is_named_only_where_it_should_be() -> None:
    tree = {"needs": [{"id": "N1"}]}
    assert path_in(tree, ("needs", "N1", "phase")) == ("needs", 0, "phase")
    assert path_in(tree, ("needs", "N1", "phase"), absent_last=False) == ("needs", 0)
    assert path_in(tree, ("needs", 7, "phase")) == ("needs",)


def test_one_error_is_itself_and_several_are_findings() -> None:
    first, second = SelectionError("a"), SelectionError("b")
    assert one_or_all([first]) is first
    assert getattr(one_or_all([first, second]), "errors", ()) == (first, second)


def test_a_fingerprint_changes_with_the_meaning_and_not_with_the_writing() -> None:
    def chosen(text: str) -> CriteriaSet:
        return parse(read_text(text, "f.yaml"), CriteriaSet)

    one = chosen("kind: criteria_set\nid: s\nversion: 1\ntitle: S\nplatform: [F1]\n")
    same = chosen('platform:\n  - "F1"\ntitle: "S"\nversion: 1\nid: s\nkind: criteria_set\nintegrator: []\n')
    other = chosen("kind: criteria_set\nid: s\nversion: 2\ntitle: S\nplatform: [F1]\n")
    assert fingerprint(one) == fingerprint(same)
    assert fingerprint(one) != fingerprint(other)
    assert len(fingerprint(one)) == 64
