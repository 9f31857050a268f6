"""Waits with and without priority: against published formulas, another derivation, and exact and simulated cases."""

import cmath
import json
import math
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from delegation.queueing import INFINITY, Wait, erlang_c, one_off_wait, regular_wait
from tests.worlds import or_nothing, spread

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "data" / "priority_queue.json").read_text())[
    "sets"
]
SIMULATED = [case for case in CASES if "simulated_mean_and_95_half_width" in case]


class Queue(NamedTuple):
    """What other clients ask of a contractor, and what they can do."""

    capacity: float
    regular: float
    one_off: float
    servers: int


def queue_of(case: dict[str, Any]) -> Queue:
    """A case of the data file."""
    return Queue(
        case["servers"] / case["mean_job_days"],
        case["arrivals_regular_per_day"],
        case["arrivals_one_off_per_day"],
        case["servers"],
    )


def laden(capacity: float, busy: float, part: float, servers: int) -> Queue:
    """A queue that is so busy, with this part of the work from regular clients."""
    return Queue(capacity, capacity * busy * part, capacity * busy * (1.0 - part), servers)


shares = st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0.0, 1.0), spread(1e-9, 1.0))
servers = st.one_of(st.just(1), st.integers(1, 12), st.sampled_from([100, 10_000]))
busy_queues = st.builds(laden, spread(1e-6, 1e6), spread(1e-6, 0.9999), shares, servers)
any_queues = st.builds(Queue, spread(1e-6, 1e6), or_nothing(spread(1e-9, 1e9)), or_nothing(spread(1e-9, 1e9)), servers)
mixes = st.tuples(st.floats(0.0, 1.0), spread(1e-3, 1e3), spread(1e-3, 1e3))
waits = st.builds(
    lambda chance, mix: Wait(chance, ((mix[0], mix[1]), (1.0 - mix[0], mix[2]))), or_nothing(spread(1e-9, 1.0)), mixes
)
spans = or_nothing(spread(1e-6, 1e6))


def each(cases: list[dict[str, Any]]) -> pytest.MarkDecorator:
    """Once for each case of the data file."""
    return pytest.mark.parametrize("case", cases, ids=[case["id"] for case in cases])


class TestErlangC:
    def test_one_server_is_found_busy_as_often_as_it_is_busy(self) -> None:
        assert erlang_c(1, 0.7) == pytest.approx(0.7, rel=1e-15)

    def test_two_servers_with_work_for_one_are_both_busy_a_third_of_the_time(self) -> None:
        assert erlang_c(2, 1.0) == pytest.approx(1 / 3, rel=1e-15)

    def test_five_servers_with_work_for_four_are_all_busy_as_tables_say(self) -> None:
        # a⁵/5!·5 over the same plus Σ a^k/k!, k < 5: (1024/24)/(1024/24 + 103/3) = 128/231
        assert erlang_c(5, 4.0) == pytest.approx(128 / 231, rel=1e-15)

    def test_nobody_waits_where_nobody_comes(self) -> None:
        assert erlang_c(3, 0.0) == 0.0

    def test_work_for_almost_every_server_makes_almost_everybody_wait(self) -> None:
        assert 1.0 - 1e-14 < erlang_c(3, math.nextafter(3.0, 0.0)) <= 1.0

    def test_work_for_every_server_makes_everybody_wait(self) -> None:
        assert erlang_c(3, 3.0) == 1.0

    def test_work_for_more_than_every_server_makes_everybody_wait(self) -> None:
        assert erlang_c(3, 3.5) == 1.0

    @given(st.integers(1, 60), st.floats(1e-3, 0.999))
    def test_the_recursion_agrees_with_the_sum_of_erlang(self, count: int, part: float) -> None:
        offered = Fraction(part) * count
        terms = [Fraction(1)]
        for k in range(1, count + 1):
            terms.append(terms[-1] * offered / k)
        full = terms[count] * count / (count - offered)
        exact = full / (sum(terms[:count]) + full)
        assert erlang_c(count, part * count) == pytest.approx(float(exact), rel=1e-11)

    @given(st.sampled_from([1, 2, 7, 100, 10_000]), spread(1e-12, 1.0), spread(1e-12, 1.0))
    def test_more_work_never_makes_waiting_less_likely(self, count: int, one: float, other: float) -> None:
        assert erlang_c(count, min(one, other) * count) <= erlang_c(count, max(one, other) * count) * (1.0 + 1e-12)

    @given(st.integers(1, 200), spread(1e-12, 1.0))
    def test_one_server_more_at_the_same_work_never_makes_waiting_likelier(self, count: int, part: float) -> None:
        assert erlang_c(count + 1, part * count) <= erlang_c(count, part * count)


