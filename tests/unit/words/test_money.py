"""Money in words: formulas for tender documents, warnings, amounts."""

from typing import get_args

import pytest

from selection.analysis.award import Notice, NoticeCode
from selection.analysis.costs import Range
from selection.analysis.drop_one import Flip
from selection.analysis.price_formulas import FORMULAS
from selection.model.costs import COST_KINDS, Charged, LicenceModel
from selection.model.pricing import PRICE_FORMULAS, PriceFormula, PricePolicy
from selection.model.tender import CriterionStage, LowPriceOutcome
from selection.words import Words
from selection.words.money import (
    amount,
    amounts,
    charged_word,
    cost_kind_word,
    criterion_stage_word,
    flip_sentence,
    formula_name,
    formula_text,
    formula_warning,
    licence_model_word,
    low_price_word,
    notice_sentence,
)
from tests.money import eur

_ = Words("en")


def test_every_code_has_a_word_of_its_own() -> None:
    words = [
        *(cost_kind_word(kind, _) for kind in COST_KINDS),
        *(charged_word(charged, _) for charged in get_args(Charged)),
        *(licence_model_word(model, _) for model in get_args(LicenceModel)),
        *(criterion_stage_word(stage, _) for stage in get_args(CriterionStage)),
        *(low_price_word(outcome, _) for outcome in get_args(LowPriceOutcome)),
        *(formula_name(formula, _) for formula in PRICE_FORMULAS),
    ]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("formula", PRICE_FORMULAS)
def test_a_formula_that_rests_on_other_bids_is_warned_of(formula: PriceFormula) -> None:
    said = formula_warning(formula, _)
    names_losers = said is not None and "losing bidder" in said
    assert names_losers == FORMULAS[formula].rests_on_other_bids


def test_the_default_formula_is_written_with_its_published_figures() -> None:
    policy = PricePolicy(
        formula="linear_benchmark", benchmark=eur(1_200_000), full_points_at=eur(600_000), price_share=0.4
    )
    assert formula_text(policy, _) == (
        "Price earns 100 × (B − P) ÷ (B − F) points, not less than 0 and not more than 100, where P is "
        "the price of the bid, B = €1,200,000 and F = €600,000. The result is 60% of the points for "
        "quality plus 40% of the points for price. The highest result wins. Quality is the value of a bid "
        "without the criteria of cost, in points from 0 to 100, and is final before prices are read. "
        "The price of a bid includes those of its commitments. Prices are compared net of VAT. "
        "Cost criteria carry no weight beside this formula."
    )


def test_every_formula_has_a_text_of_its_own() -> None:
    texts = {formula_text(PricePolicy(formula=formula), _) for formula in (*PRICE_FORMULAS, None)}
    assert len(texts) == len(PRICE_FORMULAS) + 1


def test_an_amount_is_written_with_its_range_where_it_has_one() -> None:
    assert amounts(Range(5, 5, 5), "EUR", _) == "€5"
    assert amounts(Range(4, 5, 9), "EUR", _) == "€5 (€4 to €9)"
    assert [amount(figure, "EUR", _) for figure in (-0.2, -2.0)] == ["−€0.20", "−€2"]


def test_a_loser_that_decides_is_named() -> None:
    flip = Flip("C", ("B",), ("A",))
    assert flip_sentence(flip, {"A": "Alef", "B": "Bet", "C": "Gimel"}, _) == (
        "Without Gimel, which loses, Alef would win instead of Bet."
    )


def test_every_notice_is_a_sentence_that_names_what_it_is_about() -> None:
    said = {code: notice_sentence(Notice(code, "A"), {"A": "Bid A"}, _) for code in get_args(NoticeCode)}
    assert len(set(said.values())) == len(said)
    assert [code for code, text in said.items() if not text.endswith(".")] == []
    unnamed = [code for code, text in said.items() if "Bid A" not in text]
    assert unnamed == ["formula_lets_a_loser_decide"]
