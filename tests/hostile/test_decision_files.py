"""Decision and definition files with one defect each: what is said of them, and that nothing else happens.

The files are named by their defect; every expectation was read against its file.
"""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from selection.analysis.evaluation import evaluate
from selection.catalogue.decision_file import (
    read_decision,
    read_decision_text,
    read_decision_to_rank,
    write_decision,
)
from selection.catalogue.library import shipped
from selection.catalogue.validation import validate
from selection.cli import main
from selection.errors import Findings, SelectionError
from selection.storage.store import Store
from selection.workshop.service import Service
from tests.decisions import token

FILES = Path(__file__).parent / "files"
DECISIONS = FILES / "decisions"
DEFINITIONS = FILES / "definitions"
EVERY_NEED = "set_that_needs_feed_nothing_of"

# For each file the codes of its defects, with line and place.
RANKED: dict[str, list[tuple[str, str]]] = {
    "a_list": [("not_mapping", "1")],
    "alias": [("anchor_refused", "67 answers.pro.N1"), ("alias_refused", "68 answers.pro.N2")],
    "alternative_twice": [("alternative_twice", "63 offers.0")],
    "alternative_twice_but_for_the_case": [("alternative_twice", "64 offers.1")],
    "anchors_beyond_all_measure": [("number_too_large", "29 criteria.1.value.worst")],
    "anchors_equal": [("anchors_equal", "29 criteria.1.value")],
    "anchors_in_words": [
        ("not_number", "29 criteria.1.value.worst"),
        ("not_number", "29 criteria.1.value.best"),
    ],
    "anchors_missing": [
        ("field_missing", "29 criteria.1.value.worst"),
        ("field_missing", "29 criteria.1.value.best"),
    ],
    "anchors_not_monotone": [("anchors_not_monotone", "29 criteria.1.value")],
    "anchors_with_a_step_in_the_middle": [("step_not_first", "29 criteria.1.value")],
    "anchors_with_a_step_the_wrong_way": [("step_wrong_way", "29 criteria.1.value")],
    "answer_about_an_unknown_offer": [("unknown_offer", "66 answers.prof")],
    "answer_to_an_unknown_need": [("unknown_need", "67 answers.pro.N9")],
    "answered_without_a_delivery": [("delivery_against_state", "70 answers.server.N1")],
    "answered_without_evidence": [("answer_without_evidence", "70 answers.server.N1")],
    "answers_that_contradict_each_other": [("answers_contradict", "47 weights.platform")],
    "best_and_worst_that_disagree": [("best_and_worst_disagree", "47 weights.platform.best_worst")],
    "best_that_is_the_worst": [("best_is_worst", "47 weights.platform.best_worst")],
    "best_without_a_worst": [("best_or_worst_missing", "47 weights.platform.best_worst")],
    "bid_of_an_unknown_integrator": [("unknown_integrator", "63 bids.0.integrator")],
    "bidi_override": [("bidi_control", "23")],
    "block_nobody_knows": [("unknown_block", "81 readiness.blocks.enthusiasm")],
    "block_scored_above_its_levels": [("number_too_large", "82 readiness.blocks.information.0.level")],
    "comparison_of_two_given_twice": [("compared_twice", "47 weights.platform.pairwise.U1.F1")],
    "comparison_that_is_negative": [("number_too_small", "47 weights.platform.pairwise.F1.U1")],
    "comparison_with_itself": [("compared_with_itself", "47 weights.platform.pairwise.F1.F1")],
    "control_character": [("control_character", "23")],
    "criterion_counted_twice": [("criterion_counted_twice", "40 criteria_set.L1")],
    "criterion_nobody_measures": [("criterion_nobody_measures", "13 criteria.0")],
    "criterion_not_in_the_library": [
        ("unknown_criterion", "45 criteria_set.platform.3"),
        ("weights_not_of_children", "47 weights.platform"),
    ],
    "criterion_on_the_wrong_side": [("criterion_on_wrong_side", "46 criteria_set.integrator.0")],
    "criterion_with_a_direction_against_its_anchors": [("direction_against_anchors", "22 criteria.1")],
    "date_without_a_roadmap": [("roadmap_without_date", "70 answers.server.N1")],
    "definition_pinned_by_half_a_hash": [("text_pattern", "6 uses.needs.sha256")],
    "definition_that_changed": [("definition_changed", "6 uses.needs")],
    "definition_that_is_not_there": [("unknown_definition", "41 uses.criteria_set")],
    "departments_too_many": [("section_too_long", "80 readiness.departments")],
    "edition_not_sold_that_way": [("deployment_not_offered", "64 offers.1")],
    "empty": [("file_empty", "1")],
    "fact_about_an_unknown_edition": [("unknown_edition", "61 platforms.0.facts.api.0.editions")],
    "fact_of_an_unknown_attribute": [("unknown_attribute", "60 platforms.0.facts.pigeons")],
    "fact_of_the_wrong_type": [("fact_of_wrong_type", "61 platforms.0.facts.api.0")],
    "fact_undated_and_never_seen": [("undated_not_seen", "61 platforms.0.facts.api.0")],
    "fact_with_a_date_that_is_not_quoted": [("ambiguous_scalar", "61 platforms.0.facts.api.0.as_of")],
    "fact_with_an_impossible_date": [("fits_no_kind", "61 platforms.0.facts.api.0.as_of")],
    "fact_without_a_date": [("field_missing", "61 platforms.0.facts.api.0.as_of")],
    "fact_without_a_source": [("field_missing", "61 platforms.0.facts.api.0.source")],
    "fictional_vendor_not_named_so": [("fiction_not_named", "51 platforms.0")],
    "fit_line_above_everything": [("number_too_large", "5 policy.fit_line")],
    "gap_accepted_where_there_is_none": [("accepted_without_gap", "70 answers.server.N1")],
    "gate_off_the_worst_anchor": [("gate_off_worst_anchor", "22 criteria.1")],
    "goal_against_an_unknown_pain": [("unknown_pain", "82 goals.0.pains")],
    "goal_twice": [("id_twice", "80 goals.0")],
    "id_with_a_path": [("text_pattern", "2 id")],
    "integrators_of_one_name": [("integrator_named_twice", "64 integrators.1")],
    "key_that_looks_like_another": [("look_alike_key", "4 Title")],
    "key_twice": [("duplicate_key", "4 title")],
    "ladder_that_rises": [("ladder_rises", "5 policy.ladder")],
    "ladder_with_a_lifted_foot": [("ladder", "5 policy.ladder")],
    "log_of_no_stage_we_know": [("not_one_of", "80 log.0.stage")],
    "log_without_a_reason": [("field_missing", "80 log.0.reason")],
    "measure_from_an_unknown_template": [("unknown_template", "80 measures.0.template")],
    "measure_of_an_unknown_goal": [("unknown_goal", "82 measures.0.goal")],
    "measure_read_twice_in_a_month": [("reading_twice", "84 measures.0.readings")],
    "measure_with_a_target_in_words": [("not_number", "82 measures.0.target")],
    "measure_with_an_impossible_date": [("day_unreal", "82 measures.0.due")],
    "member_without_a_vote": [("number_too_small", "80 members.0.voting_weight")],
    "members_who_judge_what_is_not_there": [
        ("unknown_alternative", "80 members.0.recused"),
        ("weights_not_of_children", "80 members.0.weights.platform"),
    ],
    "merge_key": [("merge_key", "70 answers.server")],
    "mode_of_no_kind_we_know": [("not_one_of", "4 mode")],
    "need_not_in_the_library": [("need_incomplete", "11 needs.1")],
    "need_of_5001_characters": [("text_too_long", "8 needs.0.text")],
    "need_of_an_unknown_phase": [("unknown_phase", "8 needs.0.phase")],
    "need_of_no_tier_we_know": [("not_one_of", "9 needs.1.tier")],
    "need_of_nothing_visible": [("text_shows_nothing", "8 needs.0.text")],
    "need_that_feeds_a_measured_criterion": [("need_feeds_measured_criterion", "9 needs.1")],
    "need_that_feeds_nothing": [("need_feeds_nothing", "9 needs.1")],
    "need_that_feeds_two_criteria": [("need_feeds_two_criteria", "8 needs.0.criterion")],
    "need_twice": [("id_twice", "8 needs.0")],
    "need_without_a_tier": [("need_incomplete", "9 needs.1")],
    "needs_not_counted_in_percent": [("needs_not_in_percent", "20 criteria.0.value.unit")],
    "no_alternative_left": [("no_alternative_left", "62 offers")],
    "no_as_false": [("ambiguous_scalar", "23 criteria.1.name")],
    "not_a_decision": [("not_one_of", "1 kind")],
    "not_applicable_without_a_reason": [("not_applicable_without_reason", "70 answers.server.N1")],
    "not_yaml": [("yaml_syntax", "4 title")],
    "offer_twice": [("alternative_named_twice", "64 offers.1")],
    "partial_without_a_gap": [("partial_without_gap", "70 answers.server.N1")],
    "price_in_no_currency": [("text_pattern", "63 bids.0.price.currency")],
    "process_with_an_unknown_measure": [("unknown_measure", "80 processes.0.measure")],
    "questions_nobody_asks": [
        ("unknown_question", "80 readiness.answers.Q_NONE"),
        ("unknown_question", "82 readiness.survey.0.levels.joy"),
    ],
    "rank_order_with_a_name_twice": [("weights_not_of_children", "47 weights.platform")],
    "risk_nobody_knows": [("unknown_risk", "80 risks.no_such_risk")],
    "roadmap_without_a_date": [("roadmap_without_date", "70 answers.server.N1")],
    "scale_of_no_kind_we_know": [("not_one_of", "29 criteria.1.value.kind")],
    "score_between_two_levels": [("no_such_level", "78 scores.server.L1")],
    "score_beyond_all_measure": [("number_too_large", "74 scores.pro.U1.performance")],
    "score_in_quotes": [("not_number", "77 scores.server.U1.performance")],
    "score_of_an_unknown_alternative": [("unknown_alternative", "73 scores.prof")],
    "score_off_an_ordinal_scale": [("no_such_level", "78 scores.server.L1")],
    "score_on_a_criterion_of_needs": [("score_on_needs_criterion", "77 scores.server.F1")],
    "score_that_is_infinite": [("ambiguous_scalar", "77 scores.server.U1.performance")],
    "score_that_is_not_a_number": [("ambiguous_scalar", "77 scores.server.U1.performance")],
    "score_that_is_not_a_number_in_words": [("ambiguous_scalar", "77 scores.server.U1.performance")],
    "score_with_a_decimal_comma": [("key_not_text", "77 scores.server.U1")],
    "stakeholder_twice": [("id_twice", "80 stakeholders.0")],
    "stakeholder_who_promises_a_hundred_hours_a_week": [
        ("number_too_large", "80 stakeholders.0.hours_promised")
    ],
    "swing_without_a_hundred": [("swing_without_reference", "47 weights.platform")],
    "tag": [("tag_refused", "23 criteria.1.name")],
    "text_in_a_language_we_do_not_read": [("unknown_key", "23 criteria.1.name.fr")],
    "text_in_no_language": [("text_in_no_language", "23 criteria.1.name")],
    "tier_shares_without_a_tier": [("tier_shares", "5 policy.tier_shares")],
    "time_as_a_number": [("ambiguous_scalar", "23 criteria.1.name")],
    "unknown_edition": [("unknown_edition", "64 offers.1")],
    "unknown_key": [("unknown_key", "5 mood")],
    "unknown_key_within": [("unknown_key", "63 offers.0.price")],
    "unknown_product": [("unknown_product", "64 offers.1")],
    "utf16": [("encoding_not_utf8", "1")],
    "weights_all_zero": [("weights_all_zero", "47 weights.platform")],
    "weights_by_a_way_we_do_not_know": [("not_one_of", "47 weights.platform.method")],
    "weights_for_an_unknown_criterion": [("weights_not_of_children", "47 weights.platform")],
    "weights_missing_a_criterion": [("weights_not_of_children", "47 weights.platform")],
    "weights_negative": [("number_too_small", "47 weights.platform.points.F1")],
    "weights_of_an_unknown_node": [("unknown_node", "48 weights.firms")],
    "weights_too_large": [("number_too_large", "47 weights.platform.points.F1")],
}
CHECKED: dict[str, list[tuple[str, str]]] = {
    "attributes_of_no_type_we_know": [("not_one_of", "4 attributes.0.type")],
    "attributes_with_an_id_twice": [("id_twice", "4 attributes.0")],
    "criteria_measured_by_an_unknown_fact": [("unknown_attribute", "7 criteria.0.measured_by")],
    "criteria_of_an_unknown_group": [("unknown_group", "7 criteria.0.group")],
    "criteria_of_needs_about_an_integrator": [("needs_on_wrong_scale", "7 criteria.0")],
    "criteria_with_a_ladder_but_no_needs": [("ladder_without_needs", "7 criteria.0")],
    "criteria_with_an_id_that_ships": [("id_twice", "7 criteria.0")],
    "criteria_without_sources": [("list_too_short", "8 criteria.0.sources")],
    "integrator_of_an_unknown_product": [("unknown_product", "6 implements.pigeonpost")],
    "integrator_with_a_maybe": [("not_one_of", "6 implements.espocrm.answer")],
    "integrator_with_an_unquoted_no": [("ambiguous_scalar", "6 implements.espocrm.answer")],
    "kind_missing": [("kind_missing", "1 kind")],
    "kind_of_no_kind_we_know": [("unknown_kind", "1 kind")],
    "metrics_of_no_level_we_know": [("not_one_of", "6 measures.0.level")],
    "metrics_with_a_baseline": [("unknown_key", "7 measures.0.baseline")],
    "metrics_with_an_id_twice": [("id_twice", "6 measures.0")],
    "metrics_without_a_unit": [("field_missing", "6 measures.0.unit")],
    "needs_read_off_a_fact_in_two_ways": [("fact_rule_ways", "6 needs.0.answered_by")],
    "needs_read_off_an_unknown_fact": [("unknown_attribute", "6 needs.0.answered_by.fact")],
    "needs_that_feed_a_measured_criterion": [("need_feeds_measured_criterion", "6 needs.0.criterion")],
    "needs_that_feed_an_unknown_criterion": [("unknown_criterion", "6 needs.0.criterion")],
    "needs_that_feed_two_criteria": [("need_feeds_two_criteria", "6 needs.0.criterion")],
    "needs_with_an_id_twice": [("id_twice", "7 needs.1")],
    "needs_without_needs": [("list_too_short", "5 needs")],
    "platform_fictional_but_not_named_so": [("fiction_not_named", "1")],
    "platform_named_as_no_file": [("id_against_file", "2 id")],
    "platform_with_a_fact_about_an_unknown_edition": [("unknown_edition", "10 facts.licence.0.editions")],
    "platform_with_a_fact_of_an_unknown_attribute": [("unknown_attribute", "9 facts.pigeons")],
    "platform_with_a_fact_of_the_wrong_type": [("fact_of_wrong_type", "10 facts.licence.0")],
    "platform_with_a_fact_without_a_source": [("field_missing", "10 facts.licence.0.source")],
    "platform_with_a_score": [("unknown_key", "8 scores")],
    "platform_with_an_unknown_key": [("unknown_key", "5 rating")],
    "platform_with_an_unquoted_date": [("ambiguous_scalar", "10 facts.licence.0.as_of")],
    "platform_without_editions": [("list_too_short", "6 editions")],
    "readiness_with_a_line_above_the_levels": [("number_too_large", "5 line")],
    "readiness_with_a_question_twice": [("id_twice", "6 blocks.q1")],
    "readiness_with_five_anchors": [("list_too_short", "10 blocks.0.anchors")],
    "readiness_without_information": [("block_missing", "6 blocks")],
    "risks_with_a_claim_nobody_contests": [
        ("field_missing", "8 claims.0.counter"),
        ("field_missing", "8 claims.0.counter_source"),
    ],
    "risks_with_an_id_twice": [("id_twice", "6 risks.0")],
    "risks_without_risks": [("list_too_short", "5 risks")],
    "set_that_needs_feed_nothing_of": [("need_feeds_nothing", "1 needs.MK01")],
    "set_with_a_criterion_nobody_measures": [("criterion_nobody_measures", "1 criteria.F2")],
    "set_with_a_criterion_on_the_wrong_side": [("criterion_on_wrong_side", "5 platform.1")],
    "set_with_a_criterion_twice": [("criterion_counted_twice", "1 U1")],
    "set_with_an_unknown_criterion": [("unknown_criterion", "5 platform.1")],
    "set_with_an_unknown_group": [("unknown_group", "5 platform.1.group")],
}


