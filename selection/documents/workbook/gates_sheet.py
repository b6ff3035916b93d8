"""The gates: what every rule says of every alternative, and all of them together."""

from collections.abc import Sequence

from selection.analysis.foundation import Kind
from selection.analysis.gates import GatePart, Verdict
from selection.documents.workbook.criteria_sheet import gate_line
from selection.documents.workbook.needs_sheets import VERDICT, count_column
from selection.documents.workbook.paper import Sheet, a1
from selection.documents.workbook.work import Work, block_title, headed
from selection.model.criteria import Criterion
from selection.words.gates import gate_word

FIRST = 4
MUST_FAILS, MUST_OPEN, MUST, FUTURE_FAILS, FUTURE_OPEN, FUTURE, FIT, FIRST_CRITERION = range(1, 9)
PAIR_OPEN, COMPATIBLE = 1, 2


def write_gates(work: Work) -> None:
    """Write every gate's verdict; excluded if any part excludes, else open if any is open, else passed."""
    _, sheet = work.words, work.sheet("gates")
    headed(work, sheet, _("What excludes an alternative before anything is ranked, and what still could."))
    sheet.widths(38, *[15] * 30)
    row = FIRST
    for kind in work.material.kinds():
        row = _write_block(work, sheet, row, kind) + 2
    sheet.freeze(FIRST, 1, 12)


def gated(work: Work, kind: Kind) -> list[Criterion]:
    """List the measured criteria of a scope that are gates too."""
    criteria = work.material.blocks[kind].criteria
    return [c for c in criteria if c.gate is not None and c.from_ == "measure"]


def _write_block(work: Work, sheet: Sheet, row: int, kind: Kind) -> int:
    sheet.text(row, 0, block_title(work, work.material.blocks[kind]), "section")
    heads = _heads(work, kind)
    sheet.heads(row + 1, heads)
    last = row + 1
    for last, name in enumerate(work.material.ids(kind), start=row + 2):
        sheet.text(last, 0, work.material.blocks[kind].member(name).name, "line")
        parts = {"platform": _platform_row, "integrator": _own_row, "pair": _pair_row}[kind](
            work, sheet, last, name
        )
        _write_verdict(work, sheet, (last, len(heads) - 1), (kind, name), parts)
    sheet.verdicts((row + 2, 1), (last, len(heads) - 1))
    return last


def _heads(work: Work, kind: Kind) -> list[str]:
    _ = work.words
    must, future, fit, fitting = (
        gate_word(g, _) for g in ("must_needs", "future_needs", "fit", "compatibility")
    )
    own = {k: [work.criterion_name(c) for c in gated(work, k)] for k in ("platform", "integrator", "pair")}
    failing, opened = _("excluding: {gate}"), _("open: {gate}")
    of_needs = [failing.format(gate=must), opened.format(gate=must), must]
    of_needs += [failing.format(gate=future), opened.format(gate=future), future, fit]
    heads = {
        "platform": [_("Platform"), *of_needs, *own["platform"]],
        "integrator": [_("Integrator"), *own["integrator"]],
        "pair": [
            *(_("Pair"), opened.format(gate=must), fitting, must, future, fit),
            *(own["platform"] + own["integrator"] + own["pair"]),
        ],
    }
    return [*heads[kind], _("All gates")]


def _write_verdict(
    work: Work, sheet: Sheet, at: tuple[int, int], whose: tuple[Kind, str], parts: Sequence[str]
) -> None:
    (row, column), (kind, name) = at, whose
    excluded, opened = (
        "+".join(f"({part}={word})" for part in parts) or "0" for word in ("WordExcluded", "WordOpen")
    )
    verdict = work.material.evaluation.foundation.gates[name].verdict
    formula = f"=IF({excluded}>0,WordExcluded,IF({opened}>0,WordOpen,WordPassed))"
    sheet.formula(row, column, formula, work.codes.verdict(verdict), "word")
    sheet.note(("gate", kind, name), row, column)


def _part(work: Work, name: str, gate: str, item: str | None = None) -> GatePart | None:
    parts = work.material.evaluation.foundation.gates[name].parts
    return next((part for part in parts if part.gate == gate and item in (None, part.item)), None)


def _word(work: Work, part: GatePart | None) -> str:
    return work.codes.verdict(part.verdict) if part else work.codes.not_in_force


def _platform_row(work: Work, sheet: Sheet, row: int, name: str) -> list[str]:
    verdicts = count_column(work, name, VERDICT)
    for gate, tier, first in (
        ("must_needs", "TierMust", MUST_FAILS),
        ("future_needs", "TierLongTerm", FUTURE_FAILS),
    ):
        counts = _counts(work, name, "must" if tier == "TierMust" else "long_term")
        for offset, word in enumerate(("WordExcluded", "WordOpen")):
            formula = f"=COUNTIFS(NeedTiers,{tier},{verdicts},{word})"
            sheet.formula(row, first + offset, formula, counts[offset], "count")
        verdict = _counted_verdict(a1(row, first), a1(row, first + 1))
        if gate == "future_needs":
            verdict = f"IF(FutureNeedsGate=WordYes,{verdict},WordNotInForce)"
        sheet.formula(row, first + 2, f"={verdict}", _word(work, _part(work, name, gate)), "word")
    fit = work.at("fit", name)
    sheet.formula(row, FIT, f"={fit}", _word(work, _part(work, name, "fit")), "word")
    own = _criterion_gates(work, sheet, (row, FIRST_CRITERION), "platform", name)
    for key, column in (("must", MUST), ("future", FUTURE), ("fit", FIT), ("must_open", MUST_OPEN)):
        sheet.note((f"gate {key}", name), row, column)
    sheet.note(("gate must_fails", name), row, MUST_FAILS)
    return [a1(row, MUST), a1(row, FUTURE), a1(row, FIT), *own]


