"""Every file in `files/yaml` is named by its defect; so is what the reader must say about it."""

import random
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from time import process_time

import pytest
import yaml

from selection.catalogue import reader
from selection.catalogue.reader import CODES, MAX_BYTES, PROBLEMS, read_file, read_text
from selection.errors import CatalogueError, Findings

FILES = Path(__file__).parent / "files" / "yaml"
ROOT = Path(__file__).parents[2]

EXPECTED = {
    "alias_as_key": [":3: alias_refused (found='nobody')"],
    "alias_without_anchor": [":3 owner: alias_refused (found='nobody')"],
    "ambiguous_arabic_digits": [":3 value: ambiguous_scalar (found='١٢', could_be='number')"],
    "ambiguous_country_norway": [":3 value: ambiguous_scalar (found='NO', could_be='truth_value')"],
    "ambiguous_date": [":3 value: ambiguous_scalar (found='2024-01-01', could_be='date_or_time')"],
    "ambiguous_decimal_comma": [":3 value: ambiguous_scalar (found='1,5', could_be='number')"],
    "ambiguous_default_value": [":3 value: ambiguous_scalar (found='=', could_be='default_value')"],
    "ambiguous_exponent_of_three_digits": [
        ":3 value: ambiguous_scalar (found='1.0e+400', could_be='number')",
    ],
    "ambiguous_exponent_without_point": [":3 value: ambiguous_scalar (found='1e400', could_be='number')"],
    "ambiguous_exponent_without_sign": [":3 value: ambiguous_scalar (found='1.5e3', could_be='number')"],
    "ambiguous_hexadecimal": [":3 value: ambiguous_scalar (found='0x1F', could_be='number')"],
    "ambiguous_in_a_list": [":3 countries.1: ambiguous_scalar (found='NO', could_be='truth_value')"],
    "ambiguous_infinity": [":3 value: ambiguous_scalar (found='-.inf', could_be='number')"],
    "ambiguous_infinity_as_python_reads_it": [
        ":3 value: ambiguous_scalar (found='Infinity', could_be='number')",
    ],
    "ambiguous_key": [":3: ambiguous_scalar (found='on', could_be='truth_value')"],
    "ambiguous_leading_zero": [":3 value: ambiguous_scalar (found='010', could_be='number')"],
    "ambiguous_many": [
        ":3 country: ambiguous_scalar (found='NO', could_be='truth_value')",
        ":4 since: ambiguous_scalar (found='2019-05-01', could_be='date_or_time')",
        ":6 limits.users: ambiguous_scalar (found='1_000', could_be='number')",
        ":8 limits.hours.0: ambiguous_scalar (found='08:30', could_be='date_or_time')",
        ":9 limits.hours.1: ambiguous_scalar (found='17:00', could_be='date_or_time')",
    ],
    "ambiguous_month": [":3 value: ambiguous_scalar (found='2024-06', could_be='date_or_time')"],
    "ambiguous_not_a_number": [":3 value: ambiguous_scalar (found='.nan', could_be='number')"],
    "ambiguous_null_in_odd_case": [":3 value: ambiguous_scalar (found='nULL', could_be='nothing')"],
    "ambiguous_octal": [":3 value: ambiguous_scalar (found='0o17', could_be='number')"],
    "ambiguous_off": [":3 value: ambiguous_scalar (found='Off', could_be='truth_value')"],
    "ambiguous_plus_sign": [":3 value: ambiguous_scalar (found='+48221234567', could_be='number')"],
    "ambiguous_point_first": [":3 value: ambiguous_scalar (found='.5', could_be='number')"],
    "ambiguous_point_last": [":3 value: ambiguous_scalar (found='5.', could_be='number')"],
    "ambiguous_ratio": [":3 value: ambiguous_scalar (found='4:3', could_be='date_or_time')"],
    "ambiguous_single_letter": [":3 value: ambiguous_scalar (found='y', could_be='truth_value')"],
    "ambiguous_time": [":3 value: ambiguous_scalar (found='12:30:00', could_be='date_or_time')"],
    "ambiguous_timestamp": [
        ":3 value: ambiguous_scalar (found='2024-01-01 10:00:00 +02:00', could_be='date_or_time')",
    ],
    "ambiguous_true_in_odd_case": [":3 value: ambiguous_scalar (found='tRUE', could_be='truth_value')"],
    "ambiguous_typographic_minus": [":3 value: ambiguous_scalar (found='−5', could_be='number')"],
    "ambiguous_underscore": [":3 value: ambiguous_scalar (found='1_000', could_be='number')"],
    "ambiguous_version_number": [":3 value: ambiguous_scalar (found='3.1.2', could_be='number')"],
    "ambiguous_yes": [":3 value: ambiguous_scalar (found='yes', could_be='truth_value')"],
    "anchor": [":3 owner: anchor_refused (found='owner')"],
    "anchor_on_a_key": [":3: anchor_refused (found='key')"],
    "anchor_recursive": [
        ":3 needs: anchor_refused (found='needs')",
        ":3 needs.0: alias_refused (found='needs')",
    ],
    "bidi_isolate_in_comment": [
        ":3: bidi_control (found='U+2066')",
        ":3: bidi_control (found='U+2069')",
    ],
    "bidi_override": [":3: bidi_control (found='U+202E')"],
    "bidi_override_escaped": [":3 owner: bidi_control (found='U+202E')"],
    "bidi_override_in_key": [":3: bidi_control (found='U+202E')"],
    "control_bell": [":3: control_character (found='U+0007')"],
    "control_byte_order_mark_inside": [":3: control_character (found='U+FEFF')"],
    "control_delete": [":3: control_character (found='U+007F')"],
    "control_escaped": [":3 owner: control_character (found='U+0000')"],
    "control_escaped_in_key": [":3: control_character (found='U+0008')"],
    "control_line_separator": [":3: control_character (found='U+2028')"],
    "control_lone_carriage_return": [":3: control_character (found='U+000D')"],
    "control_next_line": [":3: control_character (found='U+0085')"],
    "control_no_character": [":3: control_character (found='U+FFFF')"],
    "control_nul": [":3: control_character (found='U+0000')"],
    "control_terminal_escape": [":3: control_character (found='U+001B')"],
    "directive_after_end": [":4: directive_refused (found='%YAML 1.2')"],
    "directive_tag": [":1: directive_refused (found='%TAG ! tag:example.org,2024:')"],
    "directive_version": [":1: directive_refused (found='%YAML 1.1')"],
    "duplicate_key": [":3 id: duplicate_key (found='id', first='id', first_line=1)"],
    "duplicate_key_in_one_line": [
        ":3 limits.users: duplicate_key (found='users', first='users', first_line=3)",
    ],
    "duplicate_key_quoted": [":3 id: duplicate_key (found='id', first='id', first_line=1)"],
    "duplicate_key_three_times": [
        ":5 limits.users: duplicate_key (found='users', first='users', first_line=4)",
        ":6 limits.users: duplicate_key (found='users', first='users', first_line=4)",
        ":7 name: duplicate_key (found='name', first='name', first_line=2)",
    ],
    "empty": [":1: file_empty"],
    "empty_but_for_comments": [":4: file_empty"],
    "empty_document": [":2: file_empty"],
    "empty_null": [":1: file_empty"],
    "encoding_cut_short": [":3: encoding_not_utf8 (found='0xD7')"],
    "encoding_hebrew_windows": [":3: encoding_not_utf8 (found='0xE3')"],
    "encoding_latin1": [":3: encoding_not_utf8 (found='0xE9')"],
    "encoding_overlong": [":3: encoding_not_utf8 (found='0xC0')"],
    "encoding_surrogate": [":3: encoding_not_utf8 (found='0xED')"],
    "encoding_utf16": [":1: encoding_not_utf8 (found='UTF-16/32')"],
    "encoding_utf16_big_endian": [":1: encoding_not_utf8 (found='UTF-16/32')"],
    "encoding_utf16_unmarked": [":1: encoding_not_utf8 (found='UTF-16/32')"],
    "encoding_utf32": [":1: encoding_not_utf8 (found='UTF-16/32')"],
    "key_empty": [":3: key_not_text (found='')"],
    "key_left_to_right_mark": [":3: hidden_character_in_key (found='U+200E')"],
    "key_list": [":3: key_not_text (found='[…]')"],
    "key_mapping": [":3: key_not_text (found='{…}')"],
    "key_missing": [":3: yaml_syntax (problem='out_of_place', column=1, began=1)"],
    "key_null": [":3: key_not_text (found='~')"],
    "key_number": [":3: key_not_text (found='2024')"],
    "key_of_201_characters": [":3: text_too_long (found=201, allowed=200)"],
    "key_truth_value": [":3: key_not_text (found='true')"],
    "key_with_line_break": [":3: hidden_character_in_key (found='U+000A')"],
    "key_with_no_break_space": [":3: hidden_character_in_key (found='U+00A0')"],
    "key_zero_width_space": [":3: hidden_character_in_key (found='U+200B')"],
    "look_alike_key_composed": [
        ":2 o\u0301: look_alike_key (found='o\u0301', first='ó', first_line=1)",
    ],
    "look_alike_key_full_width": [
        ":3 \uff49\uff44: look_alike_key (found='\uff49\uff44', first='id', first_line=1)"
    ],
    "look_alike_key_in_capitals": [":3 ID: look_alike_key (found='ID', first='id', first_line=1)"],
    "look_alike_key_ligature": [
        ":2 pro\ufb01le: look_alike_key (found='pro\ufb01le', first='profile', first_line=1)"
    ],
    "look_alike_key_mathematical": [
        ":3 \U0001d408\U0001d403: look_alike_key (found='\U0001d408\U0001d403', first='id', first_line=1)"
    ],
    "look_alike_key_sharp_s": [":2 straße: look_alike_key (found='straße', first='strasse', first_line=1)"],
    "merge_key": [":4 limits: merge_key"],
    "merge_key_with_alias": [
        ":1 base: anchor_refused (found='base')",
        ":3 limits: merge_key",
        ":3 limits.?: alias_refused (found='base')",
    ],
    "nesting_of_21": [":3 deep.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0: too_deep (found=21, allowed=20)"],
    "nesting_of_21_in_blocks": [
        ":21 a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a: too_deep (found=21, allowed=20)",
    ],
    "nesting_of_900": [":3 deep.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0: too_deep (found=21, allowed=20)"],
    "nesting_of_900_dashes": [":1 0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0: too_deep (found=21, allowed=20)"],
    "nesting_of_900_mappings": [
        ":3 deep.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a: too_deep (found=21, allowed=20)",
    ],
    "no_defect": [],
    "number_of_10000_digits": [":3 users: number_too_long (found=10000, allowed=15)"],
    "number_of_16_digits": [":3 users: number_too_long (found=16, allowed=15)"],
    "number_of_30_decimals": [":3 share: number_too_long (found=31, allowed=21)"],
    "several_documents": [":3: several_documents"],
    "several_documents_second_empty": [":3: several_documents"],
    "syntax_after_other_defects": [
        ":3 id: duplicate_key (found='id', first='id', first_line=1)",
        ":4 country: ambiguous_scalar (found='NO', could_be='truth_value')",
        ":6 owner: yaml_syntax (problem='quote_unclosed', column=1, began=5)",
    ],
    "syntax_asterisks": [":3 note: yaml_syntax (problem='character', column=8, began=3)"],
    "syntax_colon_in_text": [":3: yaml_syntax (problem='colon_unexpected', column=12, began=3)"],
    "syntax_colon_missing": [":4: yaml_syntax (problem='colon_missing', column=1, began=3)"],
    "syntax_escape_beyond_unicode": [":3 owner: yaml_syntax (problem='escape', column=11, began=3)"],
    "syntax_out_of_place": [":5: yaml_syntax (problem='out_of_place', column=2, began=1)"],
    "syntax_percent_alone": [":4: yaml_syntax (problem='other', column=2, began=4)"],
    "syntax_reserved_character": [":3 mail: yaml_syntax (problem='character', column=7, began=3)"],
    "syntax_tab_indent": [":4 limits: yaml_syntax (problem='tab', column=1, began=4)"],
    "syntax_text_after_end": [":4: yaml_syntax (problem='text_after_end', column=1, began=4)"],
    "syntax_text_after_quote": [":3: yaml_syntax (problem='out_of_place', column=11, began=1)"],
    "syntax_unclosed_bracket": [":4 countries: yaml_syntax (problem='bracket_unclosed', column=5, began=3)"],
    "syntax_unclosed_quote": [":5 owner: yaml_syntax (problem='quote_unclosed', column=1, began=3)"],
    "syntax_unknown_escape": [":3 folder: yaml_syntax (problem='escape', column=12, began=3)"],
    "tag_binary": [":3 logo: tag_refused (found='tag:yaml.org,2002:binary')"],
    "tag_non_specific": [":3 users: tag_refused (found='!')"],
    "tag_of_half_a_character": [":3 price: yaml_syntax (problem='escape', column=1, began=3)"],
    "tag_of_own": [":3 price: tag_refused (found='!money')"],
    "tag_of_text": [
        ":3 country: tag_refused (found='tag:yaml.org,2002:str')",
        ":3 country: ambiguous_scalar (found='NO', could_be='truth_value')",
    ],
    "tag_python_object": [":3 home: tag_refused (found='tag:yaml.org,2002:python/object/apply:os.getcwd')"],
    "tag_with_unknown_handle": [":3 price: yaml_syntax (problem='tag', column=8, began=3)"],
    "tag_with_bidi_override": [":3 price: tag_refused (found='\ufffd')"],
    "text_of_20001_characters": [":3 note: text_too_long (found=20001, allowed=20000)"],
    "text_of_20001_characters_folded": [":3 note: text_too_long (found=20001, allowed=20000)"],
}

