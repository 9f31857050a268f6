"""Silence is told where chance would seldom have it: as late work, or as work that seems to have ended."""

import datetime as dt

import pytest

from delegation import Contractor, History, Rule, Task, Urgency
from delegation.posterior.gaps import MONTH_DAYS
from delegation.posterior.renewal import window_chances
from delegation.reviewing.advice import Advice, Kind
from delegation.reviewing.silences import about_silences, silence_chance
from tests.people import BEA, FIRST_OF_MONTH, LAST_YEAR, NEW_YEAR, TEN
from tests.reviewing.logs import hired, jobs, monthly, retained, situation

SITE = Task("site", hours=2, recurrence=1)
RULED = Task("news", hours=2, recurrence=FIRST_OF_MONTH)
DAY = dt.timedelta(days=1)


def about(days: list[dt.date], on: dt.date, task: Task = SITE) -> list[Advice]:
    return about_silences(situation(hired(task, jobs(days)), on=on))


def test_silence_longer_than_chance_allows_is_late_and_tells_its_days() -> None:
    days = monthly(LAST_YEAR, 12)
    (found,) = about(days, dt.date(2026, 1, 25))
    chance = silence_chance(History(days, until=days[-1], prior_per_month=1), dt.date(2026, 1, 25))
    assert (found.kind, found.contractor, found.tasks, found.last_day) == (Kind.LATE, "Ann", ("site",), None)
    assert found.confidence == 1 - chance > 0.95
    assert found.evidence == (("days since the last job", 55, dt.date(2025, 12, 1)),)
    assert found.sentence.startswith("site is overdue: last done on 2025-12-01 by Ann, and so long a silence comes by")
    assert found.sentence.endswith("% of cases. Follow it up.")


def test_what_a_month_of_it_costs_is_told_where_waiting_costs_something() -> None:
    urgent = Task("site", hours=2, recurrence=1, urgency=Urgency(40, 3))
    (found,) = about(monthly(LAST_YEAR, 12), dt.date(2026, 1, 25), urgent)
    assert found.money == pytest.approx(40 * 365.25 / 12)
    assert found.sentence.endswith("; a month's delay costs you 1,218. Follow it up.")


def test_usual_silence_says_nothing() -> None:
    assert about(monthly(LAST_YEAR, 12), NEW_YEAR) == []
    assert about(monthly(LAST_YEAR, 12), dt.date(2025, 12, 1)) == []


def test_three_jobs_are_enough_to_tell_a_silence() -> None:
    (found,) = about(monthly(LAST_YEAR, 3), dt.date(2025, 6, 1))
    assert found.kind is Kind.LATE


def test_two_jobs_tell_of_no_usual_gap() -> None:
    assert about(monthly(LAST_YEAR, 2), dt.date(2025, 12, 1)) == []


def test_long_silence_is_work_that_seems_to_have_ended() -> None:
    days = monthly(LAST_YEAR, 12)
    (found,) = about(days, dt.date(2026, 12, 1))
    assert (found.kind, found.money) == (Kind.ENDED, 0)
    assert found.confidence == History(days, until=dt.date(2026, 12, 1), prior_per_month=1).ended > 0.7
    assert "Ask whether it comes back before you pay on or plan for it." in found.sentence


@pytest.mark.parametrize("days", [0, 10, 30, 90, 400])
def test_chance_of_a_silence_is_that_of_no_job_after_the_last(days: int) -> None:
    history = History(monthly(LAST_YEAR, 6), until=NEW_YEAR)
    known = History(history.dates, until=history.dates[-1])
    on = history.dates[-1] + DAY * days
    chance = silence_chance(history, on)
    assert 0 < chance <= 1
    if days == 0:
        assert chance == 1
    if days == 400:
        assert chance < 1 - known.at_least(1, months=12)


def test_silence_of_whole_months_is_what_the_history_itself_says() -> None:
    history = History(monthly(LAST_YEAR, 6), until=dt.date(2025, 6, 1))
    assert window_chances(history.posterior, 2.0)[0] == pytest.approx(1 - history.at_least(1, months=2), abs=1e-12)
    days = round(2 * MONTH_DAYS)
    assert silence_chance(history, dt.date(2025, 6, 1) + DAY * days) == pytest.approx(
        1 - history.at_least(1, months=2), abs=1e-2
    )


def test_rule_is_late_half_way_to_its_next_day() -> None:
    days = monthly(LAST_YEAR, 11)  # until Nov 1; due again on Dec 1, half way to Jan 1 on Dec 16
    assert about(days, dt.date(2025, 12, 15), RULED) == []
    (found,) = about(days, dt.date(2025, 12, 16), RULED)
    assert (found.kind, found.confidence) == (Kind.LATE, 1.0)
    assert found.sentence == "news is overdue: due on 2025-12-01, last done on 2025-11-01 by Ann. Follow it up."
    assert found.evidence == (("days since it was due", 15, dt.date(2025, 12, 1)),)


