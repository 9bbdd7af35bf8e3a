"""Minutes on the command line: reading them, and importing them, one file or whole folders."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from bot.cli.asking import opened, operator_here, printable, settings_told, show, stop, told_language
from bot.cli.drafts import comparison_lines, draft_lines
from bot.language import Say
from bot.messages.imports import counted
from bot.messages.names import listed
from storage.minutes import Minutes, as_json, read_minutes
from storage.minutes.files import LARGEST, UnreadableFile, legible, text_of

if TYPE_CHECKING:
    from sqlmodel import Session

    from bot.settings import Settings
    from storage.database import Database
    from storage.drafts import Confirmed
    from storage.intake import Draft

# What is looked at in a folder; a file that is named itself is read whatever its ending.
ENDINGS: Final = frozenset((".txt", ".text", ".md", ".markdown", ".docx", ".pdf", ".html", ".htm", ".xhtml"))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person says beside the file: until when, for which units, and of which meeting it tells."""

    due_on: date | None
    codes: str | None
    corrects: str | None
    title: str | None
    held: tuple[date, date] | None


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json", "as_json_text", is_flag=True, help="Print JSON instead of words: one object, or of many files one a line."
)
def read(paths: tuple[Path, ...], as_json_text: bool) -> None:
    """Read minutes in files or folders and print what was found; stores nothing."""
    say = Say(told_language())
    if len(paths) == 1 and not paths[0].is_dir():
        minutes = _minutes(paths[0], say)
        if as_json_text:
            click.echo(json.dumps(as_json(minutes), ensure_ascii=False, indent=1))
        else:
            _print_minutes(minutes, say)
        return
    failed = False
    with _progress(_files(paths, say)) as files:
        for file in files:
            minutes_or_words = _read_one(file, say)
            failed = failed or isinstance(minutes_or_words, str)
            if isinstance(minutes_or_words, str):
                _tell(f"{_shown(file)}: {minutes_or_words}", err=as_json_text)
            elif as_json_text:
                _tell(json.dumps({"file": legible(str(file))} | as_json(minutes_or_words), ensure_ascii=False))
            else:
                _tell(f"{_shown(file)}: {_counted(minutes_or_words, say)}")
    sys.exit(1 if failed else 0)


