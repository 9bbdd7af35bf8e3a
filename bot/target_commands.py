"""The command /targets: look at targets, set them, report figures; and the buttons of its answers.

Charts are offered first. A workspace that refuses them is remembered, and answered in words from then on.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any, Final

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from sqlmodel import Session

from bot import answering, papers, reports, target_forms, target_import, targeting
from bot.asking import readable, without_here
from bot.desk import Desk
from bot.drawing import Answer, answer_drawn, broken
from bot.figures import figures_of, odd_values, thread_targets, unread_figures
from bot.language import Say, nearest_language
from bot.messages import targets as drawn
from bot.messages.blocks import actions, button, header, piece, rich, words
from bot.messages.names import listed
from bot.messages.pages import Page, page
from bot.messages.text import VALUE, shortened
from bot.replies import Thread, parse_reply
from bot.replies.reading import Value
from bot.target_forms import Problem, told
from bot.targeting import Looking, first_word, parse_looking, parse_setting, unit_at_start
from jobs import courses
from jobs.courses import target_facts
from jobs.facts import today_of
from storage import inbound, naming, people, targets, units
from storage.check_ins import Odd, Report
from storage.items import Said
from storage.measures import in_words
from storage.models import CheckIn, Target, Unit
from storage.periods import quarter_of
from storage.targets import SameMetric, TargetProblem, metric_key
from storage.viewers import Viewer
from storage.words import N_

log = structlog.get_logger()

Body = Mapping[str, Any]
Json = dict[str, Any]

REPORT_EXAMPLE: Final = N_("Write it like this: report shipments 1.2 GWh, forecast 3.1, tooling late")


def register(app: App, desk: Desk) -> None:
    """Listen to the command, its buttons and its forms."""
    target_forms.register(app, desk)
    reports.register(app, desk)
    target_import.register(app, desk)

    @app.command(desk.commands.get("targets", "/targets"))
    def _targets(ack: Ack, command: Json, client: WebClient, respond: Respond) -> None:
        answer_drawn(ack, respond, desk, command["user_id"], lambda draws: answer(desk, command, client, draws=draws))

    @app.action(re.compile(r"^targets_(more|back|open_\d+)$"))
    def _turn(ack: Ack, body: Json, respond: Respond) -> None:
        answer_drawn(ack, respond, desk, body["user"]["id"], lambda draws: turn(desk, body, draws=draws), replaces=True)

    @app.action(re.compile(r"^target_report_\d+$"))
    def _report(ack: Ack, body: Json, client: WebClient, respond: Respond) -> None:
        sentence = None
        try:
            sentence = target_forms.open_check_in(body, client, desk)
        except Exception:
            log.exception("a form could not be opened")
            sentence = broken(desk, body["user"]["id"])
        ack()
        if sentence:
            respond(text=sentence, replace_original=False, response_type="ephemeral")

    @app.action(re.compile(r"^target_alike_(same|other)$"))
    def _alike(ack: Ack, body: Json, respond: Respond) -> None:
        answer_drawn(ack, respond, desk, body["user"]["id"], lambda _draws: press_alike(desk, body), replaces=True)

    @app.action("value_yes")
    def _yes(ack: Ack, body: Json, respond: Respond) -> None:
        try:
            message = press_value(desk, body).message
        except Exception:
            log.exception("a click could not be taken", action="value_yes")
            message = {"text": broken(desk, body["user"]["id"])}
        ack()
        respond(**message, replace_original=True)
        desk.nudge("deliver")

    @app.action("value_no")
    def _no(ack: Ack, respond: Respond) -> None:
        ack()
        respond(delete_original=True)


def answer(desk: Desk, command: Body, client: WebClient, *, draws: bool) -> Answer | None:
    """Do or answer what was typed; None when a form was opened instead. May ask Slack who is asking."""
    text, is_public = without_here(readable(command.get("text") or ""))
    user, channel = command["user_id"], command["channel_id"]
    known = desk.meet(user)
    word, rest = first_word(text)
    say = Say(known.language)
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
    if word in targeting.HELP:
        return Answer(help_page(say, desk.commands.get("targets", "/targets"), is_office=viewer.is_office))
    if word in targeting.SET and not rest:
        sentence = target_forms.open_setting(command, client, desk, viewer)
        return Answer(_sentence(sentence)) if sentence else None
    if word in targeting.IMPORT:
        sentence = target_import.open_import(command, client, desk, viewer)
        return Answer(_sentence(sentence)) if sentence else None
    if word in targeting.TEMPLATE:
        papers.ask_for(desk, known, papers.Paper("targets", "", "xlsx"), str(command.get("trigger_id")))
        return Answer(_sentence(say(papers.WRITING)))
    try:
        if word in targeting.SET:
            return Answer(_set(desk, viewer, channel, unescape(rest)))
        if word in targeting.REPORT and rest:
            return Answer(_report_line(desk, viewer, command, unescape(rest)))
        if word in targeting.WITHDRAW:
            return Answer(_withdraw(desk, viewer, channel, rest))
    except SameMetric as problem:
        return Answer(_alike_page(say, problem, unescape(rest)))
    except Problem as problem:
        return Answer(_sentence(told(say, problem)))
    return look(desk, viewer, channel, rest if word in targeting.REPORT else text, draws=draws, is_public=is_public)


def turn(desk: Desk, body: Body, *, draws: bool) -> Answer:
    """The next page of many targets, or the one before: the button carries the whole question."""
    asked = json.loads(body["actions"][0]["value"])
    known = desk.meet(body["user"]["id"])
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
    channel = (body.get("channel") or {}).get("id") or ""
    return look(
        desk, viewer, channel, asked["ask"], draws=draws, is_public=asked["here"], offset=max(0, int(asked["from"]))
    )


def look(
    desk: Desk, viewer: Viewer, channel: str, text: str, *, draws: bool, is_public: bool, offset: int = 0
) -> Answer:
    """The targets asked for, as the viewer may see them; for the whole channel, as everyone in it may."""
    with desk.database.reading() as session:
        reader = viewer
        if is_public:
            unit = units.unit_in_channel(session, channel)
            ids = frozenset({unit.id or 0}) if unit else frozenset()
            reader = Viewer(viewer.user, nearest_language(unit.language if unit else desk.language), unit_ids=ids)
        say = Say(reader.language)
        today = desk.today()
        seen = targets.targets(session, reader)
        wanted = parse_looking(text, naming.names_for(session, reader), {each.metric for each in seen}, today)
        found = _wanted(seen, wanted, today)
        facts = target_facts(session, found, desk.now(), reader.language, desk.seat)
        may_report = not is_public and viewer.is_insider
        if len(facts) == 1 and (wanted.metric or wanted.unit_ids):
            return Answer(drawn.target_page(say, facts[0], draws=draws, may_report=may_report), is_public=is_public)
        title = _title(session, say, wanted, today)
        shown = drawn.targets_page(
            say,
            facts,
            title,
            draws=draws,
            may_report=may_report,
            unread=wanted.unread,
            turning=drawn.Turning(text, is_public, offset),
        )
        return Answer(shown, is_public=is_public)


def press_value(desk: Desk, body: Body) -> Answer:
    """Take a figure that was asked about: its giver says that it is meant."""
    given = json.loads(body["actions"][0]["value"])
    user = body["user"]["id"]
    known = desk.meet(user)
    say = Say(known.language)
    key = f"value:{user}:{given['asked']}"
    with desk.database.writing() as session:
        viewer = desk.viewer(known, session)
        row = inbound.receive(session, key, kind="click", who=user, at=desk.now(), text=body["actions"][0]["value"])
        if row is None:
            return Answer(_sentence(say("That was answered already; nothing was changed.")))
        target = session.get_one(Target, given["target"])
        report = Report(
            Decimal(given["value"]),
            date.fromisoformat(given["as_of"]) if given.get("as_of") else None,
            Decimal(given["forecast"]) if given.get("forecast") else None,
            note=given.get("note"),
        )
        try:
            said = Said(viewer, desk.now(), row)
            kept = courses.report(session, target, report, said, is_sure=True, group=desk.seat)
        except TargetProblem as problem:
            return Answer(_sentence(told(say, problem)))
        answering.show_figures(session, said, [kept])
        facts = target_facts(session, [target], desk.now(), viewer.language, desk.seat)[0]
    return Answer(_kept_page(say, facts))


def help_page(say: Say, command: str, *, is_office: bool) -> Page:
    """What the command can do for whoever asks."""
    lines = [
        (command, say("the targets of this quarter that you may see")),
        (f"{command} qingdao shipments 2024Q2", say("of one unit, metric or period, in any mix")),
        (
            f"{command} report shipments 1.2 GWh, forecast 3.1",
            say("report a figure; a reply in the daily post does so too"),
        ),
    ]
    if is_office:
        lines += [
            (f"{command} set", say("set a target in a form")),
            (f"{command} set qingdao shipments 3.4 GWh by 2024Q2 from 1.1", say("or in one line")),
            (
                f"{command} import",
                say("set many from an Excel or csv file, which you see read before anything is kept"),
            ),
            (f"{command} template", say("an empty file to fill in")),
            (f"{command} set wuxi yield above 98%", say("or one to be kept above or below a line")),
            (f"{command} withdraw qingdao shipments 2024Q2", say("take a target away again")),
        ]
    title = say("Quarterly targets")
    blocks = [header(title), *(rich(piece(typed, code=True), piece(f"  {meaning}")) for typed, meaning in lines)]
    return page([title, *(f"{typed}: {meaning}" for typed, meaning in lines)], blocks)


def press_alike(desk: Desk, body: Body) -> Answer:
    """Set a target whose name is like another's: somebody has said whether it is the same thing."""
    asked = json.loads(body["actions"][0]["value"])
    known = desk.meet(body["user"]["id"])
    with desk.database.reading() as session:
        viewer = desk.viewer(known, session)
    channel = (body.get("channel") or {}).get("id") or ""
    try:
        return Answer(_set(desk, viewer, channel, asked["set"], meant=asked["meant"]))
    except Problem as problem:
        return Answer(_sentence(told(Say(viewer.language), problem)))


