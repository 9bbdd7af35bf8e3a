"""The manifest from which the Slack app is made: which commands, scopes and events it has."""

import json
from pathlib import Path
from typing import Any, Final

PATH: Final = Path(__file__).parent / "manifest.json"


def manifest() -> dict[str, Any]:
    """The manifest as Slack reads it (schema version 2)."""
    told: dict[str, Any] = json.loads(PATH.read_text("utf-8"))
    return told


def wanted_scopes() -> frozenset[str]:
    """The scopes a bot token needs."""
    return frozenset(manifest()["oauth_config"]["scopes"]["bot"])
