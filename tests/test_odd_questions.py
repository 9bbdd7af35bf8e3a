"""What a command may be asked on a bad day, over the real wire: each gets an answer that a person can act on."""

from collections.abc import Iterator
from typing import Any, Final

import pytest

from bot.playground import scene
from bot.playground.playing import Game, playing
from bot.playground.records import HOME_TEAM
from bot.settings import settings_from
from tests.stage import UNHURRIED

NOWHERE: Final = "C0NEVERSEEN1"
GONE: Final = "U0GONELONGAG"

# The question, and what its answer must say.
ODD: Final = [
    ("", "Tong Laiming"),
    ("   ", "Tong Laiming"),
    ("x" * 3_000, "Nothing"),
    ("质量 " * 1_500, "质量"),
    ("🎉", "Nothing"),
    ("tong 🎉", "Tong Laiming · 4 directives"),
    ("OR", "Nothing"),
    ('"', "Tong Laiming"),
    ('"quality', "quality"),
    ("*", "Tong Laiming"),
    ("quality*", "quality"),
    ("NEAR(quality cost)", "Nothing"),
    ("quality AND NOT cost", "Nothing"),
    ("' OR 1=1; DROP TABLE item; --", "Nothing"),
    ("%", "Nothing"),
    ("\u202etong\u202c", "Tong Laiming"),
    ("\u0627\u0644\u062c\u0648\u062f\u0629", "Nothing"),
    (f"<@{GONE}>", "not linked"),
    (f"<@{GONE}|somebody>", "not linked"),
    (f"tong <@{GONE}>", "not linked"),
    ("<#C0SECRET001|secret>", "belongs to no unit"),
    ("<#C0QINGDAO001|qingdao-lishen>", "Qingdao Lishen (QD)"),
    ("to\u200bng\ufeff", "Tong Laiming · 4 directives"),
    ("tong &amp; zhang", "8 directives"),
    ("<!channel> tong", "Nothing"),
    ("tong\x00laiming", "Tong Laiming"),
    ("tong\n\nlaiming", "Tong Laiming"),
    ("QD-999999", "QD-1"),
    ("QD-99999999999999999999", "Nothing"),
    ("tong 99999999999999999999", "Nothing"),
    ("-tong", "40 items open"),
    ("QD -tong", "8 items open"),
    ("directive 2 -tong", "Zhang"),
    ("- - -", "Tong Laiming"),
    ("2024Q9", "Nothing"),
    ("qingdao panda giraffe", "Did you mean:"),
    ("青岛 熊猫", "Did you mean:"),
]


@pytest.fixture(scope="module")
def game() -> Iterator[Game]:
    """One quarter for all of them: nothing here changes it."""
    with playing(settings_from({"PLAYGROUND_PORT": "0"}), patience=UNHURRIED) as running:
        yield running


def asked(game: Game, text: str, command: str = "/directives", **more: str) -> dict[str, Any]:
    """What the acknowledgement of a command carries."""
    payload = {
        "command": command,
        "text": text,
        "user_id": scene.HELEN,
        "user_name": "helen.carter",
        "channel_id": scene.GENERAL,
        "channel_name": "general",
        "team_id": HOME_TEAM,
        "team_domain": "lishen",
        "api_app_id": "A0",
        "token": "x",
        "trigger_id": "1.2.3",
        "response_url": f"{game.playground.origin}/nowhere",
    }
    answer = game.playground.ask("slash_commands", payload | more)
    assert answer is not None
    return answer


@pytest.mark.parametrize(("text", "told"), ODD)
def test_whatever_is_asked_is_answered_in_words(game: Game, text: str, told: str) -> None:
    answer = asked(game, text)
    assert told in str(answer["blocks"])
    assert answer["response_type"] == "ephemeral"
    assert "<!" not in answer["text"]
    assert answer["text"].count("<@") == answer["text"].count("<#") == 0


@pytest.mark.parametrize("command", ["/directives", "/followups", "/targets"])
@pytest.mark.parametrize("channel", [NOWHERE, "D0NEVERSEEN1", "G0NEVERSEEN1"])
def test_a_channel_the_bot_has_never_seen_gets_its_answer_too(game: Game, command: str, channel: str) -> None:
    here = asked(game, "help", command)
    assert asked(game, "help", command, channel_id=channel, channel_name="directmessage") == here
    assert here["text"]


def test_what_is_shown_to_a_channel_the_bot_cannot_see_into_holds_nothing_that_is_not_everybodys(game: Game) -> None:
    answer = asked(game, "tong here", channel_id=NOWHERE)
    assert "Tong Laiming" not in str(answer["blocks"])


@pytest.mark.parametrize("command", ["/directives", "/followups", "/targets"])
def test_somebody_of_another_workspace_learns_nothing(game: Game, command: str) -> None:
    answer = asked(game, "tong", command, team_id="T0ANOTHERONE", user_id="U0ANOTHERONE")
    assert "quality" not in str(answer["blocks"])
    assert answer["text"]
