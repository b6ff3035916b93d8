"""Other people's tables come in by a mapping, proposed and edited; what it can't explain is refused."""

from fractions import Fraction
from typing import Any

import pytest

from selection.documents.reading.preview import decision_after
from selection.documents.reading.process import Book, read_book
from selection.documents.reading.separated import decoded, likely_delimiter
from selection.documents.reading.suggestion import suggested, unexplained
from selection.documents.reading.table_preview import preview_of_table
from selection.documents.reading.tables import meaning_of
from selection.documents.reading.totals import disagreements, totals
from selection.errors import UploadError
from selection.model.decision import Decision
from selection.model.judgements import Answer, Score
from selection.model.mapping import Meaning, TableMapping
from tests.decisions import small_decision
from tests.forms import refusals

DECISION = small_decision()
OFFER = "harbour-basic"
WIDE = {"question": "Need", "columns": ("Harbour (fictional)",)}
YES_NO = {"Y": {"delivery": "as_is"}, "N": {"delivery": "absent"}}


def book(text: str, encoding: str = "utf-8") -> Book:
    return read_book(text.encode(encoding), "theirs.csv")


def mapping(**fields: Any) -> TableMapping:
    return TableMapping.model_validate({"kind": "mapping", **WIDE, "codes": YES_NO, **fields})


def read(text: str, decision: Decision = DECISION, **fields: Any) -> dict[str, Answer]:
    found = preview_of_table(book(text), mapping(**fields), decision)
    assert refusals(found) == []
    return decision_after(found).answers.get(OFFER, {})


def refused(text: str, **fields: Any) -> list[tuple[str, str]]:
    return refusals(preview_of_table(book(text), mapping(**fields), DECISION))


# Meanings


def test_a_wide_table_gives_an_answer_for_each_need_and_column() -> None:
    assert read("Need,Harbour (fictional)\nN1,Y\nIt can do N2,N\nN3,\n") == {
        "N1": Answer(delivery="as_is", evidence="claim", source="theirs.csv"),
        "N2": Answer(delivery="absent", evidence="claim", source="theirs.csv"),
    }


def test_a_long_table_names_the_vendor_in_every_row() -> None:
    text = "req;vendor;answer;note\nN1;H;Y;seen\nN1;Nobody asked;Y;\n"
    fields = {
        "layout": "long",
        "question": "req",
        "alternative": "vendor",
        "answer": "answer",
        "comment": "note",
        "columns": (),
        "alternatives": {"H": OFFER},
    }
    found = preview_of_table(book(text), mapping(**fields), DECISION)
    assert refusals(found) == [("table_alternative_unknown", "theirs.csv!C3")]
    text = text.rsplit("N1", 1)[0]
    assert read(text, **fields)["N1"] == Answer(
        delivery="as_is", evidence="claim", source="theirs.csv", reason="seen"
    )


def test_for_some_questions_no_is_the_good_answer() -> None:
    found = read("Need,Harbour (fictional)\nN1,N\nN2,N\nN3,Y\n", no_is_good=("N2", "N3"))
    assert {need: a.delivery for need, a in found.items()} == {"N1": "absent", "N2": "as_is", "N3": "absent"}


def test_plus_and_minus_are_codes_and_not_formulas() -> None:
    codes = {"+": {"delivery": "as_is"}, "−": {"delivery": "absent"}, "-": {"delivery": "absent"}}
    found = read("Need,Harbour (fictional)\nN1,+\nN2,−\nN3,-\n", codes=codes)
    assert {need: a.delivery for need, a in found.items()} == {"N1": "as_is", "N2": "absent", "N3": "absent"}


def test_states_come_in_with_what_was_written() -> None:
    codes = {"n/a": {"state": "not_applicable"}, "–": {"state": "no_answer"}, "tbd": {"state": "asked"}}
    found = read("Need,Harbour (fictional)\nN1,n/a (no such process)\nN2,–\nN3,tbd\n", codes=codes)
    assert (found["N1"].state, found["N1"].reason) == ("not_applicable", "no such process")
    assert (found["N2"].state, found["N3"].state) == ("no_answer", "asked")


def test_a_partial_answer_takes_its_comment_as_the_gap_and_a_promise_its_day() -> None:
    codes = {"P": {"delivery": "partial"}, "R": {"delivery": "roadmap"}}
    found = read("Need,Harbour (fictional)\nN1,P: no export\nN2,R (2027-06)\nN3,P\n", codes=codes)
    assert (found["N1"].gap, found["N2"].available, found["N3"].gap) == ("no export", "2027-06", "P")
    assert refused("Need,Harbour (fictional)\nN1,R\n", codes=codes) == [
        ("roadmap_without_date", "theirs.csv!B2")
    ]
    found = read(
        "Need,Harbour (fictional)\nN1,R\n", codes={"R": {"delivery": "roadmap", "available": "2028"}}
    )
    assert found["N1"].available == "2028"


