"""How often codes may be guessed: seldom enough that guessing is hopeless, and never those who belong.

Only wrong guesses count. A room of thirty behind one address types thirty right codes in a minute, and
nobody of them waits.
"""

import ipaddress
import threading
from collections import Counter, deque
from collections.abc import Callable

MINUTE, HOUR = 60.0, 3600.0
FIRST_TRIES = 3
"""So many slips of the finger an hour are anybody's, whatever others do."""
WRONG_A_MINUTE = 10
"""From one client."""
WRONG_AN_HOUR = 100
"""From all clients together that are past their first tries."""


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
