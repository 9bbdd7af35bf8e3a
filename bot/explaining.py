"""What a reply would be taken for, as JSON, so that anybody can ask the grammar without Slack. Changes nothing."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from bot.replies import Reading, Thread, ThreadItem, ThreadTarget, parse_reply

_NUMBER: Final = re.compile(r"#?(?:(?P<code>[A-Za-z]{1,8})-)?(?P<number>\d{1,5})", re.A)
_CODE: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]{2,6})-\d{1,5}(?![\w-])", re.A)
_TARGET: Final = re.compile(r"\s*(?P<name>[^()（）]*[^()（）\s])\s*(?:[(（](?P<measure>[^()（）]*)[)）]\s*)?")


class UnclearThread(ValueError):
    """The items or targets to read a reply under cannot be understood; the argument is the piece at fault."""


def thread_of(items: str, done: str, targets: Sequence[str], at: datetime) -> Thread:
    """A thread as told on the command line: "1,2,QD-3" are open, `done` are reported done, a target is "shipments (GWh)".

    `at` is aware; its wall clock decides what "Friday" is. Raises UnclearThread.
    """
    states = {number: (code, "open") for code, number in _numbers(items)}
    states |= {number: (code, "done") for code, number in _numbers(done)}
    return Thread(
        tuple(ThreadItem(number, code, state) for number, (code, state) in sorted(states.items())),
        tuple(_target(written) for written in targets),
        now=at,
    )


def explain(text: str, thread: Thread) -> str:
    """One JSON object on one line: what `text` would be taken for."""
    return json.dumps(as_json(parse_reply(text, _with_code(thread, text))), ensure_ascii=False)


def explain_lines(lines: Iterable[str], thread: Thread) -> Iterator[str]:
    """One JSON object for each line, each read as a reply of its own."""
    return (explain(line.rstrip("\r\n"), thread) for line in lines)


def as_json(reading: Reading) -> dict[str, Any]:
    """A reading in plain values: numbers of items, dates as 2024-05-10, None where there is nothing to ask or note."""
    return {
        "done": list(reading.done),
        "reopen": list(reading.reopen),
        "undo": reading.undo,
        "blocked": [{"number": each.number, "reason": each.reason} for each in reading.blocked],
        "unblock": list(reading.unblock),
        "ack": list(reading.ack),
        "extend": [
            {"number": each.number, "until": each.until.isoformat(), "reason": each.reason} for each in reading.extend
        ],
        "assign": [{"number": each.number, "user": each.user} for each in reading.assign],
        "values": [
            {
                "target": each.target,
                "value": _plain(each.value),
                "measure": each.measure,
                "forecast": None if each.forecast is None else _plain(each.forecast),
                "note": each.note,
            }
            for each in reading.values
        ],
        "notes": [{"numbers": list(each.numbers), "text": each.text} for each in reading.notes],
        "note": reading.note,
        "ask": reading.ask
        and {"why": reading.ask.why, "intent": reading.ask.intent, "candidates": list(reading.ask.candidates)},
        "already": list(reading.already),
        "unknown": list(reading.unknown),
    }


def _numbers(written: str) -> Iterator[tuple[str, int]]:
    for piece in re.split(r"[,，、\s]+", written):
        if not piece:
            continue
        match = _NUMBER.fullmatch(piece)
        if not match:
            raise UnclearThread(piece)
        yield match["code"] or "", int(match["number"])


def _target(written: str) -> ThreadTarget:
    match = _TARGET.fullmatch(written)
    if not match:
        raise UnclearThread(written)
    return ThreadTarget(match["name"].strip(), (match["measure"] or "").strip())


def _with_code(thread: Thread, text: str) -> Thread:
    """Items told without a unit's code take the only code that the text writes: "QD-3 done" under --items 3 means that one."""
    written = {code.upper() for code in _CODE.findall(text)}
    if len(written) != 1 or any(item.code for item in thread.items):
        return thread
    (code,) = written
    items = tuple(ThreadItem(item.number, code, item.state) for item in thread.items)
    return Thread(items, thread.targets, now=thread.now)


def _plain(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
