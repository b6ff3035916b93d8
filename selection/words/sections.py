"""What the parts of a decision are called where its history is told."""

from selection.words import Words


def section_word(section: str, _: Words) -> str:
    """Name a part of a decision, as its changes are listed.

    >>> section_word("source_system", Words("en"))
    'source system'
    """
    return {**_of_frame(_), **_of_groundwork(_), **_of_choice(_), **_of_money(_), **_of_workshop(_)}[section]


def _of_frame(_: Words) -> dict[str, str]:
    return {
        "title": _("title"),
        "mode": _("kind of procedure"),
        "stage": _("stage"),
        "procedure": _("procedure"),
        "policy": _("rules of counting"),
        "scope": _("scope"),
        "baseline": _("baseline"),
        "criteria_set": _("criteria set"),
        "weights": _("weights"),
        "log": _("decision log"),
    }


def _of_groundwork(_: Words) -> dict[str, str]:
    return {
        "pace": _("pace"),
        "readiness": _("readiness"),
        "pain": _("what hurts"),
        "goal": _("goal"),
        "measure": _("measure"),
        "process": _("process"),
        "source_system": _("source system"),
        "stakeholder": _("person"),
        "risk": _("risk"),
        "failure_cost": _("cost of a failure"),
        "phase": _("phase"),
    }


def _of_choice(_: Words) -> dict[str, str]:
    return {
        "need_group": _("group of needs"),
        "need": _("need"),
        "group": _("group of criteria"),
        "criterion": _("criterion"),
        "attribute": _("kind of fact"),
        "platform": _("product"),
        "integrator": _("integrator"),
        "offer": _("offer"),
        "bid": _("bid"),
        "answer": _("answer"),
        "score": _("score"),
        "reference_call": _("call with a reference"),
    }


def _of_money(_: Words) -> dict[str, str]:
    return {
        "cost_policy": _("rules of cost"),
        "cost": _("cost"),
        "price_policy": _("rules of price"),
        "tender_file": _("file of the tender"),
        "clarification": _("question and answer"),
    }


def _of_workshop(_: Words) -> dict[str, str]:
    return {
        "member": _("member"),
        "rules": _("rules of the workshop"),
        "stand": _("phase of the workshop"),
        "participant": _("participant"),
        "link": _("link"),
        "round": _("round"),
        "judgement": _("judgement"),
        "declaration": _("declaration of interest"),
        "agreement": _("agreement"),
        "minority_note": _("minority note"),
        "lock": _("lock"),
        "award": _("award"),
        "response": _("answers of a vendor"),
    }
