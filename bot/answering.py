"""What becomes of an answer: a reply, a reaction or a click, once it is understood.

All ways of answering end here, so that they mean the same, are written to the journal the same way, and are confirmed the
same way: a mark on the reply, one line in the thread with Undo, and the reminder rendered again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlmodel import Session

from bot import telling
from bot.figures import odd_values
from jobs import courses
from jobs.facts import today_of
from storage import activity, check_ins, deliveries, evidence, extensions, items, people
from storage.check_ins import Report
from storage.deliveries import Promise
from storage.items import Outcome, Said
from storage.measures import in_words
from storage.models import CheckIn, Delivery, Extension, Inbound, Item, Target, Unit
from storage.targets import TargetProblem
from storage.words import N_

DONE_MARK: Final = "white_check_mark"
UNDONE_MARK: Final = "leftwards_arrow_with_hook"
# What makes an item's line in a reminder look different.
SHOWN_VERBS: Final = frozenset(
    {
        "done",
        "reopen",
        "undo",
        "block",
        "unblock",
        "acknowledge",
        "extend",
        "accept",
        "return",
        "cancel",
        "transfer",
        "assign",
        "move_due",
        "approve",
        "decline",
    }
)


NOT_THEIRS: Final = N_("A figure is taken back by whoever reported it, within a day, or by the strategy office.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer was given: the message of ours it belongs to, and the reply itself where there is one."""

    message: Delivery
    unit: Unit
    reply_ts: str | None = None

    @property
    def channel(self) -> str:
        return self.message.channel

    @property
    def thread_ts(self) -> str:
        """The message that begins the thread: of a day's later one the day's first."""
        return self.message.thread_ts or self.message.message_ts or ""


@dataclass(slots=True)
class Moves:
    """The outcomes of one word on some items, collected move by move; every way of answering makes its moves here.

    A move that is not made is kept with the reason. `knew` is the item's revision as the speaker was shown it, where what
    they clicked on carried one.
    """

    said: Said
    outcomes: list[Outcome] = field(default_factory=list, kw_only=True)

    def move(
        self, session: Session, item: Item, verb: str, note: str | None = None, *, knew: int | None = None
    ) -> None:
        """Make one move of `life.MOVES` that needs no more than a note: for `return` and `cancel` it is the reason."""
        self.outcomes.append(items.move(session, item, verb, self.said, note=note, knew=knew))

    def extend(self, session: Session, item: Item, until: date, reason: str = "", *, knew: int | None = None) -> None:
        """Ask for a later due date; from the office's own mouth it moves the date at once, and then it needs its reason."""
        today = self._today(session, item)
        if self.said.viewer.is_office:
            self.outcomes.append(items.set_due(session, item, until, reason, self.said, today=today, knew=knew))
        else:
            self.outcomes.append(extensions.request(session, item, until, reason, self.said, today=today, knew=knew))

    def decide(self, session: Session, wish: Extension, *, approves: bool, reason: str | None = None) -> None:
        """Approve or decline a unit's wish for a later due date."""
        self.outcomes.append(extensions.decide(session, wish, self.said, approves=approves, reason=reason))

    def set_due(
        self, session: Session, item: Item, due_on: date, reason: str | None, *, knew: int | None = None
    ) -> None:
        """Move a due date, with its reason."""
        today = self._today(session, item)
        self.outcomes.append(items.set_due(session, item, due_on, reason, self.said, today=today, knew=knew))

    def reassign(
        self,
        session: Session,
        item: Item,
        user: str,
        name: str,
        *,
        note: str | None = None,
        knew: int | None = None,
    ) -> None:
        """Give an item to another owner: a Slack user, and what Slack calls them."""
        owner = people.person_for_user(session, user, name)
        self.outcomes.append(items.reassign(session, item, owner, self.said, note=note, knew=knew))

    def transfer(
        self, session: Session, item: Item, unit: Unit, *, note: str | None = None, knew: int | None = None
    ) -> Item | None:
        """Give an item to another unit; returns what it is there."""
        today = today_of(unit, self.said.at)
        outcome, heir = items.transfer(session, item, unit, self.said, today=today, note=note, knew=knew)
        self.outcomes.append(outcome)
        return heir

    def offer(self, session: Session, item: Item, kind: str, content: str, *, name: str | None = None) -> None:
        """Keep a proof that an item is done: a link, a file (its permalink), or a sentence."""
        self.outcomes.append(evidence.offer(session, item, kind, content, self.said, name=name))

    def _today(self, session: Session, item: Item) -> date:
        return today_of(session.get_one(Unit, item.unit_id), self.said.at)

    @property
    def made(self) -> list[Outcome]:
        """The moves that were made."""
        return [outcome for outcome in self.outcomes if outcome.refusal is None]

    @property
    def refused(self) -> list[Outcome]:
        """The moves that were not."""
        return [outcome for outcome in self.outcomes if outcome.refusal is not None]

    def show_where_named(self, session: Session) -> None:
        """Show what a form or a command did in the thread of the unit's newest message that names the item, if there is one.

        What was refused is the caller's to tell.
        """
        inbound = self.said.inbound
        for made in self.made[:1]:
            place = place_of(session, made.item)
            if place is not None:
                Answer(self.said, place, outcomes=self.made).show(session)
            elif inbound is not None:
                inbound.outcome = "applied"
                session.add(inbound)
                telling.tell_others(session, self.said)
            deliveries.want_rendering(session, [outcome.item.id or 0 for outcome in self.made])


