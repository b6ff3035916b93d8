"""What can be exported from a decision, by kind; the heavy part of each is loaded when it is made."""

import datetime as dt
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from selection.errors import NotFound, SelectionError

if TYPE_CHECKING:
    from selection.model.decision import Decision
    from selection.words import Words


@dataclass(frozen=True)
class Order:
    """What is asked for: a decision, in somebody's words, for one alternative or for all."""

    decision: "Decision"
    today: dt.date
    words: "Words"
    alternative: str | None = None
    form: str = "xlsx"
    """How forms to be filled in are written: ``xlsx``, ``csv`` or ``yaml``."""
    head: str | None = None
    """The hash of the newest event of the session it comes from, if it comes from one."""
    mark: str = ""
    """What is locked there, and whether something was changed after the first lock."""


@dataclass(frozen=True)
class Document:
    """One file that leaves: the name it has where several leave together, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Kind:
    """One kind of export, and whether it is, may be or can't be made for one alternative."""

    make: Callable[[Order], tuple[Document, ...]]
    per_alternative: bool = False


def _workbook(order: Order) -> tuple[Document, ...]:
    from selection.analysis.evaluation import evaluate
    from selection.documents.workbook import comparison_workbook

    evaluation = evaluate(order.decision, order.today)
    content = comparison_workbook(evaluation, order.words, order.today, order.head, order.mark)
    return (Document("workbook.xlsx", content),)


def _questionnaire(order: Order) -> tuple[Document, ...]:
    from selection.documents.questionnaire.files import questionnaire_files

    made = questionnaire_files(order.decision, order.alternative, order.today, order.words, order.form)
    return tuple(Document(name, content) for name, content in made.items())


def _scoring_sheet(order: Order) -> tuple[Document, ...]:
    from selection.documents.questionnaire.files import scoring_sheet_files

    made = scoring_sheet_files(
        order.decision, order.alternative, order.today, order.words, order.form, order.mark
    )
    return tuple(Document(name, content) for name, content in made.items())


def _report(order: Order) -> tuple[Document, ...]:
    from selection.analysis.evaluation import evaluate
    from selection.documents.report import Besides, report
    from selection.documents.report.sureness_told import sureness_told

    evaluation = evaluate(order.decision, order.today)
    told = sureness_told(evaluation, order.words)
    besides = Besides(sureness=told.sentences, drawn=told.drawn)
    content = report(evaluation, order.words, order.today, besides)
    return (Document("report.pdf", content),)


def _debrief(order: Order) -> tuple[Document, ...]:
    from selection.analysis.evaluation import evaluate
    from selection.documents.debrief import debrief, debriefed

    evaluation = evaluate(order.decision, order.today)
    names = (order.alternative,) if order.alternative else debriefed(evaluation)
    made = {name: debrief(evaluation, name, order.words, order.today, order.mark) for name in names}
    return tuple(Document(f"debrief-{name}.xlsx", content) for name, content in made.items())


def _schedule(order: Order) -> tuple[Document, ...]:
    from selection.analysis.evaluation import evaluate
    from selection.documents.schedule import schedule, scheduled

    evaluation = evaluate(order.decision, order.today)
    names = (order.alternative,) if order.alternative else scheduled(evaluation)
    made = {name: schedule(evaluation, name, order.words, order.today, order.mark) for name in names}
    return tuple(Document(f"schedule-{name}.xlsx", content) for name, content in made.items())


KINDS: Mapping[str, Kind] = {
    "report": Kind(_report),
    "workbook": Kind(_workbook),
    "debrief": Kind(_debrief, per_alternative=True),
    "schedule": Kind(_schedule, per_alternative=True),
    "questionnaire": Kind(_questionnaire, per_alternative=True),
    "scoring-sheet": Kind(_scoring_sheet, per_alternative=True),
}


def export(kind: str, order: Order) -> tuple[Document, ...]:
    """Make the documents of one kind; of prices that are sealed they know nothing.

    Raises
    ------
    NotFound
        If there is no such alternative.
    SelectionError
        If the kind is not made for one alternative, but one is named, or the decision can't be ranked.
    """
    from selection.model.price_rules import without_sealed_prices

    chosen = KINDS[kind]
    order = replace(order, decision=without_sealed_prices(order.decision))
    if order.alternative is not None:
        _check_alternative(kind, chosen, order.decision, order.alternative)
    return chosen.make(order)


def _check_alternative(kind: str, chosen: Kind, decision: "Decision", named: str) -> None:
    if not chosen.per_alternative:
        raise SelectionError("export_of_all", "--alternative", found=kind)
    known = sorted(a.id for group in (decision.offers, decision.integrators, decision.bids) for a in group)
    if named not in known:
        raise NotFound("unknown_alternative", "--alternative", found=named, allowed=known)


def write(documents: tuple[Document, ...], out: Path, *, private: bool = False) -> tuple[Path, ...]:
    """Write one document to a new file, or several into a folder; nothing that exists is written over.

    What is private can be read by whoever writes it and by nobody else on the machine.

    Raises
    ------
    SelectionError
        If a file of that name exists, or it can't be written.
    """
    single = len(documents) == 1
    places = (out,) if single else tuple(out / document.name for document in documents)
    try:
        if not single:
            out.mkdir(parents=True, exist_ok=True)
        for place, document in zip(places, documents, strict=True):
            with open(place, "xb", opener=_private if private else None) as file:
                file.write(document.content)
    except FileExistsError as error:
        raise SelectionError("file_exists", str(error.filename or out)) from None
    except OSError as error:
        raise SelectionError("file_unwritable", str(out), reason=error.strerror or "") from None
    return places


def _private(place: str, flags: int) -> int:
    return os.open(place, flags, 0o600)
