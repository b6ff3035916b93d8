"""What came out: values and ranks, what they are made of, and what could still change them."""

from collections.abc import Iterator, Sequence

from selection.analysis.balance import balance
from selection.analysis.evaluation import Alternative
from selection.analysis.questions import grouped, questions
from selection.documents.report.blocks import Block, Bullets, Column, Paragraph, Part, Section, Table
from selection.documents.report.telling import MOST_DRAWN, Telling
from selection.documents.report_charts import (
    GATE,
    PARTS,
    Axis,
    Bar,
    Level,
    Slice,
    Square,
    bars,
    squares,
    stacks,
)
from selection.words.gates import verdict_word
from selection.words.results import (
    balance_sentence,
    baseline_sentence,
    difference_sentence,
    fit_text,
    question_sentence,
    rank_text,
)

MOST_COMPARED = 5
MOST_QUESTIONS = 12
FEWEST_SQUARES = 3
MOST_SQUARES = 10


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
        Column(_("Name"), 2.9),
        Column(_("Gate"), 1.2),
        Column(_("Value"), 1, "figure"),
        Column(_("Proven"), 1.3, "figure"),
        Column(_("Quality"), 1, "figure"),
    ]
    with_fit = any(a.fit for a in found)
    columns += [Column(_("As-is fit"), 1, "figure")] if with_fit else []
    rows = tuple(
        (
            rank_text(a, _),
            a.name,
            verdict_word(a.gate.verdict, _),
            _.interval(a.low, a.high),
            _.interval(a.proven, a.high),
            _.interval(a.quality_low, a.quality_high),
            *((fit_text(a.fit, telling.decision, _),) if with_fit else ()),
        )
        for a in found
    )
    yield Table(tuple(columns), rows)


def ranked_bars(telling: Telling, found: Sequence[Alternative]) -> Block:
    """Draw values with what is open in them, and the baseline as a line."""
    _, line = telling.words, telling.evaluation.baseline
    level, caption = None, _("Value, from 0 worst to 1 best; pale is what is still open")
    if line is not None and found[0].kind != "integrator":
        of_pairs = found[0].kind == "pair"
        low, high = (line.low, line.high) if of_pairs else (line.platform_low, line.platform_high)
        level = Level(low, high)
        value = _.interval(low, high)
        caption = _(
            "{caption}. Dark stroke: {name}, {value}", caption=caption, name=_.text(line.name), value=value
        )
    rows = [
        Bar(
            f"{a.name} · {verdict_word(a.gate.verdict, _)}",
            a.low,
            a.high,
            _.interval(a.low, a.high),
            GATE[a.gate.verdict],
        )
        for a in found[:MOST_DRAWN]
    ]
    caption = telling.some(caption, len(found))
    spec = bars(rows, level, Axis(_("value")), _)
    return telling.figure(spec, caption, [(row.name, row.text) for row in rows])


def _field(telling: Telling) -> Iterator[Part]:
    """Draw all pairs as a field, unless there are too few, too many, or several bids for one pair."""
    _, found = telling.words, telling.evaluation
    keyed = {(a.pair.offer, a.pair.integrator): a for a in found.pairs if a.pair}
    size = max(len(found.platforms), len(found.integrators))
    if len(keyed) < max(FEWEST_SQUARES, len(found.pairs)) or size > MOST_SQUARES:
        return
    cells = []
    for platform in found.platforms:
        for firm in found.integrators:
            pair = keyed.get((platform.id, firm.id))
            value = None if pair is None or pair.gate.verdict == "fail" else pair.middle
            text = _square(pair, telling)
            cells.append(Square(platform.name, firm.name, value, text))
    told = [(f"{cell.row} × {cell.column}", cell.text) for cell in cells]
    figure = telling.figure(squares(cells, _), _("Value of every pair, by its middle"), told)
    yield Part(_("All pairs"), (figure,))


def _square(pair: Alternative | None, telling: Telling) -> str:
    if pair is None:
        return "–"
    if pair.gate.verdict == "fail":
        return telling.words("excluded")
    return telling.words.value(pair.middle)


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
    numbered = {group: f"{at} · {group}" for at, group in enumerate(sums, start=1)}
    rows = [
        Slice(a.name, numbered[group], of_group[a.id], numbered[group].split(" ")[0])
        for a in found
        for group, of_group in sums.items()
    ]
    told = [(a.name, ", ".join(f"{g} {_.value(of[a.id])}" for g, of in sums.items())) for a in found]
    drawn = telling.figure(
        stacks(rows, PARTS, Axis(_("contribution to the value")), _), _("What the values are made of"), told
    )
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
    return Section(_("How sure"), blocks, tuple(_questions(telling)))


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
