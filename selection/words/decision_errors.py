"""Parts of a decision that contradict each other, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.money_errors import money_sayings
from selection.words.saying import Saying, says
from selection.words.weight_errors import weighing_sayings


def decision_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about a decision, the definitions it uses and the tables it leads to."""
    return {
        **_definitions(_),
        **_twice(_),
        **_unknown(_),
        **_tree(_),
        **_weights(_),
        **weighing_sayings(_),
        **_policy(_),
        **_facts_and_scores(_),
        **_nothing_to_rank(_),
        **_groundwork(_),
        **_tables(_),
        **_thresholds(_),
        **money_sayings(_),
    }


def _definitions(_: Words) -> Mapping[str, Saying]:
    return {
        "unknown_definition": says(
            _("There is no {found}; there are: {allowed}."),
            remedy=_("Choose one of these, or write it yourself."),
        ),
        "unknown_kind": says(
            _("{found} is no kind of file; allowed: {allowed}."),
            remedy=_("Correct the line that begins with kind."),
        ),
        "kind_missing": says(
            _("The file does not say what it is; allowed as kind: {allowed}."),
            remedy=_("Begin the file with kind: and one of these."),
        ),
        "id_against_file": says(
            _("The id is {found}, but the file is called {allowed}."), remedy=_("Make both the same.")
        ),
        "id_against_key": says(
            _("The id is {found}, but the place it was put in belongs to {allowed}."),
            remedy=_("Make both the same."),
        ),
        "definition_changed": says(
            _("{id} is not what this file was written for: its fingerprint is {found}, not {allowed}."),
            remedy=_("Get the earlier definition, or check the changes and update the fingerprint."),
        ),
        "need_incomplete": says(
            _("The need {found} is not in the library, so it must have a {missing} of its own."),
            remedy=_("Add what is missing, or correct the need's id."),
        ),
    }


def _twice(_: Words) -> Mapping[str, Saying]:
    return {
        "id_twice": says(_("The id {found} is used twice."), remedy=_("Give one of the two another id.")),
        "alternative_twice": says(
            _("The id {found} stands for two alternatives; offers, integrators and bids share their ids."),
            remedy=_("Give one of the two another id."),
        ),
        "alternative_named_twice": says(
            _("Two offers are called {found}, so nobody could tell them apart."),
            remedy=_("Give one of them a name."),
        ),
        "integrator_named_twice": says(
            _("Two integrators are called {found}, so nobody could tell them apart."),
            remedy=_("Give one of the firms another name."),
        ),
        "names_look_alike": says(
            _("{found} and {first} look alike, so that one could be taken for the other."),
            remedy=_("Change the name of one of them, or make sure that both are meant."),
        ),
        "commitment_twice": says(
            _("The bid commits to the need {found} twice."), remedy=_("Keep one commitment for each need.")
        ),
        "branch_twice": says(
            _("{found} names two parts of one node, so that weights could not tell them apart."),
            remedy=_("Give the group another name, or put its criteria together."),
        ),
        "criterion_counted_twice": says(
            _("The criterion {found} stands twice in the criteria set, so it would count twice."),
            remedy=_("Keep it in one place."),
        ),
    }


