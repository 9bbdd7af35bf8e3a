"""Environment and `.env` -> one frozen object. Everything missing or wrong is named at once, with what to do about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.language import LANGUAGES
from jobs.workdays import Workdays
from storage.words import N_

SLACK_API_URL: Final = "https://slack.com/api/"
SLACK_HOST: Final = re.compile(r"([a-z0-9-]+\.)*slack\.com")
SIGNING_SECRET: Final = re.compile(r"[0-9a-f]{32,64}")
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One setting that cannot be used: an N_ template naming it, with what to do."""

    name: str
    message: str
    values: Mapping[str, str] = field(default_factory=dict)


class SettingsProblem(Exception):
    """Some settings are missing or wrong; `faults` names all of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.name}: {fault.message.format(**fault.values)}" for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """What the operator decided. It has no readable form, so that no token reaches a log by accident."""

    bot_token: str
    app_token: str
    signing_secret: str
    http_port: int | None
    listen_host: str
    api_url: str
    database_url: str
    office_users: tuple[str, ...]
    office_usergroup: str
    office_channel: str
    timezone: str
    calendar: str
    language: str
    log_format: str
    everybody_sees_all: bool
    directives_command: str
    followups_command: str
    targets_command: str
    playground_port: int
    metrics_port: int | None

    @property
    def has_slack(self) -> bool:
        """True when there are tokens, so that the bot connects to Slack instead of the playground."""
        return bool(self.bot_token)

    @property
    def is_http(self) -> bool:
        """True when Slack posts to us, instead of our opening a socket to it."""
        return bool(self.signing_secret)


def settings_from(environment: Mapping[str, str]) -> Settings:
    """Read the settings. Raises SettingsProblem with every fault found; no value of a token is ever in a message."""
    faults: list[Fault] = []

    def value(name: str, default: str = "") -> str:
        return environment.get(name, "").strip() or default

    settings = Settings(
        bot_token=value("SLACK_BOT_TOKEN"),
        app_token=value("SLACK_APP_TOKEN"),
        signing_secret=value("SLACK_SIGNING_SECRET"),
        http_port=_http_port(value("PORT"), faults) if value("SLACK_SIGNING_SECRET") else None,
        listen_host=value("LISTEN_HOST", "0.0.0.0"),
        api_url=value("SLACK_API_URL", SLACK_API_URL).rstrip("/") + "/",
        database_url=value("DATABASE_URL", "sqlite:///data/followups.db"),
        office_users=tuple(value("OFFICE_USERS").replace(",", " ").split()),
        office_usergroup=value("OFFICE_USERGROUP"),
        office_channel=value("OFFICE_CHANNEL"),
        timezone=value("TIMEZONE", "Asia/Shanghai"),
        calendar=value("CALENDAR", "CN"),
        language=value("LANGUAGE", "en"),
        log_format=value("LOG_FORMAT", "text"),
        everybody_sees_all=value("EVERYBODY_SEES_ALL", "no").lower() in ("yes", "true", "1", "on"),
        directives_command=value("DIRECTIVES_COMMAND", "/directives"),
        followups_command=value("FOLLOWUPS_COMMAND", "/followups"),
        targets_command=value("TARGETS_COMMAND", "/targets"),
        playground_port=_port("PLAYGROUND_PORT", value("PLAYGROUND_PORT", "8765"), faults) or 0,
        metrics_port=_port("METRICS_PORT", value("METRICS_PORT"), faults) if value("METRICS_PORT") else None,
    )
    faults += _token_faults(settings)
    faults += _place_faults(settings)
    if faults:
        raise SettingsProblem(tuple(faults))
    return settings


def _token_faults(settings: Settings) -> list[Fault]:
    faults = []
    if settings.bot_token and not settings.bot_token.startswith("xoxb-"):
        faults.append(
            Fault(
                "SLACK_BOT_TOKEN",
                N_(
                    "is not a bot token. It begins with xoxb- and stands under “OAuth & Permissions” of your Slack app."
                ),
            )
        )
    if settings.app_token and not settings.app_token.startswith("xapp-"):
        faults.append(
            Fault(
                "SLACK_APP_TOKEN",
                N_(
                    "is not an app-level token. It begins with xapp-, needs the scope connections:write, and stands under “Basic Information”."
                ),
            )
        )
    faults += _way_faults(settings)
    if (settings.app_token or settings.signing_secret) and not settings.bot_token:
        faults.append(
            Fault(
                "SLACK_BOT_TOKEN",
                N_("is missing. Install the app to your workspace and copy the token from “OAuth & Permissions”."),
            )
        )
    if settings.bot_token and not (settings.office_users or settings.office_usergroup):
        faults.append(
            Fault(
                "OFFICE_USERS",
                N_(
                    "is missing: nobody could assign, accept or go live. Name the office's people by Slack id or e-mail, separated by commas, or set OFFICE_USERGROUP."
                ),
            )
        )
    if settings.bot_token and not settings.office_channel:
        faults.append(
            Fault(
                "OFFICE_CHANNEL",
                N_(
                    "is missing: the office would not hear of messages that could not be delivered. Give the id of its channel, for example C0123456789."
                ),
            )
        )
    return faults


def _way_faults(settings: Settings) -> list[Fault]:
    """Slack reaches us by Socket Mode, which wants an app token, or by HTTP, which wants a signing secret and a port."""
    if settings.app_token and settings.signing_secret:
        return [
            Fault(
                "SLACK_SIGNING_SECRET",
                N_(
                    "is set beside SLACK_APP_TOKEN. Keep the token for Socket Mode, or the secret for HTTP mode, not both."
                ),
            )
        ]
    if settings.signing_secret and not SIGNING_SECRET.fullmatch(settings.signing_secret):
        return [
            Fault(
                "SLACK_SIGNING_SECRET",
                N_(
                    "is not a signing secret. It has 32 digits and letters a to f, and stands under “Basic Information → App Credentials”."
                ),
            )
        ]
    if settings.bot_token and not settings.app_token and not settings.signing_secret:
        return [
            Fault(
                "SLACK_APP_TOKEN",
                N_(
                    "is missing. Make one under “Basic Information → App-Level Tokens” with the scope connections:write."
                ),
            )
        ]
    return []


def _place_faults(settings: Settings) -> list[Fault]:
    faults = []
    if not _may_have_the_token(settings.api_url):
        faults.append(
            Fault(
                "SLACK_API_URL",
                N_(
                    "may be Slack's own address or one of this machine (127.0.0.1), nothing else: the token is sent there."
                ),
            )
        )
    try:
        ip_address(settings.listen_host)
    except ValueError:
        faults.append(
            Fault(
                "LISTEN_HOST",
                N_("is {value}; it must be an IP address of this machine, or 0.0.0.0 for all of them."),
                {"value": settings.listen_host},
            )
        )
    try:
        ZoneInfo(settings.timezone)
    except (KeyError, OSError, ValueError):
        faults.append(
            Fault(
                "TIMEZONE",
                N_("names no time zone: {value}. Examples: Asia/Shanghai, Europe/Berlin."),
                {"value": settings.timezone},
            )
        )
    try:
        Workdays(settings.calendar)
    except ValueError:
        faults.append(
            Fault(
                "CALENDAR", N_("names no calendar: {value}. Examples: CN, DE, DE-BY, US."), {"value": settings.calendar}
            )
        )
    if settings.language not in LANGUAGES:
        faults.append(Fault("LANGUAGE", N_("is {value}; it may be en or zh-CN."), {"value": settings.language}))
    if settings.log_format not in ("text", "json"):
        faults.append(Fault("LOG_FORMAT", N_("is {value}; it may be text or json."), {"value": settings.log_format}))
    for name, command in (
        ("DIRECTIVES_COMMAND", settings.directives_command),
        ("FOLLOWUPS_COMMAND", settings.followups_command),
        ("TARGETS_COMMAND", settings.targets_command),
    ):
        if not command.startswith("/") or not 2 <= len(command) <= 32 or " " in command:
            faults.append(
                Fault(
                    name,
                    N_("is {value}; a command begins with / and has at most 32 characters and no space."),
                    {"value": command},
                )
            )
    return faults


def _may_have_the_token(url: str) -> bool:
    """True for https at Slack and for any web address of this machine; whatever is disguised or malformed is refused."""
    try:
        address = urlsplit(url)
        host, _port = address.hostname or "", address.port
    except ValueError:
        return False
    if "@" in address.netloc or address.query or address.fragment:
        return False
    if address.scheme == "https" and SLACK_HOST.fullmatch(host):
        return True
    return address.scheme in ("http", "https") and host in LOOPBACK


def _http_port(text: str, faults: list[Fault]) -> int | None:
    if text:
        return _port("PORT", text, faults)
    faults.append(
        Fault("PORT", N_("is missing: HTTP mode wants the port on which Slack's requests arrive, for example 3000."))
    )
    return None


def _port(name: str, text: str, faults: list[Fault]) -> int | None:
    if text.isascii() and text.isdecimal() and int(text) < 65536:
        return int(text)
    faults.append(Fault(name, N_("is {value}; it must be a port number such as 8765."), {"value": text}))
    return None
