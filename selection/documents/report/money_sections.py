"""What it costs: totals over the years with their assumptions, quality against cost, how price counted."""

from collections.abc import Iterator

from selection.analysis.award import award, notices
from selection.analysis.costs import Cost, over_horizons, policy_of
from selection.analysis.licences import licence_comparison
from selection.analysis.value_cost import Plane, Standing, plane
from selection.documents.charts.frame import PAPER
from selection.documents.charts.licences import licences_chart
from selection.documents.charts.plane import PlanePoint, kind_of, plane_chart
from selection.documents.report.blocks import Block, Bullets, Column, Pairs, Paragraph, Part, Section, Table
from selection.documents.report.telling import Telling
from selection.errors import DecisionError
from selection.model.costs import BASELINE, COST_KINDS, HORIZONS, CostLine
from selection.model.decision import parts_of
from selection.model.price_rules import prices_are_sealed
from selection.model.pricing import PricePolicy
from selection.words import Words
from selection.words.errors import explain
from selection.words.licences import licence_sentences
from selection.words.money import (
    amount,
    amounts,
    charged_word,
    cost_kind_word,
    flip_sentence,
    formula_text,
    licence_model_word,
    notice_sentence,
    quality_points,
    sealed_sentence,
)

NONE = "—"


def money(telling: Telling) -> Section:
    """Tell what each alternative costs over the years, and what is got for it."""
    _ = telling.words
    found = _plane(telling)
    sealed = (Paragraph(sealed_sentence(_), "warning"),) if prices_are_sealed(telling.decision) else ()
    parts = () if found is None else (*_totals(telling, found), *_front(telling, found))
    parts = (*parts, *_licences(telling), *_price(telling))
    return Section(_("Money"), sealed, (*parts, *_assumptions(telling)) if parts or sealed else ())


def _plane(telling: Telling) -> Plane | None:
    """Give quality against cost, where the cost of anything is known or could be."""
    if not (telling.decision.costs or telling.decision.bids):
        return None
    try:
        found = plane(telling.evaluation, telling.today)
    except DecisionError:
        return None
    return found if any(s.cost or s.lacking for s in _everyone(found)) else None


def _everyone(found: Plane) -> tuple[Standing, ...]:
    return (*found.standings, *((found.baseline,) if found.baseline else ()))


def _totals(telling: Telling, found: Plane) -> Iterator[Part]:
    _ = telling.words
    about = _(
        "Everything paid over {years} years, as worth today: for a bid its price, that of its commitments "
        "and our own costs; for a pair what its platform, its firm and both together cost. Low, likely and "
        "high add up the ends of all lines; they are bounds and no probabilities.",
        years=found.horizon,
    )
    columns = (
        Column(_("No."), 0),
        Column(_("Alternative"), 2.6),
        *(Column(t, 1, "figure") for t in _ends(telling)),
    )
    rows = tuple(
        (str(number), _.text(s.name), *_range(telling, s.cost, found.currency))
        for number, s in enumerate(_everyone(found), start=1)
    )
    years = tuple(Column(_.counted("{count} year", "{count} years", horizon), 2) for horizon in HORIZONS)
    over = tuple(_over(telling, s, found.currency) for s in _everyone(found) if s.cost)
    lacking = tuple(
        f"{_.text(s.name)}: {explain(s.lacking, _).sentence}" for s in _everyone(found) if s.lacking
    )
    blocks: tuple[Block, ...] = (
        Paragraph(about),
        Table(columns, rows),
        *((Bullets(lacking),) if lacking else ()),
        Paragraph(_("The same over three, five and seven years: likely, and from low to high."), "note"),
        Table((Column(_("Alternative"), 2.2), *years), over, small=True),
        *_kinds(telling, found),
    )
    yield Part(_("Cost over the years"), blocks)


def _ends(telling: Telling) -> tuple[str, str, str]:
    _ = telling.words
    return _("Low"), _("Likely"), _("High")


def _range(telling: Telling, cost: Cost | None, currency: str) -> tuple[str, str, str]:
    if cost is None:
        return NONE, NONE, NONE
    total = cost.total
    low, likely, high = (amount(f, currency, telling.words) for f in (total.low, total.likely, total.high))
    return low, likely, high


def _over(telling: Telling, standing: Standing, currency: str) -> tuple[str, ...]:
    costs = over_horizons(telling.decision, standing.id, telling.today) or {}
    told = tuple(amounts(costs[horizon].total, currency, telling.words) for horizon in HORIZONS)
    return (telling.words.text(standing.name), *told)


