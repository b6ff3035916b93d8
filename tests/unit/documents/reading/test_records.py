"""Facts, firms, bids and scores come back by form too."""

import pytest

from selection.documents.questionnaire.integrator import own_attributes
from selection.documents.reading.preview import decision_after
from selection.model.base import LANGUAGES, Language, Money, reading
from selection.model.decision import Commitment, Decision
from selection.model.judgements import Score
from selection.model.profiles import Fact, Implementation
from tests.decisions import bid, small_decision
from tests.examples import example
from tests.forms import Filling, filled, preview, questionnaire, refusals, scoring_sheet

DECISION = small_decision()
HARBOUR = "harbour-basic"


def returned(filling: Filling, about: str = HARBOUR, decision: Decision = DECISION) -> Decision:
    found = preview(filled(questionnaire(decision, about), filling), decision)
    assert refusals(found) == []
    return decision_after(found)


def test_a_fact_comes_in_as_the_vendors_own_statement_about_its_edition() -> None:
    changed = DECISION.model_copy(
        update={"platforms": tuple(p.model_copy(update={"facts": {}}) for p in DECISION.platforms)}
    )
    after = returned(
        {"facts": {"api": {"value": "yes", "as_of": "2026-10", "source": "manual"}}}, HARBOUR, changed
    )
    assert after.platforms[1].facts == {
        "api": (
            Fact(
                value=True,
                editions=("Basic",),
                as_of="2026-10",
                source="manual",
                method="self_declared",
                confidence="low",
            ),
        )
    }
    undated = returned({"facts": {"api": {"value": "no"}}}, HARBOUR, changed).platforms[1].facts["api"][0]
    assert (undated.value, undated.as_of, undated.seen, undated.source) == (
        False,
        "undated",
        "2026-11-22",
        "answers.xlsx",
    )


def test_a_fact_that_contradicts_a_known_one_stands_beside_it() -> None:
    found = preview(filled(questionnaire(DECISION, HARBOUR), {"facts": {"api": {"value": "no"}}}), DECISION)
    assert [(c.old, c.new) for c in found.conflicts] == [(True, False)]
    assert [f.value for f in decision_after(found).platforms[1].facts["api"]] == [True, False]


def test_a_firm_tells_of_itself_its_team_and_its_products() -> None:
    after = returned(
        {
            "firm": {"documentation_sample": {"value": "https://firm.example/handover.pdf"}},
            "staff": {"1": {"role": "Architect", "tenure": 6, "crm_years": 9}, "2": {"role": "Trainer"}},
            "records": {"harbour": {"implements": "no"}},
        },
        "aleph",
    )
    firm = after.integrators[0]
    assert firm.facts["documentation_sample"][0].value == "https://firm.example/handover.pdf"
    assert firm.facts["proposed_team"][0].value == (
        "Role: Architect; Years with the firm: 6; Years in CRM projects: 9",
        "Role: Trainer",
    )
    assert firm.implements["harbour"] == Implementation(answer="no")
    assert after.attributes[1:] == tuple(
        own_attributes()[n] for n in ("proposed_team", "documentation_sample")
    )


def test_bids_and_their_commitments_come_back() -> None:
    decision = DECISION.model_copy(update={"bids": (bid(),), "mode": "tender"})
    after = returned(
        {
            "bids": {"B1": {"project_manager": "Adam Nowak", "amount": 95000}},
            "commitments": {"B1/N2": {"amount": 0, "available": "2027-05", "comment": "Included"}},
        },
        "aleph",
        decision,
    )
    assert (after.bids[0].project_manager, after.bids[0].price) == (
        "Adam Nowak",
        Money(amount=95_000, currency="EUR"),
    )
    assert after.bids[0].commitments[1] == Commitment(
        need="N2", price=Money(amount=0, currency="EUR"), by="2027-05", note="Included"
    )
    half = filled(questionnaire(decision, "aleph"), {"commitments": {"B1/N2": {"amount": 10}}})
    assert refusals(preview(half, decision))[0][0] == "commitment_incomplete"


def test_scores_come_back_with_evidence_and_reason() -> None:
    content = filled(
        scoring_sheet(DECISION),
        {
            "scores_platform": {
                "E1/harbour-basic": {"performance": 1, "evidence": "demonstration", "comment": "Slow"},
                "E1/northstar-pro": {"state": "can't be judged"},
            }
        },
    )
    found = preview(content, DECISION)
    after = decision_after(found).scores
    assert after["harbour-basic"]["E1"] == Score(performance=1.0, evidence="demo", reason="Slow")
    assert after["northstar-pro"]["E1"] == Score(state="cannot_judge")
    assert [(c.about, c.field, c.old) for c in found.conflicts] == [("E1 · northstar-pro", "state", 2.0)]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"performance": 3}, "no_such_level"),
        ({"performance": 1.5}, "no_such_level"),
        ({"performance": "good"}, "not_number"),
        ({"performance": "1,5"}, "not_number"),
        ({"performance": "\u0661"}, "not_number"),
        ({"performance": True}, "not_number"),
        ({"performance": 1, "state": "can't be judged"}, "score_and_none"),
        ({"comment": "Nice"}, "score_missing"),
    ],
)
def test_a_score_that_is_none_is_refused(fields: dict[str, object], code: str) -> None:
    content = filled(scoring_sheet(DECISION), {"scores_platform": {"E1/harbour-basic": fields}})
    assert [found for found, _where in refusals(preview(content, DECISION))] == [code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_come_back_unchanged_in_whichever_language_the_form_was(language: Language) -> None:
    market = example("market_scan")
    offer = next(offer for offer in market.offers if offer.product == "creatio")
    form = questionnaire(market, offer.id, language)
    assert preview(form, market).changes == ()


def test_a_code_answered_in_the_words_of_a_form_is_the_code_again() -> None:
    market = example("market_scan")
    offer = next(offer for offer in market.offers if offer.product == "creatio")
    form = questionnaire(market, offer.id, "pl")
    said = {"api_access": {"value": "dodatek"}, "modules": {"value": "sprzedaż; obsługa klienta; REST"}}
    found = preview(filled(form, {"facts": said}), market)
    after = next(p for p in decision_after(found).platforms if p.id == "creatio").facts
    assert after["api_access"][-1].value == "add-on"
    assert [reading(part, "en") for part in after["modules"][-1].value] == ["sales", "service", "REST"]
    assert [reading(part, "he") for part in after["modules"][-1].value] == ["מכירות", "שירות", "REST"]
