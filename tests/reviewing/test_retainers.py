"""Money of a changed retainer is what playing the same year under the other terms by hand comes to."""

import datetime as dt

import pytest

from delegation import Contractor, Engagement, Job, Retainer, Rule, Task
from delegation.reviewing.advice import Advice, Kind
from delegation.reviewing.retainers import about_retainers
from delegation.reviewing.usage import replayed
from tests.people import ANN, FIRST_OF_MONTH, FULL, IDLE, LAST_YEAR, NEW_YEAR, TEN, TWENTY
from tests.reviewing.logs import jobs, monthly, retained, situation

MID = dt.date(2025, 12, 15)
LARGE = Contractor("Ann", rate=50, retainers=[TWENTY], availability=IDLE)


def year(hours: float, days: int = 12) -> list[Job]:
    return jobs(monthly(LAST_YEAR, days), hours)


def runs(hours: float, terms: Retainer, contractor: Contractor = ANN, **dates: dt.date) -> Engagement:
    """A year of a job of so many hours on each 1st, that goes on so."""
    task = Task("news", hours=hours, recurrence=FIRST_OF_MONTH)
    return retained(task, year(hours), terms, contractor, **dates)


def about(engagement: Engagement, on: dt.date = MID) -> list[Advice]:
    return about_retainers(situation(engagement, on=on))


def test_ending_saves_the_fees_after_notice_less_the_hires_in_their_place() -> None:
    (found,) = about(runs(8, TWENTY, LARGE))
    # notice on Dec 15 frees on Jan 15: it spares the 11 fees from Feb 1 on; a hire is 8 h at 50 and 30 to brief
    assert found.money == pytest.approx(11 * (800 - (8 * 50 + 30)) / 12)
    assert found.kind is Kind.END
    assert found.last_day == dt.date(2026, 1, 1)
    assert found.confidence == 1.0
    assert found.retainer == TWENTY
    assert found.sentence == (
        "End the retainer of 20 h for 800 a month with Ann: it saves you 339 a month. You used 40% of the block in "
        "the last 11 months. Give notice by 2026-01-01, or the fee of 2026-02-01 is owed too. Or fill it: plan() tells "
        "what else could be done in these hours."
    )


def test_shrinking_saves_the_difference_of_fees_after_notice() -> None:
    (found,) = about(runs(10, TWENTY))
    assert (found.kind, found.retainer) == (Kind.SHRINK, TEN)
    assert found.money == pytest.approx(11 * (800 - 450) / 12)
    assert found.last_day == dt.date(2026, 1, 1)
    assert found.sentence.startswith(
        "Replace the retainer of 20 h for 800 a month with Ann by a retainer of 10 h for 450 a month: it saves you 321"
    )


def test_enlarging_saves_what_playing_the_past_year_under_the_larger_block_does() -> None:
    engagement = runs(20, TEN)
    (found,) = about(engagement, on=NEW_YEAR)
    # under 10 h: 12 x 450 and 12 x 10 h at 50; under 20 h: 12 x 800
    paid = replayed(TEN, 50, engagement.jobs, LAST_YEAR, 12)
    instead = replayed(TWENTY, 50, engagement.jobs, LAST_YEAR, 12)
    assert (paid, instead) == (12 * 450 + 12 * 10 * 50, 12 * 800)
    assert found.money == pytest.approx((paid - instead) / 12)
    assert (found.kind, found.retainer, found.last_day) == (Kind.ENLARGE, TWENTY, None)
    assert found.sentence.endswith(
        "it saves you 150 a month. You paid 6,000 for 120 h above the block in the last 12 months."
    )


def test_larger_block_is_advised_although_no_fee_can_be_spared() -> None:
    long = Retainer(450, 10, minimum_months=60)
    (found,) = about(runs(20, long), on=NEW_YEAR)
    assert (found.kind, found.retainer) == (Kind.ENLARGE, TWENTY)
    assert found.money == pytest.approx(150)


@pytest.mark.parametrize("on", [dt.date(2025, 6, 15), MID, NEW_YEAR])
def test_nothing_is_said_of_a_retainer_that_fits(on: dt.date) -> None:
    assert about(runs(10, TEN), on=on) == []


def test_nothing_is_said_where_no_fee_can_be_spared_within_the_horizon() -> None:
    assert about(runs(8, Retainer(800, 20, minimum_months=60), LARGE)) == []
    assert about(runs(8, TWENTY, LARGE, end=dt.date(2026, 1, 14))) == []


