"""The decision as a file to hand over: everything inline, and without the prices that are sealed."""

from selection.catalogue.decision_file import write_decision
from selection.model.decision import Decision
from selection.model.price_rules import prices_are_sealed, without_sealed_prices
from selection.words import Words


def decision_copy(decision: Decision, _: Words) -> str:
    """Write a decision as a file; where prices are sealed, a first line says that they are not in it."""
    written = write_decision(without_sealed_prices(decision))
    said = left_out_sentence(decision, _)
    return f"# {said}\n{written}" if said else written


def left_out_sentence(decision: Decision, _: Words) -> str:
    """Say what the file leaves out, if it leaves anything out."""
    if not prices_are_sealed(decision):
        return ""
    return _(
        "Prices are sealed until quality is final and are not in this file: neither those of bids and "
        "their promises nor what was stated on criteria of cost. They stay stored in the session."
    )
