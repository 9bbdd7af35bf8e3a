"""The bytes below: reading request bodies, and cutting connections the way a failing network does."""

import asyncio
import json
import re
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import parse_qsl
from weakref import WeakValueDictionary

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

LARGEST_BODY: Final = 110_000_000
NO_LINGER: Final = struct.pack("ii", 1, 0)


class Connections:
    """The transports of open connections by the far end's address, so that one of them can be cut or frozen."""

    def __init__(self) -> None:
        self._transports: WeakValueDictionary[tuple[str, int], asyncio.Transport] = WeakValueDictionary()

    def protocol(self) -> type[H11Protocol]:
        """Uvicorn's HTTP/1.1 protocol, which also notes each connection here."""
        transports = self._transports

        class NotedProtocol(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client is not None:
                    transports[self.client] = transport

        return NotedProtocol

    def cut(self, client: tuple[str, int] | None) -> None:
        """Reset a connection: the far end finds it gone, without an answer and without a farewell."""
        transport = self._transports.get(client) if client else None
        if transport is None or transport.is_closing():
            return
        plug = cast(socket.socket | None, transport.get_extra_info("socket"))
        if plug is not None:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        transport.abort()

    def freeze(self, client: tuple[str, int] | None, *, on: bool) -> None:
        """Stop reading a connection, pings included, or read on: it looks alive and is deaf."""
        transport = self._transports.get(client) if client else None
        if transport is None or transport.is_closing():
            return
        if on and transport.is_reading():
            transport.pause_reading()
        elif not on and not transport.is_reading():
            transport.resume_reading()


@dataclass(frozen=True)
class Part:
    """One part of a multipart body; `filename` is None for a plain field."""

    name: str
    filename: str | None
    content: bytes


class TooLarge(Exception):
    """The request's body is longer than anything this workspace takes."""


async def read_body(request: Request, most: int = LARGEST_BODY) -> bytes:
    """The whole body.

    Raises:
        TooLarge: it is longer than `most` bytes; the rest is not read.
    """
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise TooLarge
        pieces.append(piece)
    return b"".join(pieces)


async def read_arguments(request: Request) -> dict[str, Any]:
    """A Web API call's arguments from the address and the body: JSON, a form, or a multipart form.

    Raises:
        ValueError: the body is not what its content type says.
        TooLarge: it is far too long.
    """
    arguments: dict[str, Any] = dict(request.query_params)
    body = await read_body(request)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        given = json.loads(body or b"{}")
        if not isinstance(given, dict):
            raise ValueError("not an object")
        return arguments | given
    if kind.startswith("multipart/form-data"):
        return arguments | {part.name: part.content.decode() for part in read_parts(body, kind)}
    return arguments | dict(parse_qsl(body.decode(), keep_blank_values=True))


def read_parts(body: bytes, content_type: str) -> list[Part]:
    """The parts of a multipart form; raises ValueError when it is none."""
    boundary = re.search(r'boundary="?([^";]+)"?', content_type)
    if boundary is None:
        raise ValueError("no boundary")
    parts = []
    for piece in (b"\r\n" + body).split(b"\r\n--" + boundary.group(1).encode())[1:]:
        if piece.startswith(b"--"):
            break
        head, found, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not found:
            raise ValueError("a part without an end of its head")
        named = _disposition(head.decode())
        parts.append(Part(named.get("name", ""), named.get("filename"), content))
    return parts


def _disposition(head: str) -> Mapping[str, str]:
    """The `name` and `filename` in a part's head; browsers write a quotation mark in a name as %22."""
    line = next((line for line in head.split("\r\n") if line.lower().startswith("content-disposition:")), "")
    found = re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', line)
    return {name: value.replace("%22", '"').replace('\\"', '"') for name, value in found}
