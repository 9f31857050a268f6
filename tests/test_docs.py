"""The examples of README and documentation are run and print what they say they print; the reference is whole."""

import ast
import doctest
import importlib
import inspect
import json
import re
import runpy
import time
from pathlib import Path
from typing import Any

import attrs
import pytest

import delegation
from delegation.errors import MissingExtraError
from delegation.model import BLOCK_STEP, TYPICAL_BLOCK, TYPICAL_DISCOUNT
from tests.test_architecture import EDGES, FACES, FILES, FLOORS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PACKAGE = Path(delegation.__file__).parent
NOTEBOOKS = sorted(DOCS.rglob("*.ipynb"))
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
INSTALLING = re.compile(r"pip install[^\n]*?\bdelegation(?!-planner)|\bdelegation\[")
"""What would install, from the package index, another project of our name."""

EXAMPLE = re.compile(r"^```pycon\n(.*?)^```", re.MULTILINE | re.DOTALL)
SCRIPT = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^```([^\n`]+)\n", re.MULTILINE)
RUN = {"pycon", "python", "{code-cell} ipython3"}
"""Fences of code that is run here; cells also by every build of the pages."""

SHOWN = {"text", "sh", "csv", "bibtex", "{eval-rst}", "{glossary}", "{raw} html", "{toctree}"}
"""Fences that hold no Python."""

LONGEST_NOTEBOOK_SECONDS = 60
"""How long a notebook may take; nothing fails by the clock below it."""

NEEDED = {
    "simulate(": ["simpy"],
    ".to_frame(": ["narwhals", "pandas"],
    'to_frame("polars")': ["polars"],
    "import pandas": ["pandas"],
    "io import json": ["cattrs"],
    "write_plan(": ["icalendar"],
    "plotting": ["matplotlib"],
    "strategies": ["hypothesis"],
}
"""What the code of a page needs beside the core, by what stands in it."""


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code_of(page: Path) -> list[str]:
    """The cells of a notebook, or of a page that is one."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".ipynb":
        return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    return CELL.findall(text)


def import_or_skip_what_is_needed(code: str) -> None:
    for words, modules in NEEDED.items():
        for module in modules if words in code else ():
            pytest.importorskip(module)


@pytest.fixture
def quiet_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw into memory, and close what was drawn."""
    monkeypatch.setenv("MPLBACKEND", "Agg")


@pytest.mark.unmeasured
@pytest.mark.parametrize("page", PAGES, ids=named)
@pytest.mark.usefixtures("quiet_pictures")
def test_the_examples_of_a_page_print_what_it_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    examples, scripts = "\n".join(EXAMPLE.findall(text)), SCRIPT.findall(text)
    import_or_skip_what_is_needed("\n".join([examples, *scripts]))
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    told: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append, clear_globs=False)
    assert outcome.failed == 0, "".join(told)
    for script in scripts:
        exec(compile(script, str(page), "exec"), test.globs)  # noqa: S102  # our own pages


