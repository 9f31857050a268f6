"""plotting._months: how was a retainer used, month by month, and what did it cost?"""

import datetime as dt
from typing import TYPE_CHECKING

from delegation import _fields
from delegation._calls import explain_call
from delegation._formatting.phrases import money, number
from delegation.model.business import Business
from delegation.model.engagement import Engagement
from delegation.plotting._canvas import (
    BLUE,
    VERMILION,
    axes_or_new,
    finish,
    ink,
    month_names,
    months_from,
    readable,
    said,
    short,
)
from delegation.reviewing.usage import periods

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RECENT = 12
"""So many periods are drawn at the most: the last."""

BESIDE, ROW = 72, 0.07
"""How many figures stand beside each other in a row above the bars, and the part of the picture that a row takes."""

LEAST = 1.0
"""Hours that the axis shows at the least."""


@explain_call
def months(engagement: Engagement, ax: "Axes | None" = None, *, on: dt.date, business: Business = Business()) -> "Axes":
    """Draw the months of a retainer that are over: hours used, unused and above the block, and what each cost.

    Hours are those of the periods that `review` looks at, carried hours reckoned; on top stands what was paid for each:
    the fees and the hours above the block. Of a block that is there for several months, each bar is such a period.

    Args:
        engagement: An engagement with a retainer.
        ax: Where to draw; default None, a new figure.
        on: The day of the question; only what is over by then is drawn, at most the last 12 months or periods.
        business: Your assumptions, of which the currency is told.

    Returns:
        The axes. Where there is no retainer, no block or no month that is over, they say so.

    Raises:
        RefusedValueError: If something else than an engagement, a day or a business is given.
        MissingExtraError: If matplotlib is not installed.
    """
    _fields.check("months", "engagement", engagement, Engagement)
    _fields.check("months", "business", business, Business)
    on = _fields.own_day("months", "on", on)
    ax = axes_or_new(ax)
    terms, who, rate = engagement.retainer, short(engagement.contractor.name), engagement.contractor.rate
    title = f"The retainer with {who}"
    if terms is None:
        return said(ax, title, f"there is no retainer with {who}: it is hired job by job")
    until = on if engagement.end is None else min(on, engagement.end + dt.timedelta(days=1))
    jobs = sorted((job for job in engagement.jobs if job.date < until), key=lambda job: job.date)
    over = periods(terms, jobs, engagement.start, until)[-RECENT:]
    if not over:
        return said(ax, title, f"no month of it is over on {on}")
    within = [each.used - each.overage_hours for each in over]
    unused = [max(0.0, each.included - used) for each, used in zip(over, within, strict=True)]
    above = [each.overage_hours for each in over]
    places = range(len(over))
    if terms.hours:
        ax.bar(places, within, color=BLUE, edgecolor=ink(ax), label="used", gid="used")
    if any(unused):
        ax.bar(places, unused, bottom=within, color="none", hatch="..", edgecolor=ink(ax), label="unused", gid="unused")
    if any(above):
        told = "above" if terms.hours else "worked, each hour billed"
        ax.bar(places, above, bottom=within, color=VERMILION, hatch="//", edgecolor=ink(ax), label=told, gid="above")
    if terms.hours:
        block = f"block of {number(terms.hours)} h"
        ax.axhline(terms.hours, color=ink(ax), linewidth=1.5, linestyle="--", label=block, gid="block")
    tops = [used + max(rest, more) for used, rest, more in zip(within, unused, above, strict=True)]
    fee = terms.monthly_fee * terms.period_months
    paid = [money(fee + more * terms.hourly_overage(rate)) for more in above]
    rows = 1 if len(max(paid, key=len)) * len(paid) <= BESIDE else 2
    ax.set_ylim(0.0, max(*tops, terms.hours, LEAST) * (1.0 + ROW * (rows + 0.5)))
    for place, told in zip(places, paid, strict=True):
        height = 1.0 - ROW * (place % rows)
        ax.annotate(
            told,
            (place, height),
            (0, -3),
            xycoords=ax.get_xaxis_transform(),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize="small",
            gid="paid",
        )
    firsts = [each.first for each in over]
    ax.set_xticks(places, month_names(firsts), fontsize="small")
    length = "month" if terms.period_months == 1 else f"period of {terms.period_months} months"
    ax.set_xlabel(f"{months_from(firsts, length)} (on top: {business.currency or 'money'} paid)")
    ax.set_ylabel("hours")
    readable(ax.yaxis)
    return finish(ax, title, columns=4)
