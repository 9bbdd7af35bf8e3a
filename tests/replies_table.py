"""Replies as people write them, and what each is taken for, in shorthand. An empty outcome: left alone as chatter.

FIVE is a thread with 3, 4 and 7 open, 5 blocked, 8 reported done and 6 accepted; ONE has only number 3, open.
"""

FIVE: list[tuple[str, str]] = [
    ("3 done", "done 3"),
    ("done 3 and 7", "done 3 7"),
    ("3,7 done: https://files.example/r.pdf", "done 3 7; talk"),
    ("QD-3 完成", "done 3"),
    ("第三项已完成", "done 3"),
    ("全部完成", "done 3 4 5 7"),
    ("all done except 4", "done 3 5 7"),
    ("除了4都完成了", "done 3 5 7"),
    ("8 not done after all", "reopen 8"),
    ("8还没完成", "reopen 8"),
    ("3 not done", "noted 3"),
    ("done", "ask which_item done 3 4 5 7"),
    ("undo", "undo"),
    ("撤销", "undo"),
    ("收到", "ack 3 4 5 7"),
    ("3 ack", "ack 3"),
    ("3 blocked waiting for tooling", "blocked 3 (waiting for tooling)"),
    ("8 done", "already 8"),
    ("9 done", "unknown 9"),
    ("3 done but not tested", "ask nearly done 3"),
    ("not done", ""),
    ("还没完成", ""),
    ("done by Friday?", ""),
    ("almost done", ""),
    ("when will 3 be done", ""),
    ("争取周五完成", ""),
    ("3 done?", ""),
    ("> 3 done", ""),
    ("`3 done`", ""),
    ("3 will be done tomorrow", "noted 3"),
    ("3完成了一半", "noted 3"),
]

ONE: list[tuple[str, str]] = [
    ("done", "done 3"),
    ("完成", "done 3"),
    ("✅", "done 3"),
    ("not done yet", "noted 3"),
    ("still not done", "noted 3"),
    ("还没完成", "noted 3"),
    ("done?", ""),
    ("almost done", ""),
]
