"""Files people share with us in Slack: asked for by id, downloaded within limits, and handed over as text.

The bot's token travels with the download, so it goes to https at slack.com or to the playground's own origin, and no redirect
is followed. A file's name is a label: it is shown, and its ending says which reader takes it. It is never a path.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import PurePath
from typing import IO, Any, Final
from urllib.error import HTTPError
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.settings import LOOPBACK, SLACK_HOST
from storage.minutes.files import UnreadableFile, bare_name, text_of
from storage.words import N_

MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 10 * MEGABYTE
"""Bytes of the largest file that is downloaded. Minutes of a long day are well below 1 MB."""
CHUNK: Final = 64 * 1024
SILENCE_SECONDS: Final = 20.0
"""How long Slack may send nothing before the download is given up for now."""
DOWNLOAD_SECONDS: Final = 120.0
"""How long a whole download may take."""

# How Slack keeps what people uploaded themselves; everything else is a link, a canvas, a post, or gone.
UPLOADED: Final = frozenset({"hosted", "snippet"})
GONE: Final = frozenset({"tombstone", "hidden_by_limit"})
GONE_WORDS: Final = frozenset({"file_deleted", "file_not_found", "access_denied", "not_in_channel", "not_visible"})
DOCUMENT_KINDS: Final = frozenset({"docx", "pdf", "html"})

TOO_LARGE: Final = N_(
    "{name} has {size} MB, and files up to {most} MB are read. Save it without its pictures or send only the minutes, or paste their text."
)
EXTERNAL: Final = N_(
    "{name} is a link to a file kept elsewhere, which I do not open. Download it there and upload the file itself to Slack, or paste its text."
)
NOT_UPLOADED: Final = N_(
    "{name} is no uploaded file but a page written in Slack. Copy its text and paste it, or upload it as a .docx, .pdf, .html, .txt or .md file."
)
NOT_SHOWN: Final = N_(
    "I cannot see this file: it was deleted, or shared where I am not. Upload it in “/followups import”, or send it to me in a direct message."
)
NO_SCOPE: Final = N_(
    "Slack does not let me read files, because the app lacks the scope files:read. Whoever runs the bot adds it by reinstalling the app from the manifest; until then paste the text."
)
NOT_SLACK: Final = N_(
    "{name} is not kept at Slack, so I do not open it. Upload the file itself to Slack, or paste its text."
)


@dataclass(frozen=True, slots=True)
class SharedText:
    """What was read: the file's name as people know it, its text, and where the file stands in Slack."""

    name: str
    text: str
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class SharedBytes:
    """What was fetched: the file's name as people know it, its bytes, and where the file stands in Slack."""

    name: str
    content: bytes
    permalink: str | None = None


