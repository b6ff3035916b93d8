"""Texts that could mislead a reader: what of them is kept, what is said of them, and that they are taken.

The files are named by what is odd about them; files with texts that are refused lie with the decisions.
"""

import re
from pathlib import Path

import pytest

from selection.catalogue.decision_file import read_decision_to_rank
from selection.catalogue.library import shipped
from selection.cli import main
from selection.model.base import LANGUAGES, Language
from selection.model.decision import Decision
from selection.model.look_alikes import look_alikes

TURNING = re.compile("[\u202a-\u202e]")
OPENING = re.compile("[\u2066-\u2068]")
TEXTS = Path(__file__).parent / "files" / "texts"
# For each file, where the second of two names stands that look alike.
ALIKE: dict[str, list[str]] = {
    "emoji": [],
    "hebrew_names_that_differ_in_a_final_form": [],
    "integrators_named_alike_in_greek": ["integrators.other"],
    "marks_heaped_on_a_letter": [],
    "mixed_scripts": [],
    "need_of_5000_characters": [],
    "needs_alike_but_for_the_dash": ["needs.N2"],
    "offers_named_alike_in_cyrillic": ["offers.server"],
}


def read(name: str) -> Decision:
    return read_decision_to_rank(TEXTS / f"{name}.yaml", shipped())


def test_every_file_is_expected_to_say_something() -> None:
    assert {file.stem for file in TEXTS.iterdir()} == set(ALIKE)


@pytest.mark.parametrize("name", ALIKE)
def test_names_that_look_alike_are_taken_and_told(name: str) -> None:
    found = look_alikes(read(name))
    assert [(error.code, error.where) for error in found] == [
        ("names_look_alike", where) for where in ALIKE[name]
    ]


@pytest.mark.parametrize("name", ALIKE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_ranks_it_and_prints_nothing_that_could_turn_the_line(
    name: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(TEXTS / f"{name}.yaml"), "--language", language]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert TURNING.search(out) is None
    assert len(OPENING.findall(out)) == out.count("\u2069")


def test_what_the_text_of_a_need_keeps() -> None:
    texts = {name: str(read(name).needs[0].text) for name in ALIKE}
    assert texts["emoji"].count("\u200d") == 1
    assert texts["emoji"].endswith("\U000e007f")
    assert texts["marks_heaped_on_a_letter"].count("\u0301") == 4
    assert len(texts["need_of_5000_characters"]) == 5000
    assert texts["mixed_scripts"] == "כל שיחה נרשמת ב־CRM (Łódź, 12%) וגם Звонок"
