"""A result as plain text: the answer first, then what it rests on and what could still change it."""

from collections.abc import Iterator, Sequence

from selection.analysis.balance import balance
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.gates import GatePart, Verdict
from selection.analysis.questions import grouped, open_cells_of, questions
from selection.documents.plain_text import columns, paragraph
from selection.model.decision import Decision
from selection.model.look_alikes import look_alikes
from selection.words import Words
from selection.words.errors import explain
from selection.words.fiction import told_evaluation
from selection.words.gates import gate_name, part_sentence, reason_sentence, verdict_word
from selection.words.results import (
    balance_sentence,
    baseline_sentence,
    fit_sentence,
    fit_text,
    headline,
    question_sentence,
    rank_text,
    undecided_weights,
)
from selection.words.terms import evidence_word, mode_word, stage_word

MOST_QUESTIONS = 10
MOST_REASONS = 4


def result_lines(evaluation: Evaluation, _: Words) -> list[str]:
    """Write a whole result."""
    evaluation = told_evaluation(evaluation, _)
    return [
        *_answer(evaluation, _),
        *_list(_("Platforms"), evaluation.platforms, evaluation, _),
        *_list(_("Integrators"), evaluation.integrators, evaluation, _),
        *_list(_pairs_title(evaluation, _), evaluation.pairs, evaluation, _),
        "",
        *paragraph(_columns_meaning(_)),
        *_fits(evaluation, _),
        *_stopped(_("Excluded"), "fail", evaluation, _),
        *_stopped(_("Still open"), "open", evaluation, _),
        *question_lines(evaluation, MOST_QUESTIONS, _),
    ]


def head_lines(decision: Decision, _: Words) -> list[str]:
    """Say what is being decided, and that something in it is invented if so."""
    lines = paragraph(_.text(decision.title))
    if decision.fictional:
        lines += paragraph(_("FICTIONAL: products or firms in this decision are invented."))
    for found in look_alikes(decision):
        lines += paragraph(_("Mind: {problem}", problem=explain(found, _).sentence))
    return lines


def question_lines(evaluation: Evaluation, most: int | None, _: Words) -> list[str]:
    """List what to ask, the most telling first; what is asked of several stands together."""
    evaluation = told_evaluation(evaluation, _)
    groups = grouped(questions(evaluation))
    if not groups:
        return ["", _("Nothing is left to ask.")]
    shown = groups[:most]
    title = (
        _("Questions ({shown} of {count})", shown=len(shown), count=len(groups))
        if len(shown) < len(groups)
        else _("Questions ({count})", count=len(groups))
    )
    lines = ["", title]
    for number, group in enumerate(shown, start=1):
        numbered = f"{number}. {question_sentence(group, evaluation, _)}"
        lines += paragraph(numbered, indent=4 - len(str(number)), hanging=2 + len(str(number)))
    return lines


def _answer(evaluation: Evaluation, _: Words) -> Iterator[str]:
    decision = evaluation.decision
    yield from head_lines(decision, _)
    yield ""
    yield from paragraph(headline(evaluation, _))
    yield ""
    for sentence in (
        _balance(evaluation, _),
        baseline_sentence(evaluation, _),
        undecided_weights(decision, _),
        _rules(decision, _),
    ):
        if sentence:
            yield from paragraph(sentence)


def _balance(evaluation: Evaluation, _: Words) -> str:
    """Say how far the balance may shift, where there is somebody ahead who could be overtaken."""
    found = balance(evaluation)
    if found is None or evaluation.alternative(found.leader).rank_worst != 1:
        return ""
    return balance_sentence(found, evaluation, _)


def _rules(decision: Decision, _: Words) -> str:
    """Say the rules of counting that shape the figures."""
    return _(
        "Rules: {mode}, stage {stage}; gates pass on evidence of at least: {evidence}; "
        "pass line of as-is fit {line}.",
        mode=mode_word(decision.mode, _),
        stage=stage_word(decision.stage, _),
        evidence=evidence_word(decision.gate_evidence, _),
        line=_.percent(decision.policy.fit_line),
    )


def _pairs_title(evaluation: Evaluation, _: Words) -> str:
    return _("Bids") if evaluation.decision.mode == "tender" else _("Pairs")


