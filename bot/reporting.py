"""The report of a period for the next meeting: one page that prints, or a workbook. Scorecards, targets, and what leaders asked.

The page needs nothing from outside: its style and its charts, drawn here as SVG, stand in the file itself. Every word of people is
escaped, and a colour always has its word beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final

from bot.language import Say
from bot.messages.briefs import STATES, became_words, leader_name
from bot.messages.figures import figure
from bot.messages.scorecards import figures_of
from bot.messages.targets import goal_words, percent, status
from bot.messages.text import date_words
from jobs.courses import TargetFacts
from jobs.scorecards import LeaderPoint, Scorecard
from storage.measures import written
from storage.pace import expected, pace
from storage.sheets import Written
from storage.words import N_

WIDE: Final = 320
HIGH: Final = 130
EDGE: Final = 8
LEFT: Final = 40
BELOW: Final = 18
COLOURS: Final = {"green": "#1a7f4b", "amber": "#b26a00", "red": "#c0262d", "grey": "#6b7280", "none": "#6b7280"}

STYLE: Final = """
:root{font:15px/1.5 system-ui,"Segoe UI","PingFang SC","Microsoft YaHei",sans-serif;color:#1d1c1d;background:#fff}
body{max-width:62rem;margin:2rem auto;padding:0 1.5rem}
h1{font-size:1.7rem;margin:0}h2{font-size:1.2rem;margin:2.2rem 0 .6rem;border-bottom:2px solid #1f3a5f;padding-bottom:.2rem}
h3{font-size:1rem;margin:1.4rem 0 .3rem}p.small,td.small{color:#5c5f66;font-size:.87rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}th{text-align:left;background:#f1f4f8}
th,td{padding:.35rem .55rem;border-bottom:1px solid #dfe3e8;vertical-align:top}td.n{white-space:nowrap}table.points td:last-child{width:32%}table.points td.n{width:1.5rem}table.brief td:last-child{width:48%}table.brief th{white-space:nowrap}table.rates{font-size:.82rem}table.rates td+td{white-space:nowrap}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:1rem}
figure{margin:0;border:1px solid #dfe3e8;border-radius:8px;padding:.7rem .8rem;break-inside:avoid}
figcaption{font-weight:600}svg{width:100%;height:auto;display:block;margin:.3rem 0}
.status{font-weight:600}
@media print{body{margin:0;max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}@page{margin:16mm}}
"""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a report of a period says."""

    period: str
    made_on: date
    cards: tuple[Scorecard, ...]
    targets: tuple[TargetFacts, ...]
    points: tuple[LeaderPoint, ...]


def html_of(say: Say, report: Report) -> str:
    """The report as one page."""
    stood = say("As things stood on {day}", day=date_words(say, report.made_on, date.min))
    body = [
        f'<p class="small">{escape(stood)}</p>',
        *_html_targets(say, report.targets),
        *_html_cards(say, report.cards),
        *_html_points(say, report.points),
    ]
    return page_html(say, say("Report {period}", period=report.period), body)


def page_html(say: Say, title: str, body: Sequence[str]) -> str:
    """A page that stands alone under a title. `body` is HTML: whoever gives it has escaped people's words."""
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="{escape(say.language)}"><head><meta charset="utf-8">',
            f"<title>{escape(title)}</title>",
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<style>{STYLE}</style></head><body>",
            f"<h1>{escape(title)}</h1>",
            *body,
            "</body></html>",
        ]
    )


def sheets_of(say: Say, report: Report) -> list[Written]:
    """The report as the sheets of a workbook: targets, every figure reported, scorecards with their rows, directives."""
    return [
        Written(say("Targets"), _target_rows(say, report.targets), (10, 28, 16, 18, 16, 18, 14, 12, 12, 30)),
        Written(say("Figures reported"), _figure_rows(say, report.targets), (10, 28, 12, 16, 16, 14, 40)),
        Written(say("Scorecards"), _card_rows(say, report.cards), (10, 28, 20, 24, 16, 10, 24, 16, 16, 16)),
        Written(say("Rows"), _item_rows(say, report.cards), (10, 60, 14, 14, 14, 14, 12)),
        Written(say("Directives"), _point_rows(say, report.points), (20, 8, 70, 40, 30)),
    ]


def way_svg(say: Say, facts: TargetFacts) -> str:
    """The reported values as a line with dots, the straight line to the goal dashed beside it; described in words for the ear."""
    course, days = facts.course, max(1, (facts.ends_on - facts.starts_on).days)
    values = [(each.as_of, each.value) for each in facts.figures if facts.starts_on <= each.as_of <= facts.ends_on]
    if not course.is_kept and values and values[0][0] != facts.starts_on:
        values.insert(0, (facts.starts_on, course.start))
    ends = [course.start if not course.is_kept else course.goal, course.goal]
    low = min([*ends, *(value for _, value in values)])
    high = max([*ends, *(value for _, value in values)])
    if low == high:  # a line that was held to the point
        low, high = low - abs(low) / 10 - 1, high + abs(high) / 10 + 1

    def at(day: date, value: Decimal) -> tuple[float, float]:
        x = LEFT + (WIDE - LEFT - EDGE) * (day - facts.starts_on).days / days
        y = HIGH - BELOW - (HIGH - BELOW - EDGE) * float((value - low) / (high - low))
        return round(x, 1), round(y, 1)

    line = [at(facts.starts_on, expected(course, pace(0, 1))), at(facts.ends_on, course.goal)]
    colour = COLOURS[facts.standing.colour]
    points = [at(day, value) for day, value in values]
    told = "; ".join(f"{day} {written(value)}" for day, value in values) or say("no figure yet")
    label = f"{facts.metric}: {told}; {say('Goal')} {figure(say, course.goal, facts.measure)}"
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in points)
    path = " ".join(f"{x},{y}" for x, y in points)
    scale = "".join(
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDE - EDGE}" y2="{y}" stroke="#e3e6ea"/>'
        f'<text x="{LEFT - 5}" y="{y + 3}" text-anchor="end">{escape(written(value, _places(high - low)))}</text>'
        for value, (_, y) in ((each, at(facts.starts_on, each)) for each in (low, (low + high) / 2, high))
    )
    dates = "".join(
        f'<text x="{x}" y="{HIGH - 3}" text-anchor="{anchor}">{escape(date_words(say, day))}</text>'
        for day, x, anchor in ((facts.starts_on, LEFT, "start"), (facts.ends_on, WIDE - EDGE, "end"))
    )
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(label, quote=True)}">'
        f'<g font-size="9" fill="#5c5f66">{scale}{dates}</g>'
        f'<line x1="{line[0][0]}" y1="{line[0][1]}" x2="{line[1][0]}" y2="{line[1][1]}" '
        'stroke="#6b7280" stroke-width="1.5" stroke-dasharray="5 4"/>'
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"/>{dots}</svg>'
    )


