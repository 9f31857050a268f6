"""Which rule or rate the words mean that people type."""

import datetime as dt
from calendar import monthrange
from itertools import islice

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from delegation import DelegationError, Once, Rate, Rule
from delegation.errors import RefusedValueError
from delegation.recurrence.words import COMMON, NUMBERS, ORDINALS, RATES, RHYTHMS, from_day, nearest, understood

WEEKS_A_MONTH = 365.25 / 84
EVERYTHING_SHOWN = (
    "it takes words such as daily, weekdays, weekly, every two weeks, twice a month, monthly, every 3 months, "
    "quarterly, half-yearly, yearly, once, every Monday; a number of times a month; or a rule such as FREQ=WEEKLY"
)
SOME_WORDS = ("every", "two", "3", "times", "a", "week", "month", "on", "monday", "and", "once", "x")


class TestRhythms:
    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            ("daily", "FREQ=DAILY"),
            ("every day", "FREQ=DAILY"),
            ("every other day", "FREQ=DAILY;INTERVAL=2"),
            ("weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("every weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("workdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("weekends", "FREQ=WEEKLY;BYDAY=SA,SU"),
            ("weekly", "FREQ=WEEKLY"),
            ("every week", "FREQ=WEEKLY"),
            ("once a week", "FREQ=WEEKLY"),
            ("biweekly", "FREQ=WEEKLY;INTERVAL=2"),
            ("fortnightly", "FREQ=WEEKLY;INTERVAL=2"),
            ("every fortnight", "FREQ=WEEKLY;INTERVAL=2"),
            ("every two weeks", "FREQ=WEEKLY;INTERVAL=2"),
            ("every other week", "FREQ=WEEKLY;INTERVAL=2"),
            ("every second week", "FREQ=WEEKLY;INTERVAL=2"),
            ("every 2nd week", "FREQ=WEEKLY;INTERVAL=2"),
            ("once every 2 weeks", "FREQ=WEEKLY;INTERVAL=2"),
            ("each month", "FREQ=MONTHLY"),
            ("monthly", "FREQ=MONTHLY"),
            ("once per month", "FREQ=MONTHLY"),
            ("every 3 months", "FREQ=MONTHLY;INTERVAL=3"),
            ("every third month", "FREQ=MONTHLY;INTERVAL=3"),
            ("quarterly", "FREQ=MONTHLY;INTERVAL=3"),
            ("every quarter", "FREQ=MONTHLY;INTERVAL=3"),
            ("every two quarters", "FREQ=MONTHLY;INTERVAL=6"),
            ("every six months", "FREQ=MONTHLY;INTERVAL=6"),
            ("half-yearly", "FREQ=MONTHLY;INTERVAL=6"),
            ("semi-annually", "FREQ=MONTHLY;INTERVAL=6"),
            ("yearly", "FREQ=YEARLY"),
            ("annually", "FREQ=YEARLY"),
            ("once a year", "FREQ=YEARLY"),
            ("every twelve years", "FREQ=YEARLY;INTERVAL=12"),
        ],
    )
    def test_words_that_say_a_rhythm_mean_a_rule(self, text: str, rule: str) -> None:
        assert understood(text) == rule

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("Monday", "MO"),
            ("mondays", "MO"),
            ("every Sunday", "SU"),
            ("on Fridays", "FR"),
            ("tue", "TU"),
            ("Mondays and Thursdays", "MO,TH"),
            ("mon, wed, fri", "MO,WE,FR"),
            ("sat+sun", "SA,SU"),
        ],
    )
    def test_weekdays_mean_every_week_on_them(self, text: str, days: str) -> None:
        assert understood(text) == f"FREQ=WEEKLY;BYDAY={days}"

    @pytest.mark.parametrize("text", ["WEEKLY", "  weekly\n", "Weekly."])
    def test_capitals_and_blanks_do_not_matter(self, text: str) -> None:
        assert understood(text) == "FREQ=WEEKLY"

    @pytest.mark.parametrize("text", ["every-two-weeks", "EVERY  TWO_WEEKS", "every - two - weeks", "every-2-weeks"])
    def test_hyphens_are_blanks(self, text: str) -> None:
        assert understood(text) == "FREQ=WEEKLY;INTERVAL=2"

    @pytest.mark.parametrize("text", RHYTHMS)
    def test_every_word_that_is_known_means_a_rule_that_can_be_counted(self, text: str) -> None:
        assert Rule(RHYTHMS[text]).per_month > 0.0

    @pytest.mark.parametrize("count", range(1, 11))
    def test_numbers_are_told_in_words_figures_and_ordinals(self, count: int) -> None:
        rules = {understood(f"every {word} days") for word in (NUMBERS[count - 1], ORDINALS[count - 1], str(count))}

        assert rules == {"FREQ=DAILY" + (f";INTERVAL={count}" if count > 1 else "")}


