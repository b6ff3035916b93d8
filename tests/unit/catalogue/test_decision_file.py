"""A decision file: what it refers to is put in its place, and what it carries inline wins."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.catalogue.decision_file import read_decision, read_decision_text, write_decision
from selection.catalogue.files import fingerprint
from selection.catalogue.library import Library, shipped
from selection.catalogue.reader import REFUSED_CHARACTER
from selection.errors import CatalogueError, Findings, NotFound, SelectionError
from selection.model.characters import printable, shows_something
from selection.model.decision import Baseline, Decision
from selection.model.judgements import Answer
from tests.decisions import bid, small_decision
from tests.examples import example

LIBRARY = shipped()
USES = """\
kind: decision
id: own
title: Own
uses:
  needs: {id: crm-needs}
  criteria_set: {id: quick}
  platforms: [{id: espocrm}]
"""
OWN = """\
needs:
  - {id: SA01}
  - {id: SA02, tier: nice}
offers:
  - {id: espo, product: espocrm, edition: Community, deployment: self_hosted}
"""
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).map(printable)
TEXTS = TEXTS.filter(lambda text: shows_something(text) and not REFUSED_CHARACTER.search(text))


def read(text: str) -> Decision:
    return read_decision_text(text, "own.yaml", LIBRARY)


def refusal(text: str) -> SelectionError:
    with pytest.raises(SelectionError) as caught:
        read(text)
    return caught.value


def told(error: SelectionError) -> tuple[str, str, dict[str, object]]:
    return error.code, error.where, error.figures


def test_definitions_are_taken_from_the_library_by_id() -> None:
    decision = read(USES + OWN)
    assert decision.criteria_set == LIBRARY.criteria_set("quick")
    assert decision.platforms == (LIBRARY.platform("espocrm"),)
    assert decision.attributes == LIBRARY.attributes
    assert {c.id for c in decision.criteria} == {
        *decision.criteria_set.leaves("platform"),
        *decision.criteria_set.leaves("integrator"),
    }


def test_only_the_needs_that_are_named_are_taken_with_what_differs_here() -> None:
    decision = read(USES + OWN)
    shipped_needs = {need.id: need for need in LIBRARY.needs.needs}
    assert [need.id for need in decision.needs] == ["SA01", "SA02"]
    assert decision.needs[0] == shipped_needs["SA01"]
    assert decision.needs[1] == shipped_needs["SA02"].model_copy(update={"tier": "nice"})


def test_all_needs_are_taken_if_the_file_says_so() -> None:
    text = (USES + OWN).replace("{id: crm-needs}", "{id: crm-needs, all: true}")
    own = text.replace("  - {id: SA01}\n", "  - {id: OWN, text: It flies, tier: must}\n")
    needs = read(own).needs
    assert [need.id for need in needs] == [*(need.id for need in LIBRARY.needs.needs), "OWN"]
    assert next(need for need in needs if need.id == "SA02").tier == "nice"


def test_what_the_file_carries_inline_wins() -> None:
    inline = """\
platforms:
  - kind: platform
    id: espocrm
    name: Another (fictional)
    fictional: true
    vendor: Nobody
    editions: [{name: Community, deployment: self_hosted}]
