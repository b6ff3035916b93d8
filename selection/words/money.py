"""Costs, price formulas and what a tender's file warns of, in words."""

from collections.abc import Mapping

from selection.analysis.award import Notice, NoticeCode
from selection.analysis.costs import Range
from selection.analysis.drop_one import Flip
from selection.analysis.price_formulas import FORMULAS
from selection.model.base import Money
from selection.model.costs import Charged, CostKind, LicenceModel
from selection.model.pricing import PriceFormula, PricePolicy
from selection.model.tender import CriterionStage, LowPriceOutcome
from selection.words import Words

WITHOUT_CENTS = 1000
"""From this amount on cents would only be noise."""
POINTS = 100
"""So many points is the best quality worth, where a point has its price."""


def cost_kind_word(kind: CostKind, _: Words) -> str:
    """Name what is paid for."""
    words: dict[CostKind, str] = {
        "lump_sum": _("price of everything offered"),
        "licence": _("licence"),
        "add_ons": _("add-ons"),
        "implementation": _("implementation"),
        "integration": _("integration"),
        "migration": _("data migration"),
        "training": _("training"),
        "operation": _("operation"),
        "internal_time": _("own people’s time"),
        "exit": _("leaving again"),
    }
    return words[kind]


def charged_word(charged: Charged, _: Words) -> str:
    """Name how often something is paid."""
    words: dict[Charged, str] = {
        "once": _("once"),
        "yearly": _("every year"),
        "per_user_yearly": _("per user every year"),
        "at_end": _("once, at the end"),
    }
    return words[charged]


def licence_model_word(model: LicenceModel, _: Words) -> str:
    """Name a way of paying for a licence."""
    words: dict[LicenceModel, str] = {
        "subscription": _("subscription"),
        "perpetual": _("perpetual licence"),
        "self_hosted": _("self-hosted"),
    }
    return words[model]


def criterion_stage_word(stage: CriterionStage, _: Words) -> str:
    """Name what a criterion decides in a tender."""
    return {"selection": _("selection of firms"), "award": _("award to a bid")}[stage]


def low_price_word(outcome: LowPriceOutcome, _: Words) -> str:
    """Name what came of the review of a low price."""
    words: dict[LowPriceOutcome, str] = {
        "asked": _("asked, no answer yet"),
        "accepted": _("explained and accepted"),
        "rejected": _("rejected"),
    }
    return words[outcome]


def amount(figure: float, currency: str, _: Words) -> str:
    """Write an amount in its currency, below zero too.

    >>> amount(-1250.4, "EUR", Words("en"))
    '−€1,250'
    """
    told = round(figure) if abs(figure) >= WITHOUT_CENTS else round(figure, 2)
    written = _.money(Money(amount=min(abs(float(told)), 1e12), currency=currency))
    return f"−{written}" if told < 0 else written


def amounts(found: Range, currency: str, _: Words) -> str:
    """Write a range of amounts by its likely one, and its ends where they differ.

    >>> amounts(Range(90.0, 100.0, 130.0), "EUR", Words("en"))
    '€100 (€90 to €130)'
    """
    likely, low, high = (amount(figure, currency, _) for figure in (found.likely, found.low, found.high))
    return likely if low == high else _("{likely} ({low} to {high})", likely=likely, low=low, high=high)


def quality_points(low: float, high: float, _: Words) -> str:
    """Write a quality in points, of which there are a hundred, as beside the price of a point.

    >>> quality_points(0.8634, 0.8634, Words("en")), quality_points(0.5, 1, Words("en"))
    ('86.3', '50.0–100.0')
    """
    return _.interval(POINTS * low, POINTS * high, 1)


def formula_name(formula: PriceFormula, _: Words) -> str:
    """Name a price formula."""
    words: dict[PriceFormula, str] = {
        "linear_benchmark": _("linear against a published benchmark"),
        "quality_less_cost": _("quality less price in points"),
        "price_per_point": _("price per point of quality"),
        "lowest_over_price": _("lowest price divided by price"),
        "linear_lowest": _("linear against the lowest price"),
    }
    return words[formula]


def formula_warning(formula: PriceFormula, _: Words) -> str | None:
    """Say what speaks against a formula; None if nothing in its form does."""
    if FORMULAS[formula].rests_on_other_bids:
        return _(
            "The points of a bid depend on the lowest price of all. A losing bidder can so decide "
            "which of two others wins, without having a chance itself."
        )
    if formula == "price_per_point":
        return _(
            "A cheap bid of poor quality can win by it. Let a gate keep out what is not good enough, "
            "and know that no price is given to a bid of no quality."
        )
    return None


