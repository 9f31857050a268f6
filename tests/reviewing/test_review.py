"""A review never fails, ranks what it finds, speaks in the owner's currency, and is quiet where all is well."""

import datetime as dt
import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Engagement, Job, Mode, Retainer, Rule, Task, Urgency, review
from delegation.errors import RefusedCallError, RefusedValueError
from delegation.reviewing.advice import Kind
from delegation.reviewing.notice import last_notice
from tests.people import ANN, FIRST_OF_MONTH, FULL, LAST_YEAR, NEW_YEAR, OWNER, TEN, TWENTY
from tests.refusals import told_by
from tests.reviewing.logs import DAYS, TERMS, hired, jobs, monthly, retained
from tests.reviewing.test_hires import NEWS, YEAR
from tests.reviewing.test_retainers import LARGE, MID, runs

RECURRENCES = st.sampled_from([1, 0.25, 3, None, "weekly", FIRST_OF_MONTH, Rule("FREQ=WEEKLY;COUNT=9", LAST_YEAR)])
URGENCIES = st.sampled_from([Urgency(), Urgency(40, 2)])
TASKS = {
    name: st.builds(
        Task, st.just(name), hours=st.sampled_from([1.0, 4.0, 12.0]), recurrence=RECURRENCES, urgency=URGENCIES
    )
    for name in ("news", "shop", "books")
}
PEOPLE = {
    name: st.builds(
        Contractor,
        st.just(name),
        rate=st.sampled_from([30.0, 50.0]),
        retainers=st.none() | st.lists(TERMS, max_size=2),
        availability=st.sampled_from([Availability(), Availability(regular_load=0.0, one_off_load=0.0)]),
    )
    for name in ("Ann", "Bea")
}


@st.composite
def engagements(draw: st.DrawFn) -> Engagement:
    names = draw(st.lists(st.sampled_from(sorted(TASKS)), min_size=1, max_size=2, unique=True))
    start = draw(DAYS)
    mode = draw(st.sampled_from([Mode.OUT_TASK, Mode.OUTSOURCE]))
    days = draw(st.lists(st.integers(0, 500), max_size=8))
    waits = st.none() | st.integers(0, 20)
    done = [
        Job(
            start + dt.timedelta(days=day),
            draw(st.sampled_from([0.0, 1.0, 5.0])),
            waited_days=draw(waits),
            price=draw(st.none() | st.just(80.0)),
            task=draw(st.sampled_from(["", *names])),
        )
        for day in days
    ]
    length = draw(st.none() | st.integers(0, 500))
    return Engagement(
        draw(PEOPLE[draw(st.sampled_from(sorted(PEOPLE)))]),
        tasks=[draw(TASKS[name]) for name in names],
        mode=mode,
        start=start,
        end=None if length is None else start + dt.timedelta(days=length),
        retainer=draw(TERMS) if mode is Mode.OUTSOURCE else None,
        jobs=done,
    )


LOGS = st.lists(engagements(), max_size=3)


@given(log=LOGS, on=DAYS)
def test_any_log_is_reviewed_ranked_and_told(log: list[Engagement], on: dt.date) -> None:
    found = review(log, OWNER, on=on)
    worth = [each.money for each in found]
    assert worth == sorted(worth, reverse=True)
    assert all(each.money >= 0 and math.isfinite(each.money) and 0 <= each.confidence <= 1 for each in found)
    assert [record["rank"] for record in found.to_dicts()] == list(range(1, len(found) + 1))
    assert all(each.sentence in found.why() for each in found)
    assert str(found)
    assert found.quiet == (not found)


@given(log=LOGS, on=DAYS)
def test_nothing_is_advised_of_what_has_ended_or_not_begun(log: list[Engagement], on: dt.date) -> None:
    running = [each for each in log if each.active(on)]
    for advice in review(log, OWNER, on=on):
        theirs = [each for each in running if each.contractor.name == advice.contractor]
        assert theirs
        if advice.kind is not Kind.SLOWER:
            assert set(advice.tasks) <= {task.name for each in theirs for task in each.tasks}
        if advice.last_day is not None:
            days = [last_notice(each, on) for each in theirs if each.mode is Mode.OUTSOURCE]
            assert advice.last_day >= on
            assert advice.last_day in days


