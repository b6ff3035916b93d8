"""The only maker of sentences: codes and figures in, a person's language out.

Messages are written in English in the code, through `Words`, and translated by gettext catalogues;
what the team or the library wrote itself (`Text`) is read in the language asked for.
"""

import datetime as dt
import gettext
from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from math import isfinite
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import NumberPattern, format_currency, parse_pattern

from selection.model.base import ERASED, Language, Localised, Money, first_day, reading
from selection.words.directions import led, set_apart

LOCALE = Path(__file__).with_name("locale")
DOMAIN = "messages"
NAMES: dict[Language, str] = {"en": "English", "he": "עברית", "pl": "polski"}
"""What speakers call their language."""


# A float keeps fifteen digits of what was written.
_DIGITS = 15
_LEAST, _MOST = 1e-6, 1e15
_RLM = "\N{RIGHT-TO-LEFT MARK}"


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
        return said.format(**self._placed(figures)) if figures else said

    def counted(self, one: str, many: str, count: int, **figures: object) -> str:
        """Say a message that depends on a number; ``{count}`` stands for it."""
        return self._said.ngettext(one, many, count).format(**self._placed({"count": count, **figures}))

    def _placed(self, figures: dict[str, object]) -> dict[str, object]:
        """Write the numbers among figures as the language does, and keep other letters together."""
        return {name: self._figure(figure) for name, figure in figures.items()}

    def _figure(self, figure: object) -> object:
        if isinstance(figure, str):
            return self.apart(figure)
        is_number = isinstance(figure, int | float) and not isinstance(figure, bool)
        return self.exact(figure, grouped=True) if is_number else figure  # type: ignore[arg-type]

    def apart(self, text: str) -> str:
        """Keep a text of other letters from changing places with the words beside it."""
        return set_apart(text, self.language)

    def led(self, text: str) -> str:
        """Let a text begin where the language does, although it may begin with a code in Latin letters."""
        return led(text, self.language)

    def text(self, text: str | Localised) -> str:
        """Read what the team or the library wrote, in this language where it has it."""
        found = reading(text, self.language)
        return self("(erased)") if found == ERASED else found

    def told(self, text: str | Localised) -> str:
        """Read what the team or the library wrote, for a place among other words."""
        return self.apart(self.text(text))

    def listed(self, items: Iterable[str]) -> str:
        r"""List names one after the other, each in its own direction and all in the language's.

        >>> Words("en").listed(["Oakhelm", "Mirrin"]), Words("he").listed(["Oakhelm", "Mirrin"])
        ('Oakhelm, Mirrin', '\u2066Oakhelm\u2069, \u2066Mirrin\u2069')
        """
        return ", ".join(self.apart(item) for item in items)

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

    def exact(self, figure: float, *, grouped: bool = False) -> str:
        """Write a number with every digit it has, as it must be where two numbers are told apart.

        >>> Words("en").exact(0.1 + 0.2), Words("pl").exact(79.9999), Words("en").exact(2e300)
        ('0.3', '79,9999', '2E300')
        """
        if not isfinite(figure):
            return str(figure)
        size = abs(figure)
        if size and not _LEAST <= size < _MOST:
            return str(_pattern("0.##############E0").apply(figure, self.locale))
        digits = _DIGITS if size < 1 else _DIGITS - len(str(int(size)))
        whole = "#,##0" if grouped else "0"
        return str(_pattern(f"{whole}." + "#" * max(digits, 0)).apply(figure, self.locale))

    def value(self, figure: float, digits: int = 2) -> str:
        """Write a partial or overall value, always with so many digits.

        >>> Words("en").value(0.7), Words("pl").value(0.7, 4)
        ('0.70', '0,7000')
        """
        return str(_pattern("0." + "0" * digits).apply(figure, self.locale))

    def signed(self, figure: float, digits: int = 2) -> str:
        """Write a difference with its sign before it, whichever way the words around it read.

        >>> Words("en").signed(0.04), Words("pl").signed(-0.01)
        ('+0.04', '−0,01')
        """
        sign = "−" if figure < 0 else "+"
        return self.apart(f"{sign}{self.value(abs(figure), digits)}")

    def interval(self, low: float, high: float, digits: int = 2) -> str:
        """Write a value that may be an interval.

        >>> Words("en").interval(0.5, 0.5), Words("en").interval(0.25, 0.75)
        ('0.50', '0.25–0.75')
        """
        ends = (self.value(low, digits), self.value(high, digits))
        return ends[0] if ends[0] == ends[1] else self("{low}–{high}", low=ends[0], high=ends[1])

    def money(self, money: Money) -> str:
        """Write an amount in its currency.

        >>> Words("en").money(Money(amount=120000.0, currency="EUR"))
        '€120,000'
        """
        pattern = self.locale.currency_formats["standard"].pattern.split(";")[0].replace(_RLM, "")
        if money.amount == int(money.amount):
            pattern = pattern.replace("0.00", "0")
        return format_currency(
            money.amount, money.currency, format=pattern, locale=self.locale, currency_digits=False
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

    def moment(self, moment: dt.datetime) -> str:
        """Write a date with the time of day.

        >>> Words("pl").moment(dt.datetime(2026, 11, 22, 14, 5))
        '22 lis 2026, 14:05'
        """
        return f"{self.date(moment.date())}, {format_time(moment, format='short', locale=self.locale)}"
