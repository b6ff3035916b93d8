"""How sure: what the page says is what the library finds, the sentence first, and one picture at a time."""

import pytest

from selection.analysis.inquiry import inquire
from selection.analysis.pictures import heat_map
from selection.analysis.reasons import reasons
from selection.analysis.robustness import robustness
from selection.model.decision import Decision
from selection.words.asking import ask_sentence, inquiry_sentence, names_of
from selection.words.reasons import reasons_sentence
from selection.words.sureness import verdict_sentence
from tests.app.screens import EN, Screen, open_decision
from tests.decisions import small_decision
from tests.examples import doubtful, example

PICTURES = ("ranks", "values", "weights", "tornado", "two", "map", "others")


@pytest.fixture
def tender(visitor: str) -> Screen:
    return open_decision(visitor, example("tender"), "sure")


def test_the_sentence_and_the_verdict_come_first(tender: Screen) -> None:
    main = robustness(tender.result).main
    assert tender.title == "How sure are we?"
    assert tender.shown("subheader")[0] == reasons_sentence(reasons(main), tender.result, EN)
    said = f"**✓ {verdict_sentence(main, names_of(tender.result), EN)}**"
    assert tender.shown("markdown")[0] == said


def test_what_to_find_out_next_is_the_librarys_list(visitor: str) -> None:
    screen = open_decision(visitor, doubtful(), "sure")
    found = inquire(screen.result)
    said = screen.shown("markdown")
    assert inquiry_sentence(found, screen.result, EN) in said
    lines = [text for text in said if text.startswith("**1.")]
    assert lines == [f"**1. {ask_sentence(found.steps[0].ask, screen.result, EN)}**"]


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_can_be_chosen_and_has_a_table_or_words(tender: Screen, picture: str) -> None:
    tender.fill("segmented_control", "Picture", picture)
    assert len(tender.at.dataframe) >= 1


def test_only_the_chosen_picture_is_drawn(tender: Screen) -> None:
    assert [next(iter(frame.value.columns)) for frame in tender.at.dataframe] == ["name"]
    assert len(tender.at.dataframe) == 1


def test_the_ranks_are_the_surveys(tender: Screen) -> None:
    main = robustness(tender.result).main
    names = names_of(tender.result)
    shown = tender.at.dataframe[0].value
    assert list(shown["name"]) == [names[name] for name, _ in heat_map(main.survey)]
    assert list(shown["excluded"]) == [EN.percent(shares[-1]) for _, shares in heat_map(main.survey)]


def test_where_nothing_has_passed_nobody_is_named_and_the_order_is_by_name(visitor: str) -> None:
    screen = open_decision(visitor, example("market_scan"), "sure")
    main = robustness(screen.result).main
    assert reasons(main).case == "undecided"
    names = names_of(screen.result)
    by_id = sorted(main.standing.names)[:12]
    assert list(screen.at.dataframe[0].value["name"]) == [names[name] for name in by_id]
    screen.fill("segmented_control", "Picture", "weights")
    assert screen.shown("info") == [
        "Nothing has passed its gates yet, so there is no leader this could be about."
    ]


def test_two_alternatives_are_compared_only_if_they_differ(tender: Screen) -> None:
    tender.fill("segmented_control", "Picture", "two")
    first = tender.widget("selectbox", "The first").value
    tender.fill("selectbox", "The second", first)
    assert tender.shown("info") == ["Choose two different ones."]


def test_a_decision_without_offers_leads_to_the_vendors(visitor: str) -> None:
    empty = small_decision().model_copy(
        update={"offers": (), "bids": (), "answers": {}, "scores": {}, "baseline": None}
    )
    screen = open_decision(visitor, empty, "sure")
    assert "There is nothing to rank yet." in screen.shown("markdown")


def test_a_small_decision_with_open_answers_is_drawn(visitor: str) -> None:
    decision: Decision = small_decision()
    screen = open_decision(visitor, decision, "sure")
    assert screen.title == "How sure are we?"
