"""As-is fit of every offer, and what needs tell about the criteria they feed."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from selection.analysis.fit import Fit, counts_as_is
from selection.documents.workbook.material import Owner
from selection.documents.workbook.needs_sheets import AS_IS, COUNTS, OPEN, WEAK, WORTH, count_column
from selection.documents.workbook.paper import Sheet, a1, fixed, letters
from selection.documents.workbook.policy_sheet import exact_scale
from selection.documents.workbook.work import Work, headed
from selection.model.criteria import Criterion, DeliveryLadder
from selection.model.needs import TIERS, Need

HEAD = 6
SHARES, WHOLE_SHARES = 3, 4
"""Rows above the table: the tiers' shares, and the pass line in whole numbers."""
NEEDS, MET, MISSING, WEAKLY, COUNTED = 1, 4, 7, 10, 13
"""First columns of what stands once for each tier."""
LOW, HIGH, PROVEN, ANSWERED, PLAIN_LOW, PLAIN_HIGH, EXACT_PROVEN, EXACT_HIGH, VERDICT, DIFFER = range(16, 26)

FED_HEAD = 5
FED_WIDTH = 5
FED_NEEDS, FED_SHARE, FED_SURE, FED_OPEN, FED_PROVEN = range(FED_WIDTH)
FIRST_FED = 3


def write_fit(work: Work) -> None:
    """Write as-is fit with the figures beside it, and hold it against the pass line in whole numbers."""
    _, sheet = work.words, work.sheet("fit")
    headed(work, sheet, _("Which share of the needs is met as is, per tier and weighted; all by formula."))
    _fit_heads(work, sheet)
    for row, name in enumerate(work.material.ids("platform"), start=HEAD + 1):
        sheet.text(row, 0, work.material.blocks["platform"].member(name).name, "line")
        _count_fit(work, sheet, row, name)
        _weigh_fit(work, sheet, row, name)
        _judge_fit(work, sheet, row, name)
    last = HEAD + len(work.material.ids("platform"))
    sheet.verdicts((HEAD + 1, VERDICT), (last, VERDICT))
    sheet.freeze(HEAD + 1, 1, DIFFER)
    sheet.widths(34)


def _fit_heads(work: Work, sheet: Sheet) -> None:
    _, policy = work.words, work.material.decision.policy
    sheet.text(SHARES, 0, _("Share of the tier"))
    for at, tier in enumerate(TIERS):
        share = policy.tier_shares[tier]
        sheet.formula(SHARES, COUNTED + at, f"=INDEX(TierShares,{at + 1})", share, "figure")
        title = work.codes.tier(tier)
        for first, name in (
            (NEEDS, _("Needs: {tier}", tier=title)),
            (MET, _("As is: {tier}", tier=title)),
            (MISSING, _("Open: {tier}", tier=title)),
            (WEAKLY, _("As is on weak evidence: {tier}", tier=title)),
            (COUNTED, _("Share that counts: {tier}", tier=title)),
        ):
            sheet.text(HEAD, first + at, name, "head")
    sheet.text(WHOLE_SHARES, 0, _("Pass line in whole numbers"))
    line = round(policy.fit_line * exact_scale(policy, work.material.decision.needs))
    sheet.formula(WHOLE_SHARES, 1, "=ROUND(FitLine*ExactScale,0)", line, "count")
    sheet.text(HEAD, 0, work.words("Platform"), "head")
    titles = [_("Fit, lowest"), _("Fit, highest"), _("Fit, proven"), _("Of what is answered")]
    titles += [_("Plain count, lowest"), _("Plain count, highest")]
    titles += [_("Proven against the line, exactly"), _("Highest against the line, exactly")]
    sheet.heads(HEAD, [*titles, _("Verdict"), _("Another count says something else")], LOW)
    sheet.widths(*[13] * len(titles), 14, 14, column=LOW)


