"""What people do to the app: commands, clicks, forms, shortcuts. Shapes Slack's payloads, waits for the ack, obeys it.

Coroutines of the server's loop; each takes the workspace's lock only while it reads or writes, never while it waits.
"""

import copy
import re
from typing import Any, Final

from bot.language import Say, nearest_language
from bot.playground.channels import bot_direct
from bot.playground.records import APP, HOME_TEAM, Channel, Json, Message, Person, View
from bot.playground.refusals import Refused, Sorry
from bot.playground.responses import ResponseUrls, answer_person
from bot.playground.shapes import file_json, message_json, view_json
from bot.playground.socket_mode import SocketMode, Unanswered, unanswered_word
from bot.playground.views import VALUE_KEYS, Triggers, checked_view, close_view, initial_values, push_on, update_view
from bot.playground.wording import CHANNEL_MARK, MENTION
from bot.playground.workspace import Workspace
from storage.words import N_

VALUE_FIELDS: Final = frozenset(key for key, _ in VALUE_KEYS.values())


class Interactions:
    """The ways from a person's hand to the app and back."""

    def __init__(
        self, workspace: Workspace, sockets: SocketMode, triggers: Triggers, response_urls: ResponseUrls, manifest: Json
    ) -> None:
        self._workspace = workspace
        self._sockets = sockets
        self._triggers = triggers
        self._response_urls = response_urls
        features = manifest.get("features", {})
        self.commands: dict[str, Json] = {one["command"]: one for one in features.get("slash_commands", [])}
        self.shortcuts: list[Json] = list(features.get("shortcuts", []))
        self._chosen: dict[tuple[str, str], dict[tuple[str, str], Json]] = {}

    # Slash commands

    async def command(self, user: str, channel_id: str, text: str, thread_ts: str | None = None) -> str | None:
        """Send a slash command; returns the ts of the message that answered it in the ack, if one did."""
        with self._workspace.lock:
            person, channel = self._workspace.person(user), self._workspace.channel(channel_id)
            if thread_ts:
                raise Sorry(N_("Slash commands do not work in threads."))
            word, _, rest = text.strip().partition(" ")
            if word not in self.commands:
                raise Sorry(N_("{command} is not a command of this workspace."), command=word)
            if not self._workspace.can_see(user, channel):
                raise Sorry(N_("You are not in this channel."))
            if channel.is_archived:
                raise Sorry(N_("This channel is archived."))
            should_escape = bool(self.commands[word].get("should_escape"))
            payload = {
                "token": "playground",
                "team_id": HOME_TEAM,
                "team_domain": self._workspace.domain,
                "channel_id": channel.id,
                "channel_name": "directmessage" if channel.is_im else channel.name,
                "user_id": user,
                "user_name": person.name,
                "command": word,
                "text": self._escaped(rest.strip()) if should_escape else self._plain(rest.strip()),
                "api_app_id": APP,
                "is_enterprise_install": "false",
                "response_url": self._response_urls.give("commands", user, channel.id),
                "trigger_id": self._triggers.give(user),
            }
        answer = await self._asked("slash_commands", payload, word)
        if not answer:
            return None
        with self._workspace.lock:
            try:
                shown = answer_person(self._workspace, user, channel.id, answer)
            except Refused as no:
                raise _unusable(word, no) from no
        return shown.ts if shown else None

    # Clicks

    async def press(
        self,
        user: str,
        *,
        block_id: str,
        action_id: str,
        element: Json,
        channel_id: str | None = None,
        message_ts: str | None = None,
        view_id: str | None = None,
        values: Json | None = None,
    ) -> None:
        """Click a button or choose something in a message, a modal or a Home tab.

        `element` carries the choice (`selected_option`, `selected_date`, `value` of an input…); `values` is what the rest of a
        modal holds at that moment.
        """
        with self._workspace.lock:
            person = self._workspace.person(user)
            payload = self._common("block_actions", person)
            if view_id:
                view = self._own_view(user, view_id)
                stored = _element(view.body["blocks"], block_id, action_id)
                _merge(view.values, values or {})
                action = self._action(stored, element, block_id)
                if stored["type"] in VALUE_KEYS:
                    view.values.setdefault(block_id, {})[action_id] = _state_of(stored, element)
                payload |= {
                    "container": {"type": "view", "view_id": view.id},
                    "view": view_json(view),
                    "trigger_id": self._triggers.give(user, view.id),
                }
            else:
                channel = self._workspace.channel(channel_id or "")
                message = self._message(user, channel, message_ts or "")
                stored = _element(message.blocks or [], block_id, action_id)
                action = self._action(stored, element, block_id)
                payload |= self._on_message(person, channel, message)
                chosen = self._chosen.setdefault((user, message.ts), {})
                if stored["type"] in VALUE_KEYS:
                    chosen[block_id, action_id] = _state_of(stored, element)
                payload |= {"state": {"values": _message_values(message, chosen)}}
            payload |= {"actions": [action]}
        await self._asked("interactive", payload)

    async def shortcut(self, user: str, callback_id: str, channel_id: str | None = None, ts: str | None = None) -> None:
        """Use a shortcut, on a message or anywhere."""
        with self._workspace.lock:
            person = self._workspace.person(user)
            found = next((one for one in self.shortcuts if one["callback_id"] == callback_id), None)
            if found is None:
                raise Sorry(N_("This workspace has no such shortcut."))
            kind = "message_action" if found["type"] == "message" else "shortcut"
            payload = self._common(kind, person) | {
                "callback_id": callback_id,
                "trigger_id": self._triggers.give(user),
                "action_ts": self._workspace.clock.next_ts(),
            }
            if kind == "message_action":
                channel = self._workspace.channel(channel_id or "")
                message = self._message(user, channel, ts or "")
                payload |= {
                    "channel": _channel_named(channel),
                    "message_ts": message.ts,
                    "message": message_json(self._workspace, message),
                    "response_url": self._response_urls.give("app", user, channel.id, message.ts),
                }
        await self._asked("interactive", payload)

    # Forms

    async def submit(self, user: str, view_id: str, values: Json) -> bool:
        """Submit a modal; False when it stays open because something in it is wrong, which the view then says."""
        with self._workspace.lock:
            view = self._own_view(user, view_id)
            _merge(view.values, values)
            view.errors = _missing(view, Say(nearest_language(self._workspace.person(user).locale)))
            if view.errors:
                self._workspace.changed("views", only_for=user)
                return False
            payload = self._common("view_submission", self._workspace.person(user))
            payload |= {"trigger_id": self._triggers.give(user, view.id), "response_urls": []}
            payload |= {"view": self._with_files(view_json(view))}
        answer = await self._asked("interactive", payload)
        with self._workspace.lock:
            if self._workspace.views.get(view.id) is not view:
                return True
            try:
                return self._obey(view, answer or {})
            except Refused as no:
                raise _unusable("view_submission", no) from no

    async def close(self, user: str, view_id: str) -> None:
        """Close a modal with everything above it, or the whole stack when the view asks for that."""
        with self._workspace.lock:
            view = self._own_view(user, view_id)
            everything = bool(view.body.get("clear_on_close"))
            closed = close_view(self._workspace, view, everything=everything)
            person = self._workspace.person(user)
            payloads = [
                self._common("view_closed", person) | {"view": view_json(one), "is_cleared": everything}
                for one in closed
                if one.body.get("notify_on_close")
            ]
        for payload in payloads:
            await self._asked("interactive", payload)

    def open_home(self, user: str, tab: str = "home") -> None:
        """Look at the app's Home, or at the conversation with it."""
        with self._workspace.lock:
            self._workspace.person(user)
            channel = bot_direct(self._workspace, user)
            event: Json = {
                "type": "app_home_opened",
                "user": user,
                "channel": channel.id,
                "tab": tab,
                "event_ts": self._workspace.clock.next_ts(),
            }
            home = self._workspace.homes.get(user)
            if home is not None and tab == "home":
                event["view"] = view_json(home)
            self._workspace.happened(event)

    def _obey(self, view: View, answer: Json) -> bool:
        """Do what the ack of a submission says; nothing said closes the view."""
        action = answer.get("response_action")
        if action == "errors":
            errors = {str(block): str(words) for block, words in (answer.get("errors") or {}).items()}
            known = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
            if not errors or not set(errors) <= known:
                raise Refused(
                    "invalid_errors", [f"[ERROR] no input block named {name}" for name in sorted(set(errors) - known)]
                )
            view.errors = errors
            self._workspace.changed("views", only_for=view.owner)
            return False
        if action == "update":
            update_view(self._workspace, view, checked_view(answer.get("view"), "modal"))
        elif action == "push":
            push_on(self._workspace, view.owner, checked_view(answer.get("view"), "modal"))
        elif action == "clear":
            close_view(self._workspace, view, everything=True)
        elif action is None:
            close_view(self._workspace, view)
        else:
            raise Refused("invalid_response_action")
        return True

    # The parts payloads are made of

    async def _asked(self, kind: str, payload: Json, what: str = "") -> Json | None:
        try:
            return await self._sockets.ask(kind, payload)
        except Unanswered as failure:
            word = unanswered_word(failure)
            if what:
                # The page says this word as Slack does: "`/directives` failed with the error operation_timeout".
                raise Sorry(word) from failure
            raise Sorry(N_("The app did not answer in time ({word}). Try again."), word=word) from failure

    def _common(self, kind: str, person: Person) -> Json:
        return {
            "type": kind,
            "team": {"id": HOME_TEAM, "domain": self._workspace.domain},
            "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team},
            "api_app_id": APP,
            "token": "playground",
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _on_message(self, person: Person, channel: Channel, message: Message) -> Json:
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.whispered_to is not None,
        }
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        shown: Json = {
            "container": container,
            "channel": _channel_named(channel),
            "trigger_id": self._triggers.give(person.id),
            "response_url": self._response_urls.give("actions", person.id, channel.id, message.ts),
        }
        if message.whispered_to is None:
            shown["message"] = message_json(self._workspace, message)
        return shown

    def _action(self, stored: Json, element: Json, block_id: str) -> Json:
        """The clicked element as Slack sends it: without its list of options, with what was chosen."""
        known = {
            key: value for key, value in stored.items() if key not in ("options", "option_groups", "url", "confirm")
        }
        chosen = {key: value for key, value in element.items() if key in VALUE_FIELDS}
        if stored["type"] not in VALUE_KEYS:
            # A button's value is the app's own; nobody at the page may change it.
            chosen.pop("value", None)
        return known | chosen | {"block_id": block_id, "action_ts": self._workspace.clock.next_ts()}

    def _with_files(self, view: Json) -> Json:
        """The view with whole files in place of the ids a person's choice names; the app may read them from now on."""
        values = copy.deepcopy(view["state"]["values"])
        for actions in values.values():
            for value in actions.values():
                if value.get("type") == "file_input":
                    ids = [str(one.get("id")) for one in value.get("files") or []]
                    found = [self._workspace.file(name) for name in ids]
                    for file in found:
                        file.is_given_to_app = True
                    value["files"] = [file_json(self._workspace, file) for file in found]
        return view | {"state": {"values": values}}

    def _own_view(self, user: str, view_id: str) -> View:
        view = self._workspace.views.get(view_id)
        home = self._workspace.homes.get(user)
        if view is None and home is not None and view_id in (home.id, "home"):
            view = home
        if view is None or view.owner != user:
            raise Sorry(N_("This window is no longer open."))
        return view

    def _message(self, user: str, channel: Channel, ts: str) -> Message:
        whisper = channel.whispers.get(ts)
        message = whisper if whisper and whisper.whispered_to == user else channel.messages.get(ts)
        if message is None or message.is_tombstone or not self._workspace.can_see(user, channel):
            raise Sorry(N_("This message is gone."))
        return message

    def _escaped(self, text: str) -> str:
        """A command's text with names in its marks, as Slack writes them for `should_escape`."""

        def person(found: re.Match[str]) -> str:
            known = self._workspace.people.get(found.group(1))
            return f"<@{found.group(1)}|{known.name}>" if known else found.group()

        def channel(found: re.Match[str]) -> str:
            known = self._workspace.channels.get(found.group(1))
            return f"<#{found.group(1)}|{'' if known.is_private else known.name}>" if known else found.group()

        return CHANNEL_MARK.sub(channel, MENTION.sub(person, text))

    def _plain(self, text: str) -> str:
        """A command's text with marks turned back into what was typed."""

        def person(found: re.Match[str]) -> str:
            known = self._workspace.people.get(found.group(1))
            return f"@{known.name}" if known else found.group()

        def channel(found: re.Match[str]) -> str:
            known = self._workspace.channels.get(found.group(1))
            return f"#{known.name}" if known else found.group()

        return CHANNEL_MARK.sub(channel, MENTION.sub(person, text))