def _alike_page(say: Say, problem: SameMetric, rest: str) -> Page:
    """Is it the same thing in another spelling? A button for each answer."""
    sentence = told(say, problem)
    same, other = (
        json.dumps({"set": rest, "meant": meant}, ensure_ascii=False) for meant in (problem.values["known"], "")
    )
    if len(same) > VALUE:
        return _sentence(sentence)
    row = actions(
        "target_alike",
        button(say("The same: {metric}", metric=problem.values["known"]), "target_alike_same", same, style="primary"),
        button(say("Another target"), "target_alike_other", other),
    )
    return page([sentence], [words(sentence), row])


def _set(desk: Desk, viewer: Viewer, channel: str, rest: str, *, meant: str | None = None) -> Page:
    """Set the target of this line. `meant` is what somebody said of a name like another's: the known name, or "" for no."""
    say = Say(viewer.language)
    with desk.database.reading() as session:
        names = naming.names_for(session, viewer)
        here = units.unit_in_channel(session, channel)
        setting = parse_setting(rest, names, here.id if here else None, desk.today())
    owner_name = desk.directory.member(setting.owner).name if setting.owner else ""
    draft = setting.draft
    with desk.database.writing() as session:
        unit = session.get_one(Unit, draft.unit_id) if draft.unit_id else None
        today = today_of(unit or desk.seat, desk.now())
        if setting.owner:
            draft = replace(draft, owner_id=people.person_for_user(session, setting.owner, owner_name).id)
        draft = replace(draft, metric=meant) if meant else draft
        kept = targets.keep_target(session, draft, Said(viewer, desk.now()), today, is_other=meant is not None)
        facts = target_facts(session, [kept.target], desk.now(), viewer.language, desk.seat)[0]
        became = kept.became
    sentences = {
        "new": say("Set. Its figures are asked for in the unit's channel."),
        "changed": say("Changed. What it was before stays in the journal."),
        "same": say("That is how it stands already; nothing was changed."),
    }
    shown = drawn.target_page(say, facts, draws=False)
    return Page(f"{sentences[became]}\n{shown.text}", [words(sentences[became]), *shown.blocks])


