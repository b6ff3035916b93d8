"""How the offers meet the needs, and what that excludes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from selection.analysis.evaluation import Alternative
from selection.analysis.fit import exact
from selection.analysis.gates import GatePart, Verdict
from selection.documents.charts.frame import PAPER, Axis
from selection.documents.charts.parts import Key, parts_chart, shade_on
from selection.documents.charts.parts import Part as Slice
from selection.documents.charts.values import Level, Value, values_chart
from selection.documents.report.blocks import Block, Bullets, Column, Paragraph, Part, Section, Table
from selection.documents.report.telling import MOST_DRAWN, Telling
from selection.documents.workbook.codes import answer_code
from selection.model.needs import DELIVERIES, TIERS
from selection.words.gates import gate_name, part_sentence, reason_sentence, verdict_word
from selection.words.results import fit_sentence, fit_text
from selection.words.terms import tier_word

DELIVERED = tuple(
    shade_on(fill)
    for fill in ("#0b8277", "#4fa79e", "#9ccbc5", "#d7a04a", "#c2650f", "#7b4fb5", "#8f1d33", "#c3cad4")
)
VERDICTS: tuple[Verdict, ...] = ("pass", "open", "fail")
MOST_REASONS = 6
MOST_NAMED = 4
"""As many as can stand side by side in a cell."""


def needs(telling: Telling) -> Section:
    """Tell what is needed in which tier, and how the offers deliver it."""
    _ = telling.words
    if not telling.decision.needs:
        return Section(_("Needs"))
    blocks = (*_tiers(telling), _deliveries(telling))
    return Section(_("Needs"), blocks, tuple(_fit(telling)))


def _tiers(telling: Telling) -> Iterator[Block]:
    _, decision = telling.words, telling.decision
    counted = Counter(need.tier for need in decision.needs)
    said = ", ".join(f"{tier_word(tier, _)}: {counted[tier]}" for tier in TIERS)
    yield Paragraph(
        _.counted(
            "{count} need was agreed on ({tiers}). Appendix A lists it with every offer's answer.",
            "{count} needs were agreed on ({tiers}). Appendix A lists them all with every offer's answers.",
            len(decision.needs),
            tiers=said,
        )
    )


def _deliveries(telling: Telling) -> Block:
    _, answers = telling.words, telling.evaluation.foundation.answers
    words = {str(code): telling.codes.answer(code) for code in DELIVERIES} | {"other": _("open or no answer")}
    key = [Key(shade, "", word) for shade, word in zip(DELIVERED, words.values(), strict=True)]
    rows, told = [], []
    for alternative in telling.evaluation.platforms[:MOST_DRAWN]:
        cells = answers[alternative.id].values()
        counted = Counter(
            code if (code := answer_code(found)) in DELIVERIES else "other"
            for found in cells
            if not found.cell.leaves_the_count
        )
        total = counted.total() or 1
        rows += [
            Slice(
                alternative.name,
                word,
                counted[code] / total,
                counted[code] / total,
                str(counted[code]),
                shade,
            )
            for (code, word), shade in zip(words.items(), DELIVERED, strict=True)
        ]
        told.append((alternative.name, ", ".join(f"{word} {counted[code]}" for code, word in words.items())))
    axis = Axis(_("share of the needs that apply"), figures="percent")
    caption = telling.some(_("How the needs are delivered"), len(telling.evaluation.platforms))
    return telling.figure(parts_chart(rows, axis, _, PAPER), caption, told, key)


def _fit(telling: Telling) -> Iterator[Part]:
    _, decision = telling.words, telling.decision
    found = [(a, a.fit) for a in telling.evaluation.platforms if a.fit is not None]
    if not found:
        return
    line = exact(decision.policy.fit_line)
    rows = [
        Value(
            a.name,
            float(fit.low),
            float(fit.high),
            fit_text(fit, decision, _),
            _by_line(fit.low, fit.high, line),
        )
        for a, fit in found[:MOST_DRAWN]
    ]
    caption = _("As-is fit against the line of {line}", line=_.percent(line))
    level = Level(caption, float(line), float(line))
    spec = values_chart(rows, level, Axis(_("as-is fit"), figures="percent"), _, PAPER)
    sentences = tuple(f"{a.name}: {fit_sentence(fit, decision, _)}" for a, fit in found)
    drawn = telling.figure(spec, telling.some(caption, len(found)), [(row.name, row.text) for row in rows])
    yield Part(_("As-is fit"), (drawn, Bullets(sentences)))


def _by_line(low: object, high: object, line: object) -> Verdict:
    if low >= line:  # type: ignore[operator]
        return "pass"
    return "open" if high >= line else "fail"  # type: ignore[operator]


def gates(telling: Telling) -> Section:
    """Tell who is excluded by what, and what keeps others open."""
    _ = telling.words
    lists = {"platforms": _("Platforms"), "integrators": _("Integrators"), "pairs": telling.subjects_title()}
    columns = (
        Column("", 2.4),
        *(Column(verdict_word(verdict, _), 0.8, "figure") for verdict in VERDICTS),
    )
    rows = []
    for name, title in lists.items():
        found: Sequence[Alternative] = getattr(telling.evaluation, name)
        if found:
            counted = Counter(a.gate.verdict for a in found)
            rows.append((title, *(str(counted[verdict]) for verdict in VERDICTS)))
    about = _(
        "A gate excludes before anything is ranked, whatever else speaks for an alternative. What is "
        "excluded or open stands below with its reasons; a bid or pair repeats nothing of its platform and "
        "its firm."
    )
    parts = (
        *_stopped(telling, _("Excluded, and why"), "fail"),
        *_stopped(telling, _("Open, and what would settle it"), "open"),
    )
    return Section(_("Gates"), (Paragraph(about), Table(columns, tuple(rows))), parts)


def _stopped(telling: Telling, title: str, verdict: Verdict) -> Iterator[Part]:
    _ = telling.words
    named: dict[tuple[str, str], list[str]] = {}
    for alternative in telling.everyone:
        for part in _own_parts(alternative, telling):
            if part.verdict == verdict and alternative.gate.verdict == verdict:
                why = " ".join((part_sentence(part, telling.evaluation, _), *_reasons(part, telling)))
                named.setdefault((gate_name(part, telling.evaluation, _), why), []).append(alternative.name)
    rows = [("; ".join(n), gate, why) for (gate, why), n in named.items() if len(n) <= MOST_NAMED]
    rest = [
        Paragraph(_("{gate}: {why} This holds for {names}.", gate=gate, why=why, names="; ".join(n)))
        for (gate, why), n in named.items()
        if len(n) > MOST_NAMED
    ]
    if named:
        columns = (Column(_("Of whom"), 1.3), Column(_("Gate"), 1), Column(_("Why"), 3.2))
        table = (Table(columns, tuple(rows)),) if rows else ()
        yield Part(title, (*table, *rest, *_by_parts(telling, verdict)))


def _own_parts(alternative: Alternative, telling: Telling) -> tuple[GatePart, ...]:
    """Give the gates that are a pair's own: it repeats nothing of its platform and its firm."""
    pair, known = alternative.pair, telling.evaluation.foundation.gates
    if pair is None:
        return alternative.gate.parts
    repeated = {part for name in (pair.offer, pair.integrator) for part in known[name].parts}
    return tuple(part for part in alternative.gate.parts if part not in repeated)


def _reasons(part: GatePart, telling: Telling) -> Iterator[str]:
    """Say which needs exclude, each in its own words."""
    if part.verdict != "fail" or part.gate not in ("must_needs", "future_needs"):
        return
    failing = [reason for reason in part.reasons if reason.verdict == "fail"]
    for reason in failing[:MOST_REASONS]:
        yield reason_sentence(reason, telling.evaluation, telling.words)


def _by_parts(telling: Telling, verdict: Verdict) -> Iterator[Block]:
    """Name the pairs that have their verdict from their platform or their firm alone."""
    _ = telling.words
    named = [
        pair.name
        for pair in telling.evaluation.pairs
        if pair.gate.verdict == verdict and not any(p.verdict == verdict for p in _own_parts(pair, telling))
    ]
    if named and verdict == "fail":
        yield Paragraph(_("Excluded with its platform or its firm: {names}.", names=_.listed(named)), "note")
    elif named:
        yield Paragraph(_("Open with its platform or its firm: {names}.", names=_.listed(named)), "note")