def _kinds(telling: Telling, found: Plane) -> Iterator[Block]:
    """Tell what the likely totals are made of; the kinds nobody stated are named below."""
    _ = telling.words
    costed = [s for s in _everyone(found) if s.cost]
    stated = [k for k in COST_KINDS if any(s.cost and k in s.cost.by_kind for s in costed)]
    columns = (
        Column(_("Alternative"), 2.2),
        *(Column(cost_kind_word(kind, _), 1, "figure") for kind in stated),
    )
    rows = tuple(
        (
            _.text(s.name),
            *(
                amount(s.cost.by_kind[kind].likely, found.currency, _) if kind in s.cost.by_kind else NONE
                for kind in stated
            ),
        )
        for s in costed
        if s.cost
    )
    if rows:
        yield Paragraph(_("What the likely cost is made of; a dash means that nothing is stated."), "note")
        yield Table(columns, rows, small=True)


def _front(telling: Telling, found: Plane) -> Iterator[Part]:
    _ = telling.words
    costed = [(number, s) for number, s in enumerate(_everyone(found), start=1) if s.cost]
    if not costed:
        return
    points = [_point(number, s) for number, s in costed]
    told = [
        (_.text(s.name), f"{quality_points(s.quality_low, s.quality_high, _)}, {_total(telling, s, found)}")
        for _n, s in costed
    ]
    caption = _("Quality against cost; numbers as in the table, the dashed line is the efficient front")
    columns = [
        Column(_("No."), 0),
        Column(_("Alternative"), 2.2),
        Column(_("Quality, 0 to 100"), 0.9, "figure"),
        Column(_("Efficient"), 0.8),
        Column(_("Price of one point of quality"), 1.2, "figure"),
    ]
    columns += [Column(_("Quality − cost ÷ K"), 1.1, "figure")] if found.money_per_point else []
    rows = tuple(_front_row(telling, number, s, found) for number, s in enumerate(_everyone(found), start=1))
    about = _(
        "Quality is the value without the criteria of cost, and cost has no quality in it. Efficient is who "
        "is beaten by nobody that costs no more and is no worse. The price of a point is for information."
    )
    yield Part(
        _("Quality against cost"),
        (
            Paragraph(about),
            telling.figure(plane_chart(points, found.currency, _, PAPER), caption, told),
            Table(tuple(columns), rows),
        ),
    )


def _total(telling: Telling, standing: Standing, found: Plane) -> str:
    return amounts(standing.cost.total, found.currency, telling.words) if standing.cost else NONE


def _point(number: int, standing: Standing) -> PlanePoint:
    cost: Cost = standing.cost  # type: ignore[assignment]
    total = (cost.total.low, cost.total.likely, cost.total.high)
    return PlanePoint(
        str(number), kind_of(standing), total, (standing.quality_low, standing.quality_high), ""
    )


def _front_row(telling: Telling, number: int, standing: Standing, found: Plane) -> tuple[str, ...]:
    _ = telling.words
    per_point = amount(standing.per_point, found.currency, _) if standing.per_point is not None else NONE
    figure = _.signed(standing.figure.likely, 1) if standing.figure else NONE
    return (
        str(number),
        _.text(standing.name),
        quality_points(standing.quality_low, standing.quality_high, _),
        _("yes") if standing.efficient else "",
        per_point,
        *((figure,) if found.money_per_point else ()),
    )


def _licences(telling: Telling) -> Iterator[Part]:
    _ = telling.words
    found = licence_comparison(telling.decision, telling.today)
    if not found.paths:
        return
    years = range(1, HORIZONS[-1] + 1)
    columns = (
        Column(_("Offer"), 2),
        Column(_("Paid as"), 1.1),
        *(Column(_("After year {year}", year=year), 1, "figure") for year in years),
    )
    rows = tuple(
        (p.name, licence_model_word(p.model, _), *(amount(paid, found.currency, _) for paid in p.paid))
        for p in found.paths
    )
    about = _(
        "What each offer by itself has cost in all after each year: likely amounts as they are paid, not "
        "discounted, without the firm that implements it."
    )
    spec = licences_chart(found.paths, found.currency, _, PAPER)
    told = [(p.name, amount(p.paid[-1], found.currency, _)) for p in found.paths]
    caption = _("What is paid in all; each slice is one year, its number says which")
    sentences = licence_sentences(found, _)
    yield Part(
        _("Ways of paying for the licence"),
        (
            Paragraph(about),
            telling.figure(spec, caption, told),
            Table(columns, rows, small=True),
            *((Bullets(sentences),) if sentences else ()),
        ),
    )


