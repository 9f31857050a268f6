"""What was done is read from engagements in any order, each job under its task as far as that is known."""

import datetime as dt

from delegation import Contractor, Engagement, Job, Mode, Retainer, Task
from delegation.reviewing.log import jobs_until, one_off_jobs, task_of

ANN, BEA = Contractor("Ann", rate=50), Contractor("Bea", rate=40)
NEWS, SHOP = Task("news", hours=2), Task("shop", hours=3)
MAY, JUNE, JULY = dt.date(2025, 5, 1), dt.date(2025, 6, 1), dt.date(2025, 7, 1)


def hired(contractor: Contractor, *days: dt.date, tasks: list[Task] | Task = NEWS) -> Engagement:
    return Engagement(
        contractor, tasks=tasks, mode=Mode.OUT_TASK, start=dt.date(2025, 1, 1), jobs=[Job(day, 2) for day in days]
    )


def days(engagements: list[Engagement], tasks: set[str], on: dt.date) -> tuple[dt.date, ...]:
    return tuple(job.date for job in one_off_jobs(engagements, "Ann", tasks, on))


def test_jobs_after_the_day_are_not_yet_done() -> None:
    assert [done.job.date for done in jobs_until([hired(ANN, MAY, JUNE, JULY)], JUNE)] == [MAY, JUNE]


def test_order_of_engagements_does_not_matter() -> None:
    one, other = hired(ANN, MAY, JULY), hired(BEA, MAY, JUNE)
    assert jobs_until([one, other], JULY) == jobs_until([other, one], JULY)


def test_job_of_an_engagement_with_one_task_is_of_that_task() -> None:
    one = hired(ANN, MAY)
    assert task_of(one, one.jobs[0]) == "news"


def test_job_that_does_not_say_of_which_of_several_tasks_it_was_is_of_none_that_is_known() -> None:
    two = hired(ANN, MAY, tasks=[NEWS, SHOP])
    assert task_of(two, two.jobs[0]) == ""


def test_one_off_jobs_are_those_of_one_contractor_in_order() -> None:
    engagements = [hired(ANN, JULY, MAY), hired(BEA, JUNE), hired(ANN, JUNE)]
    assert days(engagements, {"news"}, JULY) == (MAY, JUNE, JULY)


def test_one_off_jobs_leave_out_jobs_on_a_retainer_other_tasks_and_later_days() -> None:
    retained = Engagement(
        ANN, tasks=NEWS, mode=Mode.OUTSOURCE, start=MAY, retainer=Retainer(450, 10), jobs=[Job(MAY, 2)]
    )
    assert days([retained, hired(ANN, MAY, tasks=SHOP), hired(ANN, JULY)], {"news"}, JUNE) == ()


def test_job_of_an_unknown_task_counts_where_all_that_it_could_be_is_asked_for() -> None:
    engagement = hired(ANN, MAY, tasks=[NEWS, SHOP])
    assert days([engagement], {"news"}, JUNE) == ()
    assert days([engagement], {"news", "shop"}, JUNE) == (MAY,)
