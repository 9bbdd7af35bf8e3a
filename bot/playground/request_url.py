"""Slack's HTTP mode: what happens is posted to the app's one address, signed with its secret.

https://docs.slack.dev/apis/events-api/#receiving-events and https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

import asyncio
import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import urlencode, urlsplit

from slack_sdk.signature import SignatureVerifier

from bot.playground.records import Json

POSTERS: Final = 32
FORM: Final = "application/x-www-form-urlencoded"
# The words for a second delivery differ from Socket Mode's.
RETRY_REASONS: Final = {"timeout": "http_timeout"}


class Unreached(Exception):
    """The app did not take it: `reason` is `timeout`, `connection_failed` or `http_error`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RequestUrl:
    """The app's address and the secret it shares with this workspace. `seconds` is how long an answer may take."""

    def __init__(self, url: str, signing_secret: str, seconds: float) -> None:
        self._address = urlsplit(url)
        self._signer = SignatureVerifier(signing_secret)
        self._seconds = seconds
        self._posters = ThreadPoolExecutor(POSTERS, thread_name_prefix="slack")

    async def ask(self, kind: str, payload: Json, retry: Json) -> Json | None:
        """Post what a socket's envelope would carry; returns the answer's JSON, if it has any. Raises Unreached."""
        content_type, body = _written(kind, payload)
        headers = {"Content-Type": content_type} | self.signed(body) | _retry_headers(retry)
        status, answer = await asyncio.get_running_loop().run_in_executor(self._posters, self.post, body, headers)
        if not 200 <= status < 300:
            raise Unreached("http_error")
        return _read(answer)

    def signed(self, body: bytes, at: float | None = None) -> dict[str, str]:
        """The headers by which the app knows that it was us, at `at` (seconds since the epoch, by default now)."""
        moment = str(int(time.time() if at is None else at))
        signature = self._signer.generate_signature(timestamp=moment, body=body)
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": str(signature)}

    def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """Post these bytes as they are; returns the status and the answer. Raises Unreached."""
        connection = http.client.HTTPConnection(
            self._address.hostname or "", self._address.port or 80, timeout=self._seconds
        )
        try:
            connection.request("POST", self._address.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except TimeoutError:
            raise Unreached("timeout") from None
        except (OSError, http.client.HTTPException):
            raise Unreached("connection_failed") from None
        finally:
            connection.close()

    def close(self) -> None:
        """Post nothing more."""
        self._posters.shutdown(wait=False, cancel_futures=True)


def _written(kind: str, payload: Json) -> tuple[str, bytes]:
    """The same keys in three dresses: events as JSON, a command as a form, everything else as JSON in a form."""
    if kind == "events_api":
        return "application/json", json.dumps(payload, ensure_ascii=False).encode()
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload, ensure_ascii=False)}
    return FORM, urlencode({key: value for key, value in fields.items() if value is not None}).encode()


def _retry_headers(retry: Json) -> dict[str, str]:
    if not retry:
        return {}
    reason = str(retry["retry_reason"])
    return {
        "X-Slack-Retry-Num": str(retry["retry_attempt"]),
        "X-Slack-Retry-Reason": RETRY_REASONS.get(reason, reason),
    }


def _read(answer: bytes) -> Json | None:
    """An answer of words alone is a message of these words."""
    words = answer.decode("utf-8")
    if not words.strip():
        return None
    try:
        told = json.loads(words)
    except ValueError:
        return {"text": words}
    return told if isinstance(told, dict) else None
