"""Decisions with nothing in them but what a rule about the way is about; everything invented."""

from collections.abc import Iterable
from typing import Any

from selection.analysis.raised import Found
from selection.analysis.risks import RuleCode, raised_risks
from selection.model.decision import Decision

EMPTY: dict[str, Any] = {
    "id": "way",
    "title": "The way",
    "criteria_set": {
        "kind": "criteria_set",
        "id": "tiny",
        "version": 1,
        "title": "Tiny",
        "platform": (),
        "integrator": (),
    },
}


def undertaking(**sections: Any) -> Decision:
    """Make a decision of plain sections; a list of ids stands for needs or goals with nothing else."""
    return Decision.model_validate({**EMPTY, **sections})


def needs(count: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {"id": f"N{n}", "text": f"Thing {n} can be seen", "tier": "nice", **more} for n in range(1, count + 1)
    ]


def goal(name: str = "G1", **more: Any) -> dict[str, Any]:
    whole = {"owner": "Dana Levi", "baseline": "3 days", "target": "1 day"}
    return {"id": name, "text": f"Goal {name}", **whole, **more}


def measure(name: str = "M1", **more: Any) -> dict[str, Any]:
    return {"id": name, "name": f"Measure {name}", "baseline": 40.0, "target": 80.0, **more}


def phase(name: str = "P1", starts: str = "2027-01-01", **more: Any) -> dict[str, Any]:
    return {"id": name, "title": f"Phase {name}", "starts": starts, **more}


def system(name: str = "ERP", **more: Any) -> dict[str, Any]:
    return {"id": name, "name": f"System {name}", "entity": "customers", **more}


def person(name: str, department: str = "Sales", **more: Any) -> dict[str, Any]:
    return {"id": name.lower(), "name": name, "department": department, **more}


def process(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "name": f"Process {name}", **more}


def replies(
    moment: str, department: str, levels: Iterable[int], question: str = "q1"
) -> list[dict[str, Any]]:
    return [{"moment": moment, "department": department, "levels": {question: level}} for level in levels]


def governance(**answers: Any) -> Decision:
    return undertaking(readiness={"governance": answers})


def risk(code: RuleCode, decision: Decision) -> Found | None:
    return raised_risks(decision).get(code)