@dataclass(slots=True)
class Answer(Moves):
    """The outcomes of one answer in a place in Slack; `show` lets people see there what was understood, and whispers the rest."""

    place: Place
    while_away: bool = False
    """True for what was written while we did not listen, and is told so."""
    figures: list[CheckIn] = field(default_factory=list, kw_only=True)
    unkept: list[dict[str, Any]] = field(default_factory=list, kw_only=True)
    taken_back: list[CheckIn] = field(default_factory=list, kw_only=True)

    def report(self, session: Session, target: Target, given: Report) -> None:
        """Keep a target's figure, or keep why it was not kept: it cannot be, or it may be a slip and is asked about."""
        if check_ins.is_kept(session, target, given, self.said):
            return  # an edited reply says it again
        try:
            self.figures.append(courses.report(session, target, given, self.said))
        except check_ins.Odd as odd:
            asked = f"{self._inbound_id}:{len(self.unkept)}"
            self.unkept.append(
                {
                    "message": odd.message,
                    "values": odd.values,
                    "figure": in_words(given.value, target.measure),
                    "remembered": odd_values(given, target, asked),
                }
            )
        except TargetProblem as problem:
            self.refuse_figure(problem.message, problem.values)

    def refuse_figure(self, message: str, values: Mapping[str, str]) -> None:
        """A figure could not be taken: an N_ template that says why, with its values."""
        self.unkept.append({"message": message, "values": dict(values)})

    def take_back(self, session: Session, earlier: Inbound) -> None:
        """Undo what an earlier answer did, and show it where that answer was confirmed."""
        self.outcomes += items.take_back(session, earlier, self.said)
        self.taken_back = check_ins.take_back(session, earlier, self.said)
        if check_ins.has_figures(session, earlier) and not self.taken_back:
            self.refuse_figure(NOT_THEIRS, {})
        if earlier.outcome == "undone":
            deliveries.want_confirmation_rendering(session, earlier.id or 0)
            if earlier.message_ts and earlier.kind == "reply":
                mark(
                    session,
                    self.said,
                    earlier.channel or "",
                    earlier.message_ts,
                    DONE_MARK,
                    is_on=False,
                    key=f"unmark:{earlier.id}:{self._inbound_id}",
                )

    @property
    def _inbound_id(self) -> int:
        return (self.said.inbound.id or 0) if self.said.inbound else 0

    def show(self, session: Session) -> None:
        """Promise everything by which people see at once what was understood; called once, at the end."""
        inbound = self.said.inbound
        if inbound is None:
            raise ValueError("an answer from Slack always came in somehow")
        changed = [outcome for outcome in self.made if outcome.verb in SHOWN_VERBS]
        if changed:
            # What only takes back another answer is itself none to take back.
            inbound.outcome = "applied" if any(outcome.verb != "undo" for outcome in changed) else "taking_back"
            deliveries.want_rendering(
                session, [outcome.item.id or 0 for outcome in changed], answered_in=self.place.thread_ts
            )
        elif self.figures or self.taken_back:
            inbound.outcome = "applied"
        elif self.made:
            inbound.outcome = "noted"
        if self.figures or self.taken_back:
            deliveries.want_rendering_of(session, self.place.channel, self.place.thread_ts)
        if self.figures or any(outcome.verb != "undo" for outcome in self.made):
            self._confirm(session, inbound)
        if self.place.reply_ts and self.figures:
            mark(
                session,
                self.said,
                self.place.channel,
                self.place.reply_ts,
                DONE_MARK,
                is_on=True,
                key=f"mark:{inbound.id}",
            )
        elif self.place.reply_ts and changed:
            name = UNDONE_MARK if all(outcome.verb == "undo" for outcome in changed) else DONE_MARK
            if any(outcome.verb in ("done", "undo") for outcome in changed):
                mark(
                    session,
                    self.said,
                    self.place.channel,
                    self.place.reply_ts,
                    name,
                    is_on=True,
                    key=f"mark:{inbound.id}:{inbound.revision}",
                )
        telling.tell_others(session, self.said)
        if self.unkept:
            whisper(session, self.said, self.place, "figures", {"lines": self.unkept})
        if self.refused:
            lines = [refusal_line(session, outcome) for outcome in self.refused]
            whisper(session, self.said, self.place, "refused", {"lines": lines})
        session.add(inbound)

    def _confirm(self, session: Session, inbound: Inbound) -> None:
        deliveries.plan(
            session,
            Promise(
                key=f"confirmation:{inbound.id}:{inbound.revision}",
                kind="confirmation",
                channel=self.place.channel,
                thread_ts=self.place.thread_ts,
                due_at=self.said.at,
                unit_id=self.place.unit.id,
                inbound_id=inbound.id,
                facts={
                    "language": self.place.unit.language,
                    "revision": inbound.revision,
                    "while_away": self.while_away,
                },
            ),
        )


