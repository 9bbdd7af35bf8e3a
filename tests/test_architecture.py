"""The floor plan holds: who may look into whom, which library lives where, and nothing happens at import."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "jobs", "storage")
FILES = sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))

# Each library has one room. A path ending in "/" is a folder.
HOMES = {
    "sqlmodel": ("storage/",),
    "sqlalchemy": ("storage/",),
    "alembic": ("storage/",),
    "psycopg": ("storage/",),
    "filelock": ("storage/",),
    "apscheduler": ("jobs/schedule.py",),
    "holidays": ("jobs/official.py",),
    "slack_bolt": ("bot/",),
    "slack_sdk": ("bot/",),
    "starlette": ("bot/",),
    "uvicorn": ("bot/",),
    "click": ("bot/",),
    "dotenv": ("bot/",),
    "babel": ("bot/",),
    "openpyxl": ("storage/sheets.py",),
    "bs4": ("storage/minutes/web.py",),
    "docx": ("storage/documents.py", "storage/minutes/word.py"),
    "opencc": ("storage/minutes/script.py",),
    "pypinyin": ("storage/pinyin.py",),
    "pypdf": ("storage/minutes/pages.py",),
}
# A transaction is opened in storage and handed on, so its name may be written in an annotation anywhere.
ANYWHERE = {"sqlmodel": {"Session"}}

# What must not be made before somebody asks for it.
MAKERS = {
    "App",
    "BackgroundScheduler",
    "Schedule",
    "Session",
    "SocketModeClient",
    "SocketModeHandler",
    "Thread",
    "ThreadPoolExecutor",
    "WebClient",
    "create_engine",
    "getenv",
    "load_dotenv",
    "open",
    "open_database",
    "Posting",
    "posting",
    "posting_client",
    "reading_client",
    "settings_from",
    "socket",
}
FORBIDDEN = ("manager", "handler", "service", "helper", "util", "data", "process", "info")


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What a file imports, wherever it does: (module, name), the name being empty for a whole module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, ""
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            for alias in node.names:
                yield node.module or "", alias.name


def tree_of(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Everything that runs when the file is imported: all but the inside of functions and of `if __name__ == "__main__"`."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
            continue
        yield node
        waiting += ast.iter_child_nodes(node)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_room_looks_only_into_the_rooms_below_it(path: Path) -> None:
    above = ROOMS[: ROOMS.index(path.parts[0])]
    looked_into = {module.partition(".")[0] for module, _ in imports(tree_of(path))}
    assert not looked_into & {*above, "tests"}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_library_stays_in_its_room(path: Path) -> None:
    for module, name in imports(tree_of(path)):
        library = module.partition(".")[0]
        if name in ANYWHERE.get(module, ()):
            continue
        homes = HOMES.get(library)
        assert homes is None or any(
            str(path) == home or (home.endswith("/") and str(path).startswith(home)) for home in homes
        ), f"{module} is imported in {path}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_is_opened_or_started_at_import(path: Path) -> None:
    for node in at_import(tree_of(path)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            assert called not in MAKERS, f"{path}:{node.lineno} calls {called} at import"
        assert "os.environ" not in ast.unparse(node) or not isinstance(node, ast.Attribute), (
            f"{path}: {ast.unparse(node)}"
        )


@pytest.mark.parametrize(
    "path",
    # `files.py` opens the files whose text the pure reader is given, and `confined.py` starts the child that reads them.
    [path for path in FILES if path.parts[:2] == ("storage", "minutes") and path.stem not in ("files", "confined")]
    + [
        Path("storage/life.py"),
        Path("storage/measures.py"),
        Path("storage/pace.py"),
        Path("storage/periods.py"),
        Path("jobs/cadence.py"),
    ],
    ids=str,
)
def test_a_pure_room_opens_nothing_and_reads_no_clock(path: Path) -> None:
    tree = tree_of(path)
    assert not {module.partition(".")[0] for module, _ in imports(tree)} & {
        "sqlmodel",
        "sqlalchemy",
        "os",
        "time",
        "socket",
    }
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & {"open", "datetime.now", "datetime.utcnow", "date.today"}


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_name_is_of_our_language(path: Path) -> None:
    names = [path.stem] + [
        node.name for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    for name in names:
        words = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).split("_")
        assert not {word.rstrip("s") for word in words} & set(FORBIDDEN), f"{name} in {path}"


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_file_stays_readable(path: Path) -> None:
    assert (ROOT / path).stat().st_size < 30_000


def test_every_package_on_disk_is_named_where_it_is_packed() -> None:
    on_disk = {".".join(path.parent.parts) for path in FILES if path.name == "__init__.py"}
    named = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    assert named == on_disk
    assert {".".join(path.parent.parts) for path in FILES} == on_disk, "a folder with code lacks its __init__.py"