class TestRates:
    @pytest.mark.parametrize(
        ("text", "per_month"),
        [
            ("4", 4.0),
            (" 2.5 ", 2.5),
            (".5", 0.5),
            ("1e2", 100.0),
            ("1e-2", 0.01),
            ("0", 0.0),
            ("twice a month", 2.0),
            ("semi-monthly", 2.0),
            ("3 times a month", 3.0),
            ("3x a month", 3.0),
            ("four times each month", 4.0),
            ("four a month", 4.0),
            ("4 per month", 4.0),
            ("4/month", 4.0),
            ("1.5 times a month", 1.5),
            ("twice a day", 2 * 365.25 / 12),
            ("twice a week", 2 * WEEKS_A_MONTH),
            ("semi-weekly", 2 * WEEKS_A_MONTH),
            ("3 times a fortnight", 1.5 * WEEKS_A_MONTH),
            ("twice a quarter", 2 / 3),
            ("five times a year", 5 / 12),
        ],
    )
    def test_words_that_only_say_how_many_mean_a_rate(self, text: str, per_month: float) -> None:
        meant = understood(text)

        assert isinstance(meant, Rate)
        assert meant.per_month == pytest.approx(per_month, rel=1e-15)

    @pytest.mark.parametrize("text", ["-1", "1e7"])
    def test_a_number_that_no_rate_takes_is_refused_as_one(self, text: str) -> None:
        with pytest.raises(RefusedValueError) as refusal:
            understood(text)

        assert (refusal.value.owner, refusal.value.field, refusal.value.value) == ("Rate", "per_month", float(text))

    @given(st.sampled_from(["day", "week", "month", "quarter", "year"]), st.integers(1, 12))
    def test_so_many_times_a_week_comes_as_often_as_every_week_so_many_times(self, unit: str, times: int) -> None:
        every, several = understood(f"every {unit}"), understood(f"{times} times a {unit}")

        assert isinstance(every, str)
        assert isinstance(several, Rate)
        assert several.per_month == pytest.approx(times * Rule(every).per_month, rel=1e-12)


class TestOnce:
    @pytest.mark.parametrize("text", ["once", "Once", "one-off", "one time", "only once"])
    def test_once_is_once(self, text: str) -> None:
        assert understood(text) == Once()