"""
    assert [p.name for p in read(USES + OWN + inline).platforms] == ["Another (fictional)"]


def test_a_definition_may_be_pinned_by_its_fingerprint() -> None:
    pin = fingerprint(LIBRARY.criteria_set("quick"))
    assert read(USES.replace("{id: quick}", f'{{id: quick, sha256: "{pin}"}}') + OWN) == read(USES + OWN)


def test_a_pinned_definition_that_changed_is_refused_by_name() -> None:
    text = USES.replace("{id: quick}", '{id: quick, sha256: "' + "0" * 64 + '"}') + OWN
    found = fingerprint(LIBRARY.criteria_set("quick"))
    figures = {"found": found, "allowed": "0" * 64, "id": "quick"}
    assert told(refusal(text)) == ("definition_changed", "own.yaml:6 uses.criteria_set", figures)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("id: quick", "id: slow", "own.yaml:6 uses.criteria_set"),
        ("id: crm-needs", "id: erp-needs", "own.yaml:5 uses.needs"),
        ("[{id: espocrm}]", "[{id: acme}]", "own.yaml:7 uses.platforms.0"),
    ],
)
def test_a_definition_that_does_not_ship_is_not_found_and_the_others_are_told(
    old: str, new: str, where: str
) -> None:
    error = refusal(USES.replace(old, new) + OWN)
    assert isinstance(error, NotFound)
    assert (error.code, error.where) == ("unknown_definition", where)
    assert error.figures["allowed"]


def test_a_file_without_a_criteria_set_says_that_it_misses_one() -> None:
    error = refusal(USES.replace("  criteria_set: {id: quick}\n", "") + OWN)
    assert told(error) == ("field_missing", "own.yaml:1 criteria_set", {})


@pytest.mark.parametrize(("entry", "missing"), [("{id: X}", "text"), ("{id: X, text: It flies}", "tier")])
def test_a_need_of_ones_own_says_all_that_a_need_must(entry: str, missing: str) -> None:
    error = refusal(USES + OWN.replace("{id: SA01}", entry))
    assert told(error) == ("need_incomplete", "own.yaml:9 needs.0", {"found": "X", "missing": missing})


def test_contradictions_are_told_with_their_lines() -> None:
    error = refusal(USES + OWN.replace("edition: Community", "edition: Galaxy") + "answers: {acme: {}}\n")
    assert isinstance(error, Findings)
    assert [(e.code, e.where) for e in error.errors] == [
        ("unknown_edition", "own.yaml:12 offers.0"),
        ("unknown_offer", "own.yaml:13 answers.acme"),
    ]


def test_a_file_is_read_from_disk_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(USES + OWN, encoding="utf-8")
    assert read_decision(tmp_path / "own.yaml", LIBRARY) == read(USES + OWN)
    (tmp_path / "own.yaml").write_text("kind: decision\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"own\.yaml:1"):
        read_decision(tmp_path / "own.yaml", LIBRARY)


def test_a_file_that_carries_everything_needs_no_library(tmp_path: Path) -> None:
    decision = small_decision()
    text = write_decision(decision)
    assert read_decision_text(text, "small.yaml", Library(tmp_path)).needs == decision.needs


@pytest.mark.parametrize(
    "decision",
    [
        small_decision(),
        small_decision().model_copy(update={"mode": "tender", "bids": (bid(),)}),
        small_decision().model_copy(
            update={
                "baseline": Baseline(
                    name="Keep it", kind="keep", answers={"N1": Answer(delivery="as_is", evidence="claim")}
                )
            }
        ),
        example("tender"),
        example("market_scan"),
    ],
    ids=["small", "tender", "baseline", "shipped tender", "shipped market scan"],
)
def test_what_is_written_reads_back_as_the_same_decision(decision: Decision) -> None:
    assert read_decision_text(write_decision(decision), "copy.yaml", LIBRARY) == decision


def test_a_copy_of_the_copy_is_the_copy() -> None:
    once = write_decision(example("tender"))
    assert write_decision(read_decision_text(once, "copy.yaml", LIBRARY)) == once


@pytest.mark.parametrize(
    "title",
    ["NO", "2026-08-13", "12:30", "010", "1e3", "~", "=", "<<", "a: b", "- x", "#1", '"', "שלום", "a\nb"],
)
def test_a_title_that_yaml_takes_for_something_else_is_quoted(title: str) -> None:
    assert read(write_decision(small_decision(title))).title == title


@given(title=TEXTS, name=TEXTS)
def test_any_text_people_write_survives_a_file(title: str, name: str) -> None:
    decision = small_decision(title)
    goal = decision.goals[0].model_copy(update={"text": name, "owner": name})
    decision = decision.model_copy(update={"goals": (goal,)})
    assert read(write_decision(decision)) == decision
