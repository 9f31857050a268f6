"""A second reckoning of every monthly cost, as naive as can be, by somebody who knows the design and not the code.

The first half of this file reckons, the second half compares with `score`. Nothing of the library is used to reckon but
the fields of its nouns: waits are integrated numerically, months are enumerated outcome by outcome, hours carried over
are followed state by state, rules are expanded by dateutil. It is slow and short of cases that need a thousand
outcomes, and meant to be read beside the design line by line.
"""

import datetime as dt
import itertools
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from hypothesis import assume, event, given, reject
from hypothesis import strategies as st

from delegation import (
    Availability,
    Business,
    Contractor,
    Engagement,
    Mode,
    Once,
    Rate,
    Retainer,
    Rule,
    Score,
    Task,
    Urgency,
    queueing,
    score,
)
from tests.examples import examples
from tests.second_delays import Delays, Job, absences, kept_loss_of, starts
from tests.second_queue import (
    MONTH_DAYS,
    Hands,
    Line,
    Own,
    Wait,
    chance_longer,
    expected_delay,
    expected_lateness,
    line_before,
    one_off_wait,
    own_waits,
    regular_wait,
)

pytestmark = pytest.mark.unmeasured

# Waits: what does a late start cost?


@lru_cache(maxsize=1_000)
def expected_loss(urgency: Urgency, wait: Wait, business: Business, later: float = 0.0) -> float:
    """L_i: what late starts cost an occurrence, for a client who leaves when that is dearer than somebody else."""
    search = business.hiring_hours * business.owner_rate
    if urgency.cost_per_day == 0.0:
        return search if wait is None else 0.0
    patience = business.replacement_days + search / urgency.cost_per_day
    return urgency.cost_per_day * expected_delay(wait, later, urgency.slack_days, patience)


# Months: how many hours of work come?

Outcomes = tuple[tuple[float, float], ...]
"""(count or hours, chance) of everything that may happen in a month."""

PER_MONTH = {
    "FREQ=DAILY": MONTH_DAYS,
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": MONTH_DAYS * 5 / 7,
    "FREQ=WEEKLY;BYDAY=TU": MONTH_DAYS / 7,
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA": MONTH_DAYS / 21,
    "FREQ=MONTHLY;BYMONTHDAY=1": 1.0,
    "FREQ=MONTHLY;BYMONTHDAY=1,15": 2.0,
    "FREQ=MONTHLY;BYMONTHDAY=31": 7 / 12,
    "FREQ=MONTHLY;BYDAY=-1FR": 1.0,
    "FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=15": 1 / 6,
    "FREQ=YEARLY;BYMONTH=3,6;BYMONTHDAY=30": 1 / 6,
}
"""Rules, and how often a month of 365.25/12 days each falls in the long run."""


def month_start(on: dt.date, k: int) -> dt.datetime:
    """The first moment of the month [on + k, on + k + 1)."""
    return dt.datetime.combine(on + relativedelta(months=k), dt.time())


@lru_cache(maxsize=10_000)
def expansion(rule: str, start: dt.date, low: dt.datetime, high: dt.datetime) -> list[dt.datetime]:
    """When a rule falls from one moment up to but not including another, by expanding it."""
    moments = rrulestr(
        re.sub(r"UNTIL=(\d{8})(?!T)", r"UNTIL=\1T235959", rule),  # a day is meant to its end
        dtstart=start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time()),
    )
    return [moment for moment in moments.between(low, high, inc=True) if moment < high]


def expanded(rule: str, start: dt.date, low: dt.datetime, high: dt.datetime) -> int:
    """How often it falls there."""
    return len(expansion(rule, start, low, high))


def occurrences(task: Task, months: int, on: dt.date | None) -> float:
    """N, the expected occurrences in so many months."""
    match task.recurrence:
        case Once():
            return 1.0
        case Rate(per_month):
            return per_month * months
        case Rule(text, start) if on and start:
            return expanded(text, start, month_start(on, 0), month_start(on, months))
        case Rule(text):
            return rate_of(text) * months
        case _:
            raise NotImplementedError


def rate_of(text: str) -> float:
    """The long-run rate of a rule, however the library has rearranged its text."""
    return next(rate for rule, rate in PER_MONTH.items() if set(rule.split(";")) <= set(text.split(";")))


@lru_cache(maxsize=1_000)
def poisson(mean: float) -> Outcomes:
    """e^−x·x^k/k! for every k that could matter."""
    if mean == 0.0:
        return ((0.0, 1.0),)
    farthest = math.ceil(mean + 12.0 * math.sqrt(mean) + 40.0)
    chances = ((k, math.exp(k * math.log(mean) - mean - math.lgamma(k + 1.0))) for k in range(farthest))
    return tuple((float(k), chance) for k, chance in chances if chance > 1e-20)


def counts_of_month(task: Task, k: int, on: dt.date | None) -> Outcomes:
    """How often a task comes in the k-th of so many months, and with which chance."""
    match task.recurrence:
        case Once(due) if on and due:
            return ((float(month_start(on, k).date() <= due < month_start(on, k + 1).date()), 1.0),)
        case Rate(per_month):
            return poisson(per_month)
        case Rule(text, start) if on and start:
            return ((expanded(text, start, month_start(on, k), month_start(on, k + 1)), 1.0),)
        case Rule(text):
            rate = rate_of(text)
            least = math.floor(rate)
            return ((float(least), least + 1.0 - rate), (least + 1.0, rate - least))
        case _:
            raise NotImplementedError


@lru_cache(maxsize=2_000)
def hours_of_month(parts: tuple[tuple[Outcomes, float], ...]) -> Outcomes:
    """All combinations of the counts of several tasks, each with the hours that they take together."""
    sums: dict[float, float] = defaultdict(float)
    for combination in itertools.product(*(counts for counts, _ in parts)):
        hours = math.fsum(count * each for (count, _), (_, each) in zip(combination, parts, strict=True))
        sums[hours] += math.prod(chance for _, chance in combination)
    return tuple(sums.items())


def expected_excess(
    tasks: Sequence[Task], pace: float, offer: Retainer, months: int, on: dt.date | None, *, once_within: int
) -> float:
    """Expected hours above the block in so many months, with the hours carried over followed state by state."""
    above: list[float] = []
    # what has been carried over, and which of the tasks that come once in any of the months have not come yet
    states: dict[tuple[float, frozenset[str]], float] = {
        (0.0, frozenset(task.name for task in tasks if comes_in_any(task, once_within, on))): 1.0
    }
    for k in range(months):
        after: dict[tuple[float, frozenset[str]], float] = defaultdict(float)
        for (spare, awaited), chance in states.items():
            free = offer.hours + spare
            for came in subsets(awaited):
                left = once_within - k
                now = chance * (1 / left) ** len(came) * (1 - 1 / left) ** len(awaited - came)
                if not now:
                    continue
                parts = tuple(
                    (
                        ((float(task.name in came), 1.0),)
                        if comes_in_any(task, once_within, on)
                        else counts_of_month(task, k, on),
                        task.hours * pace,
                    )
                    for task in tasks
                )
                month = hours_of_month(parts)
                above.extend(now * each * (hours - free) for hours, each in month if hours > free)
                for hours, each in month:
                    over = min(offer.rollover_hours, max(0.0, free - hours))
                    after[over, awaited - came] += now * each
        states = after
    return math.fsum(above)


