"""A sentence about an error quotes invented names as they are told elsewhere: in its reader's language."""

from pathlib import Path

import pytest

from selection.errors import DecisionError, SelectionError, SessionError
from selection.model.base import LANGUAGES, Language
from selection.model.decision import Decision
from selection.model.look_alikes import look_alikes
from selection.storage.store import Store
from selection.words import Words
from selection.words.errors import explain
from selection.words.fiction import MARK, told_name
from selection.workshop.declaring import not_declared
from selection.workshop.service import Service
from tests.decisions import integrator, small_decision
from tests.meetings import meeting

ONE, OTHER = "Northstar (fictional) Pro", "Aleph (fictional)"
QUOTING: dict[str, SelectionError] = {
    "one name": SessionError("declare_first", "round.r1", found=OTHER),
    "several": SessionError("declare_on_all", "export", found=[ONE, OTHER]),
    "two that look alike": DecisionError("names_look_alike", "offers.a", found=f"a ({ONE})", first=OTHER),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("quoting", QUOTING)
def test_an_invented_name_says_so_in_the_language_of_the_sentence(quoting: str, language: Language) -> None:
    words = Words(language)
    error = QUOTING[quoting]
    said = explain(error, words).sentence
    quoted = [name for name in (ONE, OTHER) if name in str(error.figures)]
    assert [told_name(name, words) in said for name in quoted] == [True] * len(quoted)
    assert (MARK in said) is (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_is_not_invented_is_quoted_as_it_is(language: Language) -> None:
    error = SessionError("declare_first", "round.r1", found="Fictional Foods")
    assert "Fictional Foods" in explain(error, Words(language)).sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_warning_of_names_that_look_alike_is_told_so_too(language: Language) -> None:
    twin = integrator("alef").model_copy(update={"name": OTHER})
    decision: Decision = small_decision()
    decision = decision.model_copy(update={"integrators": (*decision.integrators, twin)})
    (found,) = look_alikes(decision)
    assert (MARK in explain(found, Words(language)).sentence) is (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_left_to_declare_is_told_so_too(tmp_path: Path, language: Language) -> None:
    service = Service(Store(f"sqlite:///{tmp_path}/sessions.db"))
    found = meeting(service)
    said = explain(not_declared(found.state), Words(language)).sentence
    assert (told_name(OTHER, Words(language)) in said, MARK in said) == (True, language == "en")
    service.close()
