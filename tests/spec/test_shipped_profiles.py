"""The shipped profiles say only what can be checked, and answer needs only by facts that say as much."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from selection.analysis.cells import delivery_by
from selection.catalogue.reader import read_file
from selection.model.base import LANGUAGES, Localised, first_day, reading, versions
from selection.model.needs import Need, NeedLibrary
from selection.model.profiles import (
    UNDATED,
    UNKNOWN,
    Attribute,
    AttributeList,
    Fact,
    IntegratorProfile,
    PlatformProfile,
    Profile,
)
from selection.words import Words
from selection.words.facts import code_words

ROOT = Path(__file__).resolve().parents[2]
PROFILES = ROOT / "vendor_profiles"
PLATFORM_FILES = sorted((PROFILES / "platforms").glob("*.yaml"))
INTEGRATOR_FILES = sorted((PROFILES / "integrators").glob("*.yaml"))
TODAY = dt.date(2026, 11, 22)

ATTRIBUTES = {
    a.id: a for a in AttributeList.model_validate(read_file(PROFILES / "attributes.yaml").value).attributes
}
PLATFORMS = [PlatformProfile.model_validate(read_file(path).value) for path in PLATFORM_FILES]
INTEGRATORS = [IntegratorProfile.model_validate(read_file(path).value) for path in INTEGRATOR_FILES]
NEEDS = NeedLibrary.model_validate(read_file(ROOT / "criteria" / "needs.yaml").value).needs
ANSWERED = [need for need in NEEDS if need.answered_by]

SHIPPED = {
    "creatio",
    "dynamics-365-sales",
    "espocrm",
    "frappe-crm",
    "hubspot",
    "odoo",
    "pipedrive",
    "salesforce",
    "sugarai",
    "suitecrm",
    "yetiforce",
    "zoho-crm",
}
THREE_WORDS = {"included", "add-on", "not offered"}
JUDGEMENT = re.compile(
    r"\b(score|rating|rated|rank|grade|[0-9] stars?|best|leading|powerful|award)\b", re.IGNORECASE
)
MACHINE = re.compile(r"(^|\s)/[a-z]+/|\\|localhost|file:|registry\.|https?:")

Stated = tuple[str, Attribute, Fact]


def stated(about: str, facts: Mapping[str, tuple[Fact, ...]], where: str) -> Iterator[Stated]:
    for name, entries in facts.items():
        attribute = ATTRIBUTES[name]
        assert attribute.about == about, f"{where}: {name}"
        for fact in entries:
            yield f"{where} {name}", attribute, fact


def every_fact() -> Iterator[Stated]:
    for platform in PLATFORMS:
        yield from stated("platform", platform.facts, platform.id)
    for firm in INTEGRATORS:
        yield from stated("integrator", firm.facts, firm.id)
        for product, record in firm.implements.items():
            yield from stated("record", record.facts, f"{firm.id} {product}")


def has_type(fact: Fact, attribute: Attribute) -> bool:
    value = fact.value
    if not fact.known:
        return True
    if attribute.type == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, {"yes_no": bool, "text": str | Localised, "list": tuple}[attribute.type])


def days_of(fact: Fact) -> list[str]:
    return [day for day in (fact.as_of, fact.seen) if day is not None and day != UNDATED]


def a_fact(value: object, **other: object) -> Fact:
    given = {"as_of": "2026", "source": "invented", "method": "secondary", "confidence": "low", **other}
    return Fact.model_validate({"value": value, **given})


def test_the_twelve_products_are_shipped_under_the_name_of_their_file() -> None:
    assert {platform.id for platform in PLATFORMS} == SHIPPED
    assert [platform.id for platform in PLATFORMS] == [path.stem for path in PLATFORM_FILES]


def test_every_fact_has_the_type_of_its_attribute_or_is_unknown() -> None:
    assert [where for where, attribute, fact in every_fact() if not has_type(fact, attribute)] == []


@pytest.mark.parametrize(
    ("kind", "value", "fits"),
    [
        ("yes_no", True, True),
        ("yes_no", "true", False),
        ("yes_no", UNKNOWN, True),
        ("number", 20, True),
        ("number", True, False),
        ("number", "20", False),
        ("text", "included", True),
        ("text", {"en": "no external API"}, True),
        ("text", ["included"], False),
        ("list", ["en", "he"], True),
        ("list", "en", False),
    ],
)
def test_a_value_of_another_type_is_noticed(kind: str, value: object, fits: bool) -> None:
    attribute = Attribute.model_validate({"id": "x", "title": "x", "type": kind})
    assert has_type(a_fact(value), attribute) is fits


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_a_fact_names_only_editions_that_are_sold(platform: PlatformProfile) -> None:
    sold = {edition.name for edition in platform.editions}
    assert len(sold) == len(platform.editions)
    for name, facts in platform.facts.items():
        for fact in facts:
            if fact.editions != "all":
                assert sold.issuperset(fact.editions), name
                assert set(fact.editions) != sold, f"{name}: all editions are named, say nothing instead"


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.id)
def test_required_attributes_are_stated_or_said_to_be_unknown(platform: PlatformProfile) -> None:
    required = {attribute.id for attribute in ATTRIBUTES.values() if attribute.required}
    assert required - set(platform.facts) == set()


def test_the_required_attributes_are_those_found_for_most_products() -> None:
    assert {attribute.id for attribute in ATTRIBUTES.values() if attribute.required} == {
        "licence",
        "modules",
        "api_style",
        "api_limits",
        "edition_limits",
        "import_formats",
        "extensibility",
        "release",
    }


def test_no_fact_is_dated_later_than_the_day_it_was_written_down() -> None:
    late = [w for w, _, fact in every_fact() if any(first_day(day) > TODAY for day in days_of(fact))]
    assert late == []
    assert all(days_of(fact) for _, _, fact in every_fact())


def test_prices_age_in_a_quarter_and_limits_in_half_a_year() -> None:
    ages = {attribute.id: attribute.ages_after_days for attribute in ATTRIBUTES.values()}
    prices = [name for name in ages if "price" in name or name in ("minimum_users", "free_users_max")]
    limits = [name for name in ages if re.search(r"(api|edition)_limits|allowance", name)]
    assert {ages[name] for name in prices} == {90}
    assert {ages[name] for name in limits} == {180}
    assert None not in ages.values()


def test_numbers_have_a_unit_and_nothing_else_has() -> None:
    for attribute in ATTRIBUTES.values():
        assert (attribute.unit is not None) == (attribute.type == "number"), attribute.id


def test_no_attribute_scores_or_rates_and_no_fact_praises() -> None:
    named = [f"{a.id.replace('_', ' ')} {a.title}" for a in ATTRIBUTES.values()]
    assert [name for name in named if JUDGEMENT.search(name)] == []
    assert [w for w, _, fact in every_fact() if JUDGEMENT.search(f"{fact.value} {fact.note}")] == []
    assert JUDGEMENT.search("customer rating")


def test_sources_are_places_a_reader_can_go_to_and_none_of_this_machine() -> None:
    named = [(where, reading(fact.source, "en")) for where, _, fact in every_fact()]
    assert [where for where, source in named if MACHINE.search(source)] == []
    assert all(len(source) >= 10 for _where, source in named)
    assert MACHINE.search("see " + "/work" + "/notes")


def test_three_integrators_are_shipped_and_all_of_them_are_fictional() -> None:
    assert [firm.name for firm in INTEGRATORS] == [
        "Example Integrator A (fictional)",
        "Example Integrator B (fictional)",
        "Example Integrator C (fictional)",
    ]
    assert all(firm.fictional for firm in INTEGRATORS)
    assert not any(platform.fictional for platform in PLATFORMS)


def test_integrators_answer_yes_no_and_unknown_for_shipped_products() -> None:
    for firm in INTEGRATORS:
        assert SHIPPED.issuperset(firm.implements)
        assert {record.answer for record in firm.implements.values()} == {"yes", "no", "unknown"}
        for record in firm.implements.values():
            expected = {"projects", "projects_in_industry"} if record.answer == "yes" else set()
            assert set(record.facts) == expected


def test_invented_facts_say_so_and_no_real_product_has_any() -> None:
    def invented(profile: Profile) -> set[bool]:
        sources = {fact.source for facts in profile.facts.values() for fact in facts}
        return {reading(source, "en") == "invented for this example" for source in sources}

    assert [invented(firm) for firm in INTEGRATORS] == [{True}] * 3
    assert [invented(platform) for platform in PLATFORMS] == [{False}] * 12


@pytest.mark.parametrize("need", ANSWERED, ids=lambda need: need.id)
def test_a_rule_reads_a_platform_attribute_and_every_value_it_has(need: Need) -> None:
    rule = need.answered_by
    assert rule is not None
    attribute = ATTRIBUTES[rule.fact]
    assert attribute.about == "platform"
    facts = [fact for p in PLATFORMS for fact in p.facts.get(rule.fact, ()) if fact.known]
    assert facts
    assert [fact.value for fact in facts if delivery_by(rule, fact) is None] == []


@pytest.mark.parametrize("need", ANSWERED, ids=lambda need: need.id)
def test_a_rule_never_leaves_a_gap_undescribed_or_a_date_unnamed(need: Need) -> None:
    rule = need.answered_by
    assert rule is not None
    given = {*(rule.deliveries or {}).values(), rule.then, rule.otherwise}
    assert given.isdisjoint({"partial", "roadmap"})


def test_texts_that_answer_needs_use_three_words() -> None:
    read = [ATTRIBUTES[need.answered_by.fact] for need in ANSWERED if need.answered_by]
    texts = [attribute.id for attribute in read if attribute.type == "text"]
    used = {fact.value for p in PLATFORMS for name in texts for fact in p.facts.get(name, ()) if fact.known}
    assert used == THREE_WORDS


def test_no_attribute_answers_two_needs() -> None:
    read = [need.answered_by.fact for need in ANSWERED if need.answered_by]
    assert len(read) == len(set(read))


def test_every_attribute_is_used_by_a_profile() -> None:
    used = {attribute.id for _, attribute, _ in every_fact()}
    assert set(ATTRIBUTES) - used == set()


def texts_of(fact: Fact) -> list[str | Localised]:
    """Give the texts a fact states, and where from if that is no place to go to."""
    values = fact.value if isinstance(fact.value, tuple) else (fact.value,)
    return [value for value in (*values, fact.source) if isinstance(value, str | Localised)]


def names_something(text: str) -> bool:
    """Tell a name, a standard or a number from words that a language has of its own."""
    return not re.search(r"[a-z]{3}", without_names(text))


def without_names(text: str) -> str:
    return re.sub(r"\b(Excel|Web|Bulk|Spreadsheet|type|later)\b|[A-Za-z]*[A-Z_][A-Za-z_]*", "", text)


def test_every_text_of_a_fact_reads_in_all_three_languages_or_is_a_name_or_a_code() -> None:
    codes = set(code_words(Words("en")))
    said = [text for _where, _attribute, fact in every_fact() for text in texts_of(fact)[:-1]]
    told = [text for text in said if isinstance(text, Localised)]
    assert len(told) > 180
    assert [text for text in told if set(versions(text)) != set(LANGUAGES)] == []
    assert [
        w for w, _, f in every_fact() if "invented" in reading(f.source, "en") and isinstance(f.source, str)
    ] == []
    plain = {text for text in said if isinstance(text, str)} - codes
    assert {"SAML", "AGPL-3.0-or-later", "vCard"} < plain
    assert {text for text in plain if not names_something(text)} == set()
    assert not names_something("proprietary, subscription per user")


def test_every_note_reads_in_all_three_languages() -> None:
    notes = [fact.note for _where, _attribute, fact in every_fact()]
    notes += [profile.note for profile in (*PLATFORMS, *INTEGRATORS)]
    said = [note for note in notes if note is not None]
    assert len(said) > 100
    assert [note for note in said if set(versions(note)) != set(LANGUAGES)] == []
