"""A second reckoning of every monthly cost, as naive as can be, by somebody who knows the design and not the code.

The first half of this file reckons, the second half compares with `score`. Nothing of the library is used to reckon but
the fields of its nouns: waits are integrated numerically, months are enumerated outcome by outcome, hours carried over
are followed state by state, rules are expanded by dateutil. It is slow and short of cases that need a thousand
outcomes, and meant to be read beside the design line by line.
"""

import datetime as dt
import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from hypothesis import assume, event, given, settings
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
    score,
)

MONTH_DAYS = 365.25 / 12
PRECISE = Context(prec=100)

# Waits: how long until she starts?

Wait = tuple[tuple[float, float], ...] | None
"""(chance, mean days) of each exponential phase; the chances add up to the chance of waiting. None: never reached."""


@attrs.frozen
class Line:
    """The waiting line before one contractor, in jobs a calendar day, as exact fractions of the numbers given."""

    people: int
    done: Fraction
    regular: Fraction
    one_off: Fraction

    @property
    def share(self) -> Fraction:
        """The share of her time that is taken, 1 or more when she never catches up."""
        return (self.regular + self.one_off) / self.done


def line_before(availability: Availability, own_jobs_per_day: float, *, regular: bool) -> Line:
    """m, λ1 and λ2, the owner's own steady load within the class that she is in."""
    done = availability.people * Fraction(availability.hours_per_week) / (7 * Fraction(availability.job_hours))
    own = Fraction(own_jobs_per_day)
    return Line(
        availability.people,
        done,
        Fraction(availability.regular_load) * done + (own if regular else 0),
        Fraction(availability.one_off_load) * done + (0 if regular else own),
    )


def chance_all_busy(line: Line) -> float:
    """Erlang C by its textbook sum."""
    if line.share >= 1:
        return 1.0
    a = line.people * line.share
    last = a**line.people / math.factorial(line.people) / (1 - line.share)
    return float(last / (sum(a**k / math.factorial(k) for k in range(line.people)) + last))


def regular_wait(line: Line) -> Wait:
    """All busy: the next server is free after 1/m, and only regulars come before; r = m − λ1."""
    if line.regular >= line.done:
        return None
    return ((chance_all_busy(line), float(1 / (line.done - line.regular))),)


def one_off_wait(line: Line) -> Wait:
    """The two-phase mix with the first three moments of the exact delay.

    While all are busy somebody finishes at rate m, as one fast server would. The job that comes finds a number in line
    that is geometric with ratio λ/m, so what is before it takes an exponential time T0 at rate η = m − λ. Whoever
    comes in that time as a regular goes first and keeps her busy for B, as do those who come in that time, and so on:
    B(s) = m/(m + s + λ1 − λ1·B(s)), and the delay is T0 with each s replaced by φ(s) = s + λ1 − λ1·B(s).
    """
    m, lam = line.done, line.regular
    eta = m - line.regular - line.one_off
    if eta <= 0:
        return None
    # Coefficients of 1, s, s², s³ in B: those of λ1·B² − (m + λ1 + s)·B + m = 0 are all zero.
    b = [Fraction(1)]
    for k in (1, 2, 3):
        b.append((b[k - 1] - lam * sum((b[i] * b[k - i] for i in range(1, k)), Fraction(0))) / (lam - m))
    phi = [Fraction(0), 1 - lam * b[1], -lam * b[2], -lam * b[3]]
    # The delay is w(s) = η/(η + φ(s)), that is η·w + φ·w = η.
    w = [Fraction(1)]
    for k in (1, 2, 3):
        w.append(-sum((phi[j] * w[k - j] for j in range(1, k + 1)), Fraction(0)) / eta)
    # E[delay^k] = k!·u_k; the mix has u_k = p·t1^k + (1 − p)·t2^k.
    _, u1, u2, u3 = (abs(each) for each in w)
    busy = chance_all_busy(line)
    if u2 == u1 * u1:
        return ((busy, float(u1)),)
    # t1 and t2 solve t² = a·t − b, hence u2 = a·u1 − b and u3 = a·u2 − b·u1.
    a_ = (u3 - u1 * u2) / (u2 - u1 * u1)
    b_ = a_ * u1 - u2
    root, total, mean = _decimal(a_ * a_ - 4 * b_).sqrt(PRECISE), _decimal(a_), _decimal(u1)
    t1 = PRECISE.divide(PRECISE.add(total, root), Decimal(2))
    t2 = PRECISE.divide(PRECISE.subtract(total, root), Decimal(2))
    p1 = PRECISE.divide(PRECISE.subtract(mean, t2), root)
    p2 = PRECISE.divide(PRECISE.subtract(t1, mean), root)
    return ((busy * float(p1), float(t1)), (busy * float(p2), float(t2)))


