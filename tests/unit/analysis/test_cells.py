import pytest

from selection.analysis.cells import (
    EVIDENCE_OF_METHOD,
    Resolved,
    Subject,
    delivery_by,
    integrator_subjects,
    need_cells,
    pair_subject,
    platform_subjects,
    score_cell,
)
from selection.model.decision import Decision, Offer
from selection.model.judgements import EVIDENCE, Answer, Score
from selection.model.needs import FactRule
from selection.model.profiles import Attribute, Edition, Fact, Implementation
from tests.building import (
    TODAY,
    answer,
    bid,
    criterion,
    decide,
    fact,
    firm,
    need,
    not_answered,
    product,
    score,
)

YES_NO = FactRule(fact="api", deliveries={"true": "as_is", "false": "absent", "beta": "partial"})
NOT_ASKED = Answer(state="not_asked")
UNASKED_SCORE = Score(state="not_asked")


def found_by(rule: FactRule, *stated: Fact, **more: object) -> Resolved[Answer]:
    """Resolve a need from published facts alone."""
    decision = decide(
        needs=(need("N1", answered_by=rule),), platforms=(product("a", {"api": stated}),), **more
    )
    return need_cells(decision, TODAY)["a"]["N1"]


def measured_by(*stated: Fact, attributes: tuple[Attribute, ...] = ()) -> Resolved[Score]:
    return score_cell(decide(attributes=attributes), Subject("a", {"years": stated}), "A", "years", TODAY)


def test_what_the_team_stated_comes_before_what_is_published() -> None:
    stated = answer("absent", "proof")
    decision = decide(
        needs=(need("N1", answered_by=YES_NO),),
        answers={"a": {"N1": stated}},
        platforms=(product("a", {"api": (fact(True),)}),),
    )
    assert need_cells(decision, TODAY) == {"a": {"N1": Resolved(stated, "stated")}}


def test_a_question_under_way_also_comes_before_what_is_published() -> None:
    asked = not_answered("asked")
    decision = decide(
        needs=(need("N1", answered_by=YES_NO),),
        answers={"a": {"N1": asked}},
        platforms=(product("a", {"api": (fact(True),)}),),
    )
    assert need_cells(decision, TODAY)["a"]["N1"] == Resolved(asked, "stated")


def test_a_need_nobody_answered_is_open() -> None:
    decision = decide(("a", "b"), needs=(need("N1"),), answers={"a": {"N1": answer()}})
    assert need_cells(decision, TODAY)["b"] == {"N1": Resolved(NOT_ASKED, "none")}


def test_a_published_fact_answers_with_its_source_and_date() -> None:
    stated = fact(True)
    assert found_by(YES_NO, stated) == Resolved(
        Answer(delivery="as_is", evidence="document", source="invented", as_of="2026-08"), "fact", (stated,)
    )


@pytest.mark.parametrize("stated", [fact("unknown"), fact(True, editions=["Max"])])
def test_what_is_unknown_or_about_another_edition_answers_nothing(stated: Fact) -> None:
    assert found_by(YES_NO, stated) == Resolved(NOT_ASKED, "none")
    assert found_by(YES_NO, stated, fact(True)).cell.delivery == "as_is"


def test_facts_that_contradict_each_other_leave_the_cell_open_and_are_never_averaged() -> None:
    both = (fact(True), fact(False, source="another"))
    assert found_by(YES_NO, *both) == Resolved(NOT_ASKED, "conflict", both)


def test_facts_that_say_the_same_are_no_conflict_and_the_newest_is_quoted() -> None:
    older = fact(True, as_of="2025", source="older", method="secondary")
    newer = fact(True, as_of="2026-08", source="newer", method="self_declared")
    undated = fact(True, as_of="undated", seen="2026-11", source="undated")
    expected = Answer(delivery="as_is", evidence="claim", source="newer", as_of="2026-08")
    for order in ((older, newer, undated), (undated, newer, older)):
        assert found_by(YES_NO, *order) == Resolved(expected, "fact", order)


def test_of_two_facts_as_new_the_one_with_the_better_evidence_is_quoted() -> None:
    told, written = fact(True, source="told", method="self_declared"), fact(True, source="written")
    for order in ((told, written), (written, told)):
        assert found_by(YES_NO, *order).cell.source == "written"


@pytest.mark.parametrize("value", ["beta", "gamma"])
def test_a_fact_that_leaves_the_delivery_open_is_shown_but_answers_nothing(value: str) -> None:
    assert found_by(YES_NO, fact(value)) == Resolved(NOT_ASKED, "none", (fact(value),))


@pytest.mark.parametrize(("as_of", "stale"), [("2026-08", False), ("2020", True)])
def test_an_old_fact_still_answers_and_is_marked_stale(as_of: str, stale: bool) -> None:
    ages = (Attribute(id="api", title="API", type="yes_no", ages_after_days=180),)
    found = found_by(YES_NO, fact(True, as_of=as_of), attributes=ages)
    assert (found.cell.delivery, found.stale) == ("as_is", stale)


def test_an_undated_fact_answers_without_a_date_and_is_stale() -> None:
    found = found_by(YES_NO, fact(True, as_of="undated", seen="2026-11"))
    assert (found.cell.delivery, found.cell.as_of, found.stale) == ("as_is", None, True)


