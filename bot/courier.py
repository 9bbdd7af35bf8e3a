"""The only caller of Slack's posting methods; sorts what Slack answers into four endings.

Two ways to Slack: the posting one never tries again by itself (the SDK's default posts a second time after a lost connection);
the reading one may, since reading twice does no harm.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)

from bot.messages import cuts_of, payload_of
from bot.posting import UNANSWERED, Answer, Posting, Unreached
from jobs.clocks import uptime
from jobs.courier import About, Ending, Later, Payload, Refused, Sent, Unknown
from jobs.facts import Facts

POST_TIMEOUT: Final = 10
READ_TIMEOUT: Final = 20
PROMPT_TIMEOUT: Final = 2
# Slack's words for "not now": nothing was done, and asking again later is right.
RATE_WORDS: Final = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
# Of these, the one that speaks of the whole workspace.
WORKSPACE_RATE_WORD: Final = "message_limit_exceeded"
# Slack's words for a refusal, by what has to be mended. Whatever is not here is about the one message.
CHANNEL_WORDS: Final = frozenset({"not_in_channel", "channel_not_found", "is_archived", "channel_is_archived"})
CHANNEL_PREFIX: Final = "restricted_action"
APP_WORDS: Final = frozenset(
    {
        "access_denied",
        "account_inactive",
        "accesslimited",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
DELETED_WORDS: Final = frozenset({"message_not_found"})
CLOSED_WORDS: Final = frozenset({"edit_window_closed", "cant_update_message"})
# Slack's words for "something broke": the message may be there or not.
BROKEN_WORDS: Final = frozenset(
    {"internal_error", "fatal_error", "request_timeout", "service_unavailable", "team_added_to_org"}
)
# Somebody did it before us, or it is gone: what we wanted is so.
DONE_WORDS: Final = frozenset({"already_reacted", "no_reaction"})
UNHEARD: Final = (SlackClientError, HTTPException, OSError)
"""What a client of Slack raises: Slack refused, or could not be reached."""
PAGE: Final = 200
UNREACHED_RETRY: Final = timedelta(seconds=5)
# When Slack says "not now" without saying for how long.
RATE_RETRY: Final = timedelta(seconds=30)
# Only as much history as a few hours of a busy channel hold; beyond that we say that we cannot tell.
MOST_PAGES: Final = 25


def posting(token: str, api_url: str, timeout: float = POST_TIMEOUT) -> Posting:
    """The way of a courier's messages; `timeout` is in seconds."""
    return Posting(token, api_url, timeout=timeout)


def posting_client(token: str, api_url: str) -> WebClient:
    """A client that sends each request exactly once."""
    return WebClient(token=token, base_url=api_url, timeout=POST_TIMEOUT, retry_handlers=[])


def prompt_client(token: str, api_url: str) -> WebClient:
    """A client for what is done while a person waits. A trigger lives for 3 s, so nothing is asked twice or waited for longer."""
    return WebClient(token=token, base_url=api_url, timeout=PROMPT_TIMEOUT, retry_handlers=[])


def reading_client(token: str, api_url: str) -> WebClient:
    """A client for questions, which may be asked again."""
    return WebClient(
        token=token,
        base_url=api_url,
        timeout=READ_TIMEOUT,
        retry_handlers=[
            ConnectionErrorRetryHandler(max_retry_count=2),
            RateLimitErrorRetryHandler(max_retry_count=2),
            ServerErrorRetryHandler(max_retry_count=2),
        ],
    )