def place_of(session: Session, item: Item) -> Place | None:
    """The unit's newest message in its channel that names an item; None when none was sent yet."""
    message = deliveries.newest_naming(session, item)
    return Place(message, session.get_one(Unit, item.unit_id)) if message else None


def show_figures(session: Session, said: Said, kept: Sequence[CheckIn]) -> None:
    """Show figures that a form, a button or a command gave in the thread of the unit's newest message, as a reply's are.

    Figures of several units, or of the group, have no thread that all may read; whoever gave them has seen them kept.
    """
    if said.inbound is None:
        return
    said.inbound.outcome = "applied"
    session.add(said.inbound)
    unit_ids = {session.get_one(Target, each.target_id).unit_id for each in kept}
    unit = session.get(Unit, unit_ids.pop()) if len(unit_ids) == 1 else None
    message = deliveries.newest_in(session, unit.channel) if unit and unit.channel else None
    if unit is not None and message is not None:
        Answer(said, Place(message, unit), figures=list(kept)).show(session)


def refusal_line(session: Session, outcome: Outcome) -> dict[str, Any]:
    """One refused move, as the private answer tells it."""
    unit = session.get_one(Unit, outcome.item.unit_id)
    message = outcome.refusal.message if outcome.refusal else ""
    values = outcome.refusal.values if outcome.refusal else {}
    return {
        "item": f"{unit.code}-{outcome.item.number}",
        "number": outcome.item.number,
        "message": message,
        **values,
    }