class TestWait:
    def test_the_mean_of_a_mix_is_its_chance_times_the_mean_of_its_phases(self) -> None:
        # half wait; of these, three quarters 2 days and one quarter 10 days on average: 0.5·(0.75·2 + 0.25·10)
        assert Wait(0.5, ((0.75, 0.5), (0.25, 0.1))).mean == pytest.approx(2.0, rel=1e-15)

    def test_a_wait_exceeds_nothing_with_the_chance_of_waiting_at_all(self) -> None:
        assert Wait(0.5, ((0.75, 0.5), (0.25, 0.1))).exceeds(0.0) == 0.5

    def test_a_wait_exceeds_days_with_the_weighed_chance_of_its_phases(self) -> None:
        wait = Wait(0.5, ((0.75, 0.5), (0.25, 0.1)))
        assert wait.exceeds(10.0) == pytest.approx(0.5 * (0.75 * math.exp(-5.0) + 0.25 * math.exp(-1.0)), rel=1e-15)

    def test_lateness_counts_only_days_beyond_the_slack(self) -> None:
        # memoryless: with the chance e^-1 of being late at all, 10 days follow on average
        assert Wait(1.0, ((1.0, 0.1),)).lateness(10.0) == pytest.approx(10.0 * math.exp(-1.0), rel=1e-15)

    def test_lateness_counts_only_days_up_to_the_patience(self) -> None:
        assert Wait(1.0, ((1.0, 0.1),)).lateness(0.0, 10.0) == pytest.approx(10.0 * (1.0 - math.exp(-1.0)), rel=1e-15)

    def test_a_client_without_patience_is_never_late(self) -> None:
        assert Wait(0.5, ((0.75, 0.5), (0.25, 0.1))).lateness(1.0, 0.0) == 0.0

    def test_a_tiny_patience_is_not_lost_in_rounding(self) -> None:
        assert Wait(1.0, ((1.0, 0.1),)).lateness(0.0, 1e-20) == pytest.approx(1e-20, rel=1e-15, abs=0.0)

    def test_an_endless_wait_has_an_infinite_mean(self) -> None:
        assert Wait(1.0, ((1.0, 0.0),)).mean == INFINITY

    def test_an_endless_wait_surely_exceeds_any_number_of_days(self) -> None:
        assert Wait(1.0, ((1.0, 0.0),)).exceeds(1e15) == 1.0

    def test_an_endless_wait_is_late_by_the_whole_patience(self) -> None:
        assert Wait(1.0, ((1.0, 0.0),)).lateness(1e15, 7.0) == 7.0

    def test_an_endless_wait_surely_exceeds_even_an_endless_patience(self) -> None:
        assert Wait(1.0, ((1.0, 0.0),)).exceeds(INFINITY) == 1.0

    def test_a_wait_that_ends_never_exceeds_an_endless_patience(self) -> None:
        assert Wait(1.0, ((1.0, 0.1),)).exceeds(INFINITY) == 0.0

    def test_a_wait_that_ends_is_not_called_endless(self) -> None:
        assert not Wait(1.0, ((1.0, 5e-324),)).endless

    @given(waits, st.floats(0.0, 3.0), st.floats(0.0, 3.0))
    def test_capped_lateness_is_the_area_under_the_chance_of_waiting_longer(
        self, wait: Wait, slack: float, patience: float
    ) -> None:
        scale = max(wait.phases[0][1], wait.phases[1][1])
        slack, patience = slack / scale, patience / scale
        strips = 100
        ends = [slack + patience * k / (2 * strips) for k in range(2 * strips + 1)]
        weights = [1.0, *([4.0, 2.0] * strips)[:-1], 1.0]
        area = math.fsum(w * wait.exceeds(t) for w, t in zip(weights, ends, strict=True)) * patience / (6 * strips)
        assert wait.lateness(slack, patience) == pytest.approx(area, rel=1e-7, abs=0.0)

    @given(waits, spans, spans, spans)
    def test_lateness_never_rises_in_slack(self, wait: Wait, one: float, other: float, patience: float) -> None:
        low, high = sorted((one, other))
        assert wait.lateness(high, patience) <= wait.lateness(low, patience)

    @given(waits, spans, spans, spans)
    def test_lateness_never_falls_in_patience(self, wait: Wait, slack: float, one: float, other: float) -> None:
        low, high = sorted((one, other))
        assert wait.lateness(slack, low) <= wait.lateness(slack, high) * (1.0 + 1e-12)

    @given(waits, spans, spans)
    def test_lateness_is_at_most_the_patience(self, wait: Wait, slack: float, patience: float) -> None:
        assert 0.0 <= wait.lateness(slack, patience) <= patience * (1.0 + 1e-12)