def ranked_row(a: Alternative, decision: Decision, with_fit: bool, _: Words) -> tuple[str, ...]:
    """Tell what a list of alternatives says of one: rank, name, gate, value, proven value, quality, fit."""
    return (
        rank_text(a, _),
        a.name,
        verdict_word(a.gate.verdict, _),
        _.interval(a.low, a.high),
        _.interval(a.proven, a.high),
        _.interval(a.quality_low, a.quality_high),
        *((fit_text(a.fit, decision, _),) if with_fit else ()),
    )


def _list(title: str, found: Sequence[Alternative], evaluation: Evaluation, _: Words) -> list[str]:
    if not found:
        return []
    with_fit = any(alternative.fit is not None for alternative in found)
    header = [_("rank"), _("name"), _("gate"), _("value"), _("proven"), _("quality")]
    rows = [ranked_row(a, evaluation.decision, with_fit, _) for a in found]
    header += [_("as-is fit")] if with_fit else []
    top, *lines = columns(header, rows, right=range(3, len(header)))
    ranked = sum(a.rank is not None for a in found)
    standing = sum(a.gate.verdict != "fail" for a in found)
    unranked = [_unranked(found[ranked:standing], evaluation, _)] if ranked < standing else []
    table = [top, *lines[:ranked], *unranked, *lines[ranked:]]
    return ["", title, *(f"  {line}" for line in table)]


def _unranked(found: Sequence[Alternative], evaluation: Evaluation, _: Words) -> str:
    """Say why what follows has no rank yet."""
    opened = open_cells_of(questions(evaluation))
    parts = {part for a in found for part in ((a.id, a.pair.offer, a.pair.integrator) if a.pair else (a.id,))}
    missing = sum(opened.get(part, 0) for part in parts)
    if not missing:
        return _("not ranked yet: gates are open")
    return _.counted(
        "not ranked yet: {count} answer missing", "not ranked yet: {count} answers missing", missing
    )


def _columns_meaning(_: Words) -> str:
    return _(
        "Values run from 0 to 1; an interval spans what is still open. Proven: without answers on weaker "
        "evidence than this stage asks for. Quality: without cost."
    )


def _fits(evaluation: Evaluation, _: Words) -> Iterator[str]:
    found = [(a.name, a.fit) for a in evaluation.platforms if a.fit is not None]
    if not found:
        return
    yield ""
    yield _("As-is fit")
    for name, fit in found:
        yield from paragraph(f"{name}: {fit_sentence(fit, evaluation.decision, _)}", indent=2, hanging=2)


def _stopped(title: str, verdict: Verdict, evaluation: Evaluation, _: Words) -> Iterator[str]:
    """Say, for everyone with this verdict, which gates gave it; a pair repeats nothing of its parts."""
    everyone = [*evaluation.platforms, *evaluation.integrators, *evaluation.pairs]
    stopped = [(a.name, _own_parts(a, evaluation)) for a in everyone if a.gate.verdict == verdict]
    found = [
        (name, [part for part in parts if part.verdict == verdict])
        for name, parts in stopped
        if any(part.verdict == verdict for part in parts)
    ]
    if not found:
        return
    yield ""
    yield title
    for name, parts in found:
        yield f"  {name}"
        for part in parts:
            yield from _part(part, evaluation, _)


def _own_parts(alternative: Alternative, evaluation: Evaluation) -> tuple[GatePart, ...]:
    pair = alternative.pair
    if pair is None:
        return alternative.gate.parts
    gates = evaluation.foundation.gates
    known = {part for name in (pair.offer, pair.integrator) for part in gates[name].parts}
    return tuple(part for part in alternative.gate.parts if part not in known)


def _part(part: GatePart, evaluation: Evaluation, _: Words) -> Iterator[str]:
    sentence = part_sentence(part, evaluation, _)
    yield from paragraph(f"{gate_name(part, evaluation, _)}: {sentence}", indent=4, hanging=2)
    if part.verdict == "fail" and part.gate in ("must_needs", "future_needs"):
        reasons = [reason for reason in part.reasons if reason.verdict == "fail"]
        for reason in reasons[:MOST_REASONS]:
            yield from paragraph(reason_sentence(reason, evaluation, _), indent=6, hanging=2)
        if len(reasons) > MOST_REASONS:
            yield _("      and {count} more", count=len(reasons) - MOST_REASONS)