def _decimal(fraction: Fraction) -> Decimal:
    return PRECISE.divide(Decimal(fraction.numerator), Decimal(fraction.denominator))


def chance_longer(wait: Wait, days: float) -> float:
    """P(W > t)."""
    if wait is None:
        return 1.0
    return math.fsum(chance * math.exp(-days / mean) for chance, mean in wait)


def integral(f: Callable[[float], float], low: float, high: float) -> float:
    """The integral of a smooth function: trapezes after x = tanh(π/2·sinh y), which leaves next to nothing out."""
    middle, half, step = (low + high) / 2.0, (high - low) / 2.0, 0.125
    total = 0.0
    for k in range(-26, 27):
        y = k * step
        slope = math.pi / 2.0 * math.cosh(y) / math.cosh(math.pi / 2.0 * math.sinh(y)) ** 2
        total += slope * f(middle + half * math.tanh(math.pi / 2.0 * math.sinh(y)))
    return total * step * half


def expected_lateness(wait: Wait, slack: float, patience: float) -> float:
    """E[min((W − d)⁺, τ)]: the area under P(W > t) from d to d + τ, in panels that double in length."""
    if wait is None:
        return patience
    areas: list[float] = []
    low, length = 0.0, min(patience, *(mean for _, mean in wait))
    while low < patience and chance_longer(wait, slack + low) > 0.0:
        high = min(patience, low + length)
        areas.append(integral(lambda days: chance_longer(wait, slack + days), low, high))
        low, length = high, 2.0 * length
    return math.fsum(areas)


def expected_loss(urgency: Urgency, wait: Wait, business: Business) -> float:
    """L_i: what late starts cost an occurrence, for a client who leaves when that is dearer than somebody else."""
    search = business.hiring_hours * business.owner_rate
    if urgency.cost_per_day == 0.0:
        return search if wait is None else 0.0
    patience = business.replacement_days + search / urgency.cost_per_day
    return urgency.cost_per_day * expected_lateness(wait, urgency.slack_days, patience)


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
def days_of_rule(rule: str, start: dt.date, low: dt.datetime, high: dt.datetime) -> int:
    """How often a rule falls from one day up to but not including another, by expanding it."""
    occurrences = rrulestr(rule, dtstart=dt.datetime.combine(start, dt.time()))
    return sum(1 for moment in occurrences.between(low, high, inc=True) if moment < high)


def dated(recurrence: object, on: dt.date | None) -> bool:
    """Whether it is known in which months it falls."""
    return on is not None and isinstance(recurrence, Rule) and recurrence.start is not None


def count_of_rule(rule: Rule, on: dt.date | None, first: int, last: int) -> int:
    """How often a rule with a start falls in the months from on + first to on + last."""
    assert on is not None
    assert rule.start is not None
    return days_of_rule(rule.rule, rule.start, month_start(on, first), month_start(on, last))


def occurrences(task: Task, months: int, on: dt.date | None) -> float:
    """N, the expected occurrences in so many months."""
    match task.recurrence:
        case Once():
            return 1.0
        case Rate(per_month):
            return per_month * months
        case Rule() as rule if dated(rule, on):
            return count_of_rule(rule, on, 0, months)
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


def counts_of_month(task: Task, k: int, months: int, on: dt.date | None) -> Outcomes:
    """How often a task comes in the k-th of so many months, and with which chance."""
    match task.recurrence:
        case Once():
            return ((0.0, 1.0 - 1.0 / months), (1.0, 1.0 / months))
        case Rate(per_month):
            return poisson(per_month)
        case Rule() as rule if dated(rule, on):
            return ((float(count_of_rule(rule, on, k, k + 1)), 1.0),)
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


