"""Every example of the README and the documentation is run, and prints what it says it prints."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

import delegation

ROOT = Path(__file__).parent.parent
PACKAGE = Path(delegation.__file__).parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
INSTALLING = re.compile(r"pip install[^\n]*?\bdelegation(?!-planner)|\bdelegation\[")
"""What would install, from the package index, another project of our name."""

EXAMPLE = re.compile(r"^```pycon\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.unmeasured
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_print_what_it_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    if ">>> played = simulate(" in text:
        pytest.importorskip("simpy")
    monkeypatch.chdir(ROOT)
    examples = "\n".join(EXAMPLE.findall(text))
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    told: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert outcome.failed == 0, "".join(told)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_sends_anybody_to_the_other_project_of_our_name(page: Path) -> None:
    assert INSTALLING.search(page.read_text(encoding="utf-8")) is None


def test_no_file_of_ours_sends_anybody_to_the_other_project_of_our_name() -> None:
    files = [*PACKAGE.rglob("*.py"), ROOT / "pyproject.toml"]
    assert [path for path in files if INSTALLING.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("words", ["pip install delegation", 'pip install -U "delegation>=0.1"', "'delegation[plan]'"])
def test_words_that_would_send_somebody_there_are_noticed(words: str) -> None:
    assert INSTALLING.search(words)


def test_the_main_pages_have_examples() -> None:
    with_examples = [page.name for page in PAGES if EXAMPLE.search(page.read_text(encoding="utf-8"))]
    assert {"README.md", "first-score.md", "when-is-a-retainer-worth-it.md", "read-tables.md", "write-rules.md"} <= set(
        with_examples
    )


REFERENCE = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", delegation.__all__)
def test_the_reference_has_what_the_face_names(name: str) -> None:
    assert re.search(rf"^\.\. auto\w+:: delegation\.{name}$", REFERENCE, re.MULTILINE)


@pytest.mark.parametrize(
    "room",
    [
        "availability",
        "comparing",
        "demand",
        "frames",
        "model",
        "planning",
        "queueing",
        "recurrence",
        "scoring",
        "simulation",
    ],
)
def test_the_reference_has_what_a_room_names(room: str) -> None:
    assert f".. automodule:: delegation.{room}\n   :members:\n" in REFERENCE
    face = importlib.import_module(f"delegation.{room}")
    constants = {name for name in face.__all__ if name.isupper()}
    assert constants == set(re.findall(rf"^\.\. autodata:: delegation\.{room}\.\w+\.(\w+)$", REFERENCE, re.MULTILINE))
