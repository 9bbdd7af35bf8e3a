"""The words of questions that mean something without naming anybody: states, lists, help, and what is only said around them."""

from collections.abc import Mapping
from typing import Final, Literal

from storage import lookup


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split(", "))


HELP: Final = frozenset({"help", "?", "帮助", "用法", "怎么用"})
# The first word of a question about meetings as such: a list of them, or what was reported there.
LISTS: Final[Mapping[str, Literal["meetings", "reports"]]] = {
    "meetings": "meetings",
    "meeting": "meetings",
    "minutes": "meetings",
    "纪要": "meetings",
    "会议纪要": "meetings",
    "会议": "meetings",
    "会议列表": "meetings",
    "reports": "reports",
    "report": "reports",
    "报告": "reports",
    "汇报": "reports",
}
HERE: Final = frozenset({"here", "这里", "在此"})

STATES: Final[Mapping[str, str]] = {
    word: state
    for state, words in {
        lookup.OVERDUE: "overdue, late, past due, behind, 逾期, 已逾期, 超期, 过期, 延误",
        lookup.OPEN: "open, still open, unfinished, outstanding, pending, not done, todo, to do, in progress, 未完成, 没完成, 未完, 进行中, 待办",
        lookup.BLOCKED: "blocked, stuck, 受阻, 阻塞, 卡住",
        lookup.DONE: "done, finished, completed, complete, closed, 完成, 已完成, 办结, 已办结",
        lookup.ACCEPTED: "accepted, 已验收, 验收, 已认可",
        lookup.CANCELLED: "cancelled, canceled, 取消, 已取消",
    }.items()
    for word in words.split(", ")
}
FIRST_TO_TENTH: Final = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
CHINESE_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}

# Words people put around a question.
NOISE: Final = _words(
    "of, by, the, for, from, in, at, and, show, all, directive, directives, item, items, point, points, no, number, me, please, asked, our, "
    "what, did, say, says, said, 的, 了, 查, 查看, 看, 和, 所有, 全部, 指示, 督办, 事项, 要求, 说, 有哪些, "
    "情况, 完成情况, 落实情况, 执行情况, 进展情况, 整体情况, 怎么样"
)
# Words around a question that may also be looked for, so that they are left out only beside something else: "who is late".
FILLERS: Final = _words(
    "a, an, or, who, whom, which, whose, what's, whats, is, are, was, were, be, has, have, still, there, any, with, how, to, on, about, "
    "谁, 哪些, 哪个, 或, 或者, 以及, 还, 还有, 是, 有, 在, 吗, 呢"
)
# The same beside a name: "qingdao status", 青岛进展.
ABOUT_A_NAME: Final = _words("status, state, progress, head, update, updates, 进展, 进度, 状态, 负责人")
