"""The risks that what was entered raises: each rule looks at a decision and says what it found, or nothing.

A rule speaks only of what was entered. What nobody has answered yet raises no risk; it is shown as
unanswered where it is asked for. No figure of a contested claim occurs in a rule.
"""

from collections.abc import Mapping
from typing import Final, Literal

from selection.analysis import risks_of_choice as choice
from selection.analysis import risks_of_goals as goals
from selection.analysis import risks_of_people as people
from selection.analysis import risks_of_plan as plan
from selection.analysis.raised import Found, Rule
from selection.model.decision import Decision

RuleCode = Literal[
    # Governance and people
    "no_owner",
    "no_project_manager",
    "no_user_representatives",
    "no_sponsor",
    "short_horizon",
    "chief_executive_without_time",
    "manager_not_equal_to_it",
    "team_without_time",
    "nobody_accountable",
    "key_person",
    "forced_entry",
    "department_unheard",
    "users_unheard",
    "low_acceptance",
    # Goals and needs
    "no_success_definition",
    "no_measure",
    "technology_first",
    "no_scope",
    "too_many_musts",
    "scope_creep",
    # Data
    "data_quality",
    "no_data_rules",
    "information_not_ready",
    "migration_undecided",
    # Plan
    "single_phase",
    "no_second_year_budget",
    "campaign_style",
    "all_areas_at_once",
    "big_bang",
    "pace_too_fast",
    "no_training",
    "no_pilot_group",
    # The choice itself
    "poor_fit",
    "no_full_picture",
    "desktop_bound",
    "costly_changes",
    "documentation_burden",
    "technical_barriers",
    "undocumented",
    "newcomer_integrator",
    "self_declared_references",
    "weak_link",
]

RULES: Final[Mapping[RuleCode, Rule]] = {
    "no_owner": people.no_owner,
    "no_project_manager": people.no_project_manager,
    "no_user_representatives": people.no_user_representatives,
    "no_sponsor": people.no_sponsor,
    "short_horizon": people.short_horizon,
    "chief_executive_without_time": people.chief_executive_without_time,
    "manager_not_equal_to_it": people.manager_not_equal_to_it,
    "team_without_time": people.team_without_time,
    "nobody_accountable": people.nobody_accountable,
    "key_person": people.key_person,
    "forced_entry": people.forced_entry,
    "department_unheard": people.department_unheard,
    "users_unheard": people.users_unheard,
    "low_acceptance": people.low_acceptance,
    "no_success_definition": goals.no_success_definition,
    "no_measure": goals.no_measure,
    "technology_first": goals.technology_first,
    "no_scope": goals.no_scope,
    "too_many_musts": goals.musts,
    "scope_creep": goals.scope_creep,
    "data_quality": goals.data_quality,
    "no_data_rules": goals.no_data_rules,
    "information_not_ready": goals.information_not_ready,
    "migration_undecided": goals.migration_undecided,
    "single_phase": plan.single_phase,
    "no_second_year_budget": plan.no_second_year_budget,
    "campaign_style": plan.campaign_style,
    "all_areas_at_once": plan.all_areas_at_once,
    "big_bang": plan.big_bang,
    "pace_too_fast": plan.pace_too_fast,
    "no_training": plan.no_training,
    "no_pilot_group": plan.no_pilot_group,
    "poor_fit": choice.poor_fit,
    "no_full_picture": choice.neglects("F5"),
    "desktop_bound": choice.neglects("U3"),
    "costly_changes": choice.neglects("I3"),
    "documentation_burden": choice.neglects("U2"),
    "technical_barriers": choice.neglects("T1"),
    "undocumented": choice.neglects("P6"),
    "newcomer_integrator": choice.newcomer_integrator,
    "self_declared_references": choice.self_declared_references,
    "weak_link": choice.weak_link,
}
"""Every rule by the code under which the library of risks names it."""


def raised_risks(decision: Decision) -> dict[RuleCode, Found]:
    """Apply every rule, and give what those that speak have found."""
    found = {code: rule(decision) for code, rule in RULES.items()}
    return {code: what for code, what in found.items() if what is not None}
