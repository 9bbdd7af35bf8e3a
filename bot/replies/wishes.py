"""What is asked of the office: a later date, another owner. Neither is ever guessed."""

from typing import Final

from bot.replies.clauses import REPORTS, Clause
from bot.replies.heard import Heard
from bot.replies.naming import Named
from bot.replies.parts import Part
from bot.replies.reading import Assign
from bot.replies.talk import read_talk
from bot.replies.tokens import Token
from bot.replies.verdicts import has_doubtful_number

# A wish for more time is worded as one: these do not weaken it.
_SAYS_NO_OR_MAYBE: Final = frozenset({Part.PERHAPS, Part.OR, Part.IF, Part.OOPS})
_REQUESTS: Final = ("can", "could", "may", "可以", "能否", "可否", "能不能", "是否")
_NEEDS: Final = frozenset({"need until", "needs until", "have until", "need time until", "需要到", "要到"})
_MYSELF: Final = frozenset({"i", "me", "我", "我来"})


def read_question(heard: Heard, clause: Clause) -> None:
    """Questions report nothing; only "can we extend 3 to 10 May?" is a request in disguise."""
    wants_time = clause.has(Part.EXTEND) or any(
        token.part is Part.MOVE and is_report(token, clause) for token in clause.tokens
    )
    asks_for_time = wants_time and any(token.text in _REQUESTS for token in clause.tokens)
    if asks_for_time:
        heard.questions.ask("nearly", [item for item in heard.named(clause.refs).items if item.is_open], "extend")


def read_extend(heard: Heard, clause: Clause) -> None:
    """A new date for the items named. Without a single date to come we ask for one: dates are never guessed."""
    named = _carried(heard, clause) or heard.named(clause.refs)
    place = max((at for at, token in enumerate(clause.tokens) if token.day), default=-1)
    day = clause.tokens[place].day if place >= 0 else None
    if clause.has(Part.NOT, Part.NEVER) or not (day or named.items):
        read_talk(heard, clause)
        return
    sure = not clause.has(*_SAYS_NO_OR_MAYBE) and not has_doubtful_number(clause)
    items = [item for item in heard.meant_by(clause, named, "extend", sure) if item.is_open]
    until = day.day if day else None
    if not sure:
        heard.questions.ask("nearly", items, "extend")
    elif until is None or until <= heard.today:
        heard.questions.ask("which_date", items, "extend")
    else:
        tail = [token for token in clause.tokens[place + 1 :] if not token.ref]
        heard.explaining = heard.reason(tail, clause.end)
        heard.extend += [(item.number, until, heard.explaining) for item in items]
    heard.already += [item.number for item in named.items if not item.is_open]


def _carried(heard: Heard, clause: Clause) -> Named | None:
    """What the sentence named before, when this clause names nothing: "3 is held up, we need until 20 May"."""
    if clause.names_something or not heard.last or heard.last.sentence != clause.sentence:
        return None
    named = heard.named(heard.last_refs)
    is_claimed = any(named.numbers & claim.named.numbers for claim in heard.claims)
    return named if named.items and not is_claimed else None


def goes_on_from_extend(heard: Heard, clause: Clause) -> bool:
    """Whether it names only another item and day: "extend 3 to 10 May and 4 to 12 May"."""
    same_sentence = heard.last is not None and heard.last.sentence == clause.sentence and heard.last.has(Part.EXTEND)
    return same_sentence and bool(clause.refs) and clause.has(Part.TO) and any(token.day for token in clause.tokens)


def read_assign(heard: Heard, clause: Clause) -> None:
    """A new owner for the items named; who is meant is asked when it is nobody or more than one."""
    named = heard.named(clause.refs)
    if clause.has(Part.NOT, Part.NEVER):
        read_talk(heard, clause)
        return
    user = _person(heard, clause)
    sure = not clause.has(*_SAYS_NO_OR_MAYBE) and not has_doubtful_number(clause)
    items = [item for item in heard.meant_by(clause, named, "assign", sure) if item.is_open]
    if not sure:
        heard.questions.ask("nearly", items, "assign")
    elif user is None:
        heard.questions.ask("which_person", items, "assign")
    else:
        heard.assign += [Assign(item.number, user) for item in items]
    heard.already += [item.number for item in named.items if not item.is_open]


def _person(heard: Heard, clause: Clause) -> str | None:
    """Who is meant: a mention, "me", or a name behind "to" or 由; None when it is nobody or more than one."""
    mentions = [token for token in clause.tokens if token.part is Part.PERSON]
    if mentions:
        written = heard.text[mentions[0].start : mentions[0].end]
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
            return heard.text[run[0].start : run[-1].end]
    return None


def is_report(token: Token, clause: Clause) -> bool:
    """Whether the token reports; "push" and "owner" do only beside a date or a person."""
    if token.part is Part.MOVE:
        says_what = clause.names_something or token.text in _NEEDS
        return says_what and any(each.day for each in clause.tokens)
    if token.part is Part.TAKE:
        myself = any(each.text in _MYSELF or each.text.startswith(("i'", "i ")) for each in clause.tokens)
        led = any(_leads_to_name(each) for each in clause.tokens)
        return clause.names_something and (myself or led or clause.has(Part.PERSON))
    return token.part in REPORTS


def _leads_to_name(token: Token) -> bool:
    return token.part in (Part.TO, Part.ASSIGN) or token.text in ("由", "is", "给", "负责人改为", "责任人改为")