def comes_in_any(task: Task, months: int, on: dt.date | None) -> bool:
    """Whether it comes once, in whichever of so many months."""
    match task.recurrence:
        case Once(due):
            return not (on and due and on <= due < month_start(on, months).date())
        case _:
            return False


def subsets(names: frozenset[str]) -> list[frozenset[str]]:
    """All sets of some of these."""
    listed = sorted(names)
    return [frozenset(some) for size in range(len(listed) + 1) for some in itertools.combinations(listed, size)]


# Costs: what is paid in the horizon?


@attrs.frozen
class Rows:
    """What one mode costs a month."""

    work: float = 0.0
    fee: float = 0.0
    overage: float = 0.0
    hiring: float = 0.0
    waiting: float = 0.0

    @property
    def total(self) -> float:
        """All of it."""
        return self.work + self.fee + self.overage + self.hiring + self.waiting


@attrs.frozen
class Option:
    """What outsourcing on one offer costs, with B and F of the design."""

    offer: Retainer
    rows: Rows
    saved: float
    committed: float


@attrs.frozen
class Question:
    """What is asked of both reckonings."""

    tasks: Sequence[Task]
    contractor: Contractor
    business: Business
    retainer: Retainer | None = None
    engagements: Sequence[Engagement] = ()
    on: dt.date | None = None

    @property
    def horizon(self) -> int:
        """H."""
        return self.business.horizon_months

    def expected(self, task: Task) -> float:
        """N."""
        return occurrences(task, self.horizon, self.on)

    @property
    def past(self) -> list[Engagement]:
        """What has begun with the contractor, by name; without a day, all there is."""
        begun = (each for each in self.engagements if self.on is None or each.start <= self.on)
        return [each for each in begun if each.contractor.name == self.contractor.name]

    @property
    def running(self) -> Engagement | None:
        """Her retainer that has begun and not ended, for which a day is needed."""
        if self.on is None:
            return None
        agreed = (each for each in self.past if each.mode is Mode.OUTSOURCE)
        return next((each for each in agreed if each.end is None or each.end >= self.on), None)

    @property
    def others(self) -> list[Task]:
        """The other tasks of that retainer."""
        mine = {task.name for task in self.tasks}
        return [task for task in self.running.tasks if task.name not in mine] if self.running else []

    @property
    def search(self) -> float:
        """What it costs to find them, if they were never engaged."""
        return 0.0 if self.past else self.business.hiring_hours * self.business.owner_rate

    @property
    def onboarding(self) -> float:
        """What it costs to start a retainer, if they never had one."""
        known = any(each.mode is Mode.OUTSOURCE for each in self.past)
        return 0.0 if known else self.business.onboarding_hours * self.business.owner_rate

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        """The first day of the horizon, and the day after its last."""
        assert self.on is not None
        return self.on, month_start(self.on, self.horizon).date()

    @property
    def there(self) -> float:
        """The share of working days on which somebody is there."""
        return share_there(self.contractor.availability, *self.window) if self.on else 1.0

    @property
    def unbooked(self) -> float:
        """The share of the hours of those days that is not promised to others."""
        return share_unbooked(self.contractor.availability, *self.window) if self.on and self.there else 1.0

    @property
    def hands(self) -> Hands:
        """Whose time is waited for."""
        week = self.contractor.availability
        hours = week.hours_per_week * self.unbooked
        return Hands(week.people, hours, week.job_hours, week.regular_load, week.one_off_load)

    def per_month(self, task: Task) -> float:
        """n, all of which is done while somebody is there."""
        return self.expected(task) / self.horizon / self.there

    def own(self, task: Task) -> Own:
        """A task as others meet it in the line; without a rhythm even if it comes once."""
        return Own(hours_of(task, self.contractor), self.per_month(task), isinstance(task.recurrence, Rule))

    def met_by(self, task: Task) -> tuple[Own, ...]:
        """Our work in the line that a task meets: other tasks, and itself first unless it comes but once."""
        others = [each for each in [*self.tasks, *self.others] if each.name != task.name]
        itself = [] if isinstance(task.recurrence, Once) else [task]
        return tuple(self.own(each) for each in [*itself, *others])

    def wait(self, task: Task, *, regular: bool) -> Wait:
        """How long a task waits in line."""
        if not self.there:
            return None
        waits = own_waits(self.met_by(task), self.hands, regular=regular)
        return waits[-1] if isinstance(task.recurrence, Once) else waits[0]

    def level(self, task: Task, *, regular: bool) -> float:
        """s: the share of the hours that goes to what is served before a task."""
        ours = math.fsum(each.hours * each.per_month for each in self.met_by(task)) / MONTH_DAYS
        one_off = 0.0 if regular else self.hands.one_off_load
        return self.hands.regular_load + one_off + ours / self.hands.hours_per_day

    def delays(self, task: Task, *, regular: bool) -> Delays:
        """What may pass before a task stands in line."""
        week = self.contractor.availability
        days_per_hour = 7 / self.hands.hours_per_week
        if not regular:
            days_per_hour /= 1 - week.regular_load
        alike = [each for each in [*self.tasks, *self.others] if task.occasion and each.occasion == task.occasion]
        jobs = {each.name: self.job(each) for each in [task, *alike]}
        mine = jobs.pop(task.name)
        off = [(1.0, 0.0)]
        if self.on:
            before, meanwhile = self.level(task, regular=regular), 0.0 if regular else week.regular_load
            end = self.window[1]
            off = absences(self.spread(task), week.time_off, end, before=before, meanwhile=meanwhile)
        return [
            (chance * often, days + away)
            for chance, days in starts(mine, [*jobs.values()], week.people, days_per_hour)
            for often, away in off
        ]

    def job(self, task: Task) -> Job:
        """A task as one of its occasion."""
        hours = hours_of(task, self.contractor)
        return Job(task.name, task.urgency.cost_per_day / hours, hours, self.per_month(task))

    def spread(self, task: Task) -> list[tuple[dt.date, dt.date, float]]:
        """When its occurrences come: on the days of a rule, on the day that it is due, or on any day."""
        first, end = self.window
        match task.recurrence:
            case Rule(text, start) if start:
                moments = expansion(text, start, month_start(first, 0), month_start(first, self.horizon))
                days_of = [moment.date() for moment in moments]
            case Once(due) if due and first <= due < end:
                days_of = [due]
            case _:
                return [(first, end, self.expected(task))]
        return [(day, day + dt.timedelta(days=1), 1.0) for day in days_of]

    def loss(self, task: Task, *, regular: bool) -> float:
        """L_1 or L_2 of a task, the former never more than the latter."""
        wait = self.wait(task, regular=regular)
        if wait is None:
            return expected_loss(task.urgency, None, self.business)
        found = math.fsum(
            chance * expected_loss(task.urgency, wait, self.business, days)
            for chance, days in self.delays(task, regular=regular)
        )
        return min(found, self.loss(task, regular=False)) if regular else found

    @property
    def released(self) -> dt.date:
        """The first day without the retainer that runs, if notice is given at once."""
        assert self.on is not None
        assert self.running is not None
        assert self.running.retainer is not None
        minimum_end = self.running.start + relativedelta(months=self.running.retainer.minimum_months)
        return max(minimum_end, self.on + relativedelta(months=self.running.retainer.notice_months))

    def months_until(self, day: dt.date) -> int:
        """Whole months of the horizon, to the nearest, until a day or the end of the retainer that runs."""
        assert self.on is not None
        assert self.running is not None
        last = min(day, self.window[1], self.running.end + dt.timedelta(days=1) if self.running.end else dt.date.max)
        month = next(k for k in itertools.count() if month_start(self.on, k + 1).date() > last)
        begun, over = month_start(self.on, month).date(), month_start(self.on, month + 1).date()
        return month + (last - begun >= over - last)

    @property
    def months_kept(self) -> int:
        """Months of the horizon in which the retainer serves: all, unless it runs and ends by itself."""
        return self.months_until(dt.date.max) if self.running else self.horizon

    def part(self, task: Task, months: int) -> float:
        """The part of a task's occurrences that comes in the first so many months."""
        match task.recurrence:
            case Once(due) if self.on and due and self.on <= due < self.window[1]:
                return float(due < month_start(self.on, months).date())
            case Rule(_, start) if self.on and start:
                return occurrences(task, months, self.on) / self.expected(task) if self.expected(task) else 1.0
            case _:
                return months / self.horizon

    def mixed(self, task: Task, months: int) -> float:
        """What a late start costs if the owner is a regular client for so many months and a one-off client then."""
        part = self.part(task, months)
        return part * self.loss(task, regular=True) + (1 - part) * self.loss(task, regular=False)

    def retained_loss(self, task: Task) -> float:
        """L_1; after a retainer that runs has ended by itself L_2."""
        return self.mixed(task, self.months_kept)

    def hired_loss(self, task: Task) -> float:
        """L_2; while a retainer runs that others are served by, or from which there is no release yet, L_1."""
        if self.running is None:
            return self.loss(task, regular=False)
        return self.mixed(task, self.months_until(dt.date.max if self.others else self.released))

    @property
    def room(self) -> bool:
        """Whether all work that comes at all is reached as a regular client's."""
        coming = [task for task in self.tasks if self.expected(task)] or self.tasks
        return all(self.wait(task, regular=True) is not None for task in coming)