def _places(span: Decimal) -> int:
    """How many decimal places tell the ticks of this span apart."""
    return 0 if span >= 20 else 1 if span >= 2 else 2 if span >= Decimal("0.2") else 4


def _html_targets(say: Say, found: Sequence[TargetFacts]) -> list[str]:
    made = [f"<h2>{escape(say('Targets'))}</h2>"]
    if not found:
        return [*made, f"<p>{escape(say('There is no target here yet.'))}</p>"]
    made.append(
        f'<p class="small">{escape(say("Solid: reported. Dashed: the straight line to the goal."))}</p><div class="cards">'
    )
    for facts in found:
        sign, word = status(say, facts)
        last = facts.last
        now = figure(say, last.value, facts.measure) if last else say("no figure yet")
        parts = [f"{now} / {goal_words(say, facts)}"]
        if facts.standing.progress is not None:
            parts.append(
                say(
                    "{share} of the way, pace {pace}",
                    share=percent(facts.standing.progress),
                    pace=percent(facts.standing.pace),
                )
            )
        if last is not None and last.forecast is not None:
            parts.append(say("forecast {forecast}", forecast=figure(say, last.forecast, facts.measure)))
        name = f"{facts.code or say('Group')} · {facts.metric}"
        remark = " · ".join(each for each in (last.note if last else None, facts.note) if each)
        made += [
            f"<figure><figcaption>{escape(name)}</figcaption>",
            f'<span class="status" style="color:{COLOURS[facts.standing.colour]}">{sign} {escape(word)}</span>',
            way_svg(say, facts),
            f'<p class="small">{escape(" · ".join(parts))}</p>',
            *([f'<p class="small">{escape(remark)}</p>'] if remark else []),
            "</figure>",
        ]
    return [*made, "</div>"]


def _html_cards(say: Say, cards: Sequence[Scorecard]) -> list[str]:
    made = [f"<h2>{escape(say('Scorecards'))}</h2>"]
    if not cards:
        return made
    names = [name for name, _ in figures_of(say, cards[0])]
    head = "".join(f"<th>{escape(name)}</th>" for name in (say("Unit"), *names))
    made.append(f'<table class="rates"><thead><tr>{head}</tr></thead><tbody>')
    for card in cards:
        cells = "".join(f"<td>{_broken_up(told)}</td>" for _, told in figures_of(say, card))
        made.append(f'<tr><td class="n"><b>{escape(card.code)}</b><br>{escape(card.unit)}</td>{cells}</tr>')
    told = say(
        "n stands beside each rate. By fewer than five items nobody is ranked; the order is that of the units' codes."
    )
    return [*made, f'</tbody></table><p class="small">{escape(told)}</p>']


