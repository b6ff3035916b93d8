"""Entries that do not fit their place, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.saying import Saying, says


def field_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about single entries of a file or a form."""
    return {**_keys(_), **_kinds(_), **_sizes(_), **_answers(_), **_scales(_), **_profiles(_)}


def _keys(_: Words) -> Mapping[str, Saying]:
    return {
        "field_missing": says(_("This entry is missing."), remedy=_("Add it.")),
        "unknown_key": says(
            _("There is no key {found} here; the keys are: {allowed}."),
            _("There is no such key here."),
            remedy=_("Correct the spelling, or delete the entry."),
        ),
        "not_one_of": says(
            _("This is {found}, but allowed here is only: {allowed}."),
            _("Allowed here is only: {allowed}."),
            remedy=_("Choose one of those that are allowed."),
        ),
        "fits_no_kind": says(
            _("This is {found}, but allowed here is only: {allowed}."),
            _("Allowed here is only: {allowed}."),
            remedy=_("Write it in one of the ways allowed, and text in quotes."),
        ),
        "text_pattern": says(
            _("{found} is not written as it must be; allowed: {allowed}."),
            _("This is not written as it must be; allowed: {allowed}."),
            remedy=_("Write it in that way."),
        ),
    }


def _kinds(_: Words) -> Mapping[str, Saying]:
    return {
        "not_text": says(
            _("This must be text, but {found} was found."),
            _("This must be text."),
            remedy=_("Put it in quotes if it is meant as text."),
        ),
        "not_whole_number": says(
            _("This must be a whole number, but {found} was found."),
            _("This must be a whole number."),
            remedy=_("Write a number without decimals and without quotes."),
        ),
        "not_number": says(
            _("This must be a number, but {found} was found."),
            _("This must be a number."),
            remedy=_("Write a number without quotes."),
        ),
        "not_truth_value": says(
            _("This must be true or false, but {found} was found."),
            _("This must be true or false."),
            remedy=_("Write true or false, without quotes."),
        ),
        "not_list": says(
            _("This must be a list, but {found} was found."),
            _("This must be a list."),
            remedy=_("Write [one, two], or one line each after a dash."),
        ),
        "not_mapping": says(
            _("This must consist of keys with values, but {found} was found."),
            _("This must consist of keys with values."),
            remedy=_("Write key: value."),
        ),
    }


def _sizes(_: Words) -> Mapping[str, Saying]:
    return {
        "text_too_short": says(
            _("This text is too short: it takes {allowed} or more characters."),
            remedy=_("Write something, or delete the entry."),
        ),
        "text_too_long": says(
            _("This text is too long: at most {allowed} characters are kept."), remedy=_("Shorten it.")
        ),
        "list_too_short": says(
            _("This list is too short: it takes {allowed} or more entries."),
            remedy=_("Add entries, or delete the list."),
        ),
        "list_too_long": says(
            _("This list is too long: at most {allowed} entries are kept."), remedy=_("Take some out.")
        ),
        "number_too_small": says(
            _("{found} is too small; the least that is allowed is {allowed}."),
            _("This is too small; the least that is allowed is {allowed}."),
            remedy=_("Write a larger number."),
        ),
        "number_too_large": says(
            _("{found} is too large; the most that is allowed is {allowed}."),
            _("This is too large; the most that is allowed is {allowed}."),
            remedy=_("Write a smaller number."),
        ),
        "day_pattern": says(
            _("{found} is not a day; a day is written as 2026, 2026-08 or 2026-08-13."),
            remedy=_("Write it in that way, in quotes."),
        ),
        "day_unreal": says(_("There is no such day as {found}."), remedy=_("Check month and day.")),
        "text_in_no_language": says(
            _("This text is in no language; it must be there in en, he or pl."),
            remedy=_("Write it in one of them."),
        ),
        "text_shows_nothing": says(
            _("This text consists of nothing that can be seen."),
            remedy=_("Write something, or delete the entry."),
        ),
        "text_not_unicode": says(
            _("The text holds half a character at position {position}."),
            _("The text holds half a character."),
            remedy=_("Type that character anew."),
        ),
    }


def _answers(_: Words) -> Mapping[str, Saying]:
    return {
        "answer_without_evidence": says(
            _("An answer must say how we know: claim, document, demo, proof or reference."),
            remedy=_("Add the evidence; what a vendor merely says is a claim."),
        ),
        "not_applicable_without_reason": says(
            _("What does not apply must say why."), remedy=_("Add a reason.")
        ),
        "delivery_against_state": says(
            _("The state is {found}, but a delivery goes with the state answered, and only with it."),
            remedy=_("Add the delivery, take it out, or correct the state."),
        ),
        "roadmap_without_date": says(
            _("The delivery is {found}, but a day of availability goes with roadmap, and only with it."),
            remedy=_("Say when it will be available, take the day out, or correct the delivery."),
        ),
        "partial_without_gap": says(
            _("The delivery is {found}, but a gap goes with partial, and only with it."),
            remedy=_("Say what is missing, take the gap out, or correct the delivery."),
        ),
        "accepted_without_gap": says(
            _("The delivery is {found}, but a gap is accepted only where the delivery is partial."),
            remedy=_("Take the acceptance out, or correct the delivery."),
        ),
        "performance_against_state": says(
            _("The state is {found}, but a performance goes with the state answered, and only with it."),
            remedy=_("Add the performance, take it out, or correct the state."),
        ),
    }


