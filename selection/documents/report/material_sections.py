"""What is known and what can be bought: data and technology."""

from collections import Counter
from collections.abc import Iterator, Mapping

from selection.analysis.cells import Resolved
from selection.documents.charts.frame import PAPER, Axis
from selection.documents.charts.parts import Key, parts_chart, shade_on
from selection.documents.charts.parts import Part as Slice
from selection.documents.report.blocks import Block, Column, Paragraph, Part, Section, Table
from selection.documents.report.telling import MOST_DRAWN, Telling
from selection.documents.report.way_parts import references_part, systems_part
from selection.model.consistency import offer_names
from selection.model.judgements import EVIDENCE, Answer, Score
from selection.model.price_rules import prices_are_sealed, visible_price
from selection.words.terms import compatibility_word, deployment_word

OPEN, NO_ANSWER = "open", "no_answer"
KNOWN_BY = tuple(
    shade_on(fill) for fill in ("#9ccbc5", "#4fa79e", "#0b8277", "#075c54", "#053f39", "#8f1d33", "#c3cad4")
)
"""Levels of evidence from light to dark, then no answer, and what is open."""

Known = Counter[str]
Found = Resolved[Answer] | Resolved[Score]


def data(telling: Telling) -> Section:
    """Tell how much is known of everybody, and on what evidence."""
    _ = telling.words
    known = _known(telling)
    systems = tuple(systems_part(telling))
    if not known:
        return Section(_("Data"), (), systems)
    heads = (*(telling.codes.evidence(level) for level in EVIDENCE), _("no answer"), _("still open"))
    columns = (
        Column(_("Of whom"), 2.8),
        *(Column(head, 1.1, "figure") for head in heads),
        Column(_("All"), 1, "figure"),
    )
    rows = tuple(
        (name, *(str(count[key]) for key in (*EVIDENCE, NO_ANSWER, OPEN)), str(count.total()))
        for name, count in known.items()
    )
    about = _(
        "Every answer and every measurement is counted once, by the evidence it rests on. “No answer” was "
        "asked for and not given, and counts as worst. “Still open” is not known yet. The sources stand in "
        "the appendices."
    )
    blocks = (Paragraph(about), _coverage(telling, known), Table(columns, rows), *_age(telling))
    return Section(_("Data"), blocks, systems)


def _known(telling: Telling) -> dict[str, Known]:
    foundation = telling.evaluation.foundation
    found: dict[str, Known] = {}
    for alternative in telling.everyone:
        cells: list[Found] = [
            *foundation.answers.get(alternative.id, {}).values(),
            *foundation.scores.get(alternative.id, {}).values(),
        ]
        counted = Counter(_state(cell) for cell in cells if not cell.cell.leaves_the_count)
        if counted and alternative.kind != "pair":
            found[alternative.name] = counted
    return found


def _state(found: Found) -> str:
    cell = found.cell
    if cell.is_open:
        return OPEN
    return NO_ANSWER if cell.state == "no_answer" else cell.evidence or OPEN


def _coverage(telling: Telling, known: Mapping[str, Known]) -> Block:
    _ = telling.words
    titles = {str(level): telling.codes.evidence(level) for level in EVIDENCE}
    titles |= {NO_ANSWER: _("no answer"), OPEN: _("still open")}
    key = {code: Key(shade, "", title) for (code, title), shade in zip(titles.items(), KNOWN_BY, strict=True)}
    rows = [
        Slice(name, one.label, share, share, str(count[code]), one.shade)
        for name, count in list(known.items())[:MOST_DRAWN]
        for code, one in key.items()
        for share in [count[code] / count.total()]
    ]
    axis = Axis(_("share of what is asked"), figures="percent")
    spec = parts_chart(rows, axis, _, PAPER)
    told = [(name, _.counted("{count} open", "{count} open", count[OPEN])) for name, count in known.items()]
    caption = telling.some(_("What is known, and how well"), len(known))
    return telling.figure(spec, caption, told, list(key.values()))


def _age(telling: Telling) -> Iterator[Block]:
    _, foundation = telling.words, telling.evaluation.foundation
    stale = sum(found.stale for cells in foundation.answers.values() for found in cells.values())
    stale += sum(found.stale for cells in foundation.scores.values() for found in cells.values())
    if stale:
        said = _.counted(
            "{count} answer rests on a fact that is out of date.",
            "{count} answers rest on facts that are out of date.",
            stale,
        )
        yield Paragraph(said, "warning")


def technology(telling: Telling) -> Section:
    """Tell what is offered: products, firms, and who implements what at which price."""
    _ = telling.words
    return Section(
        _("Technology"), (), (*_offers(telling), *_firms(telling), *_bids(telling), *references_part(telling))
    )


def _offers(telling: Telling) -> Iterator[Part]:
    _, decision = telling.words, telling.decision
    names = offer_names(decision)
    products = {product.id: product for product in decision.platforms}
    columns = (
        Column(_("Offer"), 2),
        Column(_("Vendor"), 1.6),
        Column(_("Edition"), 1.2),
        Column(_("Runs"), 1),
        Column(_("Add-ons"), 1.8),
    )
    rows = tuple(
        (
            names[offer.id],
            products[offer.product].vendor,
            offer.edition,
            deployment_word(offer.deployment, _),
            _.listed(offer.add_ons),
        )
        for offer in decision.offers
    )
    yield Part(_("Platforms"), (Table(columns, rows),))


def _firms(telling: Telling) -> Iterator[Part]:
    _, decision = telling.words, telling.decision
    if not decision.integrators:
        return
    products = dict.fromkeys(offer.product for offer in decision.offers)
    names = {product.id: product.name for product in decision.platforms}
    rows = tuple(
        (
            firm.name,
            "; ".join(
                _("{product}: {answer}", product=names[product], answer=compatibility_word(answer, _))
                for product in products
                if (answer := firm.implements[product].answer if product in firm.implements else "unknown")
                != "no"
            ),
        )
        for firm in decision.integrators
    )
    yield Part(_("Integrators"), (Table((Column(_("Firm"), 1), Column(_("Implements"), 2.4)), rows),))


def _bids(telling: Telling) -> Iterator[Part]:
    _, decision = telling.words, telling.decision
    if not decision.bids:
        return
    names = {a.id: a.name for a in telling.everyone}
    columns = (
        Column(_("Bid"), 1.6),
        Column(_("Platform"), 1.6),
        Column(_("Integrator"), 1.6),
        Column(_("Project manager"), 1.2),
        Column(_("Price"), 0, "figure"),
        Column(_("Promises"), 0, "figure"),
    )
    rows = []
    for bid in decision.bids:
        price = visible_price(decision, bid)
        shown = _.money(price) if price else _("sealed")
        leader = _.text(bid.project_manager)
        promised = str(len(bid.commitments))
        rows.append((bid.name, names[bid.offer], names[bid.integrator], leader, shown, promised))
    sealed = (Paragraph(_("Prices stay sealed until quality is final."), "note"),)
    blocks: tuple[Block, ...] = (
        Table(columns, tuple(rows)),
        *(sealed if prices_are_sealed(decision) else ()),
    )
    yield Part(_("Bids"), blocks)
