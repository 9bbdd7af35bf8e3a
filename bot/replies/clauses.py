"""From tokens to clauses: who is named, what is said of them, and which words belong together.

People write "3, 7: done", "done - 3 and 7", "all done, except 4", "by Friday, 3 done". Each becomes one clause, however it
was punctuated; and "3 done 4 blocked" becomes two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest
from typing import Final

from bot.replies.headings import with_notes
from bot.replies.lists import with_lists
from bot.replies.parts import Part
from bot.replies.tokens import Ref, Token

CLOSING: Final = frozenset({Part.DONE, Part.READY, Part.NEARLY, Part.UNDONE})
REPORTS: Final = CLOSING | {
    Part.BLOCKED,
    Part.UNBLOCKED,
    Part.ACK,
    Part.UNDO,
    Part.REOPEN,
    Part.EXTEND,
    Part.ASSIGN,
    Part.VALUE,
    Part.NOTE,
}
NAMES: Final = frozenset({Part.ITEM, Part.ALL, Part.BOTH, Part.REST})
# Words that say something of their own. What is neither a report nor one of these changes no meaning.
CONTENT: Final = frozenset(
    {
        Part.TALK,
        Part.AMOUNT,
        Part.UNIT,
        Part.POINT,
        Part.SPEAKER,
        Part.LINK,
        Part.FORECAST,
        Part.PERSON,
        Part.OWNER,
        Part.TARGET,
        Part.MOVE,
        Part.TAKE,
    }
)
UNDER_WAY: Final = frozenset({Part.HEDGE, Part.WAITING})
TO_COME: Final = frozenset({Part.LATER, Part.NEVER, Part.IF})
DOUBTS: Final = UNDER_WAY | TO_COME | {Part.NOT, Part.PERHAPS, Part.QUESTION, Part.OR, Part.OOPS}

_COMMANDS: Final = frozenset({"close", "tick off", "check off"})
_EXCEPTED: Final = frozenset({"excluded", "excepted", "aside", "除外", "外", "以外", "之外"})
_RELATIVE: Final = frozenset({"is", "are", "was", "were", "has"})  # "7 which is blocked" asks nothing
_PEOPLE: Final = frozenset({Part.PERSON, Part.OWNER, Part.SPEAKER, Part.WHO})
# "…, correct?" asks about what stands before it; "…, can you confirm the date?" is a question of its own.
LONGEST_TAG: Final = 2
_BREAKS: Final = frozenset({Part.END, Part.LINE, Part.COMMA, Part.COLON, Part.DASH, Part.BRACKET, Part.AND, Part.BUT})
_SENTENCE_ENDS: Final = frozenset({Part.END, Part.LINE, Part.QUESTION})


@dataclass(slots=True)
class Clause:
    """A stretch of tokens that says one thing; `opener` is the break before it, `asked` says that it ends in a question mark."""

    tokens: list[Token]
    sentence: int
    opener: Part
    asked: bool = False
    labelled: bool = False  # "3: …": the number stands for the item, whatever follows
    excepted: list[Ref] = field(default_factory=list)
    heads_list: bool = False  # "done:" with the numbers on the lines below
    _parts: set[Part] = field(init=False)  # kept beside the tokens, so that long clauses are asked and joined quickly

    def __post_init__(self) -> None:
        self.keep(self.tokens)

    def keep(self, tokens: list[Token]) -> None:
        """Consist of these tokens from now on."""
        self.tokens = tokens
        self._parts = {token.part for token in tokens}

    def has(self, *parts: Part) -> bool:
        """True when a token plays one of these parts."""
        return not self._parts.isdisjoint(parts)

    def first(self, parts: Iterable[Part]) -> int:
        """The place of the first token that plays one of these parts; -1 when there is none."""
        wanted = frozenset(parts)
        return next((at for at, token in enumerate(self.tokens) if token.part in wanted), -1)

    @property
    def refs(self) -> list[Ref]:
        """The numbers it names, in the order written."""
        return [token.ref for token in self.tokens if token.ref]

    @property
    def names_something(self) -> bool:
        """True when it says of what it speaks: a number, "all", "the rest"."""
        return self.has(*NAMES)

    @property
    def reports_something(self) -> bool:
        """True when it has a word that can be a report."""
        return self.has(*REPORTS)

    @property
    def only_names(self) -> bool:
        """True for "3 and 7" with nothing said of them yet."""
        return (self.names_something or bool(self.excepted)) and not self.has(*REPORTS, *CONTENT, *DOUBTS)

    @property
    def start(self) -> int:
        """Where its text begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.tokens[-1].end

    def join(self, other: "Clause") -> None:
        """Take the next clause in, as if nothing had stood between."""
        self.tokens += other.tokens
        self._parts |= other._parts
        self.asked |= other.asked
        self.excepted += other.excepted


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a reply, in order."""
    clauses = _join(_split(_settle_verbs(with_notes(with_lists(tokens)))))
    return [part for clause in clauses for part in _part_reports(clause)]


# Verbs that report only sometimes


def _settle_verbs(tokens: Sequence[Token]) -> list[Token]:
    """落实 is an order until a 已 stands before it; "close 3" is a command to us, "close to done" is not, "complete 3" may be an order."""
    settled: list[Token] = []
    perfect = False
    for at, token in enumerate(tokens):
        before = tokens[at - 1].part if at else None
        following = tokens[at + 1].part if at + 1 < len(tokens) else None
        names_follow = following in NAMES
        if token.part is Part.DEED:
            token = replace(token, part=Part.DONE if perfect else Part.LATER)
        elif token.text in _COMMANDS and not names_follow:
            token = replace(token, part=Part.DONE if perfect and token.text == "close" else Part.HEDGE)
        elif token.part is Part.BY and following in _PEOPLE:
            token = replace(token, part=Part.AFTER)
        elif token.text == "complete" and names_follow:
            token = replace(token, part=Part.NEARLY)
        elif token.text == "which" and before is Part.ITEM and _text_at(tokens, at + 1) in _RELATIVE:
            token = replace(token, part=Part.FILLER)
        perfect = token.part is Part.PERFECT or (perfect and token.part in (Part.FILLER, Part.ALL, Part.WHO))
        settled.append(token)
    return settled


def _text_at(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


# Breaks and joins


def _split(tokens: Sequence[Token]) -> list[Clause]:
    clauses: list[Clause] = []
    current: list[Token] = []
    sentence = 0
    opener = Part.LINE
    for token, following in zip_longest(tokens, tokens[1:]):
        asks = token.text == "?"
        labels = token.part is Part.ITEM and following is not None and following.part in (Part.COLON, Part.DASH)
        if labels and any(before.part in REPORTS for before in current):
            # "3: done 4: open": a label begins something new.
            clauses.append(Clause(current, sentence, opener))
            current, opener = [], Part.COMMA
        if not asks and token.part not in _BREAKS:
            current.append(token)
            continue
        if current:
            clauses.append(Clause(current, sentence, opener, asked=asks))
            current, opener = [], token.part
        elif asks and clauses:
            clauses[-1].asked = True  # "done!?"
        # The strongest break stands: "3 done. But …" begins with "but", "done:" heads the lines below it.
        if token.part is Part.BUT or opener not in (Part.BUT, Part.COLON):
            opener = token.part
        if token.part in _SENTENCE_ENDS:
            sentence += 1
    if current:
        clauses.append(Clause(current, sentence, opener))
    _spread_questions(clauses)
    return clauses


def _spread_questions(clauses: list[Clause]) -> None:
    """A tag asks about what stands before it: "3 done, right?", "3 and 4 done, or not?"."""
    for before, tag in zip(reversed(clauses[:-1]), reversed(clauses[1:]), strict=True):
        is_tag = len(tag.tokens) <= LONGEST_TAG or not tag.has(*CONTENT)
        if tag.asked and tag.sentence == before.sentence and is_tag and not tag.has(*NAMES, *REPORTS):
            before.asked = True


def _join(clauses: list[Clause]) -> list[Clause]:
    joined: list[Clause] = []
    for clause in clauses:
        _take_exceptions(clause)
        before = joined[-1] if joined else None
        if before and _belongs_to(before, clause):
            before.labelled |= clause.opener in (Part.COLON, Part.DASH) and before.only_names
            before.heads_list |= clause.opener is Part.COLON and not before.names_something and clause.only_names
            before.join(clause)
        elif before and clause.opener is Part.BUT and clause.only_names and before.has(Part.ALL, Part.REST):
            before.excepted += clause.refs  # "all done but 4"
        else:
            joined.append(clause)
    return joined


def _take_exceptions(clause: Clause) -> None:
    """Move the numbers behind "except" out of what is reported."""
    at = clause.first([Part.EXCEPT])
    if at < 0:
        return
    end = at + 1
    while end < len(clause.tokens) and clause.tokens[end].part in (Part.ITEM, Part.FILLER, Part.EXCEPT, Part.NOT):
        end += 1
    if clause.tokens[at].text in _EXCEPTED and not any(token.ref for token in clause.tokens[at:end]):
        while at and clause.tokens[at - 1].part in (Part.ITEM, Part.FILLER, Part.BE):
            at -= 1  # "7 excluded", 7除外
    clause.excepted += [token.ref for token in clause.tokens[at:end] if token.ref]
    if clause.excepted:
        word = clause.tokens[at]
        every = [replace(word, part=Part.ALL)] if word.text in ("all but", "everything but") else []
        clause.keep([*clause.tokens[:at], *every, *clause.tokens[end:]])


def _belongs_to(before: Clause, clause: Clause) -> bool:
    """Whether the two are one statement in spite of the break between them."""
    near = clause.sentence == before.sentence
    if near and clause.opener is Part.BRACKET and clause.only_names and not before.names_something:
        # "done (3, 4)"; "tests (3)": perhaps an amount
        return before.has(*CONTENT) or (before.reports_something and len(clause.refs) > 1)
    if before.heads_list and clause.only_names:
        return True
    if before.only_names and before.refs and clause.has(Part.ALL, Part.BOTH) and not clause.refs:
        return True  # "3, 4, 7 - all done": all of these
    if before.only_names:
        if clause.opener in (Part.COLON, Part.DASH, Part.BRACKET):
            return not clause.names_something or clause.first(REPORTS) == 0
        if before.excepted and near and clause.has(Part.ALL, Part.REST):
            return True  # "apart from 4, all done"
        if near and clause.opener is Part.AND and clause.reports_something:
            return True  # "3 and also 4 done"
        # "3, done", and "3" on a line of its own above "done"
        return (
            not clause.names_something
            and clause.has(*REPORTS, Part.NOT)
            and (near or clause.opener in (Part.LINE, Part.END))
        )
    if near and clause.excepted and not clause.has(*NAMES, *REPORTS):
        return before.has(Part.ALL, Part.REST)  # "all done, except 4"
    says_no_more = near and not clause.has(*NAMES, *REPORTS)
    if says_no_more and before.has(Part.EXTEND, Part.MOVE) and any(token.day for token in clause.tokens):
        return not any(token.day for token in before.tokens)  # "more time for 3, until 10 May"
    if says_no_more and clause.opener is Part.COLON and before.has(Part.ASSIGN, Part.TAKE):
        return True  # "owner of 3: @wei"
    if clause.opener is Part.COLON and before.reports_something and not before.names_something:
        return clause.first(NAMES) == 0  # "blocked: 4 supplier late"
    if clause.only_names and before.reports_something and not before.names_something:
        return clause.opener is not Part.BUT  # "done: 3, 7"
    # "by Friday, 3 done"
    return near and not before.has(*NAMES, *REPORTS, *CONTENT) and not before.asked


def _part_reports(clause: Clause) -> list[Clause]:
    """Part "3 done 4 blocked" and "done 3 blocked 4": where numbers directly follow a report and have more said of them."""
    parts = [token.part for token in clause.tokens]
    first_report = clause.first(REPORTS)
    if first_report < 0:
        return [clause]
    names_first = 0 <= clause.first(NAMES) < first_report
    last_statement = max(at for at, part in enumerate(parts) if part in REPORTS or part in DOUBTS)
    cuts = [0]
    for at in range(first_report + 1, len(parts)):
        if names_first:
            ended = parts[at - 1] in REPORTS | UNDER_WAY
            starts = ended and parts[at] in NAMES and at < last_statement
        else:
            starts = parts[at - 1] in NAMES and parts[at] in REPORTS
        if starts:
            cuts.append(at)
    return [replace(clause, tokens=clause.tokens[low:high]) for low, high in pairwise([*cuts, len(parts)])]
