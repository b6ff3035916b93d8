"""The figures of docs/method.md are the program's: its worked example can't drift from the engine."""

import re
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from selection.analysis.balance import balance, side_values
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.fit import Count, Fit, exact
from selection.analysis.gates import GateName, Reason
from selection.analysis.methods import PROFILES
from selection.model.consistency import criterion_fed_by
from selection.model.criteria import Criterion, Linear, Ordinal, PiecewiseLinear
from selection.model.decision import EVIDENCE_OF_STAGE, LADDER, Policy
from selection.model.judgements import EVIDENCE
from selection.model.needs import DELIVERIES, TIERS
from tests.examples import result

ROOT = Path(__file__).resolve().parents[2]
OFFER, FIRST, SECOND = "quillmere-trade", "quillmere-mirrin", "northstar-oakhelm"
Rows = list[list[str]]

CAPTION = re.compile(r"^\*\*Table (\d+)\.\*\*")


@cache
def page() -> str:
    return (ROOT / "docs" / "method.md").read_text(encoding="utf-8")


@cache
def document() -> dict[int, Rows]:
    """Read the tables off the page: number → rows, without heading."""
    tables: dict[int, Rows] = {}
    number = 0
    for line in page().splitlines():
        if caption := CAPTION.match(line):
            number = int(caption[1])
            tables[number] = []
        elif number and line.startswith("|"):
            tables[number].append([cell.strip().strip("`") for cell in line.strip("|").split("|")])
        elif number and line and tables[number]:
            number = 0
    return {number: rows[2:] for number, rows in tables.items()}


def tender() -> Evaluation:
    return result("tender")


def criteria() -> dict[str, Criterion]:
    return {criterion.id: criterion for criterion in tender().decision.criteria}


def four(figure: float | Fraction) -> str:
    return f"{float(figure):.4f}"


def six(figure: float) -> str:
    return f"{figure:.6f}"


def shares() -> Rows:
    return [[tier, f"{Policy().tier_shares[tier]:g}"] for tier in TIERS]


def rungs() -> Rows:
    return [[delivery, f"{LADDER[delivery]:g}"] for delivery in DELIVERIES]


def evidence_of_stages() -> Rows:
    return [[stage, level] for stage, level in EVIDENCE_OF_STAGE.items()]


def methods() -> Rows:
    return [[p.method.value, "yes" if p.can_reverse_ranks else "no"] for p in PROFILES.values()]


def fit_of_offer() -> Fit:
    fit = tender().foundation.fits[OFFER]
    assert fit is not None
    return fit


def fit_by_tier() -> Rows:
    def row(name: str, count: Count, share: Fraction) -> list[str]:
        proven = count.as_is - count.as_is_on_weak_evidence
        parts = [share * Fraction(number, count.total) for number in (count.as_is, proven)]
        return [name, str(count.total), str(count.as_is), str(proven), str(share), *map(str, parts)]

    fit = fit_of_offer()
    tiers = [row(tier, fit.by_tier[tier], exact(Policy().tier_shares[tier])) for tier in TIERS]
    total = [str(sum(int(row[at]) for row in tiers)) for at in (1, 2, 3)]
    return [*tiers, ["all", *total, "1", str(fit.low), str(fit.proven)]]


def must_needs_of_bids() -> Rows:
    def says(alternative: str, need: str) -> str:
        gate = tender().alternative(alternative).gate
        part = next(part for part in gate.parts if part.gate == "must_needs")
        reason = next((r for r in part.reasons if r.item == need), Reason(need, "pass", "committed"))
        return f"{reason.verdict}: {reason.code}"

    decision = tender().decision
    needed = {phase.id: phase.starts for phase in decision.phases}
    promised = {
        bid.id: {c.need: c.by for c in bid.commitments} for bid in decision.bids if bid.offer == OFFER
    }
    return [
        [
            need.id,
            str(decision.answers[OFFER][need.id].delivery),
            needed[need.phase or ""],
            says(OFFER, need.id),
            *(cell for bid in promised for cell in (promised[bid][need.id], says(bid, need.id))),
        ]
        for need in decision.needs
        if need.id in ("MK05", "IN01")
    ]


def rungs_of_marketing() -> Rows:
    decision = tender().decision
    answers = decision.answers[OFFER]
    fed = [need for need in decision.needs if criterion_fed_by(decision, need) == "F2"]
    return [
        [
            need.id,
            need.tier,
            str(answers[need.id].delivery),
            f"{LADDER[answers[need.id].delivery or 'absent']:g}",
        ]
        for need in sorted(fed, key=lambda need: TIERS.index(need.tier))
    ]


def means_of_marketing() -> Rows:
    rows = []
    for tier in TIERS:
        values = [exact(float(row[3])) for row in rungs_of_marketing() if row[1] == tier]
        mean = sum(values, Fraction(0)) / len(values)
        share = exact(Policy().tier_shares[tier])
        rows.append([tier, str(len(values)), four(mean), f"{float(share):g}", four(share * mean)])
    return [*rows, ["all", "9", "", "1", four(value_of(FIRST, "F2"))]]


