"""The Home tab: published when somebody opens it, and again when rows it shows have changed.

A click on it is taken in one transaction like any other; what it could not do is said at the head of the next view, because
Home has no private messages. Views are published by a tick, so that no listener waits for it.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from zoneinfo import ZoneInfo

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlmodel import Session

from bot import outstanding
from bot.answering import Moves, refusal_line
from bot.commands import workdays_left
from bot.desk import Desk
from bot.language import LANGUAGES, Say
from bot.messages.home import Told, chosen_of, clock_words, home_view, rooms_for
from bot.messages.item_forms import Subject
from bot.messages.pages import Asked
from bot.modals import open_item_form, sentence
from bot.target_forms import open_check_in
from jobs.courses import TargetFacts, target_facts
from jobs.facts import today_of
from storage import inbound, preferences, targets, units, workspace
from storage.board import Board, Chosen, board_for, newest_change
from storage.items import Outcome, Said
from storage.models import Extension, Item
from storage.periods import quarter_of
from storage.viewers import Viewer

log = structlog.get_logger()

Body = Mapping[str, Any]
Json = dict[str, Any]

# Whoever opened their Home this long ago looks at something else by now; opening it again publishes it again.
WATCHED_SECONDS: Final = 8 * 3600.0
# Nobody's Home is kept for longer than the busiest office has people looking.
MOST_WATCHED: Final = 500


@dataclass(slots=True)
class Watched:
    """A Home that somebody has open: what they chose to see, what was published, and what their last click could not do."""

    chosen: Chosen
    opened_at: float
    drawn_at: tuple[object, ...] | None = None
    shown: str = ""
    notice: str | None = None


class Homes:
    """All Homes that are open. Safe from any thread."""

    def __init__(self, desk: Desk, client: WebClient) -> None:
        self._desk = desk
        self._client = client
        self._watched: dict[str, Watched] = {}
        self._lock = threading.Lock()

    def open(self, event: Body) -> None:
        """Somebody opened their Home (`app_home_opened`): remember them, and let the tick publish it."""
        if event.get("tab") != "home":
            return
        chosen = chosen_of((event.get("view") or {}).get("private_metadata"))
        self._look(event["user"], replace(chosen, part=None, offset=0))

    def refresh(self) -> None:
        """Publish every open Home that may look different from what was published; a tick."""
        with self._desk.database.reading() as session:
            change = newest_change(session)
        now = time.monotonic()
        with self._lock:
            for user in [user for user, kept in self._watched.items() if now - kept.opened_at > WATCHED_SECONDS]:
                del self._watched[user]
            stale = [
                (user, kept)
                for user, kept in self._watched.items()
                if kept.drawn_at is None or kept.drawn_at != self._drawn(change)
            ]
        for user, kept in stale:
            try:
                self._publish(user, kept, self._drawn(change))
            except SlackApiError as error:
                log.warning("a Home could not be published", user=user, error=error.response.get("error"))
                with self._lock:
                    self._watched.pop(user, None)

    def _drawn(self, change: tuple[int, int]) -> tuple[object, ...]:
        """What a Home was drawn from: the newest change, and the hour, since days begin without anybody's word."""
        return (*change, int(self._desk.now().timestamp() // 3600))

    def _look(self, user: str, chosen: Chosen, notice: str | None = None) -> None:
        with self._lock:
            if len(self._watched) >= MOST_WATCHED and user not in self._watched:
                del self._watched[min(self._watched, key=lambda each: self._watched[each].opened_at)]
            self._watched[user] = Watched(chosen, time.monotonic(), notice=notice)
        self._desk.nudge("home")

    def _publish(self, user: str, kept: Watched, drawn: tuple[object, ...]) -> None:
        view = self.view(user, kept.chosen, kept.notice)
        shown = json.dumps(view, sort_keys=True)
        if shown != kept.shown:
            self._client.views_publish(user_id=user, view=view)
        kept.drawn_at, kept.shown = drawn, shown

    def view(self, user: str, chosen: Chosen, notice: str | None = None) -> Json:
        """Somebody's Home as it is now."""
        desk = self._desk
        known = desk.meet(user)
        with desk.database.reading() as session:
            viewer = desk.viewer(known, session)
            say = Say(viewer.language)
            period = quarter_of(desk.today())
            rooms = rooms_for(is_office=viewer.is_office)
            board = board_for(session, viewer, lambda unit: today_of(unit, desk.now()), chosen, rooms, period)
            zone = board.unit.timezone if board.unit else next((u.timezone for u in units.all_units(session)), "UTC")
            here = desk.now().astimezone(ZoneInfo(zone))
            told = Told(
                asked=Asked(
                    say=say,
                    command=desk.commands.get("directives", "/directives"),
                    text="",
                    workdays=workdays_left(session),
                ),
                followups=desk.commands.get("followups", "/followups"),
                targets_command=desk.commands.get("targets", "/targets"),
                chosen=chosen,
                is_live=workspace.is_live(session),
                is_office=viewer.is_office,
                may_change=viewer.is_insider,
                period=period.name,
                targets=self._targets(session, viewer, board, period.name),
                now=clock_words(say, here.date(), f"{here:%H}:00"),
                notice=notice,
            )
            return home_view(told, board)

    def _targets(self, session: Session, viewer: Viewer, board: Board, period: str) -> dict[int, list[TargetFacts]]:
        """The period's targets of the units that are shown, by unit id."""
        found = targets.targets(session, viewer, unit_ids=board.shown_units, period=period)
        facts = target_facts(session, found, self._desk.now(), viewer.language, self._desk.seat)
        by_unit: dict[int, list[TargetFacts]] = {}
        for target, each in zip(found, facts, strict=True):
            by_unit.setdefault(target.unit_id or 0, []).append(each)
        return by_unit

    def press(self, body: Body, deed: Callable[[Session, Moves, str], None]) -> None:
        """Take one click that changes an item, in one transaction; what was refused is told at the head of the view."""
        action, user = body["actions"][0], body["user"]["id"]
        known = self._desk.meet(user)
        with self._desk.database.writing() as session:
            row = inbound.receive(
                session,
                f"home:{user}:{action['action_id']}:{action.get('action_ts')}",
                kind="click",
                who=user,
                at=self._desk.now(),
                text=f"{action['action_id']} {_value(action)}",
            )
            if row is None:
                return
            moves = Moves(Said(self._desk.viewer(known, session), self._desk.now(), row))
            deed(session, moves, _value(action))
            moves.show_where_named(session)
            refused = [refusal_line(session, outcome) for outcome in moves.refused]
        say = Say(known.language)
        told = " ".join(sentence(say, line, self._desk) for line in refused)
        self._look(user, _chosen(body), told or None)
        self._desk.nudge("deliver")

    def press_menu(self, body: Body) -> None:
        """A choice of a line's menu: its form opens, or it is done at once; who may not is told why."""
        verb, item_id, knew = _value(body["actions"][0]).split(":")
        if verb == "unblock":
            self.press(body, _move(verb, has_verb=True))
            return
        self._open_form(body, Subject(verb, int(item_id), int(knew)))

    def press_return(self, body: Body) -> None:
        """Return what a unit reported as done: the reason is asked for."""
        item_id, knew = _value(body["actions"][0]).split(":")
        self._open_form(body, Subject("return", int(item_id), int(knew)))

    def press_report(self, body: Body) -> None:
        """The form of a target's figure opens; why not is told on the Home."""
        refused = open_check_in(body, self._client, self._desk)
        if refused is not None:
            self._look(body["user"]["id"], _chosen(body), refused)

    def press_delivery(self, body: Body, button: str) -> None:
        """Retry or skip a message that was not delivered."""
        known = self._desk.meet(body["user"]["id"])
        told = outstanding.decide(self._desk, known, button, int(_value(body["actions"][0])))
        self._look(body["user"]["id"], _chosen(body), told)

    def choose(self, body: Body, change: Callable[[Chosen, str], Chosen]) -> None:
        """Show something else; nothing is written."""
        self._look(body["user"]["id"], change(_chosen(body), _value(body["actions"][0])))

    def choose_language(self, body: Body) -> None:
        """Keep the language of somebody's private answers."""
        language, user = _value(body["actions"][0]), body["user"]["id"]
        if language in LANGUAGES:
            with self._desk.database.writing() as session:
                preferences.choose_language(session, user, language)
            self._look(user, _chosen(body))

    def _open_form(self, body: Body, subject: Subject) -> None:
        refused = open_item_form(body, self._client, self._desk, subject)
        if refused is None:
            return
        known = self._desk.meet(body["user"]["id"])
        with self._desk.database.reading() as session:
            outcome = Outcome(session.get_one(Item, subject.item_id), subject.verb, refused)
            line = refusal_line(session, outcome)
        say = Say(known.language)
        self._look(body["user"]["id"], _chosen(body), sentence(say, line, self._desk))


def register(app: App, homes: Homes) -> None:
    """Listen to the Home and to everything on it."""

    @app.event("app_home_opened")
    def _opened(event: Json) -> None:
        homes.open(event)

    def listen(action_id: str, deed: Callable[[Body], None]) -> None:
        @app.action(action_id)
        def _press(ack: Ack, body: Json) -> None:
            try:
                deed(body)
            finally:
                ack()

    listen("home_done", lambda body: homes.press(body, _move("done")))
    listen("home_accept", lambda body: homes.press(body, _move("accept")))
    listen("home_return", homes.press_return)
    listen("home_approve", lambda body: homes.press(body, _decide(approves=True)))
    listen("home_decline", lambda body: homes.press(body, _decide(approves=False)))
    listen("home_menu", homes.press_menu)
    listen("home_report", homes.press_report)
    listen("home_retry", lambda body: homes.press_delivery(body, "delivery_retry"))
    listen("home_skip", lambda body: homes.press_delivery(body, "delivery_skip"))
    listen("home_more", lambda body: homes.choose(body, _paged))
    listen("home_back", lambda body: homes.choose(body, _paged))
    listen("home_unit", lambda body: homes.choose(body, lambda kept, value: Chosen(int(value), kept.meeting_id)))
    listen("home_meeting", lambda body: homes.choose(body, lambda kept, value: Chosen(kept.unit_id, int(value))))
    listen("home_language", homes.choose_language)


def _move(verb: str, *, has_verb: bool = False) -> Callable[[Session, Moves, str], None]:
    """A move of the item a button names: `item:revision`, in a menu behind the verb."""

    def move(session: Session, moves: Moves, value: str) -> None:
        item_id, knew = value.split(":")[1 if has_verb else 0 :]
        item = session.get(Item, int(item_id))
        if item is not None:
            moves.move(session, item, verb, knew=int(knew))

    return move


def _decide(*, approves: bool) -> Callable[[Session, Moves, str], None]:
    def decide(session: Session, moves: Moves, value: str) -> None:
        wish = session.get(Extension, int(value))
        if wish is not None:
            moves.decide(session, wish, approves=approves)

    return decide


def _paged(kept: Chosen, value: str) -> Chosen:
    part, _, offset = value.partition(":")
    return replace(kept, part=part, offset=int(offset))


def _chosen(body: Body) -> Chosen:
    return chosen_of((body.get("view") or {}).get("private_metadata"))


def _value(action: Mapping[str, Any]) -> str:
    """What a button holds, or the choice of a menu or select."""
    return str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")
