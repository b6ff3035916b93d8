"""How sure the result is, in words: the verdict with its rule, and what stands beside it."""

from collections.abc import Mapping, Sequence

from selection.analysis.balance import Turn
from selection.analysis.critical import CriticalWeight
from selection.analysis.elicited import POINTS_FACTOR
from selection.analysis.evaluation import Evaluation
from selection.analysis.robustness import Robustness, Sureness
from selection.analysis.uncertain import Source
from selection.analysis.verdict import Sureness as VerdictCode
from selection.analysis.verdict import Verdict
from selection.model.judgements import EVIDENCE
from selection.model.robustness import RobustnessPolicy
from selection.words import Words
from selection.words.gates import open_gates
from selection.words.reasons import part_name, turning
from selection.words.terms import evidence_word


def verdict_word(verdict: VerdictCode, _: Words) -> str:
    """Name a verdict.

    >>> verdict_word("robust", Words("en"))
    'robust'
    """
    return {"open": _("open"), "tie": _("tie"), "robust": _("robust"), "fragile": _("fragile")}[verdict]


def source_word(source: Source, _: Words) -> str:
    """Name a source of doubt."""
    return {
        "weights": _("the weights"),
        "scores": _("the scores"),
        "answers": _("the open answers"),
        "evidence": _("answers on weak evidence"),
    }[source]


def verdict_sentence(sureness: Sureness, names: Mapping[str, str], _: Words) -> str:
    """Say the verdict, and by which rule; without one that nothing is left."""
    verdict = sureness.verdict
    if verdict is None:
        return _("No verdict: every alternative is excluded by a gate.")
    if verdict.sureness == "open":
        return _open(verdict, sureness, names, _)
    if verdict.sureness == "tie":
        return _tie(verdict, names, _)
    if verdict.sureness == "robust":
        return _robust(verdict, names, _)
    return _fragile(verdict, sureness.policy, names, _)


def _robust(verdict: Verdict, names: Mapping[str, str], _: Words) -> str:
    grounds = verdict.grounds
    leader, first = names[verdict.leader], _.percent(grounds.first)
    if not grounds.members:
        return _(
            "Robust: {leader} comes first in {first} of the draws, and wins on good evidence alone, too.",
            leader=leader,
            first=first,
        )
    return _.counted(
        "Robust: {leader} comes first in {first} of the draws, wins on good evidence alone, too, and under "
        "{agreeing} of {count} member's own weights.",
        "Robust: {leader} comes first in {first} of the draws, wins on good evidence alone, too, and under "
        "{agreeing} of {count} members' own weights.",
        grounds.members,
        leader=leader,
        first=first,
        agreeing=grounds.members_agreeing,
    )


def _open(verdict: Verdict, sureness: Sureness, names: Mapping[str, str], _: Words) -> str:
    leader = names[verdict.leader]
    if verdict.rule == "open_answers_decide":
        return _(
            "Open: {leader} passed its gates, but stays first in only {first} of the draws when open "
            "answers and weak evidence vary.",
            leader=leader,
            first=_.percent(verdict.grounds.first_on_answers),
        )
    if nobody_passed(sureness):
        return _("Open: nothing has passed its gates yet, so nobody can be named first.")
    gates = open_gates(sureness.evaluation.alternative(verdict.leader).gate, sureness.evaluation, _)
    return _("Open: {leader} has not passed its gates yet: {gates}.", leader=leader, gates=gates)


def nobody_passed(sureness: Sureness) -> bool:
    """Tell whether several are left and none of them has passed its gates."""
    verdicts = sureness.standing.verdicts
    return "pass" not in verdicts and verdicts.count("open") > 1


def _tie(verdict: Verdict, names: Mapping[str, str], _: Words) -> str:
    about = {"leader": names[verdict.leader], "rival": names[verdict.rival or ""]}
    if verdict.rule == "rival_is_level":
        return _("Tie: {leader} and {rival} are {gap} apart.", gap=_.number(verdict.grounds.gap, 3), **about)
    beats = _.percent(verdict.grounds.beats)
    return _("Tie: {leader} beats {rival} in only {beats} of the draws.", beats=beats, **about)


