"""What is stated of products and firms, in words: codes, texts in languages, figures with their unit."""

from collections.abc import Iterable

from selection.model.base import LANGUAGES, Label, Localised, versions
from selection.model.profiles import UNKNOWN, Attribute, Fact
from selection.words import Words
from selection.words.units import quantity

Stated = bool | float | Label | tuple[Label, ...]


def fact_words(fact: Fact, attribute: Attribute | None, _: Words) -> str:
    """Say a fact's value as a person reads it.

    >>> given = {"as_of": "2026", "source": "invented", "method": "vendor_doc", "confidence": "low"}
    >>> fact_words(Fact(value="add-on", **given), None, Words("pl"))
    'dodatek'
    """
    if not fact.known:
        return _("looked for, not found")
    return stated_words(fact.value, attribute, _)


def stated_words(value: Stated, attribute: Attribute | None, _: Words) -> str:
    """Say a value, found or claimed.

    >>> from selection.model.base import LocalisedLine
    >>> own, api = LocalisedLine(en="own modules", pl="własne moduły"), "REST"
    >>> stated_words((own, api), None, Words("pl")), stated_words((), None, Words("en"))
    ('własne moduły, REST', 'none')
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float | int):
        return quantity(value, attribute.unit if attribute else None, _)
    if isinstance(value, tuple):
        return ", ".join(label_words(part, _) for part in value) or _("none")
    return label_words(value, _)


def label_words(label: Label, _: Words) -> str:
    """Say a text of a fact; a code of ours becomes the word it stands for.

    >>> label_words("included", Words("en")), label_words("SAML", Words("he"))
    ('included in the product', 'SAML')
    """
    return _.text(label) if isinstance(label, Localised) else code_words(_).get(label, _.text(label))


def code_words(_: Words) -> dict[str, str]:
    """Name what facts state as codes (the head of ``vendor_profiles/attributes.yaml`` lists them)."""
    return {
        "included": _("included in the product"),
        "add-on": _("add-on"),
        "not offered": _("not offered"),
        UNKNOWN: _("not known"),
        "en": _("English"),
        "he": _("Hebrew"),
        "pl": _("Polish"),
    }


def recognised(said: Label, stated: Iterable[Label]) -> Label:
    """Take what comes back from a form for what was written into it, in whichever language that was.

    >>> from selection.model.base import LocalisedLine
    >>> known = LocalisedLine(en="two releases a year", pl="dwa wydania rocznie")
    >>> recognised("dwa wydania rocznie", [known]) is known, recognised("dodatek", []), recognised("SSO", [])
    (True, 'add-on', 'SSO')
    """
    if isinstance(said, Localised):
        return said
    wordings = {text: label for label in stated for text in versions(label).values()}
    if said in wordings:
        return wordings[said]
    codes = {word: code for language in LANGUAGES for code, word in code_words(Words(language)).items()}
    return codes.get(said, said)
