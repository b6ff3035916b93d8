import os
import random
from pathlib import Path

import pytest
import yaml

from selection.catalogue import reader
from selection.catalogue.reader import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_FINDINGS,
    MAX_KEY,
    MAX_NODES,
    MAX_TEXT,
    plain_value,
    read_file,
    read_text,
)
from selection.errors import CatalogueError, Findings

PROFILE = """\
# Fictional.
id: north
name: {en: "North (fictional)", he: "צפון"}
offers:
  - edition: "3.10"
    users: 40
  -
    edition: Pro
    users:
note: >-
  two
  lines
"""


def refusal(text: str | bytes, name: str = "north.yaml") -> CatalogueError:
    with pytest.raises(CatalogueError) as caught:
        read_text(text, name)
    return caught.value


def defect(text: str | bytes) -> tuple[str, dict[str, object]]:
    error = refusal(text)
    return error.code, error.figures


def refusal_of_file(path: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        read_file(path)
    return str(caught.value)


def test_a_file_becomes_plain_values():
    assert read_text(PROFILE, "north.yaml").value == {
        "id": "north",
        "name": {"en": "North (fictional)", "he": "צפון"},
        "offers": [{"edition": "3.10", "users": 40}, {"edition": "Pro", "users": None}],
        "note": "two lines",
    }


def test_bytes_and_text_say_the_same():
    assert read_text(PROFILE.encode(), "north.yaml") == read_text(PROFILE, "north.yaml")


@pytest.mark.parametrize(("text", "value"), [("[]", []), ("{}", {}), ("acme", "acme"), ("7", 7), ("''", "")])
def test_a_document_may_be_any_single_value(text, value):
    assert read_text(text, "any.yaml").value == value


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    windows = b"\xef\xbb\xbf" + PROFILE.replace("\n", "\r\n").encode()
    assert read_text(windows, "north.yaml") == read_text(PROFILE, "north.yaml")


def test_document_marks_around_one_document_change_nothing():
    assert read_text(f"---\n{PROFILE}...\n", "north.yaml").value == read_text(PROFILE, "north.yaml").value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
        ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False),
        ("0", 0), ("7", 7), ("-7", -7), ("-0", 0), ("999999999999999", 999_999_999_999_999),
        ("0.80", 0.8), ("1.10", 1.1), ("-1.5e+3", -1500.0), ("1.0e-05", 0.00001),
    ],
)  # fmt: skip
def test_what_both_versions_of_yaml_agree_on_is_no_text(text, value):
    found = plain_value(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "text",
    [
        "as_is", "Norway", "none", "not yet", "yesterday", "nobody", "on site", "Nancy", "info", "~5",
        "null 0", "2 users", "3rd", "24/7", "80%", "10-20", "+", "-a", "12 000", "+48 22 123",
        "2024-Q1", "0xyz", "1:a", "2024-01-01 was a Monday", "1.5 days", "a=b", "<<a", "<", "1e", "e5", "N/A",
        "נ", "…", "½",
    ],
)  # fmt: skip
def test_what_nobody_reads_as_something_else_is_text(text):
    assert plain_value(text) == text
    assert yaml.safe_load(text) == text


@pytest.mark.parametrize(
    "word", ["NO", "yes", "010", "12:30:00", "2024-01-01", "~", "<<", "=", "1e400", "9" * 99]
)
@pytest.mark.parametrize("quoted", ['"{}"', "'{}'", "|-\n  {}", ">-\n  {}"])
def test_a_quoted_value_is_always_text(word, quoted):
    assert read_text(f"value: {quoted.format(word)}\n", "any.yaml").value == {"value": word}


@pytest.mark.parametrize(
    ("could_be", "words"),
    [
        ("truth_value", "y Y yes Yes YES n N no No NO on On ON off Off OFF tRUE fALSE"),
        ("nothing", "nULL nUll"),
        (
            "number",
            "010 -010 0x1F 0o17 0b11 1_000 +5 .5 5. 1e3 1.5e3 1.0e+400 .nan .NaN .inf -.Inf nan inf",
        ),
        ("number", "Infinity -infinity 1,5 1,000.00 3.1.2 10.0.0.1 \u0661\u0662 \u22125 \uff11\uff12"),
        ("date_or_time", "12:30 12:30:00 -1:30 4:3 190:20:30.15 2024-01-01 2024-1-1 2024-06"),
        ("date_or_time", "2024-01-01T10:00:00Z 2024-01-01t10:00:00.1+02:00"),
        ("default_value", "="),
        ("merge_key", "<<"),
    ],
)
def test_what_readers_take_in_two_ways_is_refused_with_what_it_could_be(could_be, words):
    found = {word: defect(f"- {word}") for word in words.split()}
    assert found == {
        word: ("ambiguous_scalar", {"found": word, "could_be": could_be}) for word in words.split()
    }