def expected_excess(tasks: Sequence[Task], pace: float, offer: Retainer, months: int, on: dt.date | None) -> float:
    """Expected hours above the block in so many months, with the hours carried over followed state by state."""
    above: list[float] = []
    carried = {0.0: 1.0}
    for k in range(months):
        month = hours_of_month(tuple((counts_of_month(task, k, months, on), task.hours * pace) for task in tasks))
        carried_on: dict[float, float] = defaultdict(float)
        for spare, chance in carried.items():
            free = offer.hours + spare
            above.extend(chance * each * (hours - free) for hours, each in month if hours > free)
            for hours, each in month:
                carried_on[min(offer.rollover_hours, max(0.0, free - hours))] += chance * each
        carried = carried_on
    return math.fsum(above)


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
class Way:
    """What one offer costs, B and F with it."""

    offer: Retainer
    rows: Rows
    saved: float
    committed: float


@attrs.frozen
class Reckoned:
    """What the second reckoning found: the rows and the verdict, the best offer, and what each of them costs."""

    costs: dict[Mode, Rows | None]
    mode: Mode
    best: Way | None
    ways: tuple[Way, ...]
    distance: float
    """How far her loads are from all her time, as a share of it."""


def reckon(
    tasks: Sequence[Task],
    contractor: Contractor,
    business: Business,
    *,
    retainer: Retainer | None = None,
    engagements: Sequence[Engagement] = (),
    on: dt.date | None = None,
) -> Reckoned:
    """Every row of every mode."""
    H = business.horizon_months
    N = {task.name: occurrences(task, H, on) for task in tasks}

    # Who is she to us?
    with_her = [each for each in engagements if each.contractor.name == contractor.name]
    agreed = [each for each in with_her if each.mode is Mode.OUTSOURCE]
    running = next((each for each in agreed if on is not None and runs(each, on)), None)
    mine = {task.name for task in tasks}
    others = [task for task in running.tasks if task.name not in mine] if running else []
    search = 0.0 if with_her else business.hiring_hours * business.owner_rate
    onboarding = 0.0 if agreed else business.onboarding_hours * business.owner_rate

    # How long do we wait for her?
    own_jobs = math.fsum(
        occurrences(task, H, on) / (H * MONTH_DAYS) * task.hours * contractor.pace / contractor.availability.job_hours
        for task in [*tasks, *others]
        if not isinstance(task.recurrence, Once)
    )
    first = line_before(contractor.availability, own_jobs, regular=True)
    second = line_before(contractor.availability, own_jobs, regular=False)
    as_regular = regular_wait(first)
    as_one_off = as_regular if running else one_off_wait(second)
    waiting_1 = {task.name: expected_loss(task.urgency, as_regular, business) for task in tasks}
    waiting_2 = {task.name: expected_loss(task.urgency, as_one_off, business) for task in tasks}

    out_task = Rows(
        work=math.fsum(
            N[task.name] * max(task.hours * contractor.pace, contractor.one_off_minimum_hours) * contractor.rate
            for task in tasks
        )
        / H,
        hiring=(search + math.fsum(N.values()) * business.briefing_hours * business.owner_rate) / H,
        waiting=math.fsum(N[task.name] * waiting_2[task.name] for task in tasks) / H,
    )

    keep = None
    if all(task.keep or task.owner_hours is not None for task in tasks):
        own_hours = math.fsum(
            N[task.name] * (task.hours if task.owner_hours is None else task.owner_hours) for task in tasks
        )
        keep = Rows(work=own_hours * business.owner_rate / H)

    # Which offers are there, and what does each commit us to?
    if running:
        offers = [running.retainer]
    elif retainer is not None:
        offers = [retainer]
    elif contractor.retainers is None:
        mean = math.fsum(N[task.name] * task.hours * contractor.pace for task in tasks) / H
        block = max(10.0, 5.0 * math.ceil(mean / 5.0 - 1e-9))
        offers = [Retainer(0.9 * contractor.rate * block, block)]
    else:
        offers = list(contractor.retainers)
    if as_regular is None:
        offers = []

    ways: list[Way] = []
    for offer in offers:
        assert offer is not None
        overage_rate = contractor.rate if offer.overage_rate is None else min(offer.overage_rate, contractor.rate)
        if running:
            assert on is not None
            months = H
            fees = 0.0 if others else fees_saved_by_ending(running, on, H)
        else:
            only_once = all(isinstance(task.recurrence, Once) for task in tasks)
            least = max(1, offer.minimum_months)
            committed_months = least if only_once else max(H, least)
            months = min(H, committed_months)
            fees = committed_months * offer.monthly_fee
        excess = expected_excess([*tasks, *others], contractor.pace, offer, months, on)
        if others:
            excess -= expected_excess(others, contractor.pace, offer, months, on)
        rows = Rows(
            fee=fees / H,
            overage=overage_rate * excess / H,
            hiring=(search + onboarding) / H,
            waiting=math.fsum(N[task.name] * waiting_1[task.name] for task in tasks) / H,
        )
        gained = math.fsum(
            N[task.name]
            * (
                max(task.hours * contractor.pace, contractor.one_off_minimum_hours) * contractor.rate
                + business.briefing_hours * business.owner_rate
                + waiting_2[task.name]
                - waiting_1[task.name]
            )
            for task in tasks
        )
        ways.append(Way(offer, rows, max(0.0, gained - overage_rate * excess), fees + onboarding))

    # Which offer is cheapest, and is it cheaper than hiring her job by job?
    best = min(ways, key=lambda way: way.rows.total, default=None)
    cheaper = best is not None and best.saved > best.committed
    mode = Mode.OUTSOURCE if cheaper else Mode.OUT_TASK
    return Reckoned(
        {Mode.OUTSOURCE: best.rows if best else None, Mode.OUT_TASK: out_task, Mode.KEEP: keep},
        Mode.KEEP if any(task.keep for task in tasks) else mode,
        best,
        tuple(ways),
        float(min(abs(1 - load) for line in (first, second) for load in (line.share, line.regular / line.done))),
    )


