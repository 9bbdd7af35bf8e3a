"""The forms of /targets: setting a target, and reporting a figure. A slip is shown once more before it is taken."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlmodel import Session

from bot import answering
from bot.desk import Desk
from bot.language import Say
from bot.messages.blocks import option, plain, section
from bot.messages.figures import figure, measure_words
from bot.messages.targets import goal_words
from bot.messages.text import escaped, shortened
from jobs import courses
from jobs.courses import target_facts
from jobs.facts import today_of
from storage import inbound, naming, people, targets
from storage.check_ins import Odd, Report
from storage.items import Said
from storage.measures import AmountProblem, amount_in, measure_of, measures, read_amount
from storage.models import Inbound, Target, Unit
from storage.periods import PeriodProblem, quarter_of, read_period
from storage.targets import Draft, TargetProblem
from storage.viewers import Viewer
from storage.words import N_

log = structlog.get_logger()

SET: Final = "target_form"
CHECK_IN: Final = "check_in_form"
MOST_UNITS: Final = 99

KIND_WORDS: Final = {
    "increase": N_("Increase from the baseline to the goal"),
    "decrease": N_("Decrease from the baseline to the goal"),
    "reach": N_("Reach the goal, starting from nothing"),
    "keep_above": N_("Keep at the goal or above it"),
    "keep_below": N_("Keep at the goal or below it"),
}
CONFIDENCE_WORDS: Final = {"high": N_("High"), "medium": N_("Medium"), "low": N_("Low")}

Json = dict[str, Any]
Body = Mapping[str, Any]
# What is wrong, whichever room found it: each carries a template and its values.
Problem = (TargetProblem, AmountProblem, PeriodProblem)


def told(say: Say, problem: TargetProblem | AmountProblem | PeriodProblem) -> str:
    """What is wrong, in the reader's language."""
    return say(problem.message, **problem.values)


def open_setting(body: Body, client: WebClient, desk: Desk, viewer: Viewer) -> str | None:
    """Open the form that sets a target; a sentence instead when it cannot be."""
    say = Say(viewer.language)
    if not viewer.is_office:
        return say("Only the strategy office sets targets. Tell the office which figure should stand there.")
    with desk.database.reading() as session:
        names = naming.names_for(session, viewer)
    units = [option(f"{unit.code} {unit.name}", str(unit.id)) for unit in names.units[:MOST_UNITS]]
    client.views_open(trigger_id=body["trigger_id"], view=setting_view(say, units, quarter_of(desk.today()).name))
    return None


def setting_view(say: Say, units: list[Json], period: str) -> Json:
    """The form. Neither goal nor baseline is filled in: figures are a person's word."""
    known = [option(_named(say, each.symbol), each.symbol) for each in measures()]
    kinds = [option(say(word), kind) for kind, word in KIND_WORDS.items()]
    return _modal(
        SET,
        say("Set a target"),
        say("Set"),
        say("Cancel"),
        [
            _input("unit", say("Unit"), _select([*units, option(say("The group"), "0")])),
            _input("metric", say("What is measured"), _line(say("shipments"))),
            _input("measure", say("Measure"), _select(known)),
            _input("kind", say("Direction"), _select(kinds, kinds[0])),
            _input("baseline", say("Baseline"), _line("1.1"), optional=True),
            _input("goal", say("Goal"), _line("3.4")),
            _input("period", say("Period"), _line("2024Q2", period)),
            _input("owner", say("Owner"), {"type": "users_select", "action_id": "value"}, optional=True),
        ],
    )


