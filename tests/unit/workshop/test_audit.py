"""Whatever is done to a history shows, at the place where it was done."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from selection.errors import ChainBroken
from selection.workshop.audit import GENESIS, Head, link, verify, verify_contents, verify_extends
from selection.workshop.contents import Content, put_aside
from selection.workshop.events import Edit, Record
from tests.unit.workshop.chains import chain_of, relinked

HISTORY = tuple(chain_of(*(Edit("title", (), f"Title {n}") for n in range(29))).records)
TRIES = 500

Tampering = Callable[[random.Random, list[Record]], int]
"""Changes a history and gives the number of the first event that is then not what it was."""


def somewhere(luck: random.Random, records: list[Record]) -> int:
    return luck.randrange(len(records))


def edit(luck: random.Random, records: list[Record]) -> int:
    place = somewhere(luck, records)
    changed = bytearray(records[place].bytes)
    changed[luck.randrange(len(changed))] ^= 1 << luck.randrange(8)
    records[place] = replace(records[place], bytes=bytes(changed))
    return place + 1


def edit_the_hash(luck: random.Random, records: list[Record]) -> int:
    place = somewhere(luck, records)
    records[place] = replace(records[place], hash=link(GENESIS, luck.randbytes(8)))
    return place + 1


def remove(luck: random.Random, records: list[Record]) -> int:
    place = luck.randrange(len(records) - 1)
    del records[place]
    return place + 1


def add(luck: random.Random, records: list[Record]) -> int:
    place = luck.randrange(1, len(records))
    head = records[place - 1]
    forged = head.bytes.replace(b"Title", b"Tilte")
    records.insert(place, Record(head.seq + 1, forged, link(head.hash, forged), "forged"))
    return place + 1


def swap(luck: random.Random, records: list[Record]) -> int:
    one, other = sorted(luck.sample(range(len(records)), 2))
    records[one], records[other] = records[other], records[one]
    return one + 1


def duplicate(luck: random.Random, records: list[Record]) -> int:
    place = somewhere(luck, records)
    records.insert(place + 1, records[place])
    return place + 2


@pytest.mark.parametrize("tamper", [edit, edit_the_hash, remove, add, swap, duplicate])
def test_tampering_is_found_at_its_first_event(tamper: Tampering) -> None:
    luck = random.Random(tamper.__name__)
    for _ in range(TRIES):
        records = list(HISTORY)
        first_bad = tamper(luck, records)
        with pytest.raises(ChainBroken) as caught:
            verify("s1", records)
        assert caught.value.figures == {"first_bad_seq": first_bad}


def test_an_untouched_history_verifies_from_the_beginning_and_from_anywhere() -> None:
    end = Head(HISTORY[-1].seq, HISTORY[-1].hash)
    assert verify("s1", HISTORY) == end
    for place in range(len(HISTORY)):
        known = Head(HISTORY[place].seq, HISTORY[place].hash)
        assert verify("s1", HISTORY[place + 1 :], known) == end


def test_a_history_of_another_session_is_not_this_ones() -> None:
    with pytest.raises(ChainBroken) as caught:
        verify("s2", HISTORY)
    assert caught.value.figures == {"first_bad_seq": 1}


def test_a_cut_tail_is_caught_by_any_receipt_from_it() -> None:
    luck = random.Random("cut tail")
    for _ in range(TRIES):
        kept = luck.randrange(1, len(HISTORY))
        receipt = HISTORY[luck.randrange(kept, len(HISTORY))]
        cut = HISTORY[:kept]
        assert verify("s1", cut).seq == kept
        with pytest.raises(ChainBroken) as caught:
            verify_extends(cut, receipt.seq, receipt.hash)
        assert caught.value.figures == {"first_bad_seq": receipt.seq}


def test_a_rebuilt_chain_is_caught_by_any_receipt_since_the_change() -> None:
    luck = random.Random("re-chain")
    for _ in range(TRIES):
        place = somewhere(luck, list(HISTORY))
        records = list(HISTORY)
        records[place] = replace(records[place], bytes=records[place].bytes.replace(b'"ann"', b'"bob"'))
        rebuilt = relinked(records)
        assert verify("s1", rebuilt).seq == len(HISTORY)
        receipt = HISTORY[luck.randrange(place, len(HISTORY))]
        with pytest.raises(ChainBroken) as caught:
            verify_extends(rebuilt, receipt.seq, receipt.hash)
        assert caught.value.figures == {"first_bad_seq": receipt.seq}


def test_events_that_change_places_are_found_even_in_a_rebuilt_chain() -> None:
    records = [replace(record, seq=place + 1) for place, record in enumerate(reversed(HISTORY))]
    with pytest.raises(ChainBroken) as caught:
        verify("s1", relinked(records))
    assert caught.value.figures == {"first_bad_seq": 1}


def test_an_event_that_cannot_be_read_is_found_even_in_a_rebuilt_chain() -> None:
    records = [*HISTORY[:5], replace(HISTORY[5], bytes=b"[]"), *HISTORY[6:]]
    with pytest.raises(ChainBroken) as caught:
        verify("s1", relinked(records))
    assert caught.value.figures == {"first_bad_seq": 6}


def test_every_receipt_fits_the_history_it_came_from() -> None:
    for receipt in HISTORY:
        verify_extends(HISTORY, receipt.seq, receipt.hash)


def test_a_content_that_was_altered_is_named() -> None:
    good, _ = put_aside("Dana")
    bad = Content(put_aside("Jan")[0].hash, bytes(32), b'"Jana"')
    verify_contents([good])
    with pytest.raises(ChainBroken) as caught:
        verify_contents([good, bad])
    assert (caught.value.code, caught.value.where) == ("content_altered", bad.hash)