# Too big to keep as files; made here, under the name of the defect.
BIG = {
    "a_byte_over_the_limit": ("#" * (MAX_BYTES + 1), "file_too_large"),
    "aliases": ("- *a\n" * 200_000, "too_many_findings"),
    "anchor_of_a_megabyte": ("&" + "a" * 1_000_000 + " b", "anchor_refused"),
    "brackets": ("[" + "[]," * 349_000, "too_many_nodes"),
    "brackets_opened_only": ("[" * MAX_BYTES, "too_deep"),
    "control_characters": ("a" * 3 + "\0" * 1_000_000, "too_many_findings"),
    "dashes_in_one_line": ("- " * 500_000, "too_deep"),
    "digits": ("- " + "9" * 1_000_000, "text_too_long"),
    "directives": ("%TAG !a! b\n" * 95_000, "too_many_findings"),
    "directives_after_end": ("a: 1\n...\n" + "%TAG !a! b\n" * 95_000, "too_many_findings"),
    "documents": ("--- a\n" * 170_000, "several_documents"),
    "duplicate_keys": ("a: b\n" * 200_000, "too_many_findings"),
    "escapes": ('"' + r"\n" * 500_000 + '"', "text_too_long"),
    "indents": ("\n".join(" " * level + "a:" for level in range(1_400)), "too_deep"),
    "key_of_a_megabyte": ("? " + "a" * 1_000_000, "text_too_long"),
    "keys": ("\n".join(f"k{number}: v" for number in range(80_000)), "too_many_nodes"),
    "keys_of_many_scripts": ("\n".join(f"\u05de{number}: v" for number in range(70_000)), "too_many_nodes"),
    "line_breaks": ("\n" * MAX_BYTES, "file_empty"),
    "nests_of_20": ("[" + ("[" * 18 + "]" * 18 + ",") * 28_000, "too_many_nodes"),
    "percent_signs": ("%\n" * 500_000, "yaml_syntax"),
    "quote_never_closed": ('"' + "a\n" * 500_000, "yaml_syntax"),
    "sexagesimals": ("\n".join("- " + "1:" * 9_000 + "x" for _ in range(50)) + "\n- y", "ambiguous_scalar"),
    "tag_of_a_megabyte": ("!<" + "%41" * 300_000 + "> b", "tag_refused"),
    "tags": ("- !a b\n" * 140_000, "too_many_findings"),
}