def runs(engagement: Engagement, on: dt.date) -> bool:
    """Whether it has begun and not ended."""
    return engagement.start <= on and (engagement.end is None or engagement.end >= on)


def fees_saved_by_ending(engagement: Engagement, on: dt.date, months: int) -> float:
    """The fees of the horizon, each due on the first day of a month of the retainer, that notice today would save."""
    offer = engagement.retainer
    assert offer is not None
    minimum_end = engagement.start + relativedelta(months=offer.minimum_months)
    notice_end = on + relativedelta(months=offer.notice_months)
    horizon_end = on + relativedelta(months=months)
    due = (engagement.start + relativedelta(months=k) for k in itertools.count())
    in_horizon = itertools.takewhile(lambda day: day < horizon_end, due)
    last = engagement.end or dt.date.max
    return offer.monthly_fee * sum(1 for day in in_horizon if max(minimum_end, notice_end) <= day <= last)


# Comparing: where do the two reckonings meet?


def examples(share: float) -> settings:
    """So many of the profile's examples."""
    return settings(max_examples=max(5, round(share * settings().max_examples)))


def spread(least: float, most: float) -> st.SearchStrategy[float]:
    """Numbers between two positive ones, as likely in each power of ten."""
    return st.floats(0.0, 1.0).map(lambda part: least * (most / least) ** part)


def quarters(least: float, most: float) -> st.SearchStrategy[float]:
    """Multiples of a quarter hour."""
    return st.integers(round(4 * least), round(4 * most)).map(lambda number: number / 4)


def close(name: str, ours: float, theirs: float, *, relative: float, absolute: float = 0.0) -> None:
    """Two numbers agree, or the failure names them."""
    __tracebackhide__ = True
    if not math.isclose(ours, theirs, rel_tol=relative, abs_tol=absolute):
        pytest.fail(f"{name}: reckoned {ours!r}, scored {theirs!r}")


