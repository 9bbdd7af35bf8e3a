"""The office's list of the day, with a decision at each line: accept or return, approve or decline, hand over.

What is decided since stays as one struck line, so that everybody of the office sees what a colleague has done.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Final

from bot.language import Say
from bot.messages.blocks import actions, button, context, divider, header, mrkdwn, piece, plain, rich, section, words
from bot.messages.names import called, continued, goes_on, label
from bot.messages.text import (
    MOST_BLOCKS,
    TOP_TEXT,
    WHOLE_MESSAGE,
    Block,
    characters,
    clamped_text,
    date_words,
    escaped,
    is_slack_user,
    mention,
    one_line,
    plain_name,
    reads_as_marks,
    shortened,
)
from jobs.waiting import WaitingFacts, WaitingLine, WishFacts
from storage.models import OPEN_STATES
from storage.waiting import OWNERLESS, REPORTED, WISH
from storage.words import N_

TITLE: Final = 150
NOTE: Final = 200
MOST_PROOFS: Final = 3
# More items than this in one press would not fit into a button.
MOST_AT_ONCE: Final = 50

HEADINGS: Final[Mapping[str, str]] = {
    REPORTED: N_("Reported done"),
    WISH: N_("More time asked for"),
    OWNERLESS: N_("Owner has left"),
}


def waiting_list(facts: WaitingFacts) -> dict[str, Any]:
    """What Slack is asked to post to one person of the office."""
    say = Say(facts.language)
    return {
        "method": "chat.postMessage",
        "channel": facts.channel,
        "text": clamped_text(_heard(say, facts)),
        "blocks": _fitting(say, facts),
        "unfurl_links": False,
        "unfurl_media": False,
    }


def is_decided(line: WaitingLine) -> bool:
    """True when nothing is to be decided here any more."""
    match line.section:
        case "reported":
            return line.state != "done"
        case "wish":
            return line.wish is None or line.wish.decision is not None or line.state not in OPEN_STATES
    return not line.is_ownerless or line.state not in OPEN_STATES


def is_whole(facts: WaitingFacts) -> bool:
    """True when one message takes all these lines."""
    say = Say(facts.language)
    blocks = _blocks(say, facts, len(facts.lines))
    is_seen = len(blocks) <= MOST_BLOCKS and characters(blocks) <= WHOLE_MESSAGE - TOP_TEXT
    return is_seen and len(_heard(say, facts)) <= TOP_TEXT


def _fitting(say: Say, facts: WaitingFacts) -> list[Block]:
    for shown in range(len(facts.lines), 0, -1):
        blocks = _blocks(say, facts, shown)
        if len(blocks) <= MOST_BLOCKS and characters(blocks) <= WHOLE_MESSAGE - TOP_TEXT:
            return blocks
    return _blocks(say, facts, 0)


def _blocks(say: Say, facts: WaitingFacts, shown: int) -> list[Block]:
    blocks = [header(_title(say, facts))]
    for name, heading in HEADINGS.items():
        group = [line for line in facts.lines[:shown] if line.section == name]
        if not group:
            continue
        whole = [line for line in facts.lines if line.section == name]
        blocks += [divider(), section(f"*{_counted(say, say(heading), whole)}*")]
        for _, lines in groupby(group, key=lambda line: line.unit_id):
            blocks += _of_unit(say, facts, name, list(lines))
    if shown < len(facts.lines):
        blocks.append(context(plain(_more(say, len(facts.lines) - shown))))
    if facts.part < facts.parts:
        blocks.append(context(plain(goes_on(say))))
    return blocks


def _of_unit(say: Say, facts: WaitingFacts, name: str, lines: Sequence[WaitingLine]) -> list[Block]:
    blocks: list[Block] = []
    open_lines = [line for line in lines if not is_decided(line)]
    if name == REPORTED and len(open_lines) > 1 and facts.has_buttons:
        code = lines[0].code
        value = ",".join(f"{line.item_id}:{line.revision}" for line in open_lines[:MOST_AT_ONCE])
        everything = button(
            say("Accept all of {unit}", unit=code),
            "accept_all",
            value,
            label=say("Accept everything {unit} reported", unit=code),
        )
        blocks.append(section(f"*{escaped(shortened(lines[0].unit, TITLE))}*", everything, f"all-{lines[0].unit_id}"))
    for line in lines:
        blocks += _line(say, facts, line)
    return blocks


def _line(say: Say, facts: WaitingFacts, line: WaitingLine) -> list[Block]:
    name, title = label(line.code, line.number), shortened(one_line(line.title), TITLE)
    if is_decided(line):
        return [
            rich(piece(name, bold=True), piece("  "), piece(title, strike=True), piece(" · "), *_outcome(say, line))
        ]
    if reads_as_marks(title):
        blocks = [words(f"{name}  {title}"), context(mrkdwn(_details(say, facts, line)))]
    else:
        blocks = [section(f"*{name}*  {escaped(title)}\n{_details(say, facts, line)}")]
    if facts.has_buttons:
        blocks.append(actions(f"waits-{line.item_id}", *_buttons(say, line, name)))
    return blocks


def _buttons(say: Say, line: WaitingLine, name: str) -> list[Block]:
    knew = f"{line.item_id}:{line.revision}"
    match line.section:
        case "reported":
            return [
                button(say("Accept"), "accept", knew, label=say("Accept {item}", item=name), style="primary"),
                button(say("Return…"), "form_return", knew, label=say("Return {item}", item=name)),
            ]
        case "wish":
            wish = str(line.wish.wish_id if line.wish else 0)
            return [
                button(say("Approve"), "approve", wish, label=say("Give {item} more time", item=name), style="primary"),
                button(say("Decline"), "decline", wish, label=say("Give {item} no more time", item=name)),
            ]
    return [button(say("Hand over…"), "form_assign", knew, label=say("Give {item} another owner", item=name))]


def _details(say: Say, facts: WaitingFacts, line: WaitingLine) -> str:
    """What the office needs to decide, in mrkdwn."""
    if line.section == WISH and line.wish is not None:
        return _wish(say, facts.today, line.wish)
    if line.section == OWNERLESS:
        owner = called(say, line.owner, by_mention=False) if line.owner else "?"
        return say("{name} has left and nobody stands in", name=owner) + " · " + _due(say, facts.today, line)
    told = [say("reported by {who}", who=mention(line.done_by or "?")), _on_time(say, facts.today, line)]
    if line.note:
        told.append(f"“{escaped(shortened(one_line(line.note), NOTE))}”")
    told += [_proof(say, kind, content) for kind, content in line.proofs[:MOST_PROOFS]]
    return " · ".join(told)


def _on_time(say: Say, today: date, line: WaitingLine) -> str:
    """When it was reported, and whether that was in time: the office's own slowness counts for nothing."""
    if line.done_on is None:
        return _due(say, today, line)
    day = date_words(say, line.done_on, today)
    if line.due_on is None:
        return day
    if line.done_on <= line.due_on:
        return say("{day}, in time", day=day)
    return say("{day}, after the due date {due}", day=day, due=date_words(say, line.due_on, today))


