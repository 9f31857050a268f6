"""On what pictures are drawn, and what all of them have in common."""

import datetime as dt
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

pytest.importorskip("matplotlib")

import matplotlib
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.font_manager import fontManager

from delegation import Contractor, plan, plotting, score
from delegation.errors import MissingExtraError, RefusedCallError
from delegation.plotting import _canvas
from tests.pictures import ANN, HELP, NEW_YEAR, OWNER, RETAINED, TOGETHER, crowded, legend, paper, texts, whole

SCORED = score(HELP, ANN, OWNER)
PICTURES: dict[str, Callable[[Axes | None], Axes]] = {
    "frontier": lambda ax: plotting.frontier(SCORED, ax),
    "waterfall": lambda ax: plotting.waterfall(SCORED, ax),
    "waits": lambda ax: plotting.waits(ANN, ax),
    "fees": lambda ax: plotting.fees(SCORED, ax),
    "contractors": lambda ax: plotting.contractors(TOGETHER, ax),
    "cash": lambda ax: plotting.cash(TOGETHER, ax),
    "budget": lambda ax: plotting.budget(TOGETHER, ax, effort=0.001),
    "months": lambda ax: plotting.months(RETAINED, ax, on=NEW_YEAR),
}
FANG = attrs.evolve(ANN, name="王芳 🚀")
BOOKS = attrs.evolve(HELP, name="每月给客户开发票并核对账目 🎉")
YUAN = attrs.evolve(OWNER, currency="元")
FANGS = score([BOOKS, HELP], FANG, YUAN)
PLANNED = plan([BOOKS, HELP], [FANG], YUAN, solver="search", effort=0.001)
FOREIGN: dict[str, Callable[[Axes], Axes]] = {
    "frontier": lambda ax: plotting.frontier(FANGS, ax),
    "waterfall": lambda ax: plotting.waterfall(FANGS, ax),
    "waits": lambda ax: plotting.waits(FANG, ax),
    "fees": lambda ax: plotting.fees(FANGS, ax),
    "contractors": lambda ax: plotting.contractors(PLANNED, ax),
    "cash": lambda ax: plotting.cash(PLANNED, ax),
    "budget": lambda ax: plotting.budget(PLANNED, ax, budgets=[500, 5_000], effort=0.001),
    "months": lambda ax: plotting.months(attrs.evolve(RETAINED, contractor=FANG), ax, on=NEW_YEAR, business=YUAN),
    "a sentence": lambda ax: plotting.waterfall(score(BOOKS, attrs.evolve(FANG, retainers=())), ax),
}
each_foreign_picture = pytest.mark.parametrize("draw", FOREIGN.values(), ids=FOREIGN)
each_picture = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)


@pytest.fixture(autouse=True)
def agg() -> Any:
    """No window is opened, and no figure of pyplot outlives a test."""
    before = matplotlib.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


