"""The parts that words play in a reply."""

from enum import Enum, auto


class Part(Enum):
    """The part a token plays in a clause."""

    # What can be reported
    DONE = auto()
    READY = auto()  # done, of a named item; by itself it may mean anything: 好了, "sorted"
    DEED = auto()  # a verb that reports only in the perfect: 落实 is an order, 已落实 a report
    NEARLY = auto()  # handed in, may be closed, a slip of the fingers: near enough to ask
    UNDONE = auto()  # "unfinished": done and not in one word
    BLOCKED = auto()
    UNBLOCKED = auto()
    ACK = auto()
    UNDO = auto()
    REOPEN = auto()
    EXTEND = auto()
    MOVE = auto()  # asks for a later date only where it names one: "push 3 to Friday"
    ASSIGN = auto()
    TAKE = auto()  # assigns only where it names a person: "owner", 负责
    VALUE = auto()  # a target's name with its value: "shipments 1.2 GWh"
    FORECAST = auto()  # "forecast 1.5"
    NOTE = auto()  # what stands behind "note on 3:", to the end of its sentence

    # What it is reported of
    ITEM = auto()  # a number that names an item or a directive
    ALL = auto()
    BOTH = auto()
    REST = auto()
    EXCEPT = auto()

    # What takes a report back, or leaves it open
    NOT = auto()
    HEDGE = auto()  # partly, or still under way
    WAITING = auto()  # under way; of a named item perhaps that it is blocked
    LATER = auto()  # wished, planned, ordered, possible
    NEVER = auto()  # "don't", "can't": neither a report nor a request
    PERHAPS = auto()  # hearsay and belief: worth asking
    QUESTION = auto()
    IF = auto()
    OR = auto()
    COUNT = auto()  # makes amounts of the numbers beside it: "3 done, 2 to go"
    OOPS = auto()  # "sorry, I meant": what was said before may not hold

    # What parts a sentence
    END = auto()
    LINE = auto()
    COMMA = auto()
    COLON = auto()
    DASH = auto()
    BRACKET = auto()
    AND = auto()
    BUT = auto()

    # What changes no meaning
    FILLER = auto()
    BE = auto()  # "is", "has": a filler, but at the head of a clause it asks
    WHO = auto()  # "we", "it"
    PERFECT = auto()  # 已, 了
    PLEASE = auto()
    MARK = auto()  # "mark … as done"
    TO = auto()
    PREPOSITION = auto()  # before a number it makes a time or a place of it: "at 3"
    AFTER = auto()  # may follow a report: "3 done see …"
    BY = auto()  # by a person or by a day
    TOO = auto()
    UNIT = auto()  # behind a number it makes an amount of it: 3个, "3 days"
    NOUN = auto()  # "items": an amount behind a number, nothing behind "all"
    POINT = auto()  # 项, 点: names what is numbered
    AMOUNT = auto()
    LINK = auto()
    PERSON = auto()
    OWNER = auto()
    SPEAKER = auto()
    TARGET = auto()
    TALK = auto()
