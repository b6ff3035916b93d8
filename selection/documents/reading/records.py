"""Facts, records of a firm, bids and commitments, from the row of a form to what it changes."""

from collections.abc import Iterable, Mapping

from selection.documents.questionnaire.integrator import FREE_SHEETS, own_attributes
from selection.documents.reading.preview import Entry, differences
from selection.documents.reading.row import Reading, Row, made, plain_fields
from selection.documents.reading.seals import unguessable
from selection.documents.reading.values import Value
from selection.errors import UploadError
from selection.model.base import Label, LocalisedLine, Money
from selection.model.decision import Bid, Commitment, Decision
from selection.model.profiles import UNKNOWN, Attribute, Fact, Implementation
from selection.words.facts import recognised

PRICE_FIELDS = ("amount", "currency")


def fact_entries(row: Row, reading: Reading) -> Iterable[Entry]:
    """Read a fact about a product or a firm."""
    if "value" not in row.values:
        raise UploadError("fact_without_value", row.filled.where)
    attribute = _attribute(row.filled.key, reading.decision)
    section, owner, known, editions = _owner(reading)
    value = _known_again(_fact_value(attribute, row.values["value"]), known.get(attribute.id, ()))
    fact = _fact(value, row.values, row.places, reading, editions)
    yield from _fact_entry(attribute, fact, known, (section, owner), row.places)


def _owner(reading: Reading) -> tuple[str, str, Mapping[str, tuple[Fact, ...]], object]:
    if reading.form.kind == "integrator":
        firm = next(f for f in reading.decision.integrators if f.id == reading.alternative)
        return "integrator", firm.id, firm.facts, "all"
    offer = next(o for o in reading.decision.offers if o.id == reading.alternative)
    product = next(p for p in reading.decision.platforms if p.id == offer.product)
    return "platform", product.id, product.facts, (offer.edition,)


def _fact(
    value: object, values: Mapping[str, Value], places: Mapping[str, str], reading: Reading, editions: object
) -> Fact:
    said: dict[str, object] = {
        "value": value,
        "editions": editions,
        "as_of": values.get("as_of", "undated"),
        "source": values.get("source", reading.source),
        "method": "self_declared",
        "confidence": "low",
    }
    if "as_of" not in values:
        said["seen"] = reading.today.isoformat()
    if "comment" in values:
        said["note"] = values["comment"]
    fact: Fact = made(Fact, said, places)
    return fact


def _fact_value(attribute: Attribute, said: Value) -> object:
    if isinstance(said, str) and said.casefold() == UNKNOWN:
        return UNKNOWN
    if attribute.type == "yes_no":
        return said == "yes"
    if attribute.type == "list":
        return tuple(part.strip() for part in str(said).split(";") if part.strip())
    return said


def _known_again(value: object, stated: tuple[Fact, ...]) -> object:
    """Take an answer that says what is known, in whichever language the form was, for what is known."""
    values = [part for fact in stated for part in _parts(fact.value)]
    if isinstance(value, tuple):
        return tuple(recognised(part, values) for part in value)
    return recognised(value, values) if isinstance(value, str) else value


def _parts(value: object) -> tuple[Label, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str | LocalisedLine) else ()


def _fact_entry(
    attribute: Attribute,
    fact: Fact,
    known: Mapping[str, tuple[Fact, ...]],
    owner: tuple[str, str],
    places: Mapping[str, str],
) -> Iterable[Entry]:
    """State a fact beside those that are known; what the vendor itself said before is replaced."""
    stated = known.get(attribute.id, ())
    if any(other.value == fact.value and _covers(other, fact) for other in stated):
        return
    others = tuple(f for f in stated if (f.method, f.editions) != (fact.method, fact.editions))
    old = {"value": stated[-1].value if stated and stated[-1].known else None}
    changes = differences(attribute.id, old, {"value": fact.value, "as_of": _day(fact)}, places)
    yield Entry("fact", (*owner, attribute.id), (*others, fact), changes)


def _covers(known: Fact, fact: Fact) -> bool:
    """Tell whether what is known holds for every edition a fact is about."""
    if known.editions == "all" or fact.editions == "all":
        return known.editions == "all"
    return set(fact.editions) <= set(known.editions)


def _day(fact: Fact) -> str | None:
    return None if fact.as_of == "undated" else fact.as_of


def _attribute(name: str, decision: Decision) -> Attribute:
    return {**own_attributes(), **{a.id: a for a in decision.attributes}}[name]


def attribute_entries(needed: Iterable[str], decision: Decision) -> Iterable[Entry]:
    """Bring in the attributes a questionnaire asks about although the decision lacks them."""
    known = {a.id for a in decision.attributes}
    own = own_attributes()
    for name in dict.fromkeys(needed):
        if name not in known and name in own:
            yield Entry("attribute", (name,), own[name], ())