class TestRefusals:
    @pytest.mark.parametrize(
        "text",
        [
            *("", "wekly", "foo", "every", "every two", "every 0 weeks", "every million weeks", "every lightyear"),
            *(
                "zero times a week",
                "third times a week",
                "twice a lightyear",
                "a month",
                "monday and foo",
                "nan",
                "inf",
            ),
            *("1,5", "bimonthly", "biannual", "every 100000 weeks", "x" * 10_000, "every day " * 100),
        ],
    )
    def test_other_words_are_not_understood(self, text: str) -> None:
        assert understood(text) is None

    @pytest.mark.parametrize(
        ("text", "near"),
        [
            ("wekly", "weekly"),
            ("fortnigtly", "fortnightly"),
            ("Montly", "monthly"),
            ("every tuesdy", "every tuesday"),
            ("every two", "every two weeks"),
            ("onec", "once"),
            ("dayli", "daily"),
            ("twice a mnth", "twice a month"),
            ("semi-montly", "semi monthly"),
        ],
    )
    def test_the_nearest_words_that_are_known_are_asked_for(self, text: str, near: str) -> None:
        assert nearest(text) == f"did you mean {near!r}?"

    @pytest.mark.parametrize("text", ["", "foo", "sometimes", "occasionally", "monthly on the 31st", "x" * 10_000])
    def test_where_nothing_is_near_some_are_shown(self, text: str) -> None:
        assert nearest(text) == EVERYTHING_SHOWN

    @pytest.mark.parametrize(
        ("text", "ways"),
        [
            ("bimonthly", "every two months or twice a month"),
            ("Bi-Annual", "every two years or twice a year"),
            ("biannually", "every two years or twice a year"),
        ],
    )
    def test_words_that_are_said_of_two_things_are_asked_back(self, text: str, ways: str) -> None:
        assert nearest(text.replace("-", "")) == f"it is said of two things: write {ways}"
        assert all(understood(way) is not None for way in ways.split(" or "))

    @pytest.mark.parametrize("text", [*COMMON, *RATES])
    def test_what_is_shown_is_understood(self, text: str) -> None:
        assert understood(text) is not None

    @given(st.lists(st.sampled_from(SOME_WORDS), max_size=6))
    def test_any_words_are_understood_or_not(self, words: list[str]) -> None:
        try:
            meant = understood(" ".join(words))
        except DelegationError:
            return

        if isinstance(meant, str):
            assert Rule(meant, dt.date(2026, 1, 5)).per_month > 0.0


@pytest.mark.parametrize(
    ("typed", "a_month"), [("twice weekly", 2 * 365.25 / 7 / 12), ("twice monthly", 2.0), ("Twice yearly", 1 / 6)]
)
def test_twice_before_a_rhythm_is_a_rate_and_never_half_of_it(typed: str, a_month: float) -> None:
    found = understood(typed)
    assert isinstance(found, Rate)
    assert found.per_month == pytest.approx(a_month)


@pytest.mark.parametrize("typed", ["every other friday", "Every second Friday"])
def test_every_other_weekday_is_told_as_the_rule_that_it_is_and_not_as_every_one(typed: str) -> None:
    assert understood(typed) is None
    assert nearest(typed).startswith("write the rule: every other Friday is FREQ=WEEKLY;INTERVAL=2;BYDAY=FR")


def test_what_is_said_of_two_things_is_asked_back_with_a_hyphen_too() -> None:
    assert (
        nearest("bi-monthly")
        == nearest("bimonthly")
        == ("it is said of two things: write every two months or twice a month")
    )