@lru_cache(maxsize=100)
def share_there(week: Availability, first: dt.date, end: dt.date) -> float:
    """The share of working days on which somebody is there."""
    days = working_days(first, end)
    return sum(1 for day in days if not is_off(day, week)) / len(days)


@lru_cache(maxsize=100)
def share_unbooked(week: Availability, first: dt.date, end: dt.date) -> float:
    """The share of the hours of those days that is not promised to others."""
    hours = week.people * week.hours_per_week / 5
    left = [
        max(
            0.0,
            hours - math.fsum(some for booking, some in week.bookings if booking == day and isinstance(some, float)),
        )
        for day in working_days(first, end)
        if not is_off(day, week)
    ]
    return math.fsum(left) / (hours * len(left))


def working_days(first: dt.date, end: dt.date) -> list[dt.date]:
    """Mondays to Fridays."""
    days = (first + dt.timedelta(days=number) for number in range((end - first).days))
    return [day for day in days if day.weekday() < 5]


def is_off(day: dt.date, week: Availability) -> bool:
    """Whether nobody works on a day."""
    return any(first <= day <= last for first, last in week.time_off)


def hours_of(task: Task, contractor: Contractor) -> float:
    """h = hours·pace."""
    return task.hours * contractor.pace


def out_tasked(asked: Question) -> Rows:
    """Hired job by job: the minimum charge, a briefing for each job, and a one-off client's place in the line."""
    who, us, H = asked.contractor, asked.business, asked.horizon
    jobs = math.fsum(asked.expected(task) for task in asked.tasks)
    billed = math.fsum(
        asked.expected(task) * max(hours_of(task, who), who.one_off_minimum_hours) for task in asked.tasks
    )
    return Rows(
        work=billed * who.rate / H,
        hiring=(asked.search + jobs * us.briefing_hours * us.owner_rate) / H,
        waiting=math.fsum(asked.expected(task) * asked.hired_loss(task) for task in asked.tasks) / H,
    )


def kept(asked: Question) -> Rows | None:
    """Done by the owner, if they can do all of it: `hours` stand in for missing `owner_hours` of what they keep.

    Work that takes more hours than they have is kept only where some of it is pinned.
    """
    hours: dict[str, float] = {}
    for task in asked.tasks:
        each = task.hours if task.owner_hours is None and task.keep else task.owner_hours
        if each is None:
            return None
        hours[task.name] = each
    spent = math.fsum(asked.expected(task) * hours[task.name] for task in asked.tasks)
    limit = asked.business.owner_hours_per_month
    beyond = limit is not None and spent / asked.horizon > limit * (1.0 + 1e-9)
    if beyond and not any(task.keep for task in asked.tasks):
        return None
    work = spent * asked.business.owner_rate
    late = [asked.expected(task) * kept_loss(asked, task, hours) for task in asked.tasks]
    return Rows(work=work / asked.horizon, waiting=math.fsum(late) / asked.horizon)


def kept_loss(asked: Question, task: Task, hours: dict[str, float]) -> float:
    """What late starts cost an occurrence."""
    expected = {each.name: asked.expected(each) for each in asked.tasks}
    return kept_loss_of(task, asked.tasks, hours, expected, asked.business)


def offers(asked: Question) -> list[Retainer]:
    """The retainer that runs, the one asked about, those that they offer, or the typical one."""
    who = asked.contractor
    if asked.running is not None:
        assert asked.running.retainer is not None
        return [asked.running.retainer]
    if asked.retainer is not None:
        return [asked.retainer]
    if who.retainers is not None:
        return list(who.retainers)
    mean = math.fsum(asked.expected(task) * hours_of(task, who) for task in asked.tasks) / asked.horizon
    block = max(10.0, 5.0 * math.ceil(mean / 5.0 - 1e-9))  # 20 hours and a rounding error are no block of 25
    return [Retainer(0.9 * who.rate * block, block)]


