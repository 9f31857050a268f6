"""reviewing.notice: by when must notice be given so that no further fee is owed?"""

import datetime as dt
from itertools import count

from dateutil.relativedelta import relativedelta

from delegation.model.engagement import Engagement

DAY = dt.timedelta(days=1)


def next_avoidable_fee(engagement: Engagement, on: dt.date) -> dt.date | None:
    """The day on which the first fee falls due that notice on a day would still spare; None where there is none.

    A fee falls due on the first day of each of the retainer's months, and is owed until the retainer is released.
    """
    if engagement.retainer is None:
        return None
    free = engagement.released(on)
    months = max(0, (free.year - engagement.start.year) * 12 + free.month - engagement.start.month)
    due = engagement.start + relativedelta(months=months)
    if due < free:
        due = engagement.start + relativedelta(months=months + 1)
    return due if engagement.end is None or due <= engagement.end else None


def last_notice(engagement: Engagement, on: dt.date) -> dt.date | None:
    """The last day, from a day on, to give notice so that the next fee that can be spared is not owed.

    Returns:
        None where no fee can be spared any more: it ends by itself, or there is no retainer.
    """
    due = next_avoidable_fee(engagement, on)
    if due is None or engagement.retainer is None:
        return None
    notice = relativedelta(months=engagement.retainer.notice_months)
    # the ends of months clip: notice on January 28 and on January 31 both end on February 28
    first = due - notice
    return next(first + k * DAY for k in count() if first + (k + 1) * DAY + notice > due)
