"""The risks that were raised, and what was decided on the way: sections of the report."""

from typing import Final

from selection.analysis.raised import Found
from selection.analysis.risks import RuleCode, raised_risks
from selection.documents.report.blocks import Bullets, Column, Part, Section, Table
from selection.documents.report.telling import Telling
from selection.documents.report.way_parts import definitions, failure_part, weakest_part
from selection.model.course import LOG_STAGES, LogEntry
from selection.model.risks import Risk
from selection.words.project_terms import response_words
from selection.words.risks import raised_because, with_names

UNANSWERED: Final = "—"


def risks(telling: Telling) -> Section:
    """Tell which risks were raised and why, who answers them, and which part is the weakest."""
    _, decision = telling.words, telling.decision
    raised = raised_risks(decision)
    known = [risk for risk in definitions().risks.risks if risk.rule in raised or risk.id in decision.risks]
    columns = (
        Column(_("Risk"), 1.6),
        Column(_("Raised because"), 2),
        Column(_("Owner"), 1.2),
        Column(_("What is done"), 2),
        Column(_("By"), 0),
    )
    rows = tuple(_row(telling, risk, raised) for risk in known)
    parts = (*weakest_part(telling), *failure_part(telling))
    return Section(_("Risks"), (Table(columns, rows, small=True),) if rows else (), parts)


def _row(telling: Telling, risk: Risk, raised: dict[RuleCode, Found]) -> tuple[str, ...]:
    _, held = telling.words, telling.decision.risks.get(risk.id)
    why = UNANSWERED
    if risk.rule in raised:
        found = with_names(risk.rule, raised[risk.rule], telling.decision, _)
        why = raised_because(risk.rule, found, _)
    if held is None:
        return (_.text(risk.name), why, UNANSWERED, UNANSWERED, "")
    way = response_words(_)[held.kind] if held.kind else ""
    response = _.text(held.response) if held.response else ""
    return (
        _.text(risk.name),
        why,
        _.text(held.owner) if held.owner else UNANSWERED,
        ": ".join(part for part in (way, response) if part) or UNANSWERED,
        _.day(held.due) if held.due else "",
    )


def decisions(telling: Telling) -> Section:
    """Tell every decision that was written down, from vision over process and data to technology."""
    _, entries = telling.words, telling.decision.log
    titles = {
        "vision": _("Vision"),
        "process": _("Process"),
        "data": _("Data"),
        "technology": _("Technology"),
    }
    parts = []
    for stage in LOG_STAGES:
        told = tuple(_entry(telling, one) for one in sorted(entries, key=_day) if one.stage == stage)
        if told:
            parts.append(Part(titles[stage], (Bullets(told),)))
    return Section(_("Decision log"), (), tuple(parts))


def _day(entry: LogEntry) -> str:
    return entry.day


def _entry(telling: Telling, entry: LogEntry) -> str:
    _ = telling.words
    there = _.listed(_.text(name) for name in entry.present)
    said = (
        f"{_.day(entry.day)}: {_.text(entry.text)}",
        _("Because: {reason}", reason=_.text(entry.reason)),
        _("There were: {people}", people=there) if there else _("Who was there is not said."),
        _("It sets a rule aside.") if entry.overrides else "",
    )
    # After a full stop no dot is wanted.
    return " · ".join(part for part in said if part).replace(". · ", ". ")