class TestPublishedCases:
    @each(CASES)
    def test_the_mean_wait_of_regular_clients_is_the_published_one(self, case: dict[str, Any]) -> None:
        assert regular_wait(*queue_of(case)).mean == pytest.approx(case["formula"]["W1"], rel=1e-9, abs=0.0)

    @each(CASES)
    def test_the_mean_wait_of_one_off_clients_is_the_published_one(self, case: dict[str, Any]) -> None:
        assert one_off_wait(*queue_of(case)).mean == pytest.approx(case["formula"]["W2"], rel=1e-9, abs=0.0)

    @each(CASES)
    def test_regular_clients_wait_longer_than_some_days_as_often_as_the_exact_formula_says(
        self, case: dict[str, Any]
    ) -> None:
        wait = regular_wait(*queue_of(case))
        exact = case["formula"]["tail1"]
        assert {days: wait.exceeds(float(days)) for days in exact} == pytest.approx(exact, rel=1e-9, abs=0.0)

    @each(CASES)
    def test_one_off_clients_wait_longer_than_some_days_nearly_as_often_as_the_exact_formula_says(
        self,
        case: dict[str, Any],
    ) -> None:
        wait = one_off_wait(*queue_of(case))
        exact = case["formula"]["tail2"]
        assert {days: wait.exceeds(float(days)) for days in exact} == pytest.approx(exact, rel=0.0, abs=0.07)

    @each([case for case in CASES if "tardiness2" in case["formula"]])
    def test_one_off_clients_are_late_nearly_by_what_the_exact_formula_says(self, case: dict[str, Any]) -> None:
        wait = one_off_wait(*queue_of(case))
        exact, mean = case["formula"]["tardiness2"], case["formula"]["W2"]
        assert {days: wait.lateness(float(days)) for days in exact} == pytest.approx(exact, rel=0.0, abs=0.02 * mean)

    @each(SIMULATED)
    def test_the_mean_wait_of_regular_clients_is_within_what_was_simulated(self, case: dict[str, Any]) -> None:
        mean, half_width = case["simulated_mean_and_95_half_width"]["W1"]
        assert regular_wait(*queue_of(case)).mean == pytest.approx(mean, rel=0.0, abs=2 * half_width)

    @each(SIMULATED)
    def test_the_mean_wait_of_one_off_clients_is_within_what_was_simulated(self, case: dict[str, Any]) -> None:
        mean, half_width = case["simulated_mean_and_95_half_width"]["W2"]
        assert one_off_wait(*queue_of(case)).mean == pytest.approx(mean, rel=0.0, abs=2 * half_width)

    def test_the_data_holds_twenty_eight_cases_eight_of_them_simulated(self) -> None:
        assert (len(CASES), len(SIMULATED)) == (28, 8)


