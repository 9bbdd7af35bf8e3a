"""What a reply means: from clauses to a reading. Safety first: an item is closed only by a plain statement that it is done.

Each clause gets a verdict. YES acts; NO takes back; PERHAPS asks privately; LATER is worth a note; NOTHING is left alone.
Everything a verdict of YES does not understand lowers it, so that a sentence we half understand never closes anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from bot.replies.clauses import CONTENT, DOUBTS, NAMES, REPORTS, Clause, clauses_of
from bot.replies.lexicon import Part
from bot.replies.reading import Ask, Blocked, Intent, Note, Reading, Thread, ThreadItem, Why
from bot.replies.tokens import Ref, Token, fold, tokenise


class Verdict(Enum):
    """How far a clause with a report can be believed."""

    YES = auto()
    NO = auto()
    PERHAPS = auto()
    LATER = auto()
    NOTHING = auto()


# Between a number and its report, or before both, these say that the report is of something else: "3 tests done".
_FOREIGN: Final = CONTENT - {Part.PERSON, Part.OWNER} | {Part.TO, Part.EXCEPT}
# Directly behind a report they change what was done: "done 3 tests", "finished goods".
_OBJECTS: Final = frozenset({Part.TALK, Part.AMOUNT, Part.UNIT, Part.POINT, Part.FORECAST, Part.SPEAKER, Part.OWNER})
# A bare number behind these is a time, a place or an amount: "by 3", "phase 3", "we have 3 done".
_NOT_BEFORE_BARE: Final = frozenset(
    {
        Part.TALK,
        Part.PREPOSITION,
        Part.UNIT,
        Part.AMOUNT,
        Part.SPEAKER,
        Part.ALL,
        Part.BOTH,
        Part.TO,
        Part.OWNER,
        Part.LATER,
    }
)
_HAVING: Final = frozenset({"have", "has", "had", "got", "having", "i've", "we've", "they've", "by"})
_TALK_ABOUT: Final = frozenset({Part.LINK, Part.TALK, Part.AMOUNT, Part.FORECAST})


def parse_reply(text: str, thread: Thread) -> Reading:
    """What a reply in this thread was taken for. Any text is read without an error, in time that grows with its length.

    `text` is as Slack sends it, with &amp;, &lt; and &gt; already resolved.
    """
    reader = _Reader(text, thread)
    for clause in clauses_of(tokenise(text, thread)):
        reader.read(clause)
    return reader.reading()


@dataclass(slots=True)
class _Named:
    """The items that a clause names: surely meant, one of several meant, or not of this thread."""

    items: list[ThreadItem] = field(default_factory=list)
    either: list[ThreadItem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Claim:
    """A report that something is done, kept until the whole reply is read: what follows may take it back."""

    named: _Named
    sure: bool
    sweep: Part | None = None  # ALL, REST or BOTH
    excepted: _Named = field(default_factory=_Named)

    @property
    def is_nameless(self) -> bool:
        return self.sweep is None and not (self.named.items or self.named.either or self.named.unknown)


class _Reader:
    """Collects what the clauses of one reply say."""

    def __init__(self, text: str, thread: Thread) -> None:
        self.text = text
        self.thread = thread
        self.open = [item for item in thread.items if item.is_open]
        self.claims: list[_Claim] = []
        self.not_done: list[int] = []
        self.reopen: list[int] = []
        self.undo = False
        self.blocked: list[Blocked] = []
        self.unblock: list[int] = []
        self.ack: list[int] = []
        self.acknowledged = False
        self.notes: list[Note] = []
        self.talk: list[tuple[int, int]] = []
        self.asks: list[Ask] = []
        self.already: list[int] = []
        self.unknown: list[str] = []
        self.mentioned: set[int] = set()  # what "the rest" leaves out
        self.last: Clause | None = None

    def read(self, clause: Clause) -> None:
        """Take in what one clause says."""
        if self._takes_back(clause):
            self.claims[-1].sure = False
        elif clause.asked or _asks(clause):
            pass  # a question reports nothing, whatever it names
        elif clause.has(Part.BLOCKED) and clause.first(REPORTS) == clause.first([Part.BLOCKED]):
            self._read_blocked(clause)
        elif clause.has(Part.DONE, Part.UNDONE, Part.NEARLY):
            self._read_done(clause)
        elif clause.has(Part.UNBLOCKED):
            self._read_unblocked(clause)
        elif clause.has(Part.UNDO, Part.REOPEN):
            self._read_undo(clause)
        elif clause.has(Part.ACK):
            self._read_ack(clause)
        elif clause.names_something and clause.has(Part.NOT) and not clause.has(*CONTENT, *DOUBTS - {Part.NOT}):
            self._read_not_done(clause)  # "3 done, 4 not yet"
        else:
            self._read_talk(clause)
        self.last = clause

    def reading(self) -> Reading:
        """The whole reply, with what "all" and "the rest" come to now that every other number is known."""
        done = self._settle_claims()
        for number in [
            number for number in done if number in self.not_done or number in [each.number for each in self.blocked]
        ]:
            done.remove(number)
            self._ask("which_reading", [number], "done")
        if self.acknowledged and not (self.claims or self.ack or self.undo or self.blocked):
            self.ack = [item.number for item in self.open]  # "got it" answers the whole reminder
        reports = bool(done or self.reopen or self.undo or self.blocked or self.unblock or self.ack or self.already)
        note = self._talk_text()
        if note and not reports and self.notes:
            self.notes[-1] = Note(self.notes[-1].numbers, f"{self.notes[-1].text} {note}")
        return Reading(
            done=_once(done),
            reopen=_once(self.reopen),
            undo=self.undo,
            blocked=tuple(self.blocked),
            unblock=_once(self.unblock),
            ack=_once(self.ack),
            notes=tuple(self.notes),
            note=note if reports else None,
            ask=self._first_ask(done),
            already=_once(self.already),
            unknown=tuple(dict.fromkeys(self.unknown)),
        )

    # Done

    def _read_done(self, clause: Clause) -> None:
        verdict, tail = _verdict_of_done(clause)
        named = self._inherited(clause) or self._named(clause.refs)
        if verdict is Verdict.NO:
            self._take_not_done(clause, named)
        elif verdict is Verdict.LATER:
            self._note_or_talk(clause, named)
        elif verdict in (Verdict.YES, Verdict.PERHAPS):
            sweep = next(
                (token.part for token in clause.tokens if token.part in (Part.ALL, Part.REST, Part.BOTH)), None
            )
            if clause.refs and sweep is Part.ALL:
                sweep = None  # 3和7都完成了: "all" of those named
            claim = _Claim(named, verdict is Verdict.YES, sweep, self._named(clause.excepted))
            if claim.is_nameless and clause.has(*_FOREIGN) and not self._is_one_open_item():
                return  # "the audit is finished" under five items: people may talk
            if claim.is_nameless and verdict is Verdict.PERHAPS and not self._is_one_open_item():
                return
            self.claims.append(claim)
            self._mention(named)
            if tail:
                self.talk.append((tail[0].start, tail[-1].end))

    def _inherited(self, clause: Clause) -> _Named | None:
        """The items of the clause before, when this one only goes on about them: "QD-3: supplier has delivered, done"."""
        before = self.last
        if clause.names_something or not before or before.sentence != clause.sentence:
            return None
        if before.reports_something or not before.refs or before.has(*DOUBTS) or before.asked:
            return None
        return self._named(before.refs) if before.labelled or _are_marked(before) else None

    def _settle_claims(self) -> list[int]:
        done: list[int] = []
        excluded = {*self.not_done, *(each.number for each in self.blocked)}
        named_before = any(not claim.is_nameless for claim in self.claims)
        for claim in self.claims:
            if claim.sure:
                self.unknown += claim.named.unknown + claim.excepted.unknown
            items = claim.named.items
            sure = claim.sure
            if claim.sweep:
                left_out = excluded | {item.number for item in claim.excepted.items}
                if claim.sweep is Part.REST:
                    left_out |= self.mentioned
                items = [item for item in self.open if item.number not in left_out]
                # "all done except 9", where there is no 9, and "both" of three: somebody is mistaken, so ask.
                sure = sure and not claim.excepted.unknown and not claim.excepted.either
                sure = sure and (claim.sweep is not Part.BOTH or len(items) == 2)
            elif claim.is_nameless:
                if named_before:
                    continue  # "Done! 3 and 7 are completed."
                items = self.open or (list(self.thread.items) if len(self.thread.items) == 1 else [])
                if len(self.open) > 1:
                    self._ask("which_item", [item.number for item in items], "done")
                    continue
            if claim.named.either:
                self._ask("which_reading", [item.number for item in claim.named.either], "done")
            if not sure:
                self._ask("nearly", [item.number for item in items if item.is_open], "done")
                continue
            done += [item.number for item in items if item.is_open]
            self.already += [item.number for item in items if not item.is_open]
        return done

    def _takes_back(self, clause: Clause) -> bool:
        """Whether the clause only casts doubt on the report before it: "3 done, but not tested", "3 done. Just kidding."."""
        if not self.claims or clause.has(*NAMES, *REPORTS) or not self.last:
            return False
        says_more = clause.has(*CONTENT)
        if clause.has(Part.OOPS):
            return True
        if clause.sentence != self.last.sentence and clause.opener is not Part.BUT and says_more:
            return False
        return clause.has(Part.NOT, Part.HEDGE, Part.PERHAPS) or (clause.has(Part.LATER, Part.IF) and not says_more)

    # Not done, reopen, undo

    def _read_not_done(self, clause: Clause) -> None:
        self._take_not_done(clause, self._named(clause.refs))

    def _take_not_done(self, clause: Clause, named: _Named) -> None:
        """A reported item is opened again; an open one gets a note, since people say how it stands."""
        if clause.has(Part.ALL, Part.BOTH):
            return  # "not all done" says nothing about any one of them
        items = named.items
        if not clause.names_something and not items:
            only = self.thread.items if len(self.thread.items) == 1 else self.open if len(self.open) == 1 else ()
            items = list(only)
        elif clause.has(Part.REST):
            items = []
        self.not_done += [item.number for item in items]
        self._mention(named)
        self.unknown += named.unknown
        self.reopen += [item.number for item in items if item.state == "done"]
        self.already += [item.number for item in items if item.state in ("accepted", "cancelled")]
        if noted := tuple(item.number for item in items if item.is_open):
            self.notes.append(Note(noted, self.text[clause.start : clause.end].strip()))

    def _read_undo(self, clause: Clause) -> None:
        if clause.has(*DOUBTS, *CONTENT):
            return
        named = self._named(clause.refs)
        self.unknown += named.unknown
        self._mention(named)
        if not clause.refs:
            if clause.has(Part.UNDO):
                self.undo = True
            elif reported := [item.number for item in self.thread.items if item.state == "done"]:
                if len(reported) == 1:
                    self.reopen += reported
                else:
                    self._ask("which_item", reported, "reopen")
            return
        self.reopen += [item.number for item in named.items if item.state == "done"]
        self.already += [item.number for item in named.items if item.state != "done"]
        if named.either:
            self._ask("which_reading", [item.number for item in named.either], "reopen")

    # Blocked, acknowledged

    def _read_blocked(self, clause: Clause) -> None:
        at = clause.first([Part.BLOCKED])
        head, tail = clause.tokens[:at], clause.tokens[at + 1 :]
        behind = 0
        while behind < len(tail) and tail[behind].part in NAMES:
            behind += 1
        refs = [token.ref for token in [*head, *tail[:behind]] if token.ref]
        named = self._named(refs)
        parts = {token.part for token in head}
        reason = self._text_of(_without_edges(tail[behind:]))
        if Part.NOT in parts and not parts & (DOUBTS - {Part.NOT}):
            self.unblock += [item.number for item in named.items if item.state == "blocked"]
            return
        if parts & {Part.HEDGE, Part.LATER, Part.IF, Part.NOT}:
            self._note_or_talk(clause, named)
            return
        sure = not parts & DOUBTS and not parts & _FOREIGN and not _has_doubtful_number(clause)
        items = named.items
        if not refs:
            if not sure and not self._is_one_open_item():
                return
            items = self.open
            if len(items) > 1:
                self._ask("which_item", [item.number for item in items], "blocked")
                return
        self._mention(named)
        self.unknown += named.unknown
        if named.either:
            self._ask("which_reading", [item.number for item in named.either], "blocked")
        if not sure:
            self._ask("nearly", [item.number for item in items if item.is_open], "blocked")
            return
        self.blocked += [Blocked(item.number, reason) for item in items if item.is_open]
        self.already += [item.number for item in items if not item.is_open]

    def _read_unblocked(self, clause: Clause) -> None:
        if clause.has(*DOUBTS):
            return
        stuck = [item for item in self.thread.items if item.state == "blocked"]
        items = self._named(clause.refs).items if clause.refs else stuck if len(stuck) == 1 else []
        self.unblock += [item.number for item in items if item.state == "blocked"]

    def _read_ack(self, clause: Clause) -> None:
        if clause.has(*DOUBTS - {Part.LATER}):
            return
        if clause.refs:
            named = self._named(clause.refs)
            self._mention(named)
            self.unknown += named.unknown
            self.ack += [item.number for item in named.items if item.is_open]
            self.already += [item.number for item in named.items if not item.is_open]
        elif not clause.has(Part.TALK):
            self.acknowledged = True

    # Talk

    def _read_talk(self, clause: Clause) -> None:
        self._note_or_talk(clause, self._named(clause.refs))

    def _note_or_talk(self, clause: Clause, named: _Named) -> None:
        """Talk about a named item is its progress note; "3 people joined" names none."""
        plain = (
            clause.labelled
            or _are_marked(clause)
            or (clause.has(Part.HEDGE, Part.LATER) and not _has_doubtful_number(clause))
        )
        if named.items and plain and clause.has(*CONTENT, *DOUBTS):
            self._mention(named)
            self.notes.append(
                Note(tuple(item.number for item in named.items), self._text_of(_without_label(clause.tokens)))
            )
        elif clause.has(*_TALK_ABOUT):
            self.talk.append((clause.start, clause.end))

    def _talk_text(self) -> str | None:
        """The talk between the reports, in the person's own words."""
        return " ".join(self.text[start:end].strip() for start, end in self.talk) or None

    def _text_of(self, tokens: list[Token]) -> str:
        return self.text[tokens[0].start : tokens[-1].end].strip() if tokens else ""

    # Names

    def _named(self, refs: Iterable[Ref]) -> _Named:
        named = _Named()
        for ref in refs:
            meant, either = self._meant(ref)
            named.items += [item for item in meant if item not in named.items]
            named.either += either
            if not meant and not either:
                named.unknown.append(ref.written)
        return named

    def _meant(self, ref: Ref) -> tuple[list[ThreadItem], list[ThreadItem]]:
        """The items a number surely means, and those of which it may mean one."""
        numbered = [item for item in self.thread.items if _is_numbered(item, ref)]
        if ref.speaker:
            spoken = [
                item
                for item in self.thread.items
                if item.ordinal == ref.number and ref.speaker in map(fold, item.speaker)
            ]
            return (spoken, []) if len(spoken) == 1 else ([], spoken)
        if ref.last is not None and ref.last < ref.number:
            return [], numbered  # "5-2": a slip, or not a range at all
        if ref.writing != "ordinal":
            return numbered, []
        # "the second point" may be number 2 or a leader's second directive; it is clear only where just one of them is here.
        either = numbered + [item for item in self.thread.items if item.ordinal == ref.number and item not in numbered]
        return (either, []) if len(either) == 1 else ([], either)

    def _mention(self, named: _Named) -> None:
        self.mentioned |= {item.number for item in named.items + named.either}

    def _is_one_open_item(self) -> bool:
        return len(self.open) == 1

    # Questions to ask

    def _ask(self, why: Why, candidates: Iterable[int], intent: Intent) -> None:
        if numbers := _once(candidates):
            self.asks.append(Ask(why, numbers, intent))

    def _first_ask(self, done: list[int]) -> Ask | None:
        """One question at a time: the first, with every number that it concerns."""
        if not self.asks:
            return None
        first = self.asks[0]
        alike = [
            number
            for ask in self.asks
            if (ask.why, ask.intent) == (first.why, first.intent)
            for number in ask.candidates
        ]
        left = _once(number for number in alike if number not in done)
        return Ask(first.why, left, first.intent) if left else None