def compare(found: Score, ours: Reckoned, business: Business, *, hours_off: float = 0.0) -> None:
    """Rows, offer, value, payback and mode agree; the hours above the block may be off by so much in the horizon.

    Rounding: 1e-9 of a row, and 1e-12 of everything that is out-tasked for the overage, which is the small rest of it.
    """
    __tracebackhide__ = True
    # where loads add up to all her time within a rounding error, whether she ever catches up is a matter of luck
    assume(ours.distance > 1e-5)
    H, rate = business.horizon_months, found.contractor.rate
    whole = 1e-12 * (ours.costs[Mode.OUT_TASK] or Rows()).total
    slips = hours_off * rate / H + whole
    if ours.best is not None:
        # off ties, also between offers
        near = [way for way in ours.ways if way.rows.total <= ours.best.rows.total * (1 + 1e-9) + 2 * slips]
        assume(len(near) == 1)
        assert found.retainer == ours.best.offer, "the offer taken"
    for mode, mine in ours.costs.items():
        theirs = found.costs[mode]
        if mine is None or theirs is None:
            assert mine is theirs, f"{mode} is a choice for one reckoning alone"
            continue
        for row in ("work", "fee", "overage", "hiring", "waiting", "total"):
            may_slip = mode is Mode.OUTSOURCE and row in ("overage", "total")
            absolute = slips if may_slip else 1e-300
            close(f"{mode} {row}", getattr(mine, row), getattr(theirs, row), relative=1e-9, absolute=absolute)
    if ours.best is None:
        assert found.impossible
        assert (found.value, found.payback) == (0.0, 0.0)
        assert found.mode is ours.mode
        return
    assert found.impossible is None
    B, F = ours.best.saved, ours.best.committed
    off = H * (1e-9 * (ours.costs[Mode.OUT_TASK] or Rows()).total + 1e-9 * ours.best.rows.total + slips)
    if abs(B - F) > 2.0 * off:
        event("off a tie")
        assert found.mode is ours.mode
        close("value", B / (B + F), found.value, relative=0.0, absolute=2.0 * off / (B + F))
        if F > 0.0 and B > 4.0 * off:
            close("payback", B / F, found.payback, relative=4.0 * off / B + 1e-9)


urgencies = st.builds(Urgency, st.just(0.0) | spread(0.1, 1_000.0), st.just(0.0) | spread(0.1, 60.0))
availabilities = st.builds(
    Availability,
    hours_per_week=spread(5.0, 60.0),
    regular_load=st.floats(0.0, 0.9),
    one_off_load=st.floats(0.0, 0.8),
    job_hours=spread(1.0, 40.0),
    people=st.integers(1, 5),
)
retainers = st.builds(
    Retainer,
    st.just(0.0) | spread(10.0, 2_000.0),
    st.just(0.0) | quarters(0.25, 40.0),
    overage_rate=st.none() | spread(5.0, 200.0),
    minimum_months=st.integers(0, 24),
)
rolling = st.builds(
    Retainer,
    spread(10.0, 1_000.0),
    quarters(0.0, 12.0),
    overage_rate=st.none() | spread(5.0, 200.0),
    rollover_hours=quarters(0.25, 20.0),
    minimum_months=st.integers(0, 15),
)
businesses = st.builds(
    Business,
    owner_rate=st.just(0.0) | spread(5.0, 200.0),
    hiring_hours=st.just(0.0) | spread(0.1, 20.0),
    briefing_hours=st.just(0.0) | spread(0.05, 5.0),
    onboarding_hours=st.just(0.0) | spread(0.1, 20.0),
    replacement_days=st.just(0.0) | spread(0.5, 60.0),
    horizon_months=st.integers(1, 24),
)
whole_months = st.sampled_from([1, 3, 12, 13])
"""Horizons for what is enumerated month by month."""

undated = st.one_of(st.just(Once()), st.builds(Rate, spread(0.01, 3.0)), st.sampled_from(sorted(PER_MONTH)).map(Rule))


def contractors(
    offers: st.SearchStrategy[list[Retainer] | None], paces: st.SearchStrategy[float]
) -> st.SearchStrategy[Contractor]:
    """Contractors with such offers, and of such a pace."""
    return st.builds(
        Contractor,
        st.just("Ada"),
        rate=spread(10.0, 200.0),
        one_off_minimum_hours=st.just(0.0) | spread(0.25, 8.0),
        pace=paces,
        retainers=offers,
        availability=availabilities,
    )