@click.command(name="import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--due", help="Assign all that has no date of its own with this due date, as 2024-06-28.")
@click.option("--units", "codes", help="Who gets them: attending (as without it), all, or codes such as QD,WX.")
@click.option(
    "--corrects",
    help="The stored meeting of which the file is another version, where title or day differ: its number, its day, or words of its title.",
)
@click.option("--title", help="The meeting's title, where the file gives none or another.")
@click.option(
    "--held", help="The meeting's day, where the file does not give it, as 2024-04-24 or 2024-04-24/2024-04-25."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def import_files(
    paths: tuple[Path, ...],
    due: str | None,
    codes: str | None,
    corrects: str | None,
    title: str | None,
    held: str | None,
    yes: bool,
) -> None:
    """Store the minutes in PATHS, files or folders. Action items become items; directives too, with --due or --units."""
    settings = settings_told()
    say = Say(settings.language)
    wishes = Wishes(_due_date(due, say), codes, corrects, title, _days(held, say))
    if len(paths) == 1 and not paths[0].is_dir():
        _import_one(paths[0], settings, wishes, say, yes=yes)
        return
    if corrects is not None:
        stop(say("One file corrects one meeting. Write: followups import corrected.md --corrects 2024-04-23"))
    if title is not None or held is not None:
        stop(
            say(
                "One file tells of one meeting. Write: followups import april.md --title “April review” --held 2024-04-24"
            )
        )
    failed = False
    with opened(settings) as database, _progress(_files(paths, say), hidden=not yes) as files:
        for file in files:
            minutes = _read_one(file, say)
            failed = failed or isinstance(minutes, str)
            words = (
                minutes
                if isinstance(minutes, str)
                else _import_of_many(database, settings, file, minutes, wishes, say, yes=yes)
            )
            _tell(f"{_shown(file)}: {words}")
    sys.exit(1 if failed else 0)


def _import_one(
    file: Path,
    settings: "Settings",
    wishes: Wishes,
    say: Say,
    *,
    yes: bool,
) -> None:
    minutes = _minutes(file, say)
    if not _says_something(minutes):
        _print_minutes(minutes, say)
        stop(
            say(
                "There is nothing to store: no directive and no action item was found in {file}.",
                file=_shown(Path(file.name)),
            )
        )
    with opened(settings) as database:
        draft = _previewed(database, minutes, file, wishes, say)
        if not yes and not click.confirm(say("Store this?"), default=True):
            raise SystemExit(1)
        done = _confirm(database, settings, draft)
    for words in _outcome(done, say):
        show(words)


def _import_of_many(
    database: "Database",
    settings: "Settings",
    file: Path,
    minutes: Minutes,
    wishes: Wishes,
    say: Say,
    *,
    yes: bool,
) -> str:
    """One file of several, in a transaction of its own; returns what became of it in a few words."""
    from storage import drafts

    if not _says_something(minutes):
        return say("nothing found")
    if yes:
        with database.reading() as session:
            draft = _shaped(session, minutes, file, wishes, say)
            seen = drafts.compare(session, draft)
    else:
        show(f"\n{_shown(file)}")
        draft = _previewed(database, minutes, file, wishes, say)
        if not click.confirm(say("Store this?"), default=True):
            return say("left out")
        with database.reading() as session:
            seen = drafts.compare(session, draft)
    if seen.is_known and not (seen.added or seen.changed or seen.missing or wishes.due_on or wishes.codes):
        return say("known already")
    done = _confirm(database, settings, draft)
    items = say.many("{n} new item", "{n} new items", len(done.items))
    if seen.is_known and not (seen.added or seen.changed):
        return f"{say('known already')}, {items}"
    if seen.meeting is not None:
        return f"{say('corrected +{added} ~{changed}', added=len(seen.added), changed=len(seen.changed))}, {items}"
    return f"{say('stored')}, {_counted(minutes, say)}, {items}"


def _previewed(
    database: "Database",
    minutes: Minutes,
    file: Path,
    wishes: Wishes,
    say: Say,
) -> "Draft":
    """The draft of a file, after it was shown with all that storing it would do."""
    from storage import drafts

    with database.reading() as session:
        draft = _shaped(session, minutes, file, wishes, say)
        given = drafts.addressed(session, draft)
        for words in draft_lines(say, draft, given, drafts.concerns(session, draft)):
            show(words)
        for words in comparison_lines(say, drafts.compare(session, draft)):
            show(words)
    return draft


def _meeting_called(session: "Session", text: str, say: Say) -> int:
    """The id of the one stored meeting these words mean."""
    from storage.meetings import meetings, meetings_called

    viewer = operator_here(settings_told())
    found = meetings_called(session, viewer, text)
    known = " · ".join(f"{each.id} {each.title}" for each in (found or meetings(session, viewer))[:9])
    if not found:
        stop(say("No stored meeting is called “{text}”. There are: {known}", text=text, known=known or "-"))
    if len(found) > 1:
        stop(say("“{text}” may be one of these: {known}. Name it by its number.", text=text, known=known))
    return found[0].id or 0


def _shaped(session: "Session", minutes: Minutes, file: Path, wishes: Wishes, say: Say) -> "Draft":
    """What was read, with what the person says of the meeting and of who gets what until when."""
    from storage import intake
    from storage.intake import DraftProblem

    draft = intake.due(intake.draft_of(minutes, _shown(Path(file.name))), wishes.due_on)
    try:
        if wishes.title is not None:
            draft = intake.titled(draft, wishes.title)
        if wishes.held is not None:
            draft = intake.held(draft, *wishes.held)
    except DraftProblem as problem:
        stop(say(problem.message, **problem.values))
    if wishes.corrects is not None:
        draft = intake.correcting(draft, _meeting_called(session, wishes.corrects, say))
    return _given_out(session, draft, wishes, say)


def _given_out(session: "Session", draft: "Draft", wishes: Wishes, say: Say) -> "Draft":
    """The draft with its units. Directives wait for units or a date: they are assigned in Slack then."""
    from storage import intake, units

    codes = wishes.codes
    if codes is None and wishes.due_on is None:
        for line in draft.lines:
            draft = intake.given_to(draft, (), line.key) if line.kind == "directive" else draft
        return draft
    if codes is None or codes == "attending":
        return draft
    if codes == "all":
        return intake.given_to(draft, [unit.id or 0 for unit in units.all_units(session) if unit.active])
    chosen = []
    for code in codes.replace(",", " ").split():
        unit = units.unit_of_code(session, code)
        if unit is None:
            stop(say("There is no unit {code}. See them with: followups units", code=code))
        chosen.append(unit.id or 0)
    return intake.given_to(draft, chosen)


def _confirm(database: "Database", settings: "Settings", draft: "Draft") -> "Confirmed":
    """A due date that has passed is taken here: minutes may be entered late."""
    from storage import drafts
    from storage.items import Said

    with database.writing() as session:
        said = Said(operator_here(settings), datetime.now(UTC))
        row = drafts.keep_draft(session, draft, said, source_kind="command line")
        return drafts.confirm(session, row, said, takes_passed=True)


def _outcome(done: "Confirmed", say: Say) -> Iterator[str]:
    from storage.models import Directive

    imported = done.imported
    if imported is None:
        return
    directives = sum(isinstance(point, Directive) for point in imported.added)
    if imported.is_known and not imported.added and not imported.changed:
        yield say("These minutes are stored already; nothing was added.")
    else:
        yield say.many("Stored: {n} new directive.", "Stored: {n} new directives.", directives)
        if len(imported.added) > directives:
            actions = len(imported.added) - directives
            yield say.many("Stored: {n} new action item.", "Stored: {n} new action items.", actions)
    yield say.many("Assigned: {n} new item.", "Assigned: {n} new items.", len(done.items))
    if done.unassigned:
        yield say.many(
            "Not assigned: {n} line. Give it to units with --units QD,WX, or in Slack with /followups assign.",
            "Not assigned: {n} lines. Give them to units with --units QD,WX, or in Slack with /followups assign.",
            len(done.unassigned),
        )


def _files(paths: Iterable[Path], say: Say) -> list[Path]:
    """The files named, and those of the folders named that may hold minutes, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [
            file
            for file in inside
            if not path.is_dir()
            or (file.is_file() and file.suffix.casefold() in ENDINGS and not file.name.startswith((".", "~$")))
        ]
    if not found:
        stop(say("There is no file of minutes in there. Those of these kinds are read: .docx, .pdf, .html, .txt, .md"))
    return list(dict.fromkeys(found))


@contextmanager
def _progress(files: list[Path], *, hidden: bool = False) -> Iterator[Iterable[Path]]:
    """The files, with a bar on the terminal that moves with them."""
    if hidden or not sys.stderr.isatty():
        yield files
        return
    with click.progressbar(files, file=sys.stderr) as bar:
        yield bar


def _tell(words: str, *, err: bool = False) -> None:
    """One line of its own, also where the bar stands, which is drawn anew below it."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    show(words, err=err)


def _shown(file: Path) -> str:
    """A file's name as it may be printed, on one line."""
    return re.sub(r"[\t\r\n]", "?", printable(str(file)))


def _says_something(minutes: Minutes) -> bool:
    return bool(minutes.actions) or any(speaker.directives for speaker in minutes.speakers)


def _counted(minutes: Minutes, say: Say) -> str:
    points = sum(len(speaker.directives) for speaker in minutes.speakers)
    told = counted(say, points, len(minutes.actions))
    if not minutes.problems or not (points or minutes.actions):
        return told
    return listed(say, [told, say.many("{n} problem", "{n} problems", len(minutes.problems))])


def _content(file: Path) -> bytes:
    """The file's bytes, and one more than is ever read of a larger one."""
    with file.open("rb") as opened_file:
        return opened_file.read(LARGEST + 1)


def _read_one(file: Path, say: Say) -> Minutes | str:
    """The minutes in a file, or why it cannot be read."""
    try:
        return read_minutes(text_of(file.name, _content(file)))
    except UnreadableFile as problem:
        why = say(problem.message, **problem.values)
    except OSError as error:
        why = str(error.strerror)
    return say("cannot be read: {reason}", reason=why)


def _minutes(file: Path, say: Say) -> Minutes:
    try:
        return read_minutes(text_of(file.name, _content(file)))
    except UnreadableFile as problem:
        stop(say(problem.message, **problem.values))
    except OSError as error:
        stop(
            say(
                "{file} cannot be read: {reason}. Check the name; for example: followups read minutes.md",
                file=_shown(file),
                reason=str(error.strerror),
            )
        )


def _print_minutes(minutes: Minutes, say: Say) -> None:
    held = " – ".join(str(day) for day in dict.fromkeys((minutes.held_from, minutes.held_until)) if day)
    show(minutes.title or say("(no title found)"))
    show(f"{held or say('(no date found)')}  {minutes.mode or ''}".rstrip())
    for speaker in minutes.speakers:
        show(f"\n{speaker.name}{', ' + speaker.role if speaker.role else ''}")
        for directive in speaker.directives:
            show(f"  {directive.ordinal}. {directive.text}")
    if minutes.actions:
        show("\n" + say("Actions"))
    for action in minutes.actions:
        show(f"  - {action.text} [{action.owner or '-'}, {action.due or action.due_text or '-'}]")
    if minutes.units:
        show("\n" + say("Attending: {units}", units=", ".join(unit.name for unit in minutes.units)))
    if minutes.reports:
        show(say.many("{n} report was given.", "{n} reports were given.", len(minutes.reports)))
    for problem in minutes.problems:
        show(say("Line {line}: {message}", line=problem.line, message=say(problem.message, **problem.values)))


def _due_date(text: str | None, say: Say) -> date | None:
    """The due date somebody typed. A date that has passed is taken: minutes may be entered late."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop(say("{text} is no date that exists. Write it as in --due 2024-06-28", text=text))


def _days(text: str | None, say: Say) -> tuple[date, date] | None:
    """The meeting's first and last day, as typed: one date, or two with a slash between them (ISO 8601)."""
    if not text:
        return None
    first, _, last = text.partition("/")
    try:
        return date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        stop(
            say(
                "{text} is no day that exists. Write it as in --held 2024-04-24 or --held 2024-04-24/2024-04-25",
                text=text,
            )
        )
