"""Checking files: each by itself, and against the definitions around it."""

import shutil
from pathlib import Path

import pytest

from selection.catalogue.library import Library, data_folder, shipped
from selection.catalogue.validation import KINDS, validate

FOLDERS = ("criteria", "vendor_profiles", "examples")
CRITERION = """\
  - {id: ID, name: Own, definition: Own., group: GROUP, scope: platform, direction: increasing, from: measure,
     value: {kind: linear, unit: points, worst: 0, best: 10}, sources: [own]MORE}
"""
PLATFORM = """\
kind: platform
id: acme
name: Acme (fictional)
fictional: true
vendor: Nobody
editions: [{name: Pro, deployment: cloud}]
"""
FACT = "as_of: '2026', source: invented, method: derived, confidence: low"
INTEGRATOR = """\
kind: integrator
id: firm
name: Firm (fictional)
fictional: true
"""


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of all that ships, to be spoilt; places are named from its top."""
    for folder in FOLDERS:
        shutil.copytree(data_folder() / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(folder: Path, *names: str) -> list[tuple[str, str]]:
    """List code and place of all that is found, lines left out: they are the shipped files' own."""
    found = validate([folder / name for name in names], Library(folder))
    return [
        (error.code, " ".join(error.where.split(":")[0:1] + error.where.split(" ")[1:])) for error in found
    ]


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_all_that_ships_is_in_order() -> None:
    assert validate([], shipped()) == ()


def test_a_copy_of_all_that_ships_is_in_order(copy: Path) -> None:
    assert told(copy) == []
    assert told(copy, *FOLDERS) == []


def test_every_defect_of_every_file_is_told(copy: Path) -> None:
    spoil(copy / "vendor_profiles/platforms/espocrm.yaml", "vendor: EspoCRM", "vendor: 5")
    spoil(copy / "criteria/sets/quick.yaml", "version: 1", "version: none")
    spoil(copy / "criteria/sets/quick.yaml", "id: quick", "ident: quick")
    assert {where for _code, where in told(copy)} >= {
        "vendor_profiles/platforms/espocrm.yaml vendor",
        "criteria/sets/quick.yaml version",
        "criteria/sets/quick.yaml id",
        "criteria/sets/quick.yaml ident",
    }


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [error.code for error in validate([tmp_path / "none.yaml"], shipped())] == ["file_missing"]


def test_a_folder_without_files_is_told(tmp_path: Path) -> None:
    (error,) = validate([tmp_path], shipped())
    assert (error.code, error.where) == ("folder_empty", str(tmp_path))


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        ("id: x\n", "kind_missing", "x.yaml:1 kind"),
        ("id: x\nkind: product\n", "unknown_kind", "x.yaml:2 kind"),
        ("id: x\nkind: [platform]\n", "unknown_kind", "x.yaml:2 kind"),
        ("- kind\n", "not_mapping", "x.yaml:1"),
    ],
)
def test_a_file_says_of_what_kind_it_is(copy: Path, text: str, code: str, where: str) -> None:
    (copy / "x.yaml").write_text(text, encoding="utf-8")
    (error,) = validate([copy / "x.yaml"], Library(copy))
    assert (error.code, error.where) == (code, where)
    if "kind" in error.code:
        assert error.figures["allowed"] == KINDS


def test_a_decision_file_is_checked_as_it_would_be_ranked(copy: Path) -> None:
    spoil(copy / "examples/market_scan.yaml", "id: espocrm", "id: espo")
    assert told(copy, "examples") == [("unknown_definition", "examples/market_scan.yaml uses.platforms.2")]


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("criterion: F2", "criterion: F99", "unknown_criterion", "needs.0.criterion"),
        ("criterion: F2", "criterion: U1", "need_feeds_measured_criterion", "needs.0.criterion"),
        ("criterion: F2", "phase: one\n    criterion: F2", "unknown_phase", "needs.0.phase"),
        ("fact: campaign_email", "fact: pigeons", "unknown_attribute", "needs.1.answered_by.fact"),
        ("- id: MK02\n    text", "- id: MK01\n    text", "id_twice", "needs.0"),
    ],
)
def test_needs_refer_to_what_is_there(copy: Path, old: str, new: str, code: str, where: str) -> None:
    spoil(copy / "criteria/needs.yaml", old, new)
    assert (code, f"criteria/needs.yaml {where}") in told(copy, "criteria/needs.yaml")


def test_a_need_may_leave_its_criterion_to_the_criteria_set(copy: Path) -> None:
    own = "kind: needs\nid: own\nversion: 1\ntitle: Own\nneeds: [{id: X1, text: It flies, tier: must}]\n"
    (copy / "own.yaml").write_text(own, encoding="utf-8")
    assert told(copy, "own.yaml") == []


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"ID": "NEW", "GROUP": "moon", "MORE": ""}, "unknown_group", "criteria.6.group"),
        (
            {"ID": "NEW", "GROUP": "use", "MORE": ", measured_by: pigeons"},
            "unknown_attribute",
            "criteria.6.measured_by",
        ),
        ({"ID": "F1", "GROUP": "use", "MORE": ""}, "id_twice", "criteria.6"),
    ],
)
def test_criteria_refer_to_what_is_there_and_share_no_id_with_others(
    copy: Path, changes: dict[str, str], code: str, where: str
) -> None:
    text = CRITERION
    for old, new in changes.items():
        text = text.replace(old, new)
    add(copy / "criteria/integrator.yaml", text)
    assert told(copy, "criteria/integrator.yaml") == [(code, f"criteria/integrator.yaml {where}")]


