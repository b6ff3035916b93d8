"""Guessing codes is hopeless, and whoever belongs there is never locked out, nor told to wait."""

import random
from collections.abc import Callable

import pytest

from selection.web.limits import (
    FIRST_TRIES,
    HOUR,
    MINUTE,
    MOST_A_MINUTE,
    WRONG_A_MINUTE,
    WRONG_AN_HOUR,
    Guesses,
    Pace,
    client_of,
)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def guesses(clock: Clock) -> Guesses:
    return Guesses(clock)


def let_in_at(
    guesses: Guesses, clock: Clock, tries: int, who: Callable[[int], str], pause: float
) -> list[float]:
    """Try again and again; give the moments at which a try was let in."""
    let_in = []
    for number in range(tries):
        if guesses.wait(who(number)) == 0:
            let_in.append(clock.now)
        clock.now += pause
    return let_in


def most_within(moments: list[float], span: float) -> int:
    return max((sum(at <= moment < at + span for moment in moments) for at in moments), default=0)


@pytest.mark.parametrize(("pause", "tested"), [(0.0, 10), (0.01, 20), (0.36, 100), (7.0, 100)])
def test_of_ten_thousand_guesses_at_most_a_hundred_an_hour_are_tested(
    guesses: Guesses, clock: Clock, pause: float, tested: int
) -> None:
    moments = let_in_at(guesses, clock, 10_000, lambda _: "192.0.2.7", pause)
    assert most_within(moments, HOUR) == tested
    assert most_within(moments, MINUTE) <= WRONG_A_MINUTE


def test_guessing_from_forty_places_tests_no_more_than_their_first_tries_beside_the_hundred(
    guesses: Guesses, clock: Clock
) -> None:
    moments = let_in_at(guesses, clock, 10_000, lambda number: f"192.0.2.{number % 40}", 0.3)
    assert most_within(moments, HOUR) <= WRONG_AN_HOUR + 40 * FIRST_TRIES


def test_a_client_has_ten_wrong_guesses_a_minute_and_is_told_when_the_next_may_come(
    guesses: Guesses, clock: Clock
) -> None:
    for _number in range(WRONG_A_MINUTE):
        assert guesses.wait("a") == 0
        clock.now += 1
    assert guesses.wait("a") == 50
    clock.now += 50
    assert guesses.wait("a") == 0
    assert guesses.wait("a") == 1


def test_what_is_told_to_wait_is_not_a_try(guesses: Guesses, clock: Clock) -> None:
    for _number in range(WRONG_A_MINUTE):
        guesses.wait("a")
    for _number in range(1000):
        assert guesses.wait("a") == MINUTE
    clock.now += MINUTE
    assert guesses.wait("a") == 0


def test_somebody_elses_first_tries_pass_while_guessing_goes_on(guesses: Guesses, clock: Clock) -> None:
    let_in_at(guesses, clock, 10_000, lambda _: "guesser", 0.3)
    assert guesses.wait("guesser") > 0
    assert [guesses.wait("member") for _slip in range(FIRST_TRIES)] == [0] * FIRST_TRIES
    assert guesses.wait("member") > 0


def test_right_codes_don_t_count_so_a_room_behind_one_address_never_waits(guesses: Guesses) -> None:
    for _member in range(500):
        assert guesses.wait("room") == 0
        guesses.was_right("room")


def test_tries_that_come_at_once_are_not_let_in_before_the_first_is_known_to_be_wrong(
    guesses: Guesses,
) -> None:
    assert sum(guesses.wait("a") == 0 for _at_once in range(1000)) == WRONG_A_MINUTE


def test_a_right_code_takes_back_one_try_of_its_own_client_only(guesses: Guesses) -> None:
    for client in ("a", "b"):
        for _number in range(WRONG_A_MINUTE):
            guesses.wait(client)
    guesses.was_right("a")
    assert (guesses.wait("a"), guesses.wait("b") > 0) == (0, True)
    assert guesses.wait("a") > 0


def test_after_a_quiet_hour_everything_is_forgotten(guesses: Guesses, clock: Clock) -> None:
    let_in_at(guesses, clock, 200, lambda number: f"c{number}", 0)
    clock.now += HOUR
    assert guesses.wait("c0") == 0
    assert (len(guesses._made), dict(guesses._by_client)) == (1, {"c0": 1})


def test_whatever_comes_in_whatever_order_the_bounds_hold(guesses: Guesses, clock: Clock) -> None:
    luck = random.Random(4)
    moments: dict[str, list[float]] = {}
    for _number in range(5000):
        client = luck.choice("abcde")
        seconds = guesses.wait(client)
        if seconds == 0:
            moments.setdefault(client, []).append(clock.now)
        clock.now += luck.expovariate(1.0) if luck.random() < 0.99 else luck.uniform(0, HOUR)
    assert max(most_within(found, MINUTE) for found in moments.values()) <= WRONG_A_MINUTE
    everybody = sorted(moment for found in moments.values() for moment in found)
    assert most_within(everybody, HOUR) <= WRONG_AN_HOUR + len(moments) * FIRST_TRIES


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
    ],
)
def test_a_household_is_one_client_however_many_addresses_it_has(one: str, other: str, same: bool) -> None:
    assert (client_of(one) == client_of(other)) is same


def done_at(pace: Pace, clock: Clock, what: str, times: int, pause: float) -> list[float]:
    """Do something again and again from one seat; give the moments at which it was let through."""
    let_through = []
    for _number in range(times):
        if pace.wait("ann", what) == 0:
            let_through.append(clock.now)
        clock.now += pause
    return let_through


@pytest.mark.parametrize("what", MOST_A_MINUTE)
@pytest.mark.parametrize("pause", [0.0, 0.001, 0.07])
def test_no_seat_does_anything_more_often_than_so_many_times_within_any_minute(
    clock: Clock, what: str, pause: float
) -> None:
    moments = done_at(Pace(clock), clock, what, 3000, pause)
    assert most_within(moments, MINUTE) == MOST_A_MINUTE[what]


def test_a_hundred_members_who_change_something_every_two_seconds_never_wait(clock: Clock) -> None:
    pace, luck = Pace(clock), random.Random(2)
    seats = [f"member {number}" for number in range(100)]
    acts = [(luck.uniform(0, 600), seat) for seat in seats for _change in range(300)]
    waits = set()
    for clock.now, seat in sorted(acts):
        # A change is kept as a draft, up to three times if two devices meet, and handed in.
        waits |= {pace.wait(seat, what) for what in ("draft", "draft", "draft", "judge")}
    assert waits == {0.0}


def test_two_hundred_members_who_hand_in_at_the_same_instant_never_wait(clock: Clock) -> None:
    pace = Pace(clock)
    assert {pace.wait(f"member {number}", "judge") for number in range(200)} == {0.0}


def test_who_was_too_fast_is_told_how_long_and_waits_for_nothing_else(clock: Clock) -> None:
    pace = Pace(clock, {"judge": 2, "draft": 2})
    pace.wait("ann", "judge")
    clock.now += 10
    pace.wait("ann", "judge")
    assert (pace.wait("ann", "judge"), pace.wait("ann", "draft"), pace.wait("ben", "judge")) == (50, 0, 0)
    clock.now += 50
    assert (pace.wait("ann", "judge"), pace.wait("ann", "judge")) == (0, 10)
