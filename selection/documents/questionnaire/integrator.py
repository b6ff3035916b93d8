"""The questionnaire for a firm that would implement: itself, its people, its projects, and its bids.

People are asked for by role and years, not by name; only the proposed project manager is named.
"""

import datetime as dt
from collections.abc import Iterator

from selection.documents.questionnaire.fields import asked_columns, field_titles, free
from selection.documents.questionnaire.form import Column, Field, Form, FormSheet, Question, fingerprint_of
from selection.documents.questionnaire.platform import fact_questions, fact_sheet
from selection.model.base import LANGUAGES, Localised
from selection.model.decision import Bid, Decision
from selection.model.profiles import Attribute, IntegratorProfile
from selection.words import Words
from selection.words.fiction import told_name
from selection.words.terms import delivery_word
from selection.words.units import unit_name

FREE_ROWS = 15
FREE_SHEETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "staff": ("proposed_team", ("role", "tenure", "crm_years", "certificates")),
    "references": ("reference_customers", ("customer", "industry", "product", "year", "users")),
    "industries": ("projects_by_industry", ("industry", "product", "count")),
}
"""Sheets of free rows: the fact their rows become, and their columns."""
TO_BE_PROMISED = ("partial", "custom", "roadmap")
"""What only passes the gate if a bid commits to it."""


def own_attributes() -> dict[str, Attribute]:
    """Give the attributes a firm is asked about although no library names them."""

    def titled(name: str, kind: str, title: str) -> Attribute:
        said = {language: Words(language)(title) for language in LANGUAGES}
        return Attribute.model_validate(
            {"id": name, "title": Localised(**said), "about": "integrator", "type": kind}
        )

    _ = _as_written
    found = (
        titled("proposed_team", "list", _("Proposed team, by role")),
        titled("reference_customers", "list", _("Reference customers")),
        titled("projects_by_industry", "list", _("Completed projects by industry")),
        titled("documentation_sample", "text", _("Sample of project documentation (link)")),
        titled("conflicts_of_interest", "text", _("Interests that could conflict with ours")),
    )
    return {attribute.id: attribute for attribute in found}


def _as_written(message: str) -> str:
    """Mark a message for translation where it is said in all languages at once."""
    return message


def integrator_form(decision: Decision, firm: IntegratorProfile | None, today: dt.date, _: Words) -> Form:
    """Make the questionnaire for one firm, or a blank one for whoever answers."""
    return Form(
        "integrator",
        decision.id,
        _.text(decision.title),
        firm.id if firm else "",
        {known.id: told_name(known.name, _) for known in decision.integrators},
        _.language,
        today,
        tuple(_sheets(decision, firm, _)),
    )


def _sheets(decision: Decision, firm: IntegratorProfile | None, _: Words) -> Iterator[FormSheet]:
    own = own_attributes()
    listed = {name for name, _columns in FREE_SHEETS.values()}
    known = {a.id: a for a in decision.attributes if a.about == "integrator"}
    asked = [a for a in ({**own, **known}).values() if a.id not in listed]
    facts = fact_questions(asked, firm.facts if firm else {}, None, _)
    intro = _("Facts about your firm. Write unknown where you looked and found nothing.")
    yield fact_sheet("firm", _("Firm"), intro, facts, _)
    yield _records(decision, firm, _)
    titles = {"staff": _("Team"), "references": _("References"), "industries": _("Industries")}
    intros = {
        "staff": _("Whom would you send? One row for each person, by role; no names are needed here."),
        "references": _("Customers we may ask. Whom to call we ask for later."),
        "industries": _("Completed projects, one row for each industry and product."),
    }
    for code, (_fact, columns) in FREE_SHEETS.items():
        rows = tuple(Question(str(number)) for number in range(1, FREE_ROWS + 1))
        yield FormSheet(code, titles[code], intros[code], (), free(columns, _), rows)
    bids = [bid for bid in decision.bids if firm is None or bid.integrator == firm.id]
    if bids and firm is not None:
        yield _bids(bids, _)
        promises = tuple(_promises(decision, bids, _))
        if promises:
            yield _commitments(promises, _)


def _records(decision: Decision, firm: IntegratorProfile | None, _: Words) -> FormSheet:
    """Ask, product by product, whether the firm implements it and what it has done with it."""
    title = field_titles(_)
    records = [a for a in decision.attributes if a.about == "record"]
    implements = firm.implements if firm else {}
    questions = []
    for product in decision.platforms:
        answered = implements.get(product.id)
        given = {"implements": answered.answer} if answered and answered.answer != "unknown" else {}
        mark = fingerprint_of(product.name, [a.id for a in records])
        questions.append(Question(product.id, (told_name(product.name, _),), given, fingerprint=mark))
    fields = (
        Field("implements", title["implements"], "yes_no", "", 18),
        *(
            Field(
                a.id,
                _.text(a.title),
                "number" if a.type == "number" else "text",
                unit_name(a.unit, _),
                26,
            )
            for a in records
        ),
        Field(
            "as_of", title["as_of"], "day", _("A year, a month or a day: 2026, 2026-08 or 2026-08-13."), 12
        ),
        Field("source", title["source"], "text", _("Where we can look it up."), 28),
    )
    intro = _("For every product: do you implement it, and what have you done with it?")
    columns = (Column(title["product"], 40),)
    return FormSheet("records", _("Products"), intro, columns, fields, tuple(questions), "implements")


def _bids(bids: list[Bid], _: Words) -> FormSheet:
    title = field_titles(_)
    fields = (
        Field("project_manager", title["project_manager"], "text", "", 28),
        Field("amount", title["amount"], "number", _("The price of the whole bid."), 18),
        Field("currency", title["currency"], "text", _("Three letters, such as EUR."), 12),
    )
    questions = tuple(
        Question(bid.id, (told_name(bid.name, _),), fingerprint=fingerprint_of(bid.offer)) for bid in bids
    )
    intro = _("Who would lead the project, and the price of each of your bids.")
    return FormSheet("bids", _("Bids"), intro, asked_columns(_, 50), fields, questions, "project_manager")


def _promises(decision: Decision, bids: list[Bid], _: Words) -> Iterator[Question]:
    needs = {need.id: need for need in decision.needs}
    for bid in bids:
        for name, answer in decision.answers.get(bid.offer, {}).items():
            if answer.delivery in TO_BE_PROMISED and name in needs:
                asked = (_.text(needs[name].text), delivery_word(answer.delivery, _), told_name(bid.name, _))
                mark = fingerprint_of(needs[name].model_dump(mode="json", include={"text"}))
                yield Question(f"{bid.id}/{name}", asked, fingerprint=mark)


def _commitments(questions: tuple[Question, ...], _: Words) -> FormSheet:
    title = field_titles(_)
    fields = (
        Field("amount", title["amount"], "number", _("The price of delivering it; 0 if it is included."), 18),
        Field("currency", title["currency"], "text", _("Three letters, such as EUR."), 12),
        Field("available", title["available"], "day", _("A month or a day: 2027-06 or 2027-06-30."), 14),
        Field("comment", title["comment"], "text", "", 36),
    )
    intro = _("What the product does not do as it comes: what will you deliver, by when, at which price?")
    return FormSheet("commitments", _("Commitments"), intro, asked_columns(_, 56, 20, 34), fields, questions)
