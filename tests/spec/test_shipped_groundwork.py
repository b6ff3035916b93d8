"""What the success measures, the questions of readiness and the risks that ship promise."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from selection.analysis.risks import RULES
from selection.catalogue.library import data_folder, shipped
from selection.model.base import LANGUAGES, Localised, reading
from selection.model.goals import MEASURE_LEVELS, STRATEGIES, MeasureTemplate
from selection.model.readiness import INFORMATION

LIBRARY = shipped()
MEASURES = {measure.id: measure for measure in LIBRARY.measures.measures}
BLOCKS = {block.id: block for block in LIBRARY.readiness.blocks}
RISKS = {risk.id: risk for risk in LIBRARY.risks.risks}
CLAIMS = {claim.id: claim for claim in LIBRARY.risks.claims}
STATEMENT = re.compile(r"^\| (A\d+) \| .+ \| (.+) \|$", re.MULTILINE)
BY_HAND = {"cannot_adapt", "unskilled_rollout", "wrong_place"}


def release() -> dict[str, str]:
    """Read, by statement, what this release is said to do about it."""
    page = (data_folder() / "docs" / "sources.md").read_text(encoding="utf-8")
    return dict(STATEMENT.findall(page))


def asked() -> dict[str, set[str]]:
    """Give every question of readiness the statements it rests on."""
    return {q.id: set(q.sources) for block in BLOCKS.values() for q in block.questions}


def texts(value: object) -> Iterator[Localised]:
    if isinstance(value, Localised):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from texts(inner)


def test_there_are_21_measures_in_their_order() -> None:
    assert list(MEASURES) == [f"SM{number}" for number in range(1, 22)]


def test_measures_stand_on_every_level() -> None:
    assert Counter(measure.level for measure in MEASURES.values()) == {
        "firm": 3, "customer_strategy": 5, "operation": 7, "infrastructure": 6,
    }  # fmt: skip
    assert {measure.level for measure in MEASURES.values()} == set(MEASURE_LEVELS)


def test_every_customer_strategy_has_measures_of_its_own() -> None:
    found = {s: [m.id for m in MEASURES.values() if s in m.strategies] for s in STRATEGIES}
    assert found == {
        "keep": ["SM8", "SM12", "SM13", "SM14"],
        "grow": ["SM5", "SM8", "SM14"],
        "earn": ["SM7", "SM10", "SM11"],
    }


@pytest.mark.parametrize(
    ("statement", "ids"),
    [
        ("A13", range(1, 6)),
        ("A48", range(6, 15)),
        ("A49", (15, 16)),
        ("A64", (17,)),
        ("A65", (18,)),
        ("A80", (19,)),
        ("A90", (20,)),
        ("A95", (17, 18, 21)),
    ],
)
def test_the_measures_of_a_statement_are_these(statement: str, ids: tuple[int, ...]) -> None:
    assert [m.id for m in MEASURES.values() if statement in m.sources] == [f"SM{number}" for number in ids]


def test_measures_of_loss_cost_delay_and_time_fall_and_all_others_rise() -> None:
    falling = [measure.id for measure in MEASURES.values() if measure.better == "lower"]
    assert falling == ["SM3", "SM7", "SM10", "SM12", "SM15", "SM16", "SM19"]


def test_a_template_leaves_every_figure_to_the_team() -> None:
    figures = {"baseline", "target", "success", "failure", "due", "owner"}
    assert figures & set(MeasureTemplate.model_fields) == set()


def test_there_are_eight_building_blocks_with_six_anchors_each() -> None:
    assert list(BLOCKS) == [
        "vision", "strategy", "experience", "organisation",
        "processes", "information", "technology", "metrics",
    ]  # fmt: skip
    assert {len({reading(a, "en") for a in block.anchors}) for block in BLOCKS.values()} == {6}


def test_the_information_block_is_the_one_with_a_line_at_two_of_five() -> None:
    assert LIBRARY.readiness.line == 2.0
    assert BLOCKS[INFORMATION].sources == ("A25", "A34", "A35")


@pytest.mark.parametrize(
    "statement",
    [f"A{n}" for n in (6, 7, 8, 18, 20, 22, 26, 27, 29, 30, 33, 38, 50, 51, 62, 65, 92, 93)],
)
def test_a_statement_about_readiness_is_asked_about(statement: str) -> None:
    assert [name for name, named in asked().items() if statement in named]


def test_no_question_is_asked_twice() -> None:
    said = [reading(q.text, "en") for block in BLOCKS.values() for q in block.questions]
    assert (len(said), len(set(said)), len(asked())) == (42, 42, 42)
    assert [text for text in said if not text.endswith("?")] == []


def test_a_question_stands_under_the_block_it_is_named_after() -> None:
    strange = [q.id for b in BLOCKS.values() for q in b.questions if not q.id.startswith(f"{b.id}_")]
    assert strange == []


def test_five_processes_are_there_to_begin_with() -> None:
    assert [reading(process.name, "en") for process in LIBRARY.readiness.processes] == [
        "Inquiry", "Complaint", "Customer about to leave", "New customer", "Sale",
    ]  # fmt: skip


def test_the_survey_of_acceptance_makes_statements_one_can_agree_with() -> None:
    survey = [reading(question.text, "en") for question in LIBRARY.readiness.survey]
    assert len(survey) == 6
    assert [text for text in survey if not text.endswith(".")] == []


def test_every_rule_has_its_risk_and_every_risk_its_rule_or_is_raised_by_hand() -> None:
    by_rule = {risk.rule for risk in RISKS.values() if risk.rule}
    assert by_rule == set(RULES)
    assert {risk.id for risk in RISKS.values() if risk.rule is None} >= BY_HAND
    assert [risk.id for risk in RISKS.values() if risk.rule not in (None, risk.id)] == []


def test_every_risk_says_what_others_have_done_about_it() -> None:
    assert [risk.id for risk in RISKS.values() if not risk.responses] == []


def test_the_three_contested_claims_stand_with_source_and_counter_source() -> None:
    assert list(CLAIMS) == ["two_thirds_fail", "five_times_dearer", "rejected_by_users"]
    statements = [re.findall(r"A\d+", claim.source) for claim in CLAIMS.values()]
    assert statements == [["A1"], ["A83"], ["A85"]]
    assert [claim.id for claim in CLAIMS.values() if not claim.counter_source] == []


@pytest.mark.parametrize("name", ["measures", "readiness", "risks"])
def test_everything_is_said_in_every_language_and_differently(name: str) -> None:
    found = list(texts(getattr(LIBRARY, name)))
    assert len(found) > 60
    assert [text for text in found if not all(getattr(text, language) for language in LANGUAGES)] == []
    assert [text for text in found if text.en == text.pl and text.en not in ALIKE] == []


ALIKE = {"leads"}


def test_the_page_of_sources_and_the_questions_and_risks_name_each_other() -> None:
    questions = {a for named in asked().values() for a in named}
    questions |= {a for block in BLOCKS.values() for a in block.sources}
    survey = {a for question in LIBRARY.readiness.survey for a in question.sources}
    assert {a for a, said in release().items() if "questions of readiness" in said} == questions
    assert {a for a, said in release().items() if "the survey of acceptance" in said} == survey
    by_page = {(a, name) for a, said in release().items() for name in re.findall(r"`(\w+)`", said)}
    by_files = {(a, risk.id) for risk in RISKS.values() for a in risk.sources}
    by_files |= {(a, c.id) for c in CLAIMS.values() for a in re.findall(r"A\d+", c.source)}
    assert sorted(by_page ^ by_files) == []