def _count_fit(work: Work, sheet: Sheet, row: int, name: str) -> None:
    columns = {what: count_column(work, name, what) for what in (COUNTS, OPEN, WEAK, AS_IS)}
    fit = work.material.evaluation.foundation.fits[name]
    shares = fixed(SHARES, COUNTED) + ":" + fixed(SHARES, COUNTED + 2)
    needs = f"${a1(row, NEEDS)}:${a1(row, NEEDS + 2)}"
    counted = _shares_that_count(work, fit)
    for at, tier in enumerate(TIERS):
        count = fit.by_tier[tier] if fit else None
        where = f"NeedTiers,INDEX(TierWords,{at + 1})"
        n = a1(row, NEEDS + at)
        spread = f"=IF({n}=0,0,IF(SUMPRODUCT({shares}*({needs}>0))=0,1,{fixed(SHARES, COUNTED + at)}))"
        figures = (
            (NEEDS, f"=COUNTIFS({where},{columns[COUNTS]},1)", count.total if count else 0),
            (MET, f"=SUMIFS({columns[AS_IS]},{where})", count.as_is if count else 0),
            (MISSING, f"=SUMIFS({columns[OPEN]},{where})", count.open if count else 0),
            (
                WEAKLY,
                f"=SUMIFS({columns[AS_IS]},{where},{columns[WEAK]},1)",
                count.as_is_on_weak_evidence if count else 0,
            ),
            (COUNTED, spread, counted[at]),
        )
        for first, formula, value in figures:
            sheet.formula(row, first + at, formula, value, "figure")


def _shares_that_count(work: Work, fit: Fit | None) -> list[float]:
    shares = work.material.decision.policy.tier_shares
    present = [tier for tier in TIERS if fit and fit.by_tier[tier].total]
    unweighted = sum(shares[tier] for tier in present) == 0
    return [(1.0 if unweighted else shares[tier]) if tier in present else 0.0 for tier in TIERS]


def _cells(row: int, first: int) -> str:
    return f"{a1(row, first)}:{a1(row, first + 2)}"


def _weigh_fit(work: Work, sheet: Sheet, row: int, name: str) -> None:
    fit = work.material.evaluation.foundation.fits[name]
    n, a, o, w, e = (_cells(row, first) for first in (NEEDS, MET, MISSING, WEAKLY, COUNTED))
    divisor = f"({n}+({n}=0))"
    known = f"({n}-{o})"
    shares = f"{fixed(SHARES, COUNTED)}:{fixed(SHARES, COUNTED + 2)}"
    answered = f"SUMPRODUCT({shares}*({known}>0))"
    part = f"({known}>0)*{a}/({known}+({known}=0))"
    equally = f"SUMPRODUCT({part})/SUMPRODUCT(1*({known}>0))"
    of_answered = (
        f'=IF(SUM({n})=SUM({o}),"",IF({answered}=0,{equally},SUMPRODUCT({shares}*{part})/{answered}))'
    )
    figures = (
        (LOW, _ratio(n, f"SUMPRODUCT({e},{a}/{divisor})/SUM({e})"), fit.low if fit else ""),
        (HIGH, _ratio(n, f"SUMPRODUCT({e},({a}+{o})/{divisor})/SUM({e})"), fit.high if fit else ""),
        (PROVEN, _ratio(n, f"SUMPRODUCT({e},({a}-{w})/{divisor})/SUM({e})"), fit.proven if fit else ""),
        (ANSWERED, of_answered, "" if not fit or fit.answered_only is None else fit.answered_only),
        (PLAIN_LOW, _ratio(n, f"SUM({a})/SUM({n})"), fit.plain_low if fit else ""),
        (PLAIN_HIGH, _ratio(n, f"(SUM({a})+SUM({o}))/SUM({n})"), fit.plain_high if fit else ""),
    )
    for column, formula, value in figures:
        sheet.formula(row, column, formula, float(value) if value != "" else "", "percent")
    for key, column in (("fit_low", LOW), ("fit_high", HIGH), ("fit_proven", PROVEN), ("fit", VERDICT)):
        sheet.note((key, name), row, column)


def _ratio(needs: str, formula: str) -> str:
    return f'=IF(SUM({needs})=0,"",{formula})'