def outsourced(asked: Question, offer: Retainer) -> Option:
    """On retainer: fee and onboarding, hours above the block, and a regular client's place in the line."""
    who, us, H = asked.contractor, asked.business, asked.horizon
    if asked.running is None:
        least = max(1, offer.minimum_months)
        only_once = all(isinstance(task.recurrence, Once) for task in asked.tasks)
        committed_months = least if only_once else max(H, least)
        fees = committed_months * offer.monthly_fee
        months = within = min(H, committed_months)  # what is owed after H is paid for, but no work of H falls there
    else:
        fees = 0.0 if asked.others else fees_saved_by_ending(asked)
        months, within = asked.months_kept, H
    excess = expected_excess([*asked.tasks, *asked.others], who.pace, offer, months, asked.on, once_within=within)
    if asked.others:
        excess -= expected_excess(asked.others, who.pace, offer, months, asked.on, once_within=within)
    overage_rate = who.rate if offer.overage_rate is None else min(offer.overage_rate, who.rate)
    work, briefings, gains = [], [], []
    for task in asked.tasks:
        price = max(hours_of(task, who), who.one_off_minimum_hours) * who.rate
        covered = asked.expected(task) * asked.part(task, asked.months_kept)
        hired = asked.expected(task) - covered  # after a retainer that runs has ended by itself
        work.append(hired * price)
        briefings.append(hired * us.briefing_hours * us.owner_rate)
        gains.append(covered * (price + us.briefing_hours * us.owner_rate))
        gains.append(asked.expected(task) * (asked.hired_loss(task) - asked.retained_loss(task)))
    rows = Rows(
        work=math.fsum(work) / H,
        fee=fees / H,
        overage=overage_rate * excess / H,
        hiring=(asked.search + asked.onboarding + math.fsum(briefings)) / H,
        waiting=math.fsum(asked.expected(task) * asked.retained_loss(task) for task in asked.tasks) / H,
    )
    saved = math.fsum(gains) - overage_rate * excess
    return Option(offer, rows, max(0.0, saved), fees + asked.onboarding)


def fees_saved_by_ending(asked: Question) -> float:
    """The fees of H after the later of minimum end and notice end, each due on the first day of a retainer's month."""
    assert asked.on is not None
    assert asked.running is not None
    assert asked.running.retainer is not None
    start, offer = asked.running.start, asked.running.retainer
    minimum_end = start + relativedelta(months=offer.minimum_months)
    notice_end = asked.on + relativedelta(months=offer.notice_months)
    horizon_end = asked.on + relativedelta(months=asked.horizon)
    last = asked.running.end or dt.date.max
    due = (start + relativedelta(months=k) for k in itertools.count())
    saved = [
        day
        for day in itertools.takewhile(lambda day: day < horizon_end, due)
        if max(minimum_end, notice_end) <= day <= last
    ]
    return offer.monthly_fee * len(saved)


def ways(asked: Question) -> list[Option]:
    """All offers, the cheapest a month first; none where there is no room for another regular client."""
    if not asked.there or not asked.room:
        return []
    return sorted((outsourced(asked, offer) for offer in offers(asked)), key=lambda way: way.rows.total)


# Worked by hand: is the second reckoning itself right?


def two_phases() -> Availability:
    """One person, one job a day, regulars half the time and one-off clients a quarter: two phases, see below."""
    return Availability(hours_per_week=56, job_hours=8, regular_load=0.5, one_off_load=0.25)


def test_the_one_off_delay_has_the_moments_of_the_busy_period() -> None:
    # η = 1/4, so T0 has the moments 4, 32, 384; a regular keeps them busy for B of moments 2, 16, 288. With 1/2 regular
    # a day: mean 4·2 = 8, second moment 32·2² + 4·16/2 = 160, third 384·2³ + 3·32·2·16/2 + 4·288/2 = 5184.
    wait = one_off_wait(line_before(two_phases(), 0.0, regular=False))
    assert wait is not None
    for power, moment in ((0, 1.0), (1, 8.0), (2, 160.0), (3, 5184.0)):
        found = math.factorial(power) * math.fsum(chance * mean**power for chance, mean in wait)
        assert found == pytest.approx(0.75 * moment, rel=1e-14)


PHASES = (7 + math.sqrt(17), 7 - math.sqrt(17))
"""Those moments mean t² = 14·t − 32 for the means of both phases,"""
CHANCES = ((8 - PHASES[1]) / (2 * math.sqrt(17)), (PHASES[0] - 8) / (2 * math.sqrt(17)))
"""and a first phase as likely as the mean of 8 days takes."""


@pytest.mark.parametrize(
    ("availability", "regular", "slack", "patience", "days"),
    [
        # busy 0.65 of the time, and regulars are served at 1 − 0.4 a day
        (attrs.evolve(two_phases(), regular_load=0.4, one_off_load=0.25), True, 0.0, 1e6, 0.65 / 0.6),
        (
            attrs.evolve(two_phases(), regular_load=0.4, one_off_load=0.25),
            True,
            2.0,
            5.0,
            0.65 / 0.6 * math.exp(-1.2) * (1 - math.exp(-3.0)),
        ),
        # the mean of a one-off client is Cobham's: 0.65/((1 − 0.4)·(1 − 0.65))
        (attrs.evolve(two_phases(), regular_load=0.4, one_off_load=0.25), False, 0.0, 1e6, 0.65 / (0.6 * 0.35)),
        # nobody comes before: M/M/1, busy half the time
        (
            attrs.evolve(two_phases(), regular_load=0.0, one_off_load=0.5),
            False,
            2.0,
            4.0,
            math.exp(-1.0) * (1 - math.exp(-2.0)),
        ),
        # two people, each half taken: both busy with 1/3, then served at 2 − 0.5 a day
        (attrs.evolve(two_phases(), people=2, regular_load=0.25, one_off_load=0.25), True, 0.0, 1e6, 1 / 3 / 1.5),
        (
            two_phases(),
            False,
            3.0,
            10.0,
            0.75
            * sum(p * t * math.exp(-3 / t) * (1 - math.exp(-10 / t)) for p, t in zip(CHANCES, PHASES, strict=True)),
        ),
        # regulars 0.6 and one-off clients 0.5 of the time: nobody of the latter is ever reached
        (attrs.evolve(two_phases(), regular_load=0.6, one_off_load=0.5), False, 3.0, 10.0, 10.0),
    ],
)
def test_expected_lateness_is_what_hand_and_library_find(
    availability: Availability, regular: bool, slack: float, patience: float, days: float
) -> None:
    line = line_before(availability, 0.0, regular=regular)
    ours = regular_wait(line) if regular else one_off_wait(line)
    assert expected_lateness(ours, slack, patience) == pytest.approx(days, rel=1e-12)
    assert availability.wait(regular=regular).lateness(slack, patience) == pytest.approx(days, rel=1e-12)


@pytest.mark.parametrize(
    ("own", "hands", "regular", "days"),
    [
        # nobody else, a job of 2 hours a day on average, 8 hours a day: busy 1/4, M/D/1 waits 1/4·1 hour/(3/4)
        (Own(2.0, MONTH_DAYS), Hands(1, 56.0, 8.0, 0.0, 0.0), True, 1 / 3 / 8),
        # the same once a day: it never meets itself
        (Own(2.0, MONTH_DAYS, rhythmic=True), Hands(1, 56.0, 8.0, 0.0, 0.0), True, 0.0),
        # half is others' of 8 hours: left of a job under way 1/4·1 + 1/2·8 hours, before one-off clients a half goes
        (Own(2.0, MONTH_DAYS), Hands(1, 56.0, 8.0, 0.5, 0.0), False, 4.25 / 8 / (1 / 2 * 1 / 4)),
        (Own(2.0, MONTH_DAYS), Hands(1, 56.0, 8.0, 0.5, 0.0), True, 4.25 / 8 / (1 / 4)),
    ],
)
def test_the_mean_wait_of_one_task_is_cobham_s(own: Own, hands: Hands, regular: bool, days: float) -> None:
    wait = own_waits((own,), hands, regular=regular)[0]
    assert wait is not None
    assert math.fsum(chance * mean for chance, mean in wait) == pytest.approx(days, rel=1e-14)