def defects(text: str | bytes, name: str = "file.yaml") -> list[CatalogueError]:
    try:
        read_text(text, name)
    except Findings as findings:
        return list(findings.errors)
    except CatalogueError as error:
        return [error]
    return []


def defects_of(stem: str) -> list[CatalogueError]:
    return defects((FILES / f"{stem}.yaml").read_bytes(), f"{stem}.yaml")


def test_every_hostile_file_is_in_the_table_and_the_other_way_round():
    assert {file.stem for file in FILES.iterdir()} == {*EXPECTED, "alias_bomb"}


@pytest.mark.parametrize("stem", EXPECTED)
def test_a_hostile_file_is_refused_with_every_defect_its_place_and_its_figures(stem):
    assert [str(error) for error in defects_of(stem)] == [f"{stem}.yaml{defect}" for defect in EXPECTED[stem]]


def test_a_file_and_its_text_are_refused_alike(monkeypatch):
    monkeypatch.chdir(FILES)
    with pytest.raises(Findings) as refusal:
        read_file(FILES / "ambiguous_many.yaml")
    assert list(map(str, refusal.value.errors)) == list(map(str, defects_of("ambiguous_many")))


def test_an_alias_bomb_is_refused_at_its_anchors_and_never_unfolded():
    codes = Counter(error.code for error in defects_of("alias_bomb"))
    assert codes == {"anchor_refused": 6, "alias_refused": 44, "too_many_findings": 1}


