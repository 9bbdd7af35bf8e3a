"""What a reply means: from clauses to a reading. Safety first: an item is closed only by a plain statement that it is done.

Talk stays with what it explains: behind "blocked" or "extend" it is the reason, beside a report its note, about an item
that was named a progress note. Talk about nothing of ours is left alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Final

from bot.replies.claims import Claim, Mentions, Questions, settle
from bot.replies.clauses import CLOSING, CONTENT, DOUBTS, NAMES, REPORTS, TO_COME, UNDER_WAY, Clause, clauses_of
from bot.replies.naming import Named, are_marked, named_by
from bot.replies.parts import Part
from bot.replies.reading import Assign, Blocked, Extend, Intent, Note, Reading, Thread, ThreadItem, Value
from bot.replies.tokens import Ref, Token, tokenise
from bot.replies.verdicts import FOREIGN, Verdict, has_doubtful_number, is_question, judge_done

# Worth keeping as a note beside a report; greetings and thanks are not.
_WORTH_NOTING: Final = frozenset({Part.LINK, Part.TALK, Part.AMOUNT, Part.FORECAST, Part.NEARLY, Part.AFTER})
# A wish for more time is worded as one: these do not weaken it.
_SAYS_NO_OR_MAYBE: Final = frozenset({Part.PERHAPS, Part.OR, Part.IF, Part.OOPS})
_REQUESTS: Final = ("can", "could", "may", "可以", "能否", "可否", "能不能", "是否")
# Said of a number these may mean that it is done: "3 ok".
_ASSENTS: Final = frozenset({"ok", "okay", "100%", "👍", ":+1:", ":thumbsup:", ":ok:", ":100:", "yes", "did"})
# Doubts by themselves, but more often a piece of a word: 中控, 说法, 得到, 共享.
_PIECES: Final = frozenset("中说得共")
_MYSELF: Final = frozenset({"i", "me", "我", "我来"})


def parse_reply(text: str, thread: Thread) -> Reading:
    """What a reply in this thread was taken for. Any text is read without an error, in time that grows with its length.

    `text` is as Slack sends it, with &amp;, &lt; and &gt; already resolved. Nothing is closed unless a plain statement
    closes it; what is only nearly understood comes back as `ask`.
    """
    reader = _Reader(text, thread)
    for clause in clauses_of(tokenise(text, thread)):
        reader.read(clause)
    return reader.reading()


@dataclass(slots=True)
class _Words:
    """The stretch of the reply that explains a report; it grows while the sentence goes on about it."""

    start: int
    end: int


class _Reader:
    """Collects what the clauses of one reply say."""

    def __init__(self, text: str, thread: Thread) -> None:
        self.text = text
        self.thread = thread
        self.today = thread.now.date()
        self.open = [item for item in thread.items if item.is_open]
        self.last: Clause | None = None
        self.explaining: _Words | None = None  # the reason or note that more talk would belong to
        self.topic: list[ThreadItem] = []  # what this line has been about
        self.spoken_of: set[int] = set()
        self.mentioned: set[int] = set()  # what "the rest" leaves out
        self.left_hanging: Clause | None = None  # numbers of which nothing was said
        self.claims: list[Claim] = []
        self.not_done: list[int] = []
        self.reopen: list[int] = []
        self.undo = False
        self.blocked: list[tuple[int, _Words]] = []
        self.unblock: list[int] = []
        self.ack: list[int] = []
        self.acknowledged = False  # "got it", of nothing in particular
        self.extend: list[tuple[int, date, _Words]] = []
        self.assign: list[Assign] = []
        self.values: list[tuple[Token, _Words]] = []
        self.forecasts: dict[int, Token] = {}  # by the place of the value they go with
        self.notes: list[tuple[tuple[int, ...], _Words]] = []
        self.talk: list[_Words] = []
        self.questions = Questions()
        self.already: list[int] = []
        self.unknown: list[str] = []

    def read(self, clause: Clause) -> None:
        """Take in what one clause says, by the first report in it."""
        if not self.last or self.last.sentence != clause.sentence or clause.names_something:
            self.explaining = None
        if clause.opener is Part.LINE:
            self.topic = []
        named = self._named(clause.refs)
        self.spoken_of |= named.numbers
        self.mentioned |= self._named(clause.excepted).numbers
        if not clause.tokens:
            return  # "except 4" was all it said
        report = next((token.part for token in clause.tokens if _is_report(token, clause)), None)
        if self._takes_back(clause):
            self._doubt_claims(everything=clause.has(Part.OOPS))
        elif report is not Part.NOTE and is_question(clause):
            self._read_question(clause)
        elif report is Part.NOTE:
            self._read_note(clause, named)
        elif report in CLOSING:
            self._read_done(clause)
        elif report is Part.BLOCKED:
            self._read_blocked(clause)
        elif report is Part.UNBLOCKED:
            self._read_unblocked(clause)
        elif report in (Part.UNDO, Part.REOPEN):
            self._read_undo(clause)
        elif report is Part.ACK:
            self._read_ack(clause)
        elif report in (Part.EXTEND, Part.MOVE) or self._goes_on_from_extend(clause):
            self._read_extend(clause)
        elif report in (Part.ASSIGN, Part.TAKE):
            self._read_assign(clause)
        elif report is Part.VALUE:
            self._read_values(clause)
        elif clause.only_names and self._goes_on_from_done(clause):
            pass
        elif _leaves_hanging(clause):
            self.left_hanging = clause
        elif clause.names_something and clause.has(Part.NOT) and not clause.has(*CONTENT, *DOUBTS - {Part.NOT}):
            self._take_not_done(clause, named)  # "3 done, 4 not yet"
        else:
            self._read_talk(clause)
        if named.items and (clause.asked or not clause.reports_something):
            self.topic = named.items
        if clause is not self.left_hanging:
            self.left_hanging = None
        self.last = clause

    def reading(self) -> Reading:
        """The whole reply, now that "all", "the rest" and what was taken back can be settled."""
        self._settle_contradictions()
        denied = {*self.not_done, *(number for number, _ in self.blocked), *(number for number, _, _ in self.extend)}
        extend = {number: (until, words) for number, until, words in self.extend}
        outcome = settle(self.claims, self.thread, Mentions(denied, self.mentioned, self.spoken_of), self.questions)
        if self.acknowledged and not (self.claims or self.ack or self.undo or self.blocked):
            self.ack = [item.number for item in self.open]  # "got it" answers the whole reminder
        reading = Reading(
            done=_once(outcome.done),
            reopen=_once(self.reopen),
            undo=self.undo,
            blocked=tuple(Blocked(number, self._said(words)) for number, words in dict(self.blocked).items()),
            unblock=_once(self.unblock),
            ack=_once(self.ack),
            extend=tuple(Extend(number, until, self._said(words)) for number, (until, words) in extend.items()),
            assign=tuple(dict.fromkeys(self.assign)),
            values=tuple(self._value(place) for place in range(len(self.values))),
            ask=self.questions.first(outcome.done),
            already=_once(self.already + outcome.already),
            unknown=tuple(dict.fromkeys(self.unknown + outcome.unknown)),
        )
        return self._with_talk(reading)

    def _settle_contradictions(self) -> None:
        """Two dates or two owners for one item: somebody must choose."""
        dates = {(number, until) for number, until, _ in self.extend}
        owners = {(each.number, each.user) for each in self.assign}
        for item in self.thread.items:
            if sum(number == item.number for number, _ in dates) > 1:
                self.extend = [each for each in self.extend if each[0] != item.number]
                self.questions.ask("which_date", [item], "extend")
            if sum(number == item.number for number, _ in owners) > 1:
                self.assign = [each for each in self.assign if each.number != item.number]
                self.questions.ask("which_person", [item], "assign")

    # Done

    def _read_done(self, clause: Clause) -> None:
        judgement = judge_done(clause)
        named = self._inherited(clause) or self._named(clause.refs)
        if judgement.verdict is not Verdict.YES and self._explains_claim(clause):
            self._doubt_claims(everything=False)  # "3 done: 明天完成"
            return
        if judgement.verdict is Verdict.NO:
            self._take_not_done(clause, named)
            return
        sweep = next((token.part for token in clause.tokens if token.part in (Part.ALL, Part.REST, Part.BOTH)), None)
        if clause.refs and sweep in (Part.ALL, Part.BOTH):
            if sweep is Part.ALL and all(ref.owner for ref in clause.refs):
                named = Named(items=[*named.items, *named.either])  # 王伟负责的都完成了
            sweep = None  # 3和7都完成了: all of those named
        sure = judgement.verdict is Verdict.YES
        claim = Claim(named, sure, clause.sentence, sweep, self._named(clause.excepted))
        # "The audit is finished" under five items, or behind a report: people may talk.
        in_passing = claim.is_nameless and not claim.sure and (len(self.open) != 1 or bool(self.claims))
        if sweep and not clause.refs and any(token.part in (Part.TALK, Part.UNIT) for token in judgement.core):
            in_passing = True  # "all suppliers have finished"
        if judgement.verdict is Verdict.LATER or in_passing:
            self._note_or_talk(clause, named)
            return
        if claim.is_nameless and claim.sure and self.topic:
            self.questions.ask("nearly", [item for item in self.topic if item.is_open], "done")
            return
        if self.left_hanging and claim.named:
            # "3. 4 is done", "hi 3; 4 done": the first may be meant too. "(3) or (4) done": only one of them is.
            hanging = self._named(self.left_hanging.refs)
            self.questions.ask("nearly", [item for item in hanging.items if item.is_open], "done")
            claim.sure = claim.sure and not self.left_hanging.has(Part.OR)
        self.claims.append(claim)
        self._mention(named)
        if any(token.part in _WORTH_NOTING for token in judgement.tail):
            self.talk.append(_words(judgement.tail))

    def _goes_on_from_done(self, clause: Clause) -> bool:
        """Take in numbers without a verb: "3 done, 4 too", "3 done, 4" and "3 ok"; the last two we ask about."""
        named = self._named(clause.refs)
        if self.claims and clause.has(Part.TOO):
            self.claims.append(Claim(named, self.claims[-1].sure, clause.sentence))
        elif self.claims or any(token.text in _ASSENTS for token in clause.tokens):
            self.questions.ask("nearly", [item for item in named.items if item.is_open], "done")
        else:
            return False
        self._mention(named)
        return True

    def _inherited(self, clause: Clause) -> Named | None:
        """The items of the clause before, when this one only goes on about them: "QD-3: supplier has delivered, done"."""
        before = self.last
        if clause.names_something or not before or before.sentence != clause.sentence:
            return None
        if before.reports_something or before.has(*DOUBTS) or before.asked:
            return None
        return self._named(before.refs) if before.labelled or are_marked(before.refs) else None

    def _takes_back(self, clause: Clause) -> bool:
        """Whether the clause only casts doubt on the report before it: "3 done, but not tested", "3 done. Just kidding."."""
        if not self.claims or not self.last or self.explaining or clause.reports_something:
            return False
        if clause.has(Part.EXCEPT):
            return True
        if clause.names_something:
            # "3 done, 2 to go", "3 done, 2 remaining": both were amounts.
            return not are_marked(clause.refs) and (
                clause.has(Part.COUNT) or (clause.has(Part.REST) and bool(clause.refs))
            )
        if clause.has(Part.OOPS):
            return True
        # A sentence of its own takes back only when it says nothing else: "3 done. The invoice is not paid." is another matter.
        says_more = clause.has(*CONTENT)
        goes_on = clause.sentence == self.claims[-1].sentence or clause.opener is Part.BUT
        if not goes_on and (says_more or clause.sentence == self.last.sentence):
            return False
        tokens = _without_pieces(clause.tokens) if self._explains_claim(clause) else clause.tokens
        parts = {token.part for token in tokens}
        return bool(parts & {Part.NOT, Part.PERHAPS, Part.COUNT, *UNDER_WAY}) or (
            bool(parts & {*TO_COME, Part.QUESTION}) and not says_more
        )

    def _explains_claim(self, clause: Clause) -> bool:
        """Whether it is the note behind a report's colon, about nothing else: "3 done: 很长的说明"."""
        before = self.last
        return (
            bool(self.claims)
            and before is not None
            and before.sentence == clause.sentence == self.claims[-1].sentence
            and clause.opener is Part.COLON
            and not clause.names_something
        )

    def _doubt_claims(self, everything: bool) -> None:
        """ "Just kidding" is said of the whole reply, "but not tested" of its sentence: "3 done, 4 done, but not tested"."""
        for claim in self.claims:
            if everything or claim.sentence == self.claims[-1].sentence:
                claim.sure = False

    # Not done, reopen, undo

    def _take_not_done(self, clause: Clause, named: Named) -> None:
        """A reported item is opened again; an open one gets a note, since people say how it stands."""
        if clause.has(Part.ALL, Part.BOTH, Part.REST) and not clause.refs:
            return  # "not all done" says nothing about any one of them
        items = named.items
        if not clause.names_something and not items:
            items = self._the_only_item()
        self._take(named)
        self.not_done += [item.number for item in items]
        self.reopen += [item.number for item in items if item.state == "done"]
        self.already += [item.number for item in items if item.state in ("accepted", "cancelled")]
        if noted := tuple(item.number for item in items if item.is_open):
            self.explaining = _words(clause.tokens)
            self.notes.append((noted, self.explaining))

    def _the_only_item(self) -> list[ThreadItem]:
        if len(self.thread.items) == 1:
            return list(self.thread.items)
        return self.open if len(self.open) == 1 else []

    def _read_undo(self, clause: Clause) -> None:
        if clause.has(*CONTENT, *DOUBTS - {Part.OOPS}):
            self._read_talk(clause)
            return
        if not clause.refs and clause.has(Part.UNDO):
            self.undo = True
            return
        named = self._named(clause.refs)
        reported = [item for item in self.thread.items if item.state == "done"]
        if not clause.refs and len(reported) > 1:
            self.questions.ask("which_item", reported, "reopen")
            return
        items = named.items if clause.refs else reported
        self._take(named)
        self.questions.ask("which_reading", named.either, "reopen")
        self.reopen += [item.number for item in items if item.state == "done"]
        self.already += [item.number for item in items if item.state != "done"]

    # Blocked, acknowledged

    def _read_blocked(self, clause: Clause) -> None:
        at = clause.first([Part.BLOCKED])
        behind = at + 1
        while behind < len(clause.tokens) and clause.tokens[behind].part in (*NAMES, Part.FILLER, Part.AFTER):
            behind += 1
        if not any(token.part in NAMES for token in clause.tokens[at + 1 : behind]):
            behind = at + 1
        head, reason = _parted_by_cause(clause.tokens[:at])
        parts = {token.part for token in head}
        named = self._named(token.ref for token in clause.tokens[:behind] if token.ref)
        if Part.NOT in parts and not parts & (DOUBTS - {Part.NOT}):
            self.unblock += [item.number for item in named.items if item.state == "blocked"]
            return
        if parts & (UNDER_WAY | TO_COME | {Part.NOT}):
            self._note_or_talk(clause, named)
            return
        sure = not parts & (DOUBTS | FOREIGN) and not has_doubtful_number(clause)
        items = self._meant_by(clause, named, "blocked", sure)
        if not items:
            if not clause.names_something:
                self._read_talk(clause)
            return
        if not sure:
            self.questions.ask("nearly", [item for item in items if item.is_open], "blocked")
            return
        self.explaining = self._reason(reason or clause.tokens[behind:], clause.end)
        self.blocked += [(item.number, self.explaining) for item in items if item.is_open]
        self.already += [item.number for item in items if not item.is_open]

    def _read_unblocked(self, clause: Clause) -> None:
        stuck = [item for item in self.thread.items if item.state == "blocked"]
        if clause.has(*DOUBTS - {Part.NEVER, Part.NOT}) or (not clause.refs and len(stuck) != 1):
            self._read_talk(clause)
            return
        items = self._named(clause.refs).items if clause.refs else stuck
        self.unblock += [item.number for item in items if item.state == "blocked"]

    def _read_ack(self, clause: Clause) -> None:
        named = self._named(clause.refs)
        if clause.has(*DOUBTS - {Part.LATER}) or has_doubtful_number(clause):
            return
        if clause.refs:
            self._take(named)
            self.ack += [item.number for item in named.items if item.is_open]
            self.already += [item.number for item in named.items if not item.is_open]
        elif not clause.has(Part.TALK):
            self.acknowledged = True

    # A later date, another owner

    def _read_question(self, clause: Clause) -> None:
        """Questions report nothing; only "can we extend 3 to 10 May?" is a request in disguise."""
        wants_time = clause.has(Part.EXTEND) or any(
            token.part is Part.MOVE and _is_report(token, clause) for token in clause.tokens
        )
        asks_for_time = wants_time and any(token.text in _REQUESTS for token in clause.tokens)
        if asks_for_time:
            self.questions.ask("nearly", [item for item in self._named(clause.refs).items if item.is_open], "extend")

    def _read_extend(self, clause: Clause) -> None:
        """A new date for the items named. Without a single date to come we ask for one: dates are never guessed."""
        named = self._named(clause.refs)
        place = max((at for at, token in enumerate(clause.tokens) if token.day), default=-1)
        day = clause.tokens[place].day if place >= 0 else None
        if clause.has(Part.NOT, Part.NEVER) or not (day or named.items):
            self._read_talk(clause)
            return
        sure = not clause.has(*_SAYS_NO_OR_MAYBE) and not has_doubtful_number(clause)
        items = [item for item in self._meant_by(clause, named, "extend", sure) if item.is_open]
        until = day.day if day else None
        if not sure:
            self.questions.ask("nearly", items, "extend")
        elif until is None or until <= self.today:
            self.questions.ask("which_date", items, "extend")
        else:
            tail = [token for token in clause.tokens[place + 1 :] if not token.ref]
            self.explaining = self._reason(tail, clause.end)
            self.extend += [(item.number, until, self.explaining) for item in items]
        self.already += [item.number for item in named.items if not item.is_open]

    def _goes_on_from_extend(self, clause: Clause) -> bool:
        """Whether it names only another item and day: "extend 3 to 10 May and 4 to 12 May"."""
        same_sentence = self.last is not None and self.last.sentence == clause.sentence and self.last.has(Part.EXTEND)
        return same_sentence and bool(clause.refs) and clause.has(Part.TO) and any(token.day for token in clause.tokens)

    def _read_assign(self, clause: Clause) -> None:
        named = self._named(clause.refs)
        if clause.has(Part.NOT, Part.NEVER):
            self._read_talk(clause)
            return
        user = self._person(clause)
        sure = not clause.has(*_SAYS_NO_OR_MAYBE) and not has_doubtful_number(clause)
        items = [item for item in self._meant_by(clause, named, "assign", sure) if item.is_open]
        if not sure:
            self.questions.ask("nearly", items, "assign")
        elif user is None:
            self.questions.ask("which_person", items, "assign")
        else:
            self.assign += [Assign(item.number, user) for item in items]
        self.already += [item.number for item in named.items if not item.is_open]

    def _person(self, clause: Clause) -> str | None:
        """Who is meant: a mention, "me", or a name behind "to" or 由; None when it is nobody or more than one."""
        mentions = [token for token in clause.tokens if token.part is Part.PERSON]
        if mentions:
            written = self.text[mentions[0].start : mentions[0].end]
            return written.strip("<@>").split("|")[0] if len(mentions) == 1 else None
        if any(token.text in _MYSELF or token.text.startswith(("i'", "i ")) for token in clause.tokens):
            return "me"
        leads = [at for at, token in enumerate(clause.tokens) if _leads_to_name(token)]
        for lead in reversed(leads):
            run: list[Token] = []
            for token in clause.tokens[lead + 1 :]:
                if token.part not in (Part.TALK, Part.OWNER, Part.SPEAKER) and not (run and token.part is Part.FILLER):
                    break
                run.append(token)
            while run and run[-1].part is Part.FILLER and run[-1].text.isascii():
                run.pop()
            if run:
                return self.text[run[0].start : run[-1].end]
        return None

    # Values

    def _read_values(self, clause: Clause) -> None:
        if clause.has(Part.NOT, Part.PERHAPS, Part.OR, *TO_COME):
            self._read_talk(clause)
            return
        for token in clause.tokens:
            if token.part is Part.VALUE:
                self.explaining = _Words(clause.end, clause.end)
                self.values.append((token, self.explaining))
            elif token.part is Part.FORECAST and token.amount is not None and self.values:
                self.forecasts[len(self.values) - 1] = token

    def _value(self, place: int) -> Value:
        token, words = self.values[place]
        assert token.amount is not None
        forecast = self.forecasts.get(place)
        note = self._said(words) or None
        return Value(token.target or "", token.amount, token.measure, forecast.amount if forecast else None, note)

    # Talk

    def _read_note(self, clause: Clause, named: Named) -> None:
        """A note with its heading: kept with the items it names, whatever it says."""
        self._take(named)
        words = _words([token for token in clause.tokens if token.part is Part.NOTE])
        if numbers := tuple(item.number for item in [*named.items, *named.either]):
            self.notes.append((numbers, words))

    def _read_talk(self, clause: Clause) -> None:
        self._note_or_talk(clause, self._named(clause.refs))

    def _note_or_talk(self, clause: Clause, named: Named) -> None:
        """Talk about a named item is its progress note; "3 people joined" names none."""
        forecast = next(
            (token for token in clause.tokens if token.part is Part.FORECAST and token.amount is not None), None
        )
        if forecast and self.values:
            self.forecasts[len(self.values) - 1] = forecast
            return
        names_plainly = clause.labelled or are_marked(clause.refs) or not has_doubtful_number(clause)
        if (
            named.items
            and names_plainly
            and clause.has(*DOUBTS - {Part.OR}, *(CONTENT if clause.labelled or are_marked(clause.refs) else ()))
        ):
            self._mention(named)
            if clause.has(Part.WAITING) and not clause.has(*DOUBTS - {Part.WAITING}):
                self.questions.ask("nearly", [item for item in named.items if item.state == "open"], "blocked")
            label = next((at for at, token in enumerate(clause.tokens) if token.part not in (*NAMES, Part.FILLER)), 0)
            self.explaining = _words(clause.tokens[label:])
            self.notes.append((tuple(item.number for item in named.items), self.explaining))
        elif self.explaining and not named.items:
            if self.explaining.start == self.explaining.end:
                self.explaining.start = clause.start
            self.explaining.end = clause.end
        elif clause.has(*_WORTH_NOTING):
            self.talk.append(_words(clause.tokens))

    def _with_talk(self, reading: Reading) -> Reading:
        """The reading with its notes: talk goes with the report, else with the progress note before it, else nowhere."""
        talk = " ".join(self._said(words) for words in self.talk) or None
        notes = [Note(numbers, self._said(words)) for numbers, words in self.notes]
        reports = bool(
            reading.done or reading.reopen or reading.blocked or reading.ack or reading.extend or reading.values
        )
        if talk and not reports and notes:
            notes[-1] = Note(notes[-1].numbers, f"{notes[-1].text} {talk}")
        return replace(reading, notes=tuple(notes), note=talk if reports else None)

    def _reason(self, tokens: Sequence[Token], end: int) -> _Words:
        said = [
            token for at, token in enumerate(tokens) if at or token.part not in (Part.PERFECT, Part.BE, Part.FILLER)
        ]
        return _words(said) if any(token.part in CONTENT | DOUBTS for token in said) else _Words(end, end)

    def _said(self, words: _Words) -> str:
        return self.text[words.start : words.end].strip(" ,，:：;；-")

    # Names

    def _named(self, refs: Iterable[Ref]) -> Named:
        return named_by(refs, self.thread)

    def _meant_by(self, clause: Clause, named: Named, intent: Intent, sure: bool) -> list[ThreadItem]:
        """The items that a report is about; with none named the only open one, else we ask, if it was a report at all."""
        self._take(named)
        self.questions.ask("which_reading", named.either, intent)
        if clause.refs:
            return named.items
        if clause.has(Part.ALL, Part.BOTH):
            return self.open
        if clause.has(Part.REST):
            return [item for item in self.open if item.number not in self.mentioned]
        if len(self.open) > 1 and sure:
            self.questions.ask("which_item", self.open, intent)
        return self.open if len(self.open) == 1 else []

    def _take(self, named: Named) -> None:
        self._mention(named)
        self.unknown += named.unknown

    def _mention(self, named: Named) -> None:
        self.mentioned |= named.numbers


