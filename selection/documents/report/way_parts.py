"""What surrounds the choice, as parts of the report: measures, readiness, people, systems, references."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from selection.analysis.chain import Chain, chain, measure_matrix
from selection.analysis.departments import block_differences
from selection.analysis.failure import failure_sum
from selection.analysis.groundwork import STEPS, inventory, process_progress
from selection.analysis.linting_measures import lint_measure
from selection.analysis.people import authorship, department_voices
from selection.analysis.plan import Milestone, effort, milestones
from selection.analysis.readiness import assess_readiness
from selection.analysis.references import reference_record
from selection.analysis.weakest_link import weakest_link
from selection.catalogue.library import Library, shipped
from selection.documents.report.blocks import Block, Bullets, Column, Paragraph, Part, Table
from selection.documents.report.telling import Telling
from selection.model.goals import REVIEW_MONTHS, Measure
from selection.model.readiness import Readiness
from selection.words.plan import outcome_word, part_word, weakest_sentence
from selection.words.project_terms import fate_words, level_words, migration_words
from selection.words.readiness import verdict_sentence
from selection.words.surroundings import (
    difference_of_departments,
    effort_sentence,
    failure_sentence,
    record_sentence,
)
from selection.words.units import unit_name
from selection.words.way import authorship_sentence, loose_ends, missing_levels_sentence, voice_sentence


@cache
def definitions() -> Library:
    """Give the shipped definitions, read once."""
    return shipped()


def readiness_sentence(telling: Telling) -> str:
    """Say ready or not ready, because; nothing where nothing about it was entered."""
    decision = telling.decision
    if decision.readiness == Readiness():
        return ""
    library = definitions().readiness
    names = {block.id: telling.words.text(block.name) for block in library.blocks}
    found = assess_readiness(decision, list(names), library.line)
    return verdict_sentence(found, names, telling.words)


def chain_part(telling: Telling) -> Iterator[Part]:
    """Tell what hurts, and what hangs loose between pains, goals and needs."""
    _, decision = telling.words, telling.decision
    if not decision.pains:
        return
    goals = {goal.id: goal for goal in decision.goals}
    columns = (Column(_("What hurts"), 2), Column(_("Goal set against it"), 2))
    rows = tuple(
        (
            _.text(pain.text),
            "; ".join(_.text(goal.text) for goal in goals.values() if pain.id in goal.pains) or "—",
        )
        for pain in decision.pains
    )
    loose = loose_ends(_by_name(telling, chain(decision)), _)
    told: tuple[Block, ...] = (Bullets(loose),) if loose else ()
    yield Part(_("What hurts, and the goals set against it"), (Table(columns, rows), *told))


def _by_name(telling: Telling, found: Chain) -> Chain:
    """Put what is written in the place of ids; needs keep theirs, by which the tables name them."""
    _, decision = telling.words, telling.decision
    texts = {pain.id: _.text(pain.text).rstrip(". ") for pain in decision.pains}
    texts |= {goal.id: _.text(goal.text).rstrip(". ") for goal in decision.goals}
    return replace(
        found,
        pains_without_goal=tuple(texts[name] for name in found.pains_without_goal),
        goals_without_pain=tuple(texts[name] for name in found.goals_without_pain),
        goals_without_need=tuple(texts[name] for name in found.goals_without_need),
    )


def measures_part(telling: Telling) -> Iterator[Part]:
    """Tell how one will know that it worked: every measure with its figures, and what is missing."""
    _, measures = telling.words, telling.decision.measures
    if not measures:
        return
    columns = (
        Column(_("Measure"), 2.2),
        Column(_("Goal"), 1.5),
        Column(_("Level"), 1),
        Column(_("Today"), 0.9, "figure"),
        Column(_("Target"), 0.9, "figure"),
        Column(_("Success from"), 0.9, "figure"),
        Column(_("Failure from"), 0.9, "figure"),
        Column(_("By"), 0.9),
        Column(_("Owner"), 1.6),
    )
    rows = tuple(_measure(telling, measure) for measure in measures)
    wanting = [m for m in measures if lint_measure(m, telling.today)]
    said: list[str] = [missing_levels_sentence(measure_matrix(telling.decision).missing_levels, _)]
    if wanting:
        names = "; ".join(_.text(measure.name) for measure in wanting)
        said.append(_("Something is still missing from: {measures}.", measures=names))
    notes = tuple(Paragraph(sentence, "note") for sentence in said if sentence)
    yield Part(_("Success measures"), (Table(columns, rows, small=True), *notes))


def review_part(telling: Telling) -> Iterator[Part]:
    """Hold what was read at months 3, 6 and 12 against target and failure, once anything was read."""
    _, decision = telling.words, telling.decision
    if not any(measure.readings for measure in decision.measures):
        return
    found = {(one.measure, one.month): one for one in milestones(decision, telling.today)}
    months = (Column(_("Month {month}", month=month), 1) for month in REVIEW_MONTHS)
    columns = (
        Column(_("Measure"), 2.2),
        Column(_("Target"), 0, "figure"),
        Column(_("Failure from"), 0, "figure"),
        *months,
    )
    rows = tuple(
        (
            _measure(telling, measure)[0],
            *("" if line is None else _.number(line) for line in (measure.target, measure.failure)),
            *(_read(telling, found[measure.id, month]) for month in REVIEW_MONTHS),
        )
        for measure in decision.measures
    )
    yield Part(_("Review: 3, 6 and 12 months after go-live"), (Table(columns, rows, small=True),))


def _read(telling: Telling, found: Milestone) -> str:
    _ = telling.words
    if found.value is None:
        return _("overdue") if found.overdue else "—"
    return f"{_.number(found.value)} · {outcome_word(found.outcome, _)}"


def _measure(telling: Telling, measure: Measure) -> tuple[str, ...]:
    _ = telling.words
    goals = {goal.id: _.text(goal.text) for goal in telling.decision.goals}
    unit = f" ({unit_name(measure.unit, _)})" if measure.unit else ""
    figures = (measure.baseline, measure.target, measure.success, measure.failure)
    return (
        f"{_.text(measure.name)}{unit}",
        goals.get(measure.goal or "", ""),
        level_words(_)[measure.level] if measure.level else "",
        *("" if figure is None else _.number(figure) for figure in figures),
        _.day(measure.due) if measure.due else "",
        _.text(measure.owner) if measure.owner else "",
    )


def readiness_part(telling: Telling) -> Iterator[Part]:
    """Tell whether the organisation is ready, block by block."""
    _, said = telling.words, readiness_sentence(telling)
    if not said:
        return
    library = definitions().readiness
    found = assess_readiness(telling.decision, [block.id for block in library.blocks], library.line)
    names = {block.id: _.text(block.name) for block in library.blocks}
    columns = (
        Column(_("Building block"), 3),
        Column(_("Level of 5"), 0, "figure"),
        Column(_("Scored by"), 0, "figure"),
        Column(_("They differ by"), 0, "figure"),
    )
    rows = tuple(
        (
            names[one.block],
            "–" if one.level is None else _.number(one.level),
            _.number(one.scored_by),
            _.number(one.spread),
        )
        for one in found.blocks
    )
    apart = [one for one in block_differences(telling.decision) if one.is_disputed and one.about in names]
    told = tuple(difference_of_departments(one, names[one.about], _) for one in apart)
    yield Part(
        _("Readiness"),
        (Paragraph(said, "lead"), Table(columns, rows), *((Bullets(told),) if told else ())),
    )


def people_part(telling: Telling) -> Iterator[Part]:
    """Tell who was heard, and from whom the needs come."""
    _, decision = telling.words, telling.decision
    unheard = [voice_sentence(voice, _) for voice in department_voices(decision) if not voice.is_heard]
    authors = authorship_sentence(authorship(decision), _) if decision.needs else ""
    said = tuple(sentence for sentence in (authors, *unheard) if sentence)
    if decision.stakeholders or decision.readiness.departments:
        yield Part(_("People"), (Bullets(said),) if said else ())


def processes_part(telling: Telling) -> Iterator[Part]:
    """Tell how far every process has come on its seven steps."""
    _, processes = telling.words, telling.decision.processes
    if not processes:
        return
    columns = (Column(_("Process"), 3), Column(_("Steps taken"), 0, "figure"), Column(_("Owner"), 2))
    rows = tuple(
        (
            _.text(one.name),
            f"{len(process_progress(one).done)} / {len(STEPS)}",
            _.text(one.owner) if one.owner else "",
        )
        for one in processes
    )
    split = effort_sentence(effort(telling.decision), _)
    notes = (Paragraph(split, "note"),) if split else ()
    yield Part(_("Customer processes"), (Table(columns, rows), *notes))


def systems_part(telling: Telling) -> Iterator[Part]:
    """Tell where customer data lives today, and what becomes of it."""
    _, systems = telling.words, telling.decision.source_systems
    if not systems:
        return
    columns = (
        Column(_("System"), 1.6),
        Column(_("Holds"), 1.6),
        Column(_("Trusted"), 0),
        Column(_("Quality of 5"), 0, "figure"),
        Column(_("Becomes"), 1.4),
        Column(_("Is moved"), 1.4),
        Column(_("Owner"), 1.4),
    )
    rows = tuple(
        (
            _.text(one.name),
            _.text(one.entity),
            telling.codes.yes_no(one.trusted) if one.trusted is not None else "",
            "" if one.quality is None else str(one.quality),
            fate_words(_)[one.fate] if one.fate else "",
            migration_words(_)[one.migration] if one.migration else "",
            _.text(one.owner) if one.owner else "",
        )
        for one in systems
    )
    missing = [_.text(one) for one in inventory(telling.decision).entities_without_trusted_source]
    warned = _("Without a trusted source: {entities}.", entities=", ".join(missing)) if missing else ""
    notes = (Paragraph(warned, "warning"),) if warned else ()
    yield Part(_("Source systems"), (Table(columns, rows, small=True), *notes))


def references_part(telling: Telling) -> Iterator[Part]:
    """Tell what other customers said."""
    _, decision = telling.words, telling.decision
    names = {one.id: one.name for one in telling.everyone}
    calls = decision.reference_calls
    about = [name for name in names if any(call.about == name for call in calls)]
    if not about:
        return
    said = tuple(
        f"{_.apart(names[name])}: {record_sentence(reference_record(name, calls), _)}" for name in about
    )
    lessons = tuple(
        f"{_.apart(_.text(call.customer))} ({_.apart(names[call.about])}): {_.text(call.lessons)}"
        for call in calls
        if call.lessons and call.about in names
    )
    yield Part(_("References"), (Bullets((*said, *lessons)),))


def weakest_part(telling: Telling) -> Iterator[Part]:
    """Tell which of the five parts is the weakest, beside the result and never in it."""
    _ = telling.words
    leaders = telling.subjects
    found = weakest_link(telling.decision, telling.evaluation, leaders[0].id if leaders else None)
    if found.level is None:
        return
    columns = (Column(_("Part"), 3), Column(_("Level of 5"), 0, "figure"))
    rows = tuple(
        (part_word(link.part, _), _("not known") if link.level is None else _.number(link.level, 1))
        for link in found.links
    )
    note = Paragraph(_("It stands beside the result and changes nothing in it."), "note")
    yield Part(_("The weakest link"), (Paragraph(weakest_sentence(found, _)), Table(columns, rows), note))


def failure_part(telling: Telling) -> Iterator[Part]:
    """Tell what a failure would cost, by the organisation's own estimate."""
    _, cost = telling.words, telling.decision.failure_cost
    if cost is not None:
        said = Paragraph(failure_sentence(failure_sum(cost), cost.currency, _))
        note = (Paragraph(_.text(cost.note), "note"),) if cost.note else ()
        yield Part(_("What a failure would cost"), (said, *note))
