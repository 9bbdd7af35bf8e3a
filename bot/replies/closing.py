"""Reports that something is done, is not, or was said too soon."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from bot.replies.claims import Claim
from bot.replies.clauses import CONTENT, DOUBTS, TO_COME, UNDER_WAY, Clause
from bot.replies.heard import Heard, words_of
from bot.replies.naming import Named, are_marked
from bot.replies.parts import Part
from bot.replies.reading import ThreadItem
from bot.replies.talk import WORTH_NOTING, note_or_talk, read_talk
from bot.replies.tokens import Token
from bot.replies.verdicts import Verdict, judge_done

# Said of a number these may mean that it is done: "3 ok".
_ASSENTS: Final = frozenset({"ok", "okay", "100%", "👍", ":+1:", ":thumbsup:", ":ok:", ":100:", "yes", "did"})
# Doubts by themselves, but more often a piece of a word: 中控, 说法, 得到, 共享.
_PIECES: Final = frozenset("中说得共")
# Behind a "but" these say that something is missing still.
_OWED: Final = frozenset({"need", "needs", "needed", "must", "should", "to be", "需要", "需", "须", "要"})
# By themselves behind a report these ask about it, with a mark or without.
_TAGS: Final = frozenset({"right", "correct", "yes", "no"})
# Behind a report these say that it was none: "3 done, still testing".
_UNENDED: Final = frozenset({"still", "yet"})


def read_done(heard: Heard, clause: Clause) -> None:
    """Take a clause that says "done" for what it is: a claim, a doubt about one, not done, or talk."""
    judgement = judge_done(clause)
    named = _inherited(heard, clause) or heard.named(clause.refs)
    if judgement.verdict is not Verdict.YES and _explains_claim(heard, clause):
        doubt_claims(heard, everything=False)  # "3 done: 明天完成"
        return
    if judgement.verdict is Verdict.NO:
        take_not_done(heard, clause, named)
        return
    sweep = next((token.part for token in clause.tokens if token.part in (Part.ALL, Part.REST, Part.BOTH)), None)
    if clause.refs and sweep in (Part.ALL, Part.BOTH):
        if sweep is Part.ALL and all(ref.owner for ref in clause.refs):
            named = Named(items=[*named.items, *named.either])  # 王伟负责的都完成了
        sweep = None  # 3和7都完成了: all of those named
    sure = judgement.verdict is Verdict.YES
    claim = Claim(named, sure, clause.sentence, sweep, heard.named(clause.excepted))
    # "The audit is finished" under five items, or behind a report: people may talk.
    in_passing = claim.is_nameless and not claim.sure and (len(heard.open) != 1 or bool(heard.claims))
    if sweep and not clause.refs and any(token.part in (Part.TALK, Part.UNIT) for token in judgement.core):
        in_passing = True  # "all suppliers have finished"
    if judgement.verdict is Verdict.LATER or in_passing:
        note_or_talk(heard, clause, named)
        return
    if claim.is_nameless and claim.sure and heard.topic:
        heard.questions.ask("nearly", [item for item in heard.topic if item.is_open], "done")
        return
    if heard.left_hanging and claim.named:
        # "3. 4 is done", "hi 3; 4 done": the first may be meant too. "(3) or (4) done": only one of them is.
        hanging = heard.named(heard.left_hanging.refs)
        heard.questions.ask("nearly", [item for item in hanging.items if item.is_open], "done")
        claim.sure = claim.sure and not heard.left_hanging.has(Part.OR)
    if _counts_in_brackets(heard, clause):
        heard.questions.ask("nearly", [item for item in heard.named(heard.last_refs).items if item.is_open], "done")
        claim.sure = False
    heard.claims.append(claim)
    heard.mention(named)
    if any(token.part in WORTH_NOTING for token in judgement.tail):
        heard.talk.append(words_of(judgement.tail))


def _counts_in_brackets(heard: Heard, clause: Clause) -> bool:
    """Whether the number stands behind another in brackets that may count something else: "tests (3) (4) done"."""
    before = heard.last
    near = before is not None and before.sentence == clause.sentence and clause.opener is Part.BRACKET
    return near and before is not None and bool(before.refs) and before.has(*CONTENT) and not before.reports_something


def goes_on_from_done(heard: Heard, clause: Clause) -> bool:
    """Take in numbers without a verb: "3 done, 4 too", "3 done, 4" and "3 ok"; the last two we ask about."""
    named = heard.named(clause.refs)
    if heard.claims and clause.has(Part.TOO):
        heard.claims.append(Claim(named, heard.claims[-1].sure, clause.sentence))
    elif heard.claims or any(token.text in _ASSENTS for token in clause.tokens):
        heard.questions.ask("nearly", [item for item in named.items if item.is_open], "done")
    else:
        return False
    heard.mention(named)
    return True


def _inherited(heard: Heard, clause: Clause) -> Named | None:
    """The items of the clause before, when this one only goes on about them: "QD-3: supplier has delivered, done"."""
    before = heard.last
    if clause.names_something or not before or before.sentence != clause.sentence:
        return None
    if before.reports_something or before.has(*DOUBTS) or before.asked:
        return None
    return heard.named(before.refs) if before.labelled or are_marked(before.refs) else None


def takes_back(heard: Heard, clause: Clause) -> bool:
    """Whether the clause only casts doubt on the report before it: "3 done, but not tested", "3 done. Just kidding."."""
    if not heard.claims or not heard.last or heard.explaining or clause.reports_something:
        return False
    if clause.has(Part.EXCEPT):
        return True
    if clause.names_something:
        # "3 done, 2 to go", "3 done, 2 remaining": both were amounts.
        return not are_marked(clause.refs) and (clause.has(Part.COUNT) or (clause.has(Part.REST) and bool(clause.refs)))
    if clause.has(Part.OOPS):
        return True
    # A sentence of its own takes back only when it says nothing else: "3 done. The invoice is not paid." is another matter.
    says_more = clause.has(*CONTENT)
    goes_on = clause.sentence == heard.claims[-1].sentence or clause.opener is Part.BUT
    if not goes_on and (says_more or clause.sentence == heard.last.sentence):
        return False
    if goes_on and clause.tokens[0].part is Part.OR:
        return True  # "3 done, or at least I hope so"
    first = clause.tokens[0].text
    if goes_on and (first == "to be" or (len(clause.tokens) == 1 and first in _TAGS)):
        return True  # "3 done, to be confirmed", "3 done, right"
    if clause.opener is Part.BUT and any(token.text in _OWED for token in clause.tokens):
        return True  # "3 done, but needs another test"
    if any(token.text in _UNENDED for token in clause.tokens) and says_more:
        return True  # "3 done: still testing"
    if clause.opener in (Part.COLON, Part.BRACKET, Part.DASH) and goes_on and _goes_on_doing(clause):
        return True  # "3 done: testing"
    tokens = _without_pieces(clause.tokens) if _explains_claim(heard, clause) else clause.tokens
    parts = {token.part for token in tokens}
    return bool(parts & {Part.NOT, Part.PERHAPS, Part.COUNT, *UNDER_WAY}) or (
        bool(parts & {*TO_COME, Part.QUESTION}) and not says_more
    )


def _goes_on_doing(clause: Clause) -> bool:
    """Whether all it says is what is being done: "testing", never "thing"."""
    said = [token for token in clause.tokens if token.part is not Part.FILLER]
    return len(said) == 1 and said[0].part is Part.TALK and len(said[0].text) > 5 and said[0].text.endswith("ing")


def _explains_claim(heard: Heard, clause: Clause) -> bool:
    """Whether it is the note behind a report's colon, about nothing else: "3 done: 很长的说明"."""
    before = heard.last
    return (
        bool(heard.claims)
        and before is not None
        and before.sentence == clause.sentence == heard.claims[-1].sentence
        and clause.opener is Part.COLON
        and not clause.names_something
    )