@pytest.mark.parametrize(
    ("rule", "value", "delivery"),
    [
        (YES_NO, True, "as_is"),
        (YES_NO, False, "absent"),
        (YES_NO, "true", "as_is"),
        (YES_NO, "maybe", None),
        (FactRule(fact="f", at_least=10, then="as_is", otherwise="custom"), 10.0, "as_is"),
        (FactRule(fact="f", at_least=10, then="as_is", otherwise="custom"), 9.99, "custom"),
        (FactRule(fact="f", at_least=10, then="as_is", otherwise="custom"), True, None),
        (FactRule(fact="f", at_least=10, then="as_is", otherwise="custom"), "ten", None),
        (FactRule(fact="f", includes="he", then="as_is", otherwise="absent"), ["he", "pl"], "as_is"),
        (FactRule(fact="f", includes="he", then="as_is", otherwise="absent"), ["pl"], "absent"),
        (FactRule(fact="f", includes="he", then="as_is", otherwise="absent"), "he", None),
    ],
)
def test_a_rule_reads_a_delivery_off_a_fact_or_says_that_it_cannot(
    rule: FactRule, value: object, delivery: str | None
) -> None:
    assert delivery_by(rule, fact(value)) == delivery


def test_evidence_is_weak_below_the_level_asked_for() -> None:
    for rank, evidence in enumerate(EVIDENCE):
        found = Resolved(answer("as_is", evidence))
        assert [found.is_weak(level) for level in EVIDENCE] == [
            rank < other for other in range(len(EVIDENCE))
        ]


def test_what_is_not_answered_is_not_weak_but_missing() -> None:
    assert not Resolved(not_answered()).is_weak("reference")


def test_a_makers_own_page_is_a_document_and_everything_retold_a_claim() -> None:
    documents = {method for method, evidence in EVIDENCE_OF_METHOD.items() if evidence == "document"}
    assert documents == {"vendor_doc", "repo_commit"}
    assert set(EVIDENCE_OF_METHOD.values()) == {"document", "claim"}


def test_a_score_comes_from_the_team_before_any_fact() -> None:
    decision = decide(criteria=(criterion("A"),), scores={"a": {"A": score(7)}})
    subject = Subject("a", {"years": (fact(3.0),)})
    assert score_cell(decision, subject, "A", "years", TODAY) == Resolved(score(7), "stated")


def test_a_fact_that_is_a_figure_is_a_performance() -> None:
    ages = (Attribute(id="years", title="Years", type="number", ages_after_days=10),)
    assert measured_by(fact(3.0), attributes=ages) == Resolved(
        Score(performance=3.0, evidence="document", source="invented", as_of="2026-08"),
        "fact",
        (fact(3.0),),
        stale=True,
    )


@pytest.mark.parametrize("stated", [(), (fact(True),), (fact("three"),), (fact("unknown"),)])
def test_a_fact_that_is_no_figure_measures_nothing(stated: tuple[Fact, ...]) -> None:
    assert measured_by(*stated) == Resolved(UNASKED_SCORE, "none")


def test_a_criterion_no_fact_measures_is_open_until_somebody_scores() -> None:
    subject = Subject("a", {"years": (fact(3.0),)})
    assert score_cell(decide(), subject, "A", None, TODAY) == Resolved(UNASKED_SCORE, "none")


def test_two_figures_that_differ_are_a_conflict_and_two_that_agree_are_not() -> None:
    agreeing = (fact(3.0, as_of="2025", source="older"), fact(3.0, source="newer"))
    assert measured_by(*agreeing).cell.source == "newer"
    differing = (fact(3.0), fact(4.0))
    assert measured_by(*differing) == Resolved(UNASKED_SCORE, "conflict", differing)


def test_a_measurement_without_a_date_has_none() -> None:
    found = measured_by(fact(3.0, as_of="undated", seen="2026-11"))
    assert (found.cell.as_of, found.stale) == (None, True)


def subjects() -> Decision:
    two = (Edition(name="Pro", deployment="cloud"), Edition(name="Max", deployment="cloud"))
    own = product("a", {"users": (fact(5.0),)}).model_copy(update={"editions": two})
    record = {"a": Implementation(answer="yes", facts={"projects": (fact(9.0),)})}
    offers = [Offer(id=f"a-{e.name.lower()}", product="a", edition=e.name, deployment="cloud") for e in two]
    known = firm("x", {}, facts={"years": [fact(12.0)]}).model_copy(update={"implements": record})
    firms = (known, firm("y", {}))
    return decide(platforms=(own,), integrators=firms).model_copy(update={"offers": tuple(offers)})


def test_an_offer_is_measured_by_its_products_facts_in_its_edition() -> None:
    facts = {"users": (fact(5.0),)}
    assert platform_subjects(subjects()) == (Subject("a-pro", facts, "Pro"), Subject("a-max", facts, "Max"))


def test_a_firm_is_measured_by_its_own_facts() -> None:
    assert integrator_subjects(subjects()) == (Subject("x", {"years": (fact(12.0),)}), Subject("y", {}))


def test_a_pair_is_measured_by_what_the_firm_did_with_this_product() -> None:
    record = {"projects": (fact(9.0),)}
    assert pair_subject(subjects(), "a-pro", "x", None) == Subject("a-pro+x", record)
    assert pair_subject(subjects(), "a-pro", "x", bid("B1", "a-pro", "x")) == Subject("B1", record)
    assert pair_subject(subjects(), "a-max", "y", None) == Subject("a-max+y", {})