# Unwise or unfinished, but no contradiction: the decision opens, and its pages say what is odd.
OPENED = (
    "open_500_stakeholders",
    "open_dates_in_the_past",
    "open_goal_that_is_part_of_itself",
    "open_goals_in_a_circle",
    "open_measure_without_a_unit",
    "open_phases_out_of_order",
    "open_target_below_the_baseline",
)
EMPTY = "open_everything_empty"

Captured = pytest.CaptureFixture[str]
Told = list[tuple[str, str]]


def told(errors: tuple[SelectionError, ...], name: str) -> Told:
    """Give codes and places; every place must be in the file that is wrong."""
    assert [error.where for error in errors if f"{name}.yaml:" not in error.where] == []
    return [(error.code, error.where.split(".yaml:")[1]) for error in errors]


def findings(read: Callable[[], object]) -> tuple[SelectionError, ...]:
    with pytest.raises(SelectionError) as caught:
        read()
    return caught.value.errors if isinstance(caught.value, Findings) else (caught.value,)


def test_there_is_a_file_for_every_defect_and_a_defect_for_every_file() -> None:
    assert {file.stem for file in DECISIONS.iterdir()} == {"in_order", *RANKED, *OPENED, EMPTY}
    assert {file.stem for file in DEFINITIONS.iterdir()} == {"in_order", *CHECKED}