def test_criteria_of_ones_own_may_stand_in_a_group_of_the_library(copy: Path) -> None:
    text = CRITERION.replace("ID", "NEW").replace("GROUP", "use").replace("MORE", "")
    add(copy / "criteria/integrator.yaml", text)
    assert told(copy, "criteria/integrator.yaml") == []


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("[F1, T3, I1, U1]", "[F1, T3, I1, U99]", "unknown_criterion", "platform.3"),
        ("[F1, T3, I1, U1]", "[F1, T3, I1, P1]", "criterion_on_wrong_side", "platform.3"),
        ("[P2, P4, P5, C1]", "[P2, P4, P5, C1, P2]", "criterion_counted_twice", "P2"),
        ("[F1, T3, I1, U1]", "[F1, T3, I1, F2]", "criterion_nobody_measures", "criteria.F2"),
        ("every_need_feeds: F1", "every_need_feeds: U1", "need_feeds_measured_criterion", "needs.MK01"),
        ("IN01: I1", "IN01: T1", "need_feeds_nothing", "needs.IN01"),
        ("IN01: I1", "IN01: Z9", "unknown_criterion", "feeds.IN01"),
        ("id: quick", "id: slow", "id_against_file", "id"),
        (
            "[F1, T3, I1, U1]",
            "[F1, T3, I1, {group: moon, criteria: [U1]}]",
            "unknown_group",
            "platform.3.group",
        ),
    ],
)
def test_a_criteria_set_holds_together_with_the_library(
    copy: Path, old: str, new: str, code: str, where: str
) -> None:
    spoil(copy / "criteria/sets/quick.yaml", old, new)
    assert (code, f"criteria/sets/quick.yaml {where}") in told(copy, "criteria/sets/quick.yaml")


@pytest.mark.parametrize(
    ("facts", "code", "where"),
    [
        (f"facts: {{pigeons: [{{value: 5, {FACT}}}]}}\n", "unknown_attribute", "facts.pigeons"),
        (f"facts: {{licence: [{{value: 5, {FACT}}}]}}\n", "fact_of_wrong_type", "facts.licence.0"),
        (
            f"facts: {{licence: [{{value: free, editions: [Max], {FACT}}}]}}\n",
            "unknown_edition",
            "facts.licence.0.editions",
        ),
    ],
)
def test_facts_fit_their_attributes(copy: Path, facts: str, code: str, where: str) -> None:
    (copy / "acme.yaml").write_text(PLATFORM + facts, encoding="utf-8")
    assert told(copy, "acme.yaml") == [(code, f"acme.yaml {where}")]


@pytest.mark.parametrize(
    ("facts", "code", "where"),
    [
        ("implements: {acme: {answer: unknown}}\n", "unknown_product", "implements.acme"),
        (f"facts: {{pigeons: [{{value: 5, {FACT}}}]}}\n", "unknown_attribute", "facts.pigeons"),
        (
            f"implements: {{espocrm: {{answer: unknown, facts: {{projects: [{{value: many, {FACT}}}]}}}}}}\n",
            "fact_of_wrong_type",
            "implements.espocrm.facts.projects.0",
        ),
    ],
)
def test_an_integrators_records_fit_products_and_attributes(
    copy: Path, facts: str, code: str, where: str
) -> None:
    (copy / "firm.yaml").write_text(INTEGRATOR + facts, encoding="utf-8")
    assert told(copy, "firm.yaml") == [(code, f"firm.yaml {where}")]


def test_an_integrator_may_implement_a_product_that_is_checked_along_with_it(copy: Path) -> None:
    (copy / "acme.yaml").write_text(PLATFORM, encoding="utf-8")
    (copy / "firm.yaml").write_text(INTEGRATOR + "implements: {acme: {answer: unknown}}\n", encoding="utf-8")
    assert told(copy, "acme.yaml", "firm.yaml") == []


@pytest.mark.parametrize("text", [PLATFORM, INTEGRATOR])
def test_a_profile_is_called_as_its_file(copy: Path, text: str) -> None:
    (copy / "other.yaml").write_text(text, encoding="utf-8")
    assert told(copy, "other.yaml") == [("id_against_file", "other.yaml id")]


def test_an_attribute_is_listed_once(copy: Path) -> None:
    add(copy / "vendor_profiles/attributes.yaml", "  - {id: licence, title: Again, type: text}\n")
    assert told(copy, "vendor_profiles/attributes.yaml") == [
        ("id_twice", "vendor_profiles/attributes.yaml attributes.0")
    ]


def test_a_library_that_cannot_be_read_is_told_beside_the_file(copy: Path) -> None:
    (copy / "vendor_profiles/attributes.yaml").unlink()
    (copy / "acme.yaml").write_text(PLATFORM, encoding="utf-8")
    assert told(copy, "acme.yaml") == [("file_missing", "vendor_profiles/attributes.yaml")]