def _scales(_: Words) -> Mapping[str, Saying]:
    return {
        "anchors_equal": says(
            _("Worst and best are both {found}, so nothing could be better than anything else."),
            _("Worst and best are the same, so nothing could be better than anything else."),
            remedy=_("State two different performances."),
        ),
        "anchors_not_monotone": says(
            _("The levels {found} neither rise throughout nor fall throughout."),
            remedy=_("Order them from worst to best, each one once."),
        ),
        "step_not_first": says(
            _("Only the first level may be a step such as <50."),
            remedy=_("Write the other levels as plain numbers."),
        ),
        "step_not_next_anchor": says(
            _("The step is at {found}, but the next level is {allowed}, with another one to follow."),
            remedy=_("Write the same number in both, and at least one level more."),
        ),
        "step_wrong_way": says(
            _("The step {found} points away from the levels that follow."),
            remedy=_("Write < where the levels rise and > where they fall."),
        ),
        "direction_against_anchors": says(
            _("The direction is {found}, but from worst to best the performance is {allowed}."),
            remedy=_("Correct the direction or the levels."),
        ),
        "ladder_without_needs": says(
            _("Criterion {criterion} is measured, but its scale values how needs are delivered."),
            remedy=_("Give it a scale of its own, or let it come from needs."),
        ),
        "needs_on_wrong_scale": says(
            _("{criterion} comes from needs, so its scope is platform and its levels are not in words."),
            remedy=_("Correct its scope or its scale, or let it be measured."),
        ),
        "gate_off_worst_anchor": says(
            _("The gate is at {found}, but it must be at the worst performance, {allowed}."),
            remedy=_("Move the gate or the worst performance, so that they are the same."),
        ),
        "efforts_incomplete": says(
            _("Hours are given for {found}, but every kind of question takes some: {allowed}."),
            remedy=_("Give the hours of each kind."),
        ),
        "money_of_asking": says(
            _("The worth of a value and the cost of an hour are in these currencies: {found}."),
            remedy=_("Give both in one currency, or leave both out."),
        ),
        "score_steps_exceed_one": says(
            _("That a score is too high or too low has a chance of {found} together, more than certain."),
            remedy=_("Lower the two chances, so that together they are at most 1."),
        ),
        "truth_incomplete": says(
            _("How likely an answer is true must be said for each kind of evidence; it is for: {found}."),
            remedy=_("Give a chance from 0 to 1 for each of: {allowed}."),
        ),
    }


def _profiles(_: Words) -> Mapping[str, Saying]:
    return {
        "undated_not_seen": says(
            _("An undated fact must say when it was seen."), remedy=_("Add the day under seen, in quotes.")
        ),
        "fiction_not_named": says(
            _("{found} is fictional, but its name does not say so."),
            remedy=_("Put “(fictional)” after the name."),
        ),
        "fact_rule_ways": says(
            _("The need must read the fact {fact} in exactly one way: deliveries, at_least or includes."),
            remedy=_("Keep one of them; with at_least or includes say then and otherwise as well."),
        ),
        "need_feeds_two_criteria": says(
            _("A need feeds one criterion, but {found} were found."),
            remedy=_("Keep the one it matters most for."),
        ),
    }


def kind_of_value(code: str, _: Words) -> str | None:
    """Say what kind of value was found or is wanted, for those that are known by a name."""
    kinds = {
        "[…]": _("a list"),
        "{…}": _("keys with values"),
        "not_text": _("text"),
        "not_number": _("a number"),
        "not_whole_number": _("a whole number"),
        "not_truth_value": _("true or false"),
        "not_list": _("a list"),
        "not_mapping": _("keys with values"),
        "text_too_short": _("text that is not empty"),
        "text_too_long": _("a shorter text"),
        "list_too_short": _("a list that is not empty"),
        "list_too_long": _("a shorter list"),
        "number_too_small": _("a larger number"),
        "number_too_large": _("a smaller number"),
        "day_pattern": _("a day such as 2026, 2026-08 or 2026-08-13, in quotes"),
        "day_unreal": _("a day that exists"),
    }
    return kinds.get(code)


def pattern_meaning(pattern: str, _: Words) -> str | None:
    """Say what a pattern asks for."""
    meanings = {
        r"^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$": _(
            "up to 63 letters a to z, digits, hyphens and underscores, the first a letter or a digit"
        ),
        r"^[A-Z]{3}$": _("three capital letters, such as EUR"),
        r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$": _("a day and a time, such as 2026-11-30T12:00"),
        r"^[<>]-?[0-9]+(\.[0-9]+)?$": _("a step such as <50 or >180"),
        r"^[0-9a-f]{64}$": _("64 digits 0 to 9 and letters a to f"),
    }
    return meanings.get(pattern)