def test_the_file_the_others_were_spoilt_from_is_in_order(capsys: Captured) -> None:
    assert main(["rank", str(DECISIONS / "in_order.yaml")]) == 0
    assert main(["validate", str(DECISIONS / "in_order.yaml"), str(DEFINITIONS / "in_order.yaml")]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", RANKED)
def test_a_decision_file_is_told_wrong_by_code_and_place(name: str) -> None:
    errors = findings(lambda: read_decision_to_rank(DECISIONS / f"{name}.yaml", shipped()))
    assert told(errors, name) == RANKED[name]


@pytest.mark.parametrize("name", OPENED)
def test_what_is_unwise_or_unfinished_opens_and_is_ranked_as_without_it(name: str) -> None:
    found, plain = (
        evaluate(read_decision_to_rank(DECISIONS / f"{file}.yaml", shipped()), date(2027, 6, 1))
        for file in (name, "in_order")
    )
    assert [(a.id, a.rank, a.low, a.high) for a in found.platforms] == [
        (a.id, a.rank, a.low, a.high) for a in plain.platforms
    ]


def test_where_everything_is_empty_the_decision_opens_and_only_ranking_it_is_refused() -> None:
    file = DECISIONS / f"{EMPTY}.yaml"
    assert read_decision(file, shipped()).needs == ()
    assert main(["validate", str(file)]) == 0
    (first, *others) = findings(lambda: read_decision_to_rank(file, shipped()))
    assert (first.code, {error.code for error in others}) == (
        "no_alternative_left",
        {"criterion_nobody_measures"},
    )


@pytest.mark.parametrize("name", [*OPENED, EMPTY])
def test_what_opens_from_a_file_opens_as_a_session_and_is_written_as_it_was_read(
    name: str, tmp_path: Path
) -> None:
    decision = read_decision(DECISIONS / f"{name}.yaml", shipped())
    service = Service(Store(f"sqlite:///{tmp_path / 'sessions.db'}"))
    session = service.open_session(token("ann"), decision)
    assert service.state(token("ann"), session).decision == decision
    service.close()
    assert read_decision_text(write_decision(decision), "again.yaml", shipped()) == decision


@pytest.mark.parametrize("name", CHECKED)
def test_a_definition_is_told_wrong_by_code_and_place(name: str) -> None:
    found = told(validate([DEFINITIONS / f"{name}.yaml"], shipped()), name)
    assert (found[:1] if name == EVERY_NEED else found) == CHECKED[name]


@pytest.mark.parametrize("name", RANKED)
@pytest.mark.parametrize("command", [["rank"], ["rank", "--json"], ["questions"]])
def test_a_command_refuses_it_and_does_nothing_else(
    command: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*command, str(DECISIONS / f"{name}.yaml")]) == 2
    refused(capsys, RANKED[name], tmp_path)


