"""Results in words: the answer first, then how sure it is and what could still change it."""

from collections.abc import Sequence
from fractions import Fraction

from selection.analysis.balance import Balance, Turn
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.fit import Fit, exact
from selection.analysis.questions import Question, QuestionGroup
from selection.analysis.ranking import DIGITS
from selection.analysis.weights import undecided_nodes
from selection.model.decision import Decision
from selection.model.needs import TIERS
from selection.words import Words
from selection.words.gates import MOST_NAMED, few, gate_word, open_gates, share, shares
from selection.words.terms import side_word, tier_word


def headline(evaluation: Evaluation, _: Words) -> str:
    """Say in one sentence what came out: who is first, or why that can't be said."""
    subjects = evaluation.pairs or evaluation.platforms
    standing = [alternative for alternative in subjects if alternative.gate.verdict != "fail"]
    if not standing:
        return _("Nothing is left: every alternative is excluded by a gate.")
    if _nothing_beats_the_baseline(standing, evaluation) and evaluation.baseline:
        margin = _.number(evaluation.decision.policy.baseline_margin)
        return _("Nothing beats “{name}” by {margin}.", name=_.text(evaluation.baseline.name), margin=margin)
    if len(subjects) == 1:
        return _("{name} is the only one: there is nothing to compare it with.", name=subjects[0].name)
    winners = [a for a in standing if a.rank == 1]
    if winners:
        return _winners(winners, evaluation, _)
    certain = [a for a in standing if a.rank_worst == 1]
    if len(certain) == 1:
        gates = open_gates(certain[0].gate, evaluation, _)
        return _("{name} is preferred, subject to open gates: {gates}.", name=certain[0].name, gates=gates)
    return _undecided([a.name for a in standing if a.rank_best == 1], len(standing), _)


def _winners(winners: Sequence[Alternative], evaluation: Evaluation, _: Words) -> str:
    if len(winners) > 1:
        return _("{names} are level in first place.", names=few([a.name for a in winners], _))
    if evaluation.pairs:
        return _("{name} is first.", name=winners[0].name)
    return _("{name} is first among the platforms.", name=winners[0].name)


def _undecided(names: Sequence[str], standing: int, _: Words) -> str:
    if len(names) > MOST_NAMED:
        return _("It is not decided yet: {count} of {all} could be first.", count=len(names), all=standing)
    return _("It is not decided yet: {names} could be first.", names=_(" or ").join(names))


def difference_sentence(
    first: Alternative, second: Alternative, gaps: Sequence[tuple[str, float]], _: Words
) -> str:
    """Say what puts one alternative before another, and what it is behind on; the largest first."""
    named = {"first": first.name, "second": second.name}
    gains = [f"{name} {_.signed(gap)}" for name, gap in gaps if round(gap, 2) > 0]
    losses = [f"{name} {_.signed(gap)}" for name, gap in gaps if round(gap, 2) < 0]
    for_it, against_it = ", ".join(gains[:3]) or _("none"), ", ".join(losses[:3]) or _("none")
    if first.is_exact and second.is_exact:
        gap = _.value(first.low - second.low)
        return _(
            "{first} is {gap} ahead of {second}. For it: {for_it}. Against it: {against_it}.",
            gap=gap,
            for_it=for_it,
            against_it=against_it,
            **named,
        )
    return _(
        "By the middle of what is possible, what speaks for {first} rather than {second}: {for_it}; "
        "against it: {against_it}.",
        for_it=for_it,
        against_it=against_it,
        **named,
    )


def _nothing_beats_the_baseline(standing: Sequence[Alternative], evaluation: Evaluation) -> bool:
    line = evaluation.baseline
    if line is None:
        return False
    low = line.low if evaluation.pairs else line.platform_low
    needed = round(low + evaluation.decision.policy.baseline_margin, DIGITS)
    return all(round(alternative.high, DIGITS) < needed for alternative in standing)


def baseline_sentence(evaluation: Evaluation, _: Words) -> str:
    """Say where the baseline stands and who surely beats it by the margin; nothing if there is none."""
    line = evaluation.baseline
    if line is None:
        return ""
    low, high = (line.low, line.high) if evaluation.pairs else (line.platform_low, line.platform_high)
    needed = round(high + evaluation.decision.policy.baseline_margin, DIGITS)
    subjects = evaluation.pairs or evaluation.platforms
    ahead = [a.name for a in subjects if a.gate.verdict != "fail" and round(a.low, DIGITS) >= needed]
    return _(
        "Without a purchase, “{name}” is worth {value}; surely {margin} better: {names}.",
        name=_.text(line.name),
        value=_.interval(low, high),
        margin=_.number(evaluation.decision.policy.baseline_margin),
        names=few(ahead, _) or _("none"),
    )