def _withdraw(desk: Desk, viewer: Viewer, channel: str, rest: str) -> Page:
    say = Say(viewer.language)
    with desk.database.writing() as session:
        today = desk.today()
        seen = targets.targets(session, viewer)
        names = naming.names_for(session, viewer)
        wanted = parse_looking(rest, names, {each.metric for each in seen}, today)
        found = _wanted(seen, wanted, today)
        if len(found) != 1 or not wanted.metric:
            raise TargetProblem(
                N_("Name one target by unit, metric and period, for example: withdraw qingdao shipments 2024Q2")
            )
        targets.withdraw(session, found[0], Said(viewer, desk.now()))
        return _sentence(
            say(
                "Withdrawn: {metric}, {period}. Set it again to bring it back.",
                metric=found[0].metric,
                period=found[0].period,
            )
        )


def _report_line(desk: Desk, viewer: Viewer, command: Body, rest: str) -> Page:
    """A figure reported in one line, by the same grammar as a reply in a thread."""
    say = Say(viewer.language)
    asked = str(command.get("trigger_id") or "")
    with desk.database.writing() as session:
        names = naming.names_for(session, viewer)
        unit, is_group, line = unit_at_start(rest, names.units)
        here = units.unit_in_channel(session, command["channel_id"])
        found = _reportable(session, viewer, unit.id if unit else None, is_group, here)
        thread = Thread(items=(), targets=thread_targets(found), now=desk.now())
        line = line if unit or is_group else rest
        values = parse_reply(line, thread).values
        unread = unread_figures(line, found, is_chatter=not values)
        if unread:
            message, told_values = unread[0]
            raise TargetProblem(message, **told_values)
        if not values:
            known = listed(say, list(dict.fromkeys(each.metric for each in found))) or "–"
            raise TargetProblem(
                N_(
                    "I do not find one of your targets and a figure in that. Your targets: {known}. Example: report shipments 1.2 GWh"
                ),
                known=shortened(known, 300),
            )
        row = inbound.receive(session, f"command:{asked}", kind="command", who=viewer.user, at=desk.now(), text=rest)
        if row is None:
            return _sentence(say("That was answered already; nothing was changed."))
        said = Said(viewer, desk.now(), row)
        made = [_keep_one(session, desk, say, value, found, said, f"{asked}:{n}") for n, value in enumerate(values)]
        pages = [each for each, _ in made]
        answering.show_figures(session, said, [kept for _, kept in made if kept is not None])
    desk.nudge("deliver")
    return Page("\n".join(each.text for each in pages), [block for each in pages for block in each.blocks][:50])