def test_nothing_is_said_of_a_retainer_that_has_ended_or_not_begun() -> None:
    assert about(runs(8, TWENTY, LARGE, end=dt.date(2025, 12, 14))) == []
    assert about(runs(8, TWENTY, LARGE, end=dt.date(2025, 12, 31)), on=NEW_YEAR) == []
    future = retained(Task("news", hours=8, recurrence=FIRST_OF_MONTH), [], TWENTY, LARGE, start=dt.date(2026, 3, 1))
    assert about(future) == []


def test_set_up_fee_that_was_paid_is_not_saved_and_one_to_come_is_a_cost() -> None:
    paid = Retainer(800, 20, setup_fee=600)
    (found,) = about(runs(10, paid))
    assert found.money == pytest.approx(11 * (800 - 450) / 12)
    dear = Contractor("Ann", rate=50, retainers=[Retainer(800, 20, setup_fee=600)], availability=IDLE)
    (found,) = about(runs(20, TEN, dear), on=NEW_YEAR)
    assert found.money == pytest.approx(150 - 600 / 12)


def test_work_that_seems_to_have_ended_ends_its_retainer() -> None:
    task = Task("news", hours=8, recurrence=1)
    (found,) = about(
        retained(task, jobs(monthly(dt.date(2023, 1, 1), 24), 8), TWENTY, LARGE, start=dt.date(2023, 1, 1))
    )
    assert found.kind is Kind.ENDED
    assert found.sentence.startswith("news seems to have ended (over 99.9% likely). End the retainer")
    assert found.confidence > 0.9
    assert found.last_day == dt.date(2026, 1, 1)
    assert found.money == pytest.approx(11 / 12 * 800, rel=0.05)
    assert " a month. You used 3.33% of the block in the last 12 months (from 0% to 40%). Give notice" in found.sentence


def test_rule_that_is_no_longer_followed_ends_no_retainer() -> None:
    task = Task("news", hours=8, recurrence=Rule("FREQ=MONTHLY;BYMONTHDAY=1", dt.date(2023, 1, 1)))
    log, start = jobs(monthly(dt.date(2023, 1, 1), 24), 8), dt.date(2023, 1, 1)
    fits = Contractor("Ann", rate=50, retainers=[Retainer(300, 10)], availability=IDLE)
    assert about(retained(task, log, Retainer(300, 10), fits, start=start)) == []
    # a block that is too large for the rule is ended for that, and not because the work had
    (found,) = about(retained(task, log, TWENTY, LARGE, start=start))
    assert (found.kind, found.confidence) == (Kind.END, 1.0)


def test_block_is_not_enlarged_for_a_rule_that_is_no_longer_followed() -> None:
    assert [each.kind for each in about(runs(20, TEN), on=NEW_YEAR)] == [Kind.ENLARGE]
    assert about(runs(20, TEN), on=dt.date(2027, 1, 1)) == []


def test_holiday_ends_no_retainer() -> None:
    weekly = [dt.date(2025, 1, 6) + dt.timedelta(days=7 * week) for week in range(50)]
    terms = Retainer(1200, 25)
    busy = Contractor("Ann", rate=55, retainers=[terms], availability=IDLE)
    for recurrence in (4, "FREQ=WEEKLY;BYDAY=MO", Rule("FREQ=WEEKLY;BYDAY=MO", weekly[0])):
        task = Task("news", hours=6, recurrence=recurrence)
        assert about(retained(task, jobs(weekly, 6), terms, busy), on=dt.date(2026, 1, 5)) == []


def test_block_that_is_full_is_not_to_be_filled() -> None:
    dear = Contractor("Ann", rate=50, retainers=[Retainer(2000, 20)], availability=IDLE)
    for hours, filled in ((17, True), (18, False)):
        (found,) = about(runs(hours, Retainer(2000, 20), dear))
        assert found.kind is Kind.END
        assert ("Or fill it: plan() tells what else could be done in these hours." in found.sentence) is filled


def test_retainer_whose_jobs_all_cost_something_inside_the_block_is_not_judged() -> None:
    task = Task("news", hours=8, recurrence=FIRST_OF_MONTH)
    paid = jobs(monthly(LAST_YEAR, 12), 2, price=100)
    (found,) = about(retained(task, paid, TWENTY, LARGE))
    assert (found.kind, found.money, found.confidence, found.retainer) == (Kind.UNSETTLED, 0, 0.5, TWENTY)
    assert found.sentence == (
        "Nothing can be said of the retainer of 20 h for 800 a month with Ann: the log has only what you paid above "
        "the fee, 1,200, for jobs that its block should have held. Add what was done inside the block."
    )
    assert found.evidence == (("paid above the fee, money", 1200, LAST_YEAR),)


