"""What the order of a workshop refuses, in words."""

from collections.abc import Mapping

from selection.words import Words
from selection.words.saying import Saying, says


def workshop_sayings(_: Words) -> Mapping[str, Saying]:
    """Give what there is to say about phases, rounds, judging, agreeing, locking and deciding."""
    return {
        **_entrance(_),
        **_people(_),
        **_phases(_),
        **_rounds(_),
        **_asking(_),
        **_judging(_),
        **_agreeing(_),
        **_medians(_),
        **_ratings(_),
        **_locking(_),
        **_award(_),
        **_entries(_),
    }


def _entrance(_: Words) -> Mapping[str, Saying]:
    return {
        "link_leads_nowhere": says(
            _("What you came by leads nowhere, or was withdrawn."),
            remedy=_("Ask whoever runs the session for a new link."),
        ),
        "no_such_link": says(
            _("There is no such link in this session."),
            remedy=_("Load the page again; nothing that was stored is lost."),
        ),
        "session_there_already": says(
            _("There is a session of that name already."), remedy=_("Open the session again.")
        ),
    }


def _people(_: Words) -> Mapping[str, Saying]:
    reload = _("Load the page again; nothing that was stored is lost.")
    return {
        "nobody_of_that_id": says(_("Nobody of that id takes part in this session."), remedy=reload),
        "owner_stays": says(
            _("Whoever began a session stays its facilitator."),
            remedy=_("Let another person take part as a facilitator too."),
        ),
        "link_for_a_member": says(
            _("Whoever judges gets no link of their own: with it somebody else could read what they said."),
            remedy=_("Give them the link for all members."),
        ),
        "session_full": says(
            _("{allowed} people take part already; nobody else is let in."),
            remedy=_("Tell whoever runs the session: the link may have got about."),
        ),
        "participant_stays": says(
            _("Whoever took part stays in the history of a session."),
            remedy=_(
                "Remove them from the session instead: what they said stays, and they say nothing more."
            ),
        ),
        "respondent_stays": says(
            _("Whoever answers for a vendor does not judge, and whoever judges does not answer for one."),
            remedy=_("Make a link of its own for another role."),
        ),
        "identities_settled": says(
            _("Whether names of departments are shown is settled once the first round is open."),
            remedy=_("Leave it as it was when the first round was opened."),
        ),
    }


def _phases(_: Words) -> Mapping[str, Saying]:
    return {
        "not_in_this_phase": says(
            _("This can't be done in the phase “{phase}”."),
            remedy=_("Wait until whoever runs the session goes on to the phase for it."),
        ),
        "workshop_not_unmade": says(
            _("A workshop that has begun is not undone."), remedy=_("Go back to an earlier phase instead.")
        ),
        "workshop_not_formal": says(
            _("A workshop has phases only in a formal session."),
            remedy=_("Choose the formal procedure, then begin the workshop."),
        ),
        "back_without_reason": says(
            _("Going back to the phase “{phase}” takes a reason."), remedy=_("Say why.")
        ),
        "lock_first": says(
            _("Before the phase “{phase}” criteria, weights and gates are locked."),
            remedy=_("Lock them first."),
        ),
        "section_not_edited": says(
            _("This part of a session is not changed in this way."),
            remedy=_("Use the step of the workshop that is made for it."),
        ),
    }


def _rounds(_: Words) -> Mapping[str, Saying]:
    return {
        "no_such_round": says(
            _("There is no such round in this session."),
            remedy=_("Load the page again; nothing that was stored is lost."),
        ),
        "round_not_open": says(
            _("This round takes no judgements; it is {round_state}."),
            remedy=_("Ask whoever runs the session; another round can follow this one."),
        ),
        "round_over": says(
            _("The time for this round was over at {deadline}."),
            remedy=_("Ask whoever runs the session for more time, or judge in the next round."),
        ),
        "round_stays": says(
            _("A round that is {round_state} stays in the history."),
            remedy=_("Ask again in a round that follows it."),
        ),
        "round_out_of_order": says(
            _("A round that is {was_state} can't become {round_state}."),
            remedy=_("Take one step after the other: open, closed, revealed, agreed."),
        ),
        "round_settled": says(
            _("What a round asks no longer changes once it is {round_state}."),
            remedy=_("Ask again in a round that follows it."),
        ),
        "round_in_other_phase": says(
            _("Such a round is opened in the phase “{allowed_phase}”; the session is in “{phase}”."),
            remedy=_("Go to that phase first."),
        ),
        "judges_not_as_present": says(
            _("A round is closed with those who could have judged, and with no others."),
            remedy=_("Look at the new state, then make your change again."),
        ),
    }