one_offer = st.lists(retainers, min_size=1, max_size=1)
round_paces = st.sampled_from([0.5, 1.0, 2.0])


def tasks_of(
    recurrences: st.SearchStrategy[Once | Rate | Rule],
    hours: st.SearchStrategy[float],
    names: Iterable[str] = ("a",),
) -> st.SearchStrategy[tuple[Task, ...]]:
    """As many tasks as names."""
    return st.tuples(
        *(
            st.builds(
                Task,
                st.just(name),
                hours=hours,
                recurrence=recurrences,
                urgency=urgencies,
                owner_hours=st.none() | spread(0.1, 20.0),
                keep=st.sampled_from([False, False, False, True]),
            )
            for name in names
        )
    )


any_hours = spread(0.05, 60.0)
half_hours = st.integers(1, 12).map(lambda number: number / 2)
"""Hours that a round pace makes multiples of a quarter: where the library's grid has its points."""

bundles = st.sampled_from(["a", "ab", "abc"]).flatmap(lambda names: tasks_of(undated, half_hours, names))


@given(
    st.builds(
        Availability,
        hours_per_week=spread(0.1, 168.0),
        regular_load=st.sampled_from([0.0, 0.4]) | st.floats(0.0, 0.99) | spread(1e-9, 1e-2),
        one_off_load=st.sampled_from([0.0, 0.25]) | st.floats(0.0, 1.5) | spread(1e-9, 1e-2),
        job_hours=spread(0.1, 1_000.0),
        people=st.integers(1, 30),
    ),
    st.just(0.0) | spread(1e-6, 1.0),
    spread(1e-3, 1e4),
    st.just(0.0) | spread(1e-3, 1e6),
    st.booleans(),
)
def test_waits_are_those_integrated_from_the_tail(
    availability: Availability, own: float, slack: float, patience: float, regular: bool
) -> None:
    line = line_before(availability, own, regular=regular)
    assume(abs(1 - line.share) > 1e-5)
    assume(abs(1 - line.regular / line.done) > 1e-5)
    ours = regular_wait(line) if regular else one_off_wait(line)
    theirs = availability.wait(regular=regular, own_jobs_per_day=own)
    mean = math.inf if ours is None else math.fsum(chance * days for chance, days in ours)
    close("mean", mean, theirs.mean, relative=1e-9)
    close("chance", chance_longer(ours, slack), theirs.exceeds(slack), relative=1e-9, absolute=1e-200)
    late = expected_lateness(ours, slack, patience)
    close("lateness", late, theirs.lateness(slack, patience), relative=1e-9, absolute=1e-200)


@given(tasks_of(undated, any_hours), contractors(one_offer, spread(0.2, 5.0)), businesses)
def test_a_single_task_costs_what_is_enumerated(
    tasks: tuple[Task, ...], contractor: Contractor, business: Business
) -> None:
    compare(score(tasks, contractor, business), reckon(tasks, contractor, business), business)


@examples(0.5)
@given(bundles, contractors(one_offer, round_paces), businesses)
def test_a_bundle_costs_what_is_enumerated(tasks: tuple[Task, ...], contractor: Contractor, business: Business) -> None:
    compare(score(tasks, contractor, business), reckon(tasks, contractor, business), business)