def submit_setting(body: Body, desk: Desk) -> dict[str, str]:
    """Set the target, in one transaction. Returns what is wrong by block; empty when it is done."""
    values = body["view"]["state"]["values"]
    known = desk.meet(body["user"]["id"])
    say = Say(known.language)
    owner = values["owner"]["value"].get("selected_user")
    owner_name = desk.directory.member(owner).name if owner else ""
    block = "goal"
    try:
        unit_id = int(values["unit"]["value"]["selected_option"]["value"]) or None
        measure = measure_of(values["measure"]["value"]["selected_option"]["value"])
        kind = values["kind"]["value"]["selected_option"]["value"]
        goal = amount_in(read_amount(_text(values, "goal")), measure)
        block = "baseline"
        baseline_text = _text(values, "baseline")
        baseline = amount_in(read_amount(baseline_text), measure) if baseline_text else None
        with desk.database.writing() as session:
            viewer = desk.viewer(known, session)
            unit = session.get_one(Unit, unit_id) if unit_id else None
            today = today_of(unit or desk.seat, desk.now())
            block = "period"
            period = read_period(_text(values, "period"), today)
            block = "metric" if kind in ("reach", "keep_above", "keep_below") else "baseline"
            person = people.person_for_user(session, owner, owner_name) if owner else None
            draft = Draft(
                unit_id,
                period,
                _text(values, "metric"),
                measure,
                goal,
                baseline,
                kind,
                owner_id=person.id if person else None,
            )
            block = "period" if period.ends_on < today else block
            targets.keep_target(session, draft, Said(viewer, desk.now()), today)
    except targets.SameMetric as problem:
        return {"metric": told(say, problem)}
    except Problem as problem:
        return {block: told(say, problem)}
    return {}


def open_check_in(body: Body, client: WebClient, desk: Desk) -> str | None:
    """Open the form that reports a figure of the target whose button was pressed; a sentence instead when it cannot be."""
    known = desk.meet(body["user"]["id"])
    target_id = int(body["actions"][0]["value"])
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
        say = Say(viewer.language)
        target = session.get(Target, target_id)
        if target is None or target.withdrawn_at is not None:
            return say("This target was withdrawn; nothing was changed.")
        facts = target_facts(session, [target], desk.now(), viewer.language, desk.seat)[0]
    client.views_open(trigger_id=body["trigger_id"], view=check_in_view(say, facts))
    return None


def check_in_view(
    say: Say, facts: courses.TargetFacts, *, question: str | None = None, sure_of: str = "", given: Json | None = None
) -> Json:
    """The form of one figure. `question` asks about a slip; submitting `sure_of` once more takes it."""
    given = given or {}
    standing = f"{facts.code or say('Group')} · {facts.metric} · {goal_words(say, facts)} · {facts.period}"
    last = facts.last
    if last is not None:
        standing += "\n" + say(
            "Last figure: {value}, {day}", value=figure(say, last.value, facts.measure), day=str(last.as_of)
        )
    day = min(facts.today, facts.ends_on)
    confidences = [option(say(word), name) for name, word in CONFIDENCE_WORDS.items()]
    blocks = [section(escaped(shortened(standing, 500)))]
    if question:
        blocks.append(section(f"⚠️ *{escaped(question)}*\n{say('Submit once more if it is meant so.')}"))
    view = _modal(
        CHECK_IN,
        say("Report a figure"),
        say("Report"),
        say("Cancel"),
        [
            *blocks,
            _input(
                "value",
                say("Figure, in {measure}", measure=measure_words(say, facts.measure)),
                _line("1.2", given.get("value")),
            ),
            _input(
                "as_of",
                say("True on"),
                {"type": "datepicker", "action_id": "value", "initial_date": given.get("as_of") or str(day)},
            ),
            _input(
                "forecast",
                say("Forecast for the end of the period"),
                _line("3.1", given.get("forecast")),
                optional=True,
            ),
            _input("confidence", say("Confidence in the forecast"), _select(confidences), optional=True),
            _input("note", say("Note"), _line(say("tooling late"), given.get("note")), optional=True),
        ],
    )
    view["private_metadata"] = json.dumps({"target": facts.target_id, "sure": sure_of})
    return view


