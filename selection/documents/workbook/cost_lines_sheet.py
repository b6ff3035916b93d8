"""What is paid for, line by line: rules of adding up, rates and amounts may be changed; the rest follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from selection.analysis.costs import PRICE_LINE, discount_factor, lines_of, policy_of, price_lines
from selection.analysis.evaluation import Alternative
from selection.documents.workbook.alternatives_sheets import PRICE as PROMISED_PRICE
from selection.documents.workbook.paper import Key, Sheet, a1, fixed
from selection.documents.workbook.work import Work, headed
from selection.model.base import last_day
from selection.model.costs import BASELINE, HORIZONS, OWN_KINDS, CostLine, CostPolicy, Horizon
from selection.model.decision import Decision, parts_of
from selection.model.price_rules import visible_price
from selection.words.money import charged_word, cost_kind_word

FIRST = 4
MOST_YEARS = HORIZONS[-1]
OWNER, NAME, KIND, CHARGED, LOW, LIKELY, HIGH, CURRENCY, FROM, UNTIL, RISE, GROSS, VAT, VALID, SOURCE = range(
    15
)
OWN, COUNTS, RATE, VAT_FACTOR, LACKS, YEARS = range(15, 21)
FACTORS = YEARS + MOST_YEARS
TOTALS = FACTORS + len(HORIZONS)
ENDS = ("low", "likely", "high")
LAST = TOTALS + len(ENDS) * len(HORIZONS)


@dataclass(frozen=True)
class Priced:
    """One row: a line somebody stated, or a price of a bid, which counts only where no lines replace it."""

    line: CostLine
    is_price: bool


def priced_lines(decision: Decision) -> tuple[Priced, ...]:
    """List everything that is paid for; of sealed prices nothing."""
    hidden = {bid.id for bid in decision.bids if visible_price(decision, bid) is None}
    prices = [
        Priced(line, is_price=True)
        for bid in decision.bids
        if (price := visible_price(decision, bid))
        for line in price_lines(bid, price)
    ]
    stated = [Priced(line, is_price=False) for line in decision.costs if line.alternative not in hidden]
    return (*prices, *stated)


def line_key(line: CostLine) -> Key:
    """Name a line among the places of a workbook; two bids may promise the same need."""
    return ("cost_line", line.alternative, line.id)


def write_cost_lines(work: Work) -> None:
    """Write rules, rates and lines."""
    _, sheet = work.words, work.sheet("cost_lines")
    headed(work, sheet, _("What is paid for, line by line. Shaded cells may be changed, and totals follow."))
    sheet.widths(24, 34, 24, 20, 13, 13, 13, 10, 9, 9, 10, 10, 10, 13, 34)
    sheet.widths(*(9,) * (TOTALS - OWN), column=OWN)
    sheet.widths(*(13,) * (LAST - TOTALS), column=TOTALS)
    policy = policy_of(work.material.decision)
    row = _write_rules(work, sheet, policy)
    row = _write_rates(work, sheet, policy, row + 1)
    _write_lines(work, sheet, row + 2)


def _write_rules(work: Work, sheet: Sheet, policy: CostPolicy) -> int:
    _, decision = work.words, work.material.decision
    vat = policy.vat_rate
    rules: list[tuple[str, str, float | str | None, str]] = [
        ("CostHorizon", _("Years that are added up (3, 5 or 7)"), policy.horizon, "input"),
        ("CostCurrency", _("Currency of totals"), policy.currency, "input"),
        ("CostDiscount", _("Discount rate per year"), policy.discount_rate, "input_percent"),
        ("CostUsers", _("Users in the first year"), policy.users or decision.scope.users, "input_figure"),
        ("CostGrowth", _("Growth of users per year"), policy.user_growth, "input_percent"),
        ("CostVat", _("VAT, where a line names no other rate"), vat, "input_percent"),
        ("CostWithVat", _("Totals with VAT"), work.codes.yes_no(policy.with_vat), "input"),
    ]
    sheet.heads(FIRST, [_("Rule"), _("Value")])
    for at, (name, title, content, style) in enumerate(rules, start=FIRST + 1):
        sheet.text(at, 0, title)
        sheet.put(at, 1, content, style)
        sheet.note(("cost_rule", name), at, 1)
        work.paper.define(name, sheet.at(at, 1))
    years = {"validate": "list", "source": [str(horizon) for horizon in HORIZONS]}
    sheet.grid.data_validation(FIRST + 1, 1, FIRST + 1, 1, years)
    last = FIRST + len(rules)
    sheet.choices((last, 1), (last, 1), "YesNo")
    return _write_k(work, sheet, last + 1)


def _write_k(work: Work, sheet: Sheet, row: int) -> int:
    """Write K, which is published in a currency of its own."""
    _, policy = work.words, work.material.decision.price_policy
    published = policy.money_per_point if policy else None
    sheet.text(row, 0, _("K: worth of one point of quality"))
    sheet.put(row, 1, published.amount if published else None, "input_money")
    sheet.put(row, 2, published.currency if published else None, "input")
    sheet.note(("cost_rule", "K"), row, 1)
    work.paper.define("CostK", sheet.at(row, 1))
    work.paper.define("CostKCurrency", sheet.at(row, 2))
    return row + 1


def _write_rates(work: Work, sheet: Sheet, policy: CostPolicy, row: int) -> int:
    _ = work.words
    sheet.heads(row, [_("Currency"), _("Worth of one unit"), _("Rate of the day"), _("Source")])
    for at, rate in enumerate(policy.rates, start=row + 1):
        sheet.text(at, 0, rate.currency, "input")
        sheet.number(at, 1, rate.rate, "input_figure")
        sheet.note(("rate", rate.currency), at, 1)
        work.date(sheet, at, 2, last_day(rate.as_of))
        sheet.text(at, 3, _.text(rate.source), "line")
    last = row + max(1, len(policy.rates))
    if not policy.rates:
        sheet.blank(last, 0)
        sheet.blank(last, 1, "input_figure")
    work.paper.define("RateCurrencies", sheet.span((row + 1, 0), (last, 0)))
    work.paper.define("RateValues", sheet.span((row + 1, 1), (last, 1)))
    return last + 1


def _heads(work: Work) -> list[str]:
    _ = work.words
    heads = [_("Id"), _("Costs of"), _("What is paid for"), _("How often"), _("Low"), _("Likely"), _("High")]
    heads += [_("Currency"), _("First year"), _("Last year"), _("Price rise per year"), _("With VAT")]
    heads += [
        _("Rate of VAT"),
        _("Valid until"),
        _("Source"),
        _("Our own cost"),
        _("Counts"),
        _("Exchange rate"),
    ]
    heads += [_("VAT factor"), _("Lacks a figure")]
    heads += [_("Units × rise × discount, year {year}", year=year) for year in range(1, MOST_YEARS + 1)]
    heads += [_("Factor over {years} years", years=years) for years in HORIZONS]
    ends = (_("low"), _("likely"), _("high"))
    spans = tuple(_.counted("{count} year", "{count} years", years) for years in HORIZONS)
    return heads + [f"{span}, {end}" for span in spans for end in ends]


def _write_lines(work: Work, sheet: Sheet, row: int) -> None:
    sheet.heads(row, _heads(work))
    listed = priced_lines(work.material.decision)
    first, last = row + 1, row + len(listed)
    rows = _Rows(work, sheet, first, last)
    for at, priced in enumerate(listed, start=first):
        rows.write(at, priced)
    sheet.choices((first, KIND), (last, KIND), "CostKindWords")
    sheet.choices((first, CHARGED), (last, CHARGED), "ChargedWords")
    sheet.choices((first, GROSS), (last, GROSS), "YesNo")
    sheet.between((first, LOW), (last, HIGH), 0, 1e12)
    sheet.freeze(first, NAME + 1, LAST)
    columns = {"Owners": OWNER, "Kinds": KIND, "Counts": COUNTS, "Lacks": LACKS}
    for name, column in columns.items():
        work.paper.define(f"Cost{name}", sheet.span((first, column), (last, column)))
    for at, horizon in enumerate(HORIZONS):
        for offset, end in enumerate(ENDS):
            column = TOTALS + len(ENDS) * at + offset
            name = f"CostOver{horizon}{end.capitalize()}"
            work.paper.define(name, sheet.span((first, column), (last, column)))


class _Rows:
    """The rows of one table of lines, and what the engine makes of each of them."""

    def __init__(self, work: Work, sheet: Sheet, first: int, last: int) -> None:
        self.work, self.sheet, self.first, self.last = work, sheet, first, last
        self.policy = policy_of(work.material.decision)

    def column(self, at: int) -> str:
        return f"{fixed(self.first, at)}:{fixed(self.last, at)}"

    def write(self, row: int, priced: Priced) -> None:
        self._write_stated(row, priced)
        self._write_factors(row, priced)
        self._write_totals(row, priced)

    def _write_stated(self, row: int, priced: Priced) -> None:
        work, sheet, line = self.work, self.sheet, priced.line
        _ = work.words
        sheet.note(line_key(line), row, OWNER)
        sheet.text(row, OWNER, line.alternative, "line")
        sheet.text(row, NAME, owner_name(work, line.alternative), "line")
        stated = "line" if priced.is_price else "input"
        sheet.text(row, KIND, cost_kind_word(line.kind, _), stated)
        sheet.text(row, CHARGED, charged_word(line.charged, _), stated)
        for column, figure in (
            (LOW, line.amount.low),
            (LIKELY, line.amount.likely),
            (HIGH, line.amount.high),
        ):
            if priced.is_price:
                sheet.formula(row, column, f"={_stated_price(work, line)}", figure, "money")
            else:
                sheet.number(row, column, figure, "input_money")
        sheet.text(row, CURRENCY, line.currency, stated)
        sheet.number(row, FROM, line.first_year, "input")
        sheet.put(row, UNTIL, line.last_year, "input")
        sheet.number(row, RISE, line.indexation, "input_percent")
        sheet.text(row, GROSS, work.codes.yes_no(line.includes_vat), "input")
        sheet.put(row, VAT, line.vat_rate, "input_percent")
        if line.valid_until:
            work.date(sheet, row, VALID, last_day(line.valid_until), "date")
        said = _("Price of the bid, with its commitments") if priced.is_price else ""
        sheet.text(row, SOURCE, _.text(line.source) if line.source else said, "text")

    def _write_factors(self, row: int, priced: Priced) -> None:
        sheet, line = self.sheet, priced.line
        cells = {at: a1(row, at) for at in range(LAST)}
        if priced.is_price:
            # Neither a bid's own cost nor one of the lines that would replace its price.
            sheet.number(row, OWN, 1, "count")
            others = f"SUMPRODUCT(({self.column(OWNER)}={cells[OWNER]})*({self.column(OWN)}=0))"
            sheet.formula(row, COUNTS, f"=IF({others}>0,0,1)", int(counts(self.work, line)), "count")
        else:
            sheet.formula(row, OWN, f"=COUNTIF(OwnKinds,{cells[KIND]})", int(line.kind in OWN_KINDS), "count")
            sheet.number(row, COUNTS, 1, "count")
        rate = _rate(self.policy, line)
        listed = f'IFERROR(INDEX(RateValues,MATCH({cells[CURRENCY]},RateCurrencies,0)),"")'
        sheet.formula(row, RATE, f"=IF({cells[CURRENCY]}=CostCurrency,1,{listed})", rate, "factor")
        vat = _vat(self.policy, line)
        sheet.formula(row, VAT_FACTOR, f"={_vat_formula(cells)}", vat, "factor")
        per_user = f'AND({cells[CHARGED]}=WordPerUser,CostUsers="")'
        formula = f'=IF(OR({cells[RATE]}="",{cells[VAT_FACTOR]}="",{per_user}),1,0)'
        sheet.formula(row, LACKS, formula, int(lacks(self.work, line)), "count")

    def _write_totals(self, row: int, priced: Priced) -> None:
        sheet, line = self.sheet, priced.line
        cells = {at: a1(row, at) for at in (*range(YEARS), *range(FACTORS, TOTALS))}
        years = [year_factor(self.work, self.policy, line, year) for year in range(1, MOST_YEARS + 1)]
        for year, value in enumerate(years, start=1):
            sheet.formula(row, YEARS + year - 1, f"={_year_formula(cells, year)}", value, "factor")
        for at, horizon in enumerate(HORIZONS):
            paid = f"SUM({a1(row, YEARS)}:{a1(row, YEARS + horizon - 1)})"
            after = f"(1+{cells[RISE]})^{horizon - 1}/(1+CostDiscount)^{horizon}"
            end = end_factor(self.policy, line, horizon)
            formula = f"={paid}+IF({cells[CHARGED]}=WordAtEnd,{after},0)"
            sheet.formula(row, FACTORS + at, formula, sum(years[:horizon]) + end, "factor")
            lacking = f"OR({cells[LACKS]}=1,{cells[COUNTS]}=0)"
            for offset, name in enumerate(ENDS):
                times = f"{cells[RATE]}*{cells[VAT_FACTOR]}*{cells[FACTORS + at]}"
                formula = f"=IF({lacking},0,{cells[LOW + offset]}*{times})"
                value = self._total(line, name, horizon)
                sheet.formula(row, TOTALS + len(ENDS) * at + offset, formula, value, "money")

    def _total(self, line: CostLine, end: str, horizon: Horizon) -> float:
        vat, rate = _vat(self.policy, line), _rate(self.policy, line)
        if (
            isinstance(vat, str)
            or isinstance(rate, str)
            or lacks(self.work, line)
            or not counts(self.work, line)
        ):
            return 0.0
        factor = sum(year_factor(self.work, self.policy, line, year) for year in range(1, horizon + 1))
        factor += end_factor(self.policy, line, horizon)
        return float(getattr(line.amount, end) * rate * vat * factor)


def counts(work: Work, line: CostLine) -> bool:
    """Tell whether a line counts: a price of a bid does as long as no lines of the bid replace it."""
    standing = lines_of(work.material.decision, line.alternative)
    return any(other.id == line.id for other in standing)


def lacks(work: Work, line: CostLine) -> bool:
    """Tell whether a rate, the rate of VAT or the number of users is missing for a line."""
    policy = policy_of(work.material.decision)
    users = policy.users or work.material.decision.scope.users
    nobody = line.charged == "per_user_yearly" and not users
    return nobody or "" in (_rate(policy, line), _vat(policy, line))


def _rate(policy: CostPolicy, line: CostLine) -> float | str:
    known: dict[str, float] = {rate.currency: rate.rate for rate in policy.rates} | {policy.currency: 1.0}
    return known.get(line.currency, "")


def _vat(policy: CostPolicy, line: CostLine) -> float | str:
    rate = line.vat_rate if line.vat_rate is not None else policy.vat_rate
    if rate is None:
        return "" if line.includes_vat or policy.with_vat else 1.0
    net = 1 / (1 + rate) if line.includes_vat else 1.0
    return net * (1 + rate) if policy.with_vat else net


def year_factor(work: Work, policy: CostPolicy, line: CostLine, year: int) -> float:
    """Give what one unit of a line comes to in a year: units × price rise × discount; 0 if it isn't paid."""
    is_paid = line.first_year <= year <= (line.last_year or MOST_YEARS)
    if line.charged == "at_end" or not is_paid or (line.charged == "once" and year != line.first_year):
        return 0.0
    users = policy.users or work.material.decision.scope.users or 0
    units = users * (1 + policy.user_growth) ** (year - 1) if line.charged == "per_user_yearly" else 1.0
    return float(
        units * (1 + line.indexation) ** (year - 1) * discount_factor(policy.discount_rate, year - 1)
    )


