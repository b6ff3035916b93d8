"""Vendors: offers and firms come in and go with everything said about them."""

import pytest

from selection.catalogue.library import shipped
from selection.catalogue.starting import fresh_decision
from selection.model.decision import Decision, Offer, pair_id
from selection.model.profiles import Edition, Implementation, IntegratorProfile, PlatformProfile
from tests.app.screens import Screen, frames, ids, open_decision, read, table
from tests.decisions import bid, criterion_in_levels, score, small_decision


def judged() -> Decision:
    """The small decision with a bid and scores at every place they can stand."""
    held = small_decision()
    by_pair = criterion_in_levels("I2", "pair")
    places = (pair_id("northstar-pro", "aleph"), pair_id("harbour-basic", "aleph"), "B1")
    scores = {**held.scores, **{name: {"I2": score(1.0)} for name in places}}
    return held.model_copy(
        update={"bids": (bid("B1"),), "scores": scores, "criteria": (*held.criteria, by_pair)}
    )


@pytest.fixture
def screen(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "vendors")


@pytest.fixture
def empty(visitor: str) -> Screen:
    return open_decision(visitor, fresh_decision("Ours", shipped()), "vendors")


def test_offers_are_shown_in_the_edition_one_would_buy(screen: Screen) -> None:
    assert screen.title == "Who is in the running?"
    products = screen.tab("Products")
    assert screen.shown("markdown", products) == [
        "**Northstar (fictional) Pro**",
        "**Harbour (fictional) Basic**",
    ]
    assert screen.shown("caption", products) == [
        "Northstar Ltd · cloud · 1 sourced fact",
        "Harbour Ltd · cloud · 1 sourced fact",
    ]


def test_without_offers_and_firms_every_tab_says_what_to_do(empty: Screen) -> None:
    assert empty.shown("info") == [
        "No offers yet. Choose a product and the edition you would buy.",
        "No integrators yet. Who implements it matters as much as the product.",
        "Add products and integrators first.",
    ]


def test_an_edition_of_a_known_product_is_added_with_its_profile(empty: Screen) -> None:
    empty.fill("selectbox", value="hubspot", key="add-product")
    empty.fill("selectbox", value="Enterprise", key="add-edition-hubspot").press(key="add-offer")
    offer = Offer(id="hubspot-enterprise", product="hubspot", edition="Enterprise", deployment="cloud")
    assert empty.decision.offers == (offer,)
    assert empty.decision.platforms == tuple(p for p in shipped().platforms if p.id == "hubspot")


def test_a_second_edition_of_a_product_shares_its_profile_and_none_is_there_twice(empty: Screen) -> None:
    empty.fill("selectbox", value="hubspot", key="add-product")
    editions = list(empty.widget("selectbox", key="add-edition-hubspot").options)
    for _edition in editions:
        empty.press(key="add-offer")
    assert [offer.edition for offer in empty.decision.offers] == editions
    assert ids(empty.decision.platforms) == ["hubspot"]
    assert "All its editions are in the running." in empty.shown("caption")


def add_product(screen: Screen, name: str, vendor: str = "", edition: str = "Standard") -> Screen:
    products = screen.tab("Products")
    screen.write("text_input", "Product", name, within=products)
    screen.write("text_input", "Vendor", vendor).write("text_input", "Edition you would buy", edition)
    return screen.press(key="other-Add")


def test_another_product_is_added_with_a_profile_of_its_own(screen: Screen) -> None:
    add_product(screen, " Bakery CRM ", "Oven Ltd", "Crust")
    assert screen.decision.platforms[-1] == PlatformProfile(
        kind="platform",
        id="bakery-crm",
        name="Bakery CRM",
        vendor="Oven Ltd",
        editions=(Edition(name="Crust", deployment="cloud"),),
    )
    assert screen.decision.offers[-1] == Offer(
        id="bakery-crm-crust", product="bakery-crm", edition="Crust", deployment="cloud"
    )


def test_a_product_without_a_vendor_is_its_own(screen: Screen) -> None:
    product = add_product(screen, "Bakery CRM").decision.platforms[-1]
    assert product.vendor == "Bakery CRM"


def test_a_product_without_a_name_is_not_added_and_says_so(screen: Screen) -> None:
    assert add_product(screen, "  ", "Oven Ltd").version == 1
    assert screen.shown("error") == ["Name the product first."]
    assert screen.widget("text_input", "Vendor").value == "Oven Ltd"


def test_a_product_is_not_added_without_the_edition_one_would_buy(screen: Screen) -> None:
    assert add_product(screen, "Bakery CRM", "Oven Ltd", " ").version == 1
    assert screen.shown("error") == ["Name the edition you would buy: a product is judged in one."]


def test_names_that_are_too_long_say_what_fits(screen: Screen) -> None:
    add_product(screen, "x" * 501, "y" * 501, "z" * 61)
    assert screen.shown("error") == [
        "“Product”: 501 characters; 500 fit.",
        "“Vendor”: 501 characters; 500 fit.",
        "“Edition you would buy”: 61 characters; 60 fit.",
    ]
    assert screen.version == 1


