"""How far members stand behind a result, in words: for the pages on which a committee meets."""

from collections.abc import Mapping

from selection.analysis.member_support import Support
from selection.words import Words

VERY_LOW, LOW, MODERATE, HIGH = 0.50, 0.65, 0.75, 0.85
"""Up to where Goepel (2018, table 2) reads the consensus on weights so."""


def support_sentence(found: Support, names: Mapping[str, str], _: Words) -> str:
    """Say under how many members' own weights the winner wins."""
    if found.leader is None:
        return _("Nothing is left: every alternative is excluded by a gate.")
    if not found.members:
        return _("No member has weighed anything alone yet.")
    return _.counted(
        "{name} wins under the own weights of {agreeing} of {count} member.",
        "{name} wins under the own weights of {agreeing} of {count} members.",
        len(found.members),
        name=names[found.leader],
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


def weight_consensus_word(share: float, _: Words) -> str:
    """Read a consensus on weights as Goepel does.

    >>> weight_consensus_word(0.7, Words("en")), weight_consensus_word(0.85, Words("en"))
    ('moderate agreement', 'very high agreement')
    """
    if share <= VERY_LOW:
        return _("very low agreement")
    if share <= LOW:
        return _("low agreement")
    if share <= MODERATE:
        return _("moderate agreement")
    return _("high agreement") if share < HIGH else _("very high agreement")
