"""Channels: the bot is invited and offers to link; members come and go; a channel is archived."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from bot import answering, mending
from bot.desk import Desk
from storage import activity, inbound, units
from storage.items import Said
from storage.models import Unit
from storage.units import UnitProblem
from storage.words import N_


def hear_member_joined(event: Mapping[str, Any], desk: Desk) -> None:
    """When the bot itself was invited, ask the inviter, privately, which unit the channel belongs to."""
    desk.directory.hear_of_channel(event["channel"])
    if event.get("user") == desk.bot_user:
        mending.hear_mended(event["channel"], desk)
    inviter = event.get("inviter")
    if event.get("user") != desk.bot_user or not inviter:
        return
    known = desk.meet(inviter)
    name = desk.directory.channel_name(event["channel"])
    with desk.database.writing() as session:
        if units.unit_in_channel(session, event["channel"]) is not None:
            return
        row = inbound.receive(
            session,
            f"invited:{event['channel']}:{event.get('event_ts')}",
            kind="event",
            who=inviter,
            at=desk.now(),
            channel=event["channel"],
        )
        if row is None:
            return
        free = [unit for unit in units.all_units(session) if unit.active and unit.channel is None]
        choices = [{"unit_id": unit.id, "label": f"{unit.code} {unit.name}"} for unit in free]
        said = Said(desk.viewer(known, session), desk.now(), row)
        values = {"choices": choices, "best": _nearest(session, name, free)}
        answering.whisper_to(session, said, event["channel"], None, "offer_link", values)
    desk.nudge("deliver")


def hear_members_changed(event: Mapping[str, Any], desk: Desk) -> None:
    """Somebody left: who sees what in this channel is asked for again."""
    desk.directory.hear_of_channel(event["channel"])


def press_link(body: Mapping[str, Any], desk: Desk) -> None:
    """The Link button under the offer."""
    user, channel = body["user"]["id"], body["channel"]["id"]
    known, is_shared = desk.meet(user), desk.directory.is_shared(channel)
    chosen = [
        element["selected_option"]["value"]
        for block in ((body.get("state") or {}).get("values") or {}).values()
        for element in block.values()
        if element.get("selected_option")
    ]
    with desk.database.writing() as session:
        row = inbound.receive(
            session,
            f"action:{user}:link_unit:{body['actions'][0].get('action_ts')}",
            kind="click",
            who=user,
            at=desk.now(),
            channel=channel,
            text=",".join(chosen),
        )
        if row is None:
            return
        said = Said(desk.viewer(known, session), desk.now(), row)
        form, values = _link(session, said, channel, int(chosen[0]) if chosen else None, is_shared)
        answering.whisper_to(session, said, channel, None, form, values)
    desk.nudge("deliver")
    desk.nudge("plan")


def _link(
    session: Session, said: Said, channel: str, unit_id: int | None, is_shared: bool
) -> tuple[str, dict[str, Any]]:
    """Link, or say why not."""
    unit = session.get(Unit, unit_id) if unit_id else None
    if unit is None:
        return "plain", {"template": N_("Choose a unit first, then press Link.")}
    if not said.viewer.is_insider:
        return "not_office", {"asked": "link"}
    # A channel seen by another organisation, or a unit that would lose its channel, is the office's to decide.
    if (is_shared or unit.channel is not None) and not said.viewer.is_office:
        return "not_office", {"asked": "link"}
    try:
        units.link_channel(session, unit, channel)
    except UnitProblem as problem:
        return "plain", {"template": problem.message, **problem.values}
    activity.write(
        session,
        at=said.at,
        who=said.viewer.user,
        verb="linked",
        unit_id=unit.id,
        after={"channel": channel},
        inbound=said.inbound,
    )
    return "linked", {"unit": unit.name_in(said.viewer.language)}


def _nearest(session: Session, channel_name: str, free: list[Unit]) -> int | None:
    """The unit whose name is most like the channel's, if any is alike at all."""
    if not free or not channel_name:
        return None
    spoken = channel_name.replace("-", " ").replace("_", " ")

    def likeness(unit: Unit) -> float:
        from rapidfuzz import fuzz  # imported when it is needed: it is heavy

        return max(fuzz.token_set_ratio(spoken, name.casefold()) for name in units.names_of(session, unit))

    best = max(free, key=likeness)
    return best.id if likeness(best) >= 60 else None
