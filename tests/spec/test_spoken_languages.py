"""What the languages sound like: commands, numbers, days and counted things."""

import re
from string import Formatter

import pytest

from selection.cli import main
from selection.model.base import LANGUAGES, Language, Money
from selection.words import Words
from tests.speech import HEBREW, ROOT, forms, said

TRANSLATED: tuple[Language, ...] = ("he", "pl")
COMMITMENTS = ("{count} commitment", "{count} commitments")
CALLS = {
    "rank": ["rank", "examples/tender.yaml", "--today", "2026-11-22"],
    "scan": ["scan", "--today", "2026-11-22"],
    "questions": ["questions", "examples/market_scan.yaml", "--today", "2026-11-22"],
    "show": ["show", "espocrm", "--today", "2026-11-22"],
    "validate": ["validate"],
    "an error": ["rank", "nowhere.yaml"],
    "findings": ["validate", "tests/hostile/files/yaml/ambiguous_date.yaml"],
}


def english_in(text: str) -> set[str]:
    """Find whole English messages, or their wording between figures, in a text."""
    pieces = {
        piece.strip()
        for message in said()
        for form in forms(message)
        for piece, *_ in Formatter().parse(form)
        if len(piece.split()) > 1
    }
    whole = " ".join(text.split())
    return {piece for piece in pieces if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", whole)}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_command_speaks_the_language_asked_for(
    call: list[str], language: Language, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    main([*call, "--language", language])
    written = "".join(capsys.readouterr())
    assert (bool(HEBREW.search(written)), bool(english_in(written))) == (language == "he", language == "en")


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "pl_PL.UTF-8"}, "pl"),
        ({"LANG": "he"}, "he"),
        ({"LC_ALL": "he_IL.UTF-8", "LANG": "pl_PL.UTF-8"}, "he"),
        ({"LC_ALL": "C.UTF-8", "LANG": "pl_PL.UTF-8"}, "en"),
        ({"LC_MESSAGES": "pl_PL", "LANG": "he_IL"}, "pl"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "plt_MG"}, "en"),
    ],
)
def test_a_command_speaks_the_terminals_language_where_it_is_one_of_ours(
    variables: dict[str, str],
    language: Language,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    main(["validate", "examples/tender.yaml"])
    assert capsys.readouterr().out == Words(language)("Everything is in order.") + "\n"


@pytest.mark.parametrize("language", TRANSLATED)
def test_codes_and_figures_for_programs_are_the_same_in_every_language(
    language: Language, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("rank", "scan", "questions", "show"):
        main([*CALLS[name], "--json"])
        english = capsys.readouterr().out
        main([*CALLS[name], "--json", "--language", language])
        assert capsys.readouterr().out == english


def test_another_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["validate", "--language", "fr"])
    assert left.value.code == 2
    assert "'fr'" in capsys.readouterr().err


# What it sounds like


def test_hebrew_counts_one_two_and_more() -> None:
    said_so = [Words("he").counted(*COMMITMENTS, n) for n in (1, 2, 0, 3, 10, 11, 21, 102)]
    many = [f"{n} התחייבויות" for n in (0, 3, 10, 11, 21, 102)]
    assert said_so == ["התחייבות אחת", "שתי התחייבויות", *many]


def test_polish_counts_one_few_and_many() -> None:
    said_so = [Words("pl").counted(*COMMITMENTS, n) for n in (1, 2, 4, 22, 34, 0, 5, 12, 14, 21, 25, 112)]
    few = [f"{n} zobowiązania" for n in (2, 4, 22, 34)]
    many = [f"{n} zobowiązań" for n in (0, 5, 12, 14, 21, 25, 112)]
    assert said_so == ["1 zobowiązanie", *few, *many]


def test_hebrew_says_a_sample_rightly() -> None:
    _ = Words("he")
    assert (_("yes"), _("no")) == ("כן", "לא")
    assert _("Questions ({shown} of {count})", shown=3, count=8) == "שאלות (3 מתוך 8)"


def test_polish_says_a_sample_rightly() -> None:
    _ = Words("pl")
    assert (_("yes"), _("no")) == ("tak", "nie")
    assert _("Questions ({shown} of {count})", shown=3, count=8) == "Pytania (3 z 8)"


def test_figures_and_days_are_written_as_in_the_language() -> None:
    he, pl = Words("he"), Words("pl")
    assert (he.value(0.7), pl.value(0.7)) == ("0.70", "0,70")
    assert (he.number(12500.5), pl.number(12500.5)) == ("12,500.5", "12\N{NO-BREAK SPACE}500,5")
    assert (he.percent(0.714, 1), pl.percent(0.714, 1)) == ("71.4%", "71,4%")
    assert (he.interval(0.25, 0.75), pl.interval(0.25, 0.75)) == ("מ־0.25 עד 0.75", "0,25–0,75")
    assert (he.day("2026-08-13"), pl.day("2026-08-13")) == (
        "13 באוג\N{HEBREW PUNCTUATION GERESH} 2026",
        "13 sie 2026",
    )
    assert (he.day("2026"), pl.day("2026")) == ("2026", "2026")
    price = Money(amount=120000.0, currency="EUR")
    assert (he.money(price), pl.money(price)) == (
        "120,000\N{NO-BREAK SPACE}€",
        "120\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}€",
    )
