"""Visitors without a browser: they open a page as the browser does, and move its sliders."""

import asyncio
import random
import re
import time
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from websockets.typing import Subprotocol

PATIENCE = 60.0
"""Seconds after which an answer is given up."""


class PageFailed(Exception):
    """The page showed an error, or not what the benchmark is about."""


@dataclass(frozen=True)
class Access:
    """What a visitor's browser knows: the port, its cookie, and what its address names."""

    port: int
    token: str
    session: str
    language: str = "en"


@dataclass
class Screen:
    """One open page: its websocket, and what a browser keeps of it."""

    access: Access
    page: str
    moved_by: re.Pattern[str]
    """What the names of the sliders to move have in common; the page may have others."""
    socket: websockets.ClientConnection
    page_hash: str = ""
    sliders: dict[str, Slider] = field(default_factory=dict)
    values: dict[str, float] = field(default_factory=dict)
    kept: dict[str, ForwardMsg] = field(default_factory=dict)
    bytes_in: int = 0

    async def drawn(self) -> float:
        """Ask for the page to be drawn, wait until it is, and give the time in milliseconds."""
        start = time.perf_counter()
        await self.socket.send(self._request())
        async with asyncio.timeout(PATIENCE):
            while not self._take(await self.socket.recv()):
                pass
        return 1000 * (time.perf_counter() - start)

    async def moved(self, draw: random.Random) -> float:
        """Move one slider by one step, and give the time until the page is drawn."""
        if not self.sliders:
            raise PageFailed(f"{self.page}: no slider to move")
        name, slider = draw.choice(list(self.sliders.items()))
        further = self.values[name] + slider.step
        self.values[name] = further if further <= slider.max else slider.min
        return await self.drawn()

    def _request(self) -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string = f"s={self.access.session}&lang={self.access.language}"
        run.page_name, run.page_script_hash = ("", self.page_hash) if self.page_hash else (self.page, "")
        run.cached_message_hashes.extend(self.kept)
        for name, value in self.values.items():
            state = run.widget_states.widgets.add()
            state.id = name
            state.double_array_value.data.append(value)
        return bytes(message.SerializeToString())

    def _take(self, raw: str | bytes) -> bool:
        """Take one message in, and tell whether the page is complete with it."""
        self.bytes_in += len(raw)
        message = ForwardMsg.FromString(raw)
        if message.WhichOneof("type") == "ref_hash":
            message = self.kept[message.ref_hash]
        elif message.metadata.cacheable:
            self.kept[message.hash] = message
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.sliders = {}
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._see(message.delta.new_element)
        finished = kind == "script_finished"
        return finished and bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)

    def _see(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise PageFailed(f"{self.page}: {element.exception.type} {element.exception.message}")
        if kind == "slider":
            slider = element.slider
            if self.moved_by.search(slider.id):
                self.sliders[slider.id] = slider
            self.values.setdefault(slider.id, slider.default[0])


async def opened(access: Access, page: str, moved_by: re.Pattern[str]) -> Screen:
    """Connect as the browser does; the server runs on this machine."""
    socket = await websockets.connect(
        f"ws://127.0.0.1:{access.port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit"), Subprotocol("xsrf")],
        additional_headers={"Cookie": f"visitor={access.token}"},
        max_size=None,
        compression=None,
        ping_interval=None,
        open_timeout=PATIENCE,
    )
    return Screen(access, page, moved_by, socket)


@dataclass(frozen=True)
class Plan:
    """What visitors do: the page they work on, the sliders they move, how long they stay and think."""

    page: str
    moved_by: re.Pattern[str]
    seconds: float
    think: float


@dataclass(frozen=True)
class Visit:
    """What one visitor waited for, in milliseconds."""

    first: float
    moves: list[float]
    bytes_in: int


async def visit(access: Access, plan: Plan, everybody_in: asyncio.Barrier, seed: int) -> Visit:
    """Open a page; once everybody has theirs, move sliders for some time, thinking between moves."""
    draw = random.Random(seed)
    await asyncio.sleep(draw.uniform(0, plan.think))
    screen = await opened(access, plan.page, plan.moved_by)
    try:
        first = await screen.drawn()
        await everybody_in.wait()
        start = time.monotonic()
        moves: list[float] = []
        while True:
            await asyncio.sleep(draw.expovariate(1 / plan.think))
            if time.monotonic() - start > plan.seconds:
                return Visit(first, moves, screen.bytes_in)
            moves.append(await screen.moved(draw))
    finally:
        await screen.socket.close()