@given(
    log=st.permutations(range(4)).flatmap(
        lambda order: st.tuples(st.just(order), st.lists(engagements(), min_size=4, max_size=4))
    ),
    on=DAYS,
)
def test_order_of_engagements_never_matters(log: tuple[list[int], list[Engagement]], on: dt.date) -> None:
    order, several = log
    assert review([several[place] for place in order], OWNER, on=on) == review(several, OWNER, on=on)


def dearer(engagement: Engagement, by: float) -> Engagement:
    """The same in a currency of which one buys less."""

    def terms(each: Retainer) -> Retainer:
        return attrs.evolve(each, monthly_fee=each.monthly_fee * by, setup_fee=each.setup_fee * by)

    person = engagement.contractor
    offers = None if person.retainers is None else [terms(each) for each in person.retainers]
    return attrs.evolve(
        engagement,
        contractor=attrs.evolve(person, rate=person.rate * by, retainers=offers),
        retainer=engagement.retainer and terms(engagement.retainer),
        jobs=[attrs.evolve(job, price=None if job.price is None else job.price * by) for job in engagement.jobs],
        tasks=[
            attrs.evolve(task, urgency=Urgency(task.urgency.cost_per_day * by, task.urgency.slack_days))
            for task in engagement.tasks
        ],
    )


@given(log=LOGS, on=DAYS)
def test_money_scales_with_the_currency_and_nothing_else_changes(log: list[Engagement], on: dt.date) -> None:
    owner = attrs.evolve(OWNER, owner_rate=OWNER.owner_rate * 4)
    one, other = review(log, OWNER, on=on), review([dearer(each, 4.0) for each in log], owner, on=on)
    assert [(each.kind, each.contractor, each.tasks, each.last_day) for each in one] == [
        (each.kind, each.contractor, each.tasks, each.last_day) for each in other
    ]
    assert [each.money * 4 for each in one] == pytest.approx([each.money for each in other])
    assert [each.confidence for each in one] == pytest.approx([each.confidence for each in other])


@given(day=st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), rollover=st.sampled_from([0.0, 10.0]))
def test_review_of_a_retainer_that_fits_is_quiet(day: dt.date, rollover: float) -> None:
    found = review(runs(10, attrs.evolve(TEN, rollover_hours=rollover)), OWNER, on=day)
    assert found.quiet
    assert not found
    assert len(found) == 0


def test_nothing_at_all_is_reviewed_quietly() -> None:
    assert review([], on=NEW_YEAR).quiet


def test_one_year_with_all_in_it_is_ranked() -> None:
    shop = Task("shop", hours=8, recurrence=FIRST_OF_MONTH)
    over = retained(shop, jobs(monthly(LAST_YEAR, 12), 8), TWENTY, attrs.evolve(LARGE, name="Cyd"))
    found = review([hired(NEWS, YEAR), over], OWNER, on=MID)
    assert [(each.kind, each.contractor) for each in found] == [(Kind.END, "Cyd"), (Kind.START, "Ann")]


def test_contractor_as_known_now_has_new_offers() -> None:
    none = attrs.evolve(ANN, retainers=())
    assert review(hired(NEWS, YEAR, none), OWNER, on=NEW_YEAR).quiet
    (found,) = review(hired(NEWS, YEAR, none), OWNER, on=NEW_YEAR, contractors=[ANN])
    assert found.kind is Kind.START


def test_task_as_known_now_takes_the_place_of_the_old_one() -> None:
    now = Task("news", hours=10, recurrence=Rule("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1", LAST_YEAR))
    assert Kind.START not in {each.kind for each in review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR, tasks=now)}


def test_of_two_versions_of_a_contractor_the_latest_start_tells() -> None:
    none = attrs.evolve(ANN, retainers=())
    first, then = hired(NEWS, YEAR[:6], none), hired(NEWS, YEAR[6:], ANN, start=dt.date(2025, 7, 1))
    (found,) = review([then, first], OWNER, on=NEW_YEAR)
    assert found.retainer == TEN


