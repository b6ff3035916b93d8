"""Things one can do to find something out, in words: what, whom, and what may change."""

from collections.abc import Mapping

from selection.analysis.askable import ALL, Ask
from selection.analysis.evaluation import Evaluation
from selection.analysis.inquiry import Inquiry, Step
from selection.model.inquiry import ASK_KINDS, AskKind, InquiryPolicy
from selection.words import Words
from selection.words.gates import few

Names = Mapping[str, str]

SHOWN_CHANCE = 0.005


def names_of(evaluation: Evaluation) -> dict[str, str]:
    """Name everything that can be asked or chosen as people will read it."""
    found = {a.id: a.name for a in (*evaluation.platforms, *evaluation.integrators, *evaluation.pairs)}
    return {p.id: p.name for p in evaluation.decision.platforms} | found


def kind_word(kind: AskKind, _: Words) -> str:
    """Name a kind of question."""
    return {
        "letter": _("letter with one question"),
        "questionnaire": _("questionnaire"),
        "scenario": _("demonstration"),
        "reference_call": _("reference call"),
    }[kind]


def agenda_title(kind: AskKind, _: Words) -> str:
    """Title the part of the agenda that one kind of question belongs to."""
    return {
        "letter": _("For the next letter"),
        "questionnaire": _("For the questionnaire"),
        "scenario": _("For the next demonstration"),
        "reference_call": _("For the reference calls"),
    }[kind]


def ask_sentence(ask: Ask, evaluation: Evaluation, _: Words) -> str:
    """Say what to do, of whom and about what."""
    names = names_of(evaluation)
    whom = _whom(ask, evaluation, names, _)
    if ask.kind == "letter":
        return _about_an_item(ask, evaluation, whom, _)
    if ask.kind == "scenario":
        group = group_name(ask.subject, evaluation, _)
        items = few(ask.items, _)
        return _("Have {whom} show: {group} ({items}).", whom=whom, group=group, items=items)
    if ask.kind == "reference_call":
        items = few([item_name(item, evaluation, _) for item in ask.items], _)
        return _("Call a reference of {whom}, about: {items}.", whom=whom, items=items)
    return _.counted(
        "Send {whom} the questionnaire: {count} open answer.",
        "Send {whom} the questionnaire: {count} open answers.",
        len(ask.cells),
        whom=whom,
    )


def _about_an_item(ask: Ask, evaluation: Evaluation, whom: str, _: Words) -> str:
    item = ask.items[0]
    if "+" in item and item not in evaluation.foundation.criteria:
        product, _plus, firm = item.partition("+")
        names = names_of(evaluation)
        return _(
            "Ask {firm} whether it implements {product}.",
            firm=names.get(firm, firm),
            product=names.get(product, product),
        )
    need = next((need for need in evaluation.decision.needs if need.id == item), None)
    if need is None:
        return _("Find out from {whom}: {item}.", whom=whom, item=item_name(item, evaluation, _))
    text = _.told(need.text).removesuffix(".")
    return _("Ask {whom} for proof of {item}: “{text}”.", whom=whom, item=item, text=text)


def _whom(ask: Ask, evaluation: Evaluation, names: Names, _: Words) -> str:
    """Name who is asked; whatever is asked in a tender is asked of all bidders, and it says why."""
    about = names.get(ask.subject) or few([names[party] for party in ask.about], _)
    if evaluation.decision.mode == "tender":
        return _("all bidders (it concerns {names})", names=about)
    return about


def group_name(group: str, evaluation: Evaluation, _: Words) -> str:
    """Name a group of needs."""
    titles = {found.id: _.told(found.title) for found in evaluation.decision.need_groups}
    return _("the needs in question") if group == ALL else titles.get(group, group)


def item_name(item: str, evaluation: Evaluation, _: Words) -> str:
    """Name a need or criterion shortly."""
    criterion = evaluation.foundation.criteria.get(item)
    return _.told(criterion.name) if criterion else item


def topic(ask: Ask, evaluation: Evaluation, _: Words) -> str:
    """Name what a question is about, shortly enough to stand in a sentence."""
    if ask.kind == "scenario":
        return group_name(ask.subject, evaluation, _)
    return few([item_name(item, evaluation, _) for item in ask.items], _)


