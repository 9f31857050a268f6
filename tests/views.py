"""How the tests read what notebooks are shown: which tags there are, what stands in the cells, and all of its text."""

import re
from html.parser import HTMLParser

TAGS = {
    *("div", "style", "p", "strong", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("ul", "ol", "li", "details", "summary"),
}
"""All tags that views have."""

ATTRIBUTES = {
    *(("class", each) for each in ("delegation tex2jax_ignore mathjax_ignore", "long")),
    *(("scope", each) for each in ("col", "row")),
    ("align", "right"),
    *(("style", each) for each in ("text-align:left", "white-space:nowrap")),
}
"""All attributes that they have, with all their values."""

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a | b || c\\|",
    "`code` ``",
    "# one\n\n## two\r\n- three",
    "\u202eright to left \u200f",
    "עברית و عربى",
    "$x$ \\(y\\) $$z$$",
    "[a](javascript:alert(1)) ![b](x)",
    "**bold** _slanted_ ~~gone~~",
    "&lt;b&gt; &amp;amp; &#60;",
    "1. first",
    "--- === +++",
    "</td></table></div></style>",
    "<!-- <![CDATA[ <?php",
)
"""Names that want to be more than names."""


class Page(HTMLParser):
    """HTML as it was read.

    Attributes:
        tags: Each tag that was opened, in order.
        attributes: Each attribute with its value.
        texts: What stands between tags, in order, without the style.
        rows: The rows of all tables: the texts of their cells.
    """

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.rows: list[list[str]] = []
        self.others: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == [], "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)
        self.attributes += attrs
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.texts.append(data)
        if {"td", "th"} & set(self._open):
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(self.texts)


def shown(source: str) -> set[str]:
    """The numbers that stand in the cells and sentences of a page."""
    return figures(" ".join(ours(source).texts))


def ours(source: str) -> Page:
    """HTML that has no tags, attributes and comments but those of views."""
    page = Page(source)
    assert set(page.tags) <= TAGS
    assert set(page.attributes) <= ATTRIBUTES
    assert page.others == []
    return page


def figures(text: str) -> set[str]:
    """The numbers that stand in a text."""
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def bare(source: str) -> list[str]:
    """The tags in Markdown, apart from spans around what would begin a formula."""
    return re.findall(r"<[^>]*>?", source.replace("<span>&#36;</span>", "").replace("<span>&#92;</span>", ""))


def table_widths(source: str) -> set[tuple[int, ...]]:
    """For each table in Markdown how many cells its rows have."""
    tables = re.findall(r"(?:^\|.*\n?)+", source, re.MULTILINE)
    return {tuple(sorted({line.count("|") for line in table.splitlines()})) for table in tables}