def _unknown(_: Words) -> Mapping[str, Saying]:
    choose = _("Correct the spelling, or add what is missing.")
    return {
        "unknown_phase": says(_("There is no phase {found}; the phases are: {allowed}."), remedy=choose),
        "unknown_risk": says(_("There is no risk {found}; the risks are: {allowed}."), remedy=choose),
        "unknown_block": says(
            _("There is no building block {found}; the building blocks are: {allowed}."), remedy=choose
        ),
        "unknown_question": says(
            _("There is no question {found}; the questions are: {allowed}."), remedy=choose
        ),
        "unknown_template": says(
            _("There is no shipped measure {found}; the shipped measures are: {allowed}."), remedy=choose
        ),
        "unknown_goal": says(_("There is no goal {found}; the goals are: {allowed}."), remedy=choose),
        "unknown_group": says(_("There is no group {found}; the groups are: {allowed}."), remedy=choose),
        "unknown_attribute": says(
            _("There is no attribute {found}; the attributes are: {allowed}."), remedy=choose
        ),
        "unknown_product": says(
            _("There is no product {found}; the products are: {allowed}."), remedy=choose
        ),
        "unknown_edition": says(
            _("There is no edition {found}; the editions are: {allowed}."), remedy=choose
        ),
        "unknown_offer": says(_("There is no offer {found}; the offers are: {allowed}."), remedy=choose),
        "unknown_integrator": says(
            _("There is no integrator {found}; the integrators are: {allowed}."), remedy=choose
        ),
        "unknown_need": says(_("There is no need {found}; the needs are: {allowed}."), remedy=choose),
        "unknown_alternative": says(
            _("There is no alternative {found}; the alternatives are: {allowed}."), remedy=choose
        ),
        "unknown_criterion": says(
            _("There is no criterion {found}; the criteria are: {allowed}."), remedy=choose
        ),
        "unknown_node": says(
            _("There is no node {found} in the criteria tree; its nodes are: {allowed}."), remedy=choose
        ),
        "unknown_vendor": says(
            _("Nobody is called {found}; there are: {allowed}."), remedy=_("Choose one of these.")
        ),
        "deployment_not_offered": says(
            _("The edition is not sold as {found}, only as {allowed}."),
            remedy=_("Correct the edition or the deployment."),
        ),
    }


def _tree(_: Words) -> Mapping[str, Saying]:
    return {
        "criterion_on_wrong_side": says(
            _("The criterion {found} belongs on the side {allowed}."),
            remedy=_("Move it to the other side of the set."),
        ),
        "need_feeds_nothing": says(
            _("The need feeds {found}, which is no weighted criterion of platforms; those are: {allowed}."),
            remedy=_("Name the criterion it feeds, or choose a set that has it."),
        ),
        "need_feeds_measured_criterion": says(
            _("The need feeds {found}, but that criterion is measured and does not come from needs."),
            remedy=_("Let it feed a criterion that comes from needs."),
        ),
        "criterion_nobody_measures": says(
            _("The criterion {found} comes from needs, but no need feeds it."),
            remedy=_("Take in a need that feeds it, or take the criterion out of the set."),
        ),
    }


def _weights(_: Words) -> Mapping[str, Saying]:
    return {
        "weights_not_of_children": says(
            _("Weights are given to {found}, but what is weighted here is {allowed}."),
            remedy=_("Name each of them once, and nothing else."),
        ),
        "weights_all_zero": says(
            _("All weights are zero."), remedy=_("Give at least one of them some weight.")
        ),
        "weight_negative": says(
            _("Weights are 0 or more, but {found} was found."), remedy=_("Give 0 to what shall not count.")
        ),
        "weight_not_finite": says(_("{found} is not a weight."), remedy=_("Write a number.")),
        "weights_not_numbers": says(_("The weights are not numbers."), remedy=_("Write numbers.")),
        "weight_count": says(
            _("There are {found} weights for {expected} criteria."),
            remedy=_("Give each criterion one weight."),
        ),
        "rank_order": says(
            _("A rank order names everything once, but found was: {found}."),
            remedy=_("Name each of them once, the most important first."),
        ),
    }


def _policy(_: Words) -> Mapping[str, Saying]:
    return {
        "tier_shares": says(
            _("The shares of the tiers are {found}; each of {allowed} needs one, and not all may be zero."),
            remedy=_("State all three."),
        ),
        "ladder": says(
            _("The ladder is {found}; each of {allowed} needs a value, as_is being 1 and absent 0."),
            remedy=_("State all seven."),
        ),
        "ladder_rises": says(
            _("The ladder is {found}; a worse way of delivery must not be worth more than a better one."),
            remedy=_("Let the values fall, or stay, in this order: as_is to absent."),
        ),
        "fit_line_off_anchor": says(
            _("The pass line of as-is fit is {found}%, but as a criterion its value begins at {allowed}%."),
            remedy=_("Make both the same, or choose a set in which as-is fit is only a gate."),
        ),
    }


