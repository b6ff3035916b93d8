"""What came out: values and ranks, what they are made of, and what could still change them."""

from collections.abc import Iterator, Sequence

from selection.analysis.balance import balance
from selection.analysis.evaluation import Alternative
from selection.analysis.pictures import heat_map
from selection.analysis.questions import grouped, questions
from selection.documents.charts.frame import PAPER, Axis
from selection.documents.charts.parts import Part as Slice
from selection.documents.charts.parts import legend_of, numbered, parts_chart
from selection.documents.charts.sureness import acceptability_chart, interval_chart
from selection.documents.charts.values import Level, Value, values_chart
from selection.documents.report.blocks import Block, Bullets, Column, Paragraph, Part, Section, Table
from selection.documents.report.telling import MOST_DRAWN, Telling
from selection.documents.result_text import ranked_row
from selection.words.asking import names_of
from selection.words.gates import verdict_word
from selection.words.results import (
    balance_sentence,
    baseline_sentence,
    difference_sentence,
    question_sentence,
)
from selection.words.sureness import nobody_passed

MOST_COMPARED = 5
MOST_QUESTIONS = 12
FEWEST_IN_A_FIELD = 3
MOST_ACROSS = 6


def ranking(telling: Telling) -> Section:
    """Tell every list with values and ranks, and why the first is ahead of the second."""
    _, found = telling.words, telling.evaluation
    about = _(
        "Values run from 0 to 1; an interval spans what is still open. Proven: without answers on weaker "
        "evidence than this stage asks for. Quality: without cost."
    )
    traced = _(
        "Every value is the sum of what its criteria add: weight × partial value. The weights stand in the "
        "section on the process, the partial values with their sources in the appendices."
    )
    alone = _(
        "On its own a list awards nothing: what you buy is a platform with the firm that implements it."
    )
    alone_title = (_("Platforms alone"), _("Integrators alone"))
    if not found.pairs:
        alone_title, alone = (_("Platforms"), _("Integrators alone")), ""
    lists = (
        (telling.subjects_title(), found.pairs, ""),
        (alone_title[0], found.platforms, alone),
        (alone_title[1], found.integrators, ""),
    )
    parts = [
        Part(title, (*((Paragraph(note, "note"),) if note else ()), *_list(telling, members)))
        for title, members, note in lists
        if members
    ]
    parts += [*_field(telling), *_contributions(telling)]
    return Section(_("Ranking"), (Paragraph(about, "note"), Paragraph(traced, "note")), tuple(parts))


def _list(telling: Telling, found: Sequence[Alternative]) -> Iterator[Block]:
    _ = telling.words
    yield ranked_bars(telling, found)
    columns = [
        Column(_("Rank"), 1.2),
        Column(_("Alternative"), 2.9),
        Column(_("Gate"), 1.2),
        Column(_("Value"), 1, "figure"),
        Column(_("Proven"), 1.3, "figure"),
        Column(_("Quality"), 1, "figure"),
    ]
    with_fit = any(a.fit is not None for a in found)
    columns += [Column(_("As-is fit"), 1.3, "figure")] if with_fit else []
    yield Table(tuple(columns), tuple(ranked_row(a, telling.decision, with_fit, _) for a in found))


def ranked_bars(telling: Telling, found: Sequence[Alternative]) -> Block:
    """Draw values with what is open in them, and the baseline as a line."""
    _, line = telling.words, telling.evaluation.baseline
    level = None
    caption = _("Faint is what is certain, firm all it could still turn out to be, the dot is the middle")
    if line is not None and found[0].kind != "integrator":
        of_pairs = found[0].kind == "pair"
        low, high = (line.low, line.high) if of_pairs else (line.platform_low, line.platform_high)
        level = Level(_.text(line.name), low, high)
        caption = _(
            "{caption}. Dark stroke: {name}, {value}",
            caption=caption,
            name=level.name,
            value=_.interval(low, high),
        )
    rows = [
        Value(
            f"{a.name} · {verdict_word(a.gate.verdict, _)}",
            a.low,
            a.high,
            _.interval(a.low, a.high),
            a.gate.verdict,
        )
        for a in found[:MOST_DRAWN]
    ]
    spec = values_chart(rows, level, Axis(_("value, 0 worst to 1 best")), _, PAPER)
    return telling.figure(spec, telling.some(caption, len(found)), [(row.name, row.text) for row in rows])


def _field(telling: Telling) -> Iterator[Part]:
    """Show all pairs as a field, unless there are too few, too many, or several bids for one pair."""
    _, found = telling.words, telling.evaluation
    keyed = {(a.pair.offer, a.pair.integrator): a for a in found.pairs if a.pair}
    if len(keyed) < max(FEWEST_IN_A_FIELD, len(found.pairs)) or len(found.integrators) > MOST_ACROSS:
        return
    firms = tuple(Column(firm.name, 1) for firm in found.integrators)
    rows = tuple(
        (
            platform.name,
            *(_in_field(keyed.get((platform.id, firm.id)), telling) for firm in found.integrators),
        )
        for platform in found.platforms
    )
    about = _("A dash: the firm does not implement the product, or made no bid with it.")
    table = Table((Column(_("Platform"), 1.4), *firms), rows, small=True)
    yield Part(_("All pairs"), (Paragraph(about, "note"), table))