def value_of(alternative: str, criterion: str) -> float:
    found = next(c for c in tender().alternative(alternative).contributions if c.criterion == criterion)
    assert found.low == found.high
    return found.low / found.weight


MEASURED = ("U1", "T3", "V2", "P5", "P2", "C1")


def measured_values() -> Rows:
    rows = []
    for name in MEASURED:
        for bid in (FIRST, SECOND):
            performance = performance_of(bid, name)
            working = working_of(performance, criteria()[name])
            rows.append([name, bid, f"{performance:g}", working, four(value_of(bid, name))])
    return rows


def performance_of(bid: str, criterion: str) -> float:
    pair = tender().alternative(bid).pair
    assert pair is not None
    owner = {"platform": pair.offer, "integrator": pair.integrator, "pair": bid}[criteria()[criterion].scope]
    performance = tender().decision.scores[owner][criterion].performance
    assert performance is not None
    return performance


def working_of(performance: float, criterion: Criterion) -> str:
    """Write down how the value follows from the anchors, as one would on paper."""
    scale = criterion.value
    if isinstance(scale, Linear):
        return f"({performance:g} − {scale.worst:g}) / ({scale.best:g} − {scale.worst:g})"
    if isinstance(scale, Ordinal):
        return f"{performance:g} / {len(scale.levels) - 1}"
    assert isinstance(scale, PiecewiseLinear)
    levels = [float(str(level).strip("<>")) for level in scale.levels]
    between = [
        (at, left, right)
        for at, (left, right) in enumerate(pairwise(levels))
        if min(left, right) <= performance <= max(left, right) and left != right
    ]
    at, left, right = between[-1]
    return f"({at} + ({performance:g} − {left:g}) / ({right:g} − {left:g})) / 5"


def weights_of_data() -> Rows:
    nodes = tender().nodes["platform.data"]
    order = tender().decision.weights["platform.data"].order
    sums = {1: "(1 + 1/2 + 1/3) / 3", 2: "(1/2 + 1/3) / 3", 3: "(1/3) / 3"}
    return [
        [str(place), name, sums[place], str(Fraction(nodes[name]).limit_denominator(100)), four(nodes[name])]
        for place, name in enumerate(order, start=1)
    ]


def contributions() -> Rows:
    first, second = (tender().alternative(bid).contributions for bid in (FIRST, SECOND))
    rows = [
        [a.criterion, six(a.weight), four(a.low / a.weight), six(a.low), four(b.low / b.weight), six(b.low)]
        for a, b in zip(first, second, strict=True)
    ]
    totals = [six(tender().alternative(bid).low) for bid in (FIRST, SECOND)]
    return [*rows, ["all", six(sum(c.weight for c in first)), "", totals[0], "", totals[1]]]


def bids() -> Rows:
    def possible(pair: Alternative) -> str:
        if pair.rank_best is None:
            return "none"
        same = pair.rank_best == pair.rank_worst
        return str(pair.rank_best) if same else f"{pair.rank_best} to {pair.rank_worst}"

    return [
        [
            pair.id,
            pair.gate.verdict,
            ", ".join(parts_behind_verdict(pair)) or "–",
            four(pair.low),
            four(pair.quality_low),
            str(pair.rank or "–"),
            possible(pair),
        ]
        for pair in tender().pairs
    ]


def parts_behind_verdict(pair: Alternative) -> list[GateName]:
    return [part.gate for part in pair.gate.parts if part.verdict == pair.gate.verdict != "pass"]


def sides() -> Rows:
    pairs = [pair for pair in tender().pairs if pair.id in (FIRST, SECOND)]
    values = side_values(tender(), pairs)
    rows = [[v.pair, four(v.platform), four(v.integrator)] for v in values]
    gap = [
        four(abs(values[0].platform - values[1].platform)),
        four(abs(values[0].integrator - values[1].integrator)),
    ]
    return [*rows, ["difference", *gap]]


def balance_point() -> Rows:
    found = balance(tender())
    assert found is not None
    assert found.upper is not None
    line = tender().baseline
    assert line is not None
    winner, second = tender().alternative(FIRST), tender().alternative(SECOND)
    return [
        ["weight of the platform's side, λ", four(found.weight)],
        [f"λ at which {found.upper.rival} becomes first", four(found.upper.weight)],
        [f"evidence: {FIRST} at its lowest", four(winner.proven)],
        [f"evidence: {SECOND} at its highest", four(second.high)],
        ["baseline, overall", four(line.low)],
        [f"{FIRST} above the baseline", four(winner.low - line.low)],
    ]


def chances_of_truth() -> Rows:
    return [[evidence, f"{Policy().robustness.truth[evidence]:g}"] for evidence in EVIDENCE]


