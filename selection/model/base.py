"""The ground all parts of a decision stand on: strict, frozen entries and their small types."""

import calendar
import datetime as dt
import re
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from selection.model.characters import printable, shows_something

T = TypeVar("T")

Language = Literal["en", "he", "pl"]
LANGUAGES: tuple[Language, ...] = ("en", "he", "pl")

ERASED = "[erased]"
"""What stands in a personal field whose content was erased; `words` shows it in the reader's language."""


class Entry(BaseModel):
    """Anything a decision is made of: unchangeable, and strict about what it is given."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        use_attribute_docstrings=True,
    )


class Personal:
    """Marks a field that names or quotes a person, so that it can be erased without breaking the history."""


Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in a file, a tuple in the model."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$")]


def _whole(text: str) -> str:
    """Refuse a text that holds half a character, which no file and no message could carry."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError("text_not_unicode", "half a character", {"position": error.start}) from None
    return text


def _shown(text: str) -> str:
    """Keep what can be printed, and refuse a text of which nothing can be seen."""
    kept = printable(_whole(text))
    if text and not shows_something(kept):
        raise PydanticCustomError("text_shows_nothing", "nothing to see", {})
    return kept


Line = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_shown)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=5000), AfterValidator(_shown)]
Person = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_shown), Personal()]

LARGEST = 1e15
Figure = Annotated[float, Field(ge=-LARGEST, le=LARGEST)]
"""Any number somebody measured or stated; up to here a float still tells whole numbers apart."""

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def _real_day(text: str) -> str:
    found = _DAY.fullmatch(_whole(text))
    if not found:
        raise PydanticCustomError("day_pattern", "not a day", {"found": text})
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        dt.date(year, month, day)
    except ValueError:
        raise PydanticCustomError("day_unreal", "no such day", {"found": text}) from None
    return text


Day = Annotated[str, AfterValidator(_real_day)]
"""``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as quoted text: sources are often no more exact than a month."""


def first_day(day: str) -> dt.date:
    """Give the earliest date a day of any exactness can mean.

    >>> first_day("2026-08")
    datetime.date(2026, 8, 1)
    """
    year, month, date = (int(part) for part in [*day.split("-"), "1", "1"][:3])
    return dt.date(year, month, date)


def last_day(day: str) -> dt.date:
    """Give the latest date a day of any exactness can mean.

    >>> last_day("2026-02"), last_day("2026")
    (datetime.date(2026, 2, 28), datetime.date(2026, 12, 31))
    """
    match [int(part) for part in day.split("-")]:
        case [year]:
            return dt.date(year, 12, 31)
        case [year, month]:
            return dt.date(year, month, calendar.monthrange(year, month)[1])
        case _:
            return first_day(day)


def real_moment(text: str) -> str:
    """Give back a day and time that the calendar knows.

    Raises
    ------
    PydanticCustomError
        If there is no such day.
    """
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("day_unreal", "no such day", {"found": text}) from None
    return text


Instant = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{6})?Z$"),
    AfterValidator(real_moment),
]
"""``2026-11-30T12:00:00Z``: a moment that is the same everywhere, as events are dated."""


def instant(moment: dt.datetime, timespec: Literal["seconds", "microseconds"] = "seconds") -> Instant:
    """Write a moment as it is stored, in whatever zone it was told.

    >>> instant(dt.datetime(2026, 11, 30, 14, tzinfo=dt.timezone(dt.timedelta(hours=2))))
    '2026-11-30T12:00:00Z'
    """
    return moment.astimezone(dt.UTC).isoformat(timespec=timespec).replace("+00:00", "Z")


def is_past(deadline: Instant, now: Instant) -> bool:
    """Tell whether a moment has gone by; as texts, "10:00:00.5Z" would come before "10:00:00Z".

    >>> is_past("2026-11-30T12:00:00Z", "2026-11-30T12:00:00.500000Z")
    True
    >>> is_past("2026-11-30T12:00:00Z", "2026-11-30T12:00:00.000000Z")
    False
    """
    return dt.datetime.fromisoformat(now) > dt.datetime.fromisoformat(deadline)


class Localised(Entry):
    """One text in several languages; at least one of them is there."""

    en: Prose | None = None
    he: Prose | None = None
    pl: Prose | None = None

    def model_post_init(self, _context: object) -> None:
        """Refuse a text that is in no language."""
        if not (self.en or self.he or self.pl):
            raise PydanticCustomError("text_in_no_language", "no language given", {})


class LocalisedLine(Localised):
    """One short text in several languages."""

    en: Line | None = None
    he: Line | None = None
    pl: Line | None = None


TEXT_KINDS = ("line", "languages")
"""How a text may be written; a defect's place names it although no file does."""


def _text_kind(value: object) -> str:
    return "languages" if isinstance(value, dict | Localised) else "line"


Text = Annotated[
    Annotated[Prose, Tag("line")] | Annotated[Localised, Tag("languages")], Discriminator(_text_kind)
]
"""What a person reads: as written by the team, or as ``{en, he, pl}``."""

Label = Annotated[
    Annotated[Line, Tag("line")] | Annotated[LocalisedLine, Tag("languages")], Discriminator(_text_kind)
]
"""A text of one line, such as a title or a unit: as written, or as ``{en, he, pl}``."""

Remark = Annotated[
    Annotated[Prose, Tag("line")] | Annotated[Localised, Tag("languages")],
    Discriminator(_text_kind),
    Personal(),
]
"""A text in which somebody says something, of themselves or of others."""


def versions(text: "str | Localised") -> dict[str, str]:
    """Give a text in every language it is there in; as written, it is in no language in particular.

    >>> versions("days"), versions(Localised(en="days", pl="dni"))
    ({'': 'days'}, {'en': 'days', 'pl': 'dni'})
    """
    if isinstance(text, str):
        return {"": text}
    said = {language: getattr(text, language) for language in LANGUAGES}
    return {language: found for language, found in said.items() if found}


def to_line(text: "str | Localised") -> str:
    """Write a label as one text that `from_line` reads again, for places that hold nothing else.

    >>> from_line(to_line(LocalisedLine(en="tender", pl="przetarg"))).pl
    'przetarg'
    """
    return text if isinstance(text, str) else text.model_dump_json(exclude_none=True)


def from_line(line: str) -> str | LocalisedLine:
    """Read what `to_line` wrote; any other text is given back as it is.

    >>> from_line("CRM {2027}")
    'CRM {2027}'
    """
    try:
        return LocalisedLine.model_validate_json(line)
    except ValidationError:
        return line


def reading(text: "str | Localised", language: str) -> str:
    """Give a text in a language, in English where it is missing, else in whatever there is.

    >>> reading(Localised(en="lead", pl="lead sprzedażowy"), "pl")
    'lead sprzedażowy'
    >>> reading(Localised(pl="szansa"), "he")
    'szansa'
    """
    if isinstance(text, str):
        return text
    found = getattr(text, language, None) or text.en or text.he or text.pl
    return str(found)


def spelling(text: "str | Localised") -> str:
    """Give what two texts are held against each other by: their English, capitals and edges aside.

    >>> spelling(" Sales"), spelling(LocalisedLine(en="sales", pl="Sprzedaż"))
    ('sales', 'sales')
    """
    return reading(text, "en").strip().casefold()


class Money(Entry):
    """An amount in a currency (ISO 4217)."""

    amount: Annotated[float, Field(ge=0, le=1e12)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