def busy_period_moments(capacity: Fraction, regular: Fraction) -> tuple[Fraction, Fraction, Fraction]:
    """The first three moments of the time T in which the queue of regular clients gets one shorter.

    The next event comes after an exponential time X at rate capacity + regular; with chance u = regular/(capacity +
    regular) it is an arrival, and then two such times follow: T = X + (T' + T'' with chance u). Hence, by powers of T.
    """
    u = regular / (capacity + regular)
    x1 = 1 / (capacity + regular)
    x2, x3 = 2 * x1**2, 6 * x1**3
    b1 = x1 / (1 - 2 * u)
    b2 = (x2 + 2 * x1 * u * 2 * b1 + u * 2 * b1**2) / (1 - 2 * u)
    b3 = (x3 + 3 * x2 * u * 2 * b1 + 3 * x1 * u * (2 * b2 + 2 * b1**2) + u * 6 * b1 * b2) / (1 - 2 * u)
    return b1, b2, b3


def exact_moments(queue: Queue) -> tuple[Fraction, Fraction, Fraction]:
    """The first three moments of a one-off client's wait, given that they wait: a geometric sum of busy periods."""
    capacity, regular, one_off = Fraction(queue.capacity), Fraction(queue.regular), Fraction(queue.one_off)
    rho = (regular + one_off) / capacity
    n1, n2, n3 = 1 / (1 - rho), 2 * rho / (1 - rho) ** 2, 6 * rho**2 / (1 - rho) ** 3  # factorial moments
    b1, b2, b3 = busy_period_moments(capacity, regular)
    return n1 * b1, n1 * b2 + n2 * b1**2, n1 * b3 + 3 * n2 * b1 * b2 + n3 * b1**3


def moment(wait: Wait, power: int) -> float:
    """A moment of a wait, given that the client waits."""
    return math.fsum(weight * math.factorial(power) / rate**power for weight, rate in wait.phases)


class TestAnotherDerivation:
    def test_the_busy_period_of_one_server_half_busy_has_the_moments_of_textbooks(self) -> None:
        # M/M/1 with service 1 and arrivals 1/2: mean 1/(1 − ρ) = 2, second moment 2/(1 − ρ)³ = 16
        assert busy_period_moments(Fraction(1), Fraction(1, 2))[:2] == (Fraction(2), Fraction(16))

    def test_a_one_off_wait_by_hand(self) -> None:
        # capacity 1, regulars 1/2, one-offs 1/4: A = 8, G = 6, q = 68, t = 7 ± √17, p = (1 + 2/√68)/2
        wait = one_off_wait(1.0, 0.5, 0.25, 1)
        root = math.sqrt(17.0)
        assert [wait.chance, *(number for phase in wait.phases for number in phase)] == pytest.approx(
            [0.75, 0.5 + 0.5 / root, 1.0 / (7.0 + root), 0.5 - 0.5 / root, 1.0 / (7.0 - root)], rel=1e-14
        )

    def test_a_regular_wait_by_hand(self) -> None:
        assert regular_wait(1.0, 0.5, 0.25, 1) == Wait(0.75, ((1.0, 0.5),))

    @given(busy_queues, st.integers(1, 3))
    def test_the_first_three_moments_of_a_one_off_wait_are_exact(self, queue: Queue, power: int) -> None:
        exact = exact_moments(queue)[power - 1]
        assert moment(one_off_wait(*queue), power) == pytest.approx(float(exact), rel=1e-9, abs=0.0)

    @given(any_queues)
    def test_a_one_off_client_waits_with_the_chance_of_erlang(self, queue: Queue) -> None:
        load = (queue.regular + queue.one_off) / queue.capacity
        assert one_off_wait(*queue).chance == erlang_c(queue.servers, load * queue.servers)

    @given(any_queues)
    def test_a_regular_client_waits_with_the_same_chance_as_a_one_off_client(self, queue: Queue) -> None:
        assert regular_wait(*queue).chance == one_off_wait(*queue).chance

    @given(busy_queues)
    def test_priority_only_shifts_waiting_from_one_class_to_the_other(self, queue: Queue) -> None:
        """Kleinrock's conservation law: the mean over all clients is that without priority, C/(m − λ)."""
        total = queue.regular + queue.one_off
        shared = queue.regular * regular_wait(*queue).mean + queue.one_off * one_off_wait(*queue).mean
        alone = erlang_c(queue.servers, queue.servers * total / queue.capacity) / (queue.capacity - total)
        assert shared == pytest.approx(total * alone, rel=1e-9, abs=0.0)

    @given(spread(1e-6, 1e6), st.floats(0.0, 0.9999), servers)
    def test_without_regular_clients_a_one_off_wait_is_that_of_a_single_line(
        self, capacity: float, busy: float, count: int
    ) -> None:
        wait = one_off_wait(capacity, 0.0, capacity * busy, count)
        days = 1.0 / (capacity * (1.0 - busy))
        assert wait.exceeds(days) == pytest.approx(wait.chance * math.exp(-1.0), rel=1e-9, abs=0.0)


