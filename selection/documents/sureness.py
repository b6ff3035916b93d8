"""How sure a result is, as plain data and as text: verdict, reasons, acceptability, what to find out next."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from selection import __version__
from selection.analysis.critical import CriticalWeight
from selection.analysis.evaluation import Evaluation
from selection.analysis.inquiry import Inquiry, Step, inquire
from selection.analysis.pictures import heat_map
from selection.analysis.reasons import Reasons, reasons
from selection.analysis.robustness import Robustness, Sureness, robustness
from selection.documents.plain_text import columns, paragraph
from selection.documents.result_text import head_lines
from selection.model.base import reading
from selection.model.inquiry import ASK_KINDS
from selection.words import Words
from selection.words.asking import (
    agenda_title,
    ask_sentence,
    change_sentence,
    gain_sentence,
    inquiry_rule,
    inquiry_sentence,
    names_of,
    topic,
)
from selection.words.fiction import told_evaluation
from selection.words.reasons import reasons_sentence
from selection.words.sureness import (
    critical_sentence,
    most_telling,
    nobody_passed,
    policy_sentence,
    real_turns,
    shown_share,
    verdict_rule,
    verdict_sentence,
)

Plain = dict[str, Any]

MOST_CRITICAL = 8
MOST_ROWS = 12
RANKS_SHOWN = 5


@dataclass(frozen=True, eq=False)
class HowSure:
    """Everything that is said about how sure a result is."""

    evaluation: Evaluation
    robustness: Robustness
    reasons: Reasons
    inquiry: Inquiry

    @property
    def main(self) -> Sureness:
        """What the decision is about."""
        return self.robustness.main


def how_sure(evaluation: Evaluation, seed: int | None = None) -> HowSure:
    """Shake a result, gather the reasons, and find out what to ask; the same seed gives the same.

    Raises
    ------
    SelectionError
        If the result can't be computed.
    """
    shaken = robustness(evaluation, seed=seed)
    return HowSure(evaluation, shaken, reasons(shaken.main), inquire(evaluation, seed))


def sureness_as_plain(found: HowSure) -> Plain:
    """Give it as what JSON knows; the README documents the fields."""
    decision, main = found.evaluation.decision, found.main
    return {
        "decision": {
            "id": decision.id,
            "title": reading(decision.title, "en"),
            "fictional": decision.fictional,
        },
        "engine": __version__,
        "seed": found.robustness.seed,
        "draws": found.robustness.draws,
        "kind": main.kind,
        "policy": {
            "robustness": found.robustness.policy.model_dump(mode="json"),
            "inquiry": found.inquiry.policy.model_dump(mode="json"),
        },
        "verdict": main.verdict.sureness if main.verdict else None,
        "grounds": _grounds(main),
        "sentence": reasons_sentence(found.reasons, found.evaluation, Words("en")),
        "reasons": _reasons(found.reasons),
        "acceptability": [_shares(name, shares) for name, shares in rows_in_order(main)],
        "critical_weights": [] if nobody_passed(main) else [_critical(w) for w in main.critical_weights],
        "questions": [_step(step, named=found.inquiry.gates) for step in found.inquiry.steps],
        "inquiry": _inquiry(found.inquiry),
    }


def rows_in_order(main: Sureness) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Give rank shares, the one most often first on top; by name where nothing has passed its gates."""
    rows = heat_map(main.survey)
    return tuple(sorted(rows)) if nobody_passed(main) else rows


def _grounds(main: Sureness) -> Plain | None:
    verdict = main.verdict
    if verdict is None:
        return None
    grounds = verdict.grounds
    return {
        "rule": verdict.rule,
        "leader": None if nobody_passed(main) else verdict.leader,
        "rival": None if nobody_passed(main) else verdict.rival,
        "source": verdict.source,
        "first": grounds.first,
        "first_on_answers": grounds.first_on_answers,
        "first_by_source": dict(grounds.first_by_source),
        "gap": grounds.gap,
        "beats": grounds.beats,
        "same_on_evidence": grounds.same_on_evidence,
        "members": {"agreeing": grounds.members_agreeing, "all": grounds.members},
    }


def _reasons(found: Reasons) -> Plain:
    tipping, flip = found.tipping, found.flip
    return {
        "case": found.case,
        "leader": found.leader,
        "rival": found.rival,
        "lead": found.lead if found.leader else None,
        "sure": found.sure,
        "for": [{"criterion": gap.criterion, "amount": gap.amount} for gap in found.for_it],
        "against": [{"criterion": gap.criterion, "amount": -gap.amount} for gap in found.against_it],
        "tipping": tipping
        and {
            "part": tipping.part.part,
            "name": tipping.part.name,
            "weight": tipping.weight,
            "more": tipping.more,
            "now": tipping.now,
        },
        "flip": flip and {"kind": flip.ask.kind, "items": list(flip.ask.items), "excludes": flip.excludes},
        "possible": sorted(found.possible),
    }