def test_every_number_python_writes_is_read_back():
    dice = random.Random(7)
    floats = [dice.uniform(-1, 1) * 10.0 ** dice.randint(-30, 30) for _ in range(2_000)]
    integers = [dice.randint(-(10**15) + 1, 10**15 - 1) for _ in range(200)]
    numbers = [*floats, 0.1 + 0.2, 1e-7, 1e22, *integers]
    assert read_text(yaml.safe_dump(numbers), "numbers.yaml").value == numbers


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("9999999999999999", {"found": 16, "allowed": 15}),
        ("-" + "9" * 10_000, {"found": 10_000, "allowed": 15}),
        ("0." + "3" * 21, {"found": 22, "allowed": 21}),
    ],
)
def test_a_number_with_more_digits_than_programs_keep_is_refused(text, figures):
    assert defect(f"users: {text}") == ("number_too_long", figures)


def test_marks_of_direction_are_welcome_in_values_and_refused_in_keys():
    assert read_text("owner: דנה\u200f (CRM)\u200e", "any.yaml").value == {"owner": "דנה\u200f (CRM)\u200e"}
    assert defect("דנה\u200f: owner") == ("hidden_character_in_key", {"found": "U+200F"})


def test_keys_may_be_written_in_any_script_and_be_quoted():
    text = "בעלים: a\nwłaściciel: b\n\"2024\": c\n'on': d\nfirst name: e\n"
    keys = ["בעלים", "właściciel", "2024", "on", "first name"]
    assert read_text(text, "any.yaml").value == dict(zip(keys, "abcde", strict=True))


def test_keys_that_differ_to_the_eye_stand_side_by_side():
    assert read_text("id: a\nid2: b\ni_d: c\n", "any.yaml").value == {"id": "a", "id2": "b", "i_d": "c"}


def test_keys_that_were_refused_are_no_duplicates_of_each_other():
    assert [error.figures for error in refusal("~: a\n2024: b\n").errors] == [
        {"found": "~"},
        {"found": "2024"},
    ]


def test_half_a_character_in_text_is_refused_as_it_is_in_a_file():
    assert defect("owner: \ud800") == ("encoding_not_utf8", {"found": "0xED"})


def test_the_same_key_may_stand_in_different_mappings():
    assert read_text("- id: a\n- id: b\n", "any.yaml").value == [{"id": "a"}, {"id": "b"}]


def test_a_file_of_exactly_the_size_limit_is_read_and_a_byte_more_refused():
    text = "a: b\n#"
    assert read_text(text.ljust(MAX_BYTES, "."), "big.yaml").value == {"a": "b"}
    figures = {"found": MAX_BYTES + 1, "allowed": MAX_BYTES}
    assert defect(text.ljust(MAX_BYTES + 1, ".")) == ("file_too_large", figures)


def test_the_size_is_counted_in_bytes():
    text = "#" + "ש" * (MAX_BYTES // 2)
    assert defect(text) == ("file_too_large", {"found": MAX_BYTES + 1, "allowed": MAX_BYTES})


def test_the_deepest_nesting_allowed_is_read_and_one_more_refused():
    assert read_text("[" * MAX_DEPTH + "]" * MAX_DEPTH, "deep.yaml").line_of(()) == 1
    figures = {"found": MAX_DEPTH + 1, "allowed": MAX_DEPTH}
    assert defect("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ("too_deep", figures)


def test_the_most_nodes_allowed_are_read_and_one_more_refused():
    assert len(read_text("- a\n" * (MAX_NODES - 1), "long.yaml").value) == MAX_NODES - 1
    assert defect("- a\n" * MAX_NODES) == ("too_many_nodes", {"allowed": MAX_NODES})


def test_keys_count_as_nodes():
    keys = "".join(f"k{number}: v\n" for number in range(MAX_NODES // 2))
    assert defect(keys) == ("too_many_nodes", {"allowed": MAX_NODES})


@pytest.mark.parametrize("written", ["{}", "'{}'", '"{}"', "|-\n  {}"])
def test_the_longest_text_allowed_is_read_and_one_character_more_refused(written):
    longest = "ש" * MAX_TEXT
    assert read_text("note: " + written.format(longest), "long.yaml").value == {"note": longest}
    figures = {"found": MAX_TEXT + 1, "allowed": MAX_TEXT}
    assert defect("note: " + written.format(longest + "ש")) == ("text_too_long", figures)


def test_the_longest_key_allowed_is_read_and_one_character_more_refused():
    longest = "k" * MAX_KEY
    assert read_text(f"{longest}: v", "long.yaml").value == {longest: "v"}
    assert defect(f"{longest}k: v") == ("text_too_long", {"found": MAX_KEY + 1, "allowed": MAX_KEY})


def test_as_many_findings_as_allowed_are_told_and_then_that_there_are_more():
    assert len(refusal("- NO\n" * MAX_FINDINGS).errors) == MAX_FINDINGS
    codes = [error.code for error in refusal("- NO\n" * (MAX_FINDINGS + 1)).errors]
    assert codes == ["ambiguous_scalar"] * MAX_FINDINGS + ["too_many_findings"]


def test_what_was_found_is_shown_in_part_when_it_is_long():
    code, figures = defect("- 1" + ":1" * 100)
    assert (code, figures["found"]) == ("ambiguous_scalar", "1" + ":1" * 39 + "…")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2), (("id",), 2), (("name",), 3), (("name", "he"), 3), (("offers",), 4), (("offers", 0), 5),
        (("offers", 0, "users"), 6), (("offers", 1), 8), (("offers", 1, "users"), 9), (("note",), 10),
    ],
)  # fmt: skip
def test_every_value_has_the_line_of_its_key_or_its_own(path, line):
    assert read_text(PROFILE, "north.yaml").line_of(path) == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("price",), 2), (("offers", 0, "price"), 5), (("offers", 7, "users"), 4), (("id", "x", 0), 2),
        (("offers", "0"), 4), (("offers", -1), 4), (("name", "he", "x"), 3),
    ],
)  # fmt: skip
def test_an_unknown_path_has_the_line_of_its_deepest_known_part(path, line):
    assert read_text(PROFILE, "north.yaml").line_of(path) == line