def submit_check_in(body: Body, desk: Desk) -> Json | None:
    """Keep the figure. Returns what Slack is to do instead of closing the form: show errors, or ask about a slip."""
    values, kept = body["view"]["state"]["values"], json.loads(body["view"]["private_metadata"])
    known = desk.meet(body["user"]["id"])
    say = Say(known.language)
    given = {name: _text(values, name) for name in ("value", "forecast", "note")}
    given["as_of"] = values["as_of"]["value"]["selected_date"] or ""
    confidence = (values["confidence"]["value"].get("selected_option") or {}).get("value")
    block = "value"
    try:
        with desk.database.writing() as session:
            viewer = desk.viewer(known, session)
            target = session.get_one(Target, kept["target"])
            measure = measure_of(target.measure)
            value = amount_in(read_amount(given["value"]), measure)
            block = "forecast"
            forecast = amount_in(read_amount(given["forecast"]), measure) if given["forecast"] else None
            block = "as_of"
            report = Report(
                value,
                date.fromisoformat(given["as_of"]) if given["as_of"] else None,
                forecast,
                confidence,
                given["note"],
            )
            is_sure = kept["sure"] == _signature(given)
            facts = target_facts(session, [target], desk.now(), viewer.language, desk.seat)[0]
            row = _row_of(session, body, viewer, desk)
            if row is None:
                return None
            said = Said(viewer, desk.now(), row)
            made = courses.report(session, target, report, said, is_sure=is_sure, group=desk.seat)
            answering.show_figures(session, said, [made])
    except Odd as odd:
        view = check_in_view(say, facts, question=told(say, odd), sure_of=_signature(given), given=given)
        return {"response_action": "update", "view": view}
    except Problem as problem:
        return {"response_action": "errors", "errors": {block: told(say, problem)}}
    return None


def _row_of(session: Session, body: Body, viewer: Viewer, desk: Desk) -> Inbound | None:
    """The form as something that came in, so that its confirmation can name and undo it; None when it was taken before."""
    key = f"form:{body['view']['id']}"
    return inbound.receive(session, key, kind="form", who=viewer.user, at=desk.now())


def register(app: App, desk: Desk) -> None:
    """Listen to the forms."""

    @app.view(SET)
    def _set(ack: Ack, body: Json) -> None:
        try:
            errors = submit_setting(body, desk)
        except Exception:
            log.exception("a form could not be taken", form=SET)
            errors = {"metric": _broken(desk)}
        if errors:
            ack(response_action="errors", errors=errors)
        else:
            ack()

    @app.view(CHECK_IN)
    def _check_in(ack: Ack, body: Json) -> None:
        try:
            instead = submit_check_in(body, desk)
        except Exception:
            log.exception("a form could not be taken", form=CHECK_IN)
            instead = {"response_action": "errors", "errors": {"value": _broken(desk)}}
        if instead:
            ack(**instead)
        else:
            ack()
            desk.nudge("deliver")


def _named(say: Say, symbol: str) -> str:
    """A measure as it is written, with its word in the reader's language where that is another."""
    told = measure_words(say, symbol)
    return symbol if told == symbol else f"{told} ({symbol})"


def _broken(desk: Desk) -> str:
    return Say(desk.language)(
        "Something went wrong, and nothing was changed. Please try again; if it happens again, tell whoever runs this bot."
    )


def _signature(given: Json) -> str:
    return "|".join((given["value"], given["forecast"], given["as_of"]))


def _text(values: Json, block: str) -> str:
    return (values[block]["value"].get("value") or "").strip()


def _modal(callback_id: str, title: str, submit: str, close: str, blocks: list[Json]) -> Json:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(shortened(title, 24)),
        "submit": plain(shortened(submit, 24)),
        "close": plain(shortened(close, 24)),
        "blocks": blocks,
    }


def _input(block_id: str, label: str, element: Json, *, optional: bool = False) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element, "optional": optional}


def _line(example: str, initial: str | None = None) -> Json:
    made: Json = {"type": "plain_text_input", "action_id": "value", "placeholder": plain(example), "max_length": 200}
    return made | ({"initial_value": initial} if initial else {})


def _select(options: list[Json], initial: Json | None = None) -> Json:
    made: Json = {"type": "static_select", "action_id": "value", "options": options}
    return made | ({"initial_option": initial} if initial else {})
