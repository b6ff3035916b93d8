"""The report: what was wanted, what was found, what came out and why, as pages that can be defended."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from selection.analysis.evaluation import Evaluation
from selection.catalogue.files import fingerprint
from selection.documents.report.appendices import (
    answers_appendix,
    needs_appendix,
    promises_appendix,
    scores_appendix,
)
from selection.documents.report.blocks import Plain, Section, block_as_plain, section_as_plain
from selection.documents.report.closing_sections import absent, conflicts, disagreement, log, outcome
from selection.documents.report.gate_sections import gates, needs
from selection.documents.report.material_sections import data, technology
from selection.documents.report.money_sections import costs_appendix, money
from selection.documents.report.pages import pages
from selection.documents.report.project_sections import process, vision
from selection.documents.report.ranking_sections import ranked_bars, ranking, sureness
from selection.documents.report.telling import Besides, LogLine, Telling
from selection.documents.report.tender_file_sections import tender_file
from selection.documents.report.way_parts import readiness_sentence
from selection.documents.report.way_sections import decisions, risks
from selection.words import Words
from selection.words.results import baseline_sentence, headline, undecided_weights
from selection.words.terms import mode_word, stage_word

__all__ = ["SECTIONS", "Besides", "LogLine", "Told", "composed", "report"]

Told = Callable[[int, int], object]
"""Hears how many of how many sections are written, while a report is made."""

SECTIONS: Final[Sequence[Callable[[Telling], Section]]] = (
    vision,
    process,
    data,
    technology,
    needs,
    gates,
    ranking,
    money,
    sureness,
    risks,
    disagreement,
    outcome,
    conflicts,
    tender_file,
    decisions,
    log,
)
APPENDICES: Final[Sequence[Callable[[Telling], Section]]] = (
    needs_appendix,
    answers_appendix,
    scores_appendix,
    promises_appendix,
    costs_appendix,
)
SHOWN_OF_A_HASH: Final = 16
SHOWN_FIRST: Final = 5


def report(
    evaluation: Evaluation,
    words: Words,
    today: dt.date,
    besides: Besides | None = None,
    told: Told | None = None,
) -> bytes:
    """Write the report of a result as PDF; the same result on the same day gives the same bytes.

    Raises
    ------
    typst.TypstError
        If the pages can't be set.
    """
    telling = Telling(evaluation, words, today, besides or Besides())
    return pages(composed(telling, told or _unheard), today)


def _unheard(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def composed(telling: Telling, told: Told) -> Plain:
    """Put the report together as plain data; a section without content is named at the end instead."""
    makers = (*SECTIONS, *APPENDICES)
    written: list[Section] = []
    for done, make in enumerate(makers, start=1):
        written.append(make(telling))
        told(done, len(makers) + 1)
    main, appendices = written[: len(SECTIONS)], written[len(SECTIONS) :]
    closing = absent(telling, [section for section in main if section.is_empty])
    sections = [section for section in (*main, closing, *appendices) if not section.is_empty]
    return {**_cover(telling), "sections": [section_as_plain(section) for section in sections]}


def _cover(telling: Telling) -> Plain:
    _, decision, day = telling.words, telling.decision, telling.today
    return {
        "title": _.text(decision.title),
        "language": _.language,
        "direction": "rtl" if _.language == "he" else "ltr",
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "fictional": decision.fictional,
        "headline": headline(telling.evaluation, _),
        "beside": [sentence for sentence in _beside(telling) if sentence],
        "about": [[name, text] for name, text in _about(telling)],
        "made_from": _made_from(telling),
        "figure": _first_picture(telling),
        "identity": [[name, digest] for name, digest in _identity(telling)],
        "words": _fixed_words(telling),
    }


def _first_picture(telling: Telling) -> Plain:
    """Draw those at the top on the first page, for whoever reads only that."""
    return block_as_plain(ranked_bars(telling, telling.subjects[:SHOWN_FIRST]))


def _beside(telling: Telling) -> Iterator[str]:
    _ = telling.words
    yield from telling.besides.sureness[:1]
    yield baseline_sentence(telling.evaluation, _)
    yield readiness_sentence(telling)
    yield undecided_weights(telling.decision, _)


def _about(telling: Telling) -> Iterator[tuple[str, str]]:
    _, decision, found = telling.words, telling.decision, telling.evaluation
    yield _("Procedure"), f"{mode_word(decision.mode, _)}, {stage_word(decision.stage, _)}"
    yield _("As of"), _.date(telling.today)
    counts = ((_("Platforms"), found.platforms), (_("Integrators"), found.integrators))
    compared = [f"{title}: {len(members)}" for title, members in counts if members]
    compared += [f"{telling.subjects_title()}: {len(found.pairs)}"] if found.pairs else []
    yield _("Compared"), ", ".join(compared)
    yield _("Needs"), _.number(len(decision.needs))
    yield _("Criteria"), _.number(len(found.foundation.criteria))


def _identity(telling: Telling) -> Iterator[tuple[str, str]]:
    _ = telling.words
    yield _("The decision"), fingerprint(telling.stored.decision)
    if telling.besides.audit_head:
        yield _("The head of the session's log"), telling.besides.audit_head


def _made_from(telling: Telling) -> str:
    """Name on every page what the report was made from, short enough for a foot line."""
    _ = telling.words
    digest = fingerprint(telling.stored.decision)[:SHOWN_OF_A_HASH]
    head, mark = telling.besides.audit_head, telling.besides.mark
    if head:
        said = _("Decision {digest} · log {head}", digest=digest, head=head[:SHOWN_OF_A_HASH])
    else:
        said = _("Decision {digest}", digest=digest)
    return f"{said} · {mark}" if mark else said


def _fixed_words(telling: Telling) -> Plain:
    _ = telling.words
    return {
        "kind": _("Report on the choice of a CRM platform and its integrator"),
        "answer": _("The answer"),
        "contents": _("Contents"),
        "page": _("Page {page} of {pages}"),
        "fictional": _("FICTIONAL"),
        "fictional_long": _("FICTIONAL: products or firms in this decision are invented."),
        "identity": _(
            "This report was made from what has these fingerprints. Whoever holds the decision file or the "
            "session can compute them again: another fingerprint means other contents."
        ),
        "what": _("What"),
    }