wild_businesses = st.builds(
    Business,
    owner_rate=st.just(0.0) | spread(1e-3, 1e5),
    hiring_hours=st.just(0.0) | spread(1e-3, 1e3),
    briefing_hours=st.just(0.0) | spread(1e-3, 1e3),
    onboarding_hours=st.just(0.0) | spread(1e-3, 1e3),
    replacement_days=st.just(0.0) | spread(1e-3, 1e4),
    horizon_months=st.integers(1, 120),
)
wild_tasks = st.builds(
    Task,
    st.just("a"),
    hours=spread(0.001, 10_000.0),
    recurrence=undated | st.builds(Rate, spread(1e-4, 1_000.0)),
    urgency=st.builds(Urgency, st.just(0.0) | spread(1e-6, 1e6), st.just(0.0) | spread(1e-6, 1e5)),
    owner_hours=st.none() | st.just(0.0) | spread(0.001, 10_000.0),
)
wild_contractors = st.builds(
    Contractor,
    st.just("Ada"),
    rate=st.just(0.0) | spread(1e-3, 1e5),
    one_off_minimum_hours=st.just(0.0) | spread(1e-3, 1e3),
    pace=spread(1e-3, 1e3),
    retainers=st.builds(
        Retainer,
        st.just(0.0) | spread(1e-3, 1e7),
        st.just(0.0) | spread(1e-3, 1e5),
        overage_rate=st.none() | st.just(0.0) | spread(1e-3, 1e5),
        minimum_months=st.integers(0, 120),
    ).map(lambda offer: [offer]),
    availability=st.builds(
        Availability,
        hours_per_week=spread(0.1, 168.0),
        regular_load=st.sampled_from([0.0, 0.4, 1.0]) | st.floats(0.0, 1.0),
        one_off_load=st.sampled_from([0.0, 0.25]) | spread(1e-3, 1e3),
        job_hours=spread(0.01, 10_000.0),
        people=st.integers(1, 30),
    ),
)


@given(wild_tasks, wild_contractors, wild_businesses)
def test_even_a_business_that_nobody_has_costs_what_is_enumerated(
    task: Task, contractor: Contractor, business: Business
) -> None:
    compare(score(task, contractor, business), reckon([task], contractor, business), business)


@examples(0.5)
@given(
    tasks_of(st.just(Once()), any_hours, ("a",)) | tasks_of(st.just(Once()), half_hours, ("a", "b")),
    contractors(one_offer, round_paces),
    businesses,
)
def test_work_that_comes_once_is_committed_to_for_the_minimum_term(
    tasks: tuple[Task, ...], contractor: Contractor, business: Business
) -> None:
    compare(score(tasks, contractor, business), reckon(tasks, contractor, business), business)


@examples(0.5)
@given(bundles, contractors(st.none() | st.lists(retainers, max_size=3), round_paces), businesses)
def test_of_several_offers_the_cheapest_a_month_is_taken(
    tasks: tuple[Task, ...], contractor: Contractor, business: Business
) -> None:
    compare(score(tasks, contractor, business), reckon(tasks, contractor, business), business)


@examples(0.3)
@given(bundles, contractors(st.lists(retainers, max_size=2), round_paces), businesses, retainers)
def test_an_offer_that_is_named_is_the_only_one(
    tasks: tuple[Task, ...], contractor: Contractor, business: Business, offer: Retainer
) -> None:
    found = score(tasks, contractor, business, retainer=offer)
    compare(found, reckon(tasks, contractor, business, retainer=offer), business)


@examples(0.5)
@given(
    bundles,
    contractors(st.lists(rolling, min_size=1, max_size=1), round_paces),
    st.builds(Business, horizon_months=whole_months),
)
def test_hours_that_roll_over_are_followed_month_by_month(
    tasks: tuple[Task, ...], contractor: Contractor, business: Business
) -> None:
    compare(score(tasks, contractor, business), reckon(tasks, contractor, business), business)


days = st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31))
endings = st.sampled_from(["", ";COUNT=1", ";COUNT=7", ";UNTIL=20270615"])
dated_rules = st.builds(
    lambda rule, ending, start: Rule(rule + ending, start),
    st.sampled_from([*sorted(PER_MONTH), "FREQ=MONTHLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=YEARLY"]),
    endings,
    days,
)
dated_bundles = st.sampled_from(["a", "ab", "abc"]).flatmap(
    lambda names: tasks_of(dated_rules | undated, half_hours, names)
)


@examples(0.5)
@given(dated_bundles, contractors(one_offer, round_paces), businesses, days)
def test_from_a_day_on_rules_are_counted_in_its_months(
    tasks: tuple[Task, ...], contractor: Contractor, business: Business, on: dt.date
) -> None:
    compare(score(tasks, contractor, business, on=on), reckon(tasks, contractor, business, on=on), business)


