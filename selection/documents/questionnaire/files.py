"""Forms as files: which form is made for whom, in which format, under which name."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from selection.documents.questionnaire.form import Form
from selection.documents.questionnaire.integrator import integrator_form
from selection.documents.questionnaire.plain import write_csv, write_yaml
from selection.documents.questionnaire.platform import platform_form
from selection.documents.questionnaire.scoring import scoring_form
from selection.documents.questionnaire.workbook import write_workbook
from selection.errors import NotFound, SelectionError
from selection.model.decision import Decision
from selection.words import Words

FORMATS: Final[Mapping[str, Callable[[Form, Words], bytes]]] = {
    "xlsx": write_workbook,
    "csv": lambda form, _: write_csv(form).encode(),
    "yaml": lambda form, _: write_yaml(form).encode(),
}


def questionnaire(decision: Decision, alternative: str, today: dt.date, _: Words) -> Form:
    """Make the questionnaire for an offer's vendor or for an integrator, with what is known filled in.

    Raises
    ------
    NotFound
        If there is no such offer or integrator.
    """
    offers = {offer.id: offer for offer in decision.offers}
    firms = {firm.id: firm for firm in decision.integrators}
    if alternative in offers:
        return platform_form(decision, offers[alternative], today, _)
    if alternative in firms:
        return integrator_form(decision, firms[alternative], today, _)
    raise NotFound("unknown_alternative", found=alternative, allowed=[*offers, *firms])


def blank_questionnaires(decision: Decision, today: dt.date, _: Words) -> dict[str, Form]:
    """Make one blank questionnaire for each side, under the name its file shall have."""
    return {
        "questionnaire-platform": platform_form(decision, None, today, _),
        "questionnaire-integrator": integrator_form(decision, None, today, _),
    }


def questionnaire_files(
    decision: Decision, alternative: str | None, today: dt.date, _: Words, form: str = "xlsx", mark: str = ""
) -> dict[str, bytes]:
    """Write the questionnaire for one alternative, or a blank one for each side: file name → content.

    `mark` is what it must bear of the lock; bidders read it.

    Raises
    ------
    NotFound
        If there is no such alternative.
    SelectionError
        If forms are not written in the format.
    """
    write = _writer(form)
    if alternative is None:
        forms = blank_questionnaires(decision, today, _)
    else:
        forms = {f"questionnaire-{alternative}": questionnaire(decision, alternative, today, _)}
    return {f"{name}.{form}": write(replace(made, mark=mark), _) for name, made in forms.items()}


def scoring_sheet_files(
    decision: Decision, alternative: str | None, today: dt.date, _: Words, form: str = "xlsx", mark: str = ""
) -> dict[str, bytes]:
    """Write the scoring sheet for all alternatives or one of them: file name → content; raises as above."""
    write = _writer(form)
    name = f"scoring-sheet-{alternative}" if alternative else "scoring-sheet"
    made = scoring_form(decision, alternative or "", today, _)
    return {f"{name}.{form}": write(replace(made, mark=mark), _)}


def _writer(form: str) -> Callable[[Form, Words], bytes]:
    if form not in FORMATS:
        raise SelectionError("form_format_unknown", found=form, allowed=list(FORMATS))
    return FORMATS[form]
