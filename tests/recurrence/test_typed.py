"""What people type for how often work comes back, and apart from it for its start."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from delegation import History, Once, Rate, Rule
from delegation.errors import RefusedValueError
from delegation.recurrence import Recurrence, as_recurrence
from delegation.recurrence.typed import start_of
from tests.people import NEW_YEAR

NINE = dt.datetime(2026, 1, 1, 9)
ACCEPTED = (
    "it takes a number of times a month, words such as weekly, None (once), an RFC 5545 rule as text, "
    "a list of the days of past jobs, or a Rate, Rule, Once or History"
)


class TestRecurrence:
    @pytest.mark.parametrize(
        ("typed", "recurrence"),
        [
            pytest.param(None, Once(), id="nothing: once"),
            pytest.param("once", Once(), id="once"),
            pytest.param(3, Rate(3.0), id="a whole number a month"),
            pytest.param(0.5, Rate(0.5), id="a number a month"),
            pytest.param(0, Rate(0.0), id="never"),
            pytest.param(Decimal("0.25"), Rate(0.25), id="a decimal number"),
            pytest.param(Fraction(1, 4), Rate(0.25), id="a fraction"),
            pytest.param("2.5", Rate(2.5), id="a number as text"),
            pytest.param("twice a month", Rate(2.0), id="words that say how many"),
            pytest.param("Every two weeks", Rule("FREQ=WEEKLY;INTERVAL=2"), id="words that say a rhythm"),
            pytest.param("FREQ=WEEKLY", Rule("FREQ=WEEKLY"), id="a rule"),
            pytest.param("DTSTART:20260101\nRRULE:FREQ=DAILY", Rule("FREQ=DAILY", NEW_YEAR), id="and its start"),
            pytest.param(
                "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY\nEXDATE:20260102\nRDATE:20251231\nEND:VEVENT",
                Rule("FREQ=DAILY", NEW_YEAR, except_on=dt.date(2026, 1, 2), also_on=dt.date(2025, 12, 31)),
                id="an event",
            ),
            pytest.param(Once(NEW_YEAR), Once(NEW_YEAR), id="Once as it is"),
            pytest.param(Rate(2.0), Rate(2.0), id="Rate as it is"),
            pytest.param(Rule("FREQ=DAILY", NEW_YEAR), Rule("FREQ=DAILY", NEW_YEAR), id="Rule as it is"),
        ],
    )
    def test_what_people_type_is_a_recurrence(self, typed: Any, recurrence: Recurrence) -> None:
        assert as_recurrence(typed) == recurrence

    @pytest.mark.parametrize("typed", [True, NEW_YEAR, Rate, object])
    def test_what_is_no_recurrence_is_refused_with_what_is(self, typed: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            as_recurrence(typed)

        assert (refusal.value.owner, refusal.value.field, refusal.value.accepted) == ("Task", "recurrence", ACCEPTED)

    @pytest.mark.parametrize(
        "typed",
        [[dt.date(2026, 2, 1), NEW_YEAR], (NEW_YEAR, dt.date(2026, 2, 1)), {NEW_YEAR, dt.date(2026, 2, 1)}],
        ids=["list", "tuple", "set"],
    )
    def test_past_days_are_a_history_known_until_the_last_of_them(self, typed: Any) -> None:
        assert as_recurrence(typed) == History([NEW_YEAR, dt.date(2026, 2, 1)], until=dt.date(2026, 2, 1))

    @pytest.mark.parametrize(("typed", "refused"), [([], ()), ([NEW_YEAR, "soon"], "soon"), ([4], 4)])
    def test_a_list_of_something_else_is_refused_by_what_stands_in_it(self, typed: Any, refused: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            as_recurrence(typed)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value) == ("Task", "recurrence", refused)
        assert refusal.value.accepted.endswith(ACCEPTED)

    def test_words_that_are_not_understood_are_refused_with_the_nearest(self) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            as_recurrence("Wekly")

        assert str(refusal.value).startswith("Task.recurrence = 'Wekly' is refused: did you mean 'weekly'?")

    @pytest.mark.parametrize("typed", ["freq", "RRULE", "DTSTART:20260101", "BEGIN:VEVENT", "WKST=MO", "a\nb"])
    def test_what_looks_like_a_rule_is_refused_as_one(self, typed: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            as_recurrence(typed)

        assert (refusal.value.owner, refusal.value.field) == ("Rule", "rule")


class TestStart:
    @pytest.mark.parametrize(
        ("typed", "recurrence"),
        [
            pytest.param(None, Once(NEW_YEAR), id="nothing: due on that day"),
            pytest.param("once", Once(NEW_YEAR), id="once"),
            pytest.param(Once(), Once(NEW_YEAR), id="Once without a due date"),
            pytest.param("weekly", Rule("FREQ=WEEKLY", NEW_YEAR), id="words"),
            pytest.param("FREQ=WEEKLY", Rule("FREQ=WEEKLY", NEW_YEAR), id="a rule as text"),
            pytest.param("FREQ=DAILY;COUNT=3", Rule("FREQ=DAILY;COUNT=3", NEW_YEAR), id="a rule that needs a start"),
            pytest.param(
                "FREQ=DAILY\nEXDATE:20260102",
                Rule("FREQ=DAILY", NEW_YEAR, except_on=dt.date(2026, 1, 2)),
                id="a rule with single days",
            ),
            pytest.param(Rule("FREQ=WEEKLY"), Rule("FREQ=WEEKLY", NEW_YEAR), id="a Rule without a start"),
        ],
    )
    def test_a_start_given_apart_becomes_part_of_the_recurrence(self, typed: Any, recurrence: Recurrence) -> None:
        assert as_recurrence(typed, NEW_YEAR) == recurrence

    def test_a_start_may_be_a_moment(self) -> None:
        assert as_recurrence("weekly", NINE) == Rule("FREQ=WEEKLY", NINE)

    def test_words_from_the_last_day_of_a_month_mean_every_month(self) -> None:
        close = as_recurrence("monthly", dt.date(2026, 1, 31))
        assert close == Rule("FREQ=MONTHLY;BYMONTHDAY=-1", dt.date(2026, 1, 31))
        assert close.expected(12, on=dt.date(2026, 1, 5)) == 12.0

    def test_words_from_a_moment_on_the_last_day_keep_its_hour(self) -> None:
        nine = dt.datetime(2026, 1, 31, 9)
        close = as_recurrence("monthly", nine)
        assert isinstance(close, Rule)
        assert close.next(dt.date(2026, 2, 1)) == dt.datetime(2026, 2, 28, 9)

    @pytest.mark.parametrize("typed", ["FREQ=MONTHLY", "RRULE:FREQ=MONTHLY", Rule("FREQ=MONTHLY")])
    def test_a_rule_from_the_31st_skips_months_without_it(self, typed: Any) -> None:
        assert as_recurrence(typed, dt.date(2026, 1, 31)).expected(12, on=dt.date(2026, 1, 5)) == 7.0

    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            (4, "4 a month comes at any moment, from no day on"),
            ("4", "4 a month comes at any moment, from no day on"),
            ("twice a month", "2 a month comes at any moment, from no day on"),
            (Rate(0.5), "0.5 a month comes at any moment, from no day on"),
            (Once(NEW_YEAR), "Once(due=datetime.date(2026, 1, 1)) has its own"),
            (
                Rule("FREQ=DAILY", NEW_YEAR),
                "Rule(rule='FREQ=DAILY;WKST=M...rt=datetime.date(2026, 1, 1)) has its own",
            ),
            (
                "DTSTART:20260101\nRRULE:FREQ=DAILY",
                "the text of the recurrence has a start of its own, in its DTSTART line",
            ),
        ],
    )
    def test_a_start_that_would_count_for_nothing_is_refused_by_name(self, typed: Any, why: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            as_recurrence(typed, NEW_YEAR)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "Task",
            "start",
            NEW_YEAR,
            f"it would count for nothing: {why}; leave one of the two out",
        )

    @pytest.mark.parametrize("start", ["2026-01-01", 2026, dt.date(3000, 1, 1), dt.datetime(1899, 12, 31), True])
    @pytest.mark.parametrize("typed", [None, 4, "weekly"])
    def test_what_is_no_day_is_refused_as_a_start(self, typed: Any, start: Any) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            as_recurrence(typed, start)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
            "Task",
            "start",
            start,
            "it takes a date or a datetime from the years 1900 to 2999, or None",
        )

    @pytest.mark.parametrize(
        ("recurrence", "start"),
        [
            (Rule("FREQ=DAILY", NINE), NINE),
            (Rule("FREQ=DAILY"), None),
            (Once(NEW_YEAR), NEW_YEAR),
            (Once(), None),
            (Rate(4), None),
        ],
    )
    def test_a_recurrence_starts_when_its_rule_does_or_when_it_is_due(
        self, recurrence: Recurrence, start: dt.date | None
    ) -> None:
        assert start_of(recurrence) == start
