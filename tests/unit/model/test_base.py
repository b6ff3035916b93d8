import datetime as dt

import pytest
from pydantic import TypeAdapter, ValidationError

from selection.model.base import Day, Id, Line, Localised, Money, Text, first_day, last_day, reading

NO_NUMBERS = [float("nan"), float("inf"), float("-inf"), True, "1", "1,5", "١٢", None]


def money(amount: object, currency: object = "EUR") -> Money:
    return Money.model_validate({"amount": amount, "currency": currency})


def code_of(refused: pytest.ExceptionInfo[ValidationError]) -> str:
    return refused.value.errors()[0]["type"]


def test_an_entry_cannot_be_changed() -> None:
    found = money(5.0)
    with pytest.raises(ValidationError) as refused:
        found.amount = 6.0
    assert code_of(refused) == "frozen_instance"
    assert found == money(5.0)


def test_an_entry_refuses_what_it_does_not_know() -> None:
    with pytest.raises(ValidationError) as refused:
        Money.model_validate({"amount": 5.0, "currency": "EUR", "vat": 0.2})
    assert code_of(refused) == "extra_forbidden"


@pytest.mark.parametrize("found", NO_NUMBERS, ids=repr)
def test_what_is_no_finite_number_is_no_amount(found: object) -> None:
    with pytest.raises(ValidationError):
        money(found)


@pytest.mark.parametrize("found", [-0.01, 1e13, 1e308], ids=repr)
def test_an_amount_out_of_bounds_is_refused(found: float) -> None:
    with pytest.raises(ValidationError):
        money(found)


@pytest.mark.parametrize("found", [0, 0.0, -0.0, 12, 1e12], ids=repr)
def test_an_amount_may_be_whole_or_nothing(found: float) -> None:
    assert money(found).amount == found


@pytest.mark.parametrize("found", ["eur", "EURO", "€", ""])
def test_a_currency_is_three_capitals(found: str) -> None:
    with pytest.raises(ValidationError) as refused:
        money(1.0, found)
    assert code_of(refused) == "string_pattern_mismatch"


@pytest.mark.parametrize("found", ["a", "F1", "north-star_2", "0", "x" * 63])
def test_an_id_is_short_and_plain(found: str) -> None:
    assert TypeAdapter(Id).validate_python(found) == found


@pytest.mark.parametrize("found", ["", "-a", "_a", "a b", "a.b", "a/b", "a+b", "ä", "a\n", "x" * 64, 1])
def test_what_is_not_short_and_plain_is_no_id(found: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(found)


@pytest.mark.parametrize("found", ["2026", "2026-08", "2026-08-13", "2024-02-29", "0001"])
def test_a_day_is_as_exact_as_its_source(found: str) -> None:
    assert TypeAdapter(Day).validate_python(found) == found


@pytest.mark.parametrize(
    "found",
    ["", "26", "2026-8", "2026-08-1", "2026/08", "13.08.2026", "2026-08-13T00:00", "undated", "-2026"],
)
def test_a_day_in_another_notation_is_refused(found: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Day).validate_python(found)
    assert code_of(refused) == "day_pattern"


@pytest.mark.parametrize("found", ["0000", "2026-00", "2026-13", "2026-02-29", "2026-04-31", "2026-01-00"])
def test_a_day_that_never_was_is_refused(found: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Day).validate_python(found)
    assert code_of(refused) == "day_unreal"


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2026", dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
        ("2026-01", dt.date(2026, 1, 1), dt.date(2026, 1, 31)),
        ("2026-02", dt.date(2026, 2, 1), dt.date(2026, 2, 28)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2026-11", dt.date(2026, 11, 1), dt.date(2026, 11, 30)),
        ("2026-12", dt.date(2026, 12, 1), dt.date(2026, 12, 31)),
        ("2026-08-13", dt.date(2026, 8, 13), dt.date(2026, 8, 13)),
        ("9999", dt.date(9999, 1, 1), dt.date(9999, 12, 31)),
        ("9999-12", dt.date(9999, 12, 1), dt.date(9999, 12, 31)),
    ],
)
def test_a_day_means_a_span_of_dates(day: str, first: dt.date, last: dt.date) -> None:
    assert (first_day(day), last_day(day)) == (first, last)


def test_a_text_in_no_language_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        Localised()
    assert code_of(refused) == "text_in_no_language"


@pytest.mark.parametrize("language", ["en", "he", "pl"])
def test_one_language_is_enough(language: str) -> None:
    assert reading(Localised.model_validate({language: "lead"}), language) == "lead"


@pytest.mark.parametrize(
    ("text", "language", "read"),
    [
        (Localised(en="deal", pl="szansa"), "pl", "szansa"),
        (Localised(en="deal", pl="szansa"), "he", "deal"),
        (Localised(he="עסקה", pl="szansa"), "en", "עסקה"),
        (Localised(pl="szansa"), "he", "szansa"),
        ("as written", "he", "as written"),
    ],
)
def test_a_text_is_read_in_the_language_asked_for_else_in_english_else_in_any(
    text: str | Localised, language: str, read: str
) -> None:
    assert reading(text, language) == read


def test_a_text_is_a_line_or_a_table_of_languages() -> None:
    read = TypeAdapter(Text).validate_python
    assert read("lead") == "lead"
    assert read({"en": "lead"}) == Localised(en="lead")
    with pytest.raises(ValidationError):
        read(["lead"])
    with pytest.raises(ValidationError):
        read({"de": "Chance"})


def test_what_nobody_sees_is_left_out_of_a_text() -> None:
    assert TypeAdapter(Line).validate_python("a\u202eb\x00c") == "abc"


def test_what_is_written_in_hebrew_stays_as_it_is() -> None:
    assert TypeAdapter(Line).validate_python("שלום\u200f CRM") == "שלום\u200f CRM"


@pytest.mark.parametrize("day", ["2026-08\n", "٢٠٢٦"])
def test_a_day_is_written_in_plain_digits_and_nothing_else(day: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(day)
