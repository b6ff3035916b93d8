"""A field shows a text in one language; what is entered there must not lose the others by being looked at."""

import pytest

from selection.model.base import Language, Localised
from selection.model.judgements import AcceptedGap, Answer
from selection.views.forms import as_held
from selection.views.need_answers import _parts, _read_answer
from selection.words import Words

WHY = Localised(en="We saw it", pl="Widzieliśmy to")


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "We saw it"), ("pl", "Widzieliśmy to"), ("he", "We saw it")]
)
def test_a_text_that_stays_as_it_was_shown_is_kept_in_all_its_languages(
    language: Language, shown: str
) -> None:
    assert as_held(WHY, shown, Words(language)) == WHY


def test_a_text_somebody_wrote_over_another_is_as_they_wrote_it() -> None:
    assert as_held(WHY, " We tried it ", Words("en")) == "We tried it"
    assert as_held(None, "We tried it", Words("en")) == "We tried it"
    assert as_held("We saw it", "We saw it", Words("en")) == "We saw it"


@pytest.mark.parametrize("entered", ["", "  ", None])
def test_a_text_that_was_deleted_is_gone(entered: str | None) -> None:
    assert as_held(WHY, entered, Words("en")) is None


@pytest.mark.parametrize("language", ["en", "pl"])
def test_an_answer_whose_evidence_changes_keeps_what_was_said_in_every_language(language: Language) -> None:
    _ = Words(language)
    held = Answer(
        delivery="partial",
        evidence="claim",
        reason=WHY,
        gap=Localised(en="No list", pl="Bez listy"),
        accepted=AcceptedGap(by="Ann", reason=Localised(en="We can wait", pl="Poczekamy")),
    )
    entered = _parts(held, _) | {"evidence": "demo"}
    assert _read_answer(held, entered, _) == held.model_copy(update={"evidence": "demo"})
