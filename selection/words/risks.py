"""Raised risks in words: what, in what was entered, raised them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from selection.analysis.people import department_voices
from selection.analysis.raised import Found
from selection.analysis.risks import RuleCode
from selection.model.base import reading
from selection.model.decision import Decision
from selection.words import Words
from selection.words.gates import few
from selection.words.plan import part_word
from selection.words.readiness import manager_word


def raised_because(code: RuleCode, found: Found, _: Words) -> str:
    """Say in one sentence what raised a risk.

    >>> raised_because("single_phase", Found(), Words("en"))
    'Everything comes in one phase.'
    """
    if not found.items and code in _without_items(_):
        return _without_items(_)[code]
    figures = {name: _said((code, name), value, _) for name, value in found.figures.items()}
    told: dict[str, object] = {"items": few(found.items, _), **figures}
    for table in (_of_people, _of_leading, _of_goals, _of_data, _of_plan, _of_choice):
        message = table(_).get(code)
        if message is not None:
            return message.format(**_named(code, found, told, _))
    return _neglected(found, told, _)


def _named(code: RuleCode, found: Found, told: dict[str, object], _: Words) -> dict[str, object]:
    """Put names in the place of codes, where what raised it is a part or an item of a checklist."""
    namers = {"manager_not_equal_to_it": manager_word, "weak_link": part_word, "no_data_rules": _missing_rule}
    namer = namers.get(code)
    if namer is None:
        return told
    return {**told, "items": ", ".join(namer(item, _) for item in found.items)}  # type: ignore[arg-type]


def _missing_rule(item: str, _: Words) -> str:
    return {"data_owner": _("an owner of the data"), "entry_rules": _("rules for entering data")}[item]


def _of_people(_: Words) -> Mapping[str, str]:
    return {
        "no_user_representatives": _("You said that the users have no representatives."),
        "team_without_time": _(
            "They are to act and have promised no time, or keep all other duties: {items}."
        ),
        "nobody_accountable": _("None of the people listed is accountable."),
        "key_person": _("{items} owns {count} of {total} things that have an owner."),
        "forced_entry": _("You said that people are to be made to enter data."),
        "department_unheard": _("Without a person or without a need: {items}."),
        "users_unheard": _("{count} of {total} needs come from a named end user."),
        "low_acceptance": _("The newest answers lie below the middle of the scale in: {items}."),
    }


def _of_leading(_: Words) -> Mapping[str, str]:
    return {
        "no_owner": _("Nobody owns the project, or none of the goals has an owner."),
        "no_project_manager": _("You said that there is no project manager."),
        "no_sponsor": _("You said that management does not back the project."),
        "short_horizon": _("The sponsor looks {years} years ahead."),
        "chief_executive_without_time": _(
            "The chief executive leads the project with {hours} hours a week; less than {line} is too little."
        ),
        "manager_not_equal_to_it": _("The project manager is at {level} of 5, decided by: {items}."),
    }


def _of_goals(_: Words) -> Mapping[str, str]:
    return {
        "no_success_definition": _(
            "{offers} products are being looked at, and nobody has said what success is."
        ),
        "no_measure": _("No measure has both a baseline and a target."),
        "technology_first": _("Products are being judged before a goal is complete or a need is written."),
        "no_scope": _("Nothing says what is outside the project."),
        "too_many_musts": _("{share} of the needs are musts."),
        "scope_creep": _("These needs seem to belong to another system: {items}."),
    }


def _of_data(_: Words) -> Mapping[str, str]:
    return {
        "data_quality": _("The data is below {line} of 5 in: {items}."),
        "no_data_rules": _("There is not yet: {items}."),
        "information_not_ready": _("The information block is at {level} of 5, below {line}."),
        "migration_undecided": _("It is not decided what becomes of: {items}."),
    }


def _of_plan(_: Words) -> Mapping[str, str]:
    return {
        "single_phase": _("Everything comes in one phase."),
        "no_second_year_budget": _("You said that there is no budget for the second year."),
        "campaign_style": _("Nothing is planned later than {months} months after going live."),
        "all_areas_at_once": _("Marketing, sales and service all start on the same day."),
        "big_bang": _("{count} of {total} processes change on the day of going live: {items}."),
        "pace_too_fast": _("More than {most} changes at once in: {items}."),
        "no_training": _("These phases go live without training: {items}."),
        "no_pilot_group": _("No phase has a pilot group."),
    }


def _of_choice(_: Words) -> Mapping[str, str]:
    return {
        "poor_fit": _("The best offer meets {share} of the answered needs as is; the line is {line}."),
        "newcomer_integrator": _(
            "Fewer than {line} years of CRM, or no project in your industry yet: {items}."
        ),
        "self_declared_references": _("Known only from what they say of themselves: {items}."),
        "weak_link": _("The weakest link is: {items}, at {level} of 5."),
    }


def _neglected(found: Found, told: dict[str, object], _: Words) -> str:
    if found.figures.get("why") == "weak":
        return _("Everything scored on criterion {items} is at most at {level} of 5.", **told)
    return _("Nobody asks about it: criterion {items} is not in use.", items=told["items"])


def _without_items(_: Words) -> Mapping[str, str]:
    return {
        "team_without_time": _("Nothing was taken off the project manager's other duties."),
        "low_acceptance": _("The newest answers of all together lie below the middle of the scale."),
    }


_SHARES = {("too_many_musts", "share"), ("poor_fit", "share"), ("poor_fit", "line")}


def _said(place: tuple[str, str], value: float | str, _: Words) -> str:
    if isinstance(value, str):
        return value
    return _.percent(value) if place in _SHARES else _.number(value)


NAMES: Final[Mapping[str, str]] = {
    "source_systems": "name",
    "processes": "name",
    "stakeholders": "name",
    "phases": "title",
    "integrators": "name",
}
"""What a risk may name by its id, and what it is called."""
NAMED_ALREADY: Final[tuple[RuleCode, ...]] = ("manager_not_equal_to_it", "weak_link", "no_data_rules")


def with_names(rule: RuleCode, found: Found, decision: Decision, _: Words) -> Found:
    """Put names in the place of the ids of what raised a risk; some rules name their items themselves."""
    if rule in NAMED_ALREADY:
        return found
    names = {
        entry.id: _.text(getattr(entry, field))
        for section, field in NAMES.items()
        for entry in getattr(decision, section)
    }
    for voice in department_voices(decision):
        names[reading(voice.department, "en")] = _.text(voice.department)
    return replace(found, items=tuple(names.get(item, item) for item in found.items))
