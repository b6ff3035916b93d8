"""Whatever the core raises, a person is told what was found, what is allowed and what to do."""

import re

import pytest
from pydantic import TypeAdapter

from selection.catalogue.files import CODES, DEFINITIONS
from selection.catalogue.reader import AMBIGUOUS, PROBLEMS
from selection.errors import CatalogueError, Findings, NotFound, SelectionError, WeightError
from selection.model.decision import Decision
from selection.words import Words
from selection.words.errors import Explanation, clean, explain, explain_all, placeholders, sayings
from selection.words.field_errors import pattern_meaning
from selection.words.file_errors import scalar_meaning, syntax_problem
from tests.unit.words.raised import Raised, raised

_ = Words()
PLACES = tuple(raised())
SAYINGS = sayings(_)


def ours(code: str) -> str:
    return CODES.get(code, code)


def test_every_code_the_source_can_raise_has_a_sentence() -> None:
    codes = {ours(code) for place in PLACES for code in place.codes}
    assert codes - SAYINGS.keys() == set()


def test_every_sentence_is_about_a_code_that_the_source_can_raise() -> None:
    codes = {ours(code) for place in PLACES for code in place.codes}
    assert SAYINGS.keys() - codes == set()


@pytest.mark.parametrize(
    "place",
    [place for place in PLACES if place.figures is not None],
    ids=lambda place: f"{place.place}-{'-'.join(place.codes)}",
)
def test_every_place_carries_the_figures_of_at_least_one_sentence(place: Raised) -> None:
    told = {*(place.figures or ()), "found"}
    for code in place.codes:
        assert any(placeholders(sentence) <= told for sentence in SAYINGS[ours(code)].sentences)


def test_the_search_for_codes_sees_all_the_ways_an_error_is_made() -> None:
    found = {(place.place, code) for place in PLACES for code in place.codes}
    assert {
        ("selection/model/base.py", "day_unreal"),
        ("selection/model/consistency.py", "unknown_need"),
        ("selection/catalogue/validation.py", "id_against_file"),
        ("selection/catalogue/reader.py", "duplicate_key"),
        ("selection/storage/failures.py", "disk_full"),
    } <= found


@pytest.mark.parametrize("code", sorted(SAYINGS))
def test_a_sentence_is_one_sentence_and_the_remedy_another(code: str) -> None:
    saying = SAYINGS[code]
    for text in (*saying.sentences, saying.remedy):
        assert text.endswith(".")
        assert text.startswith("{") or text[0].isupper()
    assert all("code" not in sentence for sentence in saying.sentences)


def test_an_unknown_code_is_told_by_its_name() -> None:
    found = explain(SelectionError("moon_in_the_way", "acme.yaml:3"), _)
    assert found.where == "acme.yaml:3"
    assert found.sentence == "Something is wrong here that has only a name: moon_in_the_way."


def test_an_error_is_told_with_its_figures() -> None:
    error = WeightError("unknown_node", "weights.side", found="side", allowed=["platform", "integrator"])
    assert explain(error, _) == Explanation(
        "weights.side",
        "There is no node “side” in the criteria tree; its nodes are: platform, integrator.",
        "Correct the spelling, or add what is missing.",
    )


def test_an_entry_that_is_not_repeated_is_told_without_it() -> None:
    assert explain(SelectionError("string_type"), _).sentence == "This must be text."
    assert explain(SelectionError("day_unreal"), _).sentence == "There is no such day as what was entered."


def test_a_defect_as_the_validating_library_names_it_is_told_like_our_own() -> None:
    its = SelectionError("greater_than_equal", "need.N1", ge=0)
    own = SelectionError("number_too_small", "need.N1", allowed=0)
    assert explain(its, _) == explain(own, _)


def test_a_key_nobody_knows_is_told_even_where_the_known_ones_are_not() -> None:
    assert explain(SelectionError("extra_forbidden", "need.N1.x"), _).sentence == "There is no such key here."


def test_several_findings_are_told_by_the_first_and_their_number() -> None:
    two = Findings([CatalogueError("file_missing", "a.yaml"), CatalogueError("file_empty", "b.yaml:1")])
    assert explain(two, _) == Explanation(
        "a.yaml", "There is no such file. (And 1 more is wrong.)", "Check the name and the folder."
    )
    assert [found.where for found in explain_all(two, _)] == ["a.yaml", "b.yaml:1"]


def test_a_single_finding_is_told_as_itself() -> None:
    one = CatalogueError("file_missing", "a.yaml")
    assert explain(Findings([one]), _) == explain(one, _)
    assert explain_all(Findings([one]), _) == (explain(one, _),)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("NO", "“NO”"),
        (5.0, "5"),
        (0.1, "0.1"),
        (True, "true"),
        (None, "nothing"),
        ("", "nothing"),
        ("[…]", "a list"),
        (["F2", "F3"], "F2, F3"),
        ({"F1": -3, "F2": 0.5}, "F1: -3, F2: 0.5"),
    ],
)
def test_a_figure_is_shown_as_a_person_would_write_it(figure: object, said: str) -> None:
    found = explain(SelectionError("not_text", "", found=figure), _)
    assert found.sentence == f"This must be text, but {said} was found."


def test_a_long_list_of_what_is_allowed_is_cut_short() -> None:
    names = [f"N{number}" for number in range(121)]
    sentence = explain(NotFound("unknown_need", "", found="X", allowed=names), _).sentence
    assert sentence.endswith("N38, N39 and 81 more.")


def test_nothing_from_outside_can_command_a_terminal_or_turn_the_text() -> None:
    error = NotFound(
        "unknown_vendor", "\x1b]0;evil\x07", found="\x1b[31mred\u202e" + "x" * 500, allowed=["a\nb"]
    )
    found = explain(error, _)
    said = f"{found.where}{found.sentence}{found.remedy}"
    assert said.isprintable()
    assert len(said) < 400


def test_cleaning_leaves_what_people_write() -> None:
    text = "שלום, Łódź × 5 – “quoted”"
    assert clean(text) == text


def test_every_way_yaml_can_be_broken_has_a_meaning() -> None:
    said = [syntax_problem(code, _) for code in {*PROBLEMS.values(), "tab"}]
    assert syntax_problem("other", _) not in said
    assert len(set(said)) == len(said)


def test_everything_a_plain_value_could_be_has_a_meaning() -> None:
    assert [code for code in AMBIGUOUS.groupindex if scalar_meaning(code, _) == code] == []


def test_every_pattern_of_the_models_is_told_in_words() -> None:
    schemas = [str(model.model_json_schema()) for model in DEFINITIONS.values()]
    schemas.append(str(TypeAdapter(Decision).json_schema()))
    patterns = {
        found.encode().decode("unicode_escape")
        for schema in schemas
        for found in re.findall(r"'pattern': '([^']+)'", schema)
    }
    assert patterns
    assert {pattern for pattern in patterns if pattern_meaning(pattern, _) is None} == set()
