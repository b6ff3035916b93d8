"""Sealed prices are in nothing that leaves or is shown before quality is final, whatever could leak.

Every test is made of the same tender whose prices, promises, costs and performances on criteria of cost are
figures that stand nowhere else; once prices are opened, the same readers find them.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from selection.analysis.evaluation import evaluate
from selection.analysis.inquiry import inquire
from selection.catalogue.decision_file import read_decision, read_decision_text, write_decision
from selection.catalogue.library import shipped
from selection.cli import main
from selection.documents.decision_copy import decision_copy
from selection.documents.exports import KINDS, Document, Order, export
from selection.documents.questionnaire.files import questionnaire_files, scoring_sheet_files
from selection.documents.reading.preview import decision_after
from selection.documents.reading.preview_text import preview_as_plain, preview_lines
from selection.documents.reading.returned import preview_of_form
from selection.documents.result import result_as_plain
from selection.documents.result_text import result_lines
from selection.model.base import LANGUAGES, Language
from selection.model.consistency import check
from selection.model.decision import Decision
from selection.model.price_rules import prices_are_sealed, without_sealed_prices
from selection.words import Words
from tests.examples import TODAY, example
from tests.money import eur
from tests.reports import squeezed_text
from tests.sealed import BID, PERFORMANCE, PRICE, PROMISE, leaks, opened, sealed


def text_of(document: Document) -> str:
    if document.name.endswith(".pdf"):
        return squeezed_text(document.content)
    if document.name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
            return "\n".join(archive.read(name).decode() for name in archive.namelist())
    return document.content.decode()


def exported(decision: Decision, language: Language) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        forms = ("xlsx", "csv", "yaml") if kind in ("questionnaire", "scoring-sheet") else ("xlsx",)
        about = (None, BID) if kind in ("debrief", "schedule") else (None,)
        about = (*about, "quillmere-trade", "zelkova") if kind == "questionnaire" else about
        for form in forms:
            for name in about:
                for document in export(kind, Order(decision, TODAY, Words(language), name, form)):
                    yield f"{kind} {document.name}", text_of(document)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_export_of_any_kind_shows_a_sealed_price(language: Language) -> None:
    assert {name: leaks(text) for name, text in exported(sealed(), language) if leaks(text)} == {}


def test_the_same_exports_show_the_prices_once_they_are_opened() -> None:
    found = {name.split()[0] for name, text in exported(opened(), "en") if leaks(text)}
    assert found == {"report", "workbook", "debrief", "schedule"}


def test_the_decision_that_is_handed_over_leaves_them_out_says_so_and_opens_again() -> None:
    written = decision_copy(sealed(), Words("en"))
    assert leaks(written) == []
    assert written.startswith("# Prices are sealed until quality is final and are not in this file")
    again = read_decision_text(written, "copy.yaml", shipped())
    assert again == without_sealed_prices(sealed())
    assert result_as_plain(evaluate(again, TODAY)) == result_as_plain(evaluate(sealed(), TODAY))
    assert decision_copy(opened(), Words("en")) == write_decision(opened())


def test_a_copy_without_prices_cannot_be_opened_before_they_are_stated_again() -> None:
    copy = without_sealed_prices(sealed()).model_copy(update={"price_policy": opened().price_policy})
    assert {error.code for error in check(copy)} == {"price_missing"}
    assert len([error for error in check(copy) if error.where.endswith(".price")]) == 12
    assert check(opened()) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_result_as_text_or_json_shows_them(language: Language) -> None:
    result = evaluate(sealed(), TODAY)
    told = "\n".join(result_lines(result, Words(language)))
    assert leaks(told) == []
    assert leaks(json.dumps(result_as_plain(result))) == []
    assert leaks(repr(inquire(result))) == []


def filled_by_the_firm(content: bytes, price: object = PRICE) -> bytes:
    """Answer as the bidder does: the price of every bid, and of every promise with its day."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, amount in (("Bids", price), ("Commitments", PROMISE)):
        heads = [cell.value for cell in book[name][3]]
        for row in book[name].iter_rows(min_row=5):
            if row[0].value:
                row[heads.index("amount")].value = amount
            if row[0].value and "available" in heads:
                row[heads.index("available")].value = "2027-06-30"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_preview_says_that_a_price_comes_in_and_not_which() -> None:
    (form,) = questionnaire_files(sealed(), "zelkova", TODAY, Words("en")).values()
    data = filled_by_the_firm(form)
    decision = sealed().model_copy(update={"bids": example("tender").bids})
    preview = preview_of_form(data, "answers.xlsx", decision, TODAY)
    assert preview.refusals == ()
    said = "\n".join(preview_lines(preview, Words("en")))
    assert leaks(said) == []
    assert f"{BID} · Amount: sealed → sealed" in said
    plain = json.dumps(preview_as_plain(preview))
    assert leaks(plain) == []
    # The prices of before are not told either.
    assert [figure for figure in ("771000", "31000", "12000") if figure in plain] == []
    after = {bid.id: bid for bid in decision_after(preview).bids}
    assert after[BID].price == eur(PRICE)
    assert {promise.price for promise in after[BID].commitments} == {eur(PROMISE)}