def change_sentence(step: Step, inquiry: Inquiry, evaluation: Evaluation, _: Words) -> str:
    """Say which decision the answer could change, and to what; nobody is named where nobody is ahead."""
    chance = _chance(step.chance, _)
    if not inquiry.gates:
        return _(
            "It changes with a chance of {chance} who looks best, supposing all gates pass.", chance=chance
        )
    names = names_of(evaluation)
    before = _choice(step.instead_of, evaluation, names, _)
    likeliest = step.changes[0]
    after = _choice(likeliest.alternative, evaluation, names, _)
    turn = {"before": before, "after": after, "chance": chance}
    if len(step.changes) == 1:
        return _("With a chance of {chance} the choice turns from {before} to {after}.", **turn)
    return _(
        "With a chance of {chance} the choice changes, most likely from {before} to {after} ({share}).",
        share=_chance(likeliest.chance, _),
        **turn,
    )


def _choice(name: str | None, evaluation: Evaluation, names: Names, _: Words) -> str:
    if name is not None:
        return names[name]
    return _.told(evaluation.baseline.name) if evaluation.baseline else _("no purchase")


def _chance(share: float, _: Words) -> str:
    return _("less than 1%") if share < SHOWN_CHANCE else _.percent(share)


def gain_sentence(step: Step, inquiry: Inquiry, _: Words) -> str:
    """Say what an answer is worth, and what asking takes."""
    hours = _.number(step.hours, 1)
    if step.net is None:
        return _(
            "Worth {gain} of overall value, for {hours} hours.", gain=_.number(step.gain, 3), hours=hours
        )
    money = inquiry.policy.hour_cost
    net = _.number(step.net, 0)
    return _(
        "Worth {gain} of overall value, for {hours} hours: {net} {currency} more than it costs.",
        gain=_.number(step.gain, 3),
        hours=hours,
        net=net,
        currency=money.currency if money else "",
    )


def inquiry_sentence(inquiry: Inquiry, evaluation: Evaluation, _: Words) -> str:
    """Say what choosing now may cost, and whether asking is worth it."""
    if not inquiry.expected:
        return _("Nothing is left to choose from, so there is nothing to ask.")
    if not inquiry.cells:
        return _("Every answer is in and well proven: there is nothing left to find out.")
    if not inquiry.gates:
        return _(
            "With what is known it is next to impossible that anything passes all gates ({chance}), "
            "because so much is open. So the list says what tells the offers apart, supposing they pass.",
            chance=_chance(inquiry.survival, _),
        )
    choice = _choice(inquiry.choice, evaluation, names_of(evaluation), _)
    said = _(
        "Choosing now, counting what may fail a gate, {choice} promises most; the expected loss against "
        "knowing everything is {regret}.",
        choice=choice,
        regret=_.number(inquiry.regret, 3),
    )
    return said if inquiry.steps else f"{said} {nothing_worth_asking(inquiry, _)}"


def nothing_worth_asking(inquiry: Inquiry, _: Words) -> str:
    """Say that no question is worth its effort, and by which rule."""
    if inquiry.policy.value_worth is not None:
        return _("No question is worth what it costs.")
    return _(
        "No question is worth asking: none gains {least}.", least=_.number(inquiry.policy.worth_asking, 4)
    )


def inquiry_rule(inquiry: Inquiry, _: Words) -> str:
    """Print the rule by which questions are ordered, with its policies."""
    policy = inquiry.policy
    if policy.value_worth is None:
        order = _(
            "Ordered by gain per hour; what gains less than {least} is not asked.",
            least=_.number(policy.worth_asking, 4),
        )
    else:
        order = _(
            "Ordered by gain × {worth} less {cost} an hour; what costs more than it gains is not asked.",
            worth=_.money(policy.value_worth),
            cost=_.money(policy.hour_cost) if policy.hour_cost else "",
        )
    efforts = "; ".join(_effort(kind, policy, _) for kind in ASK_KINDS)
    drawn = _("{draws} draws, seed {seed}.", draws=_.number(inquiry.draws, 0), seed=inquiry.seed)
    return f"{order} {_('Hours: {efforts}.', efforts=efforts)} {drawn}"


def _effort(kind: AskKind, policy: InquiryPolicy, _: Words) -> str:
    effort = policy.efforts[kind]
    return _(
        "{kind} {hours} + {each} for each asked",
        kind=kind_word(kind, _),
        hours=_.number(effort.hours, 1),
        each=_.number(effort.hours_each, 1),
    )