def free_entries(code: str, rows: list[Row], reading: Reading) -> Iterable[Entry]:
    """Make one fact, a list, of the free rows of a sheet."""
    name, _columns = FREE_SHEETS[code]
    lines = tuple(_line(row) for row in rows)
    attribute = _attribute(name, reading.decision)
    section, owner, known, editions = _owner(reading)
    fact = _fact(lines, {}, rows[0].places, reading, editions)
    yield from _fact_entry(attribute, fact, known, (section, owner), rows[0].places)


def _line(row: Row) -> str:
    titles = {asked.code: asked.title for asked in row.sheet.fields}
    said = {code: f"{value:g}" if isinstance(value, float) else value for code, value in row.values.items()}
    return "; ".join(f"{titles[code]}: {said[code]}" for code in titles if code in said)[:500]


def record_entries(row: Row, reading: Reading) -> Iterable[Entry]:
    """Read whether a firm implements a product, and what it has done with it."""
    product, firm_id = row.filled.key, reading.alternative
    firm = next(f for f in reading.decision.integrators if f.id == firm_id)
    old = firm.implements.get(product, Implementation(answer="unknown"))
    answer = row.values.get("implements", old.answer)
    figures = {a.id: a for a in reading.decision.attributes if a.about == "record" and a.id in row.values}
    facts = dict(old.facts)
    for name, attribute in figures.items():
        fact = _fact(_fact_value(attribute, row.values[name]), row.values, row.places, reading, "all")
        if any(fact.value == other.value for other in facts.get(name, ())):
            continue
        facts[name] = (*(f for f in facts.get(name, ()) if f.method != fact.method), fact)
    new = Implementation.model_validate({"answer": answer, "facts": facts})
    before = {"implements": None if old.answer == "unknown" else old.answer, **_latest(old)}
    after = {"implements": None if answer == "unknown" else answer, **_latest(new)}
    changes = differences(product, before, after, row.places)
    return (Entry("record", (firm_id, product), new, changes),) if changes else ()


def _latest(record: Implementation) -> dict[str, object]:
    return {name: facts[-1].value for name, facts in record.facts.items() if facts[-1].known}


def bid_entries(row: Row, reading: Reading) -> Iterable[Entry]:
    """Read who would lead a bid's project, and its price."""
    old = next(b for b in reading.decision.bids if b.id == row.filled.key)
    price = _money(row, old.price.model_dump() if old.price else {}) if _is_priced(row, old) else None
    manager = row.values.get("project_manager", old.project_manager)
    new = made(Bid, {**plain_fields(old), "project_manager": manager, "price": price}, row.places)
    before = unguessable(_bid_fields(old), row.values, reading.decision)
    changes = differences(old.id, before, _bid_fields(new), row.places)
    return (Entry("bid", (old.id,), new, changes),) if changes else ()


def _is_priced(row: Row, bid: Bid) -> bool:
    return bid.price is not None or "amount" in row.values


def _bid_fields(bid: Bid) -> dict[str, object]:
    return {"project_manager": bid.project_manager, **_price_fields(bid.price)}


def _price_fields(price: Money | None) -> dict[str, object]:
    return dict(price.model_dump()) if price else {}


def _money(row: Row, old: Mapping[str, object]) -> Money:
    fields = {**old, **{code: row.values[code] for code in PRICE_FIELDS if code in row.values}}
    price: Money = made(Money, fields, row.places)
    return price


def commitment_entries(row: Row, reading: Reading) -> Iterable[Entry]:
    """Read what a bid promises to deliver, by when and at which price."""
    bid_id, _slash, need = row.filled.key.partition("/")
    bid = next(b for b in reading.decision.bids if b.id == bid_id)
    old = next((c for c in bid.commitments if c.need == need), None)
    before = _commitment_fields(old)
    said = {**{code: value for code, value in before.items() if value is not None}, **row.values}
    for code in ("amount", "available"):
        if code not in said:
            raise UploadError("commitment_incomplete", row.filled.where, missing=code)
    stated: dict[str, object] = {code: said[code] for code in PRICE_FIELDS if code in said}
    price = _money(row, {**_price_fields(bid.price), **stated})
    fields = {"need": need, "price": price, "by": said["available"], "note": said.get("comment")}
    new = made(Commitment, fields, row.places)
    seen = unguessable(before, row.values, reading.decision)
    changes = differences(f"{need} · {bid_id}", seen, _commitment_fields(new), row.places)
    return (Entry("commitment", (bid_id, need), new, changes),) if changes else ()


def _commitment_fields(promise: Commitment | None) -> dict[str, object]:
    if promise is None:
        return {}
    return {**_price_fields(promise.price), "available": promise.by, "comment": promise.note}