@pytest.mark.parametrize("name", CHECKED)
def test_validate_refuses_it_and_does_nothing_else(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["validate", str(DEFINITIONS / f"{name}.yaml")]) == 2
    refused(capsys, CHECKED[name], tmp_path)


def refused(capsys: Captured, expected: Told, folder: Path) -> None:
    """One line for each defect, with its file and line; no answer, no traceback, nothing written."""
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert out == ""
    assert "Traceback" not in err
    assert [line for line in lines if not line.isprintable() or "only a name" in line] == []
    assert [where for (_code, where), line in zip(expected, lines, strict=False) if where not in line] == []
    assert len(lines) >= len(expected)
    assert list(folder.iterdir()) == []


def test_the_keys_that_are_allowed_are_listed(capsys: Captured) -> None:
    assert main(["rank", str(DECISIONS / "unknown_key_within.yaml")]) == 2
    assert capsys.readouterr().err.endswith(
        "yaml:63 offers.0.price: There is no key “price” here; the keys are: add_ons, deployment, edition, "
        "id, name, product. Correct the spelling, or delete the entry.\n"
    )


def test_a_process_of_its_own_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    file = DECISIONS / "anchors_equal.yaml"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "selection", "rank", str(file)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"{file}:29 criteria.1.value: Worst and best are both 30, so nothing could be better than anything "
        "else. State two different performances.\n"
    )
    assert list(tmp_path.iterdir()) == []