@pytest.mark.parametrize("name", BIG)
def test_a_huge_file_is_refused_before_it_costs_anything(name):
    text, code = BIG[name]
    started = process_time()
    assert defects(text)[-1].code == code
    assert process_time() - started < 5


def test_all_huge_files_together_never_take_100_megabytes():
    figure = subprocess.run(
        [sys.executable, "-c", MEMORY_PROBE, __file__], cwd=ROOT, capture_output=True, check=True, timeout=120
    )
    assert int(figure.stdout) < 100 * 1024


MEMORY_PROBE = """
import resource, runpy, sys
sys.path.insert(0, ".")
tests = runpy.run_path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for text, _ in tests["BIG"].values():
    tests["defects"](text.encode())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@cache
def every_defect() -> list[CatalogueError]:
    from_files = [error for stem in [*EXPECTED, "alias_bomb"] for error in defects_of(stem)]
    return from_files + [error for text, _ in BIG.values() for error in defects(text)]


def test_every_code_is_raised_with_exactly_its_figures_and_no_other_code_is():
    raised = {error.code: tuple(error.figures) for error in every_defect()}
    of_the_disk = ("file_missing", "file_not_regular", "file_unreadable")
    assert raised | {code: CODES[code] for code in of_the_disk} == dict(CODES)


def test_every_kind_of_syntax_problem_is_raised_and_no_other():
    raised = {error.figures["problem"] for error in every_defect() if error.code == "yaml_syntax"}
    assert raised == {*PROBLEMS.values(), "tab", "other"}


def test_no_error_shows_a_character_that_could_hide_something():
    shown = [str(part) for error in every_defect() for part in (error.where, *error.figures.values())]
    assert [text for text in shown if not text.isprintable()] == []


def test_the_reader_without_libyaml_refuses_the_same_files_for_the_same_reasons(monkeypatch):
    with_libyaml = {stem: [error.code for error in defects_of(stem)] for stem in EXPECTED}
    monkeypatch.setattr(reader, "LOADER", yaml.SafeLoader)
    assert {stem: [error.code for error in defects_of(stem)] for stem in EXPECTED} == with_libyaml


@pytest.mark.parametrize(
    ("stem", "heard"),
    [
        ("duplicate_key", {"id": "other", "name": "Acme (fictional)"}),
        ("ambiguous_country_norway", {"id": "acme", "name": "Acme (fictional)", "value": False}),
        ("ambiguous_time", {"id": "acme", "name": "Acme (fictional)", "value": 45_000}),
        ("ambiguous_leading_zero", {"id": "acme", "name": "Acme (fictional)", "value": 8}),
        ("key_null", {"id": "acme", "name": "Acme (fictional)", None: "nobody"}),
        ("merge_key", {"id": "acme", "name": "Acme (fictional)", "limits": {"users": 5}}),
    ],
)
def test_control_a_common_loader_takes_the_same_file_and_hears_something_else(stem, heard):
    assert yaml.safe_load((FILES / f"{stem}.yaml").read_bytes()) == heard


def test_control_a_common_loader_does_not_survive_deep_nesting_or_a_long_number():
    with pytest.raises(RecursionError):
        yaml.safe_load((FILES / "nesting_of_900.yaml").read_bytes())
    with pytest.raises(ValueError, match="4300 digits"):
        yaml.safe_load((FILES / "number_of_10000_digits.yaml").read_bytes())


FRAGMENTS = [
    *(b"&a ", b"*a ", b"!!str ", b"! ", b"<<: ", b"%TAG", b"---\n", b"...\n", b"? ", b": ", b"- ", b"# "),
    *(b"[", b"]", b"{", b"}", b",", b'"', b"'", b"|", b">", b"@", b"`", b"\\", b"\t", b"\r", b"\n", b"  "),
    *(b" NO", b" 010", b" 1e999", b" .nan", b" 1:30", b" 2024-01-01", b" ~", b"id: x\n", b"9" * 30),
    *(b"\0", b"\xff", b"\xfe\xff", b"\xd7", b"\xed\xa0\x80", b"\\u202e", b"\\ud800", b"[" * 30, b"- " * 30),
    *("\u202e".encode(), "\u2028".encode(), "\ufeff".encode(), "\u200f".encode(), "\u0661".encode()),
]


def mutated(valid: bytes, dice: random.Random) -> bytes:
    data = bytearray(valid)
    for _ in range(dice.randint(1, 3)):
        here, there, length = dice.randrange(len(data)), dice.randrange(len(data)), dice.randint(1, 40)
        piece = data[there : there + length]
        data[here : here + dice.choice([0, 0, 1, length])] = dice.choice([*FRAGMENTS, piece, b""])
    return bytes(data)


def test_ten_thousand_mutations_are_read_as_a_common_loader_reads_them_or_refused():
    valid = (FILES / "no_defect.yaml").read_bytes()
    dice = random.Random(1729)
    outcomes: Counter[str] = Counter()
    started = process_time()
    for _ in range(10_000):
        data = mutated(valid, dice)
        try:
            source = read_text(data, "mutation.yaml")
        except CatalogueError as error:
            outcomes[error.code] += 1
        else:
            outcomes["read"] += 1
            assert source.value == yaml.load(data, Loader=reader.LOADER)
    assert process_time() - started < 15
    assert outcomes["read"] > 1_000
    assert len(outcomes) > 15