def test_evidence_has_each_period_with_its_day_and_the_next_fee() -> None:
    (found,) = about(runs(8, TWENTY, LARGE), on=dt.date(2025, 4, 1))
    assert found.evidence == (
        ("used share of the block", 0.4, dt.date(2025, 1, 1)),
        ("used share of the block", 0.4, dt.date(2025, 2, 1)),
        ("used share of the block", 0.4, dt.date(2025, 3, 1)),
        ("next fee that notice spares, money", 800, dt.date(2025, 5, 1)),
    )


def test_overage_of_each_period_is_evidence() -> None:
    (found,) = about(runs(20, TEN), on=dt.date(2025, 2, 1))
    assert ("hours above the block", 10, dt.date(2025, 1, 1)) in found.evidence


def test_hours_above_the_block_in_one_month_use_no_block_of_another() -> None:
    task = Task("news", hours=8, recurrence=FIRST_OF_MONTH)
    done = [*jobs([LAST_YEAR], 36), *jobs([LAST_YEAR] * 8, 0.5)]
    (found,) = about(retained(task, done, TWENTY, LARGE), on=dt.date(2025, 3, 1))
    assert (
        "You used 50% of the block in the last 2 months (from 0% to 200%), and paid 1,000 for 20 h above it."
        in found.sentence
    )


def test_blocks_of_a_quarter_are_told_in_their_periods() -> None:
    quarterly = Retainer(800, 60, period_months=3)
    (found,) = about(runs(8, quarterly, LARGE), on=NEW_YEAR)
    assert "You used 40% of the block in the last 4 periods." in found.sentence


def test_access_retainer_has_no_block_to_tell_of() -> None:
    (found,) = about(runs(8, Retainer(300, 0), LARGE))
    assert found.kind is Kind.END
    assert "of the block" not in found.sentence


def test_retainer_of_which_no_period_is_over_tells_of_none() -> None:
    task = Task("news", hours=8, recurrence=FIRST_OF_MONTH)
    (found,) = about(retained(task, [], TWENTY, LARGE, start=dt.date(2025, 12, 1)))
    assert "of the block" not in found.sentence


def test_contractor_without_room_for_anybody_is_left_as_is() -> None:
    crowded = Contractor("Ann", rate=50, retainers=[TWENTY], availability=FULL)
    assert about(runs(8, TWENTY, crowded)) == []


def test_retainer_for_work_that_you_keep_or_that_was_due_is_not_looked_at() -> None:
    kept = Task("news", hours=8, recurrence=FIRST_OF_MONTH, keep=True)
    past = Task("launch", hours=8, recurrence=None, start=dt.date(2025, 3, 1))
    assert about(retained([kept, past], [], TWENTY, LARGE)) == []


def test_two_retainers_with_one_contractor_are_looked_at_each_by_itself() -> None:
    one, two = runs(8, TWENTY, LARGE), runs(10, TEN, LARGE, start=dt.date(2025, 1, 1))
    found = about_retainers(situation(one, two, on=MID))
    assert [(each.kind, each.retainer) for each in found] == [(Kind.END, TWENTY)]


def test_verdict_of_which_too_little_is_known_is_not_made() -> None:
    # 470 a month for what a monthly job costs as much: whether to end it hangs on how often it comes
    even = Contractor("Ann", rate=50, retainers=[Retainer(470, 20)], availability=IDLE)
    task = Task("news", hours=10, recurrence=1)
    log = jobs([dt.date(2025, 10, 1), dt.date(2025, 10, 20), dt.date(2025, 12, 1)], 10)
    engagement = retained(task, log, Retainer(470, 20), even, start=dt.date(2025, 9, 1))
    (found,) = about(engagement)
    assert found.kind is Kind.UNSETTLED
    seen = situation(engagement, on=MID)
    now = Retainer(470, 20, minimum_months=12)  # as it goes on
    sure = seen.score(seen.tasks_of([engagement]), even, retainer=now).confidence
    assert found.money == pytest.approx(11 / 12 * sure.regret)  # from the first fee that notice spares on
    keeping = seen.score(seen.tasks_of([engagement]), even, retainer=now).outsource
    assert found.confidence == pytest.approx(sure.probability if keeping else 1 - sure.probability)
    assert "to say whether ending the retainer of 20 h for 470 a month with Ann would be cheaper" in found.sentence
