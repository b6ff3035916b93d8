"""Ways of paying for a licence over the years, by hand."""

from typing import Any

from selection.analysis.licences import Overtaking, licence_comparison
from selection.model.costs import CostPolicy
from selection.model.decision import Decision
from selection.words import Words
from selection.words.licences import licence_sentences
from tests.building import decide
from tests.examples import TODAY
from tests.money import cost_line

SUBSCRIPTION = cost_line("rent", "cloud", 100, charged="yearly")
PERPETUAL = (
    cost_line("licence", "bought", 250),
    cost_line("care", "bought", 20, charged="yearly", first_year=2, kind="operation"),
)


def offered(*lines: Any, **models: str) -> Decision:
    policy = CostPolicy.model_validate({"currency": "EUR", "licence_models": models})
    return decide(["cloud", "bought"], costs=lines, cost_policy=policy)


def test_a_subscription_overtakes_a_perpetual_licence_in_the_year_its_sum_is_higher() -> None:
    found = licence_comparison(
        offered(SUBSCRIPTION, *PERPETUAL, cloud="subscription", bought="perpetual"), TODAY
    )
    paid = {path.offer: path.paid for path in found.paths}
    assert paid["cloud"] == (100, 200, 300, 400, 500, 600, 700)
    assert paid["bought"] == (250, 270, 290, 310, 330, 350, 370)
    cloud, bought = (path.name for path in found.paths)
    assert found.overtakings == (Overtaking(cloud, bought, 3),)
    assert licence_sentences(found, Words("en")) == (
        f"From year 3 on {cloud} has cost more in all than {bought}.",
    )


def test_two_of_one_kind_are_shown_and_not_held_against_each_other() -> None:
    found = licence_comparison(
        offered(SUBSCRIPTION, *PERPETUAL, cloud="subscription", bought="subscription"), TODAY
    )
    assert (len(found.paths), found.overtakings) == (2, ())


def test_an_offer_of_which_nothing_is_stated_is_named_and_not_taken_for_free() -> None:
    found = licence_comparison(offered(SUBSCRIPTION, cloud="subscription", bought="self_hosted"), TODAY)
    assert [path.offer for path in found.paths] == ["cloud"]
    (said,) = licence_sentences(found, Words("en"))
    assert said.endswith("nothing is stated about what the offer itself costs.")


def test_a_missing_rate_is_said_instead_of_a_path() -> None:
    dollars = cost_line("rent", "cloud", 100, charged="yearly", currency="USD")
    found = licence_comparison(offered(dollars, cloud="subscription"), TODAY)
    assert found.paths == ()
    assert [error.code for _name, error in found.lacking if error] == ["rate_missing"]


def test_without_stated_ways_of_paying_there_is_nothing_to_compare() -> None:
    found = licence_comparison(offered(SUBSCRIPTION), TODAY)
    assert (found.paths, found.overtakings, found.lacking) == ((), (), ())
