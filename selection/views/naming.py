"""Ids for what people name themselves."""

import re


def slug(text: str) -> str:
    """Make an id of a name; names in other scripts get a plain one.

    >>> slug("Zoho CRM, Enterprise"), slug("מערכת")
    ('zoho-crm-enterprise', 'item')
    """
    found = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
    return found[:50].strip("-") or "item"


def free(stem: str, taken: set[str]) -> str:
    """Give the first id of a stem that nobody has yet."""
    return next(name for n in range(1, 1000) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
