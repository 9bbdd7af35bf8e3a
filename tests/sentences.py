"""Finds every sentence that the catalogue must hold; Babel asks it as an extractor, by `tests/catalogue.cfg`.

Babel's own reader of Python goes by tokens, and takes `say(line["message"])` for a sentence "message". This one reads the
syntax tree, so it finds exactly the sentences, and can tell where one is built instead of written down.
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Final

SAYING: Final = frozenset({"say", "_say", "N_"})


def sentences(
    source: IO[bytes], _keywords: Collection[str], _comment_tags: Collection[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """The sentences of one Python file, in the shape Babel wants: line, gettext's own name for the kind, words, comments.

    There is nothing to choose: `options` and the keywords are Babel's way of asking, and are left aside.
    """
    for call in _calls(source.read()):
        if _is_many(call):
            written = tuple(text for argument in call.args[:2] for text in _written(argument))
            if len(written) == 2:
                yield call.lineno, "ngettext", written, []
        elif _is_said(call):
            for text in _written(call.args[0]):
                yield call.lineno, "gettext", text, []


def built(source: bytes) -> list[int]:
    """The lines on which a sentence is put together in place (`say(f"…")`, `say("a" + b)`), so that no catalogue can hold it."""
    return [
        call.lineno
        for call in _calls(source)
        if (_is_said(call) or _is_many(call)) and isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]


def _calls(source: bytes) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def _is_said(call: ast.Call) -> bool:
    """True for `say("…")`, `self._say("…")`, `N_("…")` and `Say(language)("…")`."""
    match call:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[_, *_]):
            return name in SAYING
        case ast.Call(func=ast.Call(func=ast.Name(id="Say")), args=[_, *_]):
            return True
    return False


def _is_many(call: ast.Call) -> bool:
    """True for `say.many("one", "several", n)`."""
    return isinstance(call.func, ast.Attribute) and call.func.attr == "many" and len(call.args) == 3


def _written(argument: ast.expr) -> Iterator[str]:
    """The literal sentence, or both of a choice between two."""
    match argument:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _written(one)
            yield from _written(other)
