"""Results: what the page says is what the library finds, and trying something stores nothing."""

from itertools import product

import pytest

from selection.analysis.evaluation import Alternative, evaluate
from selection.analysis.methods import Method
from selection.analysis.questions import grouped, questions
from selection.model.decision import Decision, NodeWeights
from selection.model.needs import Need
from selection.views.palette import GATE_BADGE, GATE_SIGN
from selection.views.widgets import unbroken
from selection.words.methods import assumption_note
from selection.words.questions import question_title
from selection.words.results import headline, rank_text
from tests.app.screens import EN, Screen, open_decision, read, table, today
from tests.decisions import answer, score, small_decision
from tests.examples import example

BALANCE = "Weight of the platform against the integrator, in percent"
GATES = "Excluded and open"
NOTHING_IS_STORED = "Nothing is stored."


@pytest.fixture
def tender(visitor: str) -> Screen:
    return open_decision(visitor, example("tender"), "results")


@pytest.fixture
def small(visitor: str) -> Screen:
    return open_decision(visitor, small_decision(), "results")


def complete() -> Decision:
    """The small decision with every question answered well for both offers."""
    held = small_decision()
    given = {offer.id: {need.id: answer(evidence="demo") for need in held.needs} for offer in held.offers}
    scores = {
        "northstar-pro": {"E1": score(2.0)},
        "harbour-basic": {"E1": score(1.0)},
        "aleph": {"I1": score(1.0)},
    }
    weights = {
        "sides": NodeWeights(points={"platform": 50, "integrator": 50}),
        "platform": NodeWeights(points={"fit": 50, "ease": 50}),
    }
    return held.model_copy(update={"answers": given, "scores": scores, "weights": weights})


def ranking(screen: Screen) -> list[tuple[str, ...]]:
    return table(read(screen.tab("Ranking").table[0]), ("rank", "name", "value"))


def as_listed(alternatives: tuple[Alternative, ...]) -> list[tuple[str, ...]]:
    return [(rank_text(a, EN), a.name, EN.interval(a.low, a.high)) for a in alternatives]


def test_the_headline_is_the_librarys(tender: Screen) -> None:
    assert tender.title == headline(tender.result, EN)


def test_the_ranking_is_the_evaluations(tender: Screen) -> None:
    assert ranking(tender) == as_listed(tender.result.pairs)


@pytest.mark.parametrize("kind", ["platforms", "integrators"])
def test_each_side_can_be_ranked_alone_and_awards_nothing(tender: Screen, kind: str) -> None:
    tender.fill("segmented_control", "What to rank", kind)
    assert ranking(tender) == as_listed(getattr(tender.result, kind))
    text = "On its own a list awards nothing: what you buy is a platform with the firm that implements it."
    assert text in tender.shown("caption", tender.tab("Ranking"))


def test_of_many_pairs_ten_are_shown_until_all_are_asked_for(visitor: str) -> None:
    screen = open_decision(visitor, example("market_scan"), "results")
    found = screen.result
    pairs = found.pairs or found.platforms
    assert len(pairs) > 10
    assert ranking(screen) == as_listed(pairs[:10])
    screen.fill("toggle", f"Show all {len(pairs)}", True)
    assert ranking(screen) == as_listed(pairs)


def test_only_the_open_tab_is_drawn(tender: Screen) -> None:
    assert drawn(tender) == ["Ranking"]
    tender.tab("Why")
    assert drawn(tender) == ["Why"]


def drawn(screen: Screen) -> list[str]:
    return [tab.label for tab in screen.at.tabs if len(tab)]


def test_pairs_stand_as_platforms_by_integrators_and_a_dash_where_there_is_none(visitor: str) -> None:
    screen = open_decision(visitor, example("market_scan"), "results")
    found = screen.result
    names = {a.id: a.name for a in (*found.platforms, *found.integrators)}
    field = read(screen.tab("Ranking").table[1]).set_index("platform")
    given = {(names[p.pair.offer], names[p.pair.integrator]): p for p in found.pairs if p.pair}
    for platform, firm in product(field.index, field.columns):
        pair = given.get((platform, firm))
        assert field.loc[platform, firm] == (
            f":{GATE_BADGE[pair.gate.verdict]}-badge[{GATE_SIGN[pair.gate.verdict]} "
            f"{EN.interval(pair.low, pair.high)}]"
            if pair
            else "—"
        )