def transform(s: complex, queue: Queue) -> complex:
    """The Laplace transform of a one-off client's wait, given that they wait; Kella and Yechiali (1985)."""
    m, regular, rho = queue.capacity, queue.regular, (queue.regular + queue.one_off) / queue.capacity
    total = m + regular + s
    period = 2.0 * m / (total + cmath.sqrt(total * total - 4.0 * m * regular))
    return (1.0 - rho) * period / (1.0 - rho * period)


def inverted(function: Callable[[complex], complex], days: float) -> float:
    """The function of which this is the Laplace transform, at so many days, to about 1e-8."""
    terms = [
        (-1) ** k * function(complex(9.2 / days, k * math.pi / days)).real * (0.5 if k == 0 else 1.0) for k in range(27)
    ]
    sums = [math.fsum(terms[: 16 + j]) for j in range(12)]
    return math.exp(9.2) / days * math.fsum(math.comb(11, j) / 2.0**11 * part for j, part in enumerate(sums))


def exact_tail(queue: Queue, days: float) -> float:
    """P(W > days) of a one-off client who waits."""
    return inverted(lambda s: (1.0 - transform(s, queue)) / s, days)


def exact_lateness(queue: Queue, days: float) -> float:
    """E[(W − days)⁺] of a one-off client who waits."""
    mean = float(exact_moments(queue)[0])
    return inverted(lambda s: mean / s - (1.0 - transform(s, queue)) / s**2, days)


single = st.builds(laden, st.just(1.0), spread(1e-3, 0.9999), st.one_of(shares, st.floats(0.9, 1.0)), st.just(1))

means = spread(1e-3, 30.0)


class TestHowGoodTheFitIs:
    @each(CASES)
    def test_the_inverted_transform_is_the_exact_tail_of_the_cases(self, case: dict[str, Any]) -> None:
        queue = queue_of(case)
        chance = erlang_c(queue.servers, queue.servers * (queue.regular + queue.one_off) / queue.capacity)
        exact = case["formula"]["tail2"]
        assert {days: chance * exact_tail(queue, float(days)) for days in exact} == pytest.approx(
            exact, rel=0.0, abs=1e-7
        )

    @given(single, means)
    @example(Queue(1.0, 0.99999, 2e-10, 1), 0.07)
    def test_the_tail_of_a_one_off_wait_is_never_off_by_more_than_fourteen_percent(
        self, queue: Queue, times: float
    ) -> None:
        wait, days = one_off_wait(*queue), times * float(exact_moments(queue)[0])
        assert wait.exceeds(days) == pytest.approx(wait.chance * exact_tail(queue, days), rel=0.0, abs=0.14)

    @given(st.floats(0.0, 0.99), st.floats(0.1, 1.0), means)
    @example(0.7, 0.34, 0.07)
    @example(0.8, 0.5, 0.07)
    def test_the_tail_is_within_seven_percent_where_one_off_clients_bring_a_tenth_of_the_work(
        self, busy: float, part: float, times: float
    ) -> None:
        queue = laden(1.0, busy, 1.0 - part, 1)
        wait, days = one_off_wait(*queue), times * float(exact_moments(queue)[0])
        assert wait.exceeds(days) == pytest.approx(wait.chance * exact_tail(queue, days), rel=0.0, abs=0.07)

    @given(single, means)
    @example(Queue(1.0, 0.99999, 1e-8, 1), 0.52)
    def test_expected_lateness_is_never_off_by_more_than_four_percent_of_the_mean_wait(
        self, queue: Queue, times: float
    ) -> None:
        wait, mean = one_off_wait(*queue), float(exact_moments(queue)[0])
        exact = wait.chance * exact_lateness(queue, times * mean)
        assert wait.lateness(times * mean) == pytest.approx(exact, rel=0.0, abs=0.04 * wait.chance * mean)


