"""Slack's Web API over HTTP: tokens, scopes, pace and misfortunes around the methods next door."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any, Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from bot.playground import methods_files, methods_messages, methods_rooms, methods_views
from bot.playground.calls import Call
from bot.playground.faults import Faults
from bot.playground.methods_files import Uploads
from bot.playground.pace import SPECIAL, TIER_2, TIER_3, TIER_4, Pace, Tier
from bot.playground.records import Json
from bot.playground.refusals import Refused
from bot.playground.views import Triggers
from bot.playground.wire import Connections, TooLarge, read_arguments, read_body
from bot.playground.workspace import Workspace

APP_METHODS: Final = ("apps.connections.open",)
NO_TOKEN: Final = ("api.test", "blocks.validate")
EITHER_TOKEN: Final = ("auth.test",)


@dataclass(frozen=True)
class Method:
    """What answers a method, and how often it may be asked; `tier` is None where the method counts by itself."""

    answer: Callable[[Call], Json]
    tier: Tier | None


class WebApi:
    """Answers `/api/<method>`, takes uploads in, and hands files out."""

    def __init__(
        self,
        workspace: Workspace,
        faults: Faults,
        connections: Connections,
        pace: Pace,
        triggers: Triggers,
        *,
        bot_token: str,
        app_token: str,
        scopes: frozenset[str],
        open_connection: Callable[[Call], Json],
    ) -> None:
        self._workspace = workspace
        self._faults = faults
        self._connections = connections
        self._pace = pace
        self._bot_token = bot_token
        self._app_token = app_token
        self._scopes = scopes
        self._uploads = Uploads()
        self._methods = _methods(triggers, self._uploads) | {"apps.connections.open": Method(open_connection, TIER_3)}

    async def answer(self, request: Request) -> Response:
        """One call. A misfortune may strike before it is accepted, or after."""
        name = request.path_params["method"]
        if self._faults.take("reset_before_accept", name):
            return self._cut(request)
        try:
            arguments = await read_arguments(request)
        except (ValueError, UnicodeDecodeError):
            return self._reply(name, _no(Refused("invalid_json")))
        except TooLarge:
            return self._reply(name, _no(Refused("request_too_large")))
        except ClientDisconnect:
            return Response(status_code=400)  # whoever asked is gone, and so is the answer
        slow = self._faults.take("slow_before_accept", name)
        if slow:
            await asyncio.sleep(slow.seconds)
        if self._faults.take("server_error", name):
            return PlainTextResponse("Internal Server Error", status_code=500)
        if self._faults.take("history_fails", name):
            return self._reply(name, _no(Refused("internal_error")))
        paused = self._faults.take("rate_limited", name)
        if paused:
            return self._reply(name, _no(Refused("ratelimited", retry_after=max(1, round(paused.seconds)))))
        answer = self._perform(name, arguments, _token(request, arguments))
        if self._faults.take("reset_after_accept", name):
            return self._cut(request)
        slow = self._faults.take("slow", name)
        if slow:
            await asyncio.sleep(slow.seconds)
        return self._reply(name, answer)

    def _perform(self, name: str, arguments: Mapping[str, Any], token: str) -> Json:
        try:
            method = self._methods.get(name)
            if method is None:
                raise Refused("unknown_method", req_method=name)
            self._check(name, token)
            if method.tier is not None:
                wait = self._pace.wait_for(method.tier, name)
                if wait:
                    raise Refused("ratelimited", retry_after=wait)
            with self._workspace.lock:
                answer = method.answer(Call(name, arguments, self._workspace, self._scopes, self._pace))
            return {"ok": True} | self._lagging(name, answer)
        except Refused as no:
            return _no(no)

    def _check(self, name: str, token: str) -> None:
        """The token must be there, known, and of the kind the method takes."""
        if name in NO_TOKEN:
            return
        if not token:
            raise Refused("not_authed")
        if token not in (self._bot_token, self._app_token):
            raise Refused("invalid_auth")
        if name not in EITHER_TOKEN and (token == self._app_token) != (name in APP_METHODS):
            raise Refused("not_allowed_token_type")

    def _lagging(self, name: str, answer: Json) -> Json:
        """The answer without the newest messages, when history is told to lag behind."""
        lag = self._faults.take("history_lags", name)
        if lag is None:
            return answer
        edge = self._workspace.clock.now().timestamp() - lag.seconds
        return answer | {"messages": [row for row in answer["messages"] if float(row["ts"]) < edge]}

    def _reply(self, name: str, answer: Json) -> Response:
        headers = {
            "Date": format_datetime(self._workspace.clock.now(), usegmt=True),
            "x-slack-req-id": Workspace.new_id("").lower(),
        }
        if name == "auth.test" and answer["ok"]:
            headers |= {"x-oauth-scopes": ",".join(sorted(self._scopes)), "x-accepted-oauth-scopes": ""}
        wait = answer.pop("retry_after", None)
        if wait is not None:
            return JSONResponse(answer, status_code=429, headers=headers | {"Retry-After": str(wait)})
        return JSONResponse(answer, headers=headers)

    def _cut(self, request: Request) -> Response:
        client = request.client
        self._connections.cut((client.host, client.port) if client else None)
        return Response(status_code=500)

    async def take_upload(self, request: Request) -> Response:
        """The bytes of a promised file."""
        upload = self._uploads.by_ticket.get(request.path_params["ticket"])
        if upload is None:
            return PlainTextResponse("not found", status_code=404)
        try:
            upload.content = await read_body(request, most=methods_files.LARGEST_FILE)
        except TooLarge:
            return PlainTextResponse("too large", status_code=413)
        return PlainTextResponse(f"OK - {len(upload.content)}")

    async def hand_out(self, request: Request) -> Response:
        """A file's bytes, for the bot's token; whoever shows another one is sent to the front door, as by Slack."""
        with self._workspace.lock:
            file = self._workspace.files.get(request.path_params["file"])
            may_read = file is not None and methods_files.may_read(self._workspace, file)
        if _token(request, {}) != self._bot_token or "files:read" not in self._scopes:
            return RedirectResponse("/", status_code=302)
        if file is None or not may_read:
            return PlainTextResponse("not found", status_code=404)
        return Response(file.content, media_type=file.mimetype, headers={"X-Content-Type-Options": "nosniff"})


def _token(request: Request, arguments: Mapping[str, Any]) -> str:
    bearer = request.headers.get("authorization", "")
    if bearer.startswith("Bearer "):
        return bearer.removeprefix("Bearer ").strip()
    return str(arguments.get("token") or "")


def _no(no: Refused) -> Json:
    answer: Json = {"ok": False, "error": no.word} | dict(no.more)
    if no.messages:
        answer["response_metadata"] = {"messages": list(no.messages)}
    return answer


def _methods(triggers: Triggers, uploads: Uploads) -> dict[str, Method]:
    said, rooms, views, files = methods_messages, methods_rooms, methods_views, methods_files
    return {
        "api.test": Method(rooms.api_test, SPECIAL),
        "auth.test": Method(rooms.auth_test, SPECIAL),
        "blocks.validate": Method(views.validate, TIER_4),
        "bots.info": Method(rooms.bot_of, TIER_3),
        "chat.delete": Method(said.delete, TIER_3),
        "chat.getPermalink": Method(said.get_permalink, SPECIAL),
        "chat.postEphemeral": Method(said.post_ephemeral, TIER_4),
        "chat.postMessage": Method(said.post_message, None),
        "chat.update": Method(said.update, TIER_3),
        "conversations.history": Method(said.history, TIER_3),
        "conversations.info": Method(rooms.conversation, TIER_3),
        "conversations.join": Method(rooms.join, TIER_3),
        "conversations.leave": Method(rooms.leave, TIER_3),
        "conversations.list": Method(rooms.conversations, TIER_2),
        "conversations.members": Method(rooms.members, TIER_4),
        "conversations.open": Method(rooms.open_direct, TIER_3),
        "conversations.replies": Method(said.replies, TIER_3),
        "files.completeUploadExternal": Method(uploads.complete, TIER_4),
        "files.getUploadURLExternal": Method(uploads.promise, TIER_4),
        "files.info": Method(files.file_of, TIER_4),
        "reactions.add": Method(said.reactions_add, TIER_3),
        "reactions.get": Method(said.reactions_get, TIER_3),
        "reactions.remove": Method(said.reactions_remove, TIER_3),
        "team.info": Method(rooms.team_of, TIER_3),
        "usergroups.list": Method(rooms.groups, TIER_2),
        "usergroups.users.list": Method(rooms.group_members, TIER_2),
        "users.conversations": Method(rooms.conversations_of_user, TIER_3),
        "users.info": Method(rooms.user_of, TIER_4),
        "users.list": Method(rooms.users, TIER_2),
        "users.lookupByEmail": Method(rooms.user_by_email, TIER_3),
        "views.open": Method(lambda call: views.open_modal(call, triggers), TIER_4),
        "views.publish": Method(views.publish, TIER_4),
        "views.push": Method(lambda call: views.push_modal(call, triggers), TIER_4),
        "views.update": Method(views.update_modal, TIER_4),
    }
