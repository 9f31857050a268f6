"""Which jobs the lines of logs make up, and to which engagements they belong."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Contractor, Engagement, Job, Mode, Retainer, Task
from delegation.errors import RefusedFileError
from delegation.io._entries import Entry
from delegation.io._jobs import Done, Relationships, jobs_of, raise_problems
from delegation.io._lines import Problems
from delegation.io._logs import Log
from delegation.io._numbers import Numbers

ANA = Contractor("Ana", rate=45)
NEWS, SITE = Task("Newsletter", hours=3), Task("Website", hours=3)
FIRST = dt.date(2026, 3, 2)
BLOCK = Retainer(400, 10)


def day(after: int) -> dt.date:
    return FIRST + dt.timedelta(days=after)


def entry(after: int, hours: float, task: str = "Newsletter", price: float | None = None) -> Entry:
    return Entry("log.csv", 2 + after, "Ana", task, day(after), hours, None, price)


def done(after: int, hours: float, task: str = "Newsletter") -> Done:
    return Done("Ana", task, Job(day(after), hours), 0, 2 + after)


def log(name: str = "log.csv") -> Log:
    return Log(name, {}, (), Numbers(","), iter(()), Problems())


def one_off(*tasks: Task, jobs: list[Job] = []) -> Engagement:  # noqa: B006  # nobody changes it
    return Engagement(ANA, tasks=tasks, mode=Mode.OUT_TASK, start=day(0), jobs=jobs)


def block(*tasks: Task, end: dt.date | None = None) -> Engagement:
    return Engagement(ANA, tasks=tasks, mode=Mode.OUTSOURCE, retainer=BLOCK, start=day(0), end=end)


def known(*engagements: Engagement) -> Relationships:
    return Relationships({"Ana": ANA}, {"Newsletter": NEWS, "Website": SITE}, engagements)


class TestJobs:
    def test_have_the_money_of_all_their_lines_on_their_first_day(self) -> None:
        found = jobs_of([[entry(1, 2, price=90)], [entry(0, 1, price=45)]], 1)
        assert found == [Done("Ana", "Newsletter", Job(day(0), 3, price=135), 1, 2)]

    @given(
        st.lists(st.tuples(st.integers(0, 30), st.floats(0.01, 8), st.sampled_from(["Newsletter", "Website"]))),
        st.none() | st.integers(0, 5),
    )
    def test_hold_all_hours_and_lie_apart(self, lines: list[tuple[int, float, str]], gap: int | None) -> None:
        found = jobs_of([[entry(*line) for line in lines]], gap)
        assert sum(each.job.hours for each in found) == pytest.approx(sum(hours for _, hours, _ in lines))
        assert [each.job.date for each in found] == sorted(each.job.date for each in found)
        if gap is None:
            assert len(found) == len(lines)
        elif gap == 0:
            assert len(found) == len({(after, task) for after, _, task in lines})


class TestBelonging:
    def test_is_to_the_engagement_that_holds_the_task_on_that_day(self) -> None:
        ended = block(NEWS, end=day(5))
        relations = known(ended, one_off(SITE))
        assert [relations.holding("Ana", "Newsletter", day(k)) for k in (-1, 0, 5, 6)] == [None, 0, 0, None]
        assert relations.holding("Ana", "Website", day(3)) == 1
        assert relations.holding("Ben", "Website", day(3)) is None

    def test_is_to_one_with_a_retainer_before_others(self) -> None:
        assert known(one_off(NEWS), block(NEWS)).holding("Ana", "Newsletter", day(0)) == 1

    def test_of_what_is_not_known_is_to_whatever_runs(self) -> None:
        assert known(one_off(NEWS, SITE)).holding("Ana", "", day(0)) == 0

    def test_names_the_task_where_there_are_several(self) -> None:
        (both,) = known(one_off(NEWS, SITE)).with_jobs([done(1, 2)], "refuse", [log()])
        assert both.jobs == (Job(day(1), 2, task="Newsletter"),)
        (alone,) = known(one_off(NEWS)).with_jobs([done(1, 2)], "refuse", [log()])
        assert alone.jobs == (Job(day(1), 2),)

    def test_leaves_no_job_without_an_engagement(self) -> None:
        found = known(block(NEWS)).with_jobs(
            [done(-3, 1), done(-1, 2), done(0, 3), done(2, 4, "Website")], "refuse", []
        )
        assert found == (
            Engagement(ANA, tasks=NEWS, mode=Mode.OUTSOURCE, retainer=BLOCK, start=day(0), jobs=[Job(day(0), 3)]),
            Engagement(
                ANA,
                tasks=NEWS,
                mode=Mode.OUT_TASK,
                start=day(-3),
                end=day(-1),
                jobs=[Job(day(-3), 1), Job(day(-1), 2)],
            ),
            Engagement(ANA, tasks=SITE, mode=Mode.OUT_TASK, start=day(2), end=day(2), jobs=[Job(day(2), 4)]),
        )


class TestJobsThatAreThereAlready:
    @pytest.mark.parametrize(
        "held", [one_off(NEWS, jobs=[Job(day(1), 2)]), one_off(NEWS, SITE, jobs=[Job(day(1), 2, task="Newsletter")])]
    )
    def test_are_refused_kept_or_counted_once(self, held: Engagement) -> None:
        with pytest.raises(RefusedFileError) as caught:
            known(held).with_jobs([done(1, 2)], "refuse", [log()])
        assert caught.value.problems == (
            "line 3 tells of a job that the engagement with Ana has already, 2026-03-03: duplicates='once' counts it "
            "once",
        )
        assert known(held).with_jobs([done(1, 2)], "once", [log()]) == (held,)
        (twice,) = known(held).with_jobs([done(1, 2)], "keep", [log()])
        assert len(twice.jobs) == 2

    def test_are_known_by_day_hours_and_task(self) -> None:
        held = one_off(NEWS, SITE, jobs=[Job(day(1), 2, task="Newsletter")])
        others = [done(2, 2), done(1, 3), done(1, 2, "Website")]
        (found,) = known(held).with_jobs(others, "refuse", [log()])
        assert len(found.jobs) == 4


class TestProblems:
    def test_of_one_log_stand_under_its_name(self) -> None:
        only = log()
        raise_problems([only])
        only.problems.add(2, " is wrong")
        with pytest.raises(RefusedFileError) as caught:
            raise_problems([only])
        assert (caught.value.path, caught.value.problems) == ("log.csv", ("line 2 is wrong",))

    def test_of_several_logs_name_theirs(self) -> None:
        logs = [log("a.csv"), log("b.csv"), log("c.csv")]
        for each in logs[::2]:
            each.problems.add(2, " is wrong")
        with pytest.raises(RefusedFileError) as caught:
            raise_problems(logs)
        assert (caught.value.path, caught.value.count) == ("a.csv, c.csv", 2)
        assert caught.value.problems == ("a.csv, line 2 is wrong", "c.csv, line 2 is wrong")
