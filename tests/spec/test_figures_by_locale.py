"""No figure, day or price reaches a reader but as the reader's language writes it.

Whatever makes sentences, pages or printed text is held to it by its source: figures are written by `Words`
alone, which writes them by the locale. Texts for programs (JSON, file names, ids) are written elsewhere or
are listed here with what they are for.
"""

import ast
import re
from pathlib import Path

import pytest

from selection.model.base import LANGUAGES, Language, Money
from selection.words import Words
from tests.speech import SELECTION

FOR_READERS = ("words/*.py", "views/*.py", "documents/*.py")
WRITES_NUMBERS = "words/__init__.py"
# What a page or document hands to a program: the model, the address of a page, JSON.
FOR_PROGRAMS = {
    "documents/profile.py": {"isoformat"},
    "views/bids.py": {"isoformat"},
    "views/decision_log.py": {"isoformat"},
    "views/entries.py": {"isoformat"},
    "views/invitations.py": {"isoformat"},
    "views/mapping_form.py": {"isoformat"},
    "views/member_receipts.py": {"isoformat"},
    "views/member_round.py": {"isoformat"},
    "views/references.py": {"isoformat"},
    "views/sent_in.py": {"isoformat"},
    "views/workshop_amend.py": {"isoformat"},
    "views/workshop_names.py": {"isoformat"},
    "views/measures.py": {"isoformat"},
    "views/money_costs.py": {"isoformat"},
    "views/money_rules.py": {"isoformat"},
    "views/money_tender.py": {"isoformat"},
    "views/plan.py": {"isoformat"},
    "views/scope.py": {"isoformat"},
}
WRITERS = {"isoformat", "strftime", "ctime", "format_number", "format_decimal", "format_date", "to_string"}
FORMATS = ("%.", "%d", "%f", "%g", "%e")


def unlocalised(source: str, allowed: frozenset[str] = frozenset()) -> list[tuple[int, str]]:
    """Find where a source text writes a figure or a day by itself."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FormattedValue(format_spec=ast.JoinedStr() as spec) if _is_of_figures(spec):
                found.append((node.lineno, "format"))
            case ast.Call(func=ast.Attribute(attr=name)) if name in WRITERS - allowed:
                found.append((node.lineno, name))
            case ast.Call(func=ast.Name("format" | "round_to_text"), args=[_, _, *_]):
                found.append((node.lineno, "format"))
            case ast.Call(func=ast.Name("str" | "repr"), args=[ast.Call(func=ast.Name("round" | "float"))]):
                found.append((node.lineno, "str"))
            case ast.BinOp(left=ast.Constant(str() as text), op=ast.Mod()) if _has_format(text):
                found.append((node.lineno, "%"))
    return sorted(found)


def _is_of_figures(spec: ast.JoinedStr) -> bool:
    written = "".join(str(part.value) for part in spec.values if isinstance(part, ast.Constant))
    if re.fullmatch(r"0\d+d", written):  # an id, such as OWN07
        return False
    return any(sign in written for sign in ".,%") or written[-1:] in {"d", "e", "f", "g", "n", "E", "F", "G"}


def _has_format(text: str) -> bool:
    return any(sign in text for sign in FORMATS)


def sources() -> list[Path]:
    return sorted(file for pattern in FOR_READERS for file in SELECTION.glob(pattern))


@pytest.mark.parametrize("file", sources(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_figure_or_day_is_written_past_the_readers_locale(file: Path) -> None:
    place = file.relative_to(SELECTION).as_posix()
    allowed = frozenset(WRITERS) if place == WRITES_NUMBERS else frozenset(FOR_PROGRAMS.get(place, set()))
    assert unlocalised(file.read_text(encoding="utf-8"), allowed) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("f'{value:.4f}'", ["format"]),
        ("f'{held:.15g}'", ["format"]),
        ("f'{share:.0%}'", ["format"]),
        ("f'{count:,}'", ["format"]),
        ("f'{count:d}'", ["format"]),
        ("f'{value:{width}.2f}'", ["format"]),
        ("format(value, '.2f')", ["format"]),
        ("str(round(value, 2))", ["str"]),
        ("'%.1f' % value", ["%"]),
        ("day.isoformat()", ["isoformat"]),
        ("day.strftime('%d.%m.%Y')", ["strftime"]),
        ("f'{name}: {_.value(value)}'", []),
        ("f'{name:>12}'", []),
        ("f'OWN{number:02d}'", []),
        ("'%s' % name", []),
        ("count % 2", []),
    ],
)
def test_a_figure_that_skips_the_locale_is_noticed(source: str, found: list[str]) -> None:
    assert [kind for _line, kind in unlocalised(source)] == found


FIGURES: dict[Language, tuple[str, ...]] = {
    "en": ("0.7251", "1,234,567.5", "12.5%", "0.70", "€1,234.50"),
    "he": ("0.7251", "1,234,567.5", "12.5%", "0.70", "1,234.50\xa0€"),
    "pl": ("0,7251", "1\xa0234\xa0567,5", "12,5%", "0,70", "1\xa0234,50\xa0€"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_written_as_the_language_writes_them(language: Language) -> None:
    _ = Words(language)
    money = _.money(Money(amount=1234.5, currency="EUR"))
    found = (_.exact(0.7251), _.number(1234567.5), _.percent(0.125, 1), _.value(0.7), money)
    assert found == FIGURES[language]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "3,000.5 of 12,000"), ("he", "3,000.5 of 12,000"), ("pl", "3\xa0000,5 of 12\xa0000")],
)
def test_a_number_that_is_put_into_a_sentence_is_written_as_the_language_writes_it(
    language: Language, said: str
) -> None:
    assert Words(language)("{some} of {all}", some=3000.5, all=12000) == said


def test_what_is_true_or_a_text_is_put_into_a_sentence_as_it_is() -> None:
    assert Words("pl")("{a} {b} {c}", a=True, b="1.5", c=None) == "True 1.5 None"