def test_where_two_bids_are_for_the_same_pair_there_is_no_field_of_pairs(visitor: str) -> None:
    held = example("tender")
    first = next(iter(held.bids))
    twin = first.model_copy(update={"id": "twin", "name": "Twin (fictional)"})
    screen = open_decision(visitor, held.model_copy(update={"bids": (*held.bids, twin)}), "results")
    heads = [read(table).columns[0] for table in screen.tab("Ranking").table]
    assert heads == ["name", "Part"]


def test_undecided_weights_and_missing_answers_are_counted(small: Screen) -> None:
    assert small.shown("caption")[1:3] == [
        "1 set of weights is not decided yet and counts all alike.",
        "4 answers are missing: bars show how far values could still move.",
    ]


def test_where_all_is_decided_and_answered_there_is_nothing_to_count(visitor: str) -> None:
    screen = open_decision(visitor, complete(), "results")
    assert screen.title == "Northstar (fictional) Pro × Aleph (fictional) is first."
    assert [text for text in screen.shown("caption") if "missing" in text or "not decided" in text] == []


def test_the_excluded_stand_with_their_reason(small: Screen) -> None:
    gates = small.tab(GATES)
    assert small.shown("subheader", gates) == ["Excluded", "Still open", "As-is fit"]
    shown = small.shown("markdown", gates)
    assert shown[:3] == [
        "**Northstar (fictional) Pro**",
        ":red-badge[✕ excluded]",
        "As-is fit: 70% at best, and the line is 80%; not as is: met only in part: N2.",
    ]
    assert "The need behind it" in [expander.label for expander in gates.expander]


def test_what_keeps_a_gate_open_stands_with_what_would_close_it(small: Screen) -> None:
    shown = small.shown("markdown", small.tab(GATES))
    at = shown.index("**Harbour (fictional) Basic**")
    assert shown[at + 1 : at + 4] == [
        ":orange-badge[? open]",
        (
            "Must-needs: not asked yet: N1; 1 favourable answer would close it: N1; "
            "1 unfavourable would exclude it: N1."
        ),
        "- N1: not asked yet. It can do N1",
    ]


def test_where_everybody_passed_nobody_is_listed_as_excluded(visitor: str) -> None:
    screen = open_decision(visitor, complete(), "results")
    gates = screen.tab(GATES)
    assert screen.shown("success", gates) == ["Everybody passed every gate."]
    assert screen.shown("subheader", gates) == ["As-is fit"]


def with_tier(decision: Decision, name: str, tier: str) -> Decision:
    needs = tuple(
        Need.model_validate({**n.model_dump(), "tier": tier}) if n.id == name else n for n in decision.needs
    )
    return decision.model_copy(update={"needs": needs})


def test_trying_a_must_as_a_wish_changes_the_verdict_and_stores_nothing(small: Screen) -> None:
    small.tab(GATES)
    small.press("What if N1 were not a must?")
    tried = evaluate(with_tier(small.decision, "N1", "nice"), today())
    assert small.title == headline(tried, EN)
    assert ranking(small) == as_listed(tried.pairs)
    small.tab(GATES)
    assert "What if N1 were not a must?" not in [button.label for button in small.at.button]
    (said,) = [text for text in small.shown("markdown") if NOTHING_IS_STORED in text]
    tried = "N1 counted as nice to have. No verdict changes."
    assert said == f":material/science: **What if** · {tried} {NOTHING_IS_STORED}"
    assert (small.decision, small.version) == (small_decision(), 1)


