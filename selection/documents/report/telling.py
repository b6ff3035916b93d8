"""What a report is told from: a result, a language, and what is known beside it, in words already."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from selection.analysis.cells import Resolved
from selection.analysis.evaluation import Alternative, Evaluation
from selection.analysis.robustness import Sureness
from selection.documents.charts.drawing import drawing
from selection.documents.charts.frame import Spec
from selection.documents.charts.parts import Key
from selection.documents.report.blocks import Figure
from selection.documents.workbook.codes import Codes
from selection.documents.workbook.material import Material, arranged
from selection.model.decision import Decision
from selection.model.judgements import Answer, Score
from selection.words import Words
from selection.words.fiction import told_evaluation

MOST_DRAWN = 10
"""As many rows as a drawing has, so that it finds room beside its text."""


@dataclass(frozen=True)
class LogLine:
    """One line of the decision log: when, what happened, and the hash that proves it."""

    when: str
    what: str
    proof: str


@dataclass(frozen=True)
class Besides:
    """What a decision file doesn't hold, as sentences in the reader's language; what is empty is left out."""

    sureness: tuple[str, ...] = ()
    drawn: Sureness | None = None
    """What the pictures of how sure the result is are drawn from."""
    disagreement: tuple[str, ...] = ()
    """On what the members disagreed, and how each point was settled."""
    outcome: tuple[str, ...] = ()
    """What was decided, by whom and why."""
    conflicts: tuple[str, ...] = ()
    """Which conflicts of interest were declared, and what was done about them."""
    log: tuple[LogLine, ...] = ()
    locked: tuple[str, ...] = ()
    """What was locked when, and why it was changed afterwards."""
    mark: str = ""
    """What every page must bear of the lock."""
    audit_head: str | None = None


@dataclass(frozen=True)
class Telling:
    """What every section is told from."""

    stored: Evaluation
    """The result of the decision as it is stored, whose fingerprint the report bears."""
    words: Words
    today: dt.date
    besides: Besides

    @cached_property
    def evaluation(self) -> Evaluation:
        """The result as it is read."""
        return told_evaluation(self.stored, self.words)

    @property
    def decision(self) -> Decision:
        """The decision it is about."""
        return self.evaluation.decision

    @cached_property
    def material(self) -> Material:
        """The result, arranged: alternatives in blocks of criteria."""
        return arranged(self.evaluation, self.words)

    @cached_property
    def codes(self) -> Codes:
        """The words of the closed lists."""
        return Codes(self.words)

    @property
    def subjects(self) -> tuple[Alternative, ...]:
        """What is awarded: pairs, or platforms where there are none."""
        return self.evaluation.pairs or self.evaluation.platforms

    @property
    def everyone(self) -> tuple[Alternative, ...]:
        """Everything that has a gate of its own."""
        found = self.evaluation
        return (*found.platforms, *found.integrators, *found.pairs)

    def subjects_title(self) -> str:
        """Name what is awarded."""
        _ = self.words
        if not self.evaluation.pairs:
            return _("Platforms")
        return _("Bids") if self.decision.mode == "tender" else _("Pairs")

    def some(self, caption: str, count: int) -> str:
        """Say in a caption that only the first are drawn; the table has them all."""
        if count <= MOST_DRAWN:
            return caption
        return self.words(
            "{caption} (the first {count} of {all})", caption=caption, count=MOST_DRAWN, all=count
        )

    def figure(
        self, spec: Spec, caption: str, rows: Sequence[tuple[str, str]], key: Sequence[Key] = ()
    ) -> Figure:
        """Draw a chart, with a key to its colours; the same figures stand beside it in words."""
        told = "; ".join(f"{name}: {text}" for name, text in rows)
        legend = tuple((one.shade.fill, one.shade.ink, one.mark, one.label) for one in key)
        return Figure(drawing(spec), caption, told, legend)

    def provenance(self, found: Resolved[Answer] | Resolved[Score]) -> str:
        """Say where a cell comes from: source, date and person."""
        _, cell = self.words, found.cell
        stated = dict.fromkeys(_.text(fact.source) for fact in found.facts)
        sources = _.text(cell.source) if cell.source else "; ".join(stated)
        known = (sources, _.day(cell.as_of) if cell.as_of else "", _.text(cell.by) if cell.by else "")
        told = " · ".join(part for part in known if part)
        return _("{source} (out of date)", source=told) if found.stale else told
