"""Units in words: a figure with its unit, in the form the number asks for."""

from functools import cache

from selection.model.base import LANGUAGES, Language, Localised
from selection.words import Words

FORMS = {"en": ("one", "other"), "he": ("one", "other"), "pl": ("one", "few", "many", "other")}
"""The forms a unit may be given in, in this order, with a ``|`` between them (CLDR's plural categories)."""
_NAMED_AS = 1


def quantity(figure: float, unit: str | Localised | None, _: Words) -> str:
    r"""Write a figure with its unit, which is read in the reader's language like any other text.

    >>> from selection.model.base import LocalisedLine
    >>> days = LocalisedLine(en="day|days", pl="dzień|dni|dni|dnia")
    >>> [quantity(figure, days, Words("pl")) for figure in (1.0, 12.0, 2.5)]
    ['1\xa0dzień', '12\xa0dni', '2,5\xa0dnia']
    >>> [quantity(80.0, unit, Words("en")) for unit in ("%", "h/week", None)]
    ['80%', '80 h/week', '80']
    >>> quantity(1.0, "days", Words("en")), quantity(5.0, "day", Words("pl"))
    ('1 day', '5\xa0dni')
    """
    if unit is None:
        return _.number(figure)
    said = _inflected(_forms(unit, _), figure, _)
    if said.startswith("%"):
        return f"{_.number(figure)}{said}"
    return _("{figure} {unit}", figure=_.number(figure), unit=said)


def unit_name(unit: str | Localised | None, _: Words) -> str:
    """Name a unit on its own, as beside a field; nothing if there is none.

    >>> from selection.model.base import LocalisedLine
    >>> unit_name(LocalisedLine(en="day|days"), Words("en")), unit_name(None, Words("en"))
    ('days', '')
    """
    forms = _forms(unit, _) if unit is not None else [""]
    return forms[_NAMED_AS if len(forms) > 1 else 0]


def _forms(unit: str | Localised, _: Words) -> list[str]:
    """Split what is written in languages into its forms.

    What the team wrote is one form as it stands, unless it is an everyday unit, which has all of them.
    """
    said = _.text(unit)
    if not isinstance(unit, str):
        return said.split("|")
    place = _everyday_forms().get(said.strip().casefold())
    return [said] if place is None else everyday(_.language)[place].split("|")


@cache
def everyday(language: Language) -> tuple[str, ...]:
    """Name the units people write without thinking of their forms."""
    _ = Words(language)
    return (
        _("second|seconds"),
        _("minute|minutes"),
        _("hour|hours"),
        _("day|days"),
        _("working day|working days"),
        _("person-day|person-days"),
        _("week|weeks"),
        _("month|months"),
        _("year|years"),
        _("user|users"),
        _("person|people"),
        _("customer|customers"),
        _("project|projects"),
        _("point|points"),
        _("case|cases"),
        _("lead|leads"),
        _("euro|euros"),
    )


@cache
def _everyday_forms() -> dict[str, int]:
    """Find an everyday unit by any of its forms, in whichever language it was written."""
    return {
        form: place
        for language in LANGUAGES
        for place, forms in enumerate(everyday(language))
        for form in forms.split("|")
    }


def _inflected(forms: list[str], figure: float, _: Words) -> str:
    category = _.locale.plural_form(round(figure, 2))
    order = FORMS[_.language]
    place = order.index(category) if category in order else len(order) - 1
    return forms[place] if len(forms) == len(order) else forms[-1]
