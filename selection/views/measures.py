"""Success measures: how one will know that it worked, and what was found at months 3, 6 and 12."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from selection.analysis.chain import MeasureMatrix, measure_matrix
from selection.analysis.linting_measures import lint_measure
from selection.analysis.plan import Milestone, Outcome, first_go_live, milestones, months_after
from selection.model.goals import MEASURE_LEVELS, REVIEW_MONTHS, Measure, MeasureTemplate, Reading
from selection.views.desk import Desk, library
from selection.views.entries import Field, Register, add_entry, card_head, entry_form, told
from selection.views.forms import field_key, form_key, store
from selection.views.tables import read_table
from selection.views.widgets import onward, plain, question, unbroken
from selection.words.linting import measure_remark
from selection.words.plan import outcome_word
from selection.words.project_terms import better_words, cadence_words, level_words, strategy_words
from selection.words.units import quantity
from selection.words.way import missing_levels_sentence
from selection.workshop.events import Edit

SIGN: dict[Outcome, str] = {"reached": "✓", "missed": "?", "failed": "✕", "not_read": "", "not_judged": ""}


def page(desk: Desk) -> None:
    """Ask how one will know that it worked."""
    _ = desk.words
    question(_("How will you know that it worked?"), _summary(desk))
    if not desk.decision.measures:
        _choose(desk)
    for measure in desk.decision.measures:
        _card(desk, measure)
    if desk.decision.measures:
        with st.expander(_("Take over more measures")):
            _choose(desk)
    add_entry(desk, _short_register(desk))
    if desk.decision.measures:
        _coverage(desk)
        _review(desk)
    onward(_("Next: readiness"), "readiness")


def _summary(desk: Desk) -> str:
    """Give the answer first: how many measures there are, and how many say everything."""
    _ = desk.words
    measures = desk.decision.measures
    if not measures:
        return _("No measure yet. Take one over below: without a measure nobody can say whether it worked.")
    whole = sum(not _remarks(desk, measure) for measure in measures)
    return _.counted(
        "{count} measure; {whole} complete.",
        "{count} measures; {whole} complete.",
        len(measures),
        whole=whole,
    )


def _remarks(desk: Desk, measure: Measure) -> list[str]:
    return [measure_remark(finding, desk.words) for finding in lint_measure(measure, desk.today)]


def _choose(desk: Desk) -> None:
    _ = desk.words
    taken = {measure.template for measure in desk.decision.measures}
    offered = {one.id: one for one in library().measures.measures if one.id not in taken}
    if not offered:
        return
    strategies = strategy_words(_)
    with st.container(border=True):
        wanted = st.pills(
            _("What do you want of your customers? It picks the measures that tell of it."),
            list(strategies),
            format_func=lambda name: strategies[name],
            key=field_key(desk, "strategy"),
        )
        _take_over(desk, offered, [one.id for one in offered.values() if wanted in one.strategies])


def _take_over(desk: Desk, offered: Mapping[str, MeasureTemplate], picked: Sequence[str]) -> None:
    _ = desk.words
    with st.form(form_key(desk, "templates"), border=False):
        chosen = st.multiselect(
            _("Measures ready to be taken over"),
            list(offered),
            picked,
            format_func=lambda name: _.text(offered[name].name),
            key="-".join((form_key(desk, "templates"), "chosen", *picked)),
        )
        st.caption(_("They say what is counted and from what. The figures and the owner are yours to add."))
        if st.form_submit_button(_("Take over"), type="primary") and chosen:
            have = {measure.id for measure in desk.decision.measures}
            store(
                desk,
                ("templates",),
                *(_taken_over(offered[name]) for name in chosen if name not in have),
            )


def _taken_over(template: MeasureTemplate) -> Edit:
    shared = ("name", "unit", "formula", "data_source", "level", "better", "cadence")
    measure = Measure(
        id=template.id, template=template.id, **{name: getattr(template, name) for name in shared}
    )
    return Edit("measure", (measure.id,), measure)


def _name_field(desk: Desk) -> Field:
    _ = desk.words
    return Field("name", _("What is measured?"), "sentence", wanted=_("Write what is measured first."))


def _goal_field(desk: Desk) -> Field:
    goals = {goal.id: desk.words.text(goal.text) for goal in desk.decision.goals}
    return Field("goal", desk.words("Which goal does it tell of?"), "choice", goals)


def _short_register(desk: Desk) -> Register:
    """Ask of a new measure only what makes it one; the rest is asked for beside it."""
    _ = desk.words
    fields = (_name_field(desk), _goal_field(desk), Field("unit", _("In what unit?"), "sentence"))
    return Register(
        "measure", desk.decision.measures, fields, _("Write a measure of your own"), _("Add measure")
    )


def _register(desk: Desk) -> Register:
    _ = desk.words
    fields = (
        _name_field(desk),
        _goal_field(desk),
        Field("owner", _("Who owns the figure?"), "person"),
        Field("unit", _("In what unit?"), "sentence"),
        Field("better", _("Which way is better?"), "choice", better_words(_), _("Say which way is better.")),
        Field("baseline", _("Today's figure"), "number"),
        Field("target", _("Target"), "number"),
        Field("success", _("A success from"), "number"),
        Field("failure", _("A failure from"), "number"),
        Field("due", _("By when?"), "day"),
        Field("cadence", _("How often is it read?"), "choice", cadence_words(_)),
        Field("level", _("Level"), "choice", level_words(_)),
        Field("reviewer", _("Who checks it?"), "person"),
        Field("formula", _("How is it calculated?"), "prose"),
        Field("data_source", _("Where do the figures come from?"), "prose"),
        Field("mechanism", _("By what will the system move it? Which hour or which euro?"), "prose"),
    )
    return Register("measure", desk.decision.measures, fields, "", "")


def _card(desk: Desk, measure: Measure) -> None:
    _ = desk.words

    def figure(value: float | None) -> str | None:
        return None if value is None else quantity(value, measure.unit, _)

    with st.container(border=True):
        name = plain(_.told(measure.name))
        title = f"**{name}** · {level_words(_)[measure.level]}" if measure.level else f"**{name}**"
        card_head(desk, _register(desk), measure, title, _.text(measure.name), _removal(desk, measure))
        st.markdown(
            told(
                (
                    (_("today"), figure(measure.baseline)),
                    (_("target"), figure(measure.target)),
                    (_("success from"), figure(measure.success)),
                    (_("failure from"), figure(measure.failure)),
                    (_("owner"), measure.owner and _.told(measure.owner)),
                    (_("by"), _.day(measure.due) if measure.due else None),
                )
            )
        )
        said = _remarks(desk, measure)
        if said:
            st.caption(plain(" ".join(said)))


def _removal(desk: Desk, measure: Measure) -> list[Edit]:
    tied = [process for process in desk.decision.processes if process.measure == measure.id]
    return [Edit("process", (one.id,), one.model_copy(update={"measure": None})) for one in tied]


def _coverage(desk: Desk) -> None:
    """Show which goals and levels nobody measures."""
    _ = desk.words
    matrix = measure_matrix(desk.decision)
    goals = {goal.id: _.text(goal.text) for goal in desk.decision.goals}
    st.subheader(_("What is measured, and what is not?"), anchor=False)
    if matrix.goals_without_measure:
        names = "; ".join(goals[name] for name in matrix.goals_without_measure)
        st.warning(plain(_("No measure tells of: {goals}.", goals=names)), icon=":material/link_off:")
    if matrix.missing_levels:
        st.warning(plain(missing_levels_sentence(matrix.missing_levels, _)), icon=":material/layers_clear:")
    if goals:
        read_table(_matrix_table(desk, matrix, goals), _("What is measured, and what is not?"))


def _matrix_table(desk: Desk, matrix: MeasureMatrix, goals: dict[str, str]) -> pd.DataFrame:
    _ = desk.words
    names = {measure.id: _.text(measure.name) for measure in desk.decision.measures}
    rows = [
        {_("Goal"): goals[goal]}
        | {
            level_words(_)[level]: "; ".join(names[name] for name in cells[level]) or "—"
            for level in MEASURE_LEVELS
        }
        for goal, cells in matrix.cells.items()
    ]
    return pd.DataFrame(rows)


def _review(desk: Desk) -> None:
    """Hold what was read at months 3, 6 and 12 against the targets."""
    _ = desk.words
    st.subheader(_("Review: 3, 6 and 12 months after go-live"), anchor=False)
    read_table(_review_table(desk), _("Review: 3, 6 and 12 months after go-live"))
    _add_reading(desk)


def _review_table(desk: Desk) -> pd.DataFrame:
    _ = desk.words
    found = {(one.measure, one.month): one for one in milestones(desk.decision, desk.today)}
    rows = [
        {_("Measure"): _.text(measure.name)}
        | {name: _line(desk, measure, figure) for name, figure in _lines(desk, measure)}
        | {_heading(desk, month): _read(desk, found[measure.id, month]) for month in REVIEW_MONTHS}
        for measure in desk.decision.measures
    ]
    return pd.DataFrame(rows)


def _lines(desk: Desk, measure: Measure) -> tuple[tuple[str, float | None], ...]:
    """Name what readings are held against: the target, and from where on it is a failure."""
    _ = desk.words
    return (_("Target"), measure.target), (_("Failure from"), measure.failure)


def _line(desk: Desk, measure: Measure, figure: float | None) -> str:
    return "—" if figure is None else quantity(figure, measure.unit, desk.words)


def _heading(desk: Desk, month: int) -> str:
    """Name a month, with its day once a phase goes live."""
    _ = desk.words
    start = first_go_live(desk.decision)
    if start is None:
        return _("Month {month}", month=month)
    return _("Month {month}, {day}", month=month, day=unbroken(_.date(months_after(start, month))))


def _read(desk: Desk, found: Milestone) -> str:
    """Write what was read with a sign and a word for what that means."""
    _ = desk.words
    if found.value is None:
        return _("overdue") if found.overdue else "—"
    return f"{SIGN[found.outcome]} {_.number(found.value)} {outcome_word(found.outcome, _)}"


def _add_reading(desk: Desk) -> None:
    _ = desk.words
    measures = {measure.id: measure for measure in desk.decision.measures}
    names = {name: _.text(measure.name) for name, measure in measures.items()}
    months = {month: _("Month {month}", month=month) for month in REVIEW_MONTHS}
    fields = (
        Field("measure", _("Measure"), "choice", names, _("Choose a measure first.")),
        Field("month", _("When, counted from go-live?"), "choice", months, _("Choose a month first.")),
        Field("value", _("What was read?"), "number", wanted=_("Enter what was read first.")),
        Field("as_of", _("Read on"), "day", wanted=_("Choose a day first.")),
        Field("by", _("Read by"), "person"),
        Field("note", _("What explains it?"), "prose"),
    )
    with st.expander(_("Enter what was read")):
        said = entry_form(
            desk, ("reading",), fields, {"as_of": desk.today.isoformat()}, (_("Store the reading"),)
        )
    if said is not None:
        values = said[1]
        measure = measures[values.pop("measure")]
        others = [one for one in measure.readings if one.month != values["month"]]
        readings = (*others, Reading(**values))
        ordered = tuple(sorted(readings, key=lambda one: one.month))
        changed = measure.model_copy(update={"readings": ordered})
        store(desk, ("reading",), Edit("measure", (measure.id,), changed))
