"""The words and signs by which tables of this kind are usually filled in, in the languages we read.

They serve to propose a mapping, never to read a table by themselves.
"""

from collections.abc import Mapping
from typing import Final

from selection.model.judgements import CellState
from selection.model.needs import Delivery, Tier

# fmt: off
DELIVERY_WORDS: Final[Mapping[Delivery, tuple[str, ...]]] = {
    "as_is": (
        "as_is", "as is", "y", "yes", "✓", "✔", "✅", "☑", "●", "+", "++", "x", "1", "true", "full",
        "fully", "supported", "standard", "s", "oob", "out of the box", "out-of-the-box",
        "included", "native", "met", "complies", "compliant", "tak", "t", "כן", "✔️", "🟢",
        "available",
    ),
    "configuration": (
        "configuration", "c", "config", "configurable", "configured", "konfiguracja", "תצורה",
    ),
    "add_on": (
        "add_on", "add-on", "addon", "a", "third party", "third-party", "3rd party", "tp", "module",
        "extension", "plugin", "💰", "🔧", "dodatek", "תוסף",
    ),
    "partial": (
        "partial", "partially", "p", "part", "~", "±", "+/-", "◐", "⚠", "🟡", "limited", "częściowo",
        "חלקי", "חלקית",
    ),
    "custom": (
        "custom", "customization", "customisation", "customized", "m", "modification",
        "development", "cu", "programowanie", "פיתוח",
    ),
    "roadmap": (
        "roadmap", "r", "planned", "future", "planowane", "מתוכנן",
    ),
    "absent": (
        "absent", "n", "no", "✗", "✘", "✖", "❌", "☒", "○", "-", "−", "–", "—", "0", "false", "none",
        "not available", "not supported", "not met", "ns", "nie", "לא", "🔴",
    ),
}
STATE_WORDS: Final[Mapping[CellState, tuple[str, ...]]] = {
    "not_applicable": (
        "n/a", "na", "n.a.", "not applicable", "nd.", "לא רלוונטי",
    ),
    "asked": (
        "?", "tbd", "tbc", "unknown", "unclear", "pending", "nieznane", "לא ידוע",
    ),
    "no_answer": (
        "no answer", "no response", "nr", "declined", "brak odpowiedzi", "אין תשובה",
    ),
}
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "question": (
        "requirement", "requirement id", "req", "req id", "need", "question", "feature", "function",
        "criterion", "criteria", "capability", "item", "id", "no", "no.", "nr", "nr.", "lp", "lp.",
        "ref", "#", "wymaganie", "kryterium", "דרישה", "קריטריון",
    ),
    "alternative": (
        "vendor", "supplier", "product", "platform", "bidder", "offer", "solution", "tool",
        "software", "package", "alternative", "dostawca", "produkt", "ספק", "מוצר",
    ),
    "answer": (
        "answer", "answer_raw", "response", "compliance", "rating", "status", "score", "value",
        "points", "code", "delivery", "odpowiedź", "ocena", "תשובה", "ציון",
    ),
    "comment": (
        "comment", "comments", "note", "notes", "remark", "remarks", "explanation", "komentarz",
        "uwagi", "הערה", "הערות",
    ),
    "weight": (
        "weight", "weighting", "weights", "waga", "משקל",
    ),
    "text": (
        "text", "description", "requirement text", "requirement description", "opis", "תיאור",
    ),
    "tier": (
        "tier", "priority", "priority_raw", "importance", "moscow", "must/want", "priorytet",
        "עדיפות",
    ),
}
TIER_WORDS: Final[Mapping[Tier, tuple[str, ...]]] = {
    "must": (
        "must", "m", "must have", "mandatory", "required", "critical", "essential", "high", "h",
        "1", "shall", "musi", "חובה",
    ),
    "long_term": (
        "long_term", "should", "s", "should have", "important", "medium", "later", "2", "powinno",
    ),
    "nice": (
        "nice", "could", "c", "could have", "nice to have", "optional", "low", "l", "want", "wish",
        "desirable", "3", "w", "może", "רצוי",
    ),
}
TOTALS: Final = (
    "total",
    "sum",
    "average",
    "mean",
    "subtotal",
    "suma",
    "razem",
    'סה"כ',
    "סך הכול",
    "max",
    "rank",
)
# fmt: on
