"""Jobs that would be cheaper on a retainer are told with what playing them there by hand comes to."""

import datetime as dt

import attrs
import pytest

from delegation import Contractor, Engagement, Job, Retainer, Task
from delegation._formatting.phrases import percent
from delegation.reviewing.advice import Advice, Kind
from delegation.reviewing.hires import about_hires, paid_since, price_of
from tests.people import ANN, FIRST_OF_MONTH, FULL, IDLE, LAST_YEAR, NEW_YEAR, TEN
from tests.reviewing.logs import hired, jobs, monthly, retained, situation

NEWS = Task("news", hours=10, recurrence=FIRST_OF_MONTH)
YEAR = jobs(monthly(LAST_YEAR, 12), 10)


def about(*engagements: Engagement, on: dt.date = NEW_YEAR) -> list[Advice]:
    return about_hires(situation(*engagements, on=on))


def test_money_is_what_the_same_year_on_the_retainer_would_have_saved() -> None:
    (found,) = about(hired(NEWS, YEAR))
    # job by job 12 x (10 h at 50 and a briefing of 30); on the retainer 12 x 450 and 180 to begin it
    paid, instead = 12 * (500 + 30), 12 * 450 + 180
    assert found.money == pytest.approx((paid - instead) / 12)
    assert (found.kind, found.retainer, found.last_day, found.confidence) == (Kind.START, TEN, None, 1.0)
    assert found.evidence == (
        ("one-off jobs", 12, LAST_YEAR),
        ("paid job by job, money", paid, LAST_YEAR),
        ("the same on the retainer, money", instead, LAST_YEAR),
        ("jobs in a term that start it by the rule without a forecast", (3 * 450 + 180) / 530, NEW_YEAR),
    )


def test_sentence_says_which_offer_since_when_and_what_the_rule_says() -> None:
    (found,) = about(hired(NEWS, YEAR))
    assert found.sentence == (
        "Put news on a retainer of 10 h for 450 a month with Ann: it saves you 65 a month. Signed on "
        "2025-01-01 it would have cost 5,580 in place of 6,360, briefings and onboarding included, waiting left out. "
        "Counting past jobs alone says so too (see convert)."
    )


def test_rule_without_a_forecast_may_still_wait() -> None:
    (found,) = about(hired(NEWS, YEAR[:1]), on=dt.date(2025, 3, 15))
    assert found.sentence.endswith("Counting past jobs alone would wait for 1 more job (see convert).")


@pytest.mark.parametrize("hours", [8, 4])
def test_nothing_is_said_of_jobs_that_are_cheaper_one_by_one(hours: float) -> None:
    task = Task("news", hours=hours, recurrence=FIRST_OF_MONTH)
    assert about(hired(task, jobs(monthly(LAST_YEAR, 12), hours))) == []


def test_nothing_is_said_of_hires_that_are_past_that_never_came_or_with_whom_a_retainer_runs() -> None:
    assert about(hired(NEWS, YEAR, end=dt.date(2025, 12, 31))) == []
    assert about(hired(NEWS, [])) == []
    shop = Task("shop", hours=1, recurrence=FIRST_OF_MONTH)
    assert about(hired(NEWS, YEAR), retained(shop, [], TEN)) == []


def test_retainer_that_is_over_stands_in_nobodys_way_and_spares_onboarding() -> None:
    over = retained(NEWS, [], TEN, start=dt.date(2024, 1, 1), end=dt.date(2024, 12, 31))
    (found,) = about(over, hired(NEWS, YEAR))
    assert found.money == pytest.approx(530 - 450)


def test_contractor_who_takes_no_retainers_or_has_no_room_is_hired_on() -> None:
    assert about(hired(NEWS, YEAR, Contractor("Ann", rate=50, retainers=(), availability=IDLE))) == []
    assert about(hired(NEWS, YEAR, Contractor("Ann", rate=50, retainers=[TEN], availability=FULL))) == []


def test_tasks_of_several_hires_go_together_where_that_is_worth_most() -> None:
    one, two = (Task(name, hours=5, recurrence=FIRST_OF_MONTH) for name in ("one", "two"))
    half = jobs(monthly(LAST_YEAR, 12), 5)
    (found,) = about(hired(one, half), hired(two, half))
    assert found.tasks == ("one", "two")
    assert found.money == pytest.approx(2 * (5 * 50 + 30) - 450 - 15)