def test_a_key_on_a_line_of_its_own_gives_its_value_that_line():
    assert read_text("a:\n\n  b\n", "any.yaml").line_of(("a",)) == 1


def test_a_place_is_written_as_errors_write_it():
    source = read_text(PROFILE, "north.yaml")
    assert source.where(("offers", 0, "users")) == "north.yaml:6 offers.0.users"
    assert source.where(()) == "north.yaml:2"
    assert refusal(PROFILE.replace("40", "NO")).where == "north.yaml:6 offers.0.users"


def test_a_single_defect_is_raised_as_itself_and_several_together():
    single, several = refusal("a: NO"), refusal("a: NO\nb: NO")
    assert (type(single), type(several)) == (CatalogueError, Findings)
    assert [error.where for error in several.errors] == ["north.yaml:1 a", "north.yaml:2 b"]


def test_a_name_from_outside_is_shown_without_what_could_hide_in_it():
    assert refusal("NO", "a\u202e\n\x1b.yaml").where == "a\ufffd\ufffd\ufffd.yaml:1"
    assert refusal("NO", "n" * 300).where == "n" * 254 + "…:1"


def test_a_file_is_named_as_seen_from_the_working_directory(tmp_path, monkeypatch):
    (tmp_path / "profiles").mkdir()
    file = tmp_path / "profiles" / "north.yaml"
    file.write_text(PROFILE, encoding="utf-8")
    assert read_file(file).name == str(file)
    monkeypatch.chdir(tmp_path)
    assert [read_file(file).name, read_file(Path("profiles/north.yaml")).name] == ["profiles/north.yaml"] * 2


def test_a_file_says_what_its_text_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("north.yaml").write_text(PROFILE, encoding="utf-8")
    assert read_file(Path("north.yaml")) == read_text(PROFILE, "north.yaml")


def test_a_link_to_a_file_is_followed(tmp_path):
    (tmp_path / "north.yaml").write_text("a: b", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("north.yaml")
    assert read_file(tmp_path / "link.yaml").value == {"a": "b"}


@pytest.mark.parametrize(
    "name", ["none.yaml", "none/none.yaml", "north.yaml/none.yaml", "dangling.yaml", "a\0b"]
)
def test_a_file_that_is_not_there_is_missing(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path("north.yaml").touch()
    Path("dangling.yaml").symlink_to("none.yaml")
    assert refusal_of_file(Path(name)) == name.replace("\0", "\ufffd") + ": file_missing"


def test_what_is_no_regular_file_is_refused_without_waiting_for_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("directory.yaml").mkdir()
    os.mkfifo("pipe.yaml")
    Path("device.yaml").symlink_to("/dev/zero")
    names = ["directory.yaml", "pipe.yaml", "device.yaml"]
    assert [refusal_of_file(Path(name)) for name in names] == [f"{name}: file_not_regular" for name in names]


def test_a_file_that_the_system_refuses_is_unreadable(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("loop.yaml").symlink_to("loop.yaml")
    assert refusal_of_file(Path("loop.yaml")) == "loop.yaml: file_unreadable (reason='ELOOP')"


def test_a_file_is_measured_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Path("sparse.yaml").open("wb") as file:
        file.truncate(2**40)
    expected = f"sparse.yaml: file_too_large (found={2**40}, allowed={MAX_BYTES})"
    assert refusal_of_file(Path("sparse.yaml")) == expected


def test_a_working_directory_that_was_removed_does_not_matter(tmp_path, monkeypatch):
    (tmp_path / "north.yaml").write_text("a: b", encoding="utf-8")
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert read_file(tmp_path / "north.yaml").value == {"a": "b"}


def test_without_libyaml_a_file_says_the_same_and_in_the_same_places(monkeypatch):
    with_libyaml = read_text(PROFILE, "north.yaml")
    monkeypatch.setattr(reader, "LOADER", yaml.SafeLoader)
    assert read_text(PROFILE, "north.yaml") == with_libyaml
    assert defect('a: "\\UFFFFFFFF"')[1] == {"problem": "escape", "column": 1, "began": 1}