class SlackCourier:
    """Carries messages to one Slack workspace."""

    def __init__(self, way: Posting, reading: WebClient) -> None:
        self._way = way
        self._reading = reading
        self._slack_clock: tuple[datetime, float] | None = None

    def cuts(self, facts: Facts) -> tuple[int, ...]:
        """Where a message with more lines than Slack takes goes on in its thread."""
        return cuts_of(facts)

    def render(
        self, facts: Facts, key: str, thread_ts: str | None = None, *, in_channel_too: bool = False
    ) -> dict[str, Any]:
        """The method and arguments that say these facts, in a thread if one is named; `key` travels along as metadata."""
        return payload_of(facts, key, thread_ts, in_channel_too=in_channel_too)

    def post(self, payload: Payload) -> Ending:
        """Call the payload's method once."""
        arguments = {name: value for name, value in payload.items() if name != "method"}
        return self._call(payload["method"], arguments, otherwise_ts=str(payload.get("timestamp") or "private"))

    def update(self, payload: Payload, ts: str) -> Ending:
        """Replace the message at `ts` by this payload; the metadata stays as it was."""
        arguments = {
            "channel": payload["channel"],
            "ts": ts,
            "text": payload["text"],
            "blocks": payload.get("blocks", []),
        }
        return self._call("chat.update", arguments, otherwise_ts=ts)

    def delete(self, channel: str, ts: str) -> None:
        """Take back our own message; one that is gone already is fine, and whoever asked will ask again if Slack is not there."""
        self._call("chat.delete", {"channel": channel, "ts": ts}, otherwise_ts=ts)

    def find(self, payload: Payload, since: datetime) -> tuple[str, ...] | None:
        """The copies of this message in its channel or thread since `since`; None when history cannot be read to its end.

        What is only for one person's eyes or a reaction leaves no trace that could be found: posting it again does no harm.
        """
        if payload["method"] != "chat.postMessage":
            return ()
        key = payload["metadata"]["event_payload"]["delivery_id"]
        asked: dict[str, Any] = {
            "channel": payload["channel"],
            "oldest": f"{since.timestamp():.6f}",
            "inclusive": True,
            "include_all_metadata": True,
            "limit": PAGE,
        }
        thread_ts = payload.get("thread_ts")
        method = "conversations.replies" if thread_ts else "conversations.history"
        found: list[str] = []
        for _ in range(MOST_PAGES):
            try:
                answer = self._reading.api_call(method, params=asked | ({"ts": thread_ts} if thread_ts else {}))
            except (SlackClientError, HTTPException, OSError):
                return None
            for message in answer.get("messages") or ():
                carried = message.get("metadata") or {}
                if (carried.get("event_payload") or {}).get("delivery_id") == key:
                    found.append(str(message["ts"]))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return tuple(sorted(set(found), key=float))
            asked["cursor"] = cursor
        return None

    def slack_now(self) -> datetime:
        """Slack's clock from the Date of its last answer plus the time that has passed since, never ahead of it.

        The machine's wall clock is not asked: it may be set back or forward at any time. Raises SlackClientError or OSError
        when Slack has not answered anything yet and does not now.
        """
        if self._slack_clock is None:
            self._hear(self._reading.api_call("api.test").headers)
        if self._slack_clock is None:  # an answer without a Date: only a proxy does so
            self._slack_clock = (datetime.now(UTC), uptime())
        at, heard = self._slack_clock
        return at + timedelta(seconds=uptime() - heard)

    def _call(self, method: str, arguments: Mapping[str, Any], *, otherwise_ts: str) -> Ending:
        try:
            answer = self._way.call(method, arguments)
        except Unreached as error:
            return Later(UNREACHED_RETRY, str(error))
        except UNANSWERED as error:
            # Includes a timeout and a connection lost after the request was written: it may have arrived.
            return Unknown(type(error).__name__)
        self._hear(answer.headers)
        return _ending(answer, otherwise_ts)

    def _hear(self, headers: Mapping[str, Any]) -> None:
        """Note Slack's clock, as the Date header (whole seconds, so at most a second behind) tells it."""
        told = _header(headers, "date")
        if told:
            try:
                self._slack_clock = (parsedate_to_datetime(told).astimezone(UTC), uptime())
            except ValueError:
                return


def _ending(answer: Answer, otherwise_ts: str) -> Ending:
    """What an answer says became of the message; `otherwise_ts` is where it stands when the answer does not say."""
    if answer.is_ok:
        return Sent(str(answer.data.get("ts") or answer.data.get("message_ts") or otherwise_ts))
    word = str(answer.data.get("error") or "")
    if answer.status == 429 or word in RATE_WORDS:
        told = answer.headers.get("retry-after", "")
        delay = timedelta(seconds=max(1, int(told))) if told.isdecimal() else RATE_RETRY
        return Later(delay, word or "ratelimited", is_everywhere=word == WORKSPACE_RATE_WORD)
    if word in DONE_WORDS:
        return Sent(otherwise_ts)
    # A page that is no JSON, from a proxy or a broken server, reaches us as a sentence instead of one of Slack's words.
    if answer.status >= 500 or word in BROKEN_WORDS or not re.fullmatch(r"[a-z_]+", word):
        return Unknown(word or f"HTTP {answer.status}")
    return Refused(word, _about(word))


def _about(word: str) -> About:
    """What has to be mended before Slack takes what it refused with this word."""
    if word in CHANNEL_WORDS or word.startswith(CHANNEL_PREFIX):
        return "channel"
    if word in APP_WORDS:
        return "app"
    return "deleted" if word in DELETED_WORDS else "closed" if word in CLOSED_WORDS else "content"


def _header(headers: Mapping[str, Any], name: str) -> str | None:
    """A header's value by its lower-case name; the SDK gives some values as lists."""
    value = next((value for key, value in headers.items() if key.lower() == name), None)
    if isinstance(value, list):
        value = value[0] if value else None
    return None if value is None else str(value)