def _judge_fit(work: Work, sheet: Sheet, row: int, name: str) -> None:
    """Compare in whole numbers what lies near the line: 80 % of 35 needs must never be 0.7999…."""
    foundation = work.material.evaluation.foundation
    fit, n = foundation.fits[name], _cells(row, NEEDS)
    proven, high = a1(row, EXACT_PROVEN), a1(row, EXACT_HIGH)
    for column, of, weak in ((EXACT_PROVEN, PROVEN, True), (EXACT_HIGH, HIGH, False)):
        formula = f'=IF(SUM({n})=0,"",IF(ABS({a1(row, of)}-FitLine)>1E-9,SIGN({a1(row, of)}-FitLine),'
        share = (fit.proven if weak else fit.high) if fit else None
        sheet.formula(row, column, f"{formula}SIGN({_exact(row, weak)})))", _sign(work, share), "count")
    word = f"IF({proven}>=0,WordPassed,IF({high}<0,WordExcluded,WordOpen))"
    verdict = next(part.verdict for part in foundation.gates[name].parts if part.gate == "fit")
    formula = f"=IF(SUM({n})=0,WordOpen,{word})"
    sheet.formula(row, VERDICT, formula, work.codes.verdict(verdict), "word")
    differ = fit.verdicts_differ(foundation.rules.fit_line) if fit else False
    sheet.formula(row, DIFFER, _differ(row), work.codes.yes_no(differ), "word")


def _exact(row: int, weak: bool) -> str:
    """Multiply everything out: Σ share · met · needs of the other tiers, less line · Σ share · all needs."""
    line = fixed(WHOLE_SHARES, 1)
    needs = [f"MAX(1,{a1(row, NEEDS + at)})" for at in range(3)]
    shares = [f"ROUND({a1(row, COUNTED + at)}*ExactScale,0)" for at in range(3)]
    sign, beside = ("-", WEAKLY) if weak else ("+", MISSING)
    met = [f"({a1(row, MET + at)}{sign}{a1(row, beside + at)})" for at in range(3)]
    products = [
        "*".join([shares[at], met[at], *(needs[other] for other in range(3) if other != at)])
        for at in range(3)
    ]
    return f"ExactScale*({'+'.join(products)})-{line}*({'+'.join(shares)})*{'*'.join(needs)}"


def _sign(work: Work, share: Fraction | None) -> float | str:
    line = work.material.evaluation.foundation.rules.fit_line
    return "" if share is None else float((share > line) - (share < line))


def _differ(row: int) -> str:
    """Tell whether the plain count, a tier or the answered needs alone would say something else."""
    cell = {name: a1(row, at) for name, at in (("low", LOW), ("high", HIGH), ("only", ANSWERED))}
    low, high = (f"(ROUND({cell[end]},12)>=FitLine)" for end in ("low", "high"))
    others = [
        f"(ROUND({a1(row, PLAIN_LOW)},12)>=FitLine)<>{low}",
        f"(ROUND({a1(row, PLAIN_HIGH)},12)>=FitLine)<>{high}",
    ]
    for at in range(3):
        n, a, o = (a1(row, first + at) for first in (NEEDS, MET, MISSING))
        others.append(f"AND({n}>0,(ROUND({a}-FitLine*{n},9)>=0)<>{low})")
        others.append(f"AND({n}>0,(ROUND({a}+{o}-FitLine*{n},9)>=0)<>{high})")
    only = f"(ROUND(N({cell['only']}),12)>=FitLine)"
    others.append(f'AND({cell["only"]}<>"",OR({only}<>{low},{only}<>{high}))')
    return f"=IF(SUM({_cells(row, NEEDS)})=0,WordNo,IF(OR({','.join(others)}),WordYes,WordNo))"


def fed_criteria(work: Work) -> list[Criterion]:
    """List the criteria that needs feed."""
    return [c for c in work.material.blocks["platform"].criteria if c.from_ == "needs"]


def write_fed(work: Work) -> None:
    """Write, for every criterion that needs feed, what each tier's needs sum up to for every offer."""
    _, sheet = work.words, work.sheet("fed")
    headed(work, sheet, _("Criteria fed by needs: sums per tier, from the sheet of what answers count."))
    sheet.heads(FED_HEAD, [_("Criterion"), _("Tier"), _("Share of the tier")])
    sheet.widths(14, 14, 10)
    shares = work.material.decision.policy.tier_shares
    rows = [(criterion, at) for criterion in fed_criteria(work) for at in range(len(TIERS))]
    for row, (criterion, at) in enumerate(rows, start=FED_HEAD + 1):
        sheet.text(row, 0, criterion.id, "line")
        sheet.formula(row, 1, f"=INDEX(TierWords,{at + 1})", work.codes.tier(TIERS[at]), "line")
        sheet.formula(row, 2, f"=INDEX(TierShares,{at + 1})", shares[TIERS[at]], "figure")
        if at == 0:
            sheet.note(("fed", criterion.id), row, 0)
    for place, owner in enumerate(work.material.owners):
        _write_sums(work, sheet, place, owner)
    sheet.freeze(FED_HEAD + 1, 3, FIRST_FED + FED_WIDTH * len(work.material.owners))


