"""The wiring: settings in, a running bot out. Nothing is decided here but who is given what."""

import os
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final, Protocol

import structlog
from slack_bolt import Ack, App, BoltRequest, BoltResponse, Respond
from slack_sdk import WebClient

from bot import (
    actions,
    adding,
    commands,
    deciding,
    edits,
    forms,
    home,
    importing,
    leaving,
    linking,
    mending,
    modals,
    naming_form,
    outstanding,
    papers,
    reactions,
    reviewing,
    rhythm_form,
    threads,
)
from bot.catch_up import CatchUp
from bot.courier import SlackCourier, posting, posting_client, prompt_client, reading_client
from bot.desk import Desk, Recent
from bot.directory import Directory
from bot.files import SharedFiles
from bot.home import Homes
from bot.importing import Intake
from bot.language import Say
from bot.line import Line
from bot.papers import Papers
from bot.settings import Settings
from bot.target_commands import register as register_targets
from bot.target_import import SheetIntake
from jobs.cadence import Policy
from jobs.deliver import Carrier, Step, no_step
from jobs.plan import next_due, plan_due
from jobs.raising import plan_raising
from jobs.schedule import Schedule, Tick
from jobs.scorecards import plan_scorecard
from jobs.sweep import sweep
from jobs.waiting import Office, Reader, plan_waiting
from storage import refusals, workspace
from storage.database import Database, DatabaseProblem
from storage.deliveries import LEASE

log = structlog.get_logger()

LISTENERS: Final = 32
TICK_SECONDS: Final = {
    "plan": 15.0,
    "deliver": 2.0,
    "refresh": 2.0,
    "sweep": 15.0,
    "home": 3.0,
    "catch_up": 600.0,
    "read": 5.0,
    "papers": 5.0,
    "sheets": 5.0,
}


class Receiver(Protocol):
    """How Slack reaches this process: Socket Mode's line, or HTTP mode's door."""

    def open(self) -> None:
        """Begin to take what Slack sends. Raises PortProblem."""

    def close(self) -> None:
        """Take nothing more."""

    def is_open(self) -> bool:
        """True while Slack can reach us."""


class Figures(Protocol):
    """Where the figures of this process are told, if they are."""

    def open(self) -> None:
        """Begin to tell them. Raises PortProblem."""

    def close(self) -> None:
        """Tell them no more."""

    def note_answer(self, body: Mapping[str, Any], seconds: float, status: int) -> None:
        """Slack was answered."""


class TimedApp(App):
    """Bolt's app, which tells how long each of its answers took."""

    figures: Figures | None = None

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Answer one thing that Slack brought."""
        begun = time.perf_counter()
        answer = super().dispatch(req)
        if self.figures is not None:
            self.figures.note_answer(req.body, time.perf_counter() - begun, answer.status)
        return answer


@dataclass(slots=True)
class Bot:
    """A bot that is ready to be started, with everything it owns."""

    desk: Desk
    app: TimedApp
    receiver: Receiver
    schedule: Schedule
    carrier: Carrier
    lost: threading.Event = field(default_factory=threading.Event)
    problems: list[DatabaseProblem] = field(default_factory=list)
    """Why the records cannot be used any more, once that is so; `lost` is set then too."""

    def start(self) -> None:
        """Begin to take what Slack sends, then begin the ticks."""
        if self.app.figures is not None:
            self.app.figures.open()
        self.receiver.open()
        self.schedule.start()
        threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()

    def stop(self) -> None:
        """Begin nothing more, end what is under way, hang up. The database is its opener's to close."""
        self.schedule.stop()
        self.receiver.close()
        if self.app.figures is not None:
            self.app.figures.close()

    def run_ticks(self) -> None:
        """Do now what the ticks would do in turn; the playground calls it after its clock was moved."""
        self.schedule.run_now("plan", "deliver", "refresh")

    def next_reminder(self) -> datetime | None:
        """The instant of the next post to a unit's channel, if nothing changes."""
        return next_due(self.desk.now(), self.desk.database, self.desk.policy)

    def _warm_up(self) -> None:
        try:
            self.desk.warm_up()
        except Exception as error:
            log.warning("could not ask Slack ahead of time", error=type(error).__name__)


