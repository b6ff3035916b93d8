"""The way in words: what was skipped and what it costs, what hangs loose, and who was heard."""

from collections.abc import Mapping, Sequence

from selection.analysis.chain import Chain
from selection.analysis.order_of_work import Cost, Skipped, Step
from selection.analysis.people import Authorship, DepartmentVoice
from selection.model.goals import MeasureLevel
from selection.words import Words
from selection.words.gates import few
from selection.words.project_terms import level_words


def step_word(step: Step, _: Words) -> str:
    """Name a step of the method."""
    words: dict[Step, str] = {
        "goals": _("goals"),
        "measures": _("success measures"),
        "readiness": _("readiness"),
        "needs": _("needs"),
        "weights": _("weights"),
        "vendors": _("vendors"),
        "answers": _("answers"),
        "plan": _("the plan"),
    }
    return words[step]


def cost_sentence(cost: Cost, _: Words) -> str:
    """Say what it costs to go on without a step."""
    words: dict[Cost, str] = {
        "success_stays_opinion": _("Without a goal, success will be a matter of opinion."),
        "nothing_to_review": _("Without a measured start, nobody can tell a year later what changed."),
        "obstacles_found_too_late": _("Obstacles that are not looked for now turn up after the contract."),
        "demo_decides_needs": _("Without needs of your own, the demo decides what you need."),
        "weights_follow_favourite": _("Weights set after the answers tend to follow the favourite."),
        "nothing_to_compare": _("Without vendors there is nothing to compare."),
        "brochure_decides": _("Without answers the brochure decides."),
        "all_at_once": _("Without a plan everything starts at once."),
    }
    return words[cost]


def skipped_sentence(missing: Sequence[Skipped], _: Words) -> str:
    """Say gently, in one line, what was left out so far and what the first of it costs.

    >>> skipped_sentence([Skipped("goals", "success_stays_opinion", ("needs",))], Words("en"))
    'Not done yet: goals. Without a goal, success will be a matter of opinion.'
    """
    if not missing:
        return ""
    steps = ", ".join(step_word(found.step, _) for found in missing)
    return _("Not done yet: {steps}. {cost}", steps=steps, cost=cost_sentence(missing[0].cost, _))


def loose_ends(chain: Chain, _: Words) -> tuple[str, ...]:
    """Say what hangs loose in the chain from what hurts to the needs, each in a sentence."""
    said = (
        (_("Hurts, but no goal is set against it: {items}."), chain.pains_without_goal),
        (_("Goals nothing hurts for: {items}."), chain.goals_without_pain),
        (_("Goals no need serves: {items}."), chain.goals_without_need),
        (_("Needs that serve no goal: {items}."), chain.needs_without_goal),
    )
    return tuple(sentence.format(items=few(items, _)) for sentence, items in said if items)


def circle_sentence(names: Sequence[str], _: Words) -> str:
    """Say that goals are part of each other, so that none of them is the wider one.

    >>> circle_sentence(("Faster", "Better"), Words("en")).split(". ")[0]
    'These goals are part of each other in a circle: Faster → Better → Faster'
    """
    if len(names) == 1:
        return _(
            "This goal is said to be part of itself: {goal}. Say what it is part of, or nothing.",
            goal=names[0],
        )
    circle = " → ".join((*names, names[0]))
    said = _("These goals are part of each other in a circle: {found}.", found=circle)
    remedy = _("Take one of them out of the circle: it is part of no wider goal.")
    return f"{said} {remedy}"


def missing_levels_sentence(levels: Sequence[MeasureLevel], _: Words) -> str:
    """Say on which levels nothing is measured; nothing if all are."""
    if not levels:
        return ""
    return _(
        "Nothing is measured on the level of: {levels}.",
        levels=", ".join(level_words(_)[level] for level in levels),
    )


def voice_sentence(voice: DepartmentVoice, _: Words) -> str:
    """Say what a department lacks to be heard; nothing if it is.

    >>> voice_sentence(DepartmentVoice("Service", 0, 3), Words("en"))
    'Service has nobody in the project.'
    """
    department = _.text(voice.department)
    said: Mapping[tuple[bool, bool], str] = {
        (True, True): "",
        (False, True): _("{department} has nobody in the project.", department=department),
        (True, False): _("{department} has not brought a single need.", department=department),
        (False, False): _(
            "{department} has nobody in the project and has not brought a single need.",
            department=department,
        ),
    }
    return said[(voice.members > 0, voice.needs > 0)]


def authorship_sentence(authors: Authorship, _: Words) -> str:
    """Say how many of the needs come from named people who will work with the system."""
    if authors.share is None:
        return ""
    return _(
        "{share} of the needs ({count} of {total}) come from a named end user.",
        share=_.percent(authors.share),
        count=authors.by_end_users,
        total=authors.by_end_users + authors.by_others + authors.unnamed,
    )