@examples(0.5)
@given(
    dated_bundles,
    contractors(st.lists(rolling, min_size=1, max_size=1), round_paces),
    st.builds(Business, horizon_months=whole_months),
    days,
)
def test_from_a_day_on_hours_roll_over_too(
    tasks: tuple[Task, ...], contractor: Contractor, business: Business, on: dt.date
) -> None:
    compare(score(tasks, contractor, business, on=on), reckon(tasks, contractor, business, on=on), business)


@st.composite
def running_retainers(draw: st.DrawFn) -> tuple[tuple[Task, ...], Engagement, dt.date]:
    """A bundle, and a retainer that runs for other tasks, for some of the bundle, or for both."""
    on = draw(days)
    names = draw(st.sampled_from([("a", "x"), ("ax", "x"), ("a", "a"), ("a", "ax"), ("ab", "a"), ("ab", "bx")]))
    pool = {task.name: task for task in draw(tasks_of(dated_rules | undated, half_hours, ("a", "b", "x")))}
    contractor = draw(contractors(st.lists(retainers, max_size=1), round_paces))
    engagement = Engagement(
        contractor,
        tasks=[pool[name] for name in names[1]],
        mode=Mode.OUTSOURCE,
        start=on - dt.timedelta(days=draw(st.integers(0, 900))),
        retainer=attrs.evolve(draw(retainers | rolling), notice_months=draw(st.integers(0, 6))),
    )
    return tuple(pool[name] for name in names[0]), engagement, on


@examples(1.0)
@given(running_retainers(), st.builds(Business, horizon_months=whole_months) | businesses)
def test_a_retainer_that_runs_is_compared_as_it_stands(
    world: tuple[tuple[Task, ...], Engagement, dt.date], business: Business
) -> None:
    tasks, engagement, on = world
    found = score(tasks, engagement.contractor, business, engagements=engagement, on=on)
    ours = reckon(tasks, engagement.contractor, business, engagements=[engagement], on=on)
    compare(found, ours, business)


@examples(0.5)
@given(running_retainers(), st.integers(0, 900), businesses)
def test_a_retainer_that_will_end_saves_no_fees_after_its_end(
    world: tuple[tuple[Task, ...], Engagement, dt.date], left: int, business: Business
) -> None:
    tasks, engagement, on = world
    engagement = attrs.evolve(engagement, end=on + dt.timedelta(days=left))
    found = score(tasks, engagement.contractor, business, engagements=engagement, on=on)
    ours = reckon(tasks, engagement.contractor, business, engagements=[engagement], on=on)
    compare(found, ours, business)


@st.composite
def pasts(draw: st.DrawFn) -> tuple[Contractor, Engagement, dt.date | None]:
    """Who was engaged before, in either mode, but is not on retainer now."""
    on = draw(days)
    contractor = draw(contractors(one_offer, round_paces))
    mode = draw(st.sampled_from([Mode.OUTSOURCE, Mode.OUT_TASK]))
    before = Engagement(
        contractor,
        tasks=Task("x", hours=3, recurrence=1),
        mode=mode,
        start=on - dt.timedelta(days=400),
        end=draw(st.just(on - dt.timedelta(days=1)) | (st.none() if mode is Mode.OUT_TASK else st.nothing())),
        retainer=Retainer(100, 3) if mode is Mode.OUTSOURCE else None,
    )
    return contractor, before, draw(st.sampled_from([on, None]))


@examples(0.5)
@given(bundles, pasts(), businesses)
def test_whom_you_know_you_need_not_search_and_whom_you_had_on_retainer_not_onboard(
    tasks: tuple[Task, ...], past: tuple[Contractor, Engagement, dt.date | None], business: Business
) -> None:
    contractor, before, on = past
    found = score(tasks, contractor, business, engagements=before, on=on)
    compare(found, reckon(tasks, contractor, business, engagements=[before], on=on), business)


@examples(0.3)
@given(running_retainers(), contractors(one_offer, round_paces), businesses)
def test_a_retainer_that_runs_with_somebody_else_changes_nothing(
    world: tuple[tuple[Task, ...], Engagement, dt.date], contractor: Contractor, business: Business
) -> None:
    tasks, engagement, on = world
    somebody = attrs.evolve(contractor, name="Grace")
    found = score(tasks, somebody, business, engagements=engagement, on=on)
    compare(found, reckon(tasks, somebody, business, on=on), business)