def test_half_filled_forms_stay_while_something_else_is_stored(screen: Screen) -> None:
    before = screen.drawn_as("text_input", "Vendor", "Firm"), screen.drawn_as("multiselect", "Implements")
    add_product(screen, "Bakery CRM")
    vendor, firm = screen.drawn_as("text_input", "Vendor", "Firm")
    assert (vendor == before[0][0], firm == before[0][1]) == (False, True)
    assert screen.drawn_as("multiselect", "Implements") == before[1]
    screen.write("text_input", "Firm", "Beth").press(key="firm-Add")
    assert screen.drawn_as("text_input", "Vendor") == [vendor]
    assert screen.drawn_as("text_input", "Firm") != [firm]


@pytest.mark.parametrize("name", ["3CX", "מערכת", "!!!", "x" * 500])
def test_any_name_a_product_can_have_is_taken(screen: Screen, name: str) -> None:
    add_product(screen, name)
    assert screen.decision.platforms[-1].name == name
    assert screen.reload("answers").title == "How does each of them do it?"


def test_a_second_offer_of_the_same_name_is_refused_and_what_was_entered_stays(screen: Screen) -> None:
    for _time in range(2):
        add_product(screen, "Twin", "Oven Ltd", "Pro")
    assert ids(screen.decision.offers) == ["northstar-pro", "harbour-basic", "twin-pro"]
    assert screen.shown("error") == [
        "Two offers are called “Twin Pro”, so nobody could tell them apart. Give one of them a name."
    ]
    assert screen.widget("text_input", "Product", within=screen.tab("Products")).value == "Twin"


def test_removing_an_offer_takes_everything_said_about_it_along(visitor: str) -> None:
    screen = open_decision(visitor, judged(), "vendors").press(key="offer-gone-northstar-pro")
    left = screen.decision
    assert (ids(left.offers), ids(left.platforms), left.bids) == (["harbour-basic"], ["harbour"], ())
    assert left.answers == {}
    assert list(left.scores) == ["aleph", "harbour-basic+aleph"]
    assert screen.press("Undo last change").decision == judged()


def test_a_product_stays_while_another_edition_of_it_is_in_the_running(screen: Screen) -> None:
    screen.fill("selectbox", value="northstar", key="add-product").press(key="add-offer")
    screen.press(key="offer-gone-northstar-pro")
    assert ids(screen.decision.offers) == ["harbour-basic", "northstar-basic"]
    assert sorted(ids(screen.decision.platforms)) == ["harbour", "northstar"]


def test_an_integrator_is_added_with_what_it_implements(screen: Screen) -> None:
    screen.write("text_input", "Firm", " Beth & Sons ").write("multiselect", "Implements", ["harbour"])
    screen.press(key="firm-Add")
    assert screen.decision.integrators[-1] == IntegratorProfile(
        kind="integrator",
        id="beth-sons",
        name="Beth & Sons",
        implements={"harbour": Implementation(answer="yes")},
    )
    assert "**Beth & Sons**" in screen.shown("markdown", screen.tab("Integrators"))
    assert screen.shown("caption", screen.tab("Integrators"))[:2] == [
        "implements 2 products",
        "implements 1 product",
    ]


def test_an_integrator_without_a_name_is_not_added(screen: Screen) -> None:
    assert screen.write("text_input", "Firm", " ").press(key="firm-Add").version == 1
    assert screen.shown("error") == ["Name the firm first."]


def test_an_invented_example_can_be_taken_once(empty: Screen) -> None:
    empty.press("Add the example")
    assert empty.decision.integrators == shipped().integrators[:1]
    assert "example-integrator-a" not in empty.widget("selectbox", "Example").options


def test_removing_a_firm_takes_its_bids_and_scores_along(visitor: str) -> None:
    screen = open_decision(visitor, judged(), "vendors").press(key="firm-gone-aleph")
    left = screen.decision
    assert (left.integrators, left.bids) == ((), ())
    assert left.scores == {"northstar-pro": judged().scores["northstar-pro"]}


def test_who_implements_what_is_answered_product_by_product(screen: Screen) -> None:
    screen.fill("segmented_control", value="unknown", key="implements-aleph-harbour")
    assert screen.decision.integrators[0].implements == {
        "northstar": Implementation(answer="yes"),
        "harbour": Implementation(answer="unknown"),
    }


def test_what_nobody_said_of_a_firm_shows_as_not_known(screen: Screen) -> None:
    screen.write("text_input", "Firm", "Beth").press(key="firm-Add")
    control = screen.widget("segmented_control", key="implements-beth-harbour")
    assert (control.value, control.options) == ("unknown", ["yes", "no", "not known"])


def test_a_fact_is_shown_with_its_source_its_age_and_how_it_is_known(screen: Screen) -> None:
    known = screen.tab("What is known")
    facts = read(known.table[0])
    assert table(facts, list(facts.columns)) == [
        (
            "Has an API",
            "yes",
            "all editions",
            "Aug 2026",
            "current",
            "vendor's documentation, low confidence",
            "invented",
        )
    ]


def test_a_profile_nobody_collected_facts_for_says_so(screen: Screen) -> None:
    screen.fill("selectbox", "Profile", "aleph")
    assert screen.shown("info", screen.tab("What is known")) == [
        "Nothing is known yet: no public fact has been collected. Ask the vendor."
    ]


def test_every_shipped_profile_can_be_looked_at(empty: Screen) -> None:
    for profile in shipped().platforms:
        empty.fill("selectbox", "Profile", profile.id)
        shown = frames(empty.tab("What is known"))[0]
        assert len(shown) == sum(len(facts) for facts in profile.facts.values())


def test_the_page_leads_on_to_the_answers(screen: Screen) -> None:
    assert screen.press("Next: answers").title == "How does each of them do it?"
