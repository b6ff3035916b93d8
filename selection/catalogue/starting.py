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
