"""Remarks on needs and measures in words: what is wrong, and what to do about it."""

from collections.abc import Mapping
from fractions import Fraction

from selection.analysis.linting_measures import MeasureFinding
from selection.analysis.linting_needs import NeedFinding
from selection.words import Words


def need_remark(finding: NeedFinding, _: Words) -> str:
    """Say what a reader would remark on a need, with the words it rests on.

    >>> need_remark(NeedFinding("N2", "duplicate", of="N1"), Words("en"))
    'Seems to say what N1 says. Keep one of the two, or say where they differ.'
    """
    found, of = finding.found, finding.of or ""
    return {
        "not_testable": _(
            "“{found}” can't be shown in a demo. Say what somebody does, and how fast or how often.",
            found=found,
        ),
        "two_needs": _(
            "Two needs in one (“{found}”): an offer could meet one and not the other. Write two lines.",
            found=found,
        ),
        "other_system": _(
            "Seems to be the work of finance or another system ({found}). Ask for the connection instead.",
            found=found,
        ),
        "solution": _(
            "Prescribes a solution ({found}). Say what it is needed for, and leave the way to the offers.",
            found=found,
        ),
        "duplicate": _("Seems to say what {of} says. Keep one of the two, or say where they differ.", of=of),
    }[finding.code]


def remark_word(finding: NeedFinding, _: Words) -> str:
    """Name a kind of remark in a few words.

    >>> remark_word(NeedFinding("N2", "two_needs"), Words("en"))
    'two needs in one'
    """
    return {
        "not_testable": _("not testable"),
        "two_needs": _("two needs in one"),
        "other_system": _("another system's work"),
        "solution": _("prescribes a solution"),
        "duplicate": _("says what {of} says", of=finding.of or ""),
    }[finding.code]


def too_many_musts_sentence(share: Fraction, _: Words) -> str:
    """Say that there are too many musts."""
    return _(
        "{share} of the needs are musts; above 60% nothing is a must any more. "
        "Keep as musts only what you can't start without.",
        share=_.percent(share),
    )


def measure_remark(finding: MeasureFinding, _: Words) -> str:
    """Say what a reader would remark on a measure.

    >>> measure_remark(MeasureFinding("M1", "no_owner"), Words("en"))
    'Nobody owns it. Name who answers for the figure.'
    """
    if finding.code in _missing(_):
        return _missing(_)[finding.code]
    return _wrong(finding, _)


def _missing(_: Words) -> Mapping[str, str]:
    return {
        "no_unit": _("It has no unit. Say what is counted: days, %, euros."),
        "no_formula": _("It has no formula. Say what is divided by what, or what is counted."),
        "no_data_source": _("It has no data source. Say where the figure is read."),
        "no_baseline": _("It has no baseline. Measure today's figure before anything changes."),
        "no_target": _("It has no target. Say which figure you want to reach."),
        "no_due": _("It has no date. Say by when the target is to be reached."),
        "no_owner": _("Nobody owns it. Name who answers for the figure."),
        "no_level": _("It has no level. Choose one: firm, customer strategy, operation, infrastructure."),
        "no_cadence": _("It has no rhythm. Say how often it is read."),
        "no_goal": _("It serves no goal. Choose the goal it tells about."),
        "no_thresholds": _("Say from which figure on it is a success, and from which on a failure."),
        "no_mechanism": _("A hoped-for outcome is no measure. Say by what the system is to bring it about."),
    }


def _wrong(finding: MeasureFinding, _: Words) -> str:
    figures = {name: _figure(value, _) for name, value in finding.figures.items()}
    return {
        "vanity": _(
            "Counts what is done in the system (“{found}”). Which hour or which euro does it change?",
            found=figures.get("found", ""),
        ),
        "target_backwards": _(
            "The target, {target}, is worse than today's {baseline}. Check both, and which way is better.",
            target=figures.get("target", ""),
            baseline=figures.get("baseline", ""),
        ),
        "thresholds_crossed": _(
            "Success from {success} and failure from {failure} contradict each other. Which way is better?",
            success=figures.get("success", ""),
            failure=figures.get("failure", ""),
        ),
        "due_past": _(
            "Its date, {due}, has passed. Set a new one, or enter what came out.", due=_due(finding, _)
        ),
    }[finding.code]


def _due(finding: MeasureFinding, _: Words) -> str:
    due = finding.figures.get("due")
    return _.day(due) if isinstance(due, str) else ""


def _figure(value: float | str, _: Words) -> str:
    return value if isinstance(value, str) else _.number(value)
