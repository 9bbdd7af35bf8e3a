"""The brief for the next meeting as a file: one page that prints, or a Word document. Pure."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from bot.language import CHINESE, Say
from bot.messages.briefs import became_words, brief_title, leader_name, row_words, stands_words
from bot.reporting import page_html
from jobs.briefs import Brief
from jobs.scorecards import LeaderPoint
from storage.documents import Grid, Heading, Paragraph, Part

# Millimetres: number, directive, what became of it; an A4 page within its margins.
_WIDTHS = (10, 75, 85)


def brief_html(say: Say, told: Brief) -> str:
    """The brief as one page that loads nothing and prints."""
    body = [f'<p class="small">{escape(stands_words(say, told))}</p>', f"<p>{escape(_tally(say, told))}</p>"]
    for leader, points in groupby(told.points, key=lambda point: leader_name(say, point)):
        body.append(f"<h2>{escape(leader)}</h2>")
        body.append('<table class="brief"><thead><tr>')
        body += [f"<th>{escape(name)}</th>" for name in _head(say)]
        body.append("</tr></thead><tbody>")
        for point in points:
            became = "<br>".join(escape(line) for line in _became(say, point, told))
            body.append(
                f'<tr><td class="n">{point.ordinal}</td><td>{escape(point.text)}</td><td class="small">{became}</td></tr>'
            )
        body.append("</tbody></table>")
    return page_html(say, brief_title(say, told), body)


def brief_parts(say: Say, told: Brief) -> Iterator[Part]:
    """The brief as the parts of a Word document."""
    yield Heading(brief_title(say, told), 0)
    yield Paragraph(stands_words(say, told), is_small=True)
    yield Paragraph(_tally(say, told))
    for leader, points in groupby(told.points, key=lambda point: leader_name(say, point)):
        yield Heading(leader)
        rows = [(str(point.ordinal), point.text, "\n".join(_became(say, point, told))) for point in points]
        yield Grid(_head(say), rows, _WIDTHS)


def _head(say: Say) -> tuple[str, str, str]:
    return "№" if say.language != CHINESE else "序号", say("Directive"), say("What became of it")


def _became(say: Say, point: LeaderPoint, told: Brief) -> list[str]:
    """The sum of it, then every unit's item by itself."""
    return [became_words(say, point), *(row_words(say, row, told.today) for _, row in point.rows)]


def _tally(say: Say, told: Brief) -> str:
    """How much was asked, how much of it is done, and how much is late."""
    if not told.points:
        return say("No directive here that you may see.")
    rows = [row for point in told.points for _, row in point.rows]
    asked = say.many("{n} directive", "{n} directives", len(told.points))
    given = say.many("{n} item in the units", "{n} items in the units", len(rows))
    closed = say.many("{n} done", "{n} done", sum(not row.is_open for row in rows))
    late = say.many("{n} late", "{n} late", sum(row.is_late_on(told.today) for row in rows))
    return " · ".join((asked, given, closed, late))
