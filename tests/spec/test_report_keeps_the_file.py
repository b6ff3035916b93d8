"""The report holds what a contracting authority has to keep of an award, clause by clause.

References
----------
The Public Contracts Regulations 2015 (UK), regulation 84(1): the written report on every contract. It asks
for what was bought and for how much, who bid, who was rejected and why (abnormally low ones named), who won
and why, which conflicts of interest were found and what was done about them. The clauses are known from a
summary, not from the regulation itself.
"""

from functools import cache

import pytest

from selection.documents.report import Besides, LogLine, report
from selection.model.decision import Decision
from selection.model.pricing import PricePolicy
from selection.model.tender import Clarification
from selection.words import Words
from tests.examples import TODAY, result
from tests.money import FIXTURE, eur, opening, review, tender, tender_file
from tests.money import result as result_of
from tests.reports import page_texts, squeezed, squeezed_text

HELD = Besides(
    disagreement=("Service was scored 2 and 5; 4 was agreed on because the second demonstration showed it.",),
    outcome=(
        "Decided: Bid B",
        "In reserve: Bid A",
        "Because: it is first on quality.",
        "Present: Dana Levi.",
    ),
    conflicts=("Noa Peretz, on Bid A: actual interest. · What was done about it: left out of the judging",),
    log=(LogLine("2026-12-04 10:00", "Weights were set", "ab12cd34"),),
    mark="Locked: 0123456789abcdef",
    audit_head="c0ffee" * 10,
)


@cache
def held() -> Decision:
    rules = PricePolicy(benchmark=eur(100), low_price_line=0.6, deadline="2026-12-01T12:00")
    came = {"A": "2026-12-01T11:59", "B": "2026-12-01T11:30", "C": "2026-12-01T12:31"}
    file = tender_file(
        reference="ZP/7/2026",
        opening=opening(("A", "B")),
        received=came,
        low_price_reviews={"C": review("rejected")},
    )
    asked = Clarification(
        id="Q1",
        asked_on="2026-11-20",
        question="In which language?",
        answer="In Hebrew.",
        published_on="2026-11-21",
    )
    return tender(FIXTURE, price_policy=rules, tender_file=file, clarifications=(asked,))


@cache
def pages() -> bytes:
    return report(result_of(held()), Words("en"), TODAY, HELD)


@pytest.mark.parametrize(
    ("clause", "told"),
    {
        "what was tendered": ("ZP/7/2026", "Published benchmark"),
        "who bid, at which price": ("Bid A", "Bid B", "Bid C", "€100", "€115", "€50"),
        "when every bid came in": ("Dec 1, 2026 11:59", "Dec 1, 2026 11:30", "Dec 1, 2026 12:31"),
        "which was late and not opened": ("Bid C Dec 1, 2026 12:31 late no",),
        "who opened them": ("Dana Levi, Jan Kowalski", "Dec 1, 2026 12:05"),
        "which prices were abnormally low": ("Bid C 50% rejected Own staff Dana Levi, Dec 3, 2026",),
        "what was asked, and told to all": ("In which language?", "In Hebrew.", "Nov 21, 2026"),
        "how it was deliberated": HELD.disagreement,
        "who won and why": HELD.outcome,
        "conflicts and what was done": HELD.conflicts,
        "the log": ("Weights were set", "ab12cd34"),
    }.items(),
)
def test_the_report_tells(clause: str, told: tuple[str, ...]) -> None:
    text = squeezed_text(pages())
    assert [one for one in told if squeezed(one) not in text] == [], clause


def test_every_page_bears_the_lock_and_the_head_of_the_log() -> None:
    for page in page_texts(pages()):
        assert squeezed("log c0ffeec0ffeec0ff · Locked: 0123456789abcdef") in squeezed(page)


def test_who_is_excluded_is_named_with_the_need_that_excludes_it() -> None:
    text = squeezed_text(report(result("tender"), Words("en"), TODAY), 26)
    excluded = [pair for pair in result("tender").pairs if pair.gate.verdict == "fail"]
    assert len(excluded) == 2
    assert squeezed("Excluded, and why") in text
    for pair in excluded:
        assert f"{squeezed(pair.name)}excluded" in text
    for need in ("SE01", "SV09"):
        assert need in text
