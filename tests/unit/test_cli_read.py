"""`read`: preview by default, a new file once confirmed, and never a change to a file that was there."""

import json
from pathlib import Path

import pytest

from selection.catalogue.decision_file import read_decision, write_decision
from selection.catalogue.library import shipped
from selection.cli import main
from selection.model.base import LocalisedLine
from selection.model.judgements import Answer
from tests.decisions import small_decision
from tests.forms import filled, opened, places, questionnaire

HARBOUR = "harbour-basic"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def decision(tmp_path: Path) -> Path:
    file = tmp_path / "crm.yaml"
    file.write_text(write_decision(small_decision()), encoding="utf-8")
    return file


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.xlsx"
    file.write_bytes(
        filled(questionnaire(small_decision(), HARBOUR), {"needs": {"N1": {"delivery": "as is"}}})
    )
    return file


def run(capsys: Captured, *arguments: object, code: int = 0) -> tuple[str, str]:
    assert main(["read", *map(str, arguments), "--language", "en"]) == code
    found = capsys.readouterr()
    return found.out, found.err


def test_a_preview_is_printed_and_nothing_is_written(decision: Path, answers: Path, capsys: Captured) -> None:
    before = sorted(decision.parent.iterdir())
    out, err = run(capsys, decision, answers)
    assert err == ""
    assert out.splitlines() == [
        "answers.xlsx, about harbour-basic",
        "",
        "2 cells would change:",
        "    Needs!E5  N1 · How is it delivered?: nothing → as is",
        "    Needs!A5  N1 · How can we know?: nothing → claim",
    ]
    assert sorted(decision.parent.iterdir()) == before


def test_confirmed_answers_are_written_to_a_new_file(decision: Path, answers: Path, capsys: Captured) -> None:
    before = decision.read_bytes()
    out = decision.with_name("crm-with-answers.yaml")
    assert run(capsys, decision, answers, "--confirm")[1] == f"Written: {out}\n"
    assert decision.read_bytes() == before
    after = read_decision(out, shipped())
    assert after.answers[HARBOUR] == {"N1": Answer(delivery="as_is", evidence="claim")}
    untouched = small_decision().answers
    assert {k: v for k, v in after.answers.items() if k != HARBOUR} == untouched


def test_no_file_that_is_there_is_written_over(decision: Path, answers: Path, capsys: Captured) -> None:
    kept = decision.read_bytes()
    assert "left as it is" in run(capsys, decision, answers, "--confirm", "-o", decision, code=2)[1]
    assert decision.read_bytes() == kept


def test_nothing_is_written_while_something_does_not_fit(
    decision: Path, answers: Path, capsys: Captured
) -> None:
    answers.write_bytes(filled(answers.read_bytes(), {"needs": {"N2": {"delivery": "perhaps"}}}))
    out, _err = run(capsys, decision, answers, "--confirm", code=2)
    assert "  Needs!E6: “perhaps” can't be chosen here" in out
    assert not decision.with_name("crm-with-answers.yaml").exists()


def test_programs_get_codes_and_figures(decision: Path, answers: Path, capsys: Captured) -> None:
    found = json.loads(run(capsys, decision, answers, "--json")[0])
    assert found["alternatives"] == [HARBOUR]
    assert found["changes"][0] == {
        "where": "Needs!E5",
        "about": "N1",
        "field": "delivery",
        "old": None,
        "new": "as_is",
        "conflict": False,
    }


def test_what_is_there_can_be_kept(decision: Path, answers: Path, capsys: Captured) -> None:
    northstar = questionnaire(small_decision(), "northstar-pro")
    answers.write_bytes(filled(northstar, {"needs": {"N1": {"delivery": "absent"}}}))
    assert "! Needs!E5  N1 · How is it delivered?: as is → absent" in run(capsys, decision, answers)[0]
    assert "Nothing would change." in run(capsys, decision, answers, "--keep")[0]


