"""The offline scoring sheet: every judged criterion for every alternative, with its levels beside it.

It is always blank: whoever judges must not be led by what others have said.
"""

import datetime as dt
from collections.abc import Iterator

from selection.analysis.pairs import pairs_of
from selection.documents.questionnaire.fields import field_titles, saying_fields
from selection.documents.questionnaire.form import Column, Field, Form, FormSheet, Question, fingerprint_of
from selection.errors import NotFound
from selection.model.consistency import offer_names
from selection.model.criteria import SIDES, Criterion, Ordinal, Scope
from selection.model.decision import Decision
from selection.words import Words
from selection.words.criteria import anchors
from selection.words.fiction import told_decision


def scoring_form(decision: Decision, alternative: str, today: dt.date, _: Words) -> Form:
    """Make a scoring sheet for all alternatives, or for one of them.

    Raises
    ------
    NotFound
        If there is no such alternative.
    """
    everyone = alternatives_by_scope(told_decision(decision, _))
    names = {name: said for of_scope in everyone.values() for name, said in of_scope.items()}
    if alternative and alternative not in names:
        raise NotFound("unknown_alternative", found=alternative, allowed=sorted(names))
    sheets = (_sheet(decision, scope, everyone[scope], alternative, _) for scope in everyone)
    kept = tuple(sheet for sheet in sheets if sheet.questions)
    return Form("scoring", decision.id, _.text(decision.title), alternative, names, _.language, today, kept)


def alternatives_by_scope(decision: Decision) -> dict[Scope, dict[str, str]]:
    """Name what can be judged, by the scope of the criteria it is judged on."""
    return {
        "platform": offer_names(decision),
        "integrator": {firm.id: firm.name for firm in decision.integrators},
        "pair": {pair.id: pair.name for pair in pairs_of(decision)},
    }


def judged_criteria(decision: Decision) -> tuple[Criterion, ...]:
    """List the criteria of the chosen set that somebody has to judge or measure."""
    leaves = {name for side in SIDES for name in decision.criteria_set.leaves(side)}
    return tuple(c for c in decision.criteria if c.id in leaves and c.from_ == "measure")


def _sheet(decision: Decision, scope: Scope, names: dict[str, str], only: str, _: Words) -> FormSheet:
    titles = {"platform": _("Platforms"), "integrator": _("Integrators"), "pair": _("Pairs")}
    title = field_titles(_)
    fields = (
        Field("performance", title["performance"], "number", _("A number in the unit that is named."), 10),
        Field("state", title["state"], "state", _("Only where there is no score."), 20),
        Field("evidence", title["evidence"], "evidence", _("Left empty, it counts as a claim."), 20),
        Field("source", title["source"], "text", _("Where we can look it up."), 26),
        *saying_fields(_),
    )
    columns = (Column(_("Criterion"), 26), Column(_("Levels"), 52), Column(_("Alternative"), 30))
    chosen = {name: said for name, said in names.items() if only in ("", name)}
    intro = _("One row for each criterion and alternative. Leave a row empty if you did not look at it.")
    questions = tuple(_questions(decision, scope, chosen, _))
    return FormSheet(f"scores_{scope}", titles[scope], intro, columns, fields, questions, "performance")


def _questions(decision: Decision, scope: Scope, names: dict[str, str], _: Words) -> Iterator[Question]:
    for criterion in judged_criteria(decision):
        if criterion.scope != scope:
            continue
        mark = fingerprint_of(criterion.model_dump(mode="json", include={"definition", "value"}))
        levels = len(criterion.value.levels) - 1 if isinstance(criterion.value, Ordinal) else 0
        for name, said in names.items():
            yield Question(
                f"{criterion.id}/{name}",
                (_.text(criterion.name), levels_text(criterion, _), said),
                kinds={"performance": "level"} if levels else {},
                levels=levels,
                fingerprint=mark,
            )


def levels_text(criterion: Criterion, _: Words) -> str:
    """Say what every level of a criterion stands for."""
    if not isinstance(criterion.value, Ordinal):
        return f"{_.text(criterion.definition)} {anchors(criterion, _)}"
    return "\n".join(f"{number} = {_.text(level)}" for number, level in enumerate(criterion.value.levels))