def _price(telling: Telling) -> Iterator[Part]:
    """Tell how price counted: the formula as published, what it gives, and what has to be known."""
    _, policy = telling.words, telling.decision.price_policy
    warned = _warnings(telling)
    if policy is None and not warned:
        return
    blocks: list[Block] = [Paragraph(formula_text(policy or PricePolicy(), _))]
    try:
        made = award(telling.evaluation)
    except DecisionError:
        made = None
    if made is not None:
        columns = (
            Column(_("Rank"), 0),
            Column(_("Bid"), 2.4),
            Column(_("Price"), 1, "figure"),
            Column(_("Figure"), 1, "figure"),
        )
        rows = tuple(
            (
                str(bid.rank) if bid.rank else NONE,
                bid.name,
                amount(bid.price, made.currency, _),
                _.number(bid.middle) if bid.middle is not None else NONE,
            )
            for bid in made.bids
        )
        names = {bid.id: bid.name for bid in made.bids}
        stays = _("Take away any losing bid, and the winner stays the same.")
        flips = tuple(flip_sentence(flip, names, _) for flip in made.flips)
        blocks += [Table(columns, rows), *((Bullets(flips),) if flips else (Paragraph(stays),))]
    blocks += [Bullets(warned)] if warned else []
    yield Part(_("How price counts"), tuple(blocks))


def _warnings(telling: Telling) -> tuple[str, ...]:
    _, decision = telling.words, telling.decision
    names = {a.id: a.name for a in telling.everyone} | {c.id: _.text(c.name) for c in decision.criteria}
    return tuple(notice_sentence(notice, names, _) for notice in notices(telling.evaluation))


def _assumptions(telling: Telling) -> Iterator[Part]:
    """Print the rules of adding up beside the totals, and every rate with its day and source."""
    _, decision, policy = telling.words, telling.decision, policy_of(telling.decision)
    users = policy.users or decision.scope.users
    price = decision.price_policy
    told = [
        (_("Years"), _.number(policy.horizon)),
        (_("Currency of totals"), policy.currency),
        (_("Discount rate per year"), _.percent(policy.discount_rate, 1)),
        (_("Users in the first year"), _.number(users) if users else ""),
        (_("Growth of users per year"), _.percent(policy.user_growth, 1) if users else ""),
        (_("With or without VAT"), _("Totals with VAT") if policy.with_vat else _("Totals net of VAT")),
        (_("Rate of VAT"), _.percent(policy.vat_rate, 1) if policy.vat_rate is not None else ""),
    ]
    told += [
        (
            _("Exchange rate of {currency}", currency=rate.currency),
            _(
                "{rate} on {day} ({source})",
                rate=_.number(rate.rate, 6),
                day=_.day(rate.as_of),
                source=_.text(rate.source),
            ),
        )
        for rate in policy.rates
    ]
    if price:
        told += [(_("Published benchmark"), _.money(price.benchmark) if price.benchmark else "")]
        told += [
            (
                _("K: worth of one point of quality"),
                _.money(price.money_per_point) if price.money_per_point else "",
            )
        ]
    rows = tuple((name, text) for name, text in told if text)
    timing = _(
        "Payments fall due at the beginning of a year; what is paid at the end falls due after the last."
    )
    yield Part(_("Assumptions"), (Pairs(rows), Paragraph(timing, "note")))


def _years(line: CostLine, _: Words) -> str:
    """Say in which years a line is paid."""
    if line.charged == "at_end":
        return ""
    if line.charged == "once" or line.last_year == line.first_year:
        return str(line.first_year)
    if line.last_year is None:
        return _("from {year} on", year=line.first_year)
    return f"{line.first_year}–{line.last_year}"


def costs_appendix(telling: Telling) -> Section:
    """List every line of cost: what, how often, how much, in which years, and where it comes from."""
    _, decision = telling.words, telling.decision
    names = {a.id: a.name for a in telling.everyone}
    names |= {BASELINE: _.text(decision.baseline.name)} if decision.baseline else {}
    columns = (
        Column(_("What is paid for"), 1.4),
        Column(_("How often"), 1.2),
        *(Column(title, 1, "figure") for title in _ends(telling)),
        Column(_("Years"), 1.1),
        Column(_("Price rise per year"), 0.8, "figure"),
        Column(_("Valid until"), 0.8),
        Column(_("Source"), 1.9),
    )
    parts = []
    for owner in dict.fromkeys(line.alternative for line in decision.costs):
        rows = tuple(
            (
                cost_kind_word(line.kind, _),
                charged_word(line.charged, _),
                *(
                    amount(f, line.currency, _)
                    for f in (line.amount.low, line.amount.likely, line.amount.high)
                ),
                _years(line, _),
                _.percent(line.indexation, 1) if line.indexation else "",
                _.day(line.valid_until) if line.valid_until else "",
                _.text(line.source) if line.source else "",
            )
            for line in decision.costs
            if line.alternative == owner
        )
        named = names.get(owner) or " × ".join(names.get(part, part) for part in parts_of(owner))
        parts.append(Part(named, (Table(columns, rows, small=True),)))
    return Section(_("Appendix E: lines of cost"), (), tuple(parts), is_appendix=True)
