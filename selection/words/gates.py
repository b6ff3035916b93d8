"""Gates in words: what excludes an alternative, and what could still close or fail an open gate."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from selection.analysis.evaluation import Evaluation
from selection.analysis.gates import Gate, GatePart, Held, Reason, Verdict
from selection.model.criteria import Criterion
from selection.words import Words
from selection.words.criteria import performance

MOST_NAMED = 5
MOST_DIGITS = 4


def verdict_word(verdict: Verdict, _: Words) -> str:
    """Name a gate's verdict."""
    return {"pass": _("passed"), "fail": _("excluded"), "open": _("open")}[verdict]


def gate_name(part: GatePart, evaluation: Evaluation, _: Words) -> str:
    """Name a gate; one that belongs to a criterion bears its name."""
    criterion = _criterion(part, evaluation)
    if criterion is not None:
        return _.text(criterion.name)
    name = gate_word(part.gate, _)
    return name[:1].upper() + name[1:]


def gate_word(gate: str, _: Words) -> str:
    """Name a kind of gate.

    >>> gate_word("must_needs", Words("en"))
    'must-needs'
    """
    return {
        "must_needs": _("must-needs"),
        "future_needs": _("future needs"),
        "fit": _("as-is fit"),
        "criterion": _("the gate of a criterion"),
        "compatibility": _("compatibility"),
    }[gate]


def part_sentence(part: GatePart, evaluation: Evaluation, _: Words) -> str:
    """Say in one sentence what one gate says of an alternative."""
    if part.gate == "compatibility":
        return _compatibility(part.verdict, _)
    held = _held(part, evaluation, _)
    if part.verdict == "pass":
        return _("{clauses}.", clauses=held or _("nothing stands against it"))
    reasons = _by_reason(part, _)
    if held and part.gate == "fit" and part.verdict == "fail":
        reasons = _("not as is: {reasons}", reasons=reasons)
    elif held:
        reasons = ""
    clauses = [clause for clause in (held, reasons, could_turn(part, _)) if clause]
    return _("{clauses}.", clauses="; ".join(clauses))


def reason_sentence(reason: Reason, evaluation: Evaluation, _: Words) -> str:
    """Say why one need or criterion fails a gate or keeps it open."""
    why = reason_word(reason.code, _)
    need = next((need for need in evaluation.decision.needs if need.id == reason.item), None)
    if need is not None:
        return _("{item}: {why}. {text}", item=need.id, why=why, text=_.text(need.text))
    criterion = evaluation.foundation.criteria.get(reason.item)
    if criterion is not None:
        return _("{item}: {why}.", item=_.text(criterion.name), why=why)
    return _("{why}.", why=why)


def reason_word(code: str, _: Words) -> str:
    """Name why a need or criterion fails a gate, keeps it open or passes it."""
    return {**_failing(_), **_opening(_), **_passing(_)}[code]


def _failing(_: Words) -> Mapping[str, str]:
    return {
        "absent": _("absent"),
        "no_answer": _("no answer in time"),
        "roadmap_too_late": _("promised too late"),
        "beyond_line": _("beyond the line"),
    }


def _opening(_: Words) -> Mapping[str, str]:
    return {
        "not_asked": _("not asked yet"),
        "asked": _("asked, not answered yet"),
        "cannot_judge": _("can't be judged yet"),
        "not_applicable": _("said not to apply, not confirmed"),
        "conflict": _("sources contradict each other"),
        "judgements_apart": _("judged, not agreed yet"),
        "evidence_too_weak": _("evidence too weak for this stage"),
        "partial": _("met only in part"),
        "custom": _("only by custom development"),
        "roadmap": _("only on the roadmap"),
        "committed_too_late": _("committed to, but too late"),
        "no_need_applies": _("no need applies"),
    }


def _passing(_: Words) -> Mapping[str, str]:
    return {
        "as_is": _("met as is"),
        "configuration": _("met by configuration"),
        "add_on": _("met with an add-on"),
        "committed": _("committed to in the bid"),
        "within_line": _("within the line"),
    }


def could_turn(part: GatePart, _: Words) -> str:
    """Say how few answers would close an open gate, and how few would exclude.

    >>> could_turn(GatePart("fit", "open", to_pass=("MK02", "SA05"), to_fail=("MK02",)), Words("en"))
    '2 favourable answers would close it: MK02, SA05; 1 unfavourable would exclude it: MK02'
    """
    if not part.to_pass:
        return ""
    closing = _.counted(
        "{count} favourable answer would close it: {items}",
        "{count} favourable answers would close it: {items}",
        len(part.to_pass),
        items=few(part.to_pass, _),
    )
    if not part.to_fail:
        return closing
    failing = _.counted(
        "{count} unfavourable would exclude it: {items}",
        "{count} unfavourable would exclude it: {items}",
        len(part.to_fail),
        items=few(part.to_fail, _),
    )
    return f"{closing}; {failing}"


