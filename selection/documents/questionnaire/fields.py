"""The columns forms have in common, and their names."""

from selection.documents.questionnaire.form import Column, Field
from selection.words import Words


def field_titles(_: Words) -> dict[str, str]:
    """Name every column that can be filled in."""
    return {
        "delivery": _("How is it delivered?"),
        "evidence": _("How can we know?"),
        "available": _("Available from"),
        "gap": _("What is missing"),
        "source": _("Link or document"),
        "as_of": _("As of"),
        "comment": _("Comment"),
        "by": _("Answered by"),
        "value": _("Answer"),
        "performance": _("Score"),
        "state": _("If there is none: why"),
        "project_manager": _("Proposed project manager"),
        "amount": _("Amount"),
        "currency": _("Currency"),
        "implements": _("Do you implement it?"),
        "role": _("Role"),
        "tenure": _("Years with the firm"),
        "crm_years": _("Years in CRM projects"),
        "certificates": _("Certificates"),
        "customer": _("Customer"),
        "industry": _("Industry"),
        "product": _("Product"),
        "year": _("Year"),
        "users": _("Users"),
        "count": _("Completed projects"),
    }


def answer_fields(_: Words) -> tuple[Field, ...]:
    """Give the columns in which a need is answered."""
    title = field_titles(_)
    return (
        Field("delivery", title["delivery"], "delivery", _("Choose from the list."), 20),
        Field("evidence", title["evidence"], "evidence", _("Left empty, it counts as a claim."), 17),
        Field(
            "available", title["available"], "day", _("Only on the roadmap: 2027, 2027-06 or 2027-06-30."), 14
        ),
        Field("gap", title["gap"], "text", _("Only where it is delivered in part: what is missing."), 24),
        Field("source", title["source"], "text", _("Where we can look it up."), 24),
        *saying_fields(_),
    )


def saying_fields(_: Words) -> tuple[Field, ...]:
    """Give the columns that say when, why and by whom something was said."""
    title = field_titles(_)
    return (
        Field(
            "as_of", title["as_of"], "day", _("A year, a month or a day: 2026, 2026-08 or 2026-08-13."), 12
        ),
        Field("comment", title["comment"], "text", "", 30),
        Field("by", title["by"], "text", "", 16),
    )


def fact_fields(_: Words) -> tuple[Field, ...]:
    """Give the columns in which a fact is stated."""
    title = field_titles(_)
    return (
        Field("value", title["value"], "text", "", 34),
        Field(
            "as_of", title["as_of"], "day", _("A year, a month or a day: 2026, 2026-08 or 2026-08-13."), 12
        ),
        Field("source", title["source"], "text", _("Where we can look it up."), 24),
        Field("comment", title["comment"], "text", "", 36),
    )


def free(codes: tuple[str, ...], _: Words) -> tuple[Field, ...]:
    """Give columns of rows that may be filled in or not."""
    numbers = {"tenure", "crm_years", "users", "count", "amount"}
    title = field_titles(_)
    return tuple(Field(code, title[code], "number" if code in numbers else "text") for code in codes)


def asked_columns(_: Words, *widths: int) -> tuple[Column, ...]:
    """Give the columns that say what is asked and how it is meant."""
    titles = (_("Question"), _("Kind"), _("How it is meant"))
    return tuple(Column(title, width) for title, width in zip(titles, widths, strict=False))
