"""What the needs, criteria and criteria sets that ship with the project promise."""

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest

from selection.catalogue.files import load
from selection.catalogue.reader import read_file
from selection.model.base import Entry, Localised, Text
from selection.model.consistency import check, criterion_fed_by, obstacles
from selection.model.criteria import (
    SIDES,
    Branch,
    CriteriaLibrary,
    CriteriaSet,
    Criterion,
    DeliveryLadder,
    Group,
    Linear,
    Ordinal,
    PiecewiseLinear,
)
from selection.model.decision import Decision
from selection.model.goals import MeasureLibrary
from selection.model.needs import NeedLibrary
from selection.model.profiles import AttributeList

HOME = Path(__file__).parents[2]
SETS = ("quick", "full")
SCHEMAS = {
    "needs.yaml": "../schemas/needs.schema.json",
    "platform.yaml": "../schemas/criteria.schema.json",
    "integrator.yaml": "../schemas/criteria.schema.json",
    "metrics.yaml": "../schemas/metrics.schema.json",
    "readiness.yaml": "../schemas/readiness.schema.json",
    "risks.yaml": "../schemas/risks.schema.json",
    "sets/quick.yaml": "../../schemas/criteria_set.schema.json",
    "sets/full.yaml": "../../schemas/criteria_set.schema.json",
}
STATEMENT = re.compile(r"^\| (A\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
NAMED = re.compile(r"\b([A-Z]{1,2})(\d+)(?: to \1(\d+))?\b")

E = TypeVar("E", bound=Entry)


def shipped(name: str, model: type[E]) -> E:
    return model.model_validate(read_file(HOME / "criteria" / name).value)


@cache
def need_library() -> NeedLibrary:
    return shipped("needs.yaml", NeedLibrary)


@cache
def criteria_libraries() -> tuple[CriteriaLibrary, CriteriaLibrary]:
    return shipped("platform.yaml", CriteriaLibrary), shipped("integrator.yaml", CriteriaLibrary)


def criteria() -> dict[str, Criterion]:
    return {c.id: c for library in criteria_libraries() for c in library.criteria}


def groups() -> tuple[Group, ...]:
    return tuple(group for library in criteria_libraries() for group in library.groups)


def criteria_set(name: str) -> CriteriaSet:
    return shipped(f"sets/{name}.yaml", CriteriaSet)


def leaves(chosen: CriteriaSet) -> list[str]:
    return [name for side in SIDES for name in chosen.leaves(side)]


def decision_with(chosen: CriteriaSet) -> Decision:
    return Decision(
        id="shipped",
        title="All that ships",
        needs=need_library().needs,
        groups=groups(),
        criteria=tuple(criteria().values()),
        criteria_set=chosen,
        attributes=load(HOME / "vendor_profiles/attributes.yaml", AttributeList).attributes,
    )


def sources_page() -> str:
    return (HOME / "docs/sources.md").read_text(encoding="utf-8")


def sources() -> dict[str, tuple[str, ...]]:
    needs = {need.id: need.sources for need in need_library().needs}
    measures = {measure.id: measure.sources for measure in shipped("metrics.yaml", MeasureLibrary).measures}
    return needs | measures | {criterion.id: criterion.sources for criterion in criteria().values()}


def texts() -> list[Text | None]:
    library, sets = need_library(), [criteria_set(name) for name in SETS]
    headings = [library.title, library.caution, *(group.title for group in library.groups)]
    names = [*(other.title for other in criteria_libraries()), *(group.name for group in groups())]
    descriptions = [text for chosen in sets for text in (chosen.title, chosen.description)]
    definitions = [text for c in criteria().values() for text in (c.name, c.definition)]
    levels = [level for c in criteria().values() if isinstance(c.value, Ordinal) for level in c.value.levels]
    return [*headings, *names, *descriptions, *definitions, *levels, *(need.text for need in library.needs)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_file_names_its_schema_in_its_first_line(name: str) -> None:
    first = (HOME / "criteria" / name).read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMAS[name]}"


def test_the_library_holds_121_needs_under_ten_headings() -> None:
    headings = [group.id for group in need_library().groups]
    assert Counter(need.id[:2] for need in need_library().needs) == {
        "MK": 13, "SA": 19, "SV": 14, "PL": 14, "IN": 12, "SE": 14, "RP": 9, "LN": 9, "MG": 10, "MO": 7,
    }  # fmt: skip
    assert headings == ["MK", "SA", "SV", "PL", "IN", "SE", "RP", "LN", "MG", "MO"]
    assert len({need.id for need in need_library().needs}) == 121


def test_no_two_needs_say_the_same() -> None:
    said = [need.text.en for need in need_library().needs if isinstance(need.text, Localised)]
    assert len(set(said)) == 121


def test_a_need_is_one_line() -> None:
    read = {need.id: need.text.en or "" for need in need_library().needs if isinstance(need.text, Localised)}
    assert len(read) == 121
    assert [name for name, text in read.items() if "\n" in text or len(text) > 200 or text[-1] != "."] == []


def test_only_marketing_sales_and_service_needs_belong_to_an_area() -> None:
    area_of = {"MK": "marketing", "SA": "sales", "SV": "service"}
    assert [n.id for n in need_library().needs if n.area != area_of.get(n.id[:2])] == []


def test_the_library_leaves_to_the_team_what_only_the_team_can_say() -> None:
    assert [n.id for n in need_library().needs if n.owner or n.reason or n.phase or n.goal] == []


def test_the_library_warns_against_using_it_as_it_is() -> None:
    caution = need_library().caution
    assert isinstance(caution, Localised)
    assert "do not use the list as it is" in (caution.en or "")


def test_there_are_33_criteria_for_platforms_and_6_for_integrators() -> None:
    platform, integrator = criteria_libraries()
    assert (len(platform.criteria), len(integrator.criteria), len(criteria())) == (33, 6, 39)


def test_each_library_declares_exactly_the_groups_its_criteria_stand_under() -> None:
    for library in criteria_libraries():
        used = dict.fromkeys(criterion.group for criterion in library.criteria)
        assert [group.id for group in library.groups] == list(used)


def test_every_criterion_has_a_tier() -> None:
    assert [c.id for c in criteria().values() if c.tier is None] == []


def test_only_as_is_fit_is_a_gate_and_it_opens_at_80_percent() -> None:
    assert {c.id: c.gate for c in criteria().values() if c.gate is not None} == {"F1": 80}


def test_as_is_fit_is_worth_nothing_at_its_gate_and_rises_evenly_from_there() -> None:
    value = criteria()["F1"].value
    assert isinstance(value, PiecewiseLinear)
    assert (value.levels, value.unit) == ((80, 84, 88, 92, 96, 100), "%")


def test_only_five_year_cost_and_projects_with_the_product_are_measured_per_pair() -> None:
    assert [c.id for c in criteria().values() if c.scope == "pair"] == ["C1", "P2"]
    assert [c.id for c in criteria().values() if c.scope == "integrator"] == ["P1", "P3", "P4", "P5", "P6"]


def test_cost_stands_apart_from_quality() -> None:
    assert [c.id for c in criteria().values() if c.is_cost] == ["C1", "C2", "C3", "C4"]


def test_years_and_projects_are_read_from_the_integrators_profile() -> None:
    measured_by = {c.id: c.measured_by for c in criteria().values() if c.measured_by}
    assert measured_by == {"P1": "crm_years", "P2": "projects_in_industry"}


def test_less_is_better_only_for_time_upkeep_and_cost() -> None:
    assert [c.id for c in criteria().values() if c.direction == "decreasing"] == ["U1", "U2", "C1", "C3"]


def test_every_scale_but_chemistry_has_six_levels() -> None:
    scales = {c.id: c.value for c in criteria().values()}
    assert [name for name, scale in scales.items() if isinstance(scale, Linear)] == ["P5"]
    stepped = [s for s in scales.values() if isinstance(s, PiecewiseLinear | Ordinal)]
    assert {len(scale.levels) for scale in stepped} == {6}


@pytest.mark.parametrize("name", SETS)
def test_every_need_feeds_exactly_one_weighted_criterion_that_takes_needs(name: str) -> None:
    chosen = criteria_set(name)
    takes_needs = {leaf for leaf in leaves(chosen) if criteria()[leaf].from_ == "needs"}
    decision = decision_with(chosen)
    fed = {need.id: criterion_fed_by(decision, need) for need in need_library().needs}
    assert [need for need, criterion in fed.items() if criterion not in takes_needs] == []
    assert set(fed.values()) == takes_needs


@pytest.mark.parametrize("name", SETS)
def test_nothing_keeps_a_shipped_set_from_being_ranked(name: str) -> None:
    decision = decision_with(criteria_set(name))
    assert check(decision) == ()
    assert obstacles(decision) == ()


def test_a_set_that_forgets_integration_is_found_out() -> None:
    quick = criteria_set("quick")
    forgetful = quick.model_copy(update={"platform": ("F1", "T3", "U1")})
    found = obstacles(decision_with(forgetful))
    assert [(error.code, error.where) for error in found] == [
        ("need_feeds_nothing", f"needs.IN{number:02}") for number in range(1, 13)
    ]


def test_exceptions_name_needs_that_exist() -> None:
    known = {need.id for need in need_library().needs}
    assert {name: sorted(set(criteria_set(name).feeds) - known) for name in SETS} == {"quick": [], "full": []}


def test_in_the_quick_set_every_need_counts_as_fit_except_connections() -> None:
    decision = decision_with(criteria_set("quick"))
    fed = Counter((need.id[:2] == "IN", criterion_fed_by(decision, need)) for need in decision.needs)
    assert fed == {(False, "F1"): 109, (True, "I1"): 12}


def test_the_quick_set_opens_with_the_four_questions_everyone_asks() -> None:
    quick = criteria_set("quick")
    assert quick.platform == ("F1", "T3", "I1", "U1")
    assert quick.integrator == ("P2", "P4", "P5", "C1")


def test_the_full_set_holds_every_criterion_once_except_as_is_fit() -> None:
    assert Counter(leaves(criteria_set("full"))) == Counter(set(criteria()) - {"F1"})


def test_the_branches_of_the_full_set_are_the_groups_of_its_criteria() -> None:
    full = criteria_set("full")
    branches = [(branch, name) for side in (full.platform, full.integrator) for branch in side
                if isinstance(branch, Branch) for name in branch.criteria]  # fmt: skip
    assert len(branches) == 38
    assert [name for branch, name in branches if criteria()[name].group != branch.group] == []


def test_in_the_full_set_needs_are_valued_by_the_delivery_ladder_alone() -> None:
    full = {name: criteria()[name] for name in leaves(criteria_set("full"))}
    by_ladder = [name for name, c in full.items() if isinstance(c.value, DeliveryLadder)]
    assert by_ladder == [name for name, c in full.items() if c.from_ == "needs"]
    assert len(by_ladder) == 19


def test_every_text_is_there_in_english() -> None:
    assert [text for text in texts() if not (isinstance(text, Localised) and text.en)] == []


def test_the_page_of_sources_states_98_statements_in_order() -> None:
    found = [statement for statement, _, _ in STATEMENT.findall(sources_page())]
    assert found == [f"A{number}" for number in range(1, 99)]


def test_every_need_and_criterion_names_a_source() -> None:
    assert [name for name, named in sources().items() if not named] == []


def test_every_source_named_is_explained_on_the_page_of_sources() -> None:
    explained = {statement for statement, _, _ in STATEMENT.findall(sources_page())}
    explained |= set(re.findall(r"`([^`]+)`", sources_page()))
    labels = {label for named in sources().values() for label in named}
    generic = {re.sub(r"^(ISO/IEC 25010:2023) .+", r"\1 …", label) for label in labels}
    assert sorted(generic - explained) == []


def test_the_page_of_sources_and_the_files_name_each_other() -> None:
    rows = STATEMENT.findall(sources_page())
    by_page = {(statement, name) for statement, _, release in rows for name in ids_in(release)}
    by_files = {(label, name) for name, named in sources().items() for label in named if label[1:].isdigit()}
    assert sorted(by_page ^ by_files) == []


def ids_in(text: str) -> set[str]:
    """Read ``P1``, ``SA02, SA04`` and ranges such as ``SV03 to SV06``."""
    return {
        f"{letters}{number:0{len(first)}}"
        for letters, first, last in NAMED.findall(text)
        for number in range(int(first), int(last or first) + 1)
    }


def test_standards_named_by_criteria_are_the_nine_characteristics_of_software_quality() -> None:
    nine = {
        "functional suitability", "performance efficiency", "compatibility", "interaction capability",
        "reliability", "security", "maintainability", "flexibility", "safety",
    }  # fmt: skip
    assert nine - {name for c in criteria().values() for name in c.standard} == {"safety"}
    assert {name for c in criteria().values() for name in c.standard} - nine == set()
