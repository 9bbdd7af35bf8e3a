"""Web API: conversations, people, groups, and who the caller is."""

from collections.abc import Iterable

from bot.playground.calls import Call, with_cursor
from bot.playground.channels import add_member, direct
from bot.playground.channels import remove_member as remove
from bot.playground.records import APP, BOT, BOT_USER, HOME_TEAM, Channel, Json
from bot.playground.refusals import Refused
from bot.playground.shapes import channel_json, user_json


def auth_test(call: Call) -> Json:
    """auth.test"""
    bot = call.workspace.people[BOT_USER]
    return {
        "url": f"{call.workspace.origin}/",
        "team": call.workspace.name,
        "user": bot.name,
        "team_id": HOME_TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Json:
    """api.test: gives back what it was given; an `error` argument is answered as that error."""
    if call.text("error"):
        raise Refused(call.text("error"), args=dict(call.arguments))
    return {"args": {name: value for name, value in call.arguments.items() if name != "token"}}


def team_of(call: Call) -> Json:
    """team.info"""
    call.wants("team:read")
    return {
        "team": {
            "id": HOME_TEAM,
            "name": call.workspace.name,
            "domain": call.workspace.domain,
            "email_domain": "example.com",
        }
    }


def bot_of(call: Call) -> Json:
    """bots.info"""
    call.wants("users:read")
    if call.text("bot", BOT) != BOT:
        raise Refused("bot_not_found")
    bot = call.workspace.people[BOT_USER]
    return {
        "bot": {"id": BOT, "app_id": APP, "user_id": BOT_USER, "name": bot.real_name, "deleted": False, "icons": {}}
    }


def conversation(call: Call) -> Json:
    """conversations.info"""
    channel = call.channel()
    call.wants(_read_scope(channel))
    shown = channel_json(channel)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def conversations(call: Call) -> Json:
    """conversations.list"""
    rows, cursor = call.page(_listed(call, call.workspace.channels.values()), otherwise=100, most=1000)
    return with_cursor({"channels": [channel_json(row) for row in rows]}, cursor)


def conversations_of_user(call: Call) -> Json:
    """users.conversations: those that the bot, or `user` as far as the bot can see, is in."""
    user = call.text("user") or BOT_USER
    call.workspace.person(user)
    mine = [channel for channel in call.workspace.channels.values() if user in channel.members]
    rows, cursor = call.page(_listed(call, mine), otherwise=100, most=999)
    return with_cursor({"channels": [channel_json(row) for row in rows]}, cursor)


def members(call: Call) -> Json:
    """conversations.members"""
    channel = call.channel()
    call.wants(_read_scope(channel))
    rows, cursor = call.page(channel.members, otherwise=100, most=1000)
    return with_cursor({"members": rows}, cursor)


def join(call: Call) -> Json:
    """conversations.join: joining twice is no error, only a warning."""
    call.wants("channels:join")
    channel = call.channel()
    if channel.is_im or channel.is_private:
        raise Refused("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise Refused("is_archived")
    if BOT_USER in channel.members:
        return {"channel": channel_json(channel), "warning": "already_in_channel"}
    add_member(call.workspace, channel, BOT_USER)
    return {"channel": channel_json(channel)}


def leave(call: Call) -> Json:
    """conversations.leave"""
    channel = call.channel()
    if BOT_USER not in channel.members:
        return {"not_in_channel": True}
    remove(call.workspace, channel, BOT_USER)
    return {}


def open_direct(call: Call) -> Json:
    """conversations.open, for one other person or a known direct conversation."""
    call.wants("im:write")
    if call.text("channel"):
        return {"channel": {"id": call.channel().id}}
    users = [user for user in call.needed("users").split(",") if user]
    if len(users) != 1:
        raise Refused("not_enough_users" if not users else "too_many_users")
    if users[0] not in call.workspace.people:
        raise Refused("user_not_found")
    known = {channel.id for channel in call.workspace.channels.values()}
    channel = direct(call.workspace, BOT_USER, users[0])
    shown = channel_json(channel) if call.flag("return_im") else {"id": channel.id}
    already = {"no_op": True, "already_open": True} if channel.id in known else {}
    return {"channel": shown} | already


def user_of(call: Call) -> Json:
    """users.info"""
    call.wants("users:read")
    person = call.workspace.person(call.needed("user"))
    return {"user": _without_secrets(call, user_json(person, call.flag("include_locale")))}


def users(call: Call) -> Json:
    """users.list: people of other organisations are not in it."""
    call.wants("users:read")
    ours = [person for person in call.workspace.people.values() if not person.is_stranger]
    rows, cursor = call.page(ours, otherwise=200, most=1000)
    shown = [_without_secrets(call, user_json(row, call.flag("include_locale"))) for row in rows]
    return with_cursor({"members": shown, "cache_ts": int(call.workspace.clock.now().timestamp())}, cursor)


def user_by_email(call: Call) -> Json:
    """users.lookupByEmail"""
    call.wants("users:read.email")
    email = call.needed("email").lower()
    for person in call.workspace.people.values():
        if person.email.lower() == email and not person.is_stranger:
            return {"user": user_json(person)}
    raise Refused("users_not_found")


def group_members(call: Call) -> Json:
    """usergroups.users.list"""
    call.wants("usergroups:read")
    group = call.needed("usergroup")
    if group not in call.workspace.groups:
        raise Refused("no_such_subteam")
    return {"users": list(call.workspace.groups[group])}


def groups(call: Call) -> Json:
    """usergroups.list"""
    call.wants("usergroups:read")
    named = call.workspace.groups.items()
    return {
        "usergroups": [
            {"id": group, "team_id": HOME_TEAM, "handle": "office", "name": "Office", "users": who}
            for group, who in named
        ]
    }


def _read_scope(channel: Channel) -> str:
    return {"channel": "channels:read", "group": "groups:read", "im": "im:read"}[channel.type]


def _listed(call: Call, channels: Iterable[Channel]) -> list[Channel]:
    """The channels of the `types` asked for that the bot can see, archived ones left out on request."""
    types = [kind.strip() for kind in (call.text("types") or "public_channel").split(",")]
    scopes = {"public_channel": "channels:read", "private_channel": "groups:read", "im": "im:read", "mpim": "mpim:read"}
    unknown = [kind for kind in types if kind not in scopes]
    if unknown:
        raise Refused("invalid_types")
    for kind in types:
        call.wants(scopes[kind])
    wanted = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
    shown_types = {wanted[kind] for kind in types}
    return [
        channel
        for channel in channels
        if channel.type in shown_types
        and (channel.type == "channel" or BOT_USER in channel.members)
        and not (channel.is_archived and call.flag("exclude_archived"))
    ]


def _without_secrets(call: Call, shown: Json) -> Json:
    """The user without the e-mail address, unless the app may read it."""
    if "users:read.email" not in call.scopes:
        shown["profile"].pop("email")
    return shown
