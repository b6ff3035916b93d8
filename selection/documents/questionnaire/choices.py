"""What can be chosen in a form: codes, the words for them, and back from any language's word to its code."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from selection.documents.questionnaire.form import FieldKind
from selection.model.base import LANGUAGES
from selection.model.judgements import EVIDENCE
from selection.model.needs import DELIVERIES
from selection.words import Words
from selection.words.terms import delivery_word, evidence_word, state_word


def choices_of(kind: FieldKind, _: Words) -> dict[str, str]:
    """List what can be chosen in a field of a kind: code → word; nothing if it is free.

    >>> list(choices_of("yes_no", Words("en")).values())
    ['yes', 'no']
    """
    if kind == "delivery":
        deliveries: dict[str, str] = {delivery: delivery_word(delivery, _) for delivery in DELIVERIES}
        return {**deliveries, "no_answer": state_word("no_answer", _), "not_applicable": _("does not apply")}
    if kind == "evidence":
        return {evidence: evidence_word(evidence, _) for evidence in EVIDENCE}
    if kind == "state":
        return {"cannot_judge": state_word("cannot_judge", _), "no_answer": state_word("no_answer", _)}
    if kind == "yes_no":
        return {"yes": _("yes"), "no": _("no")}
    return {}


@cache
def codes_by_word(kind: FieldKind) -> Mapping[str, str]:
    """Map every code and every word for it, in every language, to the code."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, word in choices_of(kind, Words(language)).items():
            found[folded(word)] = code
            found[folded(code)] = code
    return found


def folded(text: str) -> str:
    """Fold away what doesn't change a word: case, width, spaces around it and doubled ones.

    >>> folded("  As  IS ")
    'as is'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
