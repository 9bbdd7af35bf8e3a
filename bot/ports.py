"""The ports that this process listens on."""

import socket


class PortProblem(OSError):
    """A port cannot be had: it is taken, the system's own, or the address is none of this machine."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        super().__init__(error.errno, error.strerror)
        self.host = host
        self.port = port


def listener(host: str, port: int) -> socket.socket:
    """A socket that listens on the IP address `host` and on `port` (0: any free one). Raises PortProblem."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's delay off only where it is: 40 ms on each kept connection.
    plug = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        plug.bind((host, port))
        plug.listen(2048)
    except OSError as error:
        plug.close()
        raise PortProblem(host, port, error) from error
    return plug
