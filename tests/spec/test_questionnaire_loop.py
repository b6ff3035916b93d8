"""The loop procurement relies on: asked, filled in elsewhere, read back, and nothing is lost or altered."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from selection.analysis.evaluation import evaluate
from selection.documents.reading.preview import decision_after
from selection.documents.result import result_as_plain
from selection.model.decision import Decision
from selection.model.judgements import Answer
from tests.examples import example, in_english
from tests.forms import TODAY, filled, filled_csv, preview, questionnaire, refusals, scoring_sheet
from tests.office import soffice

TENDER = in_english(example("tender"))
OFFERS = [offer.id for offer in TENDER.offers]


def unanswered(decision: Decision, offer: str) -> Decision:
    """Give the decision as it stood before an offer was asked."""
    answers = {name: row for name, row in decision.answers.items() if name != offer}
    return decision.model_copy(update={"answers": answers})


def as_filled_in(answers: Mapping[str, Answer]) -> dict[str, dict[str, object]]:
    """Write answers as somebody would enter them."""
    return {
        need: {
            "delivery": a.delivery or a.state,
            "evidence": a.evidence,
            "available": a.available,
            "gap": a.gap,
            "source": a.source,
            "as_of": a.as_of,
            "comment": a.reason,
            "by": a.by,
        }
        for need, a in answers.items()
    }


def with_what_only_the_committee_says(after: Decision, offer: str) -> Decision:
    """Confirm what does not apply and accept gaps, which no vendor can do for the committee."""
    wanted = TENDER.answers[offer]
    row = {
        need: a.model_copy(update={"confirmed": wanted[need].confirmed, "accepted": wanted[need].accepted})
        for need, a in after.answers[offer].items()
    }
    return after.model_copy(update={"answers": {**after.answers, offer: row}})


def resaved(content: bytes, folder: Path) -> bytes:
    """Open a workbook in LibreOffice and save it again."""
    (folder / "in").mkdir()
    (folder / "in" / "answers.xlsx").write_bytes(content)
    profile = (folder / "profile").as_uri()
    command = [soffice(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx"]
    command += ["--outdir", str(folder / "out"), str(folder / "in" / "answers.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "out" / "answers.xlsx").read_bytes()


@pytest.mark.parametrize("offer", OFFERS)
def test_a_questionnaire_filled_in_by_another_program_gives_the_same_decision(offer: str) -> None:
    before = unanswered(TENDER, offer)
    content = filled(questionnaire(before, offer), {"needs": as_filled_in(TENDER.answers[offer])})
    found = preview(content, before)
    assert (refusals(found), found.conflicts) == ([], ())
    after = with_what_only_the_committee_says(decision_after(found), offer)
    assert after.answers[offer] == TENDER.answers[offer]
    assert after.model_copy(update={"answers": {}}) == TENDER.model_copy(update={"answers": {}})
    assert result_as_plain(evaluate(after, TODAY)) == result_as_plain(evaluate(TENDER, TODAY))


@pytest.mark.office
def test_a_questionnaire_in_hebrew_saved_by_libreoffice_gives_the_same_answers(tmp_path: Path) -> None:
    offer = OFFERS[1]
    before = unanswered(TENDER, offer)
    content = filled(questionnaire(before, offer, "he"), {"needs": as_filled_in(TENDER.answers[offer])})
    found = preview(resaved(content, tmp_path), before)
    assert refusals(found) == []
    after = with_what_only_the_committee_says(decision_after(found), offer)
    assert after.answers[offer] == TENDER.answers[offer]


def test_a_questionnaire_in_csv_gives_the_same_answers() -> None:
    offer = OFFERS[3]
    before = unanswered(TENDER, offer)
    said = {
        n: {k: v for k, v in f.items() if v is not None}
        for n, f in as_filled_in(TENDER.answers[offer]).items()
    }
    found = preview(filled_csv(questionnaire(before, offer, form="csv"), {"needs": said}), before, "a.csv")
    assert refusals(found) == []
    after = with_what_only_the_committee_says(decision_after(found), offer)
    assert after.answers[offer] == TENDER.answers[offer]


def test_a_scoring_sheet_filled_in_by_another_program_gives_the_same_scores() -> None:
    before = TENDER.model_copy(update={"scores": {}})
    sheets = {"offers": "scores_platform", "integrators": "scores_integrator", "bids": "scores_pair"}
    filling: dict[str, dict[str, dict[str, object]]] = {sheet: {} for sheet in sheets.values()}
    for part, sheet in sheets.items():
        for alternative in (entry.id for entry in getattr(TENDER, part)):
            for criterion, score in TENDER.scores[alternative].items():
                filling[sheet][f"{criterion}/{alternative}"] = {
                    "performance": score.performance,
                    "state": None if score.performance is not None else score.state,
                    "evidence": score.evidence,
                    "source": score.source,
                    "as_of": score.as_of,
                    "comment": score.reason,
                    "by": score.by,
                }
    found = preview(filled(scoring_sheet(before), filling), before)
    assert refusals(found) == []
    after = decision_after(found)
    assert after.scores == TENDER.scores
    assert result_as_plain(evaluate(after, TODAY)) == result_as_plain(evaluate(TENDER, TODAY))
