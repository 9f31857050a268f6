"""reviewing.pauses: is a silence long enough to say that work has ended, or may it be a holiday?

The model of a `History` knows no holidays: work that came weekly for a year has ended for it after three silent weeks.
"""

from itertools import pairwise

from delegation.recurrence.history import History

LEAST_JOBS = 3
"""Two gaps are the fewest that tell what is usual."""

LONGEST_GAPS = 1.5
"""So many times the longest gap so far may be a pause: what was interrupted once, by a holiday too, may be again, and
for somewhat longer (a guess)."""

PAUSE_DAYS = 45
"""A silence of so many days may be a pause however often work came: holidays, leave and illnesses of six weeks are
usual, longer ones are not (a guess)."""

HARDLY = 0.05
"""What has ended with less probability than this needs no excuse for its silence."""


def long_silent(history: History) -> bool:
    """Whether the silence since the last job is longer than a pause would be; False where there was no job."""
    if not history.dates:
        return False
    gaps = [(later - earlier).days for earlier, later in pairwise(history.dates)]
    return _silent_days(history) > max(PAUSE_DAYS, LONGEST_GAPS * max(gaps, default=0))


def has_ended(history: History, least_confidence: float) -> bool:
    """Whether work seems to have ended: that is likely enough, and no pause would be so long."""
    return len(history.dates) >= LEAST_JOBS and history.ended >= least_confidence and long_silent(history)


def before_pause(history: History) -> History:
    """A history as it was on the day of its last job, where it would else have ended perhaps, but may only pause."""
    if history.ended < HARDLY or long_silent(history):
        return history
    return until_last_job(history)


def until_last_job(history: History) -> History:
    """A history as it was on the day of its last job."""
    return History(
        history.dates,
        hours=history.hours,
        until=history.dates[-1],
        since=history.since,
        prior_per_month=history.prior_per_month,
    )


def _silent_days(history: History) -> int:
    return (history.until - history.dates[-1]).days