def build_bot(
    settings: Settings,
    database: Database,
    now: Callable[[], datetime],
    *,
    policy: Policy | None = None,
    lease: timedelta = LEASE,
    at_step: Step = no_step,
) -> Bot:
    """Wire one bot to one workspace.

    `now` is the cadence's clock (aware, UTC): the machine's, or the playground's. `lease` and `at_step` are for tests of sudden
    death. Raises SlackApiError when the token is
    refused, and DatabaseProblem when the database serves another team.
    """
    reading = reading_client(settings.bot_token, settings.api_url)
    myself = reading.auth_test()
    with database.writing() as session:
        workspace.serve_team(session, myself["team_id"], myself["team"], myself.get("url") or "")
        refusals.try_again(session)  # something may have been mended while we were away
        workspace.try_charts_again(session)
    lost = threading.Event()
    courier = SlackCourier(posting(settings.bot_token, settings.api_url), reading)
    policy = policy or Policy()
    carrier = Carrier(
        database,
        courier,
        policy,
        owner=f"{socket.gethostname()}:{os.getpid()}",
        office_channel=settings.office_channel or None,
        office_language=settings.language,
        lease=lease,
        at_step=at_step,
    )

    directory = Directory(reading, myself["team_id"], settings.office_users, settings.office_usergroup)
    office = Office(
        settings.timezone,
        settings.calendar,
        partial(_office_readers, directory, settings.language),
        channel=settings.office_channel,
        language=settings.language,
        conversation_with=directory.conversation_with,
    )

    def plan() -> None:
        planned = plan_due(now(), database, policy)
        planned += plan_raising(now(), database, policy, office)
        planned += plan_scorecard(now(), database, policy, office)
        if planned + plan_waiting(now(), database, policy, office):
            schedule.nudge("deliver")

    deeds: dict[str, Callable[[], object]] = {
        "plan": plan,
        "deliver": lambda: carrier.deliver(now()),
        "refresh": lambda: carrier.refresh(now()),
        "sweep": lambda: sweep(now(), carrier),
        "home": lambda: homes.refresh(),
        "catch_up": lambda: missed.look(),
        "read": lambda: intake.read_waiting(),
        "papers": lambda: writing.send_waiting(),
        "sheets": lambda: sheets.read_waiting(),
    }
    problems: list[DatabaseProblem] = []

    def unless_outdated(deed: Callable[[], object]) -> None:
        """Do it, unless a newer version has changed the tables meanwhile: then this one has to go."""
        try:
            database.refuse_newer()
        except DatabaseProblem as problem:
            problems.append(problem)
            lost.set()
        else:
            deed()

    schedule = Schedule(
        {name: Tick(partial(unless_outdated, deed), TICK_SECONDS[name]) for name, deed in deeds.items()}
    )
    desk = Desk(
        database=database,
        directory=directory,
        policy=policy,
        now=now,
        nudge=_nudging(schedule),
        recent=Recent(database),
        bot_user=myself["user_id"],
        language=settings.language,
        office_channel=settings.office_channel or None,
        everybody_sees_all=settings.everybody_sees_all,
        office=office,
        commands={
            "directives": settings.directives_command,
            "followups": settings.followups_command,
            "targets": settings.targets_command,
        },
    )
    missed = CatchUp(desk, reading)
    homes = Homes(desk, reading)
    files = SharedFiles(reading, settings.bot_token, settings.api_url)
    intake = Intake(desk, reading, files)
    sheets = SheetIntake(desk, files)
    writing = Papers(desk, posting_client(settings.bot_token, settings.api_url), settings.api_url)
    app = build_app(desk, prompt_client(settings.bot_token, settings.api_url), homes)
    receiver = _receiver(settings, app, reading, database, lost)
    app.figures = _figures(settings, database, schedule, receiver, now)
    return Bot(desk, app, receiver, schedule, carrier, lost, problems)


def _receiver(settings: Settings, app: App, reading: WebClient, database: Database, lost: threading.Event) -> Receiver:
    if not settings.is_http:
        return Line(app, settings.app_token, reading, on_lost=lambda _reason: lost.set())
    from bot.http_mode import HttpReceiver  # Socket Mode needs no web server

    return HttpReceiver(app, settings.signing_secret, settings.listen_host, settings.http_port or 0, database.is_sound)


def _figures(
    settings: Settings, database: Database, schedule: Schedule, receiver: Receiver, now: Callable[[], datetime]
) -> Figures | None:
    if settings.metrics_port is None:
        return None
    from bot.metrics import Metrics  # who is not watched needs no library for it

    return Metrics(
        settings.listen_host,
        settings.metrics_port,
        database=database,
        pulses=schedule.pulses,
        is_connected=receiver.is_open,
        now=now,
    )


def _office_readers(directory: Directory, language: str) -> tuple[Reader, ...]:
    """The office's people, each in their own conversation with the bot; asks Slack for whom it does not know yet."""
    found = []
    for user in sorted(directory.office()):
        channel = directory.conversation_with(user)
        if channel is not None:
            found.append(Reader(user, channel, directory.member(user).language(language)))
    return tuple(found)


