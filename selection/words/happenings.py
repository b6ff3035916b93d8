"""What happened in a session, in words: one line of its log."""

from collections.abc import Mapping

from selection.words import Words
from selection.workshop.events import SECTION_OF_KIND


def happening_sentence(
    kind: str,
    key: tuple[str, ...],
    *,
    withdrawn: bool,
    undoes: int | None,
    sealed: bool = False,
    _: Words,
) -> str:
    """Say what an event changed, and at which place; of what is sealed, that it is.

    >>> happening_sentence("answer_set", ("northstar", "MK02"), withdrawn=False, undoes=None, _=Words("en"))
    'Answer set: northstar, MK02'
    >>> kept = {"withdrawn": False, "undoes": None, "sealed": True}
    >>> happening_sentence("judgement_set", ("r1", "m1"), **kept, _=Words("en"))
    'Judgement stored, sealed: r1, m1'
    """
    section = SECTION_OF_KIND.get(kind)
    if section is None:
        return _whole(kind, _)
    name = _sections(_).get(section, section)
    if sealed:
        what = _("{section} stored, sealed", section=name)
    else:
        what = _("{section} withdrawn", section=name) if withdrawn else _("{section} set", section=name)
    said = _("{what}: {place}", what=what, place=", ".join(key)) if key else what
    return said if undoes is None else _("{what} (undoes {number})", what=said, number=undoes)


def _whole(kind: str, _: Words) -> str:
    known = {
        "decision_taken_in": _("The decision was taken in"),
        "contents_erased": _("Personal texts were erased"),
    }
    return known.get(kind, kind)


def _sections(_: Words) -> Mapping[str, str]:
    return {**_of_decision(_), **_of_proceedings(_)}


def _of_proceedings(_: Words) -> Mapping[str, str]:
    return {
        "rules": _("Rules of the workshop"),
        "stand": _("Phase of the workshop"),
        "participant": _("Participant"),
        "link": _("Link"),
        "round": _("Round"),
        "judgement": _("Judgement"),
        "declaration": _("Declaration of interest"),
        "agreement": _("Agreement"),
        "minority_note": _("Minority note"),
        "lock": _("Lock"),
        "award": _("Award"),
        "response": _("Answers of a vendor"),
    }


def _of_decision(_: Words) -> Mapping[str, str]:
    return {
        "title": _("Title"),
        "mode": _("Procedure"),
        "stage": _("Stage"),
        "policy": _("Rules of counting"),
        "scope": _("Goals and scope"),
        "baseline": _("Baseline"),
        "criteria_set": _("Set of criteria"),
        "procedure": _("Order of work"),
        "pace": _("Pace"),
        "readiness": _("Readiness"),
        "pain": _("What hurts"),
        "goal": _("Goal"),
        "measure": _("Measure of success"),
        "process": _("Process"),
        "source_system": _("Source system"),
        "stakeholder": _("Person"),
        "risk": _("Risk"),
        "failure_cost": _("Cost of a failure"),
        "reference_call": _("Call with a reference"),
        "log": _("Decision log"),
        "phase": _("Phase"),
        "need_group": _("Heading of needs"),
        "need": _("Need"),
        "group": _("Group"),
        "criterion": _("Criterion"),
        "attribute": _("Kind of fact"),
        "platform": _("Product"),
        "integrator": _("Integrator"),
        "offer": _("Offer"),
        "bid": _("Bid"),
        "weights": _("Weights"),
        "answer": _("Answer"),
        "score": _("Score"),
        "cost_policy": _("Rules of cost"),
        "cost": _("Cost"),
        "price_policy": _("Rules of price"),
        "tender_file": _("File of the tender"),
        "clarification": _("Question and answer"),
        "member": _("Member"),
    }
