"""Risks that lie with what is wanted, and with the data it will stand on.

References
----------
Statements A3, A11, A17, A18, A35, A36, A45, A46, A87 and A94 of docs/sources.md.
"""

from selection.analysis.groundwork import system_state
from selection.analysis.linting_needs import lint_text, too_many_musts
from selection.analysis.raised import LEVEL_LINE, Found, if_any, if_so
from selection.analysis.readiness import INFORMATION_LINE, block_level
from selection.model.decision import Decision
from selection.model.readiness import INFORMATION


def no_success_definition(decision: Decision) -> Found | None:
    """Raise it where products are looked at and nobody has said what success is."""
    return if_so(
        bool(decision.offers) and decision.scope.success is None and not decision.goals,
        offers=len(decision.offers),
    )


def no_measure(decision: Decision) -> Found | None:
    """Raise it where goals or needs are there and no measure has a baseline and a target."""
    usable = [m for m in decision.measures if m.baseline is not None and m.target is not None]
    begun = bool(decision.goals or decision.needs)
    return if_so(begun and not usable, measures=len(decision.measures))


def technology_first(decision: Decision) -> Found | None:
    """Raise it where products are judged before a goal is complete or a need is written."""
    judged = any(decision.answers.values()) or any(decision.scores.values())
    prepared = any(goal.is_complete for goal in decision.goals) and bool(decision.needs)
    return if_so(judged and not prepared, goals=len(decision.goals), needs=len(decision.needs))


def no_scope(decision: Decision) -> Found | None:
    """Raise it where needs are written and nothing says what is outside."""
    return if_so(bool(decision.needs) and not decision.scope.outside)


def musts(decision: Decision) -> Found | None:
    """Raise it where more than 60 % of the needs are musts."""
    share = too_many_musts(decision.needs)
    return None if share is None else Found(figures={"share": float(share)})


def scope_creep(decision: Decision) -> Found | None:
    """Raise it where needs belong to finance or another system."""
    return if_any(
        tuple(
            need.id
            for need in decision.needs
            if any(finding.code == "other_system" for finding in lint_text(need.id, need.text))
        )
    )


def data_quality(decision: Decision) -> Found | None:
    """Raise it where a source system that will be used on holds poor data."""
    return if_any(
        tuple(
            system.id
            for system in decision.source_systems
            if system.fate != "archive" and system.quality is not None and system.quality < LEVEL_LINE
        ),
        line=LEVEL_LINE,
    )


def no_data_rules(decision: Decision) -> Found | None:
    """Raise it where data has no owner or entering it no rules."""
    governance = decision.readiness.governance
    return if_any(tuple(name for name in ("data_owner", "entry_rules") if getattr(governance, name) is False))


def information_not_ready(decision: Decision) -> Found | None:
    """Raise it where the information block was scored below its line."""
    level = block_level(INFORMATION, decision.readiness.blocks.get(INFORMATION, ())).level
    if level is None or level >= INFORMATION_LINE:
        return None
    return Found(figures={"level": level, "line": INFORMATION_LINE})


def migration_undecided(decision: Decision) -> Found | None:
    """Raise it where it is open what becomes of a source system, or how much of it moves."""
    states = [system_state(system) for system in decision.source_systems]
    return if_any(tuple(s.system for s in states if {"fate", "migration"} & set(s.undecided)))
