"""A second reckoning of waits, as naive as can be, by somebody who knows the design and not the code.

First the line of a contractor whose clients all send work alike, from the moments of a busy period. Then the line that
work of our own size and rhythm meets, by the steps of the design one after the other: all sums are taken over streams
of work, and what a job does not meet of its own stream is left out of the streams before they are summed.
"""

import math
from collections.abc import Callable, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

import attrs

from delegation import Availability

MONTH_DAYS = 365.25 / 12
PRECISE = Context(prec=100)

Wait = tuple[tuple[float, float], ...] | None
"""(chance, mean days) of each exponential phase; the chances add up to the chance of waiting. None: never reached."""

# Work like that of others: how long until the contractor starts?


@attrs.frozen
class Line:
    """The waiting line before one contractor, in jobs a calendar day, as exact fractions of the numbers given."""

    people: int
    done: Fraction
    regular: Fraction
    one_off: Fraction

    @property
    def share(self) -> Fraction:
        """The share of the contractor's time that is taken, 1 or more when they never catch up."""
        return (self.regular + self.one_off) / self.done


def line_before(availability: Availability, own_jobs_per_day: float, *, regular: bool) -> Line:
    """m, λ1 and λ2, the owner's own steady load within the class that they are in."""
    done = availability.people * Fraction(availability.hours_per_week) / (7 * Fraction(availability.job_hours))
    own = Fraction(own_jobs_per_day)
    return Line(
        availability.people,
        done,
        Fraction(availability.regular_load) * done + (own if regular else 0),
        Fraction(availability.one_off_load) * done + (0 if regular else own),
    )


def erlang_c(people: int, share: float | Fraction) -> float:
    """The chance that all are busy, by the textbook sum."""
    if share >= 1:
        return 1.0
    a = people * share
    last = a**people / math.factorial(people) / (1 - share)
    return float(last / (sum(a**k / math.factorial(k) for k in range(people)) + last))


@lru_cache(maxsize=1_000)
def regular_wait(line: Line) -> Wait:
    """All busy: the next server is free after 1/m, and only regulars come before; r = m − λ1."""
    if line.regular >= line.done:
        return None
    return ((erlang_c(line.people, line.share), float(1 / (line.done - line.regular))),)