@pytest.mark.parametrize(
    ("text", "delivery", "comment"),
    [
        ("Y", "as_is", ""),
        ("y", "as_is", ""),
        ("Y - in all editions", "as_is", "in all editions"),
        ("Y (from 2020)", "as_is", "from 2020"),
        ("Yearly", None, "Yearly"),
        ("N o", None, "N o"),
        ("✅✅ Native", "as_is", "Native"),
        ("⚠️ Limited", "partial", "Limited"),
        ("1", "as_is", ""),
        ("1 week", None, "1 week"),
        ("No limit", None, "No limit"),
    ],
)
def test_a_code_is_found_at_the_beginning_of_a_cell(text: str, delivery: str | None, comment: str) -> None:
    codes = {**YES_NO, "✅": {"delivery": "as_is"}, "⚠": {"delivery": "partial"}, "1": {"delivery": "as_is"}}
    meaning, rest = meaning_of(text, mapping(codes={**codes, "No": {"delivery": "absent"}}))
    assert (meaning.delivery if meaning else None, rest) == (delivery, comment)


def test_a_code_may_have_to_be_the_whole_cell() -> None:
    assert meaning_of("Y - somehow", mapping(whole_cell=True))[0] is None
    assert meaning_of("Y", mapping(whole_cell=True))[0] == Meaning(delivery="as_is")


def test_an_answer_without_a_meaning_is_refused_unless_the_mapping_says_what_becomes_of_it() -> None:
    text = "Need,Harbour (fictional)\nN1,perhaps\n"
    assert refused(text) == [("code_unknown", "theirs.csv!B2")]
    assert read(text, otherwise={"state": "asked"})["N1"] == Answer(
        state="asked", reason="perhaps", source="theirs.csv"
    )
    assert unexplained(book(text), mapping()) == {"perhaps": 1}


def test_what_the_decision_does_not_know_is_refused_with_its_cell() -> None:
    assert refused("Need,Harbour (fictional)\nN9,Y\n") == [("table_need_unknown", "theirs.csv!B2")]
    assert refused("Need,X\nN1,Y\n", columns=("X",)) == [("table_alternative_unknown", "theirs.csv!B2")]


def test_names_are_translated_by_the_mapping() -> None:
    found = read("Need,X\nR001,Y\n", columns=("X",), alternatives={"X": OFFER}, questions={"R001": "N2"})
    assert list(found) == ["N2"]


def test_an_answer_given_twice_is_taken_once_and_refused_if_the_two_differ() -> None:
    assert list(read("Need,Harbour (fictional)\nN1,Y\nN1,Y\n")) == ["N1"]
    assert refused("Need,Harbour (fictional)\nN1,Y\nN1,N\n") == [("table_answer_twice", "theirs.csv!B3")]


def test_needs_and_products_can_be_added() -> None:
    text = "Need,Text,Priority,Osprey\nR001,Keeps a log,M,Y\nR002,Sings,C,N\n"
    fields = {
        "columns": ("Osprey",),
        "text": "Text",
        "tier": "Priority",
        "tiers": {"M": "must", "C": "nice"},
        "adds": True,
        "deployment": "cloud",
    }
    found = preview_of_table(book(text), mapping(**fields), DECISION)
    assert refusals(found) == []
    after = decision_after(found)
    assert [(n.id, n.text, n.tier) for n in after.needs[3:]] == [
        ("R001", "Keeps a log", "must"),
        ("R002", "Sings", "nice"),
    ]
    assert {need: a.delivery for need, a in after.answers["Osprey"].items()} == {
        "R001": "as_is",
        "R002": "absent",
    }
    without = preview_of_table(book(text), mapping(**{**fields, "deployment": None}), DECISION)
    assert ("mapping_incomplete", "theirs.csv!D2") in refusals(without)