def _channel_named(channel: Channel) -> Json:
    return {"id": channel.id, "name": "directmessage" if channel.is_im else channel.name}


def _element(blocks: list[Json], block_id: str, action_id: str) -> Json:
    for block in blocks:
        if block.get("block_id") == block_id:
            parts = [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]
            for part in parts:
                if isinstance(part, dict) and part.get("action_id") == action_id:
                    return part
    raise Sorry(N_("This has changed since you last looked. Look again."))


def _state_of(stored: Json, element: Json) -> Json:
    key, _ = VALUE_KEYS[stored["type"]]
    return {"type": stored["type"], key: element.get(key)}


def _message_values(message: Message, chosen: dict[tuple[str, str], Json]) -> Json:
    return initial_values(message.blocks or [], chosen)


def _merge(values: Json, newer: Json) -> None:
    """Take over what the person filled in, for the inputs the view really has."""
    for block_id, actions in newer.items():
        for action_id, value in (actions or {}).items():
            if block_id in values and action_id in values[block_id] and isinstance(value, dict):
                values[block_id][action_id] = values[block_id][action_id] | value


def _missing(view: View, say: Say) -> dict[str, str]:
    """What Slack's own client would not let pass: required inputs left empty, texts too short or too long."""
    wrong: dict[str, str] = {}
    for block in view.body["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        key, _ = VALUE_KEYS[element["type"]]
        value: Any = view.values.get(block["block_id"], {}).get(element["action_id"], {}).get(key)
        if not value and not block.get("optional"):
            wrong[block["block_id"]] = say("Please complete this required field.")
        elif isinstance(value, str) and len(value) < element.get("min_length", 0):
            wrong[block["block_id"]] = say("This is too short.")
        elif isinstance(value, str) and len(value) > (most := element.get("max_length", 3000)):
            wrong[block["block_id"]] = say(
                "This is too long: {count} characters, where {most} fit.", count=len(value), most=most
            )
    return wrong


def _unusable(what: str, no: Refused) -> Sorry:
    """The app answered something Slack would not show."""
    details = "; ".join([no.word, *no.messages])
    return Sorry(N_("The app's answer to {what} cannot be shown: {details}"), what=what, details=details)
