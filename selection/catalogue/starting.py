"""Where a team begins: a decision with criteria and a question, and nothing else yet."""

from selection.catalogue.library import Library
from selection.model.decision import Decision


def fresh_decision(title: str, library: Library) -> Decision:
    """Give an empty decision under the quick criteria set, with every shipped criterion at hand."""
    return Decision(
        id="decision",
        title=title,
        groups=library.groups,
        criteria=library.criteria,
        criteria_set=library.criteria_set("quick"),
        attributes=library.attributes,
        need_groups=library.needs.groups,
    )


def duplicate_of(decision: Decision, title: str) -> Decision:
    """Give the same decision once more, for another session: without those who judge in this one."""
    return decision.model_copy(update={"title": title, "members": ()})


def template_of(decision: Decision, title: str) -> Decision:
    """Give what one decision can lend to another: how is judged, and nothing of whom or by whom.

    Needs lose who asked for them and why, prices lose their figures, and everything about vendors,
    goals, people and what was decided stays behind: one client's file must not travel to the next.
    """
    asked = tuple(need.model_copy(update=_NOBODYS) for need in decision.needs)
    return Decision(
        id="decision",
        title=title,
        mode=decision.mode,
        procedure=decision.procedure,
        policy=decision.policy,
        need_groups=decision.need_groups,
        needs=asked,
        groups=decision.groups,
        criteria=decision.criteria,
        criteria_set=decision.criteria_set,
        weights=decision.weights,
        attributes=decision.attributes,
        cost_policy=decision.cost_policy,
    )


_NOBODYS = {"owner": None, "reason": None, "goal": None, "author": None, "department": None, "phase": None}
