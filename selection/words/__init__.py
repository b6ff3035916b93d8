"""The only maker of sentences: codes and figures in, a person's language out.

Messages are written in English in the code, through `Words`, and translated by gettext catalogues;
what the team or the library wrote itself (`Text`) is read in the language asked for.
"""

import datetime as dt
import gettext
from fractions import Fraction
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, format_currency, parse_pattern

from selection.model.base import ERASED, Language, Localised, Money, first_day, reading

LOCALE = Path(__file__).with_name("locale")
DOMAIN = "messages"
NAMES: dict[Language, str] = {"en": "English", "he": "עברית", "pl": "polski"}
"""What speakers call their language."""


@cache
def _pattern(written: str) -> NumberPattern:
    """Read a number's pattern once; a page of results writes hundreds of numbers."""
    return parse_pattern(written)


@cache
def _translations(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, [language])


class Words:
    """One language's way of saying things.

    >>> _ = Words("en")
    >>> _("{name} fails {count} must-needs", name="Northstar", count=2)
    'Northstar fails 2 must-needs'
    >>> _.counted("{count} answer missing", "{count} answers missing", 1)
    '1 answer missing'
    """

    def __init__(self, language: Language = "en") -> None:
        self.language: Language = language
        self.locale = Locale(language)
        self._said = _translations(language)

    def __call__(self, message: str, **figures: object) -> str:
        """Say a message, with its figures in their places."""
        said = self._said.gettext(message)
        return said.format(**figures) if figures else said

    def counted(self, one: str, many: str, count: int, **figures: object) -> str:
        """Say a message that depends on a number; ``{count}`` stands for it."""
        return self._said.ngettext(one, many, count).format(count=count, **figures)

    def text(self, text: str | Localised) -> str:
        """Read what the team or the library wrote, in this language where it has it."""
        found = reading(text, self.language)
        return self("(erased)") if found == ERASED else found

    def percent(self, share: float | Fraction, digits: int = 0) -> str:
        """Write a share as a percentage.

        >>> Words("en").percent(0.8), Words("en").percent(Fraction(5, 7), 1)
        ('80%', '71.4%')
        """
        pattern = "#,##0." + "0" * digits + "%" if digits else "#,##0%"
        return str(_pattern(pattern).apply(float(share), self.locale))

    def number(self, figure: float, digits: int = 2) -> str:
        """Write a number, with at most so many digits after the point.

        >>> Words("en").number(12500), Words("en").number(0.7251)
        ('12,500', '0.73')
        """
        return str(_pattern("#,##0." + "#" * digits).apply(figure, self.locale))

    def value(self, figure: float) -> str:
        """Write a partial or overall value, always with two digits.

        >>> Words("en").value(0.7)
        '0.70'
        """
        return str(_pattern("0.00").apply(figure, self.locale))

    def interval(self, low: float, high: float) -> str:
        """Write a value that may be an interval.

        >>> Words("en").interval(0.5, 0.5), Words("en").interval(0.25, 0.75)
        ('0.50', '0.25–0.75')
        """
        ends = (self.value(low), self.value(high))
        return ends[0] if ends[0] == ends[1] else self("{low}–{high}", low=ends[0], high=ends[1])

    def money(self, money: Money) -> str:
        """Write an amount in its currency.

        >>> Words("en").money(Money(amount=120000.0, currency="EUR"))
        '€120,000'
        """
        return format_currency(
            money.amount, money.currency, format="¤#,##0", locale=self.locale, currency_digits=False
        )

    def day(self, day: str) -> str:
        """Write a day as exactly as it is known.

        >>> Words("en").day("2026-08-13"), Words("en").day("2026-08"), Words("en").day("2026")
        ('Aug 13, 2026', 'Aug 2026', '2026')
        """
        match day.split("-"):
            case [year]:
                return year
            case [_year, _month]:
                return format_date(first_day(day), format="MMM yyyy", locale=self.locale)
            case _:
                return self.date(first_day(day))

    def date(self, date: dt.date) -> str:
        """Write a date."""
        return format_date(date, format="medium", locale=self.locale)
