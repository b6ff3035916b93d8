"""Contract schedule and work breakdown: every promise, by whom, for when."""

import datetime as dt
import io
from functools import cache

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from selection.documents.schedule import PROMISED, promises, schedule, scheduled
from selection.errors import NotFound
from selection.words import Words
from tests.examples import TODAY, result

BID = "quillmere-mirrin"


@cache
def book(name: str = BID) -> Workbook:
    content = schedule(result("tender"), name, Words("en"), TODAY)
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def rows() -> dict[str, tuple[object, ...]]:
    return {str(row[0]): row for row in book()["Contract schedule"].iter_rows(min_row=7, values_only=True)}


def test_every_promise_is_listed_once_and_nothing_that_is_there_already() -> None:
    answers = result("tender").foundation.answers["quillmere-trade"]
    assert set(rows()) == {name for name, found in answers.items() if found.cell.delivery in PROMISED}
    assert len(rows()) == len(promises(result("tender"), BID))


def test_what_the_firm_commits_to_is_its_promise_with_its_day_and_price() -> None:
    connector = rows()["IN01"]
    bid = next(bid for bid in result("tender").decision.bids if bid.id == BID)
    promised = next(promise for promise in bid.commitments if promise.need == "IN01")
    assert connector[5:8] == ("by custom development", dt.datetime.fromisoformat("2027-02-15"), "yes")
    assert connector[8:11] == (promised.price.amount, promised.price.currency, "Mirrin & Tal (fictional)")


def test_every_promise_names_its_phase_as_people_do() -> None:
    titles = {phase.id: Words("en").text(phase.title) for phase in result("tender").decision.phases}
    phases = {need.id: titles.get(need.phase or "", "") for need in result("tender").decision.needs}
    assert {name: row[3] for name, row in rows().items()} == {name: phases[name] for name in rows()}


def test_what_nobody_else_commits_to_is_the_vendors_promise() -> None:
    vendor = next(p.vendor for p in result("tender").decision.platforms if p.id == "quillmere")
    assert {row[10] for row in rows().values()} == {"Mirrin & Tal (fictional)", vendor}


def test_a_promise_that_comes_too_late_says_so() -> None:
    late = {
        str(row[0]): row[7]
        for row in book("quillmere-zelkova")["Contract schedule"].iter_rows(min_row=7, values_only=True)
    }
    assert late["IN01"] == "no"


def test_the_breakdown_numbers_phases_kinds_of_work_and_needs() -> None:
    sheet = book()["Work breakdown"]
    numbers = [str(row[0]) for row in sheet.iter_rows(min_row=7, values_only=True)]
    needs = [number for number in numbers if number.count(".") == 2]
    assert numbers[:3] == ["1", "1.1", "1.1.1"]
    assert len(needs) == len(rows())
    assert len(set(numbers)) == len(numbers)


def test_bids_are_scheduled_and_where_nobody_has_bid_offers() -> None:
    assert scheduled(result("tender")) == tuple(sorted(bid.id for bid in result("tender").decision.bids))
    assert set(scheduled(result("market_scan"))) == {o.id for o in result("market_scan").decision.offers}
    assert {promise.promised_by for promise in promises(result("market_scan"), "creatio-enterprise")} == {
        "Creatio"
    }


def test_there_is_no_schedule_of_a_firm_alone() -> None:
    with pytest.raises(NotFound):
        promises(result("tender"), "mirrin")
