"""What is not known of a case, and what may it be?"""

import datetime as dt
import math

import pytest

from delegation import Availability, Contractor, History, Rate, Task, score
from delegation._costing.case import Case
from delegation.scoring.unknowns import FAINT, RATES, ended, hours_of, learnt_places, loads_of, rates_of

DAYS = [dt.date(2026, 1, 5), dt.date(2026, 2, 3), dt.date(2026, 3, 9), dt.date(2026, 4, 2), dt.date(2026, 5, 7)]
SEEN = History(DAYS, hours=[3, 4, 5, 3, 4], until=dt.date(2026, 5, 30))
ANN = Contractor("Ann", rate=60, pace=2.0)
SITE = Task("site", recurrence=SEEN)


def case_of(*tasks: Task, contractor: Contractor = ANN) -> Case:
    return score(tasks, contractor)._case


class TestLoads:
    def test_loads_that_are_given_or_stand_at_their_defaults_are_known(self) -> None:
        assert loads_of(case_of(SITE)) == [(1.0, ANN.availability)]

    def test_learnt_loads_are_every_one_that_is_not_unlikely(self) -> None:
        learnt = Availability.learn(one_off_waits=[3, 5, 0])
        found = loads_of(case_of(SITE, contractor=Contractor("Ann", rate=60, availability=learnt)))
        likely = [belief for belief in learnt.beliefs if belief.weight >= FAINT]
        assert len(found) == len(likely) > 20
        assert math.fsum(weight for weight, _ in found) == pytest.approx(1.0)
        assert [(each.regular_load, each.one_off_load, each.job_hours) for _, each in found] == [
            tuple(belief[1:]) for belief in likely
        ]
        assert {each.beliefs for _, each in found} == {()}


class TestRates:
    def test_only_tasks_with_a_history_are_not_known(self) -> None:
        assert learnt_places(case_of(Task("news", hours=1, recurrence=Rate(2)), SITE)) == [1]

    def test_six_rates_of_each_likely_regularity_and_an_end(self) -> None:
        (work,) = case_of(SITE).works
        found = rates_of(work, 12)
        assert found.ended == SEEN.ended
        assert [len(works) for _, works in found.alive] == [RATES] * len(found.alive)
        assert math.fsum([found.ended, *(weight for weight, _ in found.alive)]) == pytest.approx(1.0)
        assert [works[0].rhythmic for _, works in found.alive] == [False, True, True]

    def test_they_go_up_and_their_mean_is_about_the_learnt_rate(self) -> None:
        (work,) = case_of(SITE).works
        for _, works in rates_of(work, 12).alive:
            times = [each.occurrences for each in works]
            assert times == sorted(times)
            assert math.fsum(times) / RATES == pytest.approx(12.2, rel=0.06)
            for each in works:
                assert math.fsum(count.mean * repeats for count, repeats in each.counts) == pytest.approx(
                    each.occurrences, rel=1e-6
                )

    def test_work_that_has_ended_never_comes(self) -> None:
        (work,) = case_of(SITE).works
        gone = ended(work, 12)
        assert gone.occurrences == 0.0
        assert [(count.mean, repeats) for count, repeats in gone.counts] == [(0.0, 12)]


class TestHours:
    def test_the_mean_of_few_jobs_is_unsure_by_their_spread_over_the_root_of_their_number(self) -> None:
        (work,) = case_of(SITE).works
        found = hours_of(work)
        mean = math.fsum(weight * factor for weight, factor in found)
        spread = math.sqrt(math.fsum(weight * (factor - mean) ** 2 for weight, factor in found))
        assert mean == pytest.approx(1.0)
        assert spread == pytest.approx(SEEN.hours_cv / math.sqrt(5.0), rel=0.02)

    def test_hours_of_which_no_job_is_known_count_as_known(self) -> None:
        (work,) = case_of(Task("site", hours=3, recurrence=DAYS)).works
        assert hours_of(work) == [(1.0, 1.0)]
        (other,) = case_of(Task("news", hours=1, recurrence=Rate(2))).works
        assert hours_of(other) == [(1.0, 1.0)]
