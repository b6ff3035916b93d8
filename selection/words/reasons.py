"""Why, in words: who is ahead, because of what, and what would turn it; never more than a few sentences."""

import math
from collections.abc import Sequence

from selection.analysis.evaluation import Evaluation
from selection.analysis.ranking import DIGITS
from selection.analysis.reasons import Flip, Gap, Reasons, Tipping
from selection.model.criteria import SIDES
from selection.words import Words
from selection.words.asking import names_of, topic
from selection.words.gates import open_gates
from selection.words.terms import side_word

SHOWN_STEP = 0.001
"""Weights are written to a tenth of a per cent."""


def reasons_sentence(found: Reasons, evaluation: Evaluation, _: Words) -> str:
    """Say the result and its reasons in a few sentences."""
    if found.case == "nobody":
        return _("Nothing is left: every alternative is excluded by a gate.")
    if found.case == "baseline" and evaluation.baseline:
        margin = _.number(evaluation.decision.policy.baseline_margin)
        return _("Nothing beats “{name}” by {margin}.", name=evaluation.baseline.name, margin=margin)
    if found.case == "undecided":
        return _undecided(found, evaluation, _)
    names = names_of(evaluation)
    leader, rival = names[found.leader or ""], names.get(found.rival or "", "")
    if found.case == "only_one":
        return _only_one(found, leader, evaluation, _)
    parts = [_standing(found, leader, rival, evaluation, _)]
    if found.case == "ahead":
        parts.append(_what_would_turn(found, rival, evaluation, _))
    return " ".join(part for part in parts if part)


def _undecided(found: Reasons, evaluation: Evaluation, _: Words) -> str:
    everyone = evaluation.pairs or evaluation.platforms
    standing = sum(a.gate.verdict != "fail" for a in everyone)
    return _(
        "Nobody is ahead yet: nothing has passed its gates, and {count} of {all} could still be first. "
        "What is known so far says how well they are documented, not how good they are.",
        count=len(found.possible),
        all=standing,
    )


def _only_one(found: Reasons, leader: str, evaluation: Evaluation, _: Words) -> str:
    if not found.gate_open:
        return _("{leader} is the only one left: there is nothing to compare it with.", leader=leader)
    gates = open_gates(evaluation.alternative(found.leader or "").gate, evaluation, _)
    return _(
        "{leader} is the only one left, and its gates are still open: {gates}.", leader=leader, gates=gates
    )


def _standing(found: Reasons, leader: str, rival: str, evaluation: Evaluation, _: Words) -> str:
    """Say who stands where, and because of what."""
    for_it, against_it = _gaps(found.for_it, evaluation, _), _gaps(found.against_it, evaluation, _)
    about = {"leader": leader, "rival": rival, "lead": _.value(abs(found.lead))}
    if found.case == "level":
        said = _("{leader} and {rival} are level: {lead} apart.", **about)
    elif found.case == "behind_open_gate":
        said = _(
            "{leader} is first of those that passed their gates. {rival} would be {lead} ahead of it, but "
            "its gates are still open.",
            **about,
        )
    else:
        said = _ahead(found, about, for_it, _)
    if found.case != "ahead" and for_it:
        said += " " + _("For {leader} speaks: {for_it}.", leader=leader, for_it=for_it)
    if against_it:
        said += " " + _("{rival} leads on: {against_it}.", rival=rival, against_it=against_it)
    return said


def _ahead(found: Reasons, about: dict[str, str], for_it: str, _: Words) -> str:
    if found.gate_open:
        return _(
            "{leader} is ahead of {rival} by {lead}, mostly because of: {for_it}; but its gates are still "
            "open.",
            for_it=for_it,
            **about,
        )
    if not found.sure:
        return _(
            "{leader} is ahead of {rival} by {lead} at the middle of what is possible, mostly because of: "
            "{for_it}; open answers could still turn it.",
            for_it=for_it,
            **about,
        )
    return _("{leader} is ahead of {rival} by {lead}, mostly because of: {for_it}.", for_it=for_it, **about)


def _gaps(gaps: Sequence[Gap], evaluation: Evaluation, _: Words) -> str:
    criteria = evaluation.foundation.criteria
    return ", ".join(
        _(
            "{criterion} ({amount})",
            criterion=_.told(criteria[g.criterion].name),
            amount=_.value(abs(g.amount)),
        )
        for g in gaps
    )


def _what_would_turn(found: Reasons, rival: str, evaluation: Evaluation, _: Words) -> str:
    """Say what would put the rival ahead: a weight, a question, both or nothing."""
    if found.tipping is None and found.flip is None:
        return _("No single weight and no single question would put {rival} ahead.", rival=rival)
    if found.tipping is None:
        return _by_question(found.flip, rival, evaluation, _) if found.flip else ""
    weight = _weight(found.tipping, evaluation, _)
    if found.flip is None:
        if found.tipping.more:
            return _(
                "{rival} would be ahead if “{part}” weighed more than {weight} (now {now}).",
                rival=rival,
                **weight,
            )
        return _(
            "{rival} would be ahead if “{part}” weighed less than {weight} (now {now}).",
            rival=rival,
            **weight,
        )
    question = topic(found.flip.ask, evaluation, _)
    if found.tipping.more:
        return _(
            "{rival} would be ahead if “{part}” weighed more than {weight} (now {now}), or if the answers "
            "to this turned out in its favour: {question}.",
            rival=rival,
            question=question,
            **weight,
        )
    return _(
        "{rival} would be ahead if “{part}” weighed less than {weight} (now {now}), or if the answers to "
        "this turned out in its favour: {question}.",
        rival=rival,
        question=question,
        **weight,
    )


def _by_question(flip: Flip, rival: str, evaluation: Evaluation, _: Words) -> str:
    return _(
        "{rival} would be ahead if the answers to this turned out in its favour: {question}.",
        rival=rival,
        question=topic(flip.ask, evaluation, _),
    )


def turning(weight: float, _: Words, *, more: bool) -> str:
    """Write a weight beyond which another is ahead, rounded away from the weight now, so that it is true.

    >>> turning(0.31412, Words("en"), more=True), turning(0.31412, Words("en"), more=False)
    ('31.5%', '31.4%')
    """
    steps = round(weight / SHOWN_STEP, DIGITS)
    rounded = SHOWN_STEP * (math.ceil(steps) if more else math.floor(steps))
    return _.percent(rounded if 0 < rounded < 1 else weight, 1)


def _weight(tipping: Tipping, evaluation: Evaluation, _: Words) -> dict[str, str]:
    return {
        "part": part_name(tipping.part.part, tipping.part.name, evaluation, _),
        "weight": turning(tipping.weight, _, more=tipping.more),
        "now": _.percent(tipping.now, 1),
    }


def part_name(part: str, name: str, evaluation: Evaluation, _: Words) -> str:
    """Name a part of the tree of weights: a criterion, a group or a side."""
    if part == "side":
        return _("the side {side}", side=next(side_word(side, _) for side in SIDES if side == name))
    if part == "group":
        group = name.partition(".")[2]
        titles = {found.id: _.told(found.name) for found in evaluation.decision.groups}
        return titles.get(group, group)
    return _.told(evaluation.foundation.criteria[name].name)