def _broken_up(told: str) -> str:
    """A figure with its n, or its parts, on a line of its own: “50%”, then “(3 of 6)”."""
    first, bracket, rest = told.partition(" (") if " (" in told else told.partition("（")
    parts = [escape(part) for part in f"{bracket.strip()}{rest}".split(", ")] if bracket else []
    return "<br>".join([f"<b>{escape(first)}</b>", *parts])


def _html_points(say: Say, points: Sequence[LeaderPoint]) -> list[str]:
    made = [f"<h2>{escape(say('What was asked, and what became of it'))}</h2>"]
    leader = None
    for point in points:
        if point.leader != leader:
            made += ["</tbody></table>"] if leader is not None else []
            leader = point.leader
            made += [f"<h3>{escape(leader_name(say, point))}</h3>", '<table class="points"><tbody>']
        made.append(
            f'<tr><td class="n">{point.ordinal}</td><td>{escape(point.text)}</td><td>{escape(became_words(say, point))}</td></tr>'
        )
    if leader is None:
        return [*made, f"<p>{escape(say('No directive of this period that you may see.'))}</p>"]
    return [*made, "</tbody></table>"]


def _target_rows(say: Say, found: Sequence[TargetFacts]) -> list[list[str | Decimal | date | None]]:
    head = [
        N_("Unit"),
        N_("Target"),
        N_("Measure"),
        N_("Baseline"),
        N_("Goal"),
        N_("Now"),
        N_("As of"),
        N_("Progress"),
        N_("Pace"),
        N_("Status"),
    ]
    rows: list[list[str | Decimal | date | None]] = [[*_heads(say, head)]]
    for facts in found:
        last = facts.last
        rows.append(
            [
                facts.code or say("Group"),
                facts.metric,
                facts.measure,
                facts.course.baseline,
                facts.course.goal,
                last.value if last else None,
                last.as_of if last else None,
                percent(facts.standing.progress),
                percent(facts.standing.pace),
                status(say, facts)[1],
            ]
        )
    return rows


def _figure_rows(say: Say, found: Sequence[TargetFacts]) -> list[list[str | Decimal | date | None]]:
    rows: list[list[str | Decimal | date | None]] = [
        [
            *_heads(
                say, [N_("Unit"), N_("Target"), N_("As of"), N_("Reported"), N_("Forecast"), N_("Measure"), N_("Note")]
            )
        ]
    ]
    rows += [
        [facts.code or say("Group"), facts.metric, each.as_of, each.value, each.forecast, facts.measure, each.note]
        for facts in found
        for each in facts.figures
    ]
    return rows


def _card_rows(say: Say, cards: Sequence[Scorecard]) -> list[list[str | Decimal | date | None]]:
    if not cards:
        return [[say("Unit")]]
    names: list[str | Decimal | date | None] = [
        say("Unit"),
        say("Name"),
        *(name for name, _ in figures_of(say, cards[0])),
    ]
    rows = [names]
    rows += [[card.code, card.unit, *(figure for _, figure in figures_of(say, card))] for card in cards]
    return rows


def _item_rows(say: Say, cards: Sequence[Scorecard]) -> list[list[str | Decimal | date | None]]:
    rows: list[list[str | Decimal | date | None]] = [
        [
            *_heads(
                say, [N_("Item"), N_("Title"), N_("Status"), N_("Due"), N_("First due"), N_("Done on"), N_("On time")]
            )
        ]
    ]
    for card in cards:
        for row in card.closed.of:
            judged = say("yes") if row in card.on_time.hits else say("no") if row in card.on_time.of else "–"
            rows.append(
                [row.label, row.title, say(STATES[row.state]), row.due_on, row.original_due_on, row.done_on, judged]
            )
    return rows


def _point_rows(say: Say, points: Sequence[LeaderPoint]) -> list[list[str | Decimal | date | None]]:
    rows: list[list[str | Decimal | date | None]] = [
        [*_heads(say, [N_("Leader"), N_("Point"), N_("Directive"), N_("What became of it"), N_("Meeting")])]
    ]
    rows += [
        [leader_name(say, each), Decimal(each.ordinal), each.text, became_words(say, each), each.meeting]
        for each in points
    ]
    return rows


def _heads(say: Say, names: Sequence[str]) -> list[str]:
    return [say(name) for name in names]
