"""What tests of the import do in its window, and the minutes they paste. Not a test."""

import json
from typing import Any

from bot.playground import scene
from bot.playground.playing import Game
from bot.playground.records import BOT_USER, Message, View
from storage import items, meetings, units
from storage.models import Item, Meeting
from storage.viewers import Viewer
from tests.stage import SECONDS, said_by_bot

Json = dict[str, Any]
HELEN, LIU = scene.HELEN, scene.LIU
OFFICE = Viewer(user=HELEN, is_office=True)

MINUTES = """Harbour review

On 24 May 2024 the harbour review was held online. The heads of Qingdao Lishen, Wuxi Lishen and Tianjin New Energy Company attended the meeting.

Tong Laiming stressed: the first is to open the second berth; the second is to repair the crane; the third is to count the spare parts.

Zhang Qiang required: the first is to train the night shift; the second is to publish the timetable.
"""
CORRECTED = MINUTES.replace("repair the crane", "repair both cranes").replace(
    "the third is to count the spare parts", "the third is to count the spare parts; the fourth is to paint the quay"
)
CHINESE = "青岛码头专题会\n\n2024年5月24日，青岛码头专题会召开。青岛力神、无锡力神参加会议。\n\n童来明强调，一是要开放第二泊位；二是要修好吊车。\n"


def window(game: Game, user: str) -> View:
    """The topmost window a person has open."""
    with game.playground.workspace.lock:
        stack = game.playground.workspace.stacks.get(user) or []
        return game.playground.workspace.views[stack[-1]]


def until_window(game: Game, user: str, words: str) -> View:
    """Wait until a person's topmost window holds these words."""

    def found() -> View | None:
        stack = game.playground.workspace.stacks.get(user) or []
        view = game.playground.workspace.views[stack[-1]] if stack else None
        return view if view and words in json.dumps(view.body, ensure_ascii=False) else None

    view = game.playground.workspace.until(found, SECONDS)
    assert view is not None
    return view


def words_of(view: View) -> str:
    return json.dumps(view.body, ensure_ascii=False)


def elements(view: View) -> list[tuple[str, Json]]:
    """The block and the element of everything that can be pressed or filled in."""
    return [
        (block["block_id"], each)
        for block in view.body["blocks"]
        for each in (block.get("accessory"), block.get("element"), *(block.get("elements") or []))
        if isinstance(each, dict) and each.get("action_id")
    ]


def press(game: Game, user: str, view: View, action_id: str, **choice: Any) -> None:
    """Press a button or choose in a menu of a window."""
    block_id, element = next(each for each in elements(view) if each[1]["action_id"] == action_id)
    game.playground.act(
        user, "press", view_id=view.id, block_id=block_id, action_id=action_id, element=element | choice
    )


def menu(game: Game, user: str, view: View, line: str, verb: str) -> None:
    """Choose something in the menu of the line that holds these words."""
    block = next(block for block in view.body["blocks"] if line in (block.get("text") or {}).get("text", ""))
    menu = block["accessory"]
    chosen = next(each for each in menu["options"] if each["value"].startswith(verb))
    game.playground.act(
        user,
        "press",
        view_id=view.id,
        block_id=block["block_id"],
        action_id=menu["action_id"],
        element=menu | {"selected_option": chosen},
    )


def fill(view: View, **values: Any) -> Json:
    """What a window holds, with these inputs changed; an input is named by how its block begins."""
    state = json.loads(json.dumps(view.values))
    for name, value in values.items():
        block = next(block for block in state if block == name or block.startswith(f"{name}_"))
        state[block]["value"] |= value
    return dict(state)


def submit(game: Game, user: str, view: View, **values: Any) -> bool:
    """Send a window; False when something in it is wrong."""
    return not game.playground.act(user, "submit", view_id=view.id, values=fill(view, **values))["errors"]


def open_import(game: Game, user: str = HELEN) -> View:
    game.playground.act(user, "command", channel=scene.OFFICE_CHANNEL, text="/followups import")
    return until_window(game, user, "")


def paste(game: Game, text: str = MINUTES, user: str = HELEN, **more: Any) -> View:
    """Paste minutes and wait for their preview."""
    submit(game, user, open_import(game, user), paste_0={"value": text}, **more)
    return until_window(game, user, "draft_preview")


def conversation(game: Game, user: str) -> str:
    return str(game.playground.act(user, "open_im", **{"with": BOT_USER})["channel"])


def until_letter(game: Game, user: str, words: str) -> Message:
    """Wait for a message of the bot to one person that holds these words."""
    channel = conversation(game, user)

    def found() -> Message | None:
        said = [message for message in said_by_bot(game, channel) if words in message.text]
        return said[-1] if said else None

    letter = game.playground.workspace.until(found, SECONDS)
    assert letter is not None
    return letter


def press_in(game: Game, user: str, channel: str, message: Message, action_id: str) -> None:
    """Press a button of a message."""
    for block in message.blocks or []:
        for element in block.get("elements") or []:
            if element.get("action_id") == action_id:
                game.playground.act(
                    user,
                    "press",
                    channel=channel,
                    message_ts=message.ts,
                    block_id=block["block_id"],
                    action_id=action_id,
                    element=element,
                )
                return
    raise AssertionError(f"no {action_id}")


def meeting_titled(game: Game, title: str) -> Meeting | None:
    with game.bot.desk.database.reading() as session:
        return next((each for each in meetings.meetings(session, OFFICE) if each.title == title), None)


def items_of(game: Game, title: str, code: str) -> list[Item]:
    """What a unit got from a meeting, by number."""
    meeting = meeting_titled(game, title)
    assert meeting is not None
    with game.bot.desk.database.reading() as session:
        unit = units.unit_of_code(session, code)
        assert unit is not None
        return [item for item in items.items_of_meeting(session, meeting) if item.unit_id == unit.id]
