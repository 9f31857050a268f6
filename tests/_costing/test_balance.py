"""What a commitment saves in a case, what it costs, and how long each task waits."""

import math
from collections.abc import Iterable

import pytest

from delegation import payback
from delegation._costing.balance import Balance, ClassWaits
from delegation.queueing import Wait

SOON, NEVER = Wait(1.0, ((1.0, 1.0),)), Wait(1.0, ((1.0, 0.0),))


def jobs(occurrences: float) -> payback.Jobs:
    return payback.Jobs(occurrences, 0.0, 0.0, 0.0, 0.0)


def balance(saved: float, committed: float, *waits: ClassWaits, occurrences: Iterable[float] = ()) -> Balance:
    met = waits or (ClassWaits(SOON, SOON),)
    many = [*occurrences] or [1.0] * len(met)
    return Balance(saved, committed, 0.0, 0.0, tuple(map(jobs, many)), met)


class TestVerdict:
    @pytest.mark.parametrize(("saved", "outsource"), [(99.9, False), (100.0, False), (100.1, True)])
    def test_outsourcing_must_save_more_than_it_commits_and_a_tie_is_out_tasked(
        self, saved: float, *, outsource: bool
    ) -> None:
        assert balance(saved, 100.0).outsource is outsource

    def test_without_room_for_a_regular_client_nothing_is_outsourced(self) -> None:
        assert not balance(200.0, 100.0, ClassWaits(NEVER, NEVER)).outsource

    def test_one_task_without_room_is_enough(self) -> None:
        found = balance(200.0, 100.0, ClassWaits(SOON, SOON), ClassWaits(NEVER, NEVER))
        assert (found.full, found.unreached, found.outsource) == (True, True, False)

    def test_a_one_off_client_may_never_be_reached_where_a_regular_one_has_room(self) -> None:
        found = balance(200.0, 100.0, ClassWaits(SOON, NEVER), ClassWaits(SOON, SOON))
        assert (found.full, found.unreached, found.outsource) == (False, True, True)

    def test_work_that_does_not_come_within_the_horizon_needs_no_room(self) -> None:
        waits = (ClassWaits(SOON, SOON), ClassWaits(NEVER, NEVER))
        found = balance(200.0, 100.0, *waits, occurrences=[1.0, 0.0])
        assert (found.full, found.unreached, found.outsource) == (False, False, True)

    def test_where_nothing_comes_there_must_be_room_all_the_same(self) -> None:
        waits = (ClassWaits(SOON, SOON), ClassWaits(NEVER, NEVER))
        found = balance(200.0, 100.0, *waits, occurrences=[0.0, 0.0])
        assert (found.full, found.unreached, found.outsource) == (True, True, False)

    def test_a_gain_is_what_is_saved_more_than_it_costs(self) -> None:
        assert (balance(200.0, 150.0).gain, balance(100.0, 150.0).gain) == (50.0, -50.0)

    def test_onboarding_is_committed_with_the_fees(self) -> None:
        found = balance(200.0, 150.0)._replace(onboarding=30.0)
        assert (found.committed, found.gain) == (180.0, 20.0)

    def test_without_room_any_gain_is_endlessly_far(self) -> None:
        assert balance(200.0, 100.0, ClassWaits(NEVER, NEVER)).gain == -math.inf