def test_an_exclusion_by_a_must_can_be_tried_away(tender: Screen) -> None:
    before = tender.result.alternative("ostravane-plus").gate.verdict
    tender.tab(GATES)
    for need in ("SE01", "LN02"):
        tender.press(f"What if {need} were not a must?", key=f"ostravane-plus-{need}")
    gates = tender.shown("markdown", tender.tab(GATES))
    assert before == "fail"
    assert "Must-needs: promised too late: SE01; absent: LN02." not in gates
    assert tender.version == 1


def test_what_was_tried_is_gone_at_the_press_of_a_button_and_after_a_reload(small: Screen) -> None:
    decided = small.title
    small.tab(GATES)
    small.press("What if N1 were not a must?")
    assert small.reload("results").title == decided
    small.press("Back to what was decided")
    assert [text for text in small.shown("markdown") if NOTHING_IS_STORED in text] == []
    assert ranking(small) == as_listed(small.result.pairs)


def test_trying_another_balance_ranks_anew_and_stores_nothing(tender: Screen) -> None:
    assert tender.widget("slider", BALANCE).value == 55
    tender.fill("slider", BALANCE, 90)
    weights = {
        **example("tender").weights,
        "sides": NodeWeights(points={"platform": 90, "integrator": 10}),
    }
    tried = evaluate(example("tender").model_copy(update={"weights": weights}), today())
    assert tender.title == headline(tried, EN)
    assert tender.title != headline(tender.result, EN)
    assert ranking(tender) == as_listed(tried.pairs)
    assert (tender.decision, tender.version) == (example("tender"), 1)
    tender.press("Back to what was decided")
    assert tender.title == headline(tender.result, EN)
    assert tender.widget("slider", BALANCE).value == 55


def test_what_is_tried_stays_while_one_looks_at_another_tab(tender: Screen) -> None:
    tender.fill("slider", BALANCE, 90)
    tried = tender.title
    tender.tab("Why")
    assert tender.title == tried
    tender.tab("Ranking")
    assert (tender.widget("slider", BALANCE).value, tender.title) == (90, tried)


def test_without_a_pair_that_passed_there_is_no_balance_to_try(small: Screen) -> None:
    assert [slider.label for slider in small.at.slider] == []


def test_the_open_questions_are_asked_in_the_librarys_order(tender: Screen) -> None:
    asked = [t for t in tender.shown("markdown", tender.tab("What to ask")) if t.startswith("**")]
    found = grouped(questions(tender.result))
    assert asked == [f"**{question_title(group, tender.result, EN)}**" for group in found[:12]]


def test_where_nothing_is_open_there_is_nothing_to_ask(visitor: str) -> None:
    screen = open_decision(visitor, complete(), "results")
    asking = screen.tab("What to ask")
    assert screen.shown("success", asking) == ["No open question could change the result."]


def test_other_methods_are_asked_only_on_demand_and_agree_on_a_dominant_pair(visitor: str) -> None:
    screen = open_decision(visitor, complete(), "results")
    assert len(screen.tab("Second opinions").table) == 0
    screen.fill("toggle", "Ask the other methods", True)
    opinions = screen.tab("Second opinions")
    first = "Northstar (fictional) Pro × Aleph (fictional)"
    assert screen.shown("success", opinions) == [f"All of them put {first} first."]
    ranks = read(opinions.table[0])
    assert list(ranks["alternative"]) == [first, "Harbour (fictional) Basic × Aleph (fictional)"]


def test_what_each_method_assumes_lies_one_click_below_the_opinions(visitor: str) -> None:
    screen = open_decision(visitor, complete(), "results")
    screen.tab("Second opinions")
    screen.fill("toggle", "Ask the other methods", True)
    (found,) = [block for block in screen.at.expander if block.label == "What each method does"]
    told = screen.shown("markdown", found)
    assert [assumption_note(method, EN) in line for method, line in zip(Method, told, strict=True)] == [
        True
    ] * 7


