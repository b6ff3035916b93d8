"""A window of the app without a browser: it speaks the browser's protocol and keeps what is on the screen."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Subprotocol

PATIENCE = 60.0
"""Seconds after which an answer is given up."""


class PageFailed(Exception):
    """The page showed an error, or not what was looked for."""


@dataclass(frozen=True)
class Door:
    """What a visitor's browser knows: the port, its cookie, and what its address names."""

    port: int
    token: str
    session: str
    page: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Shown:
    """A button or a text that is on the screen, and the part of the page that is drawn with it."""

    element: Element
    fragment: str


@dataclass
class Window:
    """One open page: its websocket, and what a browser keeps of it."""

    door: Door
    socket: websockets.ClientConnection
    page_hash: str = ""
    shown: dict[str, Shown] = field(default_factory=dict)
    """What is on the screen, by its id or its text."""
    kept: dict[str, ForwardMsg] = field(default_factory=dict)
    bytes_in: int = 0
    drawings: int = 0
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def drawn(self, pressed: str = "", fragment: str = "") -> float:
        """Let the page, or a part of it, be drawn, and give the milliseconds until it is."""
        start = time.perf_counter()
        async with self._turn, asyncio.timeout(PATIENCE):
            await self.socket.send(self._request(pressed, fragment))
            while not self._take(await self.socket.recv()):
                pass
        return 1000 * (time.perf_counter() - start)

    async def pressed(self, key: str) -> float:
        """Press the button whose id ends so, and give the milliseconds until the page is drawn."""
        found = self.shown[self.button(key)]
        return await self.drawn(found.element.button.id, found.fragment)

    def button(self, key: str) -> str:
        """Name the first button on the screen whose id ends so."""
        for name in self.shown:
            if name.endswith(key) and self.shown[name].element.WhichOneof("type") == "button":
                return name
        raise PageFailed(f"no button {key} among {list(self.shown)}")

    def buttons(self, part: str) -> list[str]:
        """Name all buttons on the screen whose ids contain something, in their order."""
        return [
            name
            for name, one in self.shown.items()
            if part in name and one.element.WhichOneof("type") == "button"
        ]

    def walk(self) -> dict[str, Any]:
        """Give what the part of the screen was told that goes through a round, if there is one."""
        elements = (one.element for one in self.shown.values())
        parts = [one.bidi_component for one in elements if one.WhichOneof("type") == "bidi_component"]
        told = [json.loads(part.json) for part in parts if part.component_name == "member_walk"]
        return told[0] if told else {}

    async def close(self) -> None:
        """Close the window."""
        await self.socket.close()

    def _request(self, pressed: str, fragment: str) -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string = f"s={self.door.session}&lang={self.door.language}"
        run.page_name, run.page_script_hash = ("", self.page_hash) if self.page_hash else (self.door.page, "")
        run.cached_message_hashes.extend(self.kept)
        run.fragment_id = fragment
        if pressed:
            state = run.widget_states.widgets.add()
            state.id, state.trigger_value = pressed, True
        return bytes(message.SerializeToString())

    def _take(self, raw: str | bytes) -> bool:
        """Take one message in, and tell whether the page is complete with it."""
        self.bytes_in += len(raw)
        message = ForwardMsg.FromString(raw if isinstance(raw, bytes) else raw.encode())
        if message.WhichOneof("type") == "ref_hash":
            message = self._known(message)
        elif message.metadata.cacheable:
            self.kept[message.hash] = message
        match message.WhichOneof("type"):
            case "new_session":
                self._begin(set(message.metadata.run.fragment_ids))
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                self._see(message.delta.new_element, message.delta.fragment_id)
            case "script_finished":
                self.drawings += 1
                return bool(message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN)
        return False

    def _known(self, message: ForwardMsg) -> ForwardMsg:
        known = ForwardMsg()
        known.CopyFrom(self.kept[message.ref_hash])
        known.metadata.CopyFrom(message.metadata)
        return known

    def _begin(self, again: set[str]) -> None:
        """Let go of what is drawn anew: some parts, or everything."""
        self.shown = {name: one for name, one in self.shown.items() if again and one.fragment not in again}

    def _see(self, element: Element, fragment: str) -> None:
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise PageFailed(f"{element.exception.type} {element.exception.message}")
        if kind in ("button", "bidi_component"):
            self.shown[str(getattr(element, kind).id)] = Shown(element, fragment)
        elif kind in ("markdown", "heading", "alert"):
            self.shown[str(getattr(element, kind))] = Shown(element, fragment)


async def opened(door: Door) -> Window:
    """Connect as the browser does; the server runs on this machine."""
    socket = await websockets.connect(
        f"ws://127.0.0.1:{door.port}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit"), Subprotocol("xsrf")],
        additional_headers={"Cookie": f"visitor={door.token}"},
        max_size=None,
        compression=None,
        ping_interval=None,
        open_timeout=PATIENCE,
    )
    return Window(door, socket)


async def handed_in(door: Door, address: str) -> dict[str, Any]:
    """Hand a round in as the page does, and give the answer."""
    return await _asked(door, address, b"")


async def entered(door: Door, address: str, item: str, said: dict[str, Any]) -> dict[str, Any]:
    """Enter an answer as the page does, and give what the app says to it."""
    return await _asked(door, address, json.dumps({"item": item, "said": said}).encode())


async def _asked(door: Door, address: str, body: bytes) -> dict[str, Any]:
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    lines = (
        f"POST {address} HTTP/1.1",
        f"Host: 127.0.0.1:{door.port}",
        f"Origin: http://127.0.0.1:{door.port}",
        f"Cookie: visitor={door.token}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
    )
    writer.write("\r\n".join((*lines, "", "")).encode() + body)
    try:
        _head, _blank, found = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    if not found:
        raise ConnectionError("the server was gone before it had answered")
    answer: dict[str, Any] = json.loads(found)
    return answer


async def newest(door: Door) -> int:
    """Ask for the version, as the page does every few seconds."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(_request_for("version", door, "Connection: close"))
    try:
        return int((await reader.read()).rpartition(b"\r\n\r\n")[2])
    finally:
        writer.close()


async def told(door: Door) -> AsyncIterator[int]:
    """Give the versions that the page's stream tells, each as it comes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(_request_for("events", door, "Connection: keep-alive"))
    try:
        while line := await reader.readline():
            if line.startswith(b"data: "):
                yield int(line[6:])
    finally:
        writer.close()


def _request_for(route: str, door: Door, connection: str) -> bytes:
    lines = (
        f"GET /{route}/{door.session} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Cookie: visitor={door.token}",
        connection,
    )
    return "\r\n".join((*lines, "", "")).encode()