def test_a_questionnaire_goes_out_by_export_and_comes_back_by_read(
    decision: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = tmp_path / "q.xlsx"
    order = ["export", str(decision), "--kind", "questionnaire", "--alternative", "aleph", "-o", str(out)]
    assert main(order) == 0
    capsys.readouterr()
    book = opened(out.read_bytes())
    sheet, cell = places(book)["records", "northstar", "implements"]
    book[sheet][cell] = "no"
    book.save(out)
    assert "Do you implement it?: yes → no" in run(capsys, decision, out)[0]


def test_without_an_alternative_a_questionnaire_for_each_side_is_written(
    decision: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["export", str(decision), "--kind", "questionnaire", "-o", str(tmp_path / "pack")]) == 0
    assert sorted(file.name for file in (tmp_path / "pack").iterdir()) == [
        "questionnaire-integrator.xlsx",
        "questionnaire-platform.xlsx",
    ]


def test_somebody_elses_table_comes_in_by_a_mapping_that_is_proposed_first(
    decision: Path, tmp_path: Path, capsys: Captured
) -> None:
    table, mapping = tmp_path / "theirs.csv", tmp_path / "mapping.yaml"
    table.write_text("Requirement,Harbour (fictional)\nN1,Y\nN2,N\n", encoding="utf-8")
    assert "a mapping" in run(capsys, decision, table, code=2)[1]
    mapping.write_text(run(capsys, decision, table, "--suggest-mapping")[0], encoding="utf-8")
    assert "6 cells would change:" in run(capsys, decision, table, "--mapping", mapping)[0]
    run(capsys, decision, table, "--mapping", mapping, "--confirm", "-o", tmp_path / "after.yaml")
    after = read_decision(tmp_path / "after.yaml", shipped()).answers[HARBOUR]
    assert {need: a.delivery for need, a in after.items()} == {"N1": "as_is", "N2": "absent"}


def test_totals_of_a_table_are_checked_against_what_is_printed(
    decision: Path, tmp_path: Path, capsys: Captured
) -> None:
    table, mapping = tmp_path / "theirs.csv", tmp_path / "mapping.yaml"
    table.write_text("criterion,Harbour (fictional)\nE1,2\n", encoding="utf-8")
    mapping.write_text(
        "kind: mapping\nholds: scores\nquestion: criterion\ncolumns: [Harbour (fictional)]\n"
        "published: {Harbour (fictional): 3}\n",
        encoding="utf-8",
    )
    out = run(capsys, decision, table, "--mapping", mapping)[0]
    assert out.endswith(
        "Totals by the table's own points and weights:\n"
        "  1. Harbour (fictional): 2\n"
        "Harbour (fictional): printed is 3, but its rows add up to 2.\n"
    )


def test_a_file_that_is_not_there_and_one_of_another_kind_are_told(
    decision: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert run(capsys, decision, tmp_path / "none.xlsx", code=2)[1].startswith(
        "none.xlsx: There is no such file."
    )
    (tmp_path / "x.xlsx").write_bytes(b"%PDF-1.7")
    assert "file of another kind" in run(capsys, decision, tmp_path / "x.xlsx", code=2)[1]


def test_what_was_written_in_languages_is_shown_in_the_readers_and_given_in_all_to_programs(
    tmp_path: Path, capsys: Captured
) -> None:
    said = LocalisedLine(en="test system", pl="system testowy")
    answers = {HARBOUR: {"N1": Answer(delivery="as_is", evidence="claim", source=said)}}
    decision, table, mapping = (tmp_path / name for name in ("crm.yaml", "theirs.csv", "mapping.yaml"))
    decision.write_text(
        write_decision(small_decision().model_copy(update={"answers": answers})), encoding="utf-8"
    )
    table.write_text("Requirement,Harbour (fictional)\nN1,N\n", encoding="utf-8")
    mapping.write_text(run(capsys, decision, table, "--suggest-mapping")[0], encoding="utf-8")
    read = (decision, table, "--mapping", mapping)
    assert "N1 · Link or document: test system → theirs.csv" in run(capsys, *read)[0]
    changes = json.loads(run(capsys, *read, "--json")[0])["changes"]
    (source,) = [change["old"] for change in changes if change["field"] == "source"]
    assert source == {"en": "test system", "pl": "system testowy"}
