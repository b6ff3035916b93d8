"""The comparison workbook: every derived figure is a live formula down to raw answers.

Raw answers, performances, weights and rules stand in shaded cells; everything else is worked out from
them by formulas that Excel 2016 and LibreOffice know, and carries the engine's figure for viewers that
don't calculate.
"""

import datetime as dt
from dataclasses import dataclass

from selection.analysis.evaluation import Evaluation
from selection.catalogue.files import fingerprint
from selection.documents.workbook.alternatives_sheets import write_alternatives, write_commitments
from selection.documents.workbook.codes import Codes
from selection.documents.workbook.contributions_sheet import write_contributions, write_quality
from selection.documents.workbook.cost_lines_sheet import write_cost_lines
from selection.documents.workbook.cost_totals_sheet import has_costs, write_cost_totals
from selection.documents.workbook.criteria_sheet import write_criteria
from selection.documents.workbook.fit_sheets import write_fed, write_fit
from selection.documents.workbook.gates_sheet import write_gates
from selection.documents.workbook.material import arranged
from selection.documents.workbook.needs_sheets import write_counting, write_needs
from selection.documents.workbook.overview_sheet import write_overview
from selection.documents.workbook.paper import Key, Paper, Place
from selection.documents.workbook.policy_sheet import write_lists, write_policy
from selection.documents.workbook.ranking_sheet import write_ranking
from selection.documents.workbook.results_sheet import write_results
from selection.documents.workbook.scores_sheets import write_scores, write_values
from selection.documents.workbook.sensitivity_sheet import write_sensitivity
from selection.documents.workbook.sources_sheet import write_facts, write_sources
from selection.documents.workbook.weights_sheet import write_weights
from selection.documents.workbook.work import Work
from selection.words import Words
from selection.words.fiction import told_evaluation

RESULT, RAW, WORKING = "#33566B", "#D9A514", "#9A9A9A"
SHORT = 12


@dataclass(frozen=True)
class Drawn:
    """A finished workbook, and where in it everything stands."""

    content: bytes
    places: dict[Key, Place]


def comparison_workbook(
    evaluation: Evaluation, words: Words, today: dt.date, audit_head: str | None = None, mark: str = ""
) -> bytes:
    """Write a whole comparison as an xlsx file that recalculates.

    Parameters
    ----------
    today
        The day on which it is made and the age of facts was judged.
    audit_head
        The hash of the newest event of the session it comes from, if it comes from one.
    mark
        What every page must bear of that session's lock.
    """
    return drawn(evaluation, words, today, audit_head, mark).content


def drawn(
    evaluation: Evaluation, words: Words, today: dt.date, audit_head: str | None = None, mark: str = ""
) -> Drawn:
    """Write a workbook and say where everything stands in it."""
    stamp = fingerprint(evaluation.decision)
    short = (audit_head or stamp)[:SHORT]
    evaluation = told_evaluation(evaluation, words)
    paper = _paper(evaluation, words, today, f"{short} · {mark}" if mark else short)
    work = Work(paper, arranged(evaluation, words), words, Codes(words), today, stamp, audit_head, mark)
    _add_sheets(work)
    # Each writes the cells that the next ones refer to.
    for write in (
        *(write_lists, write_policy, write_criteria, write_needs, write_counting, write_alternatives),
        *(write_fit, write_fed, write_scores, write_values, write_weights),
    ):
        write(work)
    if "commitments" in paper.sheets:
        write_commitments(work)
    if "costs" in paper.sheets:
        write_cost_lines(work)
        write_cost_totals(work)
    for write in (
        *(write_gates, write_results, write_ranking, write_contributions, write_quality),
        *(write_sensitivity, write_sources, write_facts, write_overview),
    ):
        write(work)
    return Drawn(paper.finished(), paper.places)


def _paper(evaluation: Evaluation, words: Words, today: dt.date, stamp: str) -> Paper:
    decision = evaluation.decision
    title = words.text(decision.title)
    stated = words("FICTIONAL: {title}", title=title) if decision.fictional else title
    properties = {
        "title": title,
        "subject": words("Comparison workbook"),
        "created": dt.datetime.combine(today, dt.time(), dt.UTC),
    }
    return Paper(words.language == "he", stated, f"{words.date(today)} · {stamp}", properties)


def _add_sheets(work: Work) -> None:
    _ = work.words
    sheets = {
        "overview": (_("Read me"), RESULT),
        "ranking": (_("Ranking"), RESULT),
        "quality": (_("Quality and cost"), RESULT),
        "costs": (_("Cost over the years"), RESULT),
        "contributions": (_("Contributions"), RESULT),
        "sensitivity": (_("Sensitivity"), RESULT),
        "gates": (_("Gates"), RESULT),
        "fit": (_("As-is fit"), RESULT),
        "needs": (_("Needs"), RAW),
        "scores": (_("Performances"), RAW),
        "weights": (_("Weights"), RAW),
        "policy": (_("Rules"), RAW),
        "commitments": (_("Commitments"), RAW),
        "cost_lines": (_("Cost lines"), RAW),
        "alternatives": (_("Alternatives"), RAW),
        "criteria": (_("Criteria"), RAW),
        "sources": (_("Sources"), RAW),
        "facts": (_("Published facts"), RAW),
        "counting": (_("Answers counted"), WORKING),
        "fed": (_("Criteria from needs"), WORKING),
        "values": (_("Partial values"), WORKING),
        "results": (_("Results"), WORKING),
        "lists": (_("Lists"), WORKING),
    }
    out = set() if work.material.decision.bids else {"commitments"}
    out |= set() if has_costs(work) else {"costs", "cost_lines"}
    for code, (title, colour) in sheets.items():
        if code not in out:
            work.paper.sheet(code, title, colour)
