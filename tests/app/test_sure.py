"""How sure: what the page says is what the library finds, the verdict first, and one picture at a time."""

import pytest

from selection.analysis.inquiry import inquire
from selection.analysis.pictures import heat_map, preferences
from selection.analysis.reasons import reasons
from selection.analysis.robustness import robustness
from selection.analysis.value_cost import plane
from selection.model.decision import Decision
from selection.model.members import Member
from selection.words.asking import ask_sentence, inquiry_sentence, names_of
from selection.words.reasons import part_name, reasons_sentence
from selection.words.sureness import verdict_sentence
from tests.app.screens import EN, Screen, frames, open_decision, today
from tests.building import criterion, decide, score
from tests.decisions import small_decision
from tests.examples import doubtful, example

PICTURES = ("ranks", "values", "duels", "supporters", "weights", "tornado", "two", "map", "others", "plane")


@pytest.fixture
def tender(visitor: str) -> Screen:
    return open_decision(visitor, example("tender"), "sure")


def test_the_verdict_and_the_sentence_come_first(tender: Screen) -> None:
    main = robustness(tender.result).main
    assert tender.title == "How sure are we?"
    said = f"✓ {verdict_sentence(main, names_of(tender.result), EN)}"
    assert tender.shown("subheader")[0] == said
    assert tender.shown("markdown")[0] == reasons_sentence(reasons(main), tender.result, EN)


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
    assert len(frames(tender.at)) >= 1


@pytest.mark.parametrize("picture", PICTURES)
def test_every_chart_has_a_text_that_says_the_same(tender: Screen, picture: str) -> None:
    tender.fill("segmented_control", "Picture", picture)
    charts = tender.at.get("vega_lite_chart")
    assert len(charts) == (picture not in ("others", "supporters"))
    for chart in charts:
        assert len(chart.proto.alt) > len("nothing to see")


def test_the_plane_of_quality_and_cost_is_that_of_the_page_about_money(tender: Screen) -> None:
    tender.fill("segmented_control", "Picture", "plane")
    found = plane(tender.result, today())
    everyone = (*found.standings, *((found.baseline,) if found.baseline else ()))
    (shown,) = [frame for frame in frames(tender.at) if "efficient" in frame]
    assert [name.split(" · ", 1)[1] for name in shown["alternative"]] == [
        EN.text(one.name) for one in everyone
    ]


def test_without_costs_there_is_no_plane(visitor: str) -> None:
    screen = open_decision(visitor, example("market_scan"), "sure")
    control = screen.widget("segmented_control", "Picture")
    assert "Quality and cost" not in control.options


def test_other_methods_are_asked_only_if_somebody_wants_them(tender: Screen) -> None:
    tender.fill("segmented_control", "Picture", "methods")
    assert [toggle.label for toggle in tender.at.toggle] == ["Ask the other methods"]


def test_whom_each_is_for_stands_with_its_confidence_factor(tender: Screen) -> None:
    tender.fill("segmented_control", "Picture", "supporters")
    main = robustness(tender.result).main
    found = preferences(main.survey)
    shown = tender.at.table[0].value
    assert list(shown["first under these weights"]) == [EN.percent(one.assured) for one in found]


def test_only_the_chosen_picture_is_drawn(tender: Screen) -> None:
    assert [frame.columns[0] for frame in frames(tender.at)] == ["name"]


def test_the_ranks_are_the_surveys(tender: Screen) -> None:
    main = robustness(tender.result).main
    names = names_of(tender.result)
    shown = frames(tender.at)[0]
    assert list(shown["name"]) == [names[name] for name, _ in heat_map(main.survey)]
    assert list(shown["excluded"]) == [EN.percent(shares[-1]) for _, shares in heat_map(main.survey)]
    assert list(shown.columns) == ["name", *[f"rank {at}" for at in range(1, 6)], "lower", "excluded"]
    assert list(shown["lower"]) == [EN.percent(sum(shares[5:-1])) for _, shares in heat_map(main.survey)]


def test_the_balance_of_the_sides_is_among_the_critical_weights_however_much_room_it_has(
    tender: Screen,
) -> None:
    tender.fill("segmented_control", "Picture", "weights")
    (shown,) = frames(tender.at)
    balance = next(one for one in robustness(tender.result).main.critical_weights if one.part == "side")
    row = shown[shown["weight of"] == part_name("side", "platform", tender.result, EN)]
    assert len(shown) == 12
    assert list(row["now"]) == [EN.percent(balance.weight, 1)] == ["55.0%"]
    assert balance.upper is not None
    assert list(row["to weight"]) == [EN.percent(balance.upper.weight, 1)]


def test_where_nothing_has_passed_nobody_is_named_and_the_order_is_by_name(visitor: str) -> None:
    screen = open_decision(visitor, example("market_scan"), "sure")
    main = robustness(screen.result).main
    assert reasons(main).case == "undecided"
    names = names_of(screen.result)
    by_id = sorted(main.standing.names)[:12]
    assert list(frames(screen.at)[0]["name"]) == [names[name] for name in by_id]
    screen.fill("segmented_control", "Picture", "weights")
    assert screen.shown("info") == [
        "Nothing has passed its gates yet, so there is no leader this could be about."
    ]


def with_two_firms(x: float, y: float) -> Decision:
    """One product, two firms, and two members who judged the first firm apart."""
    return decide(
        firms=("x", "y"),
        criteria=(criterion("A"), criterion("C", "integrator")),
        sides={"platform": 1, "integrator": 1},
        scores={"a": {"A": score(70)}, "x": {"C": score(x)}, "y": {"C": score(y)}},
        members=(
            Member(id="m", name="Miriam", scores={"x": {"C": score(90)}}),
            Member(id="n", name="Noa", scores={"x": {"C": score(10)}}),
        ),
    )


def test_near_clones_are_counted_together_below_the_ranks(visitor: str) -> None:
    screen = open_decision(visitor, with_two_firms(51, 49), "sure")
    ranks, together = frames(screen.at)
    assert max(float(share.rstrip("%")) for share in ranks["rank 1"]) < 80
    assert list(together["names"]) == [", ".join(sorted(ranks["name"]))]
    assert list(together["first"]) == ["100%"]
    apart = open_decision(visitor, with_two_firms(90, 20), "sure")
    assert len(frames(apart.at)) == 1


def test_pictures_may_be_about_one_side_alone(visitor: str) -> None:
    screen = open_decision(visitor, with_two_firms(90, 20), "sure")
    assert screen.widget("segmented_control", "About").value == "pair"
    screen.fill("segmented_control", "About", "integrator")
    assert list(frames(screen.at)[0]["name"]) == ["x (fictional)", "y (fictional)"]
    screen.fill("segmented_control", "Picture", "two")
    assert list(frames(screen.at)[0]["weight"]) == ["100.0%"]
    titles = screen.widget("segmented_control", "Picture").options
    assert "Quality and cost" not in titles
    assert "Second opinions" not in titles


def test_leaving_one_evaluator_out_is_said_to_rest_on_lower_medians(visitor: str) -> None:
    """The lower of 90 and 10 is 10, so y's 49 wins; without Noa it is x's 90."""
    screen = open_decision(visitor, with_two_firms(51, 49), "sure")
    screen.fill("segmented_control", "Picture", "others")
    assert "**Without one evaluator (on lower medians of the judgements)**" in screen.shown("markdown")
    dropped = next(
        shown for shown in frames(screen.at) if "left out" in shown and "Noa" in list(shown["left out"])
    )
    assert list(dropped["left out"]) == ["Noa"]
    assert "x (fictional)" in dropped["then wins"][0]


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