def _nudging(schedule: Schedule) -> Callable[[str], None]:
    """Answers are shown by posts, by renderings and on Homes, so one nudge hurries them all."""

    def nudge(name: str) -> None:
        schedule.nudge(name)
        if name == "deliver":
            schedule.nudge("refresh")
            schedule.nudge("home")

    return nudge


def build_app(desk: Desk, client: WebClient, homes: Homes) -> TimedApp:
    """The Bolt app with all listeners. Each does its work in one transaction before Slack is acknowledged."""
    app = TimedApp(
        client=client,
        process_before_response=True,
        token_verification_enabled=False,
        # Bolt takes the news that our own message was deleted for our own deed; each listener knows its own.
        ignoring_self_events_enabled=False,
        request_verification_enabled=False,  # the line is itself the proof, and HTTP mode's door asks for it before anything is read
        listener_executor=ThreadPoolExecutor(LISTENERS, thread_name_prefix="listener"),
    )
    commands.register(app, desk)
    home.register(app, homes)
    forms.register(app, desk)
    rhythm_form.register(app, desk)
    naming_form.register(app, desk)
    importing.register(app, desk)
    reviewing.register(app, desk)
    adding.register(app, desk)
    modals.register(app, desk)
    register_targets(app, desk)
    outstanding.register(app, desk)
    papers.register(app, desk)
    _register_events(app, desk)
    _register_clicks(app, desk, client)
    return app


def _register_events(app: App, desk: Desk) -> None:
    @app.event("message")
    def _message(event: dict[str, Any]) -> None:
        if not edits.hear_change(event, desk):
            threads.hear_message(event, desk)

    @app.event("reaction_added")
    def _added(event: dict[str, Any]) -> None:
        reactions.hear_reaction(event, desk, is_added=True)

    @app.event("reaction_removed")
    def _removed(event: dict[str, Any]) -> None:
        reactions.hear_reaction(event, desk, is_added=False)

    @app.event("member_joined_channel")
    def _joined(event: dict[str, Any]) -> None:
        linking.hear_member_joined(event, desk)

    @app.event("channel_unarchive")
    @app.event("group_unarchive")
    def _unarchived(event: dict[str, Any]) -> None:
        mending.hear_unarchived(event, desk)

    @app.event("member_left_channel")
    def _left(event: dict[str, Any]) -> None:
        linking.hear_members_changed(event, desk)

    @app.event("user_change")
    def _changed(event: dict[str, Any]) -> None:
        leaving.hear_user_changed(event, desk)

    # What is not acknowledged comes again: whatever else we are told, we take.
    @app.event(re.compile(".*"))
    def _other() -> None:
        return


def _register_clicks(app: App, desk: Desk, client: WebClient) -> None:
    def listen(
        action_id: "str | re.Pattern[str]", deed: Callable[[Mapping[str, Any], Desk], None], *, closes: bool
    ) -> None:
        @app.action(action_id)
        def _press(ack: Ack, body: dict[str, Any], respond: Respond) -> None:
            try:
                deed(body, desk)
            except Exception:
                # Caught here: an exception after ack() would take the acknowledgement back.
                log.exception("a click could not be taken", action=body["actions"][0].get("action_id"))
                ack()
                respond(text=_broken(desk, body), replace_original=False, response_type="ephemeral")
                return
            ack()
            if closes:
                respond(delete_original=True)

    listen("done", actions.press_done, closes=False)
    listen("menu", lambda body, desk: actions.press_menu(body, desk, client), closes=False)
    listen(re.compile(r"^accept(_all)?$"), deciding.press_accept, closes=False)
    listen("approve", deciding.press_approve, closes=False)
    listen("decline", deciding.press_decline, closes=False)
    listen(
        re.compile(r"^form_(return|assign)$"),
        lambda body, desk: deciding.press_form(body, desk, client),
        closes=False,
    )
    listen("undo", actions.press_undo, closes=False)
    listen("which_confirm", actions.press_which, closes=True)
    listen(re.compile(r"^reading_\d+$"), actions.press_reading, closes=True)
    listen(re.compile(r"^worded_\d+$"), lambda body, desk: actions.press_worded(body, desk, client), closes=False)
    listen("link_unit", linking.press_link, closes=True)

    # Choosing in a list says nothing yet; the button beside it does.
    @app.action(re.compile(".*"))
    def _choice(ack: Ack) -> None:
        ack()


def _broken(desk: Desk, body: Mapping[str, Any]) -> str:
    """What a person is told when their click could not be taken."""
    try:
        language = desk.meet(body["user"]["id"]).language
    except Exception:
        language = desk.language
    say = Say(language)
    return say(
        "Something went wrong, and nothing was changed. Please try again; if it happens again, tell whoever runs this bot."
    )
