"""On what pictures are drawn, and what all of them have in common."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import attrs
import pytest

pytest.importorskip("matplotlib")

import matplotlib
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from delegation import Contractor, plotting, score
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
each_picture = pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES)


@pytest.fixture(autouse=True)
def agg() -> Any:
    """No window is opened, and no figure of pyplot outlives a test."""
    before = matplotlib.get_backend()
    plt.switch_backend("Agg")
    yield
    plt.close("all")
    plt.switch_backend(before)


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
    days = [dt.date(2025, 11, 5), dt.date(2025, 12, 5), dt.date(2026, 1, 5), dt.date(2026, 2, 5)]
    assert _canvas.month_names(days) == ["Nov\n2025", "Dec", "Jan\n2026", "Feb"]


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
