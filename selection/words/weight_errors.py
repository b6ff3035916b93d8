"""What somebody said about weights that can't be so, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.saying import Saying, says


def weighing_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about orders, swings, comparisons and answered questions."""
    return {**_swings(_), **_comparisons(_), **_ends(_), **_answers(_)}


def _swings(_: Words) -> Mapping[str, Saying]:
    return {
        "swing_without_reference": says(
            _("The largest of these figures is {found}, but the step that is worth most has {allowed}."),
            remedy=_("Give 100 to the step that is worth most, and to the others in proportion."),
        ),
    }


def _comparisons(_: Words) -> Mapping[str, Saying]:
    return {
        "compared_with_itself": says(
            _("{found} is compared with itself."), remedy=_("Delete this comparison.")
        ),
        "compared_twice": says(
            _("These two are compared twice: {found}."), remedy=_("Keep one of the two comparisons.")
        ),
        "comparisons_apart": says(
            _("No comparison connects {found} with {other}, so how they weigh against each other is open."),
            remedy=_("Add a comparison between the two."),
        ),
        "ratio_not_positive": says(
            _("{found} says how many times as much something matters, so it must be more than 0."),
            remedy=_("Write a number above 0; 1 means equally much."),
        ),
        "comparisons_not_square": says(
            _("The comparisons of {found} things are not a table with as many rows as columns."),
            remedy=_("Give each thing one row and one column."),
        ),
        "comparisons_not_reciprocal": says(
            _("{found} and {other} are compared both ways, but one is not the inverse of the other."),
            remedy=_("Make one of them 1 divided by the other, or leave one open."),
        ),
    }


def _ends(_: Words) -> Mapping[str, Saying]:
    return {
        "best_or_worst_missing": says(
            _("It is not said which matters most and which matters least."), remedy=_("Name both.")
        ),
        "best_is_worst": says(
            _("{found} can't both matter most and matter least."), remedy=_("Choose two different ones.")
        ),
        "best_and_worst_disagree": says(
            _(
                "The most important is {found} times the least important in one place, "
                "{other} times in the other."
            ),
            remedy=_("Make both figures the same."),
        ),
        "best_worst_out_of_range": says(
            _("{found} is not a step of this comparison; the steps go from 1 to 9."),
            remedy=_("Write a number from 1 to 9."),
        ),
    }


def _answers(_: Words) -> Mapping[str, Saying]:
    return {
        "answers_contradict": says(
            _("No weights at all agree with these {count} answers."),
            remedy=_("Take one of them back and answer it anew."),
        ),
        "nobody_judged": says(_("Nobody has judged yet."), remedy=_("Enter at least one judgement.")),
        "ranks_not_a_table": says(
            _("The rankings are not a table with one row for each judge and one column for each object."),
            remedy=_("Let every judge rank the same objects."),
        ),
    }
