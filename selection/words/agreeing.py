"""How judgements become what was agreed, in words: the consensus figure and the agreement."""

from collections.abc import Sequence

from selection.model.rounds import Agreement, Subject
from selection.words import Words


def consensus_source(subject: Subject, _: Words) -> str:
    """Name the consensus figure that is shown, with its formula and its source."""
    if subject == "weights":
        return _(
            "S* of Goepel: how much of the variety of all weights together is variety within each "
            "member's own; 100% if all gave the same weights. Goepel, K. D. (2018), Implementation of an "
            "online software tool for the Analytic Hierarchy Process, International Journal of the Analytic "
            "Hierarchy Process 10(3), 469–487."
        )
    return _(
        "Cns of Tastle and Wierman: 1 + Σ p · log2(1 − |X − μ| / d), with μ the mean level and d the width "
        "of the scale; 100% if all chose the same, 0% if one half chose the lowest level and the other half "
        "the highest. Tastle, W. J. and Wierman, M. J. (2007), Consensus and dissention: a measure of "
        "ordinal dispersion, International Journal of Approximate Reasoning 45(3), 531–545."
    )


def agreement_sentence(agreed: Agreement, present: Sequence[str], _: Words) -> str:
    """Say how something was agreed.

    >>> said = Agreement(round="r1", by="lower_median", reason="close", judged=3, of=4)
    >>> agreement_sentence(said, (), Words("en"))
    'Taken over: the lower median of 3 of 4. Because: close'
    """
    counts = {"judged": agreed.judged, "of": agreed.of}
    if agreed.by == "private_rating":
        return _(
            "Rated in private by {judged} of {of}; nothing but the lower median is ever shown.", **counts
        )
    reason = _.text(agreed.reason) if agreed.reason else ""
    how = (
        _("Taken over: the lower median of {judged} of {of}.", **counts)
        if agreed.by == "lower_median"
        else _("Agreed in the meeting; {judged} of {of} had judged.", **counts)
    )
    because = _("Because: {reason}", reason=reason)
    there = _("Present: {names}.", names=_.listed(present)) if present else ""
    return " ".join(part for part in (how, there, because) if part)