def _counted_verdict(excluding: str, opened: str) -> str:
    return f"IF({excluding}>0,WordExcluded,IF({opened}>0,WordOpen,WordPassed))"


def _counts(work: Work, offer: str, tier: str) -> tuple[int, int]:
    grid, places = work.sheet("counting").grid, work.paper.places
    cells = [places["verdict", offer, n.id] for n in work.material.decision.needs if n.tier == tier]
    words = [grid.table[place.row][place.column].value for place in cells]
    verdicts: tuple[Verdict, Verdict] = ("fail", "open")
    excluding, opened = (words.count(work.codes.verdict(verdict)) for verdict in verdicts)
    return excluding, opened


def _own_row(work: Work, sheet: Sheet, row: int, name: str) -> list[str]:
    return _criterion_gates(work, sheet, (row, 1), "integrator", name)


def _criterion_gates(work: Work, sheet: Sheet, at: tuple[int, int], kind: Kind, name: str) -> list[str]:
    row, first = at
    for column, criterion in enumerate(gated(work, kind), start=first):
        place = work.paper.places["score", kind, name, criterion.id]
        scores = work.sheet("scores")
        performance, evidence = (scores.at(place.row, place.column + offset) for offset in (0, 1))
        beyond = (
            f"{performance}{'<' if criterion.direction == 'increasing' else '>'}{gate_line(work, criterion)}"
        )
        weak = f"IFERROR(MATCH({evidence},EvidenceWords,0),0)<EvidenceLevel"
        formula = (
            f"=IF({performance}=WordNoAnswer,WordExcluded,IF(NOT(ISNUMBER({performance})),WordOpen,"
            f"IF({beyond},WordExcluded,IF({weak},WordOpen,WordPassed))))"
        )
        sheet.formula(row, column, formula, _word(work, _part(work, name, "criterion", criterion.id)), "word")
        sheet.note(("gate criterion", kind, name, criterion.id), row, column)
    return [a1(row, first + offset) for offset in range(len(gated(work, kind)))]


def _pair_row(work: Work, sheet: Sheet, row: int, name: str) -> list[str]:
    pair = work.material.pairs[name]
    _pair_musts(work, sheet, row, name, pair.offer)
    implements = work.at("compatible", name)
    formula = (
        f"=IF({implements}=INDEX(CompatibilityWords,1),WordPassed,"
        f"IF({implements}=INDEX(CompatibilityWords,2),WordExcluded,WordOpen))"
    )
    sheet.formula(row, COMPATIBLE, formula, _word(work, _part(work, name, "compatibility")), "word")
    taken = [
        (work.at("gate future", pair.offer), _part(work, pair.offer, "future_needs")),
        (work.at("gate fit", pair.offer), _part(work, pair.offer, "fit")),
    ]
    taken += [
        (work.at("gate criterion", kind, owner, c.id), _part(work, owner, "criterion", c.id))
        for kind, owner in (("platform", pair.offer), ("integrator", pair.integrator))
        for c in gated(work, "platform" if kind == "platform" else "integrator")
    ]
    for column, (reference, part) in enumerate(taken, start=COMPATIBLE + 2):
        sheet.formula(row, column, f"={reference}", _word(work, part), "word")
    last = COMPATIBLE + 1 + len(taken)
    own = _criterion_gates(work, sheet, (row, last + 1), "pair", name)
    return [a1(row, column) for column in range(COMPATIBLE, last + 1)] + own


def _pair_musts(work: Work, sheet: Sheet, row: int, name: str, offer: str) -> None:
    """Take what a bid commits to in time from what is open for its platform alone."""
    part = _part(work, name, "must_needs")
    opened = sum(reason.verdict == "open" for reason in part.reasons) if part else 0
    promised = ""
    if work.material.decision.bids:
        bid = work.sheet("alternatives")
        place = work.paper.places["alternative", "pair", name]
        promised = (
            f"-COUNTIFS(PromiseBids,{bid.at(place.row, place.column + 1)},"
            "PromiseAlone,WordOpen,PromiseHere,WordPassed)"
        )
    sheet.formula(row, PAIR_OPEN, f"={work.at('gate must_open', offer)}{promised}", opened, "count")
    verdict = _counted_verdict(work.at("gate must_fails", offer), a1(row, PAIR_OPEN))
    sheet.formula(row, COMPATIBLE + 1, f"={verdict}", _word(work, part), "word")