def test_a_table_of_scores_gives_performances() -> None:
    found = preview_of_table(
        book("Criterion,Harbour (fictional)\nCriterion E1,2\n"),
        mapping(holds="scores", question="Criterion", codes={}),
        DECISION,
    )
    assert decision_after(found).scores[OFFER]["E1"] == Score(
        performance=2.0, evidence="claim", source="theirs.csv"
    )
    wrong = preview_of_table(
        book("Criterion,Harbour (fictional)\nE1,9\nX,1\nE1,good\n"),
        mapping(holds="scores", question="Criterion", codes={}),
        DECISION,
    )
    assert [code for code, _where in refusals(wrong)] == [
        "table_criterion_unknown",
        "table_answer_twice",
        "no_such_level",
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"question": "Nede"}, "mapping_column_unknown"),
        ({"question": None}, "mapping_incomplete"),
        ({"sheet": "Sheet9"}, "mapping_sheet_unknown"),
        ({"header": 9}, "mapping_header_missing"),
        ({"columns": ("Twice",)}, "mapping_column_ambiguous"),
        ({"layout": "long", "answer": None}, "mapping_incomplete"),
    ],
)
def test_a_mapping_that_does_not_fit_its_table_is_refused(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(UploadError) as caught:
        preview_of_table(
            book("Need,Harbour (fictional),Twice,Twice\nN1,Y,Y,N\n"), mapping(**fields), DECISION
        )
    assert caught.value.code == code


def test_columns_of_the_same_name_are_told_apart_by_their_letter() -> None:
    found = preview_of_table(
        book("Need,Twice,Twice\nN1,Y,N\n"), mapping(columns=("=C",), alternatives={"=C": OFFER}), DECISION
    )
    assert decision_after(found).answers[OFFER]["N1"].delivery == "absent"


# Totals


def test_totals_are_added_up_as_the_authors_do_and_equal_ones_share_a_rank() -> None:
    text = "Need,W,A,B,C\nN1,2,Y,N,Y\nN2,1,N,Y,N\nN3,1,P,Y,P\n"
    codes = {
        "Y": {"delivery": "as_is", "points": 1},
        "N": {"delivery": "absent", "points": 0},
        "P": {"delivery": "partial", "points": 0.5},
    }
    found = totals(
        book(text),
        mapping(columns=("A", "B", "C"), weight="W", codes=codes, published={"A": 2.5, "B": 3}),
    )
    assert [(t.alternative, t.total, t.rank, t.agrees) for t in found] == [
        ("A", Fraction(5, 2), 1, True),
        ("B", Fraction(2), 3, False),
        ("C", Fraction(5, 2), 1, None),
    ]
    assert [t.alternative for t in disagreements(found)] == ["B"]


def test_weights_may_be_percentages_or_stand_in_the_mapping() -> None:
    fields = {"holds": "scores", "codes": {}, "columns": ("A",)}
    assert totals(book("Need,W,A\nX,30%,10\nY,70%,5\n"), mapping(weight="W", **fields))[0].total == Fraction(
        13, 2
    )
    assert totals(book("Need,A\nX,10\nY,5\n"), mapping(weights={"X": 2}, **fields))[0].total == 25
    with pytest.raises(UploadError):
        totals(book("Need,W,A\nX,heavy,10\n"), mapping(weight="W", **fields))


# Proposals


def proposal(text: str, encoding: str = "utf-8") -> dict[str, Any]:
    found = suggested(book(text, encoding)).mapping
    return found.model_dump(exclude_defaults=True, exclude_none=True)


def test_a_wide_table_is_recognised_with_its_codes() -> None:
    found = proposal(
        "Requirement,Weight,Alfa,Beta,Remarks\nExport,3,Y,P,x\nImport,2,N,Y,\nReports,1,n/a,+,\nTotal,,4,3,\n"
    )
    assert (found["question"], found["columns"], found["weight"], found["comment"]) == (
        "Requirement",
        ("Alfa", "Beta"),
        "Weight",
        "Remarks",
    )
    assert found["left_out"] == ("Total",)
    assert {code: m.get("delivery") or m.get("state") for code, m in found["codes"].items()} == {
        "Y": "as_is",
        "N": "absent",
        "P": "partial",
        "n/a": "not_applicable",
        "+": "as_is",
    }


def test_a_long_table_a_table_of_scores_and_a_list_of_needs_are_recognised() -> None:
    assert proposal("Vendor;Requirement;Response\nA;R1;Yes\nB;R1;No\n")["layout"] == "long"
    scores = proposal("Vendor,Ecosystem,API\nWave,2,4\nXero,10,10\n")
    assert (scores["holds"], scores["layout"]) == ("scores", "vendors_in_rows")
    assert proposal("id,text,tier\nR1,Keeps a log,must\n")["holds"] == "needs"


def test_a_title_above_the_headings_and_codes_nobody_knows_do_not_hinder_a_proposal() -> None:
    text = "Our great comparison,,\n,,\nFeature,Alfa,Beta\n" + "".join(
        f"F{n},FC,{'CC' if n % 2 else 'PC'}\n" for n in range(6)
    )
    found = suggested(book(text))
    assert (found.mapping.header, found.mapping.columns) == (3, ("Alfa", "Beta"))
    assert found.unexplained == {"FC": 6, "PC": 3, "CC": 3}
    assert found.mapping.codes["FC"] == Meaning(state="asked")


def test_a_proposal_can_be_used_as_it_is() -> None:
    table = book("Requirement,Harbour (fictional)\nN1,Yes\nN2,No\n")
    after = decision_after(preview_of_table(table, suggested(table).mapping, DECISION))
    assert {need: a.delivery for need, a in after.answers[OFFER].items()} == {"N1": "as_is", "N2": "absent"}


# Text tables


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        ("plain,text", "ascii", "utf-8"),
        ("zażółć gęślą jaźń", "utf-8", "utf-8"),
        ("zażółć gęślą jaźń", "utf-8-sig", "utf-8"),
        ("zażółć gęślą jaźń", "utf-16", "utf-16"),
        ("Wymaganie;Dostawca\nPowiązanie z pocztą;tak", "cp1250", "cp1250"),
        ("דרישה;ספק\nמכרז;כן", "cp1255", "cp1255"),
    ],
)
def test_the_encoding_of_a_table_is_found(text: str, encoding: str, found: str) -> None:
    assert decoded(text.encode(encoding)) == (text, found)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_of_a_table_is_found(delimiter: str) -> None:
    rows = [["need", "answer", "note"], ["N1", "Y", "of course; yes"], ["N2", "N", "no, never"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert likely_delimiter(text) == delimiter