def test_other_methods_are_not_asked_about_open_answers(small: Screen) -> None:
    assert small.shown("info", small.tab("Second opinions")) == [
        (
            "Other methods need at least two alternatives that passed their gates "
            "with every answer there. That is not the case yet."
        )
    ]


def test_a_value_is_opened_down_to_the_answer_and_who_gave_it(small: Screen) -> None:
    small.tab("Open a number")
    small.fill("selectbox", "Whose value?", "northstar-pro")
    trace = small.tab("Open a number")
    found = small.result.alternative("northstar-pro")
    assert small.shown("markdown", trace)[0] == (
        f"Value {EN.interval(found.low, found.high)}, the sum of these contributions:"
    )
    assert table(read(trace.table[0]), ("criterion", "weight", "contribution")) == [
        ("Fit to needs", "50.0%", "0.3750–0.4250"),
        ("Criterion E1", "50.0%", "0.5000"),
    ]
    assert "Weight: Fit 50.0% × F1 100.0%" in small.shown("caption", trace)
    answers = read(trace.table[1])
    assert table(answers, ("need", "delivery", "counts")) == [
        ("N1 · It can do N1", "as is", "1.00"),
        ("N2 · It can do N2", "in part", "0.50"),
        ("N3 · It can do N3", "not asked yet", "—"),
    ]
    origins = read(trace.table[2])
    assert table(origins, ("need", "how we know", "why", "stated by")) == [
        ("N1", "document", "Seen by Dana Levi", "Dana Levi"),
        ("N2", "document", "—", "—"),
        ("N3", "—", "—", "—"),
    ]


def test_a_measure_is_opened_down_to_its_evidence(small: Screen) -> None:
    small.tab("Open a number")
    small.fill("selectbox", "Whose value?", "northstar-pro")
    small.fill("selectbox", "Which contribution?", "E1")
    trace = small.tab("Open a number")
    assert small.shown("markdown", trace)[1] == (
        "**Criterion E1** adds 0.5000 = weight 50.0% × partial value 1.00"
    )
    assert table(read(trace.table[1]), ("how we know", "from", "stated by")) == [
        ("demonstration", "stated", "Dana Levi")
    ]


def test_the_contributions_of_every_alternative_add_up_to_its_value(tender: Screen) -> None:
    found = tender.result
    tender.tab("Open a number")
    for alternative in (*found.pairs, *found.platforms, *found.integrators):
        tender.fill("selectbox", "Whose value?", alternative.id)
        shown = read(tender.tab("Open a number").table[0])["contribution"]
        lows = [float(text.split("–")[0]) for text in shown]
        # Each is printed with four digits, so each may be half of the fourth off.
        assert abs(sum(lows) - alternative.low) <= len(lows) * 0.00005


def test_an_answer_of_the_tender_is_opened_down_to_its_source(tender: Screen) -> None:
    answers, origins = (read(tender.tab("Open a number").table[at]) for at in (1, 2))
    first = answers.iloc[0]
    source = origins.iloc[0]
    offer = tender.result.pairs[0].pair
    assert offer is not None
    stated = example("tender").answers[offer.offer][str(first["need"]).split(" · ")[0]]
    assert (source["why"], source["source"], source["stated by"]) == tuple(
        EN.text(said or "") for said in (stated.reason, stated.source, stated.by)
    )
    assert source["date"] == unbroken(EN.day(str(stated.as_of)))


def test_without_offers_there_is_nothing_to_rank(visitor: str) -> None:
    decision = small_decision().model_copy(update={"offers": (), "answers": {}, "scores": {}})
    screen = open_decision(visitor, decision, "results")
    assert screen.title == "Which pair fits best?"
    assert screen.press("Choose products").title == "Who is in the running?"


def test_where_nothing_can_be_ranked_the_page_says_why_and_leads_there(visitor: str) -> None:
    decision = small_decision().model_copy(update={"needs": (), "answers": {}})
    screen = open_decision(visitor, decision, "results")
    assert screen.title == "Which pair fits best?"
    assert screen.press("To criteria and weights").title == "What matters, and how much?"