def test_a_case_by_hand() -> None:
    # Three hours on the first of each month, one more than the block; hired, four are billed.
    asked = Question(
        [Task("books", hours=3, recurrence="FREQ=MONTHLY;BYMONTHDAY=1", owner_hours=5)],
        Contractor("Ada", rate=100, one_off_minimum_hours=4),
        Business(owner_rate=50, hiring_hours=2, briefing_hours=0.5, onboarding_hours=3),
        retainer=Retainer(150, 2, overage_rate=90),
    )
    (way,) = ways(asked)
    assert out_tasked(asked) == Rows(work=400.0, hiring=(100.0 + 12 * 25.0) / 12)
    assert way.rows == Rows(fee=150.0, overage=90.0, hiring=(100.0 + 150.0) / 12)
    assert kept(asked) == Rows(work=250.0)
    assert (way.saved, way.committed) == (12 * (400.0 + 25.0 - 90.0), 12 * 150.0 + 150.0)
    compare(asked)


# Comparing: where do the two reckonings meet?


def close(name: str, ours: float, theirs: float, *, absolute: float = 0.0) -> None:
    """Two numbers agree to nine digits, or the failure names them."""
    __tracebackhide__ = True
    if not math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=absolute):
        pytest.fail(f"{name}: reckoned {ours!r}, scored {theirs!r}")


def scored(asked: Question) -> Score:
    """The library's answer."""
    return score(
        asked.tasks,
        asked.contractor,
        asked.business,
        retainer=asked.retainer,
        engagements=asked.engagements,
        on=asked.on,
    )


def is_luck(line: Line) -> bool:
    """Whether loads are all the time but for rounding, so that it is luck whether they ever catch up."""
    return min(abs(1 - line.share), abs(1 - line.regular / line.done)) < 1e-5


def is_full_by_luck(asked: Question) -> bool:
    """The same of the work that any task meets, with a contractor or kept."""
    if not asked.there:
        return False
    week, cap = asked.hands, asked.hands.hours_per_day
    for task in asked.tasks:
        ours = math.fsum(each.hours * each.per_month for each in asked.met_by(task)) / MONTH_DAYS / cap
        levels = [week.regular_load + ours, week.regular_load + week.one_off_load + ours]
        if asked.business.owner_hours_per_month:
            met = [each for each in asked.tasks if each is not task or not isinstance(each.recurrence, Once)]
            hours = [each.hours if each.owner_hours is None else each.owner_hours for each in met]
            kept_hours = math.fsum(asked.expected(each) * some for each, some in zip(met, hours, strict=True))
            levels.append(kept_hours / asked.horizon / asked.business.owner_hours_per_month)
        if any(abs(1 - level) < 1e-5 for level in levels):
            return True
    return False


def rounding_of_overage(asked: Question) -> float:
    """What a billionth of a thousandth of all hours costs a month: hours above a block are what is left of those."""
    hours = math.fsum(asked.expected(task) * hours_of(task, asked.contractor) for task in [*asked.tasks, *asked.others])
    return 1e-12 * hours * asked.contractor.rate / asked.horizon


def rounding_of_waits(asked: Question) -> float:
    """What is lost where a regular client's loss is found from a one-off client's, since a retainer runs for a part."""
    losses = (asked.expected(task) * asked.loss(task, regular=False) for task in asked.tasks if asked.running)
    return 1e-14 * math.fsum(losses) / asked.horizon


def compare(asked: Question) -> None:
    """Every row of every mode agrees, and off ties so do offer, value, payback and mode."""
    __tracebackhide__ = True
    if is_full_by_luck(asked):
        reject()
    lumps = [task for task in [*asked.tasks, *asked.others] if comes_in_any(task, asked.horizon, asked.on)]
    if len(lumps) > 2 and any(offer.rollover_hours for offer in offers(asked)):
        reject()  # the library follows no more than two beside hours that roll over
    found, hired, own, choices = scored(asked), out_tasked(asked), kept(asked), ways(asked)
    slip = rounding_of_overage(asked)
    best = choices[0] if choices else None
    if best and len(choices) > 1 and choices[1].rows.total <= best.rows.total * (1.0 + 1e-9) + 2.0 * slip:
        reject()  # two offers cost the same
    for mode, ours in ((Mode.OUT_TASK, hired), (Mode.KEEP, own), (Mode.OUTSOURCE, best.rows if best else None)):
        theirs = found.costs[mode]
        if ours is None or theirs is None:
            assert (ours is None) == (theirs is None), f"{mode} is a choice in one reckoning alone"
            continue
        may_slip = slip if mode is Mode.OUTSOURCE else 0.0
        close(f"{mode}: work", ours.work, theirs.work)
        close(f"{mode}: fee", ours.fee, theirs.fee)
        close(f"{mode}: overage", ours.overage, theirs.overage, absolute=may_slip)
        close(f"{mode}: hiring", ours.hiring, theirs.hiring)
        close(f"{mode}: waiting", ours.waiting, theirs.waiting, absolute=1e-200 + rounding_of_waits(asked))
        close(f"{mode}: total", ours.total, theirs.total, absolute=may_slip)
    pinned = any(task.keep for task in asked.tasks)
    if best is None:
        assert found.impossible
        assert (found.value, found.payback) == (0.0, 0.0)
        assert found.mode is (Mode.KEEP if pinned else Mode.OUT_TASK)
        return
    assert found.impossible is None
    assert found.retainer == best.offer
    # B is a difference of rows, so it is as wrong as they are
    B, F = best.saved, best.committed
    off = asked.horizon * (1e-9 * (hired.total + best.rows.total) + slip)
    if abs(B - F) > 2.0 * off:
        verdict = Mode.OUTSOURCE if B > F else Mode.OUT_TASK
        assert found.mode is (Mode.KEEP if pinned else verdict)
        close("value", B / (B + F), found.value, absolute=2.0 * off / (B + F))
        close("payback", B / F if F else math.inf, found.payback, absolute=2.0 * off / F if F else 0.0)


# Worlds: businesses whose months can be enumerated. The numbers are lists, since a choice seldom falls on an end.


def spread(least: float, most: float) -> st.SearchStrategy[float]:
    """Two hundred numbers, as many in each power of ten."""
    return st.sampled_from([least * (most / least) ** (k / 199) for k in range(200)])


def or_nothing(numbers: st.SearchStrategy[float]) -> st.SearchStrategy[float]:
    """These numbers, or 0 one time in five."""
    return st.sampled_from(range(5)).flatmap(lambda which: numbers if which else st.just(0.0))


