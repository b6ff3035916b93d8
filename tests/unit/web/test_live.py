"""Who listens to a session hears of what is written, in the order of its numbers, and of nothing else."""

import asyncio
from collections.abc import AsyncGenerator

from selection.web.live import Hub, numbers
from selection.workshop.service import News

SESSION, OTHER = "s1", "s2"


def loud(seq: int, session: str = SESSION) -> News:
    return News(session, seq, quiet=False)


def quiet(seq: int) -> News:
    return News(SESSION, seq, quiet=True)


def test_who_listens_hears_of_their_own_session_until_they_stop() -> None:
    hub, heard = Hub(), list[News]()
    end = hub.listen(SESSION, heard.append)
    hub.tell(loud(2))
    hub.tell(loud(9, OTHER))
    end()
    hub.tell(loud(3))
    assert heard == [loud(2)]
    assert hub.listeners(SESSION) == 0


async def messages(stream: AsyncGenerator[str, None], count: int) -> list[str]:
    return [await asyncio.wait_for(anext(stream), 10) for _ in range(count)]


def told_after(*told: News, quiet_too: bool) -> list[str]:
    """Listen from event 1 on, and give the first two messages."""

    async def listen() -> list[str]:
        hub = Hub()
        stream = numbers(hub, SESSION, 1, quiet_too=quiet_too)
        first = await messages(stream, 1)
        for news in told:
            hub.tell(news)
        found = first + await messages(stream, 1)
        await stream.aclose()
        assert hub.listeners(SESSION) == 0
        return found

    return asyncio.run(listen())


def test_who_leads_is_told_of_judgements_handed_in() -> None:
    assert told_after(quiet(2), quiet_too=True) == ["data: 1\n\n", "data: 2\n\n"]


def test_members_are_told_only_of_what_changes_their_screens() -> None:
    assert told_after(loud(2), quiet(3), quiet_too=False) == ["data: 1\n\n", "data: 2\n\n"]


def test_many_changes_at_once_are_told_as_the_newest() -> None:
    assert told_after(loud(2), loud(4), loud(3), quiet_too=True) == ["data: 1\n\n", "data: 4\n\n"]
