"""What the clauses of one reply have said so far, and what their numbers name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.replies.claims import Claim, Questions
from bot.replies.clauses import CONTENT, DOUBTS, Clause
from bot.replies.naming import Named, named_by
from bot.replies.parts import Part
from bot.replies.reading import Assign, Intent, Thread, ThreadItem
from bot.replies.tokens import Ref, Token


@dataclass(slots=True)
class Words:
    """The stretch of the reply that explains a report; it grows while the sentence goes on about it."""

    start: int
    end: int


def words_of(tokens: Sequence[Token]) -> Words:
    """The stretch of the reply that these tokens make."""
    return Words(tokens[0].start, tokens[-1].end)


class Heard:
    """Everything that one reply has said so far; the readers of clauses add to it."""

    def __init__(self, text: str, thread: Thread) -> None:
        self.text = text
        self.thread = thread
        self.today = thread.now.date()
        self.open = [item for item in thread.items if item.is_open]
        self.last: Clause | None = None
        self.explaining: Words | None = None  # the reason or note that more talk would belong to
        self.topic: list[ThreadItem] = []  # what this line has been about
        self.spoken_of: set[int] = set()
        self.mentioned: set[int] = set()  # what "the rest" leaves out
        self.left_hanging: Clause | None = None  # numbers of which nothing was said
        self.claims: list[Claim] = []
        self.not_done: list[int] = []
        self.reopen: list[int] = []
        self.undo = False
        self.blocked: list[tuple[int, Words]] = []
        self.unblock: list[int] = []
        self.ack: list[int] = []
        self.acknowledged = False  # "got it", of nothing in particular
        self.extend: list[tuple[int, date, Words]] = []
        self.assign: list[Assign] = []
        self.values: list[tuple[Token, Words]] = []
        self.forecasts: dict[int, Token] = {}  # by the place of the value they go with
        self.notes: list[tuple[tuple[int, ...], Words]] = []
        self.talk: list[Words] = []
        self.questions = Questions()
        self.already: list[int] = []
        self.unknown: list[str] = []

    @property
    def last_refs(self) -> list[Ref]:
        """The numbers that the clause before named."""
        return self.last.refs if self.last else []

    def reason(self, tokens: Sequence[Token], end: int) -> Words:
        """The words behind a report that give its reason; an empty stretch when they say nothing."""
        said = [
            token for at, token in enumerate(tokens) if at or token.part not in (Part.PERFECT, Part.BE, Part.FILLER)
        ]
        return words_of(said) if any(token.part in CONTENT | DOUBTS for token in said) else Words(end, end)

    def said(self, words: Words) -> str:
        """A stretch of the reply, as the person wrote it."""
        return self.text[words.start : words.end].strip(" ,，:：;；-")

    def named(self, refs: Iterable[Ref]) -> Named:
        """The items that these numbers name in this thread."""
        return named_by(refs, self.thread)

    def meant_by(self, clause: Clause, named: Named, intent: Intent, sure: bool) -> list[ThreadItem]:
        """The items that a report is about; with none named the only open one, else we ask, if it was a report at all."""
        self.take(named)
        self.questions.ask("which_reading", named.either, intent)
        if clause.refs or named:
            return named.items
        if clause.has(Part.ALL, Part.BOTH):
            return self.open
        if clause.has(Part.REST):
            return [item for item in self.open if item.number not in self.mentioned]
        if len(self.open) > 1 and sure:
            self.questions.ask("which_item", self.open, intent)
        return self.open if len(self.open) == 1 else []

    def take(self, named: Named) -> None:
        """Keep what was named: spoken of, or not of this thread."""
        self.mention(named)
        self.unknown += named.unknown

    def mention(self, named: Named) -> None:
        """Leave these out of "the rest"."""
        self.mentioned |= named.numbers
