"""Targets as answers: how each stands in words and a colour, a table, and charts where the workspace draws them.

Slack's `data_visualization` and `data_table` blocks are new, and some workspaces refuse them; there a text bar and a paragraph
for each target say the same. A colour never stands alone: a word goes with it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from bot.language import CHINESE, Say
from bot.messages.blocks import actions, button, context, divider, header, piece, plain, rich, words
from bot.messages.figures import figure as figure_words
from bot.messages.figures import measure_words
from bot.messages.names import name_of
from bot.messages.pages import FOR_BLOCKS, Page
from bot.messages.text import Block, characters, clamped, clamped_text, date_words, escaped, one_line, shortened
from jobs.courses import Figure, TargetFacts
from storage.measures import written
from storage.pace import expected, pace
from storage.words import N_

PAGE: Final = 12
MOST_POINTS: Final = 20
MOST_STEPS: Final = 13
MOST_CHARTED: Final = 20
CHART_LABEL: Final = 20
CHART_TITLE: Final = 50
METRIC: Final = 60
BAR: Final = 10

COLOURS: Final = {
    "green": ("🟢", N_("on course")),
    "amber": ("🟡", N_("behind")),
    "red": ("🔴", N_("far behind")),
    "grey": ("⚪", N_("nothing reported")),
    "none": ("◽", N_("too early to say")),
}
MET: Final = N_("reached")
HELD: Final = N_("held")
MISSED: Final = N_("missed")


@dataclass(frozen=True, slots=True)
class Turning:
    """What a paging button remembers: the question, whether the channel reads the answer, and where this page begins."""

    text: str
    is_public: bool = False
    offset: int = 0

    def at(self, offset: int) -> str:
        """The same question, from another place on."""
        return json.dumps({"ask": self.text, "here": self.is_public, "from": offset}, ensure_ascii=False)


def status(say: Say, facts: TargetFacts) -> tuple[str, str]:
    """How a target stands: a coloured sign, and the word that goes with it everywhere."""
    stands = facts.standing
    sign, word = COLOURS[stands.colour]
    if stands.colour == "grey":
        return sign, say(word)
    if facts.course.is_kept:
        return sign, say(HELD if stands.is_met else MISSED)
    if stands.is_met:
        return COLOURS["green"][0], say(MET)
    if facts.is_over and stands.pace == 1:
        return sign, say(MISSED)
    return sign, say(word)


def goal_words(say: Say, facts: TargetFacts) -> str:
    """The goal as people say it: “1.1 → 3.4 GWh”, “above 98%”."""
    goal = figure_words(say, facts.course.goal, facts.measure)
    match facts.course.kind:
        case "keep_above":
            return say("at least {goal}", goal=goal)
        case "keep_below":
            return say("at most {goal}", goal=goal)
    if facts.course.baseline is None:
        return goal
    return f"{written(facts.course.baseline)} → {goal}"


def percent(share: Decimal | None) -> str | None:
    """A share of one in whole percent."""
    return None if share is None else f"{round(share * 100):d}%"


def bar(share: Decimal | None, by_now: Decimal | None) -> str:
    """Progress as a bar of ten signs, with a mark where the line is by now: `████▏▒▒░░░`."""
    done = 0 if share is None else max(0, min(BAR, round(share * BAR)))
    line = 0 if by_now is None else max(0, min(BAR, round(by_now * BAR)))
    return "".join("█" if n < done else "▒" if n < line else "░" for n in range(BAR))


def targets_page(
    say: Say,
    found: Sequence[TargetFacts],
    title: str,
    *,
    draws: bool,
    may_report: bool = False,
    unread: str = "",
    turning: Turning | None = None,
) -> Page:
    """Several targets side by side; `draws` says that the workspace takes charts and sortable tables, else bars stand in a table."""
    offset = min(turning.offset, (len(found) - 1) // PAGE * PAGE) if turning and found else 0
    shown = found[offset : offset + PAGE]
    heard, blocks = [title], [header(title)]
    if unread:
        heard.append(
            say("“{words}” is no unit, metric or period here, so it was left out.", words=shortened(unread, 80))
        )
        blocks.append(context(plain(heard[-1])))
    if not found:
        heard.append(say("There is no target here yet."))
        return _page(heard, [*blocks, words(heard[-1])])
    heard.append(tally(say, found))
    blocks.append(context(plain(heard[-1])))
    if draws:
        blocks += overview(say, shown)
        blocks.append({"type": "data_table", "caption": title, "rows": _rows(say, shown), "page_size": PAGE})
        heard += [_line(say, facts) for facts in shown]
    elif len(shown) > 1:
        blocks.append({"type": "table", "rows": _rows(say, shown, with_bars=True)})
        heard += [_line(say, facts) for facts in shown]
    else:
        for facts in shown:
            line_heard, line_blocks = _paragraph(say, facts)
            heard.append(line_heard)
            blocks += line_blocks
    if len(found) > len(shown):
        heard.append(say("{first} to {last} of {total}", first=offset + 1, last=offset + len(shown), total=len(found)))
        blocks.append(context(plain(heard[-1])))
        blocks += [_turns(say, turning, offset, len(found))] if turning else []
    if may_report and (open_ones := [facts for facts in shown if not facts.is_over]):
        blocks.append(_report_buttons(say, open_ones[:5]))
    return _page(heard, blocks)


def target_page(say: Say, facts: TargetFacts, *, draws: bool, may_report: bool = False) -> Page:
    """One target with its history: how it stands, the way so far beside the straight line, and every figure."""
    title = f"{facts.unit or say('Group')} · {shortened(facts.metric, METRIC)} · {facts.period}"
    line_heard, line_blocks = _paragraph(say, facts)
    heard, blocks = [title, line_heard], [header(title), *line_blocks]
    if draws and facts.figures:
        blocks.append(way_chart(say, facts))
    history = facts.figures[-MOST_POINTS:]
    if history:
        heard.append(say("Reported so far"))
        blocks += [divider(), rich(piece(say("Reported so far"), bold=True))]
        for figure in reversed(history[-8:]):
            told = _figure(say, facts, figure)
            heard.append(told)
            blocks.append(context(plain(told)))
    if may_report and not facts.is_over:
        blocks.append(_report_buttons(say, [facts]))
    return _page(heard, blocks)


def way_chart(say: Say, facts: TargetFacts) -> Block:
    """The reported values beside the straight line to the goal, up to the last report; Slack wants a point of each line on each day."""
    inside = [figure for figure in facts.figures if facts.starts_on <= figure.as_of <= facts.ends_on]
    values = {figure.as_of: figure.value for figure in inside[-(MOST_POINTS - 2) :]}
    if not facts.course.is_kept and facts.starts_on not in values:
        values[facts.starts_on] = facts.course.start
    length = (facts.ends_on - facts.starts_on).days
    days = _days_shown(min(values), max(values), values)
    line = {day: expected(facts.course, pace((day - facts.starts_on).days, length)) for day in days}
    lines = [(say("Reported"), [_value_on(values, day) for day in days]), (say("Needed"), [line[day] for day in days])]
    if not facts.course.is_kept:
        lines.append((say("Goal"), [facts.course.goal for _ in days]))
    labels = [_day(say, day, with_year=length > 360) for day in days]
    return {
        "type": "data_visualization",
        "title": shortened(
            f"{facts.code or say('Group')} {facts.metric} ({measure_words(say, facts.measure)})", CHART_TITLE
        ),
        "chart": {
            "type": "line",
            "series": [
                {
                    "name": name,
                    "data": [
                        {"label": label, "value": float(round(value, 6))}
                        for label, value in zip(labels, told, strict=True)
                    ],
                }
                for name, told in lines
            ],
            "axis_config": {
                "categories": labels,
                "y_label": shortened(measure_words(say, facts.measure), CHART_TITLE),
            },
        },
    }


def _value_on(values: Mapping[date, Decimal], day: date) -> Decimal:
    """The value on a day between two reports lies on the straight line from one to the other."""
    before = max(each for each in values if each <= day)
    after = min(each for each in values if each >= day)
    if before == after:
        return values[before]
    share = Decimal((day - before).days) / (after - before).days
    return values[before] + (values[after] - values[before]) * share


def _days_shown(first: date, last: date, told: Iterable[date]) -> list[date]:
    """The days of a chart's axis: even steps, so that a straight line looks straight, with each report on its own day.

    A report takes the place of the nearest even day; there are as many days as Slack takes at most.
    """
    told = set(told)
    length = (last - first).days
    if length == 0:
        return [first]
    steps = max(1, min(MOST_STEPS, length // 7, MOST_POINTS - 1 - len(told)))
    even = {first + timedelta(days=round(length * n / steps)) for n in range(1, steps)}
    half = length / steps / 2
    free = {day for day in even if all(abs((day - other).days) > half for other in (*told, first, last))}
    return sorted({first, *free, *told, last})[-MOST_POINTS:]


def slip_page(say: Say, question: str, remembered: str, figure: str) -> Page:
    """A slip is asked about: taken as it stands, or left."""
    row = actions(
        "value",
        button(say("Yes, {figure}", figure=figure), "value_yes", remembered, style="primary"),
        button(say("No, leave it"), "value_no", "no"),
    )
    hint = say("Nothing was kept yet. If it was a slip, report it again with its measure, for example “1.2 GWh”.")
    return _page([question, hint], [words(question), words(hint), row])


def overview(say: Say, found: Sequence[TargetFacts]) -> list[Block]:
    """One bar for each target's progress beside where the line is by now; what is kept has no way to go. One target's own way."""
    going = [facts for facts in found if facts.standing.progress is not None][:MOST_CHARTED]
    if len(going) < 2:
        return [way_chart(say, facts) for facts in going]  # one bar alone says little
    labels = _labels(going)
    done = [
        {"label": label, "value": _whole(facts.standing.progress)} for label, facts in zip(labels, going, strict=True)
    ]
    line = [{"label": label, "value": _whole(facts.standing.pace)} for label, facts in zip(labels, going, strict=True)]
    return [
        {
            "type": "data_visualization",
            "title": say("Progress and pace, in % of the way"),
            "chart": {
                "type": "bar",
                "series": [{"name": say("Progress"), "data": done}, {"name": say("Pace"), "data": line}],
                "axis_config": {"categories": labels, "y_label": "%"},
            },
        }
    ]


def _labels(found: Sequence[TargetFacts]) -> list[str]:
    """A short name for each that no other has: code and metric, cut, numbered where two would read the same."""
    labels: list[str] = []
    for facts in found:
        whole = f"{facts.code} {facts.metric}".strip()
        label = shortened(whole, CHART_LABEL)
        n = 2
        while label in labels:
            label = f"{shortened(whole, CHART_LABEL - 3)} {n}"
            n += 1
        labels.append(label)
    return labels


def _rows(say: Say, found: Sequence[TargetFacts], *, with_bars: bool = False) -> list[list[Block]]:
    """The rows of a table, its head first; `with_bars` where no chart says how far each target is."""
    head = [say("Unit"), say("Target"), say("Now"), say("Goal"), say("Status"), say("Forecast"), say("As of")]
    if with_bars:
        head.insert(2, say("Progress"))
    # Of one unit alone the title names it.
    first = 1 if len({facts.code for facts in found}) == 1 else 0
    rows = [[_raw(each) for each in head[first:]]]
    for facts in found:
        last, stands = facts.last, facts.standing
        sign, word = status(say, facts)
        cells = [
            facts.code or say("Group"),
            shortened(facts.metric, METRIC),
            figure_words(say, last.value, facts.measure) if last else "–",
            goal_words(say, facts),
            f"{sign} {word}",
            _forecast(say, facts) or "–",
            date_words(say, last.as_of, facts.today) if last else "–",
        ]
        if with_bars:
            going = stands.progress is not None
            cells.insert(2, f"{bar(stands.progress, stands.pace)} {percent(stands.progress)}" if going else "–")
        rows.append([_raw(each) for each in cells[first:]])
    return rows


def _raw(text: str) -> Block:
    return {"type": "raw_text", "text": text}


def _paragraph(say: Say, facts: TargetFacts) -> tuple[str, list[Block]]:
    """One target in two lines: name and status, then bar and figures."""
    sign, word = status(say, facts)
    name = f"{facts.code} {shortened(facts.metric, METRIC)}".strip()
    last = facts.last
    figures = figure_words(say, last.value, facts.measure) if last else say("no figure yet")
    parts = [f"{figures} / {goal_words(say, facts)}"]
    if facts.standing.progress is not None:
        parts.insert(0, f"{bar(facts.standing.progress, facts.standing.pace)} {percent(facts.standing.progress)}")
        parts.append(say("pace {share}", share=percent(facts.standing.pace)))
    if forecast := _forecast(say, facts):
        parts.append(say("forecast {forecast}", forecast=forecast))
    if last is not None:
        parts.append(say("as of {day}", day=date_words(say, last.as_of, facts.today)))
    if facts.owner is not None:
        parts.append(name_of(say, facts.owner))
    if facts.shares is not None:
        parts.append(
            say(
                "{n} of {total} units reported; their goals add up to {goal}",
                n=facts.shares.reported,
                total=facts.shares.units,
                goal=figure_words(say, facts.shares.goal, facts.measure),
            )
        )
    told = " · ".join(parts)
    blocks = [rich(piece(f"{sign} "), piece(name, bold=True), piece(f"  {word}")), context(plain(told))]
    remark = " · ".join(one_line(each) for each in (last.note if last else None, facts.note) if each)
    if remark:
        blocks.append(context(plain(shortened(remark, 200))))
    return f"{name}: {word}. {told}" + (f" · {shortened(remark, 200)}" if remark else ""), blocks


def target_row(say: Say, facts: TargetFacts, accessory: Block | None = None) -> Block:
    """One target as a row beside other matters: its name and how it stands, below them how far it is."""
    sign, word = status(say, facts)
    last, stands = facts.last, facts.standing
    figures = figure_words(say, last.value, facts.measure) if last else say("no figure yet")
    parts = [f"{figures} / {goal_words(say, facts)}"]
    if stands.progress is not None:
        parts.insert(0, f"{bar(stands.progress, stands.pace)} {percent(stands.progress)}")
    name = f"{sign} {shortened(one_line(facts.metric), METRIC)} · {word}"
    return words(f"{name}\n{' · '.join(parts)}", accessory)


def _line(say: Say, facts: TargetFacts) -> str:
    return _paragraph(say, facts)[0]


def _forecast(say: Say, facts: TargetFacts) -> str | None:
    """The forecast, and whether it meets the goal."""
    last = facts.last
    if last is None or last.forecast is None:
        return None
    figure = figure_words(say, last.forecast, facts.measure)
    return f"{figure} ({say('meets the goal') if facts.forecast_holds else say('misses the goal')})"


def _figure(say: Say, facts: TargetFacts, figure: Figure) -> str:
    parts = [date_words(say, figure.as_of, facts.today), figure_words(say, figure.value, facts.measure)]
    if figure.forecast is not None:
        parts.append(say("forecast {forecast}", forecast=figure_words(say, figure.forecast, facts.measure)))
    if figure.note:
        parts.append(shortened(one_line(figure.note), 120))
    return " · ".join(parts)


def tally(say: Say, found: Sequence[TargetFacts]) -> str:
    """How many stand how, in words: “2 on course · 1 far behind”."""
    counted: dict[str, int] = {}
    for facts in found:
        sign, word = status(say, facts)
        counted[f"{sign} {word}"] = counted.get(f"{sign} {word}", 0) + 1
    return " · ".join(f"{word} {n}" for word, n in counted.items())


def _turns(say: Say, turning: Turning, offset: int, total: int) -> Block:
    buttons = []
    if offset > 0:
        buttons.append(button(say("Back"), "targets_back", turning.at(offset - PAGE)))
    if offset + PAGE < total:
        buttons.append(button(say("More"), "targets_more", turning.at(offset + PAGE)))
    return actions("targets_turn", *buttons)


def _report_buttons(say: Say, found: Sequence[TargetFacts]) -> Block:
    several = len(found) > 1
    return actions(
        "target_report",
        *(
            button(
                f"{say('Report')} {facts.code or say('Group')} {shortened(facts.metric, 40)}"
                if several
                else say("Report a figure"),
                f"target_report_{facts.target_id}",
                str(facts.target_id),
            )
            for facts in found
        ),
    )


def _day(say: Say, day: date, *, with_year: bool = False) -> str:
    year = f"/{day:%y}" if with_year else ""
    return f"{day.month}/{day.day}{year}" if say.language == CHINESE else f"{day.day} {day:%b}{year}"


def _whole(share: Decimal | None) -> float:
    return float(round((share or Decimal(0)) * 100, 1))


def _page(heard: Sequence[str], blocks: Sequence[Block]) -> Page:
    """Blocks within a message's room; a block that does not fit is left away, never a button row."""
    room, kept = FOR_BLOCKS, []
    for block in blocks:
        cost = characters([block])
        if block["type"] != "actions" and cost > room:
            continue
        room -= cost
        kept.append(block)
    return Page(clamped_text("\n".join(escaped(line) for line in heard)), clamped(kept))