def _due(say: Say, today: date, line: WaitingLine) -> str:
    if line.due_on is None:
        return say("no due date yet")
    return say("due {date}", date=date_words(say, line.due_on, today))


def _wish(say: Say, today: date, wish: WishFacts) -> str:
    told = say(
        "{who} asks for {until} instead of {due}",
        who=mention(wish.who),
        until=date_words(say, wish.until, today),
        due=date_words(say, wish.due_on, today),
    )
    reason = f"“{escaped(shortened(one_line(wish.reason), NOTE))}”" if wish.reason else say("no reason given")
    late = [say("asked after the due date")] if wish.is_late else []
    return " · ".join([told, reason, *late])


def _proof(say: Say, kind: str, content: str) -> str:
    if (
        kind in ("link", "file")
        and "|" not in content
        and ">" not in content
        and content.startswith(("https://", "http://"))
    ):
        return f"<{escaped(content)}|{say('link') if kind == 'link' else say('file')}>"
    return f"“{escaped(shortened(one_line(content), NOTE))}”"


def _outcome(say: Say, line: WaitingLine) -> list[Block]:
    """What was decided, as pieces of a rich line."""
    who, said = _decided(say, line)
    if who is None:
        return [piece(said)]
    caller = {"type": "user", "user_id": who} if is_slack_user(who) else piece(plain_name(who))
    return [piece(f"{said} "), caller]


def _decided(say: Say, line: WaitingLine) -> tuple[str | None, str]:
    """Who decided, where it is known, and what."""
    if line.section == WISH and line.wish is not None and line.wish.decision is not None:
        told = {
            "approved": say("approved by"),
            "declined": say("declined by"),
            "withdrawn": say("withdrawn by"),
        }
        return line.wish.decided_by, told[line.wish.decision]
    if line.state == "accepted":
        return line.accepted_by, say("accepted by")
    if line.state == "cancelled":
        return None, say("cancelled by the office")
    if line.section == OWNERLESS:
        return None, say("has another owner now") if not line.is_ownerless else say("done")
    if line.returned_reason is not None:
        return None, say("returned: {reason}", reason=shortened(one_line(line.returned_reason), NOTE))
    return None, say("open again") if line.state in OPEN_STATES else say("done")


def _title(say: Say, facts: WaitingFacts) -> str:
    whole = say("Waiting for the office · {date}", date=date_words(say, facts.today))
    return continued(say, whole, facts.part, facts.parts)


def _counted(say: Say, what: str, lines: Sequence[WaitingLine]) -> str:
    decided = sum(map(is_decided, lines))
    counted = say.many("{what}: {n} item", "{what}: {n} items", len(lines), what=what)
    return say("{counted}, {decided} decided", counted=counted, decided=decided) if decided else counted


def _more(say: Say, n: int) -> str:
    return say.many(
        "{n} more item waits: it comes in tomorrow's list. See it with /directives done",
        "{n} more items wait: they come in tomorrow's list. See them with /directives done",
        n,
    )


def _heard(say: Say, facts: WaitingFacts) -> str:
    rows = [escaped(_title(say, facts))]
    for name, heading in HEADINGS.items():
        group = [line for line in facts.lines if line.section == name]
        if group:
            rows.append(escaped(_counted(say, say(heading), group)))
            rows += [_heard_line(say, facts, line) for line in group]
    if facts.part < facts.parts:
        rows.append(goes_on(say))
    return "\n".join(rows)


def _heard_line(say: Say, facts: WaitingFacts, line: WaitingLine) -> str:
    name, title = label(line.code, line.number), escaped(shortened(one_line(line.title), 80))
    if not is_decided(line):
        return f"{name} {title} ({_details(say, facts, line)})"
    who, said = _decided(say, line)
    return f"{name} {title} ({escaped(said)}{' ' + mention(who) if who else ''})"