@lru_cache(maxsize=1_000)
def one_off_wait(line: Line) -> Wait:
    """The two-phase mix with the first three moments of the exact delay.

    While all are busy somebody finishes at rate m, as one fast server would. The job that comes finds a number in line
    that is geometric with ratio λ/m, so what is before it takes an exponential time T0 at rate η = m − λ. Whoever
    comes in that time as a regular goes first and keeps them busy for B, as do those who come in that time, and so on:
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
    busy = erlang_c(line.people, line.share)
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


# Work of our own: how long does each task of ours wait?


@attrs.frozen
class Hands:
    """Whose time is waited for: people with so many hours a week each, and the shares that others take of them."""

    people: int
    hours_per_week: float
    job_hours: float
    regular_load: float
    one_off_load: float

    @property
    def hours_per_day(self) -> float:
        """cap."""
        return self.people * self.hours_per_week / 7


@attrs.frozen
class Own:
    """Work of ours: hours of each job, with their coefficient of variation, and jobs a month."""

    hours: float
    per_month: float
    rhythmic: bool = False
    cv: float = 0.0


@attrs.frozen
class Stream:
    """Work that comes again and again: others' of one class, or a task of ours.

    `left` has the moments of what is left of a job under way, each by its factorial; `bunched` is z.
    """

    share: float
    left: tuple[float, float, float]
    first: bool
    bunched: float = 1.0


def total(streams: Sequence[Stream], of: Callable[[Stream], float] = lambda _: 1.0) -> float:
    """A sum over all work, each by its share."""
    return math.fsum(stream.share * of(stream) for stream in streams)


def chance_all_busy(people: int, load: float, z: float) -> float:
    """Chance(load, z): Erlang C, less where rhythm keeps jobs apart."""
    if load <= 0.0:
        return 0.0
    return erlang_c(people, load) * math.pow(load, math.sqrt(4 + 2 * (people - 1) / z) - math.sqrt(2 + 2 * people))


def until_free(hands: Hands, streams: Sequence[Stream], level: float) -> float:
    """The gap: mean days until somebody is free, given that nobody is."""
    load, c = total(streams), hands.people
    one = total(streams, lambda each: each.left[0])
    root = total(streams, lambda each: each.left[0] ** (1 / c))
    return ((1 - level) * (root / load) ** c + level * one / load) / hands.hours_per_day


def shape(
    mean: float, chance: float, streams: Sequence[Stream], *, busy: float, level: float, before: float, regular: bool
) -> Wait:
    """Two phases with the mean found, and the second and third moment of the mixture before a job relative to it."""
    if mean <= 0.0 or chance <= 0.0:
        return ()
    b, v, u = (total(streams, lambda each, k=k: each.left[k]) for k in range(3))  # type: ignore[misc]  # k is bound
    firsts = [each for each in streams if each.first]
    b1, v1 = (total(firsts, lambda each, k=k: each.left[k]) for k in range(2))  # type: ignore[misc]  # k is bound
    spare = 1 - level
    beta, phi = (b1, v1) if regular else (b, v)
    m1 = b / spare
    m2 = (v + beta * m1) / spare
    m3 = (u + phi * m1 + beta * m2) / spare
    if not regular:
        t = 1 / (1 - before)
        q, r = b1 * t**3, v1 * t**4 + 2 * b1**2 * t**5
        m1, m2, m3 = t * m1, t**2 * m2 + q * m1, t**3 * m3 + 2 * t * q * m2 + r * m1
    y = max(0.0, m2 * busy / m1**2 - 1)
    m = max(m3 * busy**2 / m1**3, (1 + y) ** 2)
    a = mean / chance
    if y < 1e-9:
        return ((chance, a),)
    g = (m - 1 - 2 * y + 0.05 * (spare + 2 * y)) / (y + 0.05)
    d = math.sqrt((1 - g) ** 2 + 4 * y)
    t1 = (1 + g + d) / 2
    t2 = (g - y) / t1
    p = (1 + (1 - g) / d) / 2
    return ((chance * p, a * t1), (chance * (1 - p), a * t2))


def stream_of(own: Own, share: float, hands: Hands, spare: float, *, first: bool) -> Stream:
    """A task of ours as others meet it: what is left of a job under way, less where rhythm keeps jobs apart."""
    h, v, c = own.hours, own.cv, hands.people
    one = h * (1 + v**2) / 2
    two = one * h * (1 + 2 * v**2) / 3
    three = two * h * (1 + 3 * v**2) / 4
    if not own.rhythmic:
        return Stream(share, (one, two, three), first)
    f = 1 / (1 + one * (c - 1) * spare**2 / (3 * hands.job_hours))
    return Stream(share, (f * one, f**2 * two, f**3 * three), first, bunched=1 / (1 + c * share) ** 2)


@lru_cache(maxsize=1_000)
def own_waits(own: Sequence[Own], hands: Hands, *, regular: bool) -> list[Wait]:
    """The wait of each task in one class, and last that of a job that comes at any moment."""
    c, cap, J = hands.people, hands.hours_per_day, hands.job_hours
    if cap == 0.0:
        return [None] * (len(own) + 1)
    shares = [each.per_month * each.hours / MONTH_DAYS / cap for each in own]
    before = hands.regular_load + (math.fsum(shares) if regular else 0.0)  # σ1
    later = min(hands.one_off_load, 1 - before) if regular else hands.one_off_load  # a2'
    level = before if regular else before + later + math.fsum(shares)  # s
    if level >= 1:
        return [None] * (len(own) + 1)

    def others(added: float = 0.0) -> list[Stream]:
        sizes = (J, J**2, J**3)
        return [Stream(hands.regular_load, sizes, first=True), Stream(later + added, sizes, first=False)]

    pairs = zip(own, shares, strict=True)
    ours = [stream_of(each, share, hands, 1 - level + share, first=regular) for each, share in pairs]
    everything = [*others(), *ours]
    busy = total(everything)  # ρ
    if busy == 0.0:
        return [()] * (len(own) + 1)
    chance = chance_all_busy(c, busy, total(everything, lambda each: each.bunched) / busy)
    b = chance * until_free(hands, everything, level)
    rhythmic = [index for index, each in enumerate(own) if each.rhythmic and each.per_month]
    alpha = 1 - level + math.fsum(shares[index] for index in rhythmic)

    # R1 and R2: what each task on a rhythm meets, which is all but most of itself
    unmet: dict[int, float] = {}
    met: dict[int, list[Stream]] = {}
    chances: dict[int, float] = {}
    alone: dict[int, float] = {}
    for index in rhythmic:
        share, apart = shares[index], 30.4375 / own[index].per_month
        rest = [each for place, each in enumerate(ours) if place != index]
        memory = math.sqrt(total([*others(), *rest], lambda each: each.left[1]))
        g = math.exp(-0.4 * apart * cap * (1 - level) ** 2.25 / memory) if memory else 0.0
        unmet[index] = (1 - g) * share
        added = min(hands.one_off_load, 1 - before + unmet[index]) - later if regular else 0.0
        met[index] = [*others(added), *rest]
        load = total(met[index])
        chances[index] = alone[index] = 0.0
        if load:
            own_busy = load + share - unmet[index]
            z = total(met[index], lambda each: each.bunched) / load
            chances[index] = chance_all_busy(c, own_busy, z)
            alone[index] = chances[index] * load / own_busy * until_free(hands, met[index], level - unmet[index])

    # R3 and R4: X·α = b + Q and X_i·(α − x_i + ε_i + q_i·x_i) = b_i + q_i·Q, by four sweeps
    ratio = dict.fromkeys(rhythmic, 1.0)
    found: dict[int, float] = {}
    X = b / alpha
    for _ in range(4 if rhythmic else 0):
        room = {index: alpha - shares[index] + unmet[index] + ratio[index] * shares[index] for index in rhythmic}
        k = {index: shares[index] / room[index] for index in rhythmic}
        Q = math.fsum(k[index] * alone[index] for index in rhythmic) / (
            1 - math.fsum(k[index] * ratio[index] for index in rhythmic)
        )
        X = (b + Q) / alpha
        found = {index: (alone[index] + ratio[index] * Q) / room[index] for index in rhythmic}
        ratio = {index: min(1.0, found[index] / X) for index in rhythmic}

    # R5 and step 8: one-off clients also wait for the regular ones who come meanwhile
    behind = 1.0 if regular else 1 / (1 - before)
    at_any_moment = shape(X * behind, chance, everything, busy=busy, level=level, before=before, regular=regular)
    waits = [at_any_moment] * (len(own) + 1)
    for index in rhythmic:
        waits[index] = shape(
            found[index] * behind,
            chances[index],
            met[index],
            busy=total(met[index]) + shares[index] - unmet[index],
            level=level - unmet[index],
            before=before - (unmet[index] if regular else 0.0),
            regular=regular,
        )
    return waits


# Any wait: how late is a start, on average?


def chance_longer(wait: Wait, days: float) -> float:
    """P(W > t)."""
    if wait is None:
        return 1.0
    return math.fsum(chance * math.exp(-days / mean) for chance, mean in wait)


def integral(f: Callable[[float], float], low: float, high: float) -> float:
    """The integral of a smooth function: trapezes after x = tanh(π/2·sinh y), which leaves next to nothing out."""
    middle, half, step = (low + high) / 2.0, (high - low) / 2.0, 0.125
    area = 0.0
    for k in range(-26, 27):
        y = k * step
        slope = math.pi / 2.0 * math.cosh(y) / math.cosh(math.pi / 2.0 * math.sinh(y)) ** 2
        area += slope * f(middle + half * math.tanh(math.pi / 2.0 * math.sinh(y)))
    return area * step * half


def expected_lateness(wait: Wait, slack: float, patience: float) -> float:
    """E[min((W − d)⁺, τ)]: the area under P(W > t) from d to d + τ, in panels that double in length."""
    if wait is None:
        return patience
    areas: list[float] = []
    low, length = 0.0, min(patience, *(mean for _, mean in wait)) if wait else 0.0
    while low < patience and chance_longer(wait, slack + low) > 0.0:
        high = min(patience, low + length)
        areas.append(integral(lambda days: chance_longer(wait, slack + days), low, high))
        low, length = high, 2.0 * length
    return math.fsum(areas)


def expected_delay(wait: Wait, later: float, slack: float, patience: float) -> float:
    """E[min((v + W − d)⁺, τ)] where the wait begins v days after the need: the same area, phase by phase."""
    if wait is None:
        return patience
    sure = min(max(0.0, later - slack), patience)
    start, rest = max(0.0, slack - later), patience - sure
    areas = (chance * mean * math.exp(-start / mean) * -math.expm1(-rest / mean) for chance, mean in wait)
    return math.fsum([sure, *areas])