def _shares(name: str, shares: tuple[float, ...]) -> Plain:
    return {"alternative": name, "ranks": list(shares[:-1]), "excluded": shares[-1]}


def _critical(found: CriticalWeight) -> Plain:
    turns = {
        side: {"weight": turn.weight, "rival": turn.rival} if turn else None
        for side, turn in (("lower", found.lower), ("upper", found.upper))
    }
    return {"part": found.part, "name": found.name, "weight": found.weight, **turns}


def _step(step: Step, *, named: bool) -> Plain:
    """Give one question; who may become the choice is named only where gates are counted."""
    changes = step.changes if named else ()
    return {
        "kind": step.ask.kind,
        "subject": step.ask.subject,
        "ask": list(step.ask.parties),
        "about": list(step.ask.about),
        "items": list(step.ask.items),
        "cells": len(step.ask.cells),
        "hours": step.hours,
        "gain": step.gain,
        "together": step.together,
        "net": step.net,
        "chance": step.chance,
        "instead_of": step.instead_of if named else None,
        "becomes": [{"alternative": c.alternative, "chance": c.chance} for c in changes],
        "exact": step.exact,
    }


def _inquiry(found: Inquiry) -> Plain:
    return {
        "choice": found.choice if found.gates else None,
        "expected_regret": found.regret,
        "left": found.left,
        "survival": found.survival,
        "gates": found.gates,
        "open_cells": found.cells,
        "considered": found.considered,
        "draws": found.draws,
        "seed": found.seed,
    }


def sureness_lines(found: HowSure, _: Words) -> list[str]:
    """Write it: the sentence and the verdict first, then what to find out, then the figures."""
    found = replace(found, evaluation=told_evaluation(found.evaluation, _))
    names = names_of(found.evaluation)
    return [
        *head_lines(found.evaluation.decision, _),
        "",
        *paragraph(reasons_sentence(found.reasons, found.evaluation, _)),
        "",
        *paragraph(verdict_sentence(found.main, names, _)),
        *paragraph(verdict_rule(found.robustness.policy, _), indent=2),
        "",
        _("What to find out next"),
        *_questions(found, _),
        *_agenda(found, _),
        "",
        _("How often at which rank"),
        *_acceptability(found, names, _),
        *_critical_lines(found, names, _),
        "",
        *paragraph(policy_sentence(found.robustness, _)),
    ]


def _questions(found: HowSure, _: Words) -> Iterator[str]:
    inquiry = found.inquiry
    yield from paragraph(inquiry_sentence(inquiry, found.evaluation, _), indent=2)
    for number, step in enumerate(inquiry.steps, start=1):
        said = " ".join(
            (
                ask_sentence(step.ask, found.evaluation, _),
                change_sentence(step, inquiry, found.evaluation, _),
                gain_sentence(step, inquiry, _),
            )
        )
        yield from paragraph(f"{number}. {said}", indent=4 - len(str(number)), hanging=2 + len(str(number)))
    yield from paragraph(inquiry_rule(inquiry, _), indent=2)


def _agenda(found: HowSure, _: Words) -> Iterator[str]:
    """List what is to be found out by the occasion at which it is."""
    for kind in ASK_KINDS:
        topics = [
            topic(step.ask, found.evaluation, _) for step in found.inquiry.steps if step.ask.kind == kind
        ]
        if topics:
            said = _("{occasion}: {topics}.", occasion=agenda_title(kind, _), topics="; ".join(topics))
            yield from paragraph(said, indent=2, hanging=2)


def _acceptability(found: HowSure, names: dict[str, str], _: Words) -> Iterator[str]:
    rows = rows_in_order(found.main)
    ranks = min(RANKS_SHOWN, len(rows))
    header = [_("name"), *[str(rank) for rank in range(1, ranks + 1)], _("lower"), _("excluded")]
    table = [
        [
            names[name],
            *[shown_share(share, "·", _) for share in shares[:ranks]],
            shown_share(sum(shares[ranks:-1]), "·", _),
            shown_share(shares[-1], "·", _),
        ]
        for name, shares in rows[:MOST_ROWS]
    ]
    yield from (f"  {line}" for line in columns(header, table, right=range(1, ranks + 3)))
    if len(rows) > MOST_ROWS:
        more = len(rows) - MOST_ROWS
        yield f"  {_.counted('and {count} more', 'and {count} more', more)}"


def _critical_lines(found: HowSure, names: dict[str, str], _: Words) -> Iterator[str]:
    weights = [w for w in found.main.critical_weights if any(real_turns(w))]
    if nobody_passed(found.main) or not found.main.critical_weights:
        return
    yield ""
    yield _("Weights at which another comes first")
    if not weights:
        yield f"  {_('None: no single weight changes who is ahead.')}"
    for weight in most_telling(weights, MOST_CRITICAL):
        yield from paragraph(critical_sentence(weight, found.evaluation, names, _), indent=2, hanging=2)