@pytest.fixture
def no_fallback(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of the fonts that have more letters is installed."""
    monkeypatch.setattr(_canvas, "FALLBACKS", ())


@pytest.fixture
def fangs_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A font is installed that has the two letters of a name, and no others, as plain boxes."""
    builder, pens = map(pytest.importorskip, ("fontTools.fontBuilder", "fontTools.pens.ttGlyphPen"))
    pen = pens.TTGlyphPen(None)
    for corner, to in zip([(50, 0), (50, 700), (550, 700), (550, 0)], [pen.moveTo, *[pen.lineTo] * 3], strict=True):
        to(corner)
    pen.closePath()
    box, letters = pen.glyph(), {ord("王"): "wang", ord("芳"): "fang"}
    font = builder.FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder([".notdef", "wang", "fang"])
    font.setupCharacterMap(letters)
    font.setupGlyf(dict.fromkeys([".notdef", "wang", "fang"], box))
    font.setupHorizontalMetrics(dict.fromkeys([".notdef", "wang", "fang"], (600, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Two Letters", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    font.save(tmp_path / "two.ttf")
    monkeypatch.setattr(fontManager, "ttflist", list(fontManager.ttflist))
    monkeypatch.setattr(_canvas, "FALLBACKS", ("Not Installed", "Two Letters"))
    fontManager.addfont(tmp_path / "two.ttf")
    yield
    plt.close("all")


@each_foreign_picture
def test_names_in_other_scripts_are_drawn_without_a_warning(draw: Callable[[Axes], Axes]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        whole(draw(paper())).canvas.draw()


@pytest.mark.usefixtures("no_fallback")
@each_foreign_picture
def test_they_are_where_no_font_has_them_too(draw: Callable[[Axes], Axes]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        whole(draw(paper())).canvas.draw()


@pytest.mark.usefixtures("no_fallback")
def test_letters_that_no_font_has_are_escaped_and_symbols_left_out() -> None:
    assert plotting.waits(FANG, paper()).get_title(loc="left") == r"How long you wait for \u738b\u82b3"


@pytest.mark.usefixtures("fangs_font")
def test_letters_that_another_font_has_are_drawn_by_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plotting.waits(FANG, paper())
        whole(ax).canvas.draw()
    assert ax.get_title(loc="left") == "How long you wait for 王芳"
    title = ax._left_title  # type: ignore[attr-defined]  # the only way to it
    assert title.get_fontfamily() == ["sans-serif", "Two Letters"]


@pytest.mark.usefixtures("fangs_font")
def test_fonts_of_the_style_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_canvas, "FALLBACKS", ())
    with plt.rc_context({"font.family": ["Two Letters", "DejaVu Sans"]}):
        assert (
            plotting.waits(attrs.evolve(ANN, name="王芳 & Zoë"), paper()).get_title(loc="left").endswith("王芳 & Zoë")
        )


@pytest.mark.usefixtures("fangs_font")
def test_wide_letters_of_a_name_count_as_two() -> None:
    assert _canvas.short("王" * 13) == "王" * 13
    assert _canvas.short("王" * 14) == "王" * 12 + "…"
    assert _canvas.short("a" + "王" * 13) == "a" + "王" * 11 + "…"


@pytest.mark.usefixtures("no_fallback")
@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Zoë & Jürgen", "Zoë & Jürgen"),
        ("\U0001f680 Launch \U0001f680\ufe0f party", "Launch party"),
        ("\U0001faf9 new", "new"),
        ("\U0001f469\u200d\U0001f680 in space", "in space"),
        ("\U0001f680", r"\U0001f680"),
        ("王 & co.", r"\u738b & co."),
    ],
    ids=["accents", "emoji", "new emoji", "joined emoji", "nothing else", "letters"],
)
def test_a_text_is_shown_as_far_as_there_are_letters(typed: str, drawn: str) -> None:
    assert _canvas.drawable(typed) == drawn


@pytest.mark.usefixtures("no_fallback")
def test_a_sentence_is_parted_into_lines_as_it_is_shown() -> None:
    (told,) = texts(_canvas.said(paper(), "A title", f"outsourcing is no choice: {'王' * 8} takes no retainers"))
    assert told.splitlines() == ["Outsourcing is no choice:", r"\u738b" * 8, "takes no retainers."]


@pytest.mark.usefixtures("fangs_font")
def test_lines_of_wide_letters_have_fewer() -> None:
    (told,) = texts(_canvas.said(paper(), "A title", "王" * 60))
    assert told == "\n".join(["王" * 26, "王" * 26, "王" * 8 + "."])


def test_dollars_in_a_name_are_no_formula() -> None:
    ax = plotting.waits(attrs.evolve(ANN, name=r"US$ \frac $"), paper())
    whole(ax).canvas.draw()
    assert ax.get_title(loc="left") == r"How long you wait for US$ \frac $"


def test_names_that_would_look_alike_are_shown_in_full() -> None:
    names = [f"The very long firm of somebody & sons, No. {number}" for number in (1, 2)]
    told = [f"The very long firm of\nsomebody & sons, No. {number}" for number in (1, 2)]
    assert _canvas.told_apart([*names, "Ann", "Something else that is long"]) == [
        *told,
        "Ann",
        "Something else that is lo…",
    ]


def test_of_many_names_all_are_cut() -> None:
    names = [f"The very long firm of somebody & sons, No. {number}" for number in range(7)]
    assert _canvas.told_apart(names) == ["The very long firm of som…"] * 7


def test_names_that_differ_late_take_three_lines() -> None:
    names = [f"{'a' * 20} {'b' * 25} {'c' * 20}{number}" for number in (1, 2)]
    assert _canvas.told_apart(names) == [each.replace(" ", "\n") for each in names]


def test_six_names_are_not_yet_many() -> None:
    names = [f"The very long firm of somebody & sons, No. {number}" for number in range(6)]
    assert _canvas.told_apart(names) == [f"The very long firm of\nsomebody & sons, No. {number}" for number in range(6)]


def test_a_picture_of_many_rows_is_higher() -> None:
    figure = whole(_canvas.axes_or_new(None, 32))
    assert list(figure.get_size_inches()) == [6.4, 8.0]


def test_a_legend_that_is_too_wide_takes_more_rows() -> None:
    ax = paper()
    for place in range(4):
        ax.plot([place], [place], label=f"a rather long label, number {place}")
    _canvas.finish(ax, "A title")
    assert (ax.get_legend()._ncols, crowded(ax)) == (2, [])  # type: ignore[union-attr]  # the only way to it


def test_a_label_that_fills_a_row_stands_alone() -> None:
    ax = paper()
    for place in range(2):
        ax.plot(
            [place], [place], label=f"a label that is longer than what a picture has room for beside others: {place}"
        )
    _canvas.finish(ax, "A title")
    assert ax.get_legend()._ncols == 1  # type: ignore[union-attr]  # the only way to it


@each_picture
def test_it_returns_the_axes_that_it_was_given(draw: Callable[[Axes | None], Axes]) -> None:
    ax = paper()
    assert draw(ax) is ax


@each_picture
def test_with_axes_given_pyplot_knows_of_nothing(draw: Callable[[Axes | None], Axes]) -> None:
    draw(paper())
    assert plt.get_fignums() == []


@each_picture
def test_without_axes_it_makes_one_figure_of_a_notebooks_size(draw: Callable[[Axes | None], Axes]) -> None:
    figure = whole(draw(None))
    assert [*figure.get_size_inches(), figure.dpi, len(plt.get_fignums())] == [6.4, 4.0, 100, 1]


@each_picture
def test_every_axis_says_what_it_shows(draw: Callable[[Axes | None], Axes]) -> None:
    ax = draw(paper())
    assert ax.get_ylabel() or draw is PICTURES["contractors"]
    assert ax.get_xlabel() or draw is PICTURES["waterfall"]
    assert ax.get_title(loc="left")


@pytest.mark.parametrize("style", ["default", "dark_background"])
@each_picture
def test_title_legend_and_labels_are_within_the_picture_and_apart(
    draw: Callable[[Axes | None], Axes], style: str
) -> None:
    with plt.style.context(style):
        assert crowded(draw(None)) == []


def test_a_long_name_is_cut_and_leaves_the_title_within_the_picture() -> None:
    long = attrs.evolve(ANN, name="The very best web people of the whole country and beyond")
    tasks = [attrs.evolve(HELP, name=f"{'Something that takes very long to say' * 3} {number}") for number in range(3)]
    ax = plotting.waterfall(score(tasks, long, OWNER), paper())
    assert "Something that takes very…" in ax.get_title(loc="left")
    assert crowded(ax) == []


def test_on_a_dark_ground_what_is_drawn_in_ink_is_light() -> None:
    with plt.style.context("dark_background"):
        assert _canvas.ink(paper()) == "white"


def test_on_a_light_ground_what_is_drawn_in_ink_is_dark() -> None:
    assert _canvas.ink(paper()) == "black"


def test_what_cannot_be_drawn_is_a_sentence() -> None:
    ax = _canvas.said(paper(), "A title", "there is nothing to see")
    assert (texts(ax), ax.axison, ax.get_title(loc="left")) == (["There is nothing to see."], False, "A title")


def test_without_anything_named_there_is_no_legend() -> None:
    assert legend(_canvas.finish(paper(), "A title")) == []


def test_money_without_a_currency_is_called_money() -> None:
    assert (_canvas.of_money(""), _canvas.of_money("EUR")) == ("money a month", "EUR a month")


def test_the_numbers_of_an_axis_have_commas_and_no_needless_digits() -> None:
    ax = paper()
    _canvas.readable(ax.yaxis)
    told = ax.yaxis.get_major_formatter()
    assert [told(each, 0) for each in (0.30000000000000004, 12_500.0, -0.0, 1e-12)] == ["0.3", "12,500", "0", "0"]


def test_a_logarithmic_axis_names_1_2_and_5_times_each_power_of_ten() -> None:
    ax = paper()
    ax.set_xscale("log")
    _canvas.logarithmic(ax.xaxis)
    told = ax.xaxis.get_minor_formatter()
    assert [told(each, 0) for each in (0.2, 0.3, 2.0, 40.0, 50.0, 5_000.0)] == ["0.2", "", "2", "", "50", "5,000"]


def test_the_year_stands_below_the_first_month_and_each_january() -> None:
    days = [dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1), dt.date(2026, 2, 1)]
    assert _canvas.month_names(days) == ["Nov\n2025", "Dec", "Jan\n2026", "Feb"]


def test_months_that_begin_on_another_day_are_named_by_it() -> None:
    days = [dt.date(2025, 12, 5), dt.date(2026, 1, 5), dt.date(2026, 2, 5)]
    assert _canvas.month_names(days) == ["5 Dec\n2025", "5 Jan\n2026", "5 Feb"]


def test_days_of_two_digits_stand_above_their_month() -> None:
    assert _canvas.month_names([dt.date(2026, 1, 31), dt.date(2026, 2, 28)]) == ["31\nJan\n2026", "28\nFeb"]


@pytest.mark.parametrize(
    ("firsts", "told"),
    [
        ([dt.date(2026, 1, 1), dt.date(2026, 2, 1)], "month"),
        ([dt.date(2026, 1, 5), dt.date(2026, 2, 5)], "month from the 5th"),
        ([dt.date(2026, 2, 28), dt.date(2026, 3, 31)], "month from the 31st"),
    ],
)
def test_an_axis_says_from_which_day_its_months_go(firsts: list[dt.date], told: str) -> None:
    assert _canvas.months_from(firsts) == told


def test_a_bundle_is_called_by_its_first_task_and_how_many_more() -> None:
    assert (_canvas.bundle(["help"]), _canvas.bundle(["help", "news", "shop"])) == ("help", "help and 2 more")


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match="the extra plot of delegation-planner"):
        _canvas.axes_or_new(None)


def test_importing_the_pictures_does_not_import_matplotlib() -> None:
    code = "import sys; sys.path[:] = sys.argv[1:]; import delegation.plotting; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-I", "-c", code, *sys.path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "draw", [plotting.frontier, plotting.waterfall, plotting.waits, plotting.fees, plotting.contractors]
)
def test_what_is_not_understood_is_refused_before_anything_is_drawn(draw: Any) -> None:
    with pytest.raises(ValueError, match=f"{draw.__name__}"):
        draw("Ann")
    assert plt.get_fignums() == []


@pytest.mark.parametrize("name", plotting.__all__)
def test_a_misspelt_argument_is_told_with_the_right_one(name: str) -> None:
    with pytest.raises(RefusedCallError, match=f"{name} has no argument 'axx': did you mean 'ax'?"):
        getattr(plotting, name)(axx=paper())


def test_a_name_that_cannot_be_printed_is_drawn_escaped() -> None:
    strange = Contractor("A\u0000nn", rate=50, availability=ANN.availability)
    assert "A\\x00nn" in plotting.waits(strange, paper()).get_title(loc="left")
