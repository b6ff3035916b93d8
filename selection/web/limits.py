"""How often codes may be guessed, and how fast one seat may act: never so that those who belong would notice.

Of codes only wrong guesses count. A room of thirty behind one address types thirty right codes in a minute,
and nobody of them waits. Whoever has a seat is counted by it and not by their address, so that a hundred
members behind one are a hundred.
"""

import ipaddress
import threading
from collections import Counter, deque
from collections.abc import Callable, Mapping

from selection.workshop.recent import Recent

MINUTE, HOUR = 60.0, 3600.0
FIRST_TRIES = 3
"""So many slips of the finger an hour are anybody's, whatever others do."""
WRONG_A_MINUTE = 10
"""From one client."""
WRONG_AN_HOUR = 100
"""From all clients together that are past their first tries."""
MOST_A_MINUTE: Mapping[str, int] = {
    "draft": 300,
    "judge": 120,
    "declare": 60,
    "introduce": 30,
    "dissent": 30,
    "respond": 30,
}
"""What one seat may do how often in a minute: more than fingers can, and less than a program would."""
_WATCHED = 4_000


class Guesses:
    """The wrong guesses of the last hour, by the clock it is given.

    A try counts as wrong from the moment it is let in until it is known to have been right, so that many
    tries at once are no way around.

    Parameters
    ----------
    clock
        Seconds that only go forward.

    >>> guesses = Guesses(lambda: 0.0)
    >>> [guesses.wait("a") for _ in range(11)]
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 60.0]
    >>> guesses.wait("b")
    0.0
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._made: deque[tuple[float, str]] = deque()
        self._by_client: Counter[str] = Counter()
        self._lock = threading.Lock()

    def wait(self, client: str) -> float:
        """Let a try in, or tell how many seconds it must wait to be."""
        with self._lock:
            now = self._clock()
            self._forget_before(now - HOUR)
            if self._by_client[client] >= FIRST_TRIES:
                seconds = max(self._until_its_minute_is_over(client, now), self._until_the_hour_is_over(now))
                if seconds > 0:
                    return seconds
            self._made.append((now, client))
            self._by_client[client] += 1
            return 0.0

    def was_right(self, client: str) -> None:
        """Take the client's last try back: it was no guess."""
        with self._lock:
            for at in range(len(self._made) - 1, -1, -1):
                if self._made[at][1] == client:
                    del self._made[at]
                    self._uncount(client)
                    return

    def _until_its_minute_is_over(self, client: str, now: float) -> float:
        times = [made for made, by in self._made if by == client and made > now - MINUTE]
        return times[-WRONG_A_MINUTE] + MINUTE - now if len(times) >= WRONG_A_MINUTE else 0.0

    def _until_the_hour_is_over(self, now: float) -> float:
        full = len(self._made) >= WRONG_AN_HOUR
        return self._made[-WRONG_AN_HOUR][0] + HOUR - now if full else 0.0

    def _forget_before(self, then: float) -> None:
        while self._made and self._made[0][0] <= then:
            self._uncount(self._made.popleft()[1])

    def _uncount(self, client: str) -> None:
        self._by_client[client] -= 1
        if self._by_client[client] <= 0:
            del self._by_client[client]


class Pace:
    """How fast each seat acts, by the clock it is given.

    Parameters
    ----------
    clock
        Seconds that only go forward.
    most
        What may be done how often within any minute.

    >>> pace = Pace(lambda: 0.0, {"judge": 2})
    >>> [pace.wait("ann", "judge") for _ in range(3)], pace.wait("ben", "judge")
    ([0.0, 0.0, 60.0], 0.0)
    """

    def __init__(self, clock: Callable[[], float], most: Mapping[str, int] = MOST_A_MINUTE) -> None:
        self._clock = clock
        self._most = most
        self._done: Recent[tuple[str, str], deque[float]] = Recent(_WATCHED)
        self._lock = threading.Lock()

    def wait(self, seat: str, what: str) -> float:
        """Count something as done, or tell how many seconds it must wait to be."""
        with self._lock:
            now = self._clock()
            done = self._done.get((seat, what)) or deque(maxlen=self._most[what])
            seconds = done[0] + MINUTE - now if len(done) == self._most[what] else 0.0
            if seconds > 0:
                return seconds
            done.append(now)
            self._done.keep((seat, what), done)
            return 0.0


def client_of(address: str) -> str:
    """Name who asks by an address; of the newer kind, a household has as many as it likes.

    >>> client_of("192.168.1.20"), client_of("2001:db8:1:2:3:4:5:6"), client_of("testclient")
    ('192.168.1.20', '2001:db8:1:2::/64', 'testclient')
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ipaddress.ip_network((int(known) >> 64 << 64, 64)))
