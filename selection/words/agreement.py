"""How far members stand behind a result, in words: for the pages on which a committee meets."""

from collections.abc import Mapping

from selection.analysis.member_support import Support
from selection.words import Words


def support_sentence(found: Support, names: Mapping[str, str], _: Words) -> str:
    """Say under how many members' own weights the winner wins."""
    if found.leader is None:
        return _("Nothing is left: every alternative is excluded by a gate.")
    if not found.members:
        return _("No member has weighed anything alone yet.")
    name, count = names[found.leader], len(found.members)
    if found.agreeing == count:
        return _.counted(
            "{name} wins under the one member's own weights.",
            "{name} wins under all {count} members' own weights.",
            count,
            name=name,
        )
    return _.counted(
        "{name} wins under {agreeing} of {count} member's own weights.",
        "{name} wins under {agreeing} of {count} members' own weights.",
        count,
        name=name,
        agreeing=found.agreeing,
    )


def support_rule(found: Support, _: Words) -> str:
    """Say whether that is enough for the result to be called robust; nothing where nobody weighed."""
    if not found.members or found.leader is None:
        return ""
    needed = _.percent(found.needed)
    if found.is_enough:
        return _("That is enough to call the result robust: at least {needed} must.", needed=needed)
    return _("That is too few to call the result robust: at least {needed} must.", needed=needed)