def choices(items_meant: Iterable[Item], unit: Unit) -> list[dict[str, Any]]:
    """Items to choose from, as a private question lists them."""
    return [{"item_id": item.id, "label": f"{unit.code}-{item.number} {item.title}"} for item in items_meant]


def whisper(session: Session, said: Said, place: Place, form: str, values: dict[str, Any]) -> None:
    """Promise a private word to whoever spoke."""
    thread = place.thread_ts if place.reply_ts else None
    whisper_to(session, said, place.channel, thread, form, values)


def whisper_to(
    session: Session, said: Said, channel: str, thread_ts: str | None, form: str, values: dict[str, Any]
) -> None:
    """Promise a private word in a channel, in the language of whoever reads it."""
    inbound = said.inbound
    deliveries.plan(
        session,
        Promise(
            key=f"whisper:{inbound.id if inbound else 0}:{inbound.revision if inbound else 0}:{form}",
            kind="whisper",
            channel=channel,
            thread_ts=thread_ts,
            due_at=said.at,
            inbound_id=inbound.id if inbound else None,
            facts={"user": said.viewer.user, "language": said.viewer.language, "form": form, "values": values},
        ),
    )


def write_letter(session: Session, said: Said, channel: str, key: str, form: str, values: dict[str, Any]) -> None:
    """Promise a word that stands in the person's conversation with us."""
    facts = {
        "user": said.viewer.user,
        "language": said.viewer.language,
        "form": form,
        "values": values,
        "is_letter": True,
    }
    deliveries.plan(session, Promise(key=key, kind="whisper", channel=channel, due_at=said.at, facts=facts))


def mark(session: Session, said: Said, channel: str, ts: str, name: str, *, is_on: bool, key: str) -> None:
    """Promise a reaction of ours on somebody's message, or its removal."""
    deliveries.plan(
        session,
        Promise(key=key, kind="mark", channel=channel, due_at=said.at, facts={"ts": ts, "name": name, "is_on": is_on}),
    )


def reports_done(session: Session, inbound: Inbound) -> bool:
    """True while something that this reply reported done stands, so that it bears our mark."""
    lines = activity.lines_of(session, inbound)
    return any(line.verb == "done" and line.id not in activity.undone_among(session, lines) for line in lines)


def mark_again(session: Session, answer: Answer, *, was_marked: bool) -> None:
    """Let the marks on an edited reply say what it says now."""
    inbound, place = answer.said.inbound, answer.place
    if inbound is None or place.reply_ts is None:
        return
    is_marked = reports_done(session, inbound)
    old = DONE_MARK if was_marked and not is_marked else UNDONE_MARK if is_marked and not was_marked else None
    if old is not None and inbound.revision > 1 - was_marked:
        key = f"unmark:{inbound.id}:{inbound.revision}"
        mark(session, answer.said, place.channel, place.reply_ts, old, is_on=False, key=key)


def tell_of_deletion(session: Session, inbound: Inbound, unit: Unit, at: datetime) -> bool:
    """Promise a line in the thread which says that a reply is gone and what it reported stays; False when it was told."""
    promise = Promise(
        key=f"confirmation:{inbound.id}:deleted",
        kind="confirmation",
        channel=inbound.channel or "",
        thread_ts=inbound.thread_ts,
        due_at=at,
        unit_id=unit.id,
        inbound_id=inbound.id,
        facts={"language": unit.language, "is_deleted": True},
    )
    return deliveries.plan(session, promise)


def open_among(named: Sequence[tuple[Item, str]]) -> list[Item]:
    """The items a message names that are still owed."""
    return [item for item, _ in named if item.is_open]
