"""`followups check`: what is wrong with the installation, and how to mend it. Changes nothing."""

from collections.abc import Callable, Iterator

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.courier import reading_client
from bot.language import Say
from bot.manifest import REQUESTS_PATH, wanted_scopes
from bot.settings import Settings
from storage import units, workspace
from storage.database import DatabaseProblem, open_database
from storage.words import N_

# What Slack says of a channel, and how to mend it.
MENDS = {
    "channel_not_found": N_(
        "the bot cannot see it. If it is private, type /invite @Follow-ups there; otherwise check the id."
    ),
    "not_in_channel": N_("the bot is not in it. Type /invite @Follow-ups there."),
    "is_archived": N_("it is archived. Unarchive it in Slack, or link the unit to another channel."),
    "missing_scope": N_("the token lacks a scope. Reinstall the app from the manifest."),
}


def check_everything(settings: Settings, tell: Callable[[str], None]) -> bool:
    """Tell one line per finding; True when nothing is wrong."""
    say = Say(settings.language)
    sound = True
    for is_good, words in findings(settings, say):
        tell(("✓ " if is_good else "✗ ") + words)
        sound = sound and is_good
    return sound


def findings(settings: Settings, say: Say) -> Iterator[tuple[bool, str]]:
    """Each finding: whether it is good, and what it is."""
    yield True, say("The settings can be used.")
    yield from _database_findings(settings, say)
    if not settings.has_slack:
        yield True, say("There are no Slack tokens, so `followups run` starts the playground.")
        return
    client = reading_client(settings.bot_token, settings.api_url)
    yield from _slack_findings(client, settings, say)


def _database_findings(settings: Settings, say: Say) -> Iterator[tuple[bool, str]]:
    try:
        database = open_database(settings.database_url, alone=False)
    except DatabaseProblem as problem:
        yield False, say(problem.message, **problem.values)
        return
    with database.reading() as session:
        known = workspace.the_workspace(session)
        yield True, say("The database answers and fits this version.")
        if known is not None and known.live_at is None:
            yield (
                True,
                say("Not live yet: nothing is posted to the units' channels. When you are ready: followups live"),
            )
        for unit in units.all_units(session):
            if unit.active and unit.channel is None:
                yield (
                    False,
                    say(
                        "{code} {name} has no channel. Invite the bot there, or: followups units set {code} --channel C0123456789",
                        code=unit.code,
                        name=unit.name,
                    ),
                )
    database.close()


def _slack_findings(client: WebClient, settings: Settings, say: Say) -> Iterator[tuple[bool, str]]:
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        yield (
            False,
            say(
                "Slack refuses SLACK_BOT_TOKEN ({word}). Copy it again from “OAuth & Permissions”, or reinstall the app.",
                word=error.response.get("error"),
            ),
        )
        return
    except (SlackClientError, OSError) as error:
        yield (
            False,
            say(
                "Slack does not answer at {url} ({word}). Check the network, a proxy, and SLACK_API_URL.",
                url=settings.api_url,
                word=type(error).__name__,
            ),
        )
        return
    yield True, say("The bot token is good: {bot} in {team}.", bot=answer["user"], team=answer["team"])
    yield from _http_findings(settings, say) if settings.is_http else _app_token_findings(settings, say)
    held = {
        scope.strip()
        for scope in str(next((v for k, v in answer.headers.items() if k.lower() == "x-oauth-scopes"), "")).split(",")
    }
    missing = sorted(wanted_scopes() - held)
    if missing:
        yield (
            False,
            say(
                "The token lacks these scopes: {scopes}. Update the app from bot/manifest.json and reinstall it.",
                scopes=", ".join(missing),
            ),
        )
    else:
        yield True, say("The token has every scope.")
    yield from _office_findings(client, settings, say)
    yield from _channel_findings(client, settings, str(answer["team_id"]), say)


def _http_findings(settings: Settings, say: Say) -> Iterator[tuple[bool, str]]:
    """Nobody but Slack can tell whether its requests arrive and are signed with this secret."""
    yield (
        True,
        say(
            "HTTP mode: bring https://your-address{path} to port {port} of this machine, and give it to Slack (followups manifest --url https://your-address).",
            path=REQUESTS_PATH,
            port=settings.http_port,
        ),
    )


def _app_token_findings(settings: Settings, say: Say) -> Iterator[tuple[bool, str]]:
    client = reading_client(settings.app_token, settings.api_url)
    try:
        client.apps_connections_open(app_token=settings.app_token)
    except SlackApiError as error:
        yield (
            False,
            say(
                "Slack refuses SLACK_APP_TOKEN ({word}). It needs the scope connections:write, and Socket Mode must be on.",
                word=error.response.get("error"),
            ),
        )
        return
    yield True, say("The app token opens a connection.")


def _office_findings(client: WebClient, settings: Settings, say: Say) -> Iterator[tuple[bool, str]]:
    for named in settings.office_users:
        try:
            if "@" in named:
                client.users_lookupByEmail(email=named)
            else:
                client.users_info(user=named)
        except SlackApiError as error:
            yield (
                False,
                say(
                    "Nobody in the workspace is {named} of OFFICE_USERS ({word}).",
                    named=named,
                    word=error.response.get("error"),
                ),
            )
        else:
            yield True, say("{named} is of the office.", named=named)


def _channel_findings(client: WebClient, settings: Settings, team_id: str, say: Say) -> Iterator[tuple[bool, str]]:
    linked = [(settings.office_channel, say("the office's channel"))]
    try:
        database = open_database(settings.database_url, alone=False)
    except DatabaseProblem:
        database = None
    if database is not None:
        with database.reading() as session:
            known = workspace.the_workspace(session)
            if known is not None and known.team_id != team_id:
                yield (
                    False,
                    say(
                        "This database serves another Slack workspace, {team}. Use its token, or another DATABASE_URL.",
                        team=known.team_name,
                    ),
                )
            linked += [
                (unit.channel, unit.name_in(say.language)) for unit in units.active_units(session) if unit.channel
            ]
        database.close()
    for channel, name in linked:
        trouble = channel_trouble(client, channel)
        if trouble is None:
            yield True, say("{name}: the bot is in {channel}.", name=name, channel=channel)
        else:
            yield (
                False,
                say(
                    "{name}: {channel} cannot be posted to: {mend}",
                    name=name,
                    channel=channel,
                    mend=say(MENDS.get(trouble, trouble)),
                ),
            )


def channel_trouble(client: WebClient, channel: str) -> str | None:
    """Slack's word for why the bot cannot post in a channel; None when it can."""
    try:
        told = client.conversations_info(channel=channel)["channel"]
    except SlackApiError as error:
        return str(error.response.get("error"))
    if told.get("is_archived"):
        return "is_archived"
    return None if told.get("is_member") or told.get("is_im") else "not_in_channel"