def few(items: Sequence[str], _: Words) -> str:
    """List the first few of many.

    >>> few(["a", "b", "c", "d", "e", "f", "g"], Words("en"))
    'a, b, c, d, e and 2 more'
    """
    if len(items) <= MOST_NAMED + 1:
        return _.listed(items)
    return _("{items} and {count} more", items=_.listed(items[:MOST_NAMED]), count=len(items) - MOST_NAMED)


def open_gates(gate: Gate, evaluation: Evaluation, _: Words) -> str:
    """Name the gates that are open, as they stand within a sentence."""
    criteria = evaluation.foundation.criteria
    names = (
        _.text(criteria[part.item].name)
        if part.item is not None and part.item in criteria
        else gate_word(part.gate, _)
        for part in gate.parts_that("open")
    )
    return _.listed(dict.fromkeys(names))


def share(figure: Fraction, line: Fraction, _: Words) -> str:
    """Write a share with as many digits as it takes not to seem on the other side of a line.

    >>> share(Fraction(7996, 10000), Fraction(4, 5), Words("en"))
    '79.96%'
    """
    digits = next(
        (d for d in range(MOST_DIGITS) if (_rounded(figure, d) >= line) == (figure >= line)), MOST_DIGITS
    )
    return _.percent(figure, digits)


def _rounded(figure: Fraction, digits: int) -> Fraction:
    return round(figure * 100, digits) / 100


def shares(low: Fraction, high: Fraction, line: Fraction, _: Words) -> str:
    """Write a share that may still be an interval."""
    ends = share(low, line, _), share(high, line, _)
    return ends[0] if ends[0] == ends[1] else _("{low}–{high}", low=ends[0].removesuffix("%"), high=ends[1])


def _held(part: GatePart, evaluation: Evaluation, _: Words) -> str:
    if part.figure is None:
        return ""
    criterion = _criterion(part, evaluation)
    if criterion is not None:
        return _measured(part, criterion, part.figure, _)
    low, high, line = (Fraction(end) for end in (part.figure.low, part.figure.high, part.figure.line))
    figures = {"low": share(low, line, _), "high": share(high, line, _), "line": _.percent(line)}
    if part.verdict == "fail":
        return _("{high} at best, and the line is {line}", **figures)
    if part.verdict == "open":
        return _("{low} on sufficient evidence and {high} at best, and the line is {line}", **figures)
    return _("{low} on sufficient evidence, and the line is {line}", **figures)


def _measured(part: GatePart, criterion: Criterion, held: Held, _: Words) -> str:
    figure, line = performance(criterion, float(held.low), _), performance(criterion, float(held.line), _)
    if figure == line and held.low != held.line:  # rounded, they would seem to be the same
        figure = _.exact(float(held.low))
    figures = {"figure": figure, "line": line}
    if part.verdict == "fail":
        return _("{figure} is beyond the line, {line}", **figures)
    if part.verdict == "open":
        return _("{figure} is within the line, {line}, but on evidence too weak for this stage", **figures)
    return _("{figure} is within the line, {line}", **figures)


def _by_reason(part: GatePart, _: Words) -> str:
    """Name what gave the part its verdict, what has the same reason together."""
    items: dict[str, list[str]] = {}
    for reason in part.reasons:
        if reason.verdict == part.verdict:
            items.setdefault(reason.code, []).append(reason.item)
    return "; ".join(_with_items(reason_word(code, _), named, part, _) for code, named in items.items())


def _with_items(why: str, named: Sequence[str], part: GatePart, _: Words) -> str:
    """Name what a reason holds for, unless it is the gate itself."""
    return why if named == [part.gate] else _("{why}: {items}", why=why, items=few(named, _))


def _compatibility(verdict: Verdict, _: Words) -> str:
    return {
        "pass": _("the integrator implements the platform."),
        "fail": _("the integrator does not implement the platform."),
        "open": _("it is not known whether the integrator implements the platform."),
    }[verdict]


def _criterion(part: GatePart, evaluation: Evaluation) -> Criterion | None:
    return evaluation.foundation.criteria.get(part.item or "") if part.gate == "criterion" else None
