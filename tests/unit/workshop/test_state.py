"""Every section can be set, read and withdrawn, and refuses what can't stand in it."""

from typing import TypeVar

import pytest

from selection.errors import ChainBroken, DecisionError, NotFound, SessionError
from selection.model.decision import Decision
from selection.model.proceedings import Proceedings
from selection.workshop.events import SECTIONS, Edit
from selection.workshop.state import Change, changed, fold, read_decision, read_value, value_at
from tests.decisions import need, score, small_decision
from tests.unit.workshop.edits import EDITS, PROCEEDINGS_EDITS

SMALL = small_decision()
NOTHING_YET = Proceedings()
NOT_REMOVABLE = {"title", "criteria_set"}
ALL_EDITS = (*EDITS, *PROCEEDINGS_EDITS)
PLACED = [edit for edit in ALL_EDITS if SECTIONS[edit.section].key]

Part = TypeVar("Part", Decision, Proceedings)


def with_edit(part: Part, edit: Edit) -> Part:
    return changed(part, Change(edit.section, edit.key, edit.value, edit.at))


def without(part: Part, section: str, *key: str) -> Part:
    return changed(part, Change(section, key, None))


def before(section: str) -> Decision | Proceedings:
    return SMALL if SECTIONS[section].root == "decision" else NOTHING_YET


def test_the_examples_cover_every_section() -> None:
    assert {edit.section for edit in ALL_EDITS} == set(SECTIONS)


@pytest.mark.parametrize("edit", ALL_EDITS, ids=lambda edit: edit.section)
def test_what_is_set_stands_there(edit: Edit) -> None:
    was = before(edit.section)
    there = value_at(was, edit.section, edit.key).value
    after = value_at(with_edit(was, edit), edit.section, edit.key).value
    assert (there == edit.value, after == edit.value) == (False, True)


@pytest.mark.parametrize("edit", ALL_EDITS, ids=lambda edit: edit.section)
def test_setting_one_section_changes_no_other(edit: Edit) -> None:
    field, was = SECTIONS[edit.section].field, before(edit.section)
    after = with_edit(was, edit)
    assert after.model_copy(update={field: getattr(was, field)}) == was


@pytest.mark.parametrize("edit", ALL_EDITS, ids=lambda edit: edit.section)
def test_a_value_is_read_as_it_will_be_read_back(edit: Edit) -> None:
    assert read_value(edit.section, edit.key, edit.value) == edit.value


@pytest.mark.parametrize("edit", PLACED, ids=lambda edit: edit.section)
def test_what_is_withdrawn_is_gone(edit: Edit) -> None:
    there = with_edit(before(edit.section), edit)
    assert value_at(without(there, edit.section, *edit.key), edit.section, edit.key).value is None


@pytest.mark.parametrize("edit", PLACED, ids=lambda edit: edit.section)
def test_what_is_not_there_cannot_be_withdrawn(edit: Edit) -> None:
    key = tuple("nobody" for _ in edit.key)
    with pytest.raises(NotFound) as caught:
        without(before(edit.section), edit.section, *key)
    assert (caught.value.code, caught.value.where) == ("no_such_entry", ".".join((edit.section, *key)))


@pytest.mark.parametrize(
    "edit",
    [e for e in ALL_EDITS if not SECTIONS[e.section].key and e.section not in NOT_REMOVABLE],
    ids=lambda edit: edit.section,
)
def test_a_part_that_is_withdrawn_is_as_it_was_by_default(edit: Edit) -> None:
    empty = Decision(id="d", title="d", criteria_set=SMALL.criteria_set)
    default = empty if SECTIONS[edit.section].root == "decision" else NOTHING_YET
    field = SECTIONS[edit.section].field
    left = without(with_edit(before(edit.section), edit), edit.section)
    assert getattr(left, field) == getattr(default, field)


@pytest.mark.parametrize("section", sorted(NOT_REMOVABLE))
def test_a_part_no_decision_can_do_without_is_not_withdrawn(section: str) -> None:
    with pytest.raises(SessionError) as caught:
        without(SMALL, section)
    assert (caught.value.code, caught.value.where) == ("section_not_removable", section)


