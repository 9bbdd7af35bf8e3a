"""The manifest from which the Slack app is made: which commands, scopes and events it has."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "manifest.json"
# Where Slack's requests arrive in HTTP mode.
REQUESTS_PATH: Final = "/slack/events"


def manifest() -> dict[str, Any]:
    """The manifest as Slack reads it (schema version 2)."""
    told: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return told


def renamed(told: dict[str, Any], commands: Mapping[str, str]) -> dict[str, Any]:
    """The same with other names for its commands: `commands` has the new name for each old one, as {"/targets": "/goals"}."""
    features = told["features"]
    named = [each | {"command": commands.get(each["command"], each["command"])} for each in features["slash_commands"]]
    return told | {"features": features | {"slash_commands": named}}


def by_http(told: dict[str, Any], address: str) -> dict[str, Any]:
    """The same for HTTP mode: Slack is to post everything to `address`, as https://followups.example.com.

    https://docs.slack.dev/reference/app-manifest
    """
    url = address.rstrip("/") + REQUESTS_PATH
    features, settings = told["features"], told["settings"]
    return told | {
        "features": features | {"slash_commands": [each | {"url": url} for each in features["slash_commands"]]},
        "settings": settings
        | {
            "event_subscriptions": settings["event_subscriptions"] | {"request_url": url},
            "interactivity": settings["interactivity"] | {"request_url": url},
            "socket_mode_enabled": False,
        },
    }


def wanted_scopes() -> frozenset[str]:
    """The scopes a bot token needs."""
    return frozenset(manifest()["oauth_config"]["scopes"]["bot"])