def multiples(unit: float, least: int, most: int) -> st.SearchStrategy[float]:
    """So many times a unit."""
    return st.sampled_from([unit * number for number in range(least, most + 1)])


def shares(most: float) -> st.SearchStrategy[float]:
    """Shares of somebody's time."""
    return or_nothing(multiples(most / 97, 1, 97))


def whole(least: int, most: int) -> st.SearchStrategy[int]:
    """Whole numbers."""
    return st.sampled_from(range(least, most + 1))


def months_of(number: int) -> relativedelta:
    """So many months."""
    return relativedelta(months=number)


days = st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31))
urgencies = st.builds(Urgency, or_nothing(spread(0.1, 1_000.0)), or_nothing(spread(0.1, 60.0)))
businesses = st.builds(
    Business,
    owner_rate=or_nothing(spread(5.0, 200.0)),
    hiring_hours=or_nothing(spread(0.1, 20.0)),
    briefing_hours=or_nothing(spread(0.05, 5.0)),
    onboarding_hours=or_nothing(spread(0.1, 20.0)),
    replacement_days=or_nothing(spread(0.5, 60.0)),
    horizon_months=whole(1, 24),
    owner_hours_per_month=st.none() | or_nothing(spread(0.5, 400.0)),
)

quarters = multiples(0.25, 1, 80)
plain_offers = st.builds(
    Retainer,
    or_nothing(spread(10.0, 2_000.0)),
    or_nothing(quarters),
    overage_rate=st.none() | spread(5.0, 200.0),
    minimum_months=whole(0, 24),
)
rolling_offers = st.builds(
    Retainer,
    or_nothing(spread(10.0, 1_000.0)),
    or_nothing(multiples(0.25, 1, 48)),
    overage_rate=st.none() | spread(5.0, 200.0),
    rollover_hours=quarters,
    minimum_months=whole(0, 24),
)
"""Terms whose hours are multiples of a quarter, and so are hours carried over."""


round_hours, round_paces = multiples(0.5, 1, 12), multiples(0.5, 1, 4)
"""Hours and paces that make multiples of a quarter hour."""


def contractors(
    *offers: st.SearchStrategy[Retainer], most: int = 1, paces: st.SearchStrategy[float] = round_paces
) -> st.SearchStrategy[Contractor]:
    """Contractors who make the typical offer or, where offers are given, one to so many of those."""
    return st.builds(
        Contractor,
        st.just("Ada"),
        rate=spread(10.0, 200.0),
        one_off_minimum_hours=or_nothing(spread(0.25, 8.0)),
        pace=paces,
        retainers=st.lists(st.one_of(*offers), min_size=1, max_size=most) if offers else st.none(),
        availability=st.builds(
            Availability,
            hours_per_week=spread(5.0, 60.0),
            regular_load=shares(0.9),
            one_off_load=shares(0.8),
            job_hours=spread(1.0, 40.0),
            people=whole(1, 5),
        ),
    )


undated = st.one_of(
    st.just(Once()),
    st.builds(Rate, or_nothing(spread(0.01, 3.0))),
    st.sampled_from(sorted(PER_MONTH)).map(Rule),
)


@st.composite
def dated(draw: st.DrawFn) -> Rule:
    """Rules with a start, of which some end."""
    rule = draw(st.sampled_from([*sorted(PER_MONTH), "FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=YEARLY"]))
    first = draw(days)
    last = first + dt.timedelta(days=draw(whole(366, 1_500)))
    ending = draw(st.sampled_from(["", "", ";COUNT=1", ";COUNT=7", f";UNTIL={last:%Y%m%d}"]))
    start = draw(st.sampled_from([first, dt.datetime.combine(first, dt.time(17, 30))]))
    return Rule(rule + ending, start)


@st.composite
def bundles(
    draw: st.DrawFn,
    *recurrences: st.SearchStrategy[Once | Rate | Rule],
    hours: st.SearchStrategy[float] = round_hours,
    least: int = 1,
    most: int = 3,
) -> tuple[Task, ...]:
    """One to three tasks: a, b and c."""
    return tuple(
        Task(
            name,
            hours=draw(hours),
            recurrence=draw(st.one_of(*recurrences)),
            urgency=draw(urgencies),
            owner_hours=draw(st.none() | or_nothing(spread(0.1, 20.0))),
            keep=draw(whole(0, 9)) == 0,
            occasion=draw(st.sampled_from(["", "launch", "launch", "fair"])),
        )
        for name in "abc"[: draw(whole(least, most))]
    )


@given(
    st.builds(
        Availability,
        hours_per_week=spread(0.1, 168.0),
        regular_load=shares(0.99) | spread(1e-9, 1e-2),
        one_off_load=shares(1.5) | spread(1e-9, 1e-2),
        job_hours=spread(0.1, 1_000.0),
        people=whole(1, 30),
    ),
    or_nothing(spread(1e-6, 1.0)),
    spread(1e-3, 1e4),
    or_nothing(spread(1e-3, 1e6)),
    st.booleans(),
)
def test_waits_are_those_integrated_from_the_tail(
    availability: Availability, own: float, slack: float, patience: float, regular: bool
) -> None:
    line = line_before(availability, own, regular=regular)
    assume(not is_luck(line))
    ours = regular_wait(line) if regular else one_off_wait(line)
    theirs = availability.wait(regular=regular, own_jobs_per_day=own)
    mean = math.inf if ours is None else math.fsum(chance * mean for chance, mean in ours)
    close("mean", mean, theirs.mean)
    close("chance of waiting longer", chance_longer(ours, slack), theirs.exceeds(slack), absolute=1e-200)
    late = expected_lateness(ours, slack, patience)
    close("lateness", late, theirs.lateness(slack, patience), absolute=1e-200)


own_work = st.builds(Own, spread(0.05, 100.0), or_nothing(spread(0.01, 60.0)), st.booleans(), shares(1.5))


@examples(3.0)
@given(
    st.lists(own_work, min_size=1, max_size=5).map(tuple),
    st.builds(Hands, whole(1, 30), spread(2.0, 60.0), spread(0.5, 60.0), shares(0.9), shares(1.5)),
    st.booleans(),
)
def test_work_of_our_own_waits_as_reckoned_step_by_step(own: tuple[Own, ...], hands: Hands, regular: bool) -> None:
    ours = math.fsum(each.hours * each.per_month for each in own) / MONTH_DAYS / hands.hours_per_day
    level = ours + hands.regular_load + (0.0 if regular else hands.one_off_load)
    assume(abs(1 - level) > 1e-5)
    found = queueing.own_waits(
        [queueing.OwnWork(*attrs.astuple(each)) for each in own], regular=regular, **attrs.asdict(hands)
    )
    event("endless" if level > 1 else "some rhythm" if any(each.rhythmic for each in own) else "no rhythm")
    for wait, theirs in zip(own_waits(own, hands, regular=regular), found, strict=True):
        mean = math.inf if wait is None else math.fsum(chance * mean for chance, mean in wait)
        close("mean", mean, theirs.mean, absolute=1e-200)
        some = mean if 0.0 < mean < math.inf else 1.0
        close("chance of waiting longer", chance_longer(wait, some), theirs.exceeds(some), absolute=1e-200)
        late = expected_lateness(wait, some, 3.0 * some)
        close("lateness", late, theirs.lateness(some, 3.0 * some), absolute=1e-200)