def _in_field(pair: Alternative | None, telling: Telling) -> str:
    if pair is None:
        return "–"
    _ = telling.words
    return f"{_.interval(pair.low, pair.high)} · {verdict_word(pair.gate.verdict, _)}"


def _contributions(telling: Telling) -> Iterator[Part]:
    """Show what the values of those still in it are made of: groups as a drawing, criteria as figures."""
    _, evaluation = telling.words, telling.evaluation
    found = [a for a in telling.subjects if a.gate.verdict != "fail"][:MOST_COMPARED]
    if not found:
        return
    criteria = evaluation.foundation.criteria
    groups = {group.id: _.text(group.name) for group in telling.decision.groups}
    sums: dict[str, dict[str, float]] = {}
    for alternative in found:
        for c in alternative.contributions:
            group = groups.get(criteria[c.criterion].group, criteria[c.criterion].group)
            of_group = sums.setdefault(group, dict.fromkeys((a.id for a in found), 0.0))
            of_group[alternative.id] += (c.low + c.high) / 2
    slices = [
        Slice(a.name, group, of_group[a.id], of_group[a.id])
        for a in found
        for group, of_group in sums.items()
    ]
    told = [(a.name, ", ".join(f"{g} {_.value(of[a.id])}" for g, of in sums.items())) for a in found]
    spec = parts_chart(slices, Axis(_("contribution to the value")), _, PAPER)
    key = numbered(legend_of(slices), PAPER)
    drawn = telling.figure(spec, _("What the values are made of"), told, key)
    yield Part(_("Why this order"), (*_difference(telling, found, sums), drawn))
    yield Part(_("Contribution of every criterion"), (_figures(telling, found),))


def _difference(
    telling: Telling, found: Sequence[Alternative], sums: dict[str, dict[str, float]]
) -> Iterator[Block]:
    if len(found) > 1:
        first, second = found[:2]
        gaps = {group: of[first.id] - of[second.id] for group, of in sums.items()}
        largest = sorted(gaps.items(), key=lambda gap: -abs(gap[1]))
        yield Paragraph(difference_sentence(first, second, largest, telling.words))


def _figures(telling: Telling, found: Sequence[Alternative]) -> Table:
    _, criteria = telling.words, telling.evaluation.foundation.criteria
    columns = (
        Column(_("Id"), 0),
        Column(_("Criterion"), 2),
        Column(_("Weight"), 0, "figure"),
        *(Column(a.name, 1, "figure") for a in found),
    )
    rows = []
    for at, one in enumerate(found[0].contributions):
        adds = (a.contributions[at] for a in found)
        name = _.text(criteria[one.criterion].name)
        rows.append(
            (one.criterion, name, _.percent(one.weight, 1), *(_.interval(c.low, c.high) for c in adds))
        )
    total = ("", _("Sum"), "", *(_.interval(a.low, a.high) for a in found))
    return Table(columns, (*rows, total), small=True, strong_last=True)


def sureness(telling: Telling) -> Section:
    """Tell how sure the answer is: what was computed beside it, where it turns, and what is still open."""
    _, evaluation = telling.words, telling.evaluation
    said = list(telling.besides.sureness)
    found = balance(evaluation)
    if found is not None and evaluation.alternative(found.leader).rank_worst == 1:
        said.append(balance_sentence(found, evaluation, _))
    said += [line for line in (baseline_sentence(evaluation, _),) if line]
    blocks = tuple(Paragraph(line) for line in said)
    return Section(_("How sure"), blocks, (*_drawn_sureness(telling), *_questions(telling)))


def _drawn_sureness(telling: Telling) -> Iterator[Part]:
    """Draw who came at which rank, and where nine of ten draws lie."""
    _, drawn = telling.words, telling.besides.drawn
    if drawn is None or all(verdict == "fail" for verdict in drawn.standing.verdicts):
        return
    names, ranks, values = names_of(telling.evaluation), list(heat_map(drawn.survey)), list(drawn.ranking)
    if nobody_passed(drawn):
        ranks, values = sorted(ranks), sorted(values, key=lambda row: row.name)
    ranks, values = ranks[:MOST_COMPARED], values[:MOST_COMPARED]
    often = telling.figure(
        acceptability_chart(ranks, names, _, PAPER),
        _("How often each alternative came at which rank, and how often it was excluded"),
        [(names[name], _.percent(shares[0])) for name, shares in ranks],
    )
    gated = {row.name: f"{names[row.name]} · {verdict_word(row.gate, _)}" for row in values}
    lie = telling.figure(
        interval_chart(values, gated, _, PAPER),
        _("The line is what is possible, the bar holds nine of ten draws, the mark is the middle"),
        [(names[row.name], _.interval(row.low, row.high)) for row in values],
    )
    yield Part(_("What the draws say"), (often, lie))


def _questions(telling: Telling) -> Iterator[Part]:
    _, evaluation = telling.words, telling.evaluation
    found = grouped(questions(evaluation))
    if not found:
        yield Part(_("What is still open"), (Paragraph(_("No open question could change the result.")),))
        return
    shown = tuple(question_sentence(group, evaluation, _) for group in found[:MOST_QUESTIONS])
    rest = len(found) - len(shown)
    more = (Paragraph(_.counted("And {count} more.", "And {count} more.", rest), "note"),) if rest else ()
    yield Part(_("What is still open, the most telling first"), (Bullets(shown), *more))