def test_task_goes_alone_where_another_would_need_a_larger_block() -> None:
    # typical blocks: 10 h for news, and 15 h for 675 a month with one hour more
    typical = attrs.evolve(ANN, retainers=None)
    shop = Task("shop", hours=1, recurrence=FIRST_OF_MONTH)
    (found,) = about(hired(NEWS, YEAR, typical), hired(shop, jobs(monthly(LAST_YEAR, 12), 1), typical))
    assert found.tasks == ("news",)
    assert found.money == pytest.approx(65)


def test_jobs_cost_what_was_paid_or_else_their_hours_and_at_least_the_minimum() -> None:
    day = dt.date(2025, 1, 1)
    assert price_of(Job(day, 3, price=120), ANN) == 120
    assert price_of(Job(day, 3), ANN) == 150
    assert price_of(Job(day, 0.25), ANN) == 50


def test_since_when_it_would_have_paid_is_the_earliest_month_from_which_on_it_did() -> None:
    # 1 h a month until June and 12 h from July on
    log = [*jobs(monthly(LAST_YEAR, 6), 1), *jobs(monthly(dt.date(2025, 7, 1), 6), 12)]
    found = paid_since(situation(on=NEW_YEAR), ANN, TEN, log)
    assert found is not None
    start, paid, instead = found
    # from July 1: 6 x (600 + 30) against 6 x 450 + 180 and 6 x 2 h above the block at 50
    assert start == dt.date(2025, 7, 1)
    assert (paid, instead) == (6 * 630, 6 * 450 + 180 + 6 * 2 * 50)


def test_retainer_that_would_never_have_paid_is_told_without_a_day() -> None:
    assert paid_since(situation(on=NEW_YEAR), ANN, TEN, jobs(monthly(LAST_YEAR, 12), 1)) is None
    assert paid_since(situation(on=NEW_YEAR), ANN, TEN, []) is None


def test_jobs_that_do_not_say_of_which_task_they_were_are_evidence_for_all_together() -> None:
    shop = Task("shop", hours=1, recurrence=FIRST_OF_MONTH)
    (found,) = about(hired([NEWS, shop], YEAR))
    assert found.tasks == ("news", "shop")
    assert found.evidence[0] == ("one-off jobs", 12, LAST_YEAR)


def test_work_that_seems_to_have_ended_is_put_on_no_retainer() -> None:
    assert about(hired(NEWS, YEAR), on=dt.date(2027, 6, 1)) == []


def test_how_sure_a_saving_is_stands_behind_it() -> None:
    task, cheap = Task("news", hours=10, recurrence=1), attrs.evolve(ANN, retainers=[Retainer(350, 10)])
    (found,) = about(hired(task, YEAR, cheap))
    assert found.confidence < 1
    assert f" a month ({percent(found.confidence)} sure). Signed" in found.sentence


def test_access_retainer_has_its_article() -> None:
    task, access = Task("news", hours=10, recurrence=FIRST_OF_MONTH), Retainer(100, 0, overage_rate=20)
    (found,) = about(hired(task, YEAR, attrs.evolve(ANN, retainers=[access])))
    assert found.sentence.startswith("Put news on an access retainer for 100 a month with Ann: it saves you")


def test_verdict_of_which_too_little_is_known_is_not_made() -> None:
    # a block of 40 h pays from some 1.2 jobs of 10 h a month on
    task, forty = Task("news", hours=10, recurrence=1), attrs.evolve(ANN, retainers=[Retainer(600, 40)])
    log = jobs([dt.date(2025, 10, 1), dt.date(2025, 10, 20), dt.date(2025, 11, 10), dt.date(2025, 12, 15)], 10)
    (found,) = about(hired(task, log, forty))
    assert found.kind is Kind.UNSETTLED
    assert found.sentence.startswith(
        "Too little is known of news to say whether a retainer of 40 h for 600 a month with Ann would be cheaper ("
    )


def test_no_retainer_is_started_for_work_that_is_overdue_before_it_is_asked_after() -> None:
    """Every nine days until December 8, then nothing for a month: a holiday, or over?"""
    days = [dt.date(2025, 1, 10) + dt.timedelta(days=9 * each) for each in range(38)]
    lessons = Task("lessons", hours=4, recurrence=3)
    log = hired(lessons, [Job(day, 8) for day in days])
    assert [advice.kind for advice in about(log, on=days[-1] + dt.timedelta(days=9))] == [Kind.START]
    assert about(log, on=days[-1] + dt.timedelta(days=28)) == []
