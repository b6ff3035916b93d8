"""Tables that stay aligned and paragraphs that stay narrow, in any script."""

from selection.documents.plain_text import WIDTH, columns, paragraph, width_of


def test_every_column_is_as_wide_as_its_widest_cell() -> None:
    table = columns(
        ["name", "gate", "value"], [["Alba", "open", "0.5"], ["Northstar", "passed", "0.25–0.75"]], [2]
    )
    assert table == [
        "name       gate        value",
        "Alba       open          0.5",
        "Northstar  passed  0.25–0.75",
    ]


def test_a_table_without_rows_is_its_header() -> None:
    assert columns(["name", "value"], []) == ["name  value"]


def test_wide_and_combining_characters_keep_the_columns_straight() -> None:
    names = ["שָׁלוֹם", "製品", "Łódź"]
    table = columns(["name", "x"], [[name, "1"] for name in names])
    assert {width_of(line) for line in table} == {7}


def test_a_cell_of_several_lines_becomes_one() -> None:
    assert columns(["name"], [["a\nb\tc"]])[1] == "a b c"


def test_a_paragraph_is_wrapped_and_set_in() -> None:
    lines = paragraph("word " * 60, indent=4, hanging=2)
    assert len(lines) == 4
    assert all(len(line) <= WIDTH for line in lines)
    assert [len(line) - len(line.lstrip()) for line in lines] == [4, 6, 6, 6]


def test_a_paragraph_of_nothing_has_no_lines() -> None:
    assert paragraph(" \n ") == []