EXPECTED = {
    1: shares, 2: evidence_of_stages, 3: rungs, 4: methods, 5: fit_by_tier, 6: must_needs_of_bids,
    7: rungs_of_marketing, 8: means_of_marketing, 9: measured_values, 10: weights_of_data,
    11: contributions, 12: bids, 13: sides, 14: balance_point, 15: chances_of_truth,
}  # fmt: skip


def test_the_page_has_exactly_the_tables_that_are_checked() -> None:
    assert sorted(document()) == sorted(EXPECTED)


@pytest.mark.parametrize("number", EXPECTED)
def test_a_table_of_the_page_says_what_the_program_computes(number: int) -> None:
    assert document()[number] == EXPECTED[number]()


def test_the_shares_of_the_tiers_add_up_on_the_page() -> None:
    *tiers, total = document()[5]
    for at, as_is in ((5, 2), (6, 3)):
        assert [Fraction(row[at]) for row in tiers] == [
            Fraction(row[4]) * Fraction(row[as_is]) / Fraction(row[1]) for row in tiers
        ]
        assert sum(Fraction(row[at]) for row in tiers) == Fraction(total[at])


def test_the_means_of_the_ladder_add_up_on_the_page() -> None:
    *tiers, total = document()[8]
    assert [row[4] for row in tiers] == [four(float(row[2]) * float(row[3])) for row in tiers]
    assert four(sum(float(row[4]) for row in tiers)) == total[4]


def test_every_working_on_the_page_gives_the_value_beside_it() -> None:
    assert [four(worked(row[3])) for row in document()[9]] == [row[4] for row in document()[9]]


def worked(working: str) -> float:
    """Work out ``(level + (x − a) / (b − a)) / 5``, ``(x − a) / (b − a)`` or ``level / 5``."""
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", working)]
    if len(numbers) == 2:
        return numbers[0] / numbers[1]
    if len(numbers) == 4:
        return (numbers[0] - numbers[1]) / (numbers[2] - numbers[3])
    level, x, left, right, again, top = numbers
    assert left == again
    return (level + (x - left) / (right - left)) / top


def test_the_contributions_on_the_page_are_weight_times_value_and_sum_to_the_overall_value() -> None:
    *rows, total = document()[11]
    for value, contribution in ((2, 3), (4, 5)):
        for row in rows:
            assert float(row[contribution]) == pytest.approx(float(row[1]) * float(row[value]), abs=1e-5)
        assert float(total[contribution]) == pytest.approx(
            sum(float(row[contribution]) for row in rows), abs=1e-5
        )
    assert float(total[1]) == pytest.approx(sum(float(row[1]) for row in rows), abs=1e-5)


def test_the_balance_on_the_page_follows_from_the_differences_beside_it() -> None:
    platform, integrator = (float(cell) for cell in document()[13][2][1:])
    turning = float(document()[14][1][1])
    assert turning == pytest.approx(integrator / (platform + integrator), abs=1e-3)


def test_the_defaults_named_in_the_text_are_the_policys() -> None:
    policy = Policy()
    assert f"The pass line is {policy.fit_line:.2f} (policy)." in page()
    assert f"not at least {policy.baseline_margin:.2f} above it (policy)" in page()
    assert policy.future_needs_gate
    assert not policy.configuration_counts_as_is


def test_the_rules_of_shaking_named_in_the_text_are_the_policys() -> None:
    rules, text = Policy().robustness, " ".join(page().split())
    assert f"one level lower with chance {rules.score_down:g}, one level higher with chance" in text
    assert f"one level higher with chance {rules.score_up:g} and else as agreed" in text
    assert f"for the {rules.draws} draws of the policy, {98 / rules.draws**0.5:.1f} points" in text
    assert f"can't be further apart than {rules.clone_distance:g} (policy)" in text
    assert f"comes first in less than {rules.first_at_least:.2f} of the draws" in text
    assert f"a rival is within {rules.level_within:g} of it" in text
    assert f"is beaten in less than {rules.beats_at_least:.2f} of all draws" in text
    assert f"it comes first in at least {rules.first_at_least:.2f} of all draws" in text
    assert f"known on less than a `{rules.survives_evidence}` falls to the worst" in text
    assert rules.members_at_least == 2 / 3


def test_figures_repeated_in_the_text_stand_in_a_table() -> None:
    prose = [line for line in page().splitlines() if not line.startswith("|")]
    repeated = {float(figure) for line in prose for figure in re.findall(r"\b0\.\d{4}\b", line)}
    cells = [cell for rows in document().values() for row in rows for cell in row]
    tabled = {round(float(cell), 4) for cell in cells if re.fullmatch(r"\d\.\d{4,6}", cell)}
    assert repeated == {0.0336, 0.1575, 0.0249, 0.0981}
    assert repeated <= tabled