@examples(2.0)
@given(
    st.builds(
        Question,
        bundles(undated, hours=spread(0.05, 60.0), most=1),
        contractors(plain_offers, paces=spread(0.2, 5.0)),
        businesses,
    )
)
def test_a_single_task_costs_what_is_enumerated(asked: Question) -> None:
    compare(asked)


@examples(2.0)
@given(st.builds(Question, bundles(undated), contractors(plain_offers), businesses))
def test_a_bundle_costs_what_is_enumerated(asked: Question) -> None:
    compare(asked)


@given(st.builds(Question, bundles(undated, hours=spread(0.05, 400.0), most=1), contractors(), businesses))
def test_the_typical_offer_is_sized_to_the_work(asked: Question) -> None:
    compare(asked)


@given(st.builds(Question, bundles(undated), contractors(plain_offers, most=4), businesses))
def test_of_several_offers_the_cheapest_a_month_is_taken(asked: Question) -> None:
    compare(asked)


@examples(0.5)
@given(st.builds(Question, bundles(undated), contractors(plain_offers, most=2), businesses, plain_offers))
def test_an_offer_that_is_named_is_the_only_one(asked: Question) -> None:
    compare(asked)


@examples(0.3)
@given(bundles(undated), contractors(), businesses)
def test_whoever_takes_no_retainers_can_only_be_out_tasked(
    tasks: tuple[Task, ...], contractor: Contractor, business: Business
) -> None:
    asked = Question(tasks, attrs.evolve(contractor, retainers=()), business)
    assert ways(asked) == []
    compare(asked)


@examples(0.5)
@given(
    st.builds(
        Question,
        bundles(undated),
        contractors(plain_offers.map(lambda offer: attrs.evolve(offer, hours=0))),
        businesses,
    )
)
def test_with_an_access_retainer_all_work_is_billed(asked: Question) -> None:
    compare(asked)


@given(st.builds(Question, bundles(st.just(Once())), contractors(plain_offers, rolling_offers), businesses))
def test_work_that_comes_once_is_committed_to_for_the_minimum_term(asked: Question) -> None:
    compare(asked)


@given(st.builds(Question, bundles(undated), contractors(rolling_offers), businesses))
def test_hours_that_roll_over_are_followed_month_by_month(asked: Question) -> None:
    compare(asked)


@given(st.builds(Question, bundles(dated(), undated), contractors(plain_offers, rolling_offers), businesses, on=days))
def test_from_a_day_on_rules_are_counted_in_its_months(asked: Question) -> None:
    compare(asked)


@st.composite
def with_time_off(draw: st.DrawFn, questions: st.SearchStrategy[Question]) -> Question:
    """Questions about somebody with days off and bookings, about work of which some has a day on which it is due."""
    asked = draw(questions)
    on, end = asked.window
    offsets = whole(-60, (end - on).days + 60).map(lambda number: on + dt.timedelta(days=number))
    lengths = (whole(0, 20) | whole(0, 200)).map(lambda number: dt.timedelta(days=number))
    week = attrs.evolve(
        asked.contractor.availability,
        time_off=draw(st.lists(st.builds(lambda first, more: (first, first + more), offsets, lengths), max_size=3)),
        bookings=draw(st.lists(st.tuples(offsets, spread(0.5, 400.0)), max_size=3)),
    )
    dues = [draw(st.none() | offsets.filter(lambda due: due >= on)) for _ in asked.tasks]
    tasks = tuple(
        attrs.evolve(task, recurrence=Once(due)) if isinstance(task.recurrence, Once) else task
        for task, due in zip(asked.tasks, dues, strict=True)
    )
    return attrs.evolve(asked, tasks=tasks, contractor=attrs.evolve(asked.contractor, availability=week))


@given(
    with_time_off(
        st.builds(Question, bundles(dated(), undated), contractors(plain_offers, rolling_offers), businesses, on=days)
    )
)
def test_what_falls_into_time_off_waits_for_its_end_before_it_stands_in_line(asked: Question) -> None:
    event("somebody is there" if asked.there else "away all the time")
    compare(asked)


@pytest.mark.parametrize("start", [dt.date(2026, 3, 1), dt.datetime(2026, 3, 1, 17, 30)])
def test_a_rule_that_ends_on_a_day_falls_on_that_day(start: dt.date) -> None:
    task = Task("a", hours=2, recurrence=Rule("FREQ=DAILY;UNTIL=20260310", start))
    asked = Question([task], Contractor("Ada", rate=60), Business(horizon_months=1), on=dt.date(2026, 3, 1))
    assert out_tasked(asked).work == 10 * 2 * 60
    compare(asked)


@st.composite
def with_engagement(draw: st.DrawFn, running: bool) -> Question:
    """Questions about somebody who has been engaged, or whose retainer runs: for tasks asked about, others, or both."""
    on = draw(days)
    contractor = draw(contractors(plain_offers))
    pool = {task.name: task for task in draw(bundles(dated(), undated, least=3))}
    asked_about, engaged_for = draw(st.sampled_from([("a", "b"), ("a", "a"), ("a", "ab"), ("ab", "bc"), ("ab", "b")]))
    mode = draw(st.sampled_from([Mode.OUTSOURCE, Mode.OUT_TASK])) if not running else Mode.OUTSOURCE
    terms = attrs.evolve(draw(plain_offers | rolling_offers), notice_months=draw(whole(0, 6)))
    yesterday, tomorrow = on - dt.timedelta(days=1), on + dt.timedelta(days=1)
    # a fee falls on the same day of every month, so let that be the day asked about and the last day now and then
    span = whole(0, 900).map(lambda some: dt.timedelta(days=some)) | whole(0, 30).map(months_of)
    if running:
        start = on - draw(span)
        end = draw(st.none() | st.builds(lambda first, some: first + some, st.sampled_from([start, on]), span))
        assume(end is None or end >= on)
    else:
        yesterday, tomorrow = on - dt.timedelta(days=1), on + dt.timedelta(days=1)
        start, end = draw(st.sampled_from([(yesterday - draw(span), yesterday), (tomorrow + draw(span), None)]))
    engagement = Engagement(
        contractor,
        tasks=[pool[name] for name in engaged_for],
        mode=mode,
        start=start,
        end=end,
        retainer=terms if mode is Mode.OUTSOURCE else None,
    )
    tasks = tuple(pool[name] for name in asked_about)
    return Question(tasks, contractor, draw(businesses), engagements=(engagement,), on=on)


@examples(2.0)
@given(with_engagement(running=True))
def test_a_retainer_that_runs_is_compared_as_it_stands(asked: Question) -> None:
    event("it has other tasks" if asked.others else "ending it would save its fees")
    compare(asked)


