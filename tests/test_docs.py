"""Every example of the README and the documentation is run, and prints what it says it prints."""

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
EXAMPLE = re.compile(r"^```pycon\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.unmeasured
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_print_what_it_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    if "delegation.io" in text and "```pycon" in text:
        pytest.importorskip("cattrs")
    monkeypatch.chdir(ROOT)
    examples = "\n".join(EXAMPLE.findall(text))
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    told: list[str] = []
    outcome = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert outcome.failed == 0, "".join(told)


def test_the_main_pages_have_examples() -> None:
    with_examples = [page.name for page in PAGES if EXAMPLE.search(page.read_text(encoding="utf-8"))]
    assert {"README.md", "first-score.md", "when-is-a-retainer-worth-it.md", "read-tables.md", "write-rules.md"} <= set(
        with_examples
    )