class NoRedirect(HTTPRedirectHandler):
    """Follows nothing: Slack sends who may not read a file to its front door, and the token is for nobody else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        """None makes the redirect an HTTPError, which `SharedFiles` puts in words."""
        return None


class SharedFiles:
    """Reads files of one workspace with one token."""

    def __init__(self, client: WebClient, token: str, api_url: str) -> None:
        self._client = client
        self._token = token
        self._api = urlsplit(api_url)
        self._opener: OpenerDirector = build_opener(NoRedirect)

    def read(self, file_id: str) -> SharedText:
        """The text of a shared file; see `fetch` for what it raises."""
        shared = self.fetch(file_id)
        return SharedText(shared.name, text_of(shared.name, shared.content), shared.permalink)

    def fetch(self, file_id: str) -> SharedBytes:
        """The bytes of a shared file.

        Raises UnreadableFile with a sentence that says what to do, when nobody could read it so; SlackApiError,
        HTTPException or OSError when Slack does not answer now and asking again later is right.
        """
        told = self._asked(file_id)
        name = name_of(told)
        mode = str(told.get("mode") or "hosted")
        if mode in GONE:
            raise UnreadableFile(NOT_SHOWN)
        if mode == "external" or told.get("is_external"):
            raise UnreadableFile(EXTERNAL, name=name)
        if mode not in UPLOADED:
            raise UnreadableFile(NOT_UPLOADED, name=name)
        _check_size(name, int(told.get("size") or 0))
        address = str(told.get("url_private_download") or told.get("url_private") or "")
        return SharedBytes(name, self._download(name, address), told.get("permalink"))

    def _asked(self, file_id: str) -> Mapping[str, Any]:
        """What Slack knows of the file now; the address in an event may be of yesterday."""
        try:
            told: Mapping[str, Any] = self._client.files_info(file=file_id)["file"]
        except SlackApiError as error:
            word = error.response.get("error")
            if word == "missing_scope":
                raise UnreadableFile(NO_SCOPE) from error
            if word in GONE_WORDS:
                raise UnreadableFile(NOT_SHOWN) from error
            raise
        return told

    def _download(self, name: str, address: str) -> bytes:
        if not self._may_have_the_token(address):
            raise UnreadableFile(NOT_SLACK, name=name)
        request = Request(address, headers={"Authorization": f"Bearer {self._token}"})
        try:
            with self._opener.open(request, timeout=SILENCE_SECONDS) as answer:
                return _content(name, answer)
        except HTTPError as error:
            if 300 <= error.code < 400 or error.code in (401, 403):
                raise UnreadableFile(NO_SCOPE) from error
            if error.code in (404, 410):
                raise UnreadableFile(NOT_SHOWN) from error
            raise

    def _may_have_the_token(self, address: str) -> bool:
        """True for https at Slack, and for the playground's own origin when that is what we speak to."""
        try:
            at = urlsplit(address)
            host, origin = at.hostname or "", _origin(at)
            own = _origin(self._api)
        except ValueError:
            return False
        if "@" in at.netloc:
            return False
        if at.scheme == "https" and at.port in (None, 443) and SLACK_HOST.fullmatch(host):
            return True
        return host in LOOPBACK and origin == own


def name_of(told: Mapping[str, Any]) -> str:
    """A file's name as people know it, never a path; one without an ending gets that of its kind, where a reader goes by it."""
    name = bare_name(" ".join(str(told.get("name") or told.get("title") or told.get("id") or "?").split()))
    kind = str(told.get("filetype") or "")
    return f"{name}.{kind}" if kind in DOCUMENT_KINDS and not PurePath(name).suffix else name


def _origin(address: SplitResult) -> tuple[str, str, int | None]:
    return address.scheme, address.hostname or "", address.port


def _content(name: str, answer: HTTPResponse) -> bytes:
    """The bytes of an answer, as they come, up to the limit. Raises OSError when it ends early or takes too long."""
    stated = answer.headers.get("Content-Length")
    _check_size(name, int(stated) if stated and stated.isdecimal() else 0)
    until, pieces, size = time.monotonic() + DOWNLOAD_SECONDS, [], 0
    while piece := answer.read(CHUNK):
        size += len(piece)
        _check_size(name, size)
        pieces.append(piece)
        if time.monotonic() > until:
            raise TimeoutError(f"a download took more than {DOWNLOAD_SECONDS:.0f} s")
    if stated and stated.isdecimal() and size != int(stated):
        raise HTTPException(f"{size} of {stated} bytes came")
    content = b"".join(pieces)
    # Without the scope some answers are Slack's sign-in page under the file's address.
    is_page = (answer.headers.get("Content-Type") or "").startswith("text/html")
    if (
        is_page
        and PurePath(name).suffix.lower() not in (".html", ".htm", ".xhtml")
        and b"<html" in content[:2048].lower()
    ):
        raise UnreadableFile(NO_SCOPE)
    return content


def _check_size(name: str, size: int) -> None:
    if size > LARGEST:
        raise UnreadableFile(TOO_LARGE, name=name, size=-(-size // MEGABYTE), most=LARGEST // MEGABYTE)
