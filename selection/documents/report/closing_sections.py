"""How it ended: disagreement and its settlement, the decision, the log, and what is not here."""

from collections.abc import Iterator, Sequence

from selection.documents.report.blocks import Bullets, Column, Paragraph, Section, Table
from selection.documents.report.telling import Telling
from selection.model.readiness import Readiness


def disagreement(telling: Telling) -> Section:
    """Tell on what the members disagreed, and how it was settled."""
    return _told(telling.words("Disagreement, and how it was settled"), telling.besides.disagreement)


def outcome(telling: Telling) -> Section:
    """Tell what was decided, by whom and why."""
    title, besides = telling.words("The decision and its reasons"), telling.besides
    return _told(title, (*besides.outcome, *besides.locked))


def conflicts(telling: Telling) -> Section:
    """Tell which conflicts of interest were declared, and what was done about them."""
    return _told(telling.words("Conflicts of interest"), telling.besides.conflicts)


def _told(title: str, sentences: Sequence[str]) -> Section:
    return Section(title, tuple(Paragraph(sentence) for sentence in sentences))


def log(telling: Telling) -> Section:
    """Tell what happened in the session, step by step, each with the hash that proves it."""
    _, lines = telling.words, telling.besides.log
    if not lines:
        return Section(_("Every change, with its proof"))
    columns = (Column(_("When"), 0), Column(_("What"), 3), Column(_("Proof"), 0, "figure"))
    rows = tuple((line.when, line.what, line.proof) for line in lines)
    return Section(_("Every change, with its proof"), (Table(columns, rows, small=True),))


def absent(telling: Telling, missing: Sequence[Section]) -> Section:
    """Say what is left out of the report, because the decision doesn't hold it."""
    _ = telling.words
    items = (*_absences(telling, {section.title for section in missing}),)
    about = Paragraph(_("What the decision does not hold can't be told:"))
    return Section(_("What is not in this report"), (about, Bullets(items)) if items else ())


def _absences(telling: Telling, missing: set[str]) -> Iterator[str]:
    _, besides = telling.words, telling.besides
    sentences = {
        _("Vision"): _("Nothing is written down about what success will look like."),
        _("Needs"): _("No needs were agreed on."),
        _("Money"): _("Nothing is stated about cost."),
        disagreement(telling).title: _("No disagreement, and no settlement of one, is on record."),
        outcome(telling).title: _("No decision, and no reasons for one, is on record."),
        conflicts(telling).title: _("No conflicts of interest are on record, neither declared nor denied."),
        _("Every change, with its proof"): _(
            "There is no log: the report was made from a decision file, not from a session."
        ),
    }
    yield from (sentence for title, sentence in sentences.items() if title in missing)
    if not besides.sureness:
        yield _("How sure the result is was not computed by simulation.")
    if telling.decision.readiness == Readiness():
        yield _("Nothing was entered about whether the organisation is ready.")
    if not telling.decision.goals:
        yield _("No goals were set.")
    if not telling.decision.measures:
        yield _("No measure of success was set.")
    if not telling.decision.log:
        yield _("No decision on the way was written down.")
    if not telling.decision.integrators:
        yield _("No integrators are compared.")