def _asking(_: Words) -> Mapping[str, Saying]:
    return {
        "round_asks_nothing": says(
            _("A round about {subject} must ask for something."), remedy=_("Choose what is judged.")
        ),
        "round_asks_more": says(
            _("A round about {subject} asks for nothing else."),
            remedy=_("Make a round of its own for every subject."),
        ),
        "round_asks_unknown": says(
            _("The round asks for {found}, which is not part of this decision."),
            remedy=_("Choose something that is."),
        ),
        "not_judged_by_level": says(
            _("The criterion {found} has no levels that could be judged."),
            remedy=_("Let it be measured or computed, or give it levels."),
        ),
        "too_many_cells": says(
            _("Somebody would have {found} cells to judge; more than {allowed} nobody judges with care."),
            remedy=_("Assign criteria to members, or make several rounds."),
        ),
    }


def _judging(_: Words) -> Mapping[str, Saying]:
    return {
        "judgement_not_asked": says(
            _("You are not asked about this in this round."), remedy=_("Judge what the round asks for.")
        ),
        "judgement_of_no_kind": says(
            _("A judgement is a level of the scale, or that you can't judge."),
            remedy=_("Choose a level, or say that you can't judge."),
        ),
        "recused": says(
            _("You are recused from {found}; you do not judge it."),
            remedy=_("Leave it out, and send the rest."),
        ),
        "declare_first": says(
            _("Say first what you have to do with {found}."),
            remedy=_("Declare your interest, or that there is none."),
        ),
        "declare_on_all": says(
            _("This shows what is known of every bidder. Say first what you have to do with: {found}."),
            remedy=_("Declare your interest, or that there is none."),
        ),
        "answers_too_late": says(
            _("Answers were due by {deadline}."), remedy=_("Ask whoever runs the session.")
        ),
    }


def _agreeing(_: Words) -> Mapping[str, Saying]:
    return {
        "not_all_agreed": says(
            _("In this round {count} points are not agreed yet, the first of them {found}."),
            remedy=_("Agree on them first."),
        ),
        "agreement_on_nothing": says(
            _("No round asked for what is to be agreed."), remedy=_("Ask for it in a round first.")
        ),
        "round_not_revealed": says(
            _("Nothing is agreed in a round that is {round_state}."), remedy=_("Reveal the judgements first.")
        ),
        "nobody_present": says(
            _("An agreement reached in a meeting names those present."), remedy=_("Say who is there.")
        ),
        "not_agreed": says(
            _("Members judge this; its official value comes with an agreement."),
            remedy=_("Agree on it after the judgements are revealed, with a reason."),
        ),
        "agreement_without_reason": says(
            _("An agreement says why; a private rating, and nothing else, stands without a reason."),
            remedy=_("Add a reason."),
        ),
        "agreement_miscounted": says(
            _("The agreement counts other judgements than there are."),
            remedy=_("Look at the new state, then agree again."),
        ),
        "agreement_stays": says(
            _("An agreement is taken back only together with the score it stands for."),
            remedy=_("Agree on something else instead."),
        ),
        "agreement_without_value": says(
            _("An agreement comes with what was agreed."), remedy=_("Enter the agreed value with it.")
        ),
        "nothing_agreed_there": says(
            _("Nothing was agreed there that one could dissent from."),
            remedy=_("Wait until it is agreed."),
        ),
    }