@given(with_engagement(running=False))
def test_whom_you_know_you_need_not_search_and_whom_you_had_on_retainer_not_onboard(asked: Question) -> None:
    event(f"{len(asked.past)} engagements with them")
    compare(asked)


@examples(0.5)
@given(st.booleans().flatmap(with_engagement), undated)
def test_without_a_day_all_engagements_are_past(asked: Question, recurrence: Once | Rate | Rule) -> None:
    tasks = tuple(attrs.evolve(task, recurrence=recurrence) for task in asked.tasks)
    ended = tuple(attrs.evolve(each, end=each.end or dt.date(2999, 12, 31)) for each in asked.engagements)
    asked = attrs.evolve(asked, tasks=tasks, engagements=ended, on=None)
    assert asked.running is None
    compare(asked)


@examples(0.3)
@given(with_engagement(running=True))
def test_a_retainer_that_runs_with_somebody_else_changes_nothing(asked: Question) -> None:
    asked = attrs.evolve(asked, contractor=attrs.evolve(asked.contractor, name="Grace"))
    assert asked.past == []
    compare(asked)


@given(
    st.builds(
        Question,
        st.tuples(
            st.builds(
                Task,
                st.just("a"),
                hours=spread(0.001, 10_000.0),
                recurrence=undated | st.builds(Rate, spread(1e-4, 1_000.0)),
                urgency=st.builds(Urgency, or_nothing(spread(1e-6, 1e6)), or_nothing(spread(1e-6, 1e5))),
                owner_hours=st.none() | or_nothing(spread(0.001, 10_000.0)),
            )
        ),
        st.builds(
            Contractor,
            st.just("Ada"),
            rate=or_nothing(spread(1e-3, 1e5)),
            one_off_minimum_hours=or_nothing(spread(1e-3, 1e3)),
            pace=spread(1e-3, 20.0),
            availability=st.builds(
                Availability,
                hours_per_week=spread(0.1, 168.0),
                regular_load=shares(1.0),
                one_off_load=shares(2.0) | spread(1e-3, 2.0),
                job_hours=spread(0.01, 10_000.0),
                people=whole(1, 30),
            ),
        ),
        st.builds(
            Business,
            owner_rate=or_nothing(spread(1e-3, 1e5)),
            hiring_hours=or_nothing(spread(1e-3, 1e3)),
            briefing_hours=or_nothing(spread(1e-3, 1e3)),
            onboarding_hours=or_nothing(spread(1e-3, 1e3)),
            replacement_days=or_nothing(spread(1e-3, 1e4)),
            horizon_months=whole(1, 120),
        ),
        st.builds(
            Retainer,
            or_nothing(spread(1e-3, 1e7)),
            or_nothing(spread(1e-3, 1e5)),
            overage_rate=st.none() | or_nothing(spread(1e-3, 1e5)),
            minimum_months=whole(0, 120),
        ),
    )
)
def test_even_a_business_that_nobody_has_costs_what_is_enumerated(asked: Question) -> None:
    compare(asked)


# Approximations: how far off are hours that lie between the points of the library's grid?


def hours_above(asked: Question) -> tuple[float, float]:
    """Hours above the block in the horizon, as enumerated and as scored; an hour costs 1."""
    (way,) = ways(asked)
    theirs = scored(asked).costs[Mode.OUTSOURCE]
    assert theirs is not None
    return way.rows.overage * asked.horizon, theirs.overage * asked.horizon


def somebody_free(offer: Retainer) -> Contractor:
    """Somebody with room for any work, for 1 an hour."""
    day_and_night = Availability(hours_per_week=168, regular_load=0.0, people=30)
    return Contractor("Ada", rate=1, retainers=offer, availability=day_and_night)


sixteenths = multiples(0.0625, 1, 96)
"""Hours of which three in four lie between quarters."""


@given(bundles(undated, hours=sixteenths), sixteenths, whole(1, 12))
def test_hours_between_quarters_cost_at_most_a_sixteenth_of_an_hour_more_for_each_task_and_month(
    tasks: tuple[Task, ...], block: float, months: int
) -> None:
    # Splitting x between neighbours g apart keeps its mean, so E[(x − b)⁺], which bends upwards at b, can but rise, and
    # by no more than f·(1 − f)·g ≤ g/4 at the bend.
    offer = Retainer(1, block, minimum_months=months)
    enumerated, found = hours_above(Question(tasks, somebody_free(offer), Business(horizon_months=months)))
    assert enumerated - 1e-9 <= found <= enumerated + len(tasks) * months * 0.25 / 4 + 1e-9


@given(
    bundles(st.sampled_from(sorted(PER_MONTH)).map(Rule), hours=spread(5.0, 200.0)),
    or_nothing(spread(10.0, 5_000.0)),
)
def test_months_of_thousands_of_hours_are_told_in_four_thousand_steps(tasks: tuple[Task, ...], block: float) -> None:
    largest = math.fsum(math.ceil(occurrences(task, 1, None)) * task.hours for task in tasks)
    step = max(0.25, largest / 4_000)
    event("coarser than a quarter" if step > 0.25 else "a quarter")
    enumerated, found = hours_above(Question(tasks, somebody_free(Retainer(1, block)), Business()))
    rounding = 1e-12 * 12 * largest
    assert enumerated - rounding <= found <= enumerated + len(tasks) * 12 * step / 4 + rounding


@given(
    bundles(undated, hours=sixteenths, most=2),
    multiples(0.0625, 0, 160),
    multiples(0.0625, 1, 320),
    st.sampled_from([1, 3, 12]),
)
def test_hours_between_quarters_that_roll_over_are_off_by_an_eighth_of_an_hour_for_each_task_and_month(
    tasks: tuple[Task, ...], block: float, most: float, months: int
) -> None:
    # Splitting moves an hour's share by 2·f·(1 − f)·g ≤ g/2 on average, and what is moved, be it work or hours carried
    # over, is above the block at most once; one more eighth of an hour is for the hours carried over.
    offer = Retainer(1, block, rollover_hours=most, minimum_months=months)
    enumerated, found = hours_above(Question(tasks, somebody_free(offer), Business(horizon_months=months)))
    assert abs(found - enumerated) <= (len(tasks) + 1) * months * 0.25 / 2 + 1e-9


@pytest.mark.parametrize("mean", [10_001, 20_000, 50_000])
@pytest.mark.parametrize("deviations", [-2.0, -1.0, 0.0, 1.0, 2.0])
def test_above_ten_thousand_jobs_a_month_the_normal_form_is_off_by_less_than_a_twentieth_of_a_job(
    mean: int, deviations: float
) -> None:
    # What it leaves out is the skewness, 1/6·z·φ(z) jobs at z deviations from the mean: at most 0.0403.
    offer = Retainer(1, (mean + deviations * math.sqrt(mean)) / 8)
    enumerated, found = hours_above(
        Question([Task("a", hours=1 / 8, recurrence=mean)], somebody_free(offer), Business(horizon_months=1))
    )
    assert abs(found - enumerated) < 0.05 / 8