def rank_text(alternative: Alternative, _: Words) -> str:
    """Write a rank, the ranks that are possible, or that there is none."""
    best, worst = alternative.rank_best, alternative.rank_worst
    if best is None or worst is None:
        return _("excluded")
    if alternative.rank is not None:
        return _.number(alternative.rank)
    if best == worst:
        return _("{rank} possible", rank=best)
    return _("{best}–{worst} possible", best=best, worst=worst)


def fit_text(fit: Fit | None, decision: Decision, _: Words) -> str:
    """Write the weighted as-is fit alone, as for a table."""
    return "" if fit is None else shares(fit.low, fit.high, exact(decision.policy.fit_line), _)


def fit_sentence(fit: Fit, decision: Decision, _: Words) -> str:
    """Say the as-is fit with the figures that belong beside it, and warn where their verdicts differ."""
    line = exact(decision.policy.fit_line)
    missing = sum(count.open for count in fit.by_tier.values())
    parts = [
        _("{fit} as is (weighted)", fit=shares(fit.low, fit.high, line, _)),
        _("{fit} plain count", fit=shares(fit.plain_low, fit.plain_high, line, _)),
        *([_("{fit} of what is answered", fit=_answered_only(fit, line, _))] if missing else []),
        " · ".join(f"{name} {shares(low, high, line, _)}" for name, (low, high) in _by_tier(fit, _).items()),
    ]
    sentence = ", ".join(parts)
    if missing:
        sentence += "; " + _.counted("{count} answer missing", "{count} answers missing", missing)
    return " ".join([f"{sentence}.", *_fit_notes(fit, decision, _)])


def _answered_only(fit: Fit, line: Fraction, _: Words) -> str:
    return _("nothing") if fit.answered_only is None else share(fit.answered_only, line, _)


def _by_tier(fit: Fit, _: Words) -> dict[str, tuple[Fraction, Fraction]]:
    return {
        tier_word(tier, _): (
            Fraction(count.as_is, count.total),
            Fraction(count.as_is + count.open, count.total),
        )
        for tier in TIERS
        if (count := fit.by_tier[tier]).total
    }


def _fit_notes(fit: Fit, decision: Decision, _: Words) -> list[str]:
    notes = []
    line = exact(decision.policy.fit_line)
    others = {_("plain count"): (fit.plain_low, fit.plain_high), **_by_tier(fit, _)}
    if fit.answered_only is not None:
        others[_("what is answered")] = (fit.answered_only, fit.answered_only)
    verdict = (fit.low >= line, fit.high >= line)
    differing = [name for name, (low, high) in others.items() if (low >= line, high >= line) != verdict]
    if differing:
        names = ", ".join(differing)
        notes.append(
            _(
                "Mind: on the line of {line} the verdict differs for: {names}.",
                line=_.percent(line),
                names=names,
            )
        )
    if decision.policy.configuration_counts_as_is:
        notes.append(_("What is met by configuration counts as met as is."))
    return notes


def undecided_weights(decision: Decision, _: Words) -> str:
    """Say which weights nobody has decided on yet; nothing if all are."""
    nodes = undecided_nodes(decision)
    if not nodes:
        return ""
    groups = {group.id: _.text(group.name) for group in decision.groups}
    names = [_node_name(node, groups, _) for node in nodes]
    return _("Not yet decided, so all count alike: the weights of {nodes}.", nodes=few(names, _))


def _node_name(node: str, groups: dict[str, str], _: Words) -> str:
    if node == "sides":
        return _("platform and integrator")
    side, _dot, group = node.partition(".")
    return groups.get(group, group) if group else _("the side {side}", side=side_word(side, _))