def _medians(_: Words) -> Mapping[str, Saying]:
    return {
        "to_be_discussed": says(
            _("The judgements lie too far apart to be taken over without talking."),
            remedy=_("Talk about it, then enter what was agreed with its reason and those present."),
        ),
        "too_few_judged": says(
            _("Only {judged} of {of} judged this; that is less than the quorum."),
            remedy=_("Ask for it again, or talk about it and enter what was agreed."),
        ),
        "not_the_lower_median": says(
            _("What is taken over without talking is the lower median, and nothing else."),
            remedy=_("Take the lower median, or agree on another value in the meeting."),
        ),
        "recused_is_present": says(
            _("Somebody who is recused from {found} takes no part in agreeing on it."),
            remedy=_("Leave them out of those present."),
        ),
    }


def _ratings(_: Words) -> Mapping[str, Saying]:
    return {
        "no_criterion_of_chemistry": says(
            _("The criterion {found}, about the proposed project manager, is not part of this decision."),
            remedy=_("Add it to the criteria before ratings are asked for."),
        ),
        "not_one_manager": says(
            _("{found} is no bid or integrator whose project manager can be rated alone."),
            remedy=_("Ask for one project manager of each integrator."),
        ),
        "ratings_not_taken_over": says(
            _("Private ratings become scores when their round is revealed."),
            remedy=_("Reveal the round with the button for it."),
        ),
        "not_as_rated": says(
            _("The score for working with the project manager is what members rated, and is never changed."),
            remedy=_("Leave it, or ask for the ratings again in a new round."),
        ),
    }


def _locking(_: Words) -> Mapping[str, Saying]:
    return {
        "locked": says(
            _("This was locked at {at} and does not change unseen (lock {lock})."),
            remedy=_("Amend it with a reason; the old and the new ranking are then shown side by side."),
        ),
        "locked_already": says(
            _("Criteria, weights and gates are locked already."), remedy=_("Amend them with a reason.")
        ),
        "nothing_locked": says(
            _("Nothing is locked yet that could be amended."), remedy=_("Change it as usual.")
        ),
        "no_such_lock": says(
            _("There is no such version of the lock."),
            remedy=_("Load the page again; nothing that was stored is lost."),
        ),
        "amendment_without_reason": says(
            _("A change after the lock says why it is made."), remedy=_("Add a reason.")
        ),
    }


def _award(_: Words) -> Mapping[str, Saying]:
    return {
        "award_of_no_pair": says(
            _("{found} is no platform with an integrator that could be chosen."),
            remedy=_("Choose one of the alternatives in the ranking."),
        ),
        "reserve_is_winner": says(
            _("The winner {found} can't be its own reserve."), remedy=_("Choose another reserve, or none.")
        ),
        "award_of_excluded": says(
            _("{found} is excluded by a gate and can't be chosen."),
            remedy=_("Choose one of the alternatives that are not excluded."),
        ),
        "open_without_conditions": says(
            _("A gate of {found} is still open: it can only be preferred, subject to something."),
            remedy=_("Say on which conditions it is preferred."),
        ),
        "not_first_without_reason": says(
            _("{found} is not the first in rank, so a reason is required."),
            remedy=_("Say why it is chosen all the same."),
        ),
        "confirmed_without_reason": says(
            _("The award of {found} was made before a late recusal and is confirmed only with a reason."),
            remedy=_("Say why it holds all the same, or choose another."),
        ),
        "not_carried": says(
            _("With {votes_for} for and {votes_against} against it is not carried by the rule “{rule}”."),
            remedy=_("Enter the votes as they were, or go on deliberating."),
        ),
    }


def _entries(_: Words) -> Mapping[str, Saying]:
    return {
        "respondent_for_nobody": says(
            _("A respondent, and nobody else, answers for an offer, an integrator or a bid."),
            remedy=_("Say whom they answer for, or choose another role."),
        ),
        "link_of_nobody": says(
            _("A personal link, and no other, is somebody's."),
            remedy=_("Say whom the link lets in, or choose another kind of link."),
        ),
        "interest_unexplained": says(
            _("An interest that is {interest} must be explained."), remedy=_("Say what it is.")
        ),
        "commission_without_interest": says(
            _("Whoever is paid a commission has an interest."), remedy=_("Declare the interest.")
        ),
    }