def test_a_refusal_does_not_repeat_what_stands_in_the_cell_of_a_price() -> None:
    (form,) = questionnaire_files(sealed(), "zelkova", TODAY, Words("en")).values()
    data = filled_by_the_firm(form, "770,123 Euro")
    preview = preview_of_form(data, "answers.xlsx", sealed(), TODAY)
    assert {error.code for error in preview.refusals} == {"not_number"}
    assert leaks("\n".join(preview_lines(preview, Words("en")))) == []


def scored(sheet: bytes, figure: float) -> bytes:
    """Score the one bid on its first criterion of cost."""
    cost = next(c.id for c in sealed().criteria if c.is_cost and c.id in sealed().scores[BID])
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    pairs = book["Pairs"]
    row = next(cell.row for cell in pairs["A"] if cell.value == f"{cost}/{BID}")
    heads = [cell.value for cell in pairs[4]]
    pairs.cell(row, heads.index("Score") + 1).value = figure
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_score_on_a_criterion_of_cost_is_previewed_without_its_figure() -> None:
    (sheet,) = scoring_sheet_files(sealed(), BID, TODAY, Words("en")).values()
    cost = next(c.id for c in sealed().criteria if c.is_cost and c.id in sealed().scores[BID])
    preview = preview_of_form(scored(sheet, PROMISE), "scores.xlsx", sealed(), TODAY)
    assert [entry.key for entry in preview.entries] == [(BID, cost)]
    assert leaks("\n".join(preview_lines(preview, Words("en")))) == []
    assert decision_after(preview).scores[BID][cost].performance == PROMISE


def changes_of(data: bytes, name: str) -> list[tuple[object, ...]]:
    found = preview_of_form(data, name, sealed(), TODAY)
    assert found.refusals == ()
    return [(change.where, change.about, change.field, change.old, change.new) for change in found.changes]


def test_a_preview_is_the_same_whether_a_sealed_price_is_guessed_or_not() -> None:
    (form,) = questionnaire_files(sealed(), "zelkova", TODAY, Words("en")).values()
    right, wrong = (changes_of(filled_by_the_firm(form, price), "a.xlsx") for price in (PRICE, PRICE + 1))
    assert right == wrong
    assert f"{BID}" in {change[1] for change in right}


def test_a_preview_is_the_same_whether_a_sealed_performance_is_guessed_or_not() -> None:
    (sheet,) = scoring_sheet_files(sealed(), BID, TODAY, Words("en")).values()
    right, wrong = (changes_of(scored(sheet, figure), "a.xlsx") for figure in (PERFORMANCE, PERFORMANCE + 1))
    assert right == wrong
    assert right != []


def test_a_file_with_sealed_prices_is_read_into_a_file_that_is_as_sealed_and_nobody_elses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (form,) = questionnaire_files(sealed(), "zelkova", TODAY, Words("en")).values()
    came, answers, out = (tmp_path / name for name in ("crm.yaml", "answers.xlsx", "after.yaml"))
    came.write_text(write_decision(sealed()), encoding="utf-8")
    answers.write_bytes(filled_by_the_firm(form, PRICE + 1))
    command = ["read", str(came), str(answers), "--confirm", "-o", str(out), "--language", "en"]
    assert main([*command, "--today", TODAY.isoformat()]) == 0
    said = capsys.readouterr()
    assert leaks(said.out + said.err) == []
    assert "770124" not in (said.out + said.err).replace(",", "")
    assert "Sealed prices stand in it" in said.err
    after = read_decision(out, shipped())
    assert (after.price_policy, prices_are_sealed(after)) == (sealed().price_policy, True)
    assert {bid.id: bid.price for bid in after.bids}[BID] == eur(PRICE + 1)
    assert out.stat().st_mode & 0o777 == 0o600


def test_without_a_seal_the_file_is_written_as_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (form,) = questionnaire_files(opened(), "zelkova", TODAY, Words("en")).values()
    came, answers, out = (tmp_path / name for name in ("crm.yaml", "answers.xlsx", "after.yaml"))
    came.write_text(write_decision(opened()), encoding="utf-8")
    answers.write_bytes(filled_by_the_firm(form, PRICE + 1))
    command = ["read", str(came), str(answers), "--confirm", "-o", str(out), "--language", "en"]
    assert main([*command, "--today", TODAY.isoformat()]) == 0
    assert capsys.readouterr().err == f"Written: {out}\n"
    assert out.stat().st_mode == came.stat().st_mode
