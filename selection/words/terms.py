"""The field's words for what stands in a decision as a code."""

from selection.analysis.cells import Origin
from selection.analysis.pairs import Compatibility
from selection.model.decision import Mode, Stage
from selection.model.judgements import CellState, Evidence
from selection.model.needs import Area, Delivery, Tier
from selection.model.profiles import Confidence, Deployment, Method
from selection.words import Words


def tier_word(tier: Tier, _: Words) -> str:
    """Name a tier.

    >>> tier_word("long_term", Words("en"))
    'long-term'
    """
    return {"must": _("must"), "long_term": _("long-term"), "nice": _("nice to have")}[tier]


def delivery_word(delivery: Delivery, _: Words) -> str:
    """Name a way in which an offer meets a need."""
    words: dict[Delivery, str] = {
        "as_is": _("as is"),
        "configuration": _("by configuration"),
        "add_on": _("with an add-on"),
        "partial": _("in part"),
        "custom": _("by custom development"),
        "roadmap": _("on the roadmap"),
        "absent": _("absent"),
    }
    return words[delivery]


def state_word(state: CellState, _: Words) -> str:
    """Name the state of a cell."""
    words: dict[CellState, str] = {
        "answered": _("answered"),
        "not_asked": _("not asked yet"),
        "asked": _("asked, no answer yet"),
        "no_answer": _("no answer"),
        "cannot_judge": _("can't be judged"),
        "not_applicable": _("does not apply"),
    }
    return words[state]


def evidence_word(evidence: Evidence, _: Words) -> str:
    """Name what an answer rests on."""
    words: dict[Evidence, str] = {
        "claim": _("claim"),
        "document": _("document"),
        "demo": _("demonstration"),
        "proof": _("proof of concept"),
        "reference": _("reference customer"),
    }
    return words[evidence]


def area_word(area: Area, _: Words) -> str:
    """Name a part of the business."""
    return {"marketing": _("marketing"), "sales": _("sales"), "service": _("service")}[area]


def mode_word(mode: Mode, _: Words) -> str:
    """Name the kind of procedure."""
    return {"market_scan": _("market scan"), "tender": _("tender")}[mode]


def stage_word(stage: Stage, _: Words) -> str:
    """Name how far the procedure has come."""
    return {"market_scan": _("market scan"), "short_list": _("short list"), "award": _("award")}[stage]


def deployment_word(deployment: Deployment, _: Words) -> str:
    """Name where an edition runs."""
    return {"cloud": _("cloud"), "self_hosted": _("self-hosted")}[deployment]


def method_word(method: Method, _: Words) -> str:
    """Name how a fact was found."""
    words: dict[Method, str] = {
        "vendor_doc": _("vendor's documentation"),
        "repo_commit": _("source code"),
        "transcribed": _("copied from the vendor by a third party"),
        "secondary": _("third party"),
        "self_declared": _("vendor's own statement"),
        "derived": _("derived from other facts"),
    }
    return words[method]


def confidence_word(confidence: Confidence, _: Words) -> str:
    """Name how sure a fact is."""
    return {"high": _("high confidence"), "medium": _("medium confidence"), "low": _("low confidence")}[
        confidence
    ]


def compatibility_word(compatibility: Compatibility, _: Words) -> str:
    """Name whether a firm implements a product."""
    return {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}[compatibility]


def origin_word(origin: Origin, _: Words) -> str:
    """Name where a cell's content comes from."""
    words: dict[Origin, str] = {
        "stated": _("stated by the team"),
        "judgements": _("judged by members, not agreed yet"),
        "fact": _("published fact"),
        "conflict": _("contradicting facts"),
        "none": _("nowhere yet"),
    }
    return words[origin]


def baseline_word(kind: str, _: Words) -> str:
    """Name a way to go on without buying."""
    return {
        "keep": _("keep the current system"),
        "extend": _("extend the current system"),
        "nothing": _("do nothing"),
    }[kind]


def side_word(side: str, _: Words) -> str:
    """Name a side of the criteria tree."""
    return {"platform": _("platform"), "integrator": _("integrator")}[side]