# Questions to a clause


def _verdict_of_done(clause: Clause) -> tuple[Verdict, list[Token]]:
    """How far "done" can be believed, and the words that only go with it."""
    tokens = clause.tokens
    report = clause.first([Part.DONE, Part.UNDONE, Part.NEARLY])
    names = [at for at, token in enumerate(tokens) if token.part in NAMES]
    core_end = report
    if not names or names[0] > report:
        # "done 3 and 7 …": the numbers belong to the report, as far as they follow it.
        while core_end + 1 < len(tokens) and tokens[core_end + 1].part in (
            *NAMES,
            Part.FILLER,
            Part.PERFECT,
            Part.DONE,
            Part.WHO,
        ):
            core_end += 1
    else:
        while core_end + 1 < len(tokens) and tokens[core_end + 1].part in (
            Part.FILLER,
            Part.PERFECT,
            Part.DONE,
            Part.TOO,
        ):
            core_end += 1
    core, tail = tokens[: core_end + 1], tokens[core_end + 1 :]
    loose_end = bool(tail) and tail[0].part in _OBJECTS
    if clause.has(Part.HEDGE, Part.LATER, Part.IF):
        return Verdict.LATER, tail
    nots = [at for at, token in enumerate(tokens) if token.part in (Part.NOT, Part.UNDONE)]
    if nots:
        plain = len(nots) == 1 and nots[0] <= report and not clause.has(Part.PERHAPS, Part.OR)
        return (Verdict.NO if plain else Verdict.PERHAPS), tail
    if clause.has(Part.NEARLY, Part.PERHAPS, Part.OR, Part.COUNT, Part.OOPS, Part.EXCEPT):
        return Verdict.PERHAPS, tail
    if any(token.part is Part.PLEASE for token in core) and not clause.has(Part.MARK):
        return Verdict.PERHAPS, tail
    foreign = _FOREIGN - {Part.TO} if clause.has(Part.MARK) else _FOREIGN
    if loose_end or any(token.part in foreign for token in core) or any(at > core_end for at in names):
        return Verdict.PERHAPS, tail
    if _has_doubtful_number(clause) or clause.has(*REPORTS - {Part.DONE}):
        return Verdict.PERHAPS, tail
    return Verdict.YES, tail


