"""What the tests of pictures share: what is drawn, how to read it off, and how it looked before.

Import this after pytest.importorskip("matplotlib").
"""

import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.patches import Rectangle
from matplotlib.testing.compare import compare_images
from matplotlib.text import Text

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Job,
    Mode,
    Plan,
    Rate,
    Retainer,
    Rule,
    Task,
    Urgency,
    plan,
)

BASELINES = Path(__file__).parent / "data" / "plots"

TOLERANCE = 2.0
"""Root of the mean squared difference, of 255, up to which two pictures look alike: lines drawn a little otherwise."""

OFFERS = (Retainer(150, 0), Retainer(450, 10), Retainer(2500, 20))
ANN = Contractor(
    "Ann",
    skills="web",
    rate=50,
    retainers=OFFERS,
    availability=Availability(hours_per_week=28, job_hours=4, regular_load=0.25, one_off_load=0.5),
)
"""Ann completes one job a day."""

BOB = Contractor("Bob", skills="copy", rate=40, retainers=(), availability=ANN.availability)
OWNER = Business(owner_rate=60, currency="EUR")
HELP = Task("help", skill="web", hours=4, recurrence=Rate(4), urgency=Urgency(100, 1))
YEARLY = Task(
    "fair", skill="copy", hours=10, recurrence=Rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1", dt.date(2026, 3, 1))
)
NEW_YEAR = dt.date(2026, 1, 1)
TOGETHER: Plan = plan([HELP, YEARLY], [ANN, BOB], OWNER, on=NEW_YEAR, solver="search", effort=0.001)

RETAINED = Engagement(
    ANN,
    tasks=HELP,
    mode=Mode.OUTSOURCE,
    start=dt.date(2025, 11, 1),
    retainer=Retainer(450, 10, rollover_hours=2),
    jobs=[Job(dt.date(2025, 11, 5), 7), Job(dt.date(2025, 12, 5), 14), Job(dt.date(2026, 1, 5), 10)],
)


def paper() -> Axes:
    """Axes of a figure that pyplot knows nothing of."""
    figure = Figure(figsize=(6.4, 4.0), dpi=100, layout="constrained")
    FigureCanvasAgg(figure)
    return figure.subplots()


def whole(ax: Axes) -> Figure:
    """The picture that axes stand in."""
    assert isinstance(ax.figure, Figure)
    return ax.figure


def lines(ax: Axes, gid: str) -> list[list[tuple[float, float]]]:
    """The points of each line of a name."""
    found = [line.get_xydata() for line in ax.get_lines() if line.get_gid() == gid]
    return [[(float(x), float(y)) for x, y in np.asarray(points)] for points in found]


def bars(ax: Axes, gid: str) -> list[Rectangle]:
    """The bars of a name, in the order in which they were drawn."""
    return [each for each in ax.patches if isinstance(each, Rectangle) and each.get_gid() == gid]


def heights(ax: Axes, gid: str) -> list[float]:
    """How high the bars of a name are."""
    return [each.get_height() for each in bars(ax, gid)]


def widths(ax: Axes, gid: str) -> list[float]:
    """How wide the bars of a name are."""
    return [each.get_width() for each in bars(ax, gid)]


def texts(ax: Axes) -> list[str]:
    """What is written on the axes."""
    return [each.get_text() for each in ax.texts]


def legend(ax: Axes) -> list[str]:
    """The words of the legend."""
    found = ax.get_legend()
    return [] if found is None else [each.get_text() for each in found.get_texts()]


def ticks(axis: Any) -> list[str]:
    """What stands at the ticks of an axis."""
    return [each.get_text() for each in axis.get_ticklabels()]


def crowded(ax: Axes) -> list[str]:
    """What stands outside of the picture, or on what it should not: title, legend and labels."""
    figure = whole(ax)
    figure.canvas.draw()
    edge, found = figure.bbox, []
    title = ax._left_title  # type: ignore[attr-defined]  # the only way to it
    boxes = {"title": title.get_window_extent(), "x": ax.xaxis.label.get_window_extent()}
    boxes["y"] = ax.yaxis.label.get_window_extent()
    if (words := ax.get_legend()) is not None:
        boxes["legend"] = words.get_window_extent()
        if boxes["legend"].overlaps(boxes["title"]) or boxes["legend"].y0 < ax.bbox.y1 - 1.0:
            found.append("legend on something")
    for name, box in boxes.items():
        if box.width and not (edge.x0 <= box.x0 and box.x1 <= edge.x1 and edge.y0 <= box.y0 and box.y1 <= edge.y1):
            found.append(f"{name} outside")
    return found


def differs(ax: Axes, name: str, folder: Path) -> str | None:
    """How a picture, without its text, differs from the one of that name that was looked at; None if it does not."""
    figure = whole(ax)
    for text in figure.findobj(lambda each: isinstance(each, Text | Legend)):
        text.set_visible(False)
    drawn = folder / f"{name}.png"
    figure.savefig(drawn, dpi=50)
    found = compare_images(str(BASELINES / f"{name}.png"), str(drawn), tol=TOLERANCE)
    return None if found is None else str(found)