def test_a_new_entry_comes_last_and_a_known_one_keeps_its_place() -> None:
    after = with_edit(with_edit(SMALL, Edit("need", ("N9",), need("N9"))), Edit("need", ("N1",), need("N1")))
    assert [n.id for n in after.needs] == ["N1", "N2", "N3", "N9"]
    assert after.needs[0] == need("N1")


@pytest.mark.parametrize(
    ("at", "order"), [(0, ["N3", "N1", "N2"]), (1, ["N1", "N3", "N2"]), (9, ["N1", "N2", "N3"])]
)
def test_an_entry_can_be_put_at_a_place(at: int, order: list[str]) -> None:
    after = with_edit(SMALL, Edit("need", ("N3",), SMALL.needs[2], at))
    assert [n.id for n in after.needs] == order


def test_the_last_answer_of_an_offer_leaves_no_empty_row() -> None:
    row = {"northstar-pro": {"N1": SMALL.answers["northstar-pro"]["N1"]}}
    decision = SMALL.model_copy(update={"answers": row})
    assert without(decision, "answer", "northstar-pro", "N1").answers == {}


def test_setting_a_value_leaves_the_decision_it_was_set_in_untouched() -> None:
    for edit in EDITS:
        with_edit(SMALL, edit)
    assert small_decision() == SMALL


@pytest.mark.parametrize(
    ("section", "key", "value", "code", "where", "figures"),
    [
        ("title", (), "", "string_too_short", "title", {"min_length": 1}),
        ("title", (), object(), "value_not_plain", "title", {"found": "object"}),
        ("mode", (), "auction", "literal_error", "mode", {"expected": "'market_scan' or 'tender'"}),
        ("scope", (), {"users": "12"}, "int_type", "scope.users", {}),
        ("need", ("N1",), need("N2"), "id_against_key", "need.N1", {"found": "N2", "allowed": "N1"}),
        ("need", ("N1",), {"id": "N1", "mood": 1}, "missing", "need.N1.text", {}),
        (
            "answer",
            ("o", "N1"),
            {"delivery": "as_is"},
            "answer_without_evidence",
            "answer.o.N1",
            {},
        ),
        ("score", ("o", "E1"), score(1).model_copy(update={"performance": float("nan")}), "finite_number",
         "score.o.E1.performance", {}),
        ("score", ("o", "E1"), score(1).model_copy(update={"by": 7}), "string_type", "score.o.E1.by", {}),
    ],
)  # fmt: skip
def test_what_cannot_stand_there_is_refused_with_its_place(
    section: str, key: tuple[str, ...], value: object, code: str, where: str, figures: dict[str, object]
) -> None:
    with pytest.raises(DecisionError) as caught:
        read_value(section, key, value)
    assert (caught.value.code, caught.value.where, caught.value.figures) == (code, where, figures)


@pytest.mark.parametrize("key", [("no spaces", "N1"), ("o", "../N1")])
def test_a_key_that_is_no_id_is_refused(key: tuple[str, str]) -> None:
    with pytest.raises(DecisionError) as caught:
        read_value("answer", key, {"state": "not_asked"})
    assert caught.value.code == "string_pattern_mismatch"


def test_a_refusal_does_not_repeat_what_somebody_wrote_about_a_person() -> None:
    with pytest.raises(DecisionError) as caught:
        read_value("goal", ("G1",), {"id": "G1", "text": "t", "owner": "Dana Levi " * 40})
    assert "Dana" not in str(caught.value)


def test_a_decision_that_breaks_its_own_rules_is_not_taken_in() -> None:
    broken = small_decision().model_copy(update={"title": ""})
    with pytest.raises(DecisionError) as caught:
        read_decision(broken)
    assert (caught.value.code, caught.value.where) == ("string_too_short", "decision.title")


def test_a_session_that_begins_with_nothing_is_broken() -> None:
    with pytest.raises(ChainBroken) as caught:
        fold((), {})
    assert caught.value.figures == {"first_bad_seq": 1}