own_loads = st.one_of(st.just(0.0), st.floats(0.0, 0.9999), spread(1e-9, 1.0))


def both(queue: Queue, own: float) -> tuple[Wait, Wait]:
    """The waits of an owner with this own load, as a regular and as a one-off client."""
    capacity, regular, one_off, count = queue
    return regular_wait(capacity, regular + own, one_off, count), one_off_wait(capacity, regular, one_off + own, count)


class TestWhoWaitsLonger:
    @given(busy_queues, own_loads, spans, st.one_of(st.just(INFINITY), spans))
    def test_a_one_off_client_is_never_less_late_than_a_regular_with_the_same_own_work(
        self, queue: Queue, own: float, slack: float, patience: float
    ) -> None:
        regular, one_off = both(queue, own * queue.capacity)
        scale = 1.0 / queue.capacity
        late = one_off.lateness(slack * scale, patience * scale)
        assert regular.lateness(slack * scale, patience * scale) <= late * (1.0 + 1e-9)

    @given(busy_queues, own_loads, st.floats(0.0, 30.0))
    def test_a_one_off_client_never_waits_longer_than_some_days_with_less_chance_than_a_regular(
        self, queue: Queue, own: float, times: float
    ) -> None:
        regular, one_off = both(queue, own * queue.capacity)
        days = times / queue.capacity
        assert regular.exceeds(days) <= one_off.exceeds(days) + 1e-12

    @given(busy_queues, own_loads, st.floats(0.0, 30.0), st.floats(0.0, 30.0))
    def test_with_endless_patience_what_priority_saves_never_rises_in_slack(
        self, queue: Queue, own: float, one: float, other: float
    ) -> None:
        regular, one_off = both(queue, own * queue.capacity)
        if not one_off.endless:
            low, high = (times / queue.capacity for times in sorted((one, other)))
            saved = one_off.lateness(low) - regular.lateness(low)
            assert one_off.lateness(high) - regular.lateness(high) <= saved + 1e-12 * one_off.mean

    @given(busy_queues, st.floats(0.0, 0.5))
    def test_more_regular_clients_never_shorten_the_mean_wait_of_anybody(self, queue: Queue, more: float) -> None:
        room = queue.capacity - queue.regular - queue.one_off
        busier = queue._replace(regular=queue.regular + more * room)
        assert all(wait(*queue).mean <= wait(*busier).mean * (1.0 + 1e-9) for wait in (regular_wait, one_off_wait))

    @given(busy_queues, st.sampled_from([2.0**-10, 4.0, 2.0**20]))
    def test_with_days_counted_in_another_unit_the_mean_wait_is_the_same_time(self, queue: Queue, unit: float) -> None:
        other = Queue(queue.capacity * unit, queue.regular * unit, queue.one_off * unit, queue.servers)
        assert one_off_wait(*other).mean * unit == pytest.approx(one_off_wait(*queue).mean, rel=1e-12, abs=1e-290)