def _has_doubtful_number(clause: Clause) -> bool:
    """Whether a bare number may be an amount, a time or a place instead of an item."""
    for at, token in enumerate(clause.tokens):
        if not token.ref or token.ref.writing != "bare":
            continue
        before = clause.tokens[at - 1] if at else None
        behind = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
        if before and (before.part in _NOT_BEFORE_BARE or before.text in _HAVING):
            return True
        if behind and behind.part in _OBJECTS and not clause.labelled:
            return True
    return False


def _asks(clause: Clause) -> bool:
    """Whether it is worded as a question: "when …", "is 3 done", 完成了吗."""
    if clause.has(Part.QUESTION):
        return True
    words = [token for token in clause.tokens if token.part not in (Part.FILLER, Part.PERSON, Part.AND, Part.PLEASE)]
    if len(words) > 1 and words[0].part is Part.BE and words[1].part in (*NAMES, Part.WHO, Part.PERSON):
        return True
    # 完成没: a negation behind the verb is a question.
    return len(words) > 1 and words[-1].part is Part.NOT and words[-2].part in (Part.DONE, Part.PERFECT)


def _are_marked(clause: Clause) -> bool:
    return bool(clause.refs) and all(ref.writing != "bare" for ref in clause.refs)


def _without_edges(tokens: list[Token]) -> list[Token]:
    """The words of a reason, without the filler in front."""
    at = 0
    while at < len(tokens) and tokens[at].part in (Part.PERFECT, Part.BE):
        at += 1
    return tokens[at:]


def _without_label(tokens: list[Token]) -> list[Token]:
    """The words said about an item, without its number in front."""
    at = 0
    while at < len(tokens) and (tokens[at].part in NAMES or tokens[at].part is Part.FILLER):
        at += 1
    return tokens[at:] or tokens


def _is_numbered(item: ThreadItem, ref: Ref) -> bool:
    if ref.code and fold(item.code) != ref.code:
        return False
    if ref.last is None:
        return item.number == ref.number
    return min(ref.number, ref.last) <= item.number <= max(ref.number, ref.last)


def _once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