def balance_sentence(balance: Balance, evaluation: Evaluation, _: Words) -> str:
    """Say how far the balance between platform and integrator may shift before another pair comes first."""
    leader = evaluation.alternative(balance.leader).name
    # At either end only one side counts at all; pairs that are level there do not overtake each other.
    lower = balance.lower if balance.lower and balance.lower.weight > 0 else None
    upper = balance.upper if balance.upper and balance.upper.weight < 1 else None
    if lower is None and upper is None:
        sentence = _("{leader} stays ahead however platform and integrator are balanced.", leader=leader)
    else:
        sentence = _(
            "{leader} stays ahead while the platform weighs {range} (now {weight}); {turns}.",
            leader=leader,
            range=_range(lower, upper, _),
            weight=_.percent(balance.weight),
            turns=", ".join(_turns(lower, upper, evaluation, _)),
        )
    if balance.exact:
        return sentence
    return _("Answers are missing; by the middles of what is possible: {sentence}", sentence=sentence)


def _range(lower: Turn | None, upper: Turn | None, _: Words) -> str:
    low, high = (_.percent(turn.weight, 1) if turn else "" for turn in (lower, upper))
    if not low:
        return _("up to {high}", high=high)
    if not high:
        return _("{low} or more", low=low)
    return _("{low} to {high}", low=low, high=high)


def _turns(lower: Turn | None, upper: Turn | None, evaluation: Evaluation, _: Words) -> list[str]:
    def said(turn: Turn | None, message: str) -> list[str]:
        return [message.format(rival=evaluation.alternative(turn.rival).name)] if turn else []

    return [*said(lower, _("below that it is {rival}")), *said(upper, _("above that it is {rival}"))]


def question_sentence(question: Question | QuestionGroup, evaluation: Evaluation, _: Words) -> str:
    """Say what to ask of whom, and what hangs on the answer."""
    return f"{_asking(question, evaluation, _)} {_at_stake(question, _)}".strip()


def _asking(question: Question | QuestionGroup, evaluation: Evaluation, _: Words) -> str:
    asked = question.alternatives if isinstance(question, QuestionGroup) else (question.alternative,)
    names = few([evaluation.alternative(name).name for name in asked], _)
    if question.kind == "compatibility":
        return _("Ask whether the integrator implements the platform: {names}.", names=names)
    if question.kind == "criterion":
        criterion = evaluation.foundation.criteria[question.item]
        what = _("{item}, {text}", item=question.item, text=_.text(criterion.name))
        return _measuring(question, names, what, _)
    need = next(need for need in evaluation.decision.needs if need.id == question.item)
    what = _("{item}, “{text}”", item=need.id, text=_.text(need.text).removesuffix("."))
    return _message_about_a_need(question, asked, evaluation, _).format(names=names, what=what)


def _message_about_a_need(
    question: Question | QuestionGroup, asked: Sequence[str], evaluation: Evaluation, _: Words
) -> str:
    state = question.state if isinstance(question, Question) else ""
    if _wants_a_commitment(question.item, asked, evaluation):
        return _("Get a price and a day from {names} for {what}.")
    if question.action == "verify":
        return _("Have {names} prove {what}.")
    if state == "asked":
        return _("Remind {names} of {what}.")
    if state == "conflict":
        return _("Sources disagree; ask {names} about {what}.")
    return _("Ask {names} about {what}.")


def _wants_a_commitment(item: str, asked: Sequence[str], evaluation: Evaluation) -> bool:
    """Tell whether it is a promise that is missing, not an answer."""
    reasons = {
        reason.code
        for name in asked
        for part in evaluation.alternative(name).gate.parts_that("open")
        for reason in part.reasons
        if reason.item == item
    }
    return bool(reasons) and reasons <= {"partial", "custom", "roadmap", "committed_too_late"}


def _measuring(question: Question | QuestionGroup, names: str, what: str, _: Words) -> str:
    if question.action == "verify":
        return _("Find better evidence for {names} on {what}.", names=names, what=what)
    if question.action == "agree":
        return _("Agree on {what} for {names}.", names=names, what=what)
    return _("Measure {names} on {what}.", names=names, what=what)


def _at_stake(question: Question | QuestionGroup, _: Words) -> str:
    stakes = []
    if question.gates:
        gates = ", ".join(gate_word(gate, _) for gate in question.gates)
        stakes.append(_("keeps open: {gates}", gates=gates))
    if round(question.swing, 2) > 0:
        stakes.append(_("could move the value by up to {swing}", swing=_.value(question.swing)))
    if not stakes:
        return ""
    said = "; ".join(stakes)
    return f"{said[0].upper()}{said[1:]}."
