"""Names of what is invented say so in their reader's language, and are stored as they were."""

import pytest

from selection.analysis.evaluation import evaluate
from selection.catalogue.files import fingerprint
from selection.model.base import Language
from selection.words import Words
from selection.words.fiction import told_decision, told_evaluation, told_name
from tests.decisions import small_decision
from tests.examples import TODAY, example, result

MARKS: list[tuple[Language, str]] = [("en", "(fictional)"), ("he", "(בדיוני)"), ("pl", "(fikcja)")]


@pytest.mark.parametrize(("language", "mark"), MARKS)
def test_every_invented_name_bears_the_mark_of_the_language(language: Language, mark: str) -> None:
    found = told_decision(example("tender"), Words(language))
    names = [
        *(profile.name for profile in (*found.platforms, *found.integrators)),
        *(product.vendor for product in found.platforms),
        *(bid.name for bid in found.bids),
        *(call.customer for call in found.reference_calls),
    ]
    assert [name for name in names if mark not in name] == []
    assert "(fictional)" not in "".join(names).replace(mark, "")


def test_a_name_of_something_real_is_left_as_it_is() -> None:
    assert told_name("Dynamics 365 Sales", Words("he")) == "Dynamics 365 Sales"


@pytest.mark.parametrize(("language", "mark"), MARKS)
def test_a_result_has_the_same_figures_under_told_names(language: Language, mark: str) -> None:
    stored = result("tender")
    found = told_evaluation(stored, Words(language))
    assert [(one.id, one.low, one.high, one.rank) for one in found.pairs] == [
        (one.id, one.low, one.high, one.rank) for one in stored.pairs
    ]
    assert [one.name for one in found.pairs if mark not in one.name] == []


def test_pairs_of_a_market_scan_are_named_by_told_parts() -> None:
    found = told_evaluation(evaluate(small_decision(), TODAY), Words("pl"))
    parts = [part for pair in found.pairs for part in pair.name.split(" × ")]
    assert [part for part in parts if "(fikcja)" not in part] == []
    assert parts != []


def test_what_is_stored_is_not_touched() -> None:
    decision = example("tender")
    before = fingerprint(decision)
    told_decision(decision, Words("he"))
    assert fingerprint(decision) == before
    assert told_decision(decision, Words("en")) is decision
