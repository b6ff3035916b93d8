"""A form to be filled in, as plain data: the same whether it is written as a workbook, as CSV or as YAML."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from selection.model.base import Language

FORMAT: Final = 1
"""The version of the form; what reads it back refuses a newer one."""

FormKind = Literal["platform", "integrator", "scoring"]
FieldKind = Literal["text", "day", "number", "delivery", "evidence", "state", "yes_no", "level"]
Filling = str | float | bool


@dataclass(frozen=True)
class Field:
    """One column to be filled in."""

    code: str
    title: str
    kind: FieldKind = "text"
    help: str = ""
    width: int = 24


@dataclass(frozen=True)
class Column:
    """One column that only says what is asked."""

    title: str
    width: int


@dataclass(frozen=True)
class Question:
    """One row: what is asked, what stands there already, and a hash by which a later wording shows."""

    key: str
    asked: tuple[str, ...] = ()
    given: Mapping[str, Filling] = field(default_factory=dict)
    kinds: Mapping[str, FieldKind] = field(default_factory=dict)
    """Fields that are of another kind in this row."""
    levels: int = 0
    """The number of the highest level, where a level is asked for."""
    fingerprint: str = ""


@dataclass(frozen=True)
class FormSheet:
    """Questions of one kind, one below the other."""

    code: str
    title: str
    intro: str
    columns: tuple[Column, ...]
    fields: tuple[Field, ...]
    questions: tuple[Question, ...]
    counts: str = ""
    """The field that makes a question answered; none where rows are free."""

    def kind_of(self, question: Question, asked: Field) -> FieldKind:
        """Tell of which kind a field is in a row."""
        return question.kinds.get(asked.code, asked.kind)


@dataclass(frozen=True)
class Form:
    """A questionnaire or a scoring sheet made from a decision."""

    kind: FormKind
    decision: str
    title: str
    alternative: str
    """The offer, integrator or pair it is about; empty if it is for whoever fills it in."""
    choices: Mapping[str, str]
    """Whoever it could be about: id → name."""
    language: Language
    made_on: dt.date
    sheets: tuple[FormSheet, ...]
    mark: str = ""
    """What a document must bear of the lock of the session it comes from."""

    @property
    def fingerprints(self) -> dict[str, str]:
        """The hash of every question, by sheet and key."""
        return {
            f"{sheet.code}/{question.key}": question.fingerprint
            for sheet in self.sheets
            for question in sheet.questions
            if question.fingerprint
        }

    @property
    def stamp(self) -> dict[str, str]:
        """What ties the filled form to what was asked."""
        return {
            "format": str(FORMAT),
            "kind": self.kind,
            "decision": self.decision,
            "alternative": self.alternative,
            "asked": hash_of(self.fingerprints),
            "date": self.made_on.isoformat(),
            "language": self.language,
            **({"lock": self.mark} if self.mark else {}),
        }


def hash_of(plain: object) -> str:
    """Give the hash of plain data, whatever the order of its keys."""
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def fingerprint_of(*asked: object) -> str:
    """Give the short hash by which one question is known again.

    >>> fingerprint_of("Keeps a log", "must") == fingerprint_of("Keeps a log", "nice")
    False
    """
    return hash_of(asked)[:12]