def doubt_claims(heard: Heard, everything: bool) -> None:
    """ "Just kidding" is said of the whole reply, "but not tested" of its sentence: "3 done, 4 done, but not tested"."""
    for claim in heard.claims:
        if everything or claim.sentence == heard.claims[-1].sentence:
            claim.sure = False


def take_not_done(heard: Heard, clause: Clause, named: Named) -> None:
    """A reported item is opened again; an open one gets a note, since people say how it stands."""
    if clause.has(Part.ALL, Part.BOTH, Part.REST) and not clause.refs:
        return  # "not all done" says nothing about any one of them
    items = named.items
    if not clause.names_something and not items:
        items = _the_only_item(heard)
    heard.take(named)
    heard.not_done += [item.number for item in items]
    heard.reopen += [item.number for item in items if item.state == "done"]
    heard.already += [item.number for item in items if item.state in ("accepted", "cancelled")]
    if noted := tuple(item.number for item in items if item.is_open):
        heard.explaining = words_of(clause.tokens)
        heard.notes.append((noted, heard.explaining))


def _the_only_item(heard: Heard) -> list[ThreadItem]:
    if len(heard.thread.items) == 1:
        return list(heard.thread.items)
    return heard.open if len(heard.open) == 1 else []


def read_undo(heard: Heard, clause: Clause) -> None:
    """Take back an answer of one's own, or open a reported item again."""
    if clause.has(*CONTENT, *DOUBTS - {Part.OOPS}):
        wished = clause.has(Part.REOPEN) and not clause.has(*CONTENT, *DOUBTS - {Part.OOPS, Part.LATER})
        if wished and clause.refs:  # "8 needs to be reopened"
            reported = [item for item in heard.named(clause.refs).items if item.state == "done"]
            heard.questions.ask("nearly", reported, "reopen")
        read_talk(heard, clause)
        return
    if not clause.refs and heard.claims:
        doubt_claims(heard, everything=True)  # "3 done. Scratch that."
        return
    if not clause.refs and clause.has(Part.UNDO):
        heard.undo = True
        return
    named = heard.named(clause.refs)
    reported = [item for item in heard.thread.items if item.state == "done"]
    if not clause.refs and len(reported) > 1:
        heard.questions.ask("which_item", reported, "reopen")
        return
    items = named.items if clause.refs else reported
    heard.take(named)
    heard.questions.ask("which_reading", named.either, "reopen")
    heard.reopen += [item.number for item in items if item.state == "done"]
    heard.already += [item.number for item in items if item.state != "done"]


def _without_pieces(tokens: Sequence[Token]) -> list[Token]:
    """The tokens but for single characters that are pieces of a longer word that we do not know: the 中 of 中控."""
    return [
        token
        for token, following in zip_longest(tokens, tokens[1:])
        if not (token.text in _PIECES and following and following.part is Part.TALK and following.start == token.end)
    ]