@pytest.mark.unmeasured
@pytest.mark.parametrize("page", [*NOTEBOOKS, *(page for page in PAGES if code_of(page))], ids=named)
@pytest.mark.usefixtures("quiet_pictures")
def test_a_notebook_runs_from_top_to_bottom_in_under_a_minute(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "\n".join(code_of(page))
    import_or_skip_what_is_needed(code)
    monkeypatch.chdir(page.parent)
    begun = time.process_time()
    exec(compile(code, str(page), "exec"), {"__name__": "__main__"})  # noqa: S102  # our own pages
    assert time.process_time() - begun < LONGEST_NOTEBOOK_SECONDS
    importlib.import_module("matplotlib.pyplot").close("all")


def test_the_tutorial_has_a_notebook() -> None:
    assert [named(page) for page in NOTEBOOKS] == ["docs/tutorial/an-experiment.ipynb"]


@pytest.mark.parametrize("page", NOTEBOOKS, ids=named)
def test_no_notebook_is_stored_with_outputs(page: Path) -> None:
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    stored = [cell for cell in cells if cell["cell_type"] == "code"]
    assert stored
    assert [(cell["outputs"], cell["execution_count"]) for cell in stored] == [([], None)] * len(stored)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_code_of_a_page_is_run_by_nobody(page: Path) -> None:
    fences = {kind.strip() for kind in FENCE.findall(page.read_text(encoding="utf-8"))}
    assert fences <= RUN | SHOWN


@pytest.mark.parametrize("page", [*PAGES, *NOTEBOOKS], ids=named)
def test_no_page_sends_anybody_to_the_other_project_of_our_name(page: Path) -> None:
    assert INSTALLING.search(page.read_text(encoding="utf-8")) is None


def test_no_file_of_ours_sends_anybody_to_the_other_project_of_our_name() -> None:
    files = [*PACKAGE.rglob("*.py"), ROOT / "pyproject.toml"]
    assert [path for path in files if INSTALLING.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("words", ["pip install delegation", 'pip install -U "delegation>=0.1"', "'delegation[plan]'"])
def test_words_that_would_send_somebody_there_are_noticed(words: str) -> None:
    assert INSTALLING.search(words)


def test_every_tutorial_and_how_to_has_code_that_is_run() -> None:
    asked = [page for page in PAGES if page.parent.name in {"tutorial", "how-to"}]
    assert [named(page) for page in asked if not EXAMPLE.search(page.read_text("utf-8")) and not code_of(page)] == []


def test_every_page_stands_in_the_contents() -> None:
    trees = re.findall(r"^```\{toctree\}\n(.*?)^```", (DOCS / "index.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    told = [line for tree in trees for line in tree.splitlines() if line and not line.startswith(":")]
    below = [page for page in [*DOCS.rglob("*.md"), *NOTEBOOKS] if page.name != "index.md"]
    assert sorted(page.relative_to(DOCS).with_suffix("").as_posix() for page in below) == sorted(told)


REFERENCE = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", delegation.__all__)
def test_the_reference_has_what_the_face_names(name: str) -> None:
    assert re.search(rf"^\.\. auto\w+:: delegation\.{name}$", REFERENCE, re.MULTILINE)


PUBLIC = sorted(
    name
    for name, source in FILES.items()
    if not any(part.startswith("_") for part in name.split("."))
    if name in FACES or name.startswith("io.") or "." not in name
    if re.search(r"^(def|class) [a-z A-Z]|^__all__ = ", source, re.MULTILINE)
)
"""Modules whose names are for everybody: faces of rooms, rooms of one file, and what stands at the edges by itself."""


def names_of(module: str) -> set[str]:
    """What a public module names: its `__all__`, or what it defines without an underscore."""
    face = importlib.import_module(f"delegation.{module}")
    if hasattr(face, "__all__"):
        return set(face.__all__)
    body = ast.parse(FILES[module]).body
    return {
        each.name for each in body if isinstance(each, ast.FunctionDef | ast.ClassDef) if not each.name.startswith("_")
    }


HIDDEN = {"shown", "titled"}
"""What other rooms need of `errors`, which is of no use to anybody else."""


@pytest.mark.parametrize("module", PUBLIC)
def test_every_public_name_is_documented(module: str) -> None:
    whole = re.search(
        rf"^\.\. automodule:: delegation\.{re.escape(module)}\n(?P<options>(?:   :.*\n)*)", REFERENCE, re.MULTILINE
    )
    assert whole, f"the reference lacks delegation.{module}"
    assert ":members:" in whole["options"]
    excluded = re.search(r":exclude-members: (.*)", whole["options"])
    apart = set(excluded[1].split(", ")) if excluded else set()
    try:
        face = importlib.import_module(f"delegation.{module}")
    except MissingExtraError as error:
        pytest.skip(str(error))
    for name in names_of(module) - HIDDEN:
        by_itself = re.search(rf"^\.\. (?:auto\w+|py:data):: delegation\.(?:[\w.]+\.)?{name}$", REFERENCE, re.MULTILINE)
        here = re.search(rf'^{name}\b.* = .*\n"""', FILES[module], re.MULTILINE) if name.isupper() else name
        said = here and getattr(face, name).__doc__ and name not in apart
        assert by_itself or said, f"delegation.{module}.{name} stands nowhere in the reference"


WORDS = (DOCS / "reference" / "words.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [name for name in delegation.__all__ if name[0].isupper() and name != "DelegationError"]
)
def test_every_noun_of_the_face_stands_among_the_words(name: str) -> None:
    assert re.search(rf"^({name}|{name.lower()})$", WORDS, re.MULTILINE)


DEFAULTS = dict(
    re.findall(
        r"^\| `([\w.()]+)` \| ([^|]*?) \|", (DOCS / "reference" / "defaults.md").read_text("utf-8"), re.MULTILINE
    )
)
"""What the page of defaults says of each."""

VALUES = (
    *(getattr(delegation, name) for name in ("Task", "Urgency", "Once", "Rate", "Rule", "History", "Contractor")),
    *(getattr(delegation, name) for name in ("Retainer", "Availability", "Business", "Engagement", "Job")),
)
ASKED = ("score", "recommend", "plan", "review", "simulate")
GIVEN = {"business", "engagements", "on", "retainer", "tasks", "contractors", "progress"}
"""Arguments of a question that are part of it and no assumption."""


def in_words(default: Any) -> str:
    """A default as the page says it."""
    if default is None or default in ("", (), frozenset()):
        return "none"
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, int | float):
        return f"{default:g}"
    if isinstance(default, delegation.Urgency):
        return f"{default.cost_per_day:g} a day after {default.slack_days:g} days"
    if default == delegation.Availability():
        return "`Availability()`"
    return "once" if default == delegation.Once() else str(default)


def test_every_default_stands_on_its_page_as_it_is() -> None:
    fields = {
        f"{kind.__name__}.{field.name}": in_words(field.default)
        for kind in VALUES
        for field in attrs.fields(kind)
        if field.default is not attrs.NOTHING
    }
    arguments = {
        f"{name}({each.name})": in_words(each.default)
        for name in ASKED
        for each in inspect.signature(getattr(delegation, name)).parameters.values()
        if each.default is not each.empty and each.name not in GIVEN
    }
    typical = {"TYPICAL_DISCOUNT": TYPICAL_DISCOUNT, "TYPICAL_BLOCK": TYPICAL_BLOCK, "BLOCK_STEP": BLOCK_STEP}
    assert {**fields, **arguments, **{name: in_words(each) for name, each in typical.items()}} == DEFAULTS


def test_every_default_has_a_source_or_says_that_it_has_none() -> None:
    lines = re.findall(r"^\| `.*$", (DOCS / "reference" / "defaults.md").read_text("utf-8"), re.MULTILINE)
    trusted = re.compile(r"neutral|a guess|a convention|high|medium|low|below|horizon|first job|search|half an hour")
    assert [line for line in lines if not trusted.search(line.split("|")[4])] == []


HOUSE = runpy.run_path(str(DOCS / "house.py"))


def test_the_house_is_drawn_from_the_floors_that_are_held() -> None:
    floors, edges = HOUSE["floors_held"]()
    assert ([set(rooms) for rooms in floors], set(edges)) == (list(FLOORS), EDGES)


def test_the_house_is_drawn_as_it_stands() -> None:
    drawn = (DOCS / "explanation" / "house.svg").read_text(encoding="utf-8")
    assert drawn == HOUSE["house"](*HOUSE["floors_held"]()), "run python docs/house.py"


def test_the_page_of_the_house_tells_every_room_on_its_floor() -> None:
    page = (DOCS / "explanation" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) \| (.*?) \|", page, re.MULTILINE)
    told = [
        {name for floor, names in rows if int(floor) == level for name in re.findall(r"`(\w+)`", names)}
        for level in range(1, len(FLOORS) + 1)
    ]
    assert told == list(FLOORS)