def _is_report(token: Token, clause: Clause) -> bool:
    """Whether the token reports; "push" and "owner" do only beside a date or a person."""
    if token.part is Part.MOVE:
        return clause.names_something and any(each.day for each in clause.tokens)
    if token.part is Part.TAKE:
        myself = any(each.text in _MYSELF or each.text.startswith(("i'", "i ")) for each in clause.tokens)
        led = any(_leads_to_name(each) for each in clause.tokens)
        return clause.names_something and (myself or led or clause.has(Part.PERSON))
    return token.part in REPORTS


def _parted_by_cause(tokens: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """The words before 因, and the cause from there on: 3因设备未到受阻."""
    at = next((at for at, token in enumerate(tokens) if token.text in ("因", "因为", "由于")), len(tokens))
    return tokens[:at], tokens[at:]


def _without_pieces(tokens: Sequence[Token]) -> list[Token]:
    """The tokens but for single characters that are pieces of a longer word that we do not know: the 中 of 中控."""
    return [
        token
        for token, following in zip_longest(tokens, tokens[1:])
        if not (token.text in _PIECES and following and following.part is Part.TALK and following.start == token.end)
    ]


def _leaves_hanging(clause: Clause) -> bool:
    """Whether it names numbers and says nothing of them, so that a report behind it may be theirs too."""
    return bool(clause.refs) and not clause.has(*REPORTS, *CONTENT, *DOUBTS - {Part.OR})


def _leads_to_name(token: Token) -> bool:
    return token.part in (Part.TO, Part.ASSIGN) or token.text in ("由", "is", "给", "负责人改为", "责任人改为")


def _words(tokens: Sequence[Token]) -> _Words:
    return _Words(tokens[0].start, tokens[-1].end)


def _once(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