class TestFullOrEmpty:
    @pytest.mark.parametrize("regular", [0.0, 0.4, 1.0, 3.0])
    def test_one_off_clients_are_never_reached_where_all_work_fills_the_capacity(self, regular: float) -> None:
        assert one_off_wait(1.0, regular, max(0.0, 1.0 - regular), 2) == Wait(1.0, ((1.0, 0.0),))

    def test_one_off_clients_are_reached_as_long_as_a_little_room_is_left(self) -> None:
        assert one_off_wait(1.0, 0.5, 0.5 - 1e-12, 1).mean == pytest.approx(2e12, rel=1e-3)

    def test_regular_clients_are_never_reached_where_they_fill_the_capacity(self) -> None:
        assert regular_wait(2.0, 2.0, 0.0, 2) == Wait(1.0, ((1.0, 0.0),))

    def test_regular_clients_are_never_reached_where_they_want_more_than_the_capacity(self) -> None:
        assert regular_wait(2.0, 2.5, 0.0, 2) == Wait(1.0, ((1.0, 0.0),))

    def test_regular_clients_are_reached_as_long_as_a_little_room_is_left(self) -> None:
        assert regular_wait(1.0, 1.0 - 1e-12, 5.0, 1).mean == pytest.approx(1e12, rel=1e-3)

    def test_regular_clients_are_reached_however_many_one_off_clients_wait(self) -> None:
        assert regular_wait(1.0, 0.5, 1e9, 3) == Wait(1.0, ((1.0, 0.5),))

    @given(spread(1e-6, 1e6), servers)
    def test_nobody_waits_for_a_contractor_without_other_clients(self, capacity: float, count: int) -> None:
        assert [wait(capacity, 0.0, 0.0, count).mean for wait in (regular_wait, one_off_wait)] == [0.0, 0.0]

    def test_a_contractor_without_other_clients_is_not_called_endless(self) -> None:
        assert not one_off_wait(1.0, 0.0, 0.0, 1).endless

    @given(any_queues)
    def test_a_one_off_client_is_never_reached_exactly_where_the_load_leaves_no_room(self, queue: Queue) -> None:
        assert one_off_wait(*queue).endless == (queue.regular + queue.one_off >= queue.capacity)

    @given(any_queues)
    def test_a_regular_client_is_never_reached_exactly_where_regulars_leave_no_room(self, queue: Queue) -> None:
        assert regular_wait(*queue).endless == (queue.regular >= queue.capacity)

    @given(spread(1e-6, 1e6), st.floats(0.0, 0.999), spread(1e-16, 1e-3), servers)
    @example(1.0, 0.5, 1e-16, 1)
    def test_however_little_room_is_left_every_phase_of_a_one_off_wait_ends(
        self, capacity: float, part: float, room: float, count: int
    ) -> None:
        wait = one_off_wait(capacity, capacity * part, capacity * (1.0 - part) * (1.0 - room), count)
        if not wait.endless:
            assert all(0.0 < rate <= 2.0 * capacity for _, rate in wait.phases)

    @given(any_queues)
    def test_the_weights_of_a_wait_are_chances_that_add_up_to_one(self, queue: Queue) -> None:
        weights = [weight for weight, _ in one_off_wait(*queue).phases]
        assert min(weights) >= 0.0
        assert sum(weights) == 1.0

    @given(any_queues, or_nothing(spread(1e-12, 1e12)), or_nothing(spread(1e-12, 1e12)))
    def test_over_twelve_orders_of_magnitude_capped_lateness_is_a_number_up_to_the_patience(
        self, queue: Queue, slack: float, patience: float
    ) -> None:
        late = [wait(*queue).lateness(slack, patience) for wait in (regular_wait, one_off_wait)]
        assert all(0.0 <= days <= patience * (1.0 + 1e-12) for days in late)

    @given(any_queues, or_nothing(spread(1e-12, 1e12)))
    def test_over_twelve_orders_of_magnitude_the_chance_of_waiting_longer_is_a_chance(
        self, queue: Queue, days: float
    ) -> None:
        assert all(0.0 <= wait(*queue).exceeds(days) <= 1.0 for wait in (regular_wait, one_off_wait))

    @given(any_queues)
    def test_over_twelve_orders_of_magnitude_no_mean_wait_is_unknown(self, queue: Queue) -> None:
        assert all(wait(*queue).mean >= 0.0 for wait in (regular_wait, one_off_wait))
