"""A profile on one page: every fact with its source and age, and what is not known."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selection.documents.plain_text import columns, paragraph
from selection.model.base import first_day
from selection.model.profiles import UNDATED, Attribute, Fact, IntegratorProfile, PlatformProfile
from selection.words import Words
from selection.words.facts import stated_words
from selection.words.fiction import told_entry
from selection.words.terms import compatibility_word, confidence_word, deployment_word, method_word
from selection.words.units import unit_name

Plain = dict[str, Any]
Facts = Mapping[str, tuple[Fact, ...]]
AnyProfile = PlatformProfile | IntegratorProfile


@dataclass(frozen=True)
class FactLine:
    """One fact, how old it is, and whether another says otherwise of the same edition."""

    attribute: str
    fact: Fact
    age: int | None
    """In days; none for an undated fact."""
    stale: bool
    contradicted: bool


def fact_lines(facts: Facts, attributes: Mapping[str, Attribute], today: dt.date) -> tuple[FactLine, ...]:
    """List what is known, attribute by attribute."""
    return tuple(
        FactLine(
            attribute=name,
            fact=fact,
            age=None if fact.as_of == UNDATED else (today - first_day(fact.as_of)).days,
            stale=fact.is_stale(attributes[name].ages_after_days if name in attributes else None, today),
            contradicted=any(_contradicts(fact, other) for other in stated),
        )
        for name, stated in facts.items()
        for fact in stated
    )


def _contradicts(fact: Fact, other: Fact) -> bool:
    if not fact.known or not other.known or fact.value == other.value:
        return False
    if isinstance(fact.value, tuple) and isinstance(other.value, tuple):
        return False  # two lists may well complete each other
    return "all" in (fact.editions, other.editions) or bool(set(fact.editions) & set(other.editions))


def missing(profile: AnyProfile, attributes: Sequence[Attribute]) -> tuple[Attribute, ...]:
    """List the attributes on which a profile says nothing."""
    about = "platform" if isinstance(profile, PlatformProfile) else "integrator"
    return tuple(a for a in attributes if a.about == about and a.id not in profile.facts)


def profile_as_plain(profile: AnyProfile, attributes: Sequence[Attribute], today: dt.date) -> Plain:
    """Give a profile as codes and figures, for programs to read."""
    known = {a.id: a for a in attributes}
    plain = {
        "id": profile.id,
        "name": profile.name,
        "fictional": profile.fictional,
        "today": today.isoformat(),
        "facts": [_line_as_plain(line, known) for line in fact_lines(profile.facts, known, today)],
        "missing": [{"attribute": a.id, "required": a.required} for a in missing(profile, attributes)],
    }
    if isinstance(profile, PlatformProfile):
        return plain | {"kind": "platform", "editions": [e.model_dump(mode="json") for e in profile.editions]}
    records = {
        product: {
            "answer": record.answer,
            "facts": [_line_as_plain(line, known) for line in fact_lines(record.facts, known, today)],
        }
        for product, record in profile.implements.items()
    }
    return plain | {"kind": "integrator", "implements": records}


def _line_as_plain(line: FactLine, attributes: Mapping[str, Attribute]) -> Plain:
    attribute = attributes.get(line.attribute)
    return {
        "attribute": line.attribute,
        **line.fact.model_dump(mode="json", exclude_none=True),
        "unit": unit_name(attribute.unit, Words("en")) if attribute and attribute.unit else None,
        "age_days": line.age,
        "stale": line.stale,
        "contradicted": line.contradicted,
    }


def profile_lines(
    profile: AnyProfile, attributes: Sequence[Attribute], today: dt.date, _: Words
) -> list[str]:
    """Write a profile as text."""
    profile = told_entry(profile, _)
    known = {a.id: a for a in attributes}
    lines = fact_lines(profile.facts, known, today)
    return [
        *_head(profile, lines, _),
        *_facts(lines, known, _),
        *_records(profile, known, today, _),
        *_gaps(profile, attributes, lines, _),
    ]


def _head(profile: AnyProfile, lines: Sequence[FactLine], _: Words) -> Iterator[str]:
    yield profile.name
    if profile.fictional:
        yield _("Fictional: invented, to show what a profile looks like.")
    if isinstance(profile, PlatformProfile):
        editions = ", ".join(f"{e.name} ({deployment_word(e.deployment, _)})" for e in profile.editions)
        yield from paragraph(
            _("Sold by {vendor}. Editions: {editions}.", vendor=profile.vendor, editions=editions)
        )
    if profile.note is not None:
        yield from paragraph(_.text(profile.note))
    stale = sum(line.stale for line in lines if line.fact.known)
    known = sum(line.fact.known for line in lines)
    yield _("{known} facts, {stale} of them out of date.", known=known, stale=stale)


def _facts(lines: Sequence[FactLine], attributes: Mapping[str, Attribute], _: Words) -> Iterator[str]:
    previous = ""
    for line in lines:
        if not line.fact.known:
            continue
        attribute = attributes.get(line.attribute)
        if line.attribute != previous:
            yield ""
            yield _.text(attribute.title) if attribute else line.attribute
        previous = line.attribute
        yield from paragraph(_value(line.fact, attribute, _), indent=2)
        yield from paragraph(_provenance(line, _), indent=6)


def _value(fact: Fact, attribute: Attribute | None, _: Words) -> str:
    text = stated_words(fact.value, attribute, _)
    editions = "" if fact.editions == "all" else f" [{', '.join(fact.editions)}]"
    return text + editions


def _provenance(line: FactLine, _: Words) -> str:
    fact = line.fact
    parts = [
        _day(line, _),
        *([_("OUT OF DATE")] if line.stale else []),
        *([_("SOURCES DIFFER")] if line.contradicted else []),
        method_word(fact.method, _),
        confidence_word(fact.confidence, _),
        _.text(fact.source),
        *([_.text(fact.note)] if fact.note else []),
    ]
    return " · ".join(parts)


def _day(line: FactLine, _: Words) -> str:
    fact = line.fact
    if line.age is None:
        return _("undated, seen {day}", day=_.day(fact.seen) if fact.seen else "")
    return _.counted(
        "{day}, {count} day old", "{day}, {count} days old", max(line.age, 0), day=_.day(fact.as_of)
    )


def _records(
    profile: AnyProfile, attributes: Mapping[str, Attribute], today: dt.date, _: Words
) -> Iterator[str]:
    if not isinstance(profile, IntegratorProfile):
        return
    yield ""
    yield _("Implements")
    rows = [[product, compatibility_word(record.answer, _)] for product, record in profile.implements.items()]
    yield from (f"  {line}" for line in columns([_("product"), _("answer")], rows))
    for product, record in profile.implements.items():
        if record.facts:
            yield ""
            yield _("With {product}", product=product)
            yield from _facts(fact_lines(record.facts, attributes, today), attributes, _)


def _gaps(
    profile: AnyProfile, attributes: Sequence[Attribute], lines: Sequence[FactLine], _: Words
) -> Iterator[str]:
    titles = {a.id: _.text(a.title) for a in attributes}
    sought = [titles.get(line.attribute, line.attribute) for line in lines if not line.fact.known]
    unsought = [_.text(a.title) for a in missing(profile, attributes)]
    for message, names in (
        (_("Looked for and not found: {names}."), sought),
        (_("Not looked into: {names}."), unsought),
    ):
        if names:
            yield ""
            yield from paragraph(message.format(names=", ".join(dict.fromkeys(names))))
