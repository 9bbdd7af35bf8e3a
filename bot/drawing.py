"""Answers with charts: offered to Slack, which says whether this workspace takes them; refused ones are said in a table, and
where that is refused, too, in words alone.

What Slack said is remembered, so that nobody waits twice for the same refusal.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog
from slack_bolt import Ack, Respond

from bot.desk import Desk
from bot.language import Say
from bot.messages.pages import Page
from bot.messages.text import Block
from storage import workspace

DRAWN: Final = frozenset({"data_visualization", "data_table"})
# What some workspaces may not know: whoever sends one listens to what Slack says to it.
NEW: Final = DRAWN | {"table"}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and whether the whole channel is to see it."""

    page: Page
    is_public: bool = False

    @property
    def message(self) -> dict[str, Any]:
        """What Slack is given, by the acknowledgement or by the response_url."""
        kind = "in_channel" if self.is_public else "ephemeral"
        return {"text": self.page.text, "blocks": self.page.blocks, "response_type": kind}


def is_drawn(blocks: Sequence[Block]) -> bool:
    """True when one of these blocks needs a workspace that draws."""
    return any(block["type"] in DRAWN for block in blocks)


def answer_drawn(
    ack: Ack,
    respond: Respond,
    desk: Desk,
    user: str,
    work: Callable[[bool], Answer | None],
    *,
    replaces: bool = False,
) -> None:
    """Acknowledge with the answer; one with pictures goes by the response_url, where Slack says whether it takes them.

    `work` is told whether the workspace draws, and returns None when a form was opened instead. An answer to a button
    (`replaces`) always goes by the response_url, and takes the place of what was clicked on.
    """
    try:
        with desk.database.reading() as session:
            draws = workspace.takes_charts(session) is not False
        answered = work(draws)
    except Exception:
        # Not raised further: without an acknowledgement Slack would only say that the command timed out.
        log.exception("a command could not be answered")
        if replaces:
            ack()
            respond(text=broken(desk, user), replace_original=False, response_type="ephemeral")
        else:
            ack(text=broken(desk, user), response_type="ephemeral")
        return
    if answered is None or not answered.page.text:
        ack()
        return
    is_new = any(block["type"] in NEW for block in answered.page.blocks)
    if not is_new and not replaces:
        ack(**answered.message)
        return
    ack()
    told_us = respond(**answered.message, replace_original=replaces)
    taken = told_us.status_code == 200
    if is_drawn(answered.page.blocks):
        _heed(desk, taken, str(told_us.body or ""))
        if not taken and (answered := work(False)) is not None:
            taken = respond(**answered.message, replace_original=replaces).status_code == 200
    if not taken and is_new and answered is not None:
        # The words for the ear say everything that the blocks show.
        respond(text=answered.page.text, response_type=answered.message["response_type"], replace_original=replaces)


def broken(desk: Desk, user: str) -> str:
    """What somebody is told whose question could not be answered; in the bot's own language when Slack does not say theirs."""
    try:
        language = desk.meet(user).language
    except Exception:
        language = desk.language
    return Say(language)(
        "Something went wrong, and nothing was changed. Please try again; if it happens again, tell whoever runs this bot."
    )


def _heed(desk: Desk, taken: bool, word: str) -> None:
    """Remember what Slack said to charts."""
    if not taken:
        log.warning("an answer with charts was not taken", word=word[:200])
    with desk.database.reading() as session:
        is_known = workspace.takes_charts(session) == taken
    if (taken or "invalid_blocks" in word) and not is_known:
        with desk.database.writing() as session:
            workspace.remember_charts(session, taken)
