"""The questionnaire for the vendor of a platform: every need, the facts, the prices.

It says nothing a bidder should not read: no owner, no reason, no weight, and of the answers that are there
already only what was answered, not what the buyer's own people wrote about it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from selection.documents.questionnaire.fields import answer_fields, asked_columns, fact_fields
from selection.documents.questionnaire.form import (
    FieldKind,
    Filling,
    Form,
    FormSheet,
    Question,
    fingerprint_of,
)
from selection.model.base import Day
from selection.model.consistency import offer_names
from selection.model.decision import Decision, Offer
from selection.model.judgements import Answer
from selection.model.needs import Need
from selection.model.profiles import Attribute, Fact
from selection.words import Words
from selection.words.facts import label_words
from selection.words.fiction import told_decision
from selection.words.terms import tier_word
from selection.words.units import unit_name

PRICES_AGE_IN_DAYS = 90
"""Attributes that age this fast are prices and their terms."""
KIND_OF_TYPE: Mapping[str, FieldKind] = {
    "yes_no": "yes_no",
    "number": "number",
    "text": "text",
    "list": "text",
}


def platform_form(decision: Decision, offer: Offer | None, today: dt.date, _: Words) -> Form:
    """Make the questionnaire about one offer, or a blank one for whoever answers."""
    return Form(
        "platform",
        decision.id,
        _.text(decision.title),
        offer.id if offer else "",
        offer_names(told_decision(decision, _)),
        _.language,
        today,
        (_needs(decision, offer, _), *_facts(decision, offer, _)),
    )


def _needs(decision: Decision, offer: Offer | None, _: Words) -> FormSheet:
    given = decision.answers.get(offer.id, {}) if offer else {}
    phases = {phase.id: phase for phase in decision.phases}

    def meant(need: Need) -> str:
        phase = phases.get(need.phase or "")
        if phase is None:
            return ""
        return _("Needed from {day}: {phase}", day=_.day(phase.starts), phase=_.text(phase.title))

    questions = tuple(
        Question(
            need.id,
            (_.text(need.text), tier_word(need.tier, _), meant(need)),
            given_answer(given.get(need.id)),
            fingerprint=fingerprint_of(need.model_dump(mode="json", include={"text", "tier"})),
        )
        for need in decision.needs
    )
    return FormSheet(
        "needs",
        _("Needs"),
        _("For every line choose how it is delivered. What is left empty stays open; it is not a no."),
        asked_columns(_, 52, 12, 22),
        answer_fields(_),
        questions,
        "delivery",
    )


def given_answer(answer: Answer | None) -> dict[str, Filling]:
    """Give what may stand in a form of an answer: what was answered, and not what was written about it."""
    if answer is None or not (answer.delivery or answer.state in ("no_answer", "not_applicable")):
        return {}
    found = {
        "delivery": answer.delivery or answer.state,
        "evidence": answer.evidence,
        "available": answer.available,
    }
    return {code: value for code, value in found.items() if value}


def _facts(decision: Decision, offer: Offer | None, _: Words) -> Iterable[FormSheet]:
    asked = [a for a in decision.attributes if a.about == "platform"]
    prices = [a for a in asked if a.ages_after_days == PRICES_AGE_IN_DAYS]
    known = {p.id: p.facts for p in decision.platforms}.get(offer.product, {}) if offer else {}
    edition = offer.edition if offer else None
    facts = [a for a in asked if a not in prices]
    if facts:
        intro = _("Facts about the edition you offer. Write unknown where you looked and found nothing.")
        yield fact_sheet("facts", _("Facts"), intro, fact_questions(facts, known, edition, _), _)
    if prices:
        intro = _("List prices of the edition you offer and their terms. A list is separated by semicolons.")
        yield fact_sheet("prices", _("Prices"), intro, fact_questions(prices, known, edition, _), _)


def fact_sheet(
    code: str, title: str, intro: str, questions: tuple[Question, ...], _: Words, field: str = "value"
) -> FormSheet:
    """Put questions about facts on a sheet of their own."""
    return FormSheet(code, title, intro, asked_columns(_, 52, 12, 22), fact_fields(_), questions, field)


def fact_questions(
    asked: Iterable[Attribute], known: Mapping[str, tuple[Fact, ...]], edition: str | None, _: Words
) -> tuple[Question, ...]:
    """Ask for facts, and show those that are known of the edition."""
    types = {"yes_no": _("yes or no"), "number": _("number"), "text": _("text"), "list": _("list")}
    return tuple(
        Question(
            attribute.id,
            (
                _.text(attribute.title),
                types[attribute.type],
                unit_name(attribute.unit, _),
            ),
            _given_fact(attribute, known.get(attribute.id, ()), edition, _),
            {"value": KIND_OF_TYPE[attribute.type]},
            fingerprint=fingerprint_of(attribute.model_dump(mode="json", include={"title", "type", "unit"})),
        )
        for attribute in asked
    )


def _given_fact(
    attribute: Attribute, facts: Iterable[Fact], edition: str | None, _: Words
) -> dict[str, Filling]:
    """Show the newest fact that is known and holds for the edition."""
    telling = [fact for fact in facts if fact.known and (edition is None or fact.holds_for(edition))]
    if not telling:
        return {}
    newest = max(telling, key=lambda fact: "" if fact.as_of == "undated" else fact.as_of)
    shown: dict[str, Filling] = {"value": _shown(attribute, newest, _), "source": _.text(newest.source)}
    day: Day = newest.as_of
    return shown if day == "undated" else {**shown, "as_of": day}


def _shown(attribute: Attribute, fact: Fact, _: Words) -> Filling:
    if attribute.type == "yes_no":
        return "yes" if fact.value is True else "no"
    if isinstance(fact.value, tuple):
        return "; ".join(label_words(part, _) for part in fact.value)
    return fact.value if isinstance(fact.value, float | int) else label_words(fact.value, _)