def end_factor(policy: CostPolicy, line: CostLine, horizon: int) -> float:
    """Give what one unit comes to that is paid at the end of the horizon."""
    if line.charged != "at_end":
        return 0.0
    return float((1 + line.indexation) ** (horizon - 1) * discount_factor(policy.discount_rate, horizon))


def _stated_price(work: Work, line: CostLine) -> str:
    """Name the cell in which a price of a bid, or of one of its promises, was stated."""
    if line.id == PRICE_LINE:
        return work.at("price", line.alternative)
    need = line.id.removeprefix(f"{PRICE_LINE}-")
    promise = work.paper.places["promise", line.alternative, need]
    return work.sheet("commitments").at(promise.row, PROMISED_PRICE)


def _vat_formula(cells: dict[int, str]) -> str:
    own, gross = cells[VAT], cells[GROSS]
    rate = f'IF({own}="",CostVat,{own})'
    unknown = f'AND({own}="",CostVat="")'
    without = f'IF(OR({gross}=WordYes,CostWithVat=WordYes),"",1)'
    net = f"IF({gross}=WordYes,1/(1+{rate}),1)"
    return f"IF({unknown},{without},{net}*IF(CostWithVat=WordYes,1+{rate},1))"


def _year_formula(cells: dict[int, str], year: int) -> str:
    often, first, last = cells[CHARGED], cells[FROM], cells[UNTIL]
    too_late = f'AND({last}<>"",{year}>{last})'
    out = f"OR({often}=WordAtEnd,{year}<{first},AND({often}=WordOnce,{year}<>{first}),{too_late})"
    users = f"IF({often}=WordPerUser,N(CostUsers)*(1+CostGrowth)^{year - 1},1)"
    return f"IF({out},0,{users}*(1+{cells[RISE]})^{year - 1}/(1+CostDiscount)^{year - 1})"


def owner_name(work: Work, owner: str) -> str:
    """Name whose cost a line is."""
    decision, _ = work.material.decision, work.words
    names = {a.id: a.name for a in everyone(work)}
    if decision.baseline:
        names[BASELINE] = _.text(decision.baseline.name)
    parts = [names.get(part, part) for part in parts_of(owner)]
    return names.get(owner) or " × ".join(parts)


def everyone(work: Work) -> tuple[Alternative, ...]:
    """List every alternative."""
    found = work.material.evaluation
    return (*found.platforms, *found.integrators, *found.pairs)


def total_names(horizon: Horizon) -> Sequence[str]:
    """Name the columns of totals over a horizon, for formulas."""
    return [f"CostOver{horizon}{end.capitalize()}" for end in ENDS]