def formula_text(policy: PricePolicy, _: Words) -> str:
    """Write the formula in force for the tender documents, with its published figures."""
    if policy.formula is None:
        return _(
            "No price formula is used. Price is read beside quality, and the committee gives its reasons."
        )
    return f"{_TEXTS[policy.formula](policy, _)} {_same_rule(_)}"


def _same_rule(_: Words) -> str:
    return _(
        "Quality is the value of a bid without the criteria of cost, in points from 0 to 100, and is "
        "final before prices are read. The price of a bid includes those of its commitments. Prices are "
        "compared net of VAT. Cost criteria carry no weight beside this formula."
    )


def _linear_benchmark_text(policy: PricePolicy, _: Words) -> str:
    return _(
        "Price earns 100 × (B − P) ÷ (B − F) points, not less than 0 and not more than 100, where P is "
        "the price of the bid, B = {benchmark} and F = {full}. The result is {quality_share} of the "
        "points for quality plus {price_share} of the points for price. The highest result wins.",
        benchmark=_money(policy.benchmark, _),
        full=_money(policy.full_points_at, _),
        **_shares(policy, _),
    )


def _lowest_over_price_text(policy: PricePolicy, _: Words) -> str:
    return _(
        "Price earns 100 × L ÷ P points, where P is the price of the bid and L the lowest price of all "
        "bids that are not excluded. The result is {quality_share} of the points for quality plus "
        "{price_share} of the points for price. The highest result wins.",
        **_shares(policy, _),
    )


def _linear_lowest_text(policy: PricePolicy, _: Words) -> str:
    return _(
        "Price earns 100 × (2 − P ÷ L) points, not less than 0, where P is the price of the bid and L "
        "the lowest price of all bids that are not excluded. The result is {quality_share} of the "
        "points for quality plus {price_share} of the points for price. The highest result wins.",
        **_shares(policy, _),
    )


def _quality_less_cost_text(policy: PricePolicy, _: Words) -> str:
    return _(
        "The result is the points for quality less P ÷ K, where P is the price of the bid and "
        "K = {money_per_point} is what one point of quality is worth to us. The highest result wins.",
        money_per_point=_money(policy.money_per_point, _),
    )


def _price_per_point_text(_policy: PricePolicy, _: Words) -> str:
    return _("The result is the price of the bid divided by its points for quality. The lowest result wins.")


_TEXTS = {
    "linear_benchmark": _linear_benchmark_text,
    "quality_less_cost": _quality_less_cost_text,
    "price_per_point": _price_per_point_text,
    "lowest_over_price": _lowest_over_price_text,
    "linear_lowest": _linear_lowest_text,
}


def _money(money: Money | None, _: Words) -> str:
    return _.money(money) if money else _.number(0)


def _shares(policy: PricePolicy, _: Words) -> dict[str, str]:
    return {
        "quality_share": _.percent(1 - policy.price_share),
        "price_share": _.percent(policy.price_share),
    }


def flip_sentence(flip: Flip, names: Mapping[str, str], _: Words) -> str:
    """Say which loser decides, and who would win without it."""
    return _(
        "Without {dropped}, which loses, {after} would win instead of {before}.",
        dropped=names.get(flip.dropped, flip.dropped),
        after=_listed(flip.after, names, _),
        before=_listed(flip.before, names, _),
    )


def _listed(ids: tuple[str, ...], names: Mapping[str, str], _: Words) -> str:
    return _.listed(names.get(name, name) for name in ids)


def notice_sentence(notice: Notice, names: Mapping[str, str], _: Words) -> str:
    """Say what should be known before anything is awarded."""
    item = names.get(notice.item, notice.item)
    words: dict[NoticeCode, str] = {
        "formula_lets_a_loser_decide": _("By the price formula in force a losing bidder decides who wins."),
        "late_bid": _("{item} came in after the deadline.", item=item),
        "bid_not_opened": _("{item} is not in the protocol of the opening.", item=item),
        "bid_without_receipt": _("Nobody wrote down when {item} came in.", item=item),
        "price_abnormally_low": _("The price of {item} is abnormally low and not yet explained.", item=item),
        "past_record_at_award": _(
            "{item} is about what a firm has done before. That belongs to the selection of firms; at "
            "award only the people named for this project may count.",
            item=item,
        ),
        "clarification_not_published": _(
            "The answer to question {item} has not gone to all bidders.", item=item
        ),
        "quality_changed_after_final": _(
            "The quality of {item} changed after it was declared final.", item=item
        ),
        "sealed_price_in_a_score": _(
            "Prices are sealed, but somebody has entered a performance on a criterion of cost for {item}. "
            "It is shown and counted only once prices are opened.",
            item=item,
        ),
    }
    return words[notice.code]


def sealed_sentence(_: Words) -> str:
    """Say why no price is to be seen."""
    return _("Prices are sealed until quality is final.")