def _facts_and_scores(_: Words) -> Mapping[str, Saying]:
    return {
        "fact_of_wrong_type": says(
            _("{found} is not of the attribute's type {allowed}."),
            remedy=_("Correct the value, or write unknown."),
        ),
        "measured_by_no_figure": says(
            _("The fact is of type {found}, but a performance can only be read off a {allowed}."),
            remedy=_("Name a fact that is a number, or measure the criterion by hand."),
        ),
        "measured_by_off_scale": says(
            _("The scale is {found}, but a fact can only be the performance on one of: {allowed}."),
            remedy=_("Give the criterion a scale with a unit, or measure it by hand."),
        ),
        "needs_not_in_percent": says(
            _("The criterion comes from needs, so its unit is {allowed}, but found was: {found}."),
            remedy=_("Write % as its unit, or let the criterion be measured."),
        ),
        "score_on_needs_criterion": says(
            _("The criterion {found} comes from needs and takes no score."),
            remedy=_("Delete the score; answers to needs decide."),
        ),
        "score_on_wrong_scope": says(
            _("This is a score of kind {found}, but the criterion is measured per {allowed}."),
            remedy=_("Give the score to the alternative the criterion is about."),
        ),
        "score_not_applicable": says(
            _("The criterion {found} applies to every alternative, so a score can't be not_applicable."),
            remedy=_("State a performance, or one of the other states."),
        ),
        "no_such_level": says(
            _("There is no level {found}; the levels are {allowed}."),
            remedy=_("State the number of a level."),
        ),
    }


def _nothing_to_rank(_: Words) -> Mapping[str, Saying]:
    return {
        "no_alternative_left": says(
            _("There is no offer to rank."),
            remedy=_("Add at least one offer: a product in one of its editions."),
        ),
    }


def _groundwork(_: Words) -> Mapping[str, Saying]:
    choose = _("Correct the spelling, or add what is missing.")
    return {
        "unknown_pain": says(_("Nothing that hurts is called {found}; there is: {allowed}."), remedy=choose),
        "unknown_measure": says(
            _("There is no measure {found}; the measures are: {allowed}."), remedy=choose
        ),
        "reading_twice": says(
            _("The measure is read twice for month {found}."), remedy=_("Keep one reading for each month.")
        ),
        "section_too_long": says(
            _("There are {found} entries here; at most {allowed} are kept."),
            remedy=_("Put entries together, or leave out what the decision does not rest on."),
        ),
        "block_missing": says(
            _("There is no building block {found}, on which the verdict rests."), remedy=_("Add it.")
        ),
    }


def _tables(_: Words) -> Mapping[str, Saying]:
    return {
        "matrix_not_numbers": says(
            _("The table holds something that is not a number."), remedy=_("Write numbers.")
        ),
        "matrix_not_rectangular": says(
            _("The rows of the table are not all of one length."),
            remedy=_("Give each alternative the same criteria."),
        ),
        "array_shape": says(
            _("An array has the shape {found}, but {expected} is needed."),
            remedy=_("Give arrays that fit each other."),
        ),
        "performance_not_finite": says(_("{found} is not a performance."), remedy=_("Write a number.")),
        "performance_infinite": says(
            _("{found} is not a performance."), remedy=_("Write a number, or leave the cell open.")
        ),
        "direction_count": says(
            _("There are {found} directions for {expected} criteria."),
            remedy=_("Give each criterion one direction."),
        ),
        "direction_unknown": says(
            _("{found} is not a direction; allowed: {allowed}."),
            remedy=_("Choose one of those that are allowed."),
        ),
        "alternative_count": says(
            _("There are {found} names for {expected} alternatives."),
            remedy=_("Give each alternative one name."),
        ),
        "alternative_repeated": says(
            _("Two alternatives are called {found}."), remedy=_("Give one of them another name.")
        ),
        "partial_value_out_of_scale": says(
            _("{found} is not a partial value; those lie between {worst} and {best}."),
            remedy=_("Correct the value."),
        ),
    }


def _thresholds(_: Words) -> Mapping[str, Saying]:
    return {
        "threshold_count": says(
            _("There are {found} thresholds for {expected} criteria."),
            remedy=_("Give one for all, or one for each."),
        ),
        "threshold_out_of_range": says(
            _("A threshold is {least} or more, but found was: {found}."), remedy=_("Write a larger number.")
        ),
        "preference_below_indifference": says(
            _("The preference threshold is {found}, which is below the indifference threshold {least}."),
            remedy=_("Raise the one or lower the other."),
        ),
        "majority_out_of_range": says(
            _("The weight of the majority is {found}, but it lies between the two of {allowed}."),
            remedy=_("Write a number between 0 and 1."),
        ),
    }
