"""Logging: one line per event, as text or JSON, in which no token ever stands."""

import logging
import re
import sys
from typing import Any, Final

import structlog
from structlog.typing import EventDict, Processor

TOKEN: Final = re.compile(r"\b(xox[a-z]|xapp|xwfp)-[\w-]+|wss?://\S+|\b(postgres\w*://[^:/\s]*:)[^@\s]+@")


def set_up_logging(log_format: str) -> None:
    """Send our own lines and the libraries' to standard error; `log_format` is text or json."""
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_tokens,
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
    )
    stream = logging.StreamHandler()
    stream.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [stream]
    root.setLevel(logging.INFO)
    # Libraries say much that an operator cannot act on; what matters of it we say ourselves.
    for name in ("apscheduler", "slack_bolt", "slack_sdk", "alembic", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # A socket that ends is nothing to worry about: the line opens another, and says so itself when it cannot.
    logging.getLogger("slack_sdk.socket_mode").setLevel(logging.CRITICAL)
    # Not by its level, which each new client sets back (websocket.enableTrace).
    logging.getLogger("websocket").propagate = False
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def without_tokens(_logger: Any, _method: str, line: EventDict) -> EventDict:
    """Blank out whatever looks like a token, a socket's address or a password, wherever it stands."""
    return {key: _blanked(value) for key, value in line.items()}


def _blanked(value: Any) -> Any:
    if isinstance(value, str):
        return TOKEN.sub(lambda found: f"{found[2]}***@" if found[2] else "***", value)
    if isinstance(value, dict):
        return {key: _blanked(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_blanked(each) for each in value]
    return value
