"""Costs and prices that contradict themselves, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.saying import Saying, says


def money_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about costs, price rules and a tender's file."""
    return {**_costs(_), **_price_rules(_), **_file(_)}


def _costs(_: Words) -> Mapping[str, Saying]:
    return {
        "estimate_not_rising": says(
            _("Low, likely and high are {found}, but each must be at least as much as the one before."),
            _("Each of low, likely and high must be at least as much as the one before."),
            remedy=_("Put them in order; where the amount is known, write it three times."),
        ),
        "last_year_before_first": says(
            _("The last year is {found}, but the first is {allowed}."),
            _("The last year comes before the first."),
            remedy=_("Correct one of the two years."),
        ),
        "rate_missing": says(
            _("There is no exchange rate from {found} to {allowed}."),
            remedy=_("Add the rate, with its day and its source."),
        ),
        "rate_twice": says(
            _("There are two exchange rates for {found}."), remedy=_("Keep the one that is to count.")
        ),
        "rate_of_itself": says(
            _("Costs are added up in {found}, so it has no exchange rate."), remedy=_("Take the rate out.")
        ),
        "vat_rate_missing": says(
            _("The rate of VAT is missing for {found}, so gross and net can't be told apart."),
            remedy=_("State the rate of VAT in the rules of adding up, or beside the cost."),
        ),
        "users_missing": says(
            _("The cost {found} is charged per user, but nobody has said how many users there are."),
            remedy=_("State the number of users in the rules of adding up."),
        ),
    }


def _price_rules(_: Words) -> Mapping[str, Saying]:
    return {
        "benchmark_missing": says(
            _("The price formula {found} needs a published benchmark."),
            remedy=_("State the price at which a bid earns no points for price, or choose another formula."),
        ),
        "money_per_point_missing": says(
            _("The price formula {found} needs K: the worth of one point of quality, more than 0."),
            remedy=_("State K, or choose another formula."),
        ),
        "full_points_above_benchmark": says(
            _("All points are earned at {found}, but none at {allowed}, which is no more than that."),
            remedy=_("Make the price of all points the lower one."),
        ),
        "price_missing": says(
            _("{found} has no price, and prices are not sealed."),
            remedy=_("State its price, or keep prices sealed until quality is final."),
        ),
        "only_cost_weighted": says(
            _("Cost carries no weight here, and nothing but cost was given any: {found}."),
            remedy=_("Give something else some weight, or do without the price formula or the seal."),
        ),
    }


def _file(_: Words) -> Mapping[str, Saying]:
    return {
        "unknown_bid": says(
            _("There is no bid {found}; the bids are: {allowed}."),
            remedy=_("Correct the spelling, or add what is missing."),
        ),
        "opened_by_one_person": says(
            _("Bids are opened by two different people, but only one was named."),
            remedy=_("Name the second person who was there."),
        ),
    }