class TestFromDay:
    """Expected days are those that RFC 7529 gives ``SKIP=BACKWARD``, as its implementers publish them or a calendar."""

    @pytest.mark.parametrize(
        ("text", "start", "days"),
        [
            pytest.param(
                "monthly",
                dt.date(2014, 1, 31),
                ["2014-01-31", "2014-02-28", "2014-03-31", "2014-04-30"],
                id="libical: monthly from 31 January",
            ),
            pytest.param(
                "yearly",
                dt.date(2016, 2, 29),
                ["2016-02-29", "2017-02-28", "2018-02-28", "2019-02-28", "2020-02-29"],
                id="pycalendar: yearly from a leap day",
            ),
            pytest.param(
                "every month",
                dt.date(2027, 12, 30),
                ["2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"],
                id="from the 30th, over a leap day",
            ),
            pytest.param(
                "monthly",
                dt.date(2026, 1, 29),
                ["2026-01-29", "2026-02-28", "2026-03-29", "2026-04-29"],
                id="from the 29th",
            ),
            pytest.param(
                "every two months",
                dt.date(2025, 12, 31),
                ["2025-12-31", "2026-02-28", "2026-04-30", "2026-06-30", "2026-08-31"],
                id="every two months",
            ),
            pytest.param(
                "every three months",
                dt.date(2025, 11, 30),
                ["2025-11-30", "2026-02-28", "2026-05-30", "2026-08-30"],
                id="every three months, from the 30th",
            ),
            pytest.param(
                "quarterly",
                dt.date(2026, 3, 31),
                ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"],
                id="quarterly",
            ),
            pytest.param(
                "half-yearly",
                dt.date(2026, 8, 31),
                ["2026-08-31", "2027-02-28", "2027-08-31", "2028-02-29"],
                id="half-yearly",
            ),
            pytest.param(
                "every two years",
                dt.date(2024, 2, 29),
                ["2024-02-29", "2026-02-28", "2028-02-29"],
                id="every two years",
            ),
            pytest.param(
                "every 12 months", dt.date(2024, 2, 29), ["2024-02-29", "2025-02-28", "2026-02-28"], id="12 months"
            ),
        ],
    )
    def test_a_month_that_has_no_such_day_brings_it_on_its_last(
        self, text: str, start: dt.date, days: list[str]
    ) -> None:
        found = Rule(_from_day(text, start), start).between(dt.date(1990, 1, 1), dt.date(2099, 1, 1))
        assert [str(day) for day in islice(found, len(days))] == days

    @pytest.mark.parametrize(
        ("text", "a_year"),
        [("monthly", 12), ("every two months", 6), ("quarterly", 4), ("half-yearly", 2), ("yearly", 1)],
    )
    @pytest.mark.parametrize("month", range(1, 13))
    @pytest.mark.parametrize("day", [28, 29, 30, 31])
    def test_in_the_long_run_nothing_is_left_out(self, text: str, a_year: int, month: int, day: int) -> None:
        start = dt.date(2024, month, min(day, monthrange(2024, month)[1]))
        assert Rule(_from_day(text, start), start).per_month == a_year / 12

    @given(
        text=st.sampled_from(["monthly", "every 2 months", "quarterly", "every 5 months", "yearly", "every 3 years"]),
        start=st.dates(dt.date(1996, 1, 1), dt.date(2030, 12, 31)),
    )
    def test_it_comes_as_adding_months_to_its_start_does(self, text: str, start: dt.date) -> None:
        months = {"monthly": 1, "every 2 months": 2, "quarterly": 3, "every 5 months": 5, "yearly": 12}.get(text, 36)
        found = Rule(_from_day(text, start), start).between(start, dt.date(2200, 1, 1))
        assert list(islice(found, 20)) == [start + relativedelta(months=months * place) for place in range(20)]

    @pytest.mark.parametrize(
        ("text", "start", "rule"),
        [
            pytest.param("monthly", dt.date(2026, 1, 31), "FREQ=MONTHLY;BYMONTHDAY=-1", id="the 31st"),
            pytest.param(
                "monthly", dt.date(2026, 1, 30), "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", id="the 30th"
            ),
            pytest.param("yearly", dt.date(2024, 2, 29), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", id="a leap day"),
            pytest.param("monthly", dt.date(2026, 1, 28), "FREQ=MONTHLY", id="a day that all months have"),
            pytest.param("monthly", None, "FREQ=MONTHLY", id="no day"),
            pytest.param("yearly", dt.date(2026, 1, 31), "FREQ=YEARLY", id="a day that all years have"),
            pytest.param("every two weeks", dt.date(2026, 1, 31), "FREQ=WEEKLY;INTERVAL=2", id="weeks"),
        ],
    )
    def test_days_are_written_out_only_where_one_could_be_missing(
        self, text: str, start: dt.date | None, rule: str
    ) -> None:
        assert _from_day(text, start) == rule


def _from_day(text: str, start: dt.date | None) -> str:
    meant = understood(text)
    assert isinstance(meant, str)
    return from_day(meant, start)