def _write_sums(work: Work, sheet: Sheet, place: int, owner: Owner) -> None:
    _, column = work.words, FIRST_FED + FED_WIDTH * place
    sheet.text(FED_HEAD - 1, column, owner.name, "section")
    titles = [_("Needs"), _("Share that counts"), _("Sum, sure"), _("Still open"), _("Sum, proven")]
    sheet.heads(FED_HEAD, titles, column)
    names = {what: count_column(work, owner.id, what) for what in (COUNTS, OPEN, WEAK, WORTH, AS_IS)}
    for number, criterion in enumerate(fed_criteria(work)):
        first = FED_HEAD + 1 + len(TIERS) * number
        fed = [need for need in work.material.decision.needs if work.material.feeds(need) == criterion.id]
        sums = [_sums(work, owner, [need for need in fed if need.tier == tier], criterion) for tier in TIERS]
        shares = _spread(work, [found[FED_NEEDS] for found in sums])
        for at, found in enumerate(sums):
            values = [found[0], shares[at], *found[1:]]
            formulas = _sum_formulas(first, at, column, names, criterion)
            for offset, (formula, value) in enumerate(zip(formulas, values, strict=True)):
                sheet.formula(first + at, column + offset, formula, value, "figure")


def _spread(work: Work, counts: Sequence[float]) -> list[float]:
    shares = [work.material.decision.policy.tier_shares[tier] for tier in TIERS]
    total = sum(share for share, count in zip(shares, counts, strict=True) if count)
    return [(share if total else 1.0) if count else 0.0 for share, count in zip(shares, counts, strict=True)]


def _sum_formulas(
    first: int, at: int, column: int, names: Mapping[int, str], criterion: Criterion
) -> list[str]:
    row = first + at
    where = f"NeedFeeds,$A{row + 1},NeedTiers,$B{row + 1}"
    counted, shares = (
        f"{letters(place)}${first + 1}:{letters(place)}${first + len(TIERS)}" for place in (column, 2)
    )
    n, worth = a1(row, column), names[WORTH if isinstance(criterion.value, DeliveryLadder) else AS_IS]
    return [
        f"=COUNTIFS({where},{names[COUNTS]},1)",
        f"=IF({n}=0,0,IF(SUMPRODUCT({shares}*({counted}>0))=0,1,$C{row + 1}))",
        f"=SUMIFS({worth},{where})",
        f"=SUMIFS({names[OPEN]},{where})",
        f"=SUMIFS({worth},{where},{names[WEAK]},0)",
    ]


def _sums(work: Work, owner: Owner, needs: Sequence[Need], criterion: Criterion) -> list[float]:
    policy = work.material.decision.policy
    cells = [owner.answers[need.id].cell for need in needs]
    counted = [cell for cell in cells if not cell.leaves_the_count]
    if isinstance(criterion.value, DeliveryLadder):
        worth = [policy.ladder[cell.delivery] if cell.delivery else 0.0 for cell in counted]
    else:
        worth = [float(counts_as_is(cell, policy)) for cell in counted]
    weak = [work.material.is_weak(cell) for cell in counted]
    proven = [figure for figure, doubted in zip(worth, weak, strict=True) if not doubted]
    return [len(counted), sum(worth), sum(cell.is_open for cell in counted), sum(proven)]


def fed_ranges(work: Work, criterion: str, owner: str) -> list[str]:
    """Name the sums of one criterion and owner: needs, share, sure, open, proven, each over the tiers."""
    place = next(at for at, found in enumerate(work.material.owners) if found.id == owner)
    first = work.paper.places["fed", criterion].row
    columns = [FIRST_FED + FED_WIDTH * place + offset for offset in range(FED_WIDTH)]
    sheet = work.sheet("fed")
    return [sheet.span((first, column), (first + len(TIERS) - 1, column)) for column in columns]
