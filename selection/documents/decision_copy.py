"""The decision as a file to hand over: everything inline, and without the prices that are sealed."""

import re

from selection.catalogue.decision_file import write_decision
from selection.model.decision import Decision
from selection.model.price_rules import prices_are_sealed, without_sealed_prices
from selection.words import Words

_NO_LETTER = re.compile("[\u2066-\u2069]")
"""What keeps words apart on a page; in a file nothing may turn a line."""


def decision_copy(decision: Decision, _: Words, mark: str = "") -> str:
    """Write a decision as a file; first lines say what is locked, and that sealed prices are not in it."""
    written = write_decision(without_sealed_prices(decision))
    said = (mark, left_out_sentence(decision, _))
    return "".join(f"# {_NO_LETTER.sub('', line)}\n" for line in said if line) + written


def left_out_sentence(decision: Decision, _: Words) -> str:
    """Say what the file leaves out, if it leaves anything out."""
    if not prices_are_sealed(decision):
        return ""
    return _(
        "Prices are sealed until quality is final and are not in this file: neither those of bids and "
        "their promises nor what was stated on criteria of cost. They stay stored in the session."
    )