def test_work_that_has_ended_is_told_once_with_its_retainer() -> None:
    task = Task("news", hours=8, recurrence=1)
    gone = retained(task, jobs(monthly(dt.date(2023, 1, 1), 24), 8), TWENTY, LARGE, start=dt.date(2023, 1, 1))
    (found,) = review(gone, OWNER, on=MID)
    assert (found.kind, found.last_day) == (Kind.ENDED, dt.date(2026, 1, 1))


def test_thresholds_of_money_and_confidence_are_yours() -> None:
    assert review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR, least_money=66).quiet
    assert len(review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR, least_money=64)) == 1
    rated = hired(Task("news", hours=10, recurrence=1), YEAR, attrs.evolve(ANN, retainers=[Retainer(350, 10)]))
    (found,) = review(rated, OWNER, on=NEW_YEAR)
    assert found.kind is Kind.START
    assert 0.7 <= found.confidence < 1
    assert review(rated, OWNER, on=NEW_YEAR, least_confidence=1).advice != (found,)


def test_default_threshold_is_half_an_hour_of_the_owners() -> None:
    # 65 a month: half an hour of 60 is 30, of 131 is more
    assert len(review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR)) == 1
    dear = Business(owner_rate=60, briefing_hours=0.5, onboarding_hours=3)
    assert len(review(hired(NEWS, YEAR), dear, on=NEW_YEAR)) == 1
    assert review(hired(NEWS, YEAR), attrs.evolve(dear, owner_rate=200, briefing_hours=0), on=NEW_YEAR).quiet


def test_change_that_saves_nothing_is_not_advised_even_where_your_time_is_worth_nothing() -> None:
    crowded = attrs.evolve(LARGE, availability=FULL)
    assert review(runs(8, TWENTY, crowded), Business(owner_rate=0), on=MID).quiet
    even = attrs.evolve(LARGE, retainers=[Retainer(400, 8)])
    assert review(runs(8, Retainer(400, 8), even), Business(owner_rate=0), on=MID).quiet
    assert review(hired(attrs.evolve(NEWS, hours=8), YEAR, even), Business(owner_rate=0), on=MID).quiet


def test_short_form_says_how_much_there_is_to_do() -> None:
    assert repr(review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR)) == "<Review on 2026-01-01: 1 thing to do>"
    assert repr(review([], OWNER, on=NEW_YEAR)) == "<Review on 2026-01-01: nothing to do>"


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"engagements": 3}, "review.engagements"),
        ({"business": 3}, "review.business"),
        ({"on": "today"}, "review.on"),
        ({"tasks": 3}, "review.tasks"),
        ({"contractors": [ANN, ANN]}, "review.contractors"),
        ({"least_money": -1}, "review.least_money"),
        ({"least_confidence": 0.4}, "review.least_confidence"),
        ({"least_confidence": 70}, "review.least_confidence"),
    ],
)
def test_what_is_no_such_argument_is_refused_by_name(given: dict[str, object], refused: str) -> None:
    arguments: dict[str, object] = {"engagements": hired(NEWS, YEAR), "business": OWNER, "on": NEW_YEAR, **given}
    assert told_by(lambda: review(**arguments))[0] == refused  # type: ignore[arg-type]  # what is refused is of another type


def test_day_is_needed_and_names_are_alike() -> None:
    with pytest.raises(RefusedCallError, match="review needs on"):
        review(hired(NEWS, YEAR))  # type: ignore[call-arg]  # a call that does not fit is what is asked
    with pytest.raises(RefusedValueError, match="called ann elsewhere"):
        review(hired(NEWS, YEAR), on=NEW_YEAR, contractors=attrs.evolve(ANN, name="ann"))


def test_it_is_a_sequence_of_its_advice() -> None:
    found = review(hired(NEWS, YEAR), OWNER, on=NEW_YEAR)
    assert found[0] is found.advice[0]
    assert found[-1] is found.advice[-1]
    assert found[-1:] == found.advice[-1:]
    assert list(found) == list(found.advice)
    with pytest.raises(IndexError):
        found[1]