def test_job_done_early_was_the_one_to_come() -> None:
    early = [*monthly(LAST_YEAR, 11), dt.date(2025, 11, 28)]
    assert about(early, dt.date(2026, 1, 10), RULED) == []
    (found,) = about(early, dt.date(2026, 1, 20), RULED)
    assert "due on 2026-01-01" in found.sentence


def test_weekly_work_that_pauses_over_a_holiday_is_late_and_has_not_ended() -> None:
    weekly = [dt.date(2025, 1, 6) + 7 * week * DAY for week in range(50)]  # until Dec 15
    for task in (Task("news", hours=6, recurrence=4), Task("news", hours=6, recurrence="FREQ=WEEKLY;BYDAY=MO")):
        (found,) = about(weekly, dt.date(2026, 1, 5), task)
        assert found.kind is Kind.LATE
        assert found.sentence == (
            "news is overdue: last done on 2025-12-15 by Ann, and so long a silence comes by chance in under 0.1% of "
            "cases. A holiday, or over? Follow it up."
        )
    ruled = Task("news", hours=6, recurrence=Rule("FREQ=WEEKLY;BYDAY=MO", weekly[0]))
    (found,) = about(weekly, dt.date(2026, 1, 5), ruled)
    assert found.kind is Kind.LATE
    assert found.sentence == (
        "news is overdue: due on 2025-12-22, last done on 2025-12-15 by Ann. A holiday, or over? Follow it up."
    )


def test_rule_that_nobody_follows_for_long_seems_to_have_ended_and_counts_on() -> None:
    (found,) = about(monthly(LAST_YEAR, 12), dt.date(2026, 12, 1), RULED)
    assert (found.kind, found.money) == (Kind.ENDED, 0)
    assert found.sentence.endswith("Ask whether it comes back; until you say that it does not, its rule counts.")


def test_what_is_done_inside_a_block_of_which_the_log_knows_nothing_is_not_silent() -> None:
    days, on = monthly(LAST_YEAR, 12), dt.date(2026, 1, 25)
    assert len(about_silences(situation(retained(SITE, jobs(days), TEN), on=on))) == 1
    assert about_silences(situation(retained(SITE, jobs(days, price=100), TEN), on=on)) == []


def test_rule_that_has_ended_is_not_late() -> None:
    ended = Task("news", hours=2, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3", LAST_YEAR))
    assert about(monthly(LAST_YEAR, 1), dt.date(2025, 12, 1), ended)[0].kind is Kind.LATE
    assert about(monthly(LAST_YEAR, 2), dt.date(2025, 12, 1), ended) == []
    assert about(monthly(LAST_YEAR, 3), dt.date(2025, 12, 1), ended) == []


def test_rule_of_moments_is_late_by_its_days() -> None:
    moments = Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.datetime(2025, 1, 1, 9, tzinfo=dt.UTC))
    (found,) = about(monthly(LAST_YEAR, 11), dt.date(2025, 12, 17), Task("news", hours=2, recurrence=moments))
    assert "due on 2025-12-01" in found.sentence


def test_rule_without_a_start_is_judged_by_its_past_jobs() -> None:
    weekly = Task("news", hours=2, recurrence="monthly")
    assert about(monthly(LAST_YEAR, 12), dt.date(2025, 12, 20), weekly) == []
    (found,) = about(monthly(LAST_YEAR, 12), dt.date(2026, 1, 25), weekly)
    assert "by chance" in found.sentence


def test_nothing_is_due_after_the_last_day_that_there_is() -> None:
    last = dt.date(2999, 12, 31)
    rule = Task("news", hours=2, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2999, 1, 1)))
    assert about([last], last, rule) == []


def test_task_of_two_contractors_is_followed_up_once_with_who_did_the_last() -> None:
    days = monthly(LAST_YEAR, 12)
    engagements = [hired(SITE, jobs(days[:6])), hired(SITE, jobs(days[6:]), BEA)]
    for several in (engagements, engagements[::-1]):
        (found,) = about_silences(situation(*several, on=dt.date(2026, 1, 25)))
        assert found.contractor == "Bea"


def test_jobs_after_the_day_tell_nothing() -> None:
    (found,) = about([*monthly(LAST_YEAR, 12), dt.date(2026, 3, 1)], dt.date(2026, 1, 25))
    assert "last done on 2025-12-01" in found.sentence


def test_nothing_is_said_of_past_engagements_kept_work_or_jobs_whose_task_is_not_known() -> None:
    days, on = monthly(LAST_YEAR, 12), dt.date(2026, 1, 25)
    assert about_silences(situation(hired(SITE, jobs(days), end=NEW_YEAR), on=on)) == []
    assert about(days, on, Task("site", hours=2, recurrence=1, keep=True)) == []
    assert about_silences(situation(hired([SITE, RULED], jobs(days)), on=on)) == []
    nobody = Contractor("Ann", rate=50)
    assert about_silences(situation(hired(SITE, [], nobody), on=on)) == []
