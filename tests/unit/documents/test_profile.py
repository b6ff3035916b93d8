"""A profile in full: what is known, how old it is, where sources differ, and what is missing."""

import datetime as dt

import pytest

from selection.documents.profile import fact_lines, missing, profile_as_plain, profile_lines
from selection.model.profiles import Attribute, Fact, IntegratorProfile, PlatformProfile
from selection.words import Words
from tests.building import fact, firm, product

_ = Words()
TODAY = dt.date(2026, 11, 22)
ATTRIBUTES = (
    Attribute(id="api", title="Has an API", type="yes_no", ages_after_days=180),
    Attribute(id="users", title="Most users", type="number", unit="users", required=True),
    Attribute(id="modules", title="Modules", type="list"),
    Attribute(id="years", title="Years", about="integrator", type="number"),
    Attribute(id="projects", title="Projects", about="record", type="number"),
)
KNOWN = {attribute.id: attribute for attribute in ATTRIBUTES}


def told_of(*facts: Fact, attribute: str = "api") -> list[tuple[int | None, bool, bool]]:
    return [
        (line.age, line.stale, line.contradicted) for line in fact_lines({attribute: facts}, KNOWN, TODAY)
    ]


def integrator(implements: dict[str, object], **facts: tuple[Fact, ...]) -> IntegratorProfile:
    known = firm("f", {}).model_dump()
    return IntegratorProfile.model_validate(known | {"implements": implements, "facts": facts})


def written(profile: PlatformProfile) -> str:
    return "\n".join(profile_lines(profile, ATTRIBUTES, TODAY, _))


def test_a_fact_has_an_age_and_may_be_out_of_date() -> None:
    assert told_of(fact(True, as_of="2026-11-01")) == [(21, False, False)]
    assert told_of(fact(True, as_of="2026-01-01")) == [(325, True, False)]


def test_an_undated_fact_has_no_age_and_is_out_of_date() -> None:
    assert told_of(fact(True, as_of="undated", seen="2026-11")) == [(None, True, False)]


def test_a_fact_about_an_attribute_nobody_lists_does_not_age() -> None:
    assert told_of(fact(True, as_of="1999"), attribute="pigeons") == [(10187, False, False)]


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        (fact(True), fact(False), True),
        (fact(True), fact(True), False),
        (fact(True), fact("unknown"), False),
        (fact(5.0, editions=["Pro"]), fact(9.0, editions=["Max"]), False),
        (fact(5.0, editions=["Pro"]), fact(9.0), True),
        (fact(5.0, editions=["Pro", "Max"]), fact(9.0, editions=["Max"]), True),
        (fact(["sales"]), fact(["service"]), False),
    ],
)
def test_sources_differ_where_they_say_two_things_of_one_edition(
    first: Fact, second: Fact, differ: bool
) -> None:
    assert [contradicted for _age, _stale, contradicted in told_of(first, second)] == [differ, differ]


def test_what_a_profile_says_nothing_about_is_missing() -> None:
    about = product("a", {"api": (fact("unknown"),)})
    assert [a.id for a in missing(about, ATTRIBUTES)] == ["users", "modules"]
    assert [a.id for a in missing(firm("f", {}), ATTRIBUTES)] == ["years"]


def test_a_profile_is_written_fact_by_fact() -> None:
    facts = {
        "api": (fact(True), fact(False, as_of="2026-11-21", note="In the newest release.")),
        "users": (fact(5000.0, editions=["Pro"], as_of="undated", seen="2026-11"),),
        "modules": (fact("unknown"),),
    }
    about = product("a", facts).model_copy(update={"note": "Made up."})
    assert written(about) == (
        "a (fictional)\n"
        "Fictional: invented, to show what a profile looks like.\n"
        "Sold by Nobody (fictional). Editions: Pro (cloud).\n"
        "Made up.\n"
        "3 facts, 1 of them out of date.\n"
        "\n"
        "Has an API\n"
        "  yes\n"
        "      Aug 2026, 113 days old · SOURCES DIFFER · vendor's documentation · "
        "high confidence · invented\n"
        "  no\n"
        "      Nov 21, 2026, 1 day old · SOURCES DIFFER · vendor's documentation · "
        "high confidence · invented\n"
        "      · In the newest release.\n"
        "\n"
        "Most users\n"
        "  5,000 users [Pro]\n"
        "      undated, seen Nov 2026 · OUT OF DATE · vendor's documentation · high confidence · invented\n"
        "\n"
        "Looked for and not found: Modules."
    )


def test_a_profile_without_facts_says_what_nobody_looked_into() -> None:
    assert written(product("a")).endswith("\nNot looked into: Has an API, Most users, Modules.")


def test_an_integrator_is_written_with_what_it_has_done() -> None:
    record = {"answer": "yes", "facts": {"projects": (fact(12.0),)}}
    about = integrator({"a": record, "b": {"answer": "unknown"}}, years=(fact(9.0),))
    text = "\n".join(profile_lines(about, ATTRIBUTES, TODAY, _))
    assert text.split("\n\n")[2:] == [
        "Implements\n  product  answer\n  a        yes\n  b        not known",
        "With a",
        "Projects\n  12\n      Aug 2026, 113 days old · vendor's documentation · high confidence · invented",
    ]


def test_as_plain_data_a_profile_carries_units_and_ages() -> None:
    plain = profile_as_plain(product("a", {"users": (fact(5000.0),)}), ATTRIBUTES, TODAY)
    (line,) = plain["facts"]
    assert (line["attribute"], line["value"], line["unit"], line["age_days"]) == (
        "users",
        5000.0,
        "users",
        113,
    )
    assert plain["missing"] == [
        {"attribute": "api", "required": False},
        {"attribute": "modules", "required": False},
    ]


def test_as_plain_data_an_integrator_carries_its_records() -> None:
    record = {"answer": "yes", "facts": {"pigeons": (fact(12.0),)}}
    plain = profile_as_plain(integrator({"a": record}), ATTRIBUTES, TODAY)
    assert plain["kind"] == "integrator"
    assert plain["implements"]["a"]["answer"] == "yes"
    assert [(f["attribute"], f["unit"]) for f in plain["implements"]["a"]["facts"]] == [("pigeons", None)]