def _keep_one(
    session: Session, desk: Desk, say: Say, value: Value, found: list[Target], said: Said, asked: str
) -> tuple[Page, CheckIn | None]:
    """Keep one figure, or ask about a slip; what to answer, and the figure where it was kept."""
    same = [each for each in found if each.metric_key == metric_key(value.target)]
    if len(same) > 1:
        raise TargetProblem(
            N_("{metric} is a target of several units. Begin with the unit, for example: report qingdao {metric} 1.2"),
            metric=same[0].metric,
        )
    target = same[0]
    report = figures_of(value, target)
    try:
        kept = courses.report(session, target, report, said, group=desk.seat)
    except Odd as odd:
        remembered = odd_values(report, target, asked)
        return drawn.slip_page(say, told(say, odd), remembered, in_words(report.value, target.measure)), None
    return _kept_page(say, target_facts(session, [target], desk.now(), said.viewer.language, desk.seat)[0]), kept


def _kept_page(say: Say, facts: courses.TargetFacts) -> Page:
    shown = drawn.targets_page(say, [facts], say("Kept"), draws=False)
    return Page(shown.text, shown.blocks)


def _reportable(
    session: Session, viewer: Viewer, unit_id: int | None, is_group: bool, here: Unit | None
) -> list[Target]:
    """The targets a line may report on: of the unit it names, else of the channel's, else all the viewer may see."""
    ids = [unit_id] if unit_id else [here.id or 0] if here and not is_group and here.id in viewer.unit_ids else None
    seen = targets.targets(session, viewer, unit_ids=ids)
    if is_group:
        seen = [each for each in seen if each.unit_id is None]
    newest: dict[tuple[int | None, str], Target] = {}
    for each in seen:
        newest[each.unit_id, each.metric_key] = each
    return list(newest.values())


def _wanted(seen: list[Target], wanted: Looking, today: date) -> list[Target]:
    """Those of the seen targets that were asked for; without a period those that run today, else the newest period's."""
    found = [
        each
        for each in seen
        if (not wanted.unit_ids and not wanted.of_group)
        or each.unit_id in wanted.unit_ids
        or (wanted.of_group and each.unit_id is None)
    ]
    if wanted.metric:
        found = [each for each in found if each.metric_key == metric_key(wanted.metric or "")]
    if wanted.period:
        return [each for each in found if each.period == wanted.period.name]
    running = [each for each in found if each.starts_on <= today <= each.ends_on]
    if running or not found:
        return running
    last = max(each.ends_on for each in found)
    return [each for each in found if each.ends_on == last]


def _title(session: Session, say: Say, wanted: Looking, today: date) -> str:
    parts = [session.get_one(Unit, unit_id).name_in(say.language) for unit_id in wanted.unit_ids]
    if wanted.of_group:
        parts.append(say("Group"))
    if wanted.metric:
        parts.append(wanted.metric)
    parts.append(wanted.period.name if wanted.period else quarter_of(today).name)
    return shortened(say("Targets: {what}", what=" · ".join(parts)), 150)


def _sentence(text: str) -> Page:
    return page([text], [words(text)])
