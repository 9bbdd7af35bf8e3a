"""A web server that lives in a thread of this process and ends when it is told to."""

import asyncio
import socket

import uvicorn


class PromptServer(uvicorn.Server):
    """Uvicorn's server, which ends when told to instead of looking ten times a second whether it should."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over = asyncio.Event()

    async def main_loop(self) -> None:
        """Serve until `leave`."""
        self._loop = asyncio.get_running_loop()
        if not self.should_exit:
            await self._over.wait()

    def leave(self) -> None:
        """Ask it to end; from any thread."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._over.set)


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens on the IP address `host` and on `port` (0: any free one). Raises OSError when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's delay off only where it is: 40 ms on each kept connection.
    plug = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        plug.bind((host, port))
        plug.listen(2048)
    except OSError:
        plug.close()
        raise
    return plug
