"""A person as a message names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """By mention where Slack knows them, by name otherwise."""

    name: str
    native_name: str | None = None
    slack_user: str | None = None