def _fragile(verdict: Verdict, policy: RobustnessPolicy, names: Mapping[str, str], _: Words) -> str:
    grounds, leader = verdict.grounds, names[verdict.leader]
    source = source_word(verdict.source or "weights", _)
    if grounds.first < policy.first_at_least:
        return _(
            "Fragile: {leader} comes first in {first} of the draws; what lowers it most is: {source}.",
            leader=leader,
            first=_.percent(grounds.first),
            source=source,
        )
    if not grounds.same_on_evidence:
        return _(
            "Fragile: {leader} would not win on evidence of at least this level alone: {evidence}.",
            leader=leader,
            evidence=evidence_word(policy.survives_evidence, _),
        )
    return _.counted(
        "Fragile: {leader} comes first under only {agreeing} of {count} member's own weights.",
        "Fragile: {leader} comes first under only {agreeing} of {count} members' own weights.",
        grounds.members,
        leader=leader,
        agreeing=grounds.members_agreeing,
    )


def verdict_rule(policy: RobustnessPolicy, _: Words) -> str:
    """Print the rule of the verdict; the first that holds gives it."""
    return _(
        "The first that holds. Open: the leader's gate is not passed, or it comes first in less than "
        "{first} of the draws when only answers and evidence vary. Tie: a rival is within {level}, or is "
        "beaten in less than {beats} of the draws. Robust: first in at least {first} of the draws, the "
        "same winner on evidence of at least {evidence}, and first under at least {members} of the "
        "members' own weights. Otherwise fragile.",
        first=_.percent(policy.first_at_least),
        level=_.number(policy.level_within, 3),
        beats=_.percent(policy.beats_at_least),
        evidence=evidence_word(policy.survives_evidence, _),
        members=_.percent(policy.members_at_least),
    )


def policy_sentence(robustness: Robustness, _: Words) -> str:
    """Print what the draws rest on: how many, from which seed, and how wide."""
    policy = robustness.policy
    truths = ", ".join(f"{evidence_word(level, _)} {_.percent(policy.truth[level])}" for level in EVIDENCE)
    return _(
        "{draws} draws, seed {seed}. Points hold within a factor of {factor}; an agreed score is a level "
        "lower with {down} and higher with {up}; an open answer may be anything on its scale; a stated "
        "one is true with: {truths}; otherwise it is something worse.",
        draws=_.number(robustness.draws, 0),
        seed=robustness.seed,
        factor=_.number(POINTS_FACTOR, 2),
        down=_.percent(policy.score_down),
        up=_.percent(policy.score_up),
        truths=truths,
    )


def shown_share(share: float, nothing: str, _: Words) -> str:
    """Write a share as a percentage, and what would read 0% as nothing.

    >>> shown_share(0.31, "-", Words("en")), shown_share(0.005, "-", Words("en"))
    ('31%', '-')
    """
    written = _.percent(share)
    return nothing if written == _.percent(0) else written


def real_turns(found: CriticalWeight) -> tuple[Turn | None, Turn | None]:
    """Give the turns that overtake: at 0 or 1 a part counts not at all or alone, and levels stay."""
    lower = found.lower if found.lower and found.lower.weight > 0 else None
    return lower, found.upper if found.upper and found.upper.weight < 1 else None


def most_telling(listed: Sequence[CriticalWeight], most: int) -> list[CriticalWeight]:
    """Choose the weights with least room, in that order, and always the balance of the two sides."""
    first = list(listed[:most])
    balance = [one for one in listed[most:] if one.part == "side"]
    return [*first[: most - len(balance)], *balance]


def critical_sentence(
    found: CriticalWeight, evaluation: Evaluation, names: Mapping[str, str], _: Words
) -> str:
    """Say over which weights of one part the leader stays ahead, and who takes over beyond."""
    about = {"part": part_name(found.part, found.name, evaluation, _), "now": _.percent(found.weight, 1)}
    lower, upper = real_turns(found)
    if lower and upper:
        return _(
            "{part}, now {now}: below {low} it is {below}, above {high} it is {above}.",
            low=turning(lower.weight, _, more=False),
            below=names[lower.rival],
            high=turning(upper.weight, _, more=True),
            above=names[upper.rival],
            **about,
        )
    if upper:
        high = turning(upper.weight, _, more=True)
        return _(
            "{part}, now {now}: above {high} it is {above}.", high=high, above=names[upper.rival], **about
        )
    if lower:
        low = turning(lower.weight, _, more=False)
        return _("{part}, now {now}: below {low} it is {below}.", low=low, below=names[lower.rival], **about)
    return _("{part}, now {now}: no weight of it changes who is ahead.", **about)
