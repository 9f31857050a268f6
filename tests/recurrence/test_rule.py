"""How often a piece of work comes back."""

import calendar
import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from delegation import DelegationError, Once, Rate, Rule, Task
from delegation.demand import Poisson, Rounded
from delegation.errors import NoLongRunRateError, RefusedValueError
from delegation.recurrence import Recurrence
from delegation.recurrence.rule import _as_typed, _long_run_rate
from tests.worlds import RULES

NEW_YEAR = dt.date(2026, 1, 1)
PARIS = ZoneInfo("Europe/Paris")

RFC = json.loads((Path(__file__).parent.parent / "data" / "rfc5545_examples.json").read_text(encoding="utf-8"))[
    "examples"
]


def falls(rule: Rule, low: dt.date, high: dt.date) -> list[str]:
    return [str(day) for day in rule.between(low, high)]


class TestOnce:
    def test_it_does_not_come_back(self) -> None:
        assert Once().per_month == 0.0

    @pytest.mark.parametrize("months", [1, 12, 120])
    @pytest.mark.parametrize("on", [None, NEW_YEAR])
    def test_it_is_one_occurrence_in_whatever_window(self, months: int, on: dt.date | None) -> None:
        assert Once(NEW_YEAR).expected(months, on=on) == 1.0

    def test_each_month_is_equally_likely(self) -> None:
        assert Once(NEW_YEAR).counts(4, on=NEW_YEAR) == ((Rounded(0.25), 4),)

    @pytest.mark.parametrize(
        ("on", "following"),
        [
            (dt.date(2026, 3, 30), dt.date(2026, 3, 31)),
            (dt.date(2026, 3, 31), dt.date(2026, 3, 31)),
            (dt.date(2026, 4, 1), None),
        ],
    )
    def test_it_comes_next_when_it_is_due_unless_that_is_past(self, on: dt.date, following: dt.date | None) -> None:
        assert Once(dt.date(2026, 3, 31)).next(on) == following

    def test_without_a_due_date_nobody_knows_when_it_comes(self) -> None:
        assert Once().next(NEW_YEAR) is None

    def test_a_due_moment_is_kept_as_its_day(self) -> None:
        assert Once(dt.datetime(2026, 3, 31, 23, 59)) == Once(dt.date(2026, 3, 31))


class TestRate:
    def test_it_is_its_own_long_run_rate(self) -> None:
        assert Rate(2.5).per_month == 2.5

    @pytest.mark.parametrize("on", [None, NEW_YEAR])
    def test_it_is_expected_its_rate_times_the_months(self, on: dt.date | None) -> None:
        assert Rate(2.5).expected(4, on=on) == 10.0

    def test_every_month_has_a_poisson_count(self) -> None:
        assert Rate(2.5).counts(12, on=NEW_YEAR) == ((Poisson(2.5), 12),)

    def test_nobody_knows_when_it_comes_next(self) -> None:
        sporadic: Recurrence = Rate(2.5)

        assert sporadic.next(NEW_YEAR) is None


# Rules: on which days


@pytest.mark.parametrize("example", RFC, ids=lambda example: f"{example['id']} {example['title']}"[13:60])
def test_the_examples_of_rfc_5545_fall_on_the_days_that_it_lists(example: dict[str, Any]) -> None:
    """Sub-daily examples are refused by name; lists that end with ... are compared as far as they go."""
    start = dt.datetime.strptime(example["dtstart"], "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo(example["tz"]))
    freq = example["rule"].partition(";")[0]
    if freq in ("FREQ=HOURLY", "FREQ=MINUTELY"):
        with pytest.raises(RefusedValueError, match=f"{freq} is finer than a day"):
            Rule(example["rule"], start)
        return
    listed = len(example["expected"])
    most = None if example["expected_is_complete"] else listed + len(example["exdate"])

    found = islice(Rule(example["rule"], start).between(start, dt.date(2999, 12, 31)), most)
    days = [f"{moment:%Y%m%dT%H%M%S}" for moment in found]

    assert [day for day in days if day not in example["exdate"]][: most and listed] == example["expected"]


def test_thirty_eight_examples_of_rfc_5545_are_expanded_and_four_refused() -> None:
    finer = [example for example in RFC if "HOURLY" in example["rule"] or "MINUTELY" in example["rule"]]

    assert (len(RFC) - len(finer), len(finer)) == (38, 4)


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[str]:
    """Several values, joined by commas."""
    return st.lists(values, min_size=1, max_size=most, unique=True).map(lambda found: ",".join(map(str, found)))


def either_way(most: int) -> st.SearchStrategy[int]:
    """Numbers from 1 to `most`, and the same from the end."""
    return st.integers(1, most) | st.integers(-most, -1)


days_named = st.fixed_dictionaries({"BYDAY": some(st.sampled_from(WEEKDAYS))})
days_numbered = st.fixed_dictionaries(
    {"BYDAY": some(st.builds("{}{}".format, either_way(5), st.sampled_from(WEEKDAYS)))}
)
days_of_month = st.fixed_dictionaries({"BYMONTHDAY": some(either_way(31))})
days_of_both = st.fixed_dictionaries({"BYDAY": some(st.sampled_from(WEEKDAYS)), "BYMONTHDAY": some(either_way(31), 9)})
days_of_year = st.fixed_dictionaries({"BYYEARDAY": some(either_way(366))})
days_of_week = st.fixed_dictionaries({"BYDAY": some(st.sampled_from(WEEKDAYS)), "BYWEEKNO": some(either_way(53))})
NAMED = {
    "YEARLY": days_named | days_numbered | days_of_month | days_of_both | days_of_year | days_of_week,
    "MONTHLY": days_named | days_numbered | days_of_month | days_of_both,
    "WEEKLY": days_named,
    "DAILY": days_named | days_of_month | days_of_both,
}
REACH = {"YEARLY": 40, "MONTHLY": 30, "WEEKLY": 15, "DAILY": 5}
"""How many years after its start a rule of each frequency is looked at."""


@st.composite
def rules_with_windows(draw: st.DrawFn) -> tuple[str, dt.date | dt.datetime, dt.date, dt.date]:
    """A rule, its start, and the first and last day of a window that may begin before it."""
    freq = draw(st.sampled_from(list(NAMED)))
    start = draw(
        st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31))
        | st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2100, 12, 31)).map(lambda at: at.replace(microsecond=0))
    )
    parts: dict[str, object] = {"FREQ": freq, "INTERVAL": draw(st.integers(1, 7) | st.sampled_from([12, 18, 24]))}
    if draw(st.booleans()):
        parts |= draw(NAMED[freq])
        if freq != "DAILY" and draw(st.booleans()):
            parts["BYSETPOS"] = draw(some(either_way(3), 2))
    if draw(st.booleans()):
        parts["BYMONTH"] = draw(some(st.integers(1, 12)))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(WEEKDAYS))
    match draw(st.sampled_from(["", "", "COUNT", "UNTIL"])):
        case "COUNT":
            parts["COUNT"] = draw(st.integers(1, 50))
        case "UNTIL":
            first = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
            last = first + dt.timedelta(seconds=draw(st.integers(0, REACH[freq] * 365 * 86_400)))
            parts["UNTIL"] = f"{last:%Y%m%dT%H%M%S}"
    low = dt.date(start.year, start.month, start.day) + dt.timedelta(days=draw(st.integers(-300, REACH[freq] * 365)))
    high = low + dt.timedelta(days=draw(st.integers(0, 1_000)))
    return ";".join(f"{name}={value}" for name, value in parts.items()), start, low, high


def naive(text: str, start: dt.date | dt.datetime, low: dt.date, high: dt.date) -> list[dt.date]:
    """What python-dateutil finds from the start on, one moment after the other."""
    parts = dict(part.split("=") for part in text.split(";"))
    count, until = parts.pop("COUNT", None), parts.get("UNTIL")
    first = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    last = dt.datetime.combine(high, dt.time()) - dt.timedelta(seconds=1)
    if until is not None:
        last = min(last, dt.datetime.strptime(until, "%Y%m%dT%H%M%S"))
    parts["UNTIL"] = f"{last:%Y%m%dT%H%M%S}"
    rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=first)
    moments = islice(rule, None if count is None else int(count))
    inside = [moment for moment in moments if moment.date() >= low]
    return list(inside) if isinstance(start, dt.datetime) else [moment.date() for moment in inside]


@given(rules_with_windows())
def test_a_rule_falls_on_the_days_that_python_dateutil_finds_from_its_start(
    asked: tuple[str, dt.date | dt.datetime, dt.date, dt.date],
) -> None:
    """One that is refused because it never falls is found on no day."""
    text, start, low, high = asked
    try:
        found = list(Rule(text, start).between(low, high))
    except RefusedValueError as refusal:
        assert refusal.accepted.startswith("it never falls on a day")  # noqa: PT017  # what else is refused is a bug
        found = []

    assert found == naive(text, start, low, high)


@pytest.fixture
def sunday_first() -> Iterator[None]:
    """Weeks that start on Sunday for the whole program, as python-dateutil would take them."""
    before = calendar.firstweekday()
    calendar.setfirstweekday(calendar.SUNDAY)
    yield
    calendar.setfirstweekday(before)


@pytest.mark.usefixtures("sunday_first")
def test_a_rule_falls_on_the_same_days_whatever_day_the_program_has_weeks_start_on() -> None:
    rule = Rule("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU", dt.date(1997, 8, 5))

    assert falls(rule, dt.date(1997, 1, 1), dt.date(1998, 1, 1)) == [
        "1997-08-05",
        "1997-08-10",
        "1997-08-19",
        "1997-08-24",
    ]


def test_a_day_as_start_gives_days() -> None:
    assert list(Rule("FREQ=DAILY", NEW_YEAR).between(NEW_YEAR, dt.date(2026, 1, 3))) == [
        dt.date(2026, 1, 1),
        dt.date(2026, 1, 2),
    ]


def test_a_moment_as_start_gives_moments() -> None:
    rule = Rule("FREQ=DAILY", dt.datetime(2026, 1, 1, 9))

    assert falls(rule, NEW_YEAR, dt.date(2026, 1, 3)) == ["2026-01-01 09:00:00", "2026-01-02 09:00:00"]


@pytest.mark.parametrize(
    ("times", "moment"),
    [
        ("BYHOUR=14", "2026-01-01 14:00:00"),
        ("BYMINUTE=30", "2026-01-01 00:30:00"),
        ("BYSECOND=15", "2026-01-01 00:00:15"),
    ],
)
def test_a_day_as_start_gives_moments_where_the_rule_names_a_time(times: str, moment: str) -> None:
    assert falls(Rule(f"FREQ=DAILY;{times}", NEW_YEAR), NEW_YEAR, dt.date(2026, 1, 2)) == [moment]


def test_a_start_of_so_many_microseconds_counts_from_its_second() -> None:
    rule = Rule("FREQ=DAILY;COUNT=1", dt.datetime(2026, 1, 1, 9, 0, 0, 999_999))

    assert falls(rule, NEW_YEAR, dt.date(2026, 1, 3)) == ["2026-01-01 09:00:00"]


def test_a_start_in_a_time_zone_keeps_its_hour_when_the_clocks_change() -> None:
    rule = Rule("FREQ=DAILY", dt.datetime(2026, 3, 28, 9, tzinfo=PARIS))

    assert falls(rule, dt.date(2026, 3, 28), dt.date(2026, 3, 30)) == [
        "2026-03-28 09:00:00+01:00",
        "2026-03-29 09:00:00+02:00",
    ]


# Rules: the end


@pytest.mark.parametrize(
    ("until", "last"),
    [
        pytest.param("20260104", "2026-01-04 09:00:00", id="a day: to its end"),
        pytest.param("20260104T085959", "2026-01-03 09:00:00", id="a second before an occurrence"),
        pytest.param("20260104T090000", "2026-01-04 09:00:00", id="on an occurrence"),
        pytest.param("20260104T090001", "2026-01-04 09:00:00", id="a second after it"),
        pytest.param("20260104T090000Z", "2026-01-04 09:00:00", id="UTC where the start has no time zone"),
    ],
)
def test_until_is_the_last_moment_in_local_time(until: str, last: str) -> None:
    rule = Rule(f"FREQ=DAILY;UNTIL={until}", dt.datetime(2026, 1, 1, 9))

    assert falls(rule, NEW_YEAR, dt.date(2027, 1, 1))[-1] == last


@pytest.mark.parametrize(
    ("until", "last"),
    [
        pytest.param("20260328T075959Z", "2026-03-27 09:00:00+01:00", id="winter: a second before"),
        pytest.param("20260328T080000Z", "2026-03-28 09:00:00+01:00", id="winter: one hour ahead of UTC"),
        pytest.param("20260330T065959Z", "2026-03-29 09:00:00+02:00", id="summer: a second before"),
        pytest.param("20260330T070000Z", "2026-03-30 09:00:00+02:00", id="summer: two hours ahead of UTC"),
        pytest.param("20260329T220000Z", "2026-03-29 09:00:00+02:00", id="midnight in UTC is the next day in Paris"),
        pytest.param("20260330T085959", "2026-03-29 09:00:00+02:00", id="local: a second before"),
        pytest.param("20260330T090000", "2026-03-30 09:00:00+02:00", id="local"),
        pytest.param("20260330", "2026-03-30 09:00:00+02:00", id="a day: to its end in Paris"),
    ],
)
def test_until_in_utc_is_read_in_the_time_zone_of_the_start(until: str, last: str) -> None:
    rule = Rule(f"FREQ=DAILY;UNTIL={until}", dt.datetime(2026, 3, 25, 9, tzinfo=PARIS))

    assert falls(rule, NEW_YEAR, dt.date(2027, 1, 1))[-1] == last


@pytest.mark.parametrize("until", ["99991231", "99991231T235959", "99991231T235959Z"])
@pytest.mark.parametrize(
    "start",
    [NEW_YEAR, dt.datetime(2026, 1, 1, 9), dt.datetime(2026, 1, 1, 9, tzinfo=PARIS)],
    ids=["day", "moment", "moment in Paris"],
)
def test_the_end_of_the_calendar_is_an_end_as_calendars_export_it(until: str, start: dt.date) -> None:
    rule = Rule(f"FREQ=DAILY;UNTIL={until}", start)

    assert str(rule.next(dt.date(2026, 5, 1)))[:10] == "2026-05-01"


@pytest.mark.parametrize(
    ("until", "start"),
    [
        ("20251231", NEW_YEAR),
        ("20251231T235959", dt.datetime(2026, 1, 1)),
        ("20260101T075959Z", dt.datetime(2026, 1, 1, 9, tzinfo=PARIS)),
        ("00010101T000000Z", dt.datetime(2026, 1, 1, 9, tzinfo=ZoneInfo("America/New_York"))),
    ],
)
def test_a_rule_that_ends_before_it_starts_is_refused(until: str, start: dt.date) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule(f"FREQ=DAILY;UNTIL={until}", start)

    assert refusal.value.reason == (
        f"Rule.rule = 'FREQ=DAILY;UNTIL={until}' is refused: "
        "it never falls on a day from its start, 2026-01-01, to its end"
    )


def test_a_rule_may_end_on_its_start() -> None:
    assert falls(Rule("FREQ=DAILY;UNTIL=20260101", NEW_YEAR), NEW_YEAR, dt.date(2027, 1, 1)) == ["2026-01-01"]


@pytest.mark.parametrize("end", ["COUNT=3", "UNTIL=20260103"])
def test_count_and_until_need_a_start(end: str) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule(f"FREQ=DAILY;{end}")

    assert refusal.value.accepted == (
        "COUNT and UNTIL need a first day: Rule(rule, start), or a DTSTART line before the rule"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"),
        ("freq=daily; count=3;", "FREQ=DAILY;COUNT=3"),
        ("FREQ=DAILY;COUNT=3;WKST=MO", "FREQ=DAILY;COUNT=3"),
        ("FREQ=DAILY;COUNT=3;WKST=SU", "FREQ=DAILY;COUNT=3;WKST=SU"),
    ],
)
def test_a_rule_is_refused_without_the_start_of_the_week_that_it_has_anyway(typed: str, told: str) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule(typed)

    assert refusal.value.value == told


@given(st.sampled_from(RULES))
def test_a_rule_as_typed_is_the_same_rule(text: str) -> None:
    assert Rule(_as_typed(Rule(text).rule)) == Rule(text)


# Rules: the next occurrence


@pytest.mark.parametrize(
    ("on", "following"),
    [
        (dt.date(2025, 6, 1), dt.date(2026, 1, 31)),
        (dt.date(2026, 1, 31), dt.date(2026, 1, 31)),
        (dt.date(2026, 2, 1), dt.date(2026, 3, 31)),
        (dt.date(2999, 12, 31), dt.date(2999, 12, 31)),
    ],
)
def test_the_next_occurrence_is_the_first_on_or_after_a_day(on: dt.date, following: dt.date) -> None:
    assert Rule("FREQ=MONTHLY", dt.date(2026, 1, 31)).next(on) == following


def test_the_next_occurrence_may_be_years_away() -> None:
    rule = Rule("FREQ=YEARLY;INTERVAL=100;BYMONTH=2;BYMONTHDAY=29", dt.date(2000, 1, 1))

    assert rule.next(dt.date(2000, 3, 1)) == dt.date(2400, 2, 29)


def test_the_next_occurrence_is_a_moment_where_the_start_is_one() -> None:
    assert Rule("FREQ=DAILY", dt.datetime(2026, 1, 1, 9, tzinfo=PARIS)).next(dt.date(2026, 7, 1)) == dt.datetime(
        2026, 7, 1, 9, tzinfo=PARIS
    )


@pytest.mark.parametrize(("on", "following"), [(3, dt.date(2026, 1, 3)), (4, None)])
def test_after_the_last_there_is_no_next(on: int, following: dt.date | None) -> None:
    assert Rule("FREQ=DAILY;COUNT=3", NEW_YEAR).next(dt.date(2026, 1, on)) == following


def test_without_a_start_no_days_are_known() -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule("FREQ=DAILY").next(NEW_YEAR)

    assert refusal.value.reason == (
        "Rule.start = None is refused: 'FREQ=DAILY' needs a start before it can be asked for its days"
    )


# Rules: what never falls


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        pytest.param("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None, id="30 February"),
        pytest.param("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", NEW_YEAR, id="30 February, from a day on"),
        pytest.param("FREQ=MONTHLY;BYMONTH=4,6,9,11;BYMONTHDAY=31", None, id="the 31st of short months"),
        pytest.param(
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", dt.date(2025, 1, 1), id="29 February of odd years"
        ),
        pytest.param("FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366", dt.date(2025, 1, 1), id="day 366 of odd years"),
        pytest.param("FREQ=DAILY;INTERVAL=7;BYDAY=TU", dt.date(2026, 1, 5), id="Tuesdays a week apart, from a Monday"),
        pytest.param("FREQ=YEARLY;BYWEEKNO=20;BYMONTH=1;BYDAY=MO", None, id="week 20 in January"),
        pytest.param("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3", None, id="the third of two"),
    ],
)
def test_a_rule_that_no_calendar_meets_is_refused(rule: str, start: dt.date | None) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule(rule, start)

    assert refusal.value.accepted == "it never falls on a day: no calendar has such a day"


@pytest.mark.parametrize("start", [2024, 2028, 2400])
def test_29_february_every_fourth_year_from_a_leap_year_is_a_rule(start: int) -> None:
    rule = Rule("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", dt.date(start, 1, 1))

    assert rule.next(dt.date(start, 1, 1)) == dt.date(start, 2, 29)


def test_29_february_every_fourth_year_is_a_rule_where_nobody_says_from_which_year() -> None:
    assert Rule("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29").per_month == pytest.approx(1 / 48, rel=0.04)


def test_a_rule_that_first_falls_after_a_turn_of_the_century_is_a_rule() -> None:
    assert Rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", dt.date(2097, 1, 1)).next(NEW_YEAR) == dt.date(2104, 2, 29)


# Rules: the rate in the long run; tests/test_expansion.py counts more of them


@pytest.mark.parametrize("start", [None, NEW_YEAR, dt.date(2080, 6, 15), dt.date(1900, 1, 1)])
@pytest.mark.parametrize(
    ("rule", "per_month"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=1", 1),
        ("FREQ=WEEKLY", 365.25 / 84),
        ("FREQ=MONTHLY;BYMONTHDAY=31", 7 / 12),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", 1 / 48),
    ],
)
def test_the_rate_a_month_does_not_depend_on_the_start(rule: str, per_month: float, start: dt.date | None) -> None:
    assert Rule(rule, start).per_month == pytest.approx(per_month, rel=1e-12)


def test_what_a_rule_leaves_out_comes_from_its_start_in_its_rate_too() -> None:
    assert Rule("FREQ=MONTHLY", dt.date(2026, 1, 31)).per_month == pytest.approx(7 / 12, rel=1e-12)


def test_a_time_zone_is_nothing_to_a_rate() -> None:
    assert Rule("FREQ=WEEKLY", dt.datetime(2026, 1, 1, 9, tzinfo=PARIS)).per_month == pytest.approx(
        365.25 / 84, rel=1e-12
    )


@pytest.mark.parametrize("end", ["COUNT=3", "UNTIL=20261231"])
def test_a_rule_that_ends_has_no_rate_in_the_long_run(end: str) -> None:
    rule = Rule(f"FREQ=DAILY;{end}", NEW_YEAR)

    with pytest.raises(NoLongRunRateError) as refusal:
        _ = rule.per_month

    assert str(refusal.value) == (
        f"the rule 'FREQ=DAILY;{end}' ends, so it has no rate in the long run: "
        "say from which day to count, such as on=datetime.date(2026, 1, 5)"
    )


def test_a_rule_is_counted_once_however_it_is_spelt_and_however_often_it_is_asked() -> None:
    _long_run_rate.cache_clear()

    for text in ("FREQ=DAILY;BYDAY=TU,MO", "freq=daily;byday=mo,tu;", "RRULE:FREQ=DAILY;BYDAY=MO,TU;WKST=MO"):
        _ = Rule(text).per_month

    assert (_long_run_rate.cache_info().misses, _long_run_rate.cache_info().hits) == (1, 2)


def test_the_same_rule_from_another_start_is_another_count() -> None:
    _long_run_rate.cache_clear()

    rates = [Rule("FREQ=MONTHLY", start).per_month for start in (None, dt.date(2026, 1, 31), dt.date(2026, 1, 30))]

    assert rates == [pytest.approx(1), pytest.approx(7 / 12), pytest.approx(11 / 12)]


def test_no_more_than_1024_counted_rules_are_remembered() -> None:
    assert _long_run_rate.cache_info().maxsize == 1024


# Rules: the months of a window


def test_months_run_from_the_day_of_the_question() -> None:
    """Mondays of 2026: 4 from 15 January to 14 February, 4 to 14 March, 5 to 14 April."""
    rule = Rule("FREQ=WEEKLY;BYDAY=MO", NEW_YEAR)

    assert rule.counts(3, on=dt.date(2026, 1, 15)) == ((Rounded(4.0), 2), (Rounded(5.0), 1))


def test_months_from_the_31st_begin_on_the_last_day_of_shorter_ones() -> None:
    """From 31 January, 28 February, 31 March and 30 April: the 30th falls in none, one, none and two of them."""
    rule = Rule("FREQ=MONTHLY;BYMONTHDAY=30", NEW_YEAR)

    assert rule.counts(4, on=dt.date(2026, 1, 31)) == (
        (Rounded(0.0), 1),
        (Rounded(1.0), 1),
        (Rounded(0.0), 1),
        (Rounded(2.0), 1),
    )


def test_equal_months_in_a_row_are_told_together() -> None:
    """Every second month of 2026, beginning with two months without."""
    rule = Rule("FREQ=MONTHLY;BYMONTH=3,4;BYMONTHDAY=1", NEW_YEAR)

    assert rule.counts(6, on=NEW_YEAR) == ((Rounded(0.0), 2), (Rounded(1.0), 2), (Rounded(0.0), 2))


@pytest.mark.parametrize(
    ("on", "count"),
    [("2026-01-01", 0.0), ("2026-01-02", 0.0), ("2026-01-03", 1.0), ("2026-02-02", 1.0), ("2026-02-03", 0.0)],
)
def test_a_month_holds_its_first_day_and_not_the_first_of_the_next(on: str, count: float) -> None:
    """The one occurrence is on 2 February."""
    rule = Rule("FREQ=DAILY;COUNT=1", dt.date(2026, 2, 2))

    assert rule.counts(1, on=dt.date.fromisoformat(on)) == ((Rounded(count), 1),)


def test_before_its_start_and_after_its_end_a_rule_does_not_fall() -> None:
    rule = Rule("FREQ=DAILY;COUNT=3", dt.date(2026, 3, 1))

    assert rule.counts(4, on=NEW_YEAR) == ((Rounded(0.0), 2), (Rounded(3.0), 1), (Rounded(0.0), 1))


@given(rules_with_windows(), st.integers(1, 24))
def test_the_counts_of_months_are_the_days_that_fall_in_them(
    asked: tuple[str, dt.date | dt.datetime, dt.date, dt.date], months: int
) -> None:
    text, start, on, _ = asked
    try:
        rule = Rule(text, start)
    except RefusedValueError as refusal:
        assume("it never falls on a day" not in refusal.accepted)
        raise
    edges = [on + relativedelta(months=k) for k in range(months + 1)]

    expected = [len(falls(rule, low, high)) for low, high in pairwise(edges)]

    assert [count.mean for count, repeats in rule.counts(months, on=on) for _ in range(repeats)] == expected


def test_what_is_expected_is_what_falls() -> None:
    assert Rule("FREQ=MONTHLY;BYMONTHDAY=31", NEW_YEAR).expected(12, on=NEW_YEAR) == 7.0


@pytest.mark.parametrize(("start", "on"), [(None, None), (NEW_YEAR, None), (None, NEW_YEAR)])
def test_without_a_start_or_a_day_of_the_question_the_long_run_rate_serves(
    start: dt.date | None, on: dt.date | None
) -> None:
    rule = Rule("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1", start)

    assert (rule.counts(12, on=on), rule.expected(12, on=on)) == (((Rounded(0.5), 12),), 6.0)


def test_a_rule_that_ends_can_be_counted_from_a_day() -> None:
    assert Rule("FREQ=DAILY;COUNT=3", NEW_YEAR).expected(12, on=NEW_YEAR) == 3.0


@pytest.mark.parametrize("ask", ["counts", "expected"])
def test_a_rule_that_ends_cannot_be_counted_from_no_day(ask: str) -> None:
    with pytest.raises(NoLongRunRateError, match="say from which day to count"):
        getattr(Rule("FREQ=DAILY;COUNT=3", NEW_YEAR), ask)(12)


# Rules: from text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("FREQ=DAILY", Rule("FREQ=DAILY"), id="a rule"),
        pytest.param("rrule:freq=daily;", Rule("FREQ=DAILY"), id="in lower case"),
        pytest.param("DTSTART:20260105\nFREQ=DAILY", Rule("FREQ=DAILY", dt.date(2026, 1, 5)), id="a day before it"),
        pytest.param("FREQ=DAILY\nDTSTART:20260105", Rule("FREQ=DAILY", dt.date(2026, 1, 5)), id="a day after it"),
        pytest.param(
            "\n  DTSTART;VALUE=DATE:20260105 \r\n\r\n RRULE:FREQ=DAILY \n",
            Rule("FREQ=DAILY", dt.date(2026, 1, 5)),
            id="blanks and empty lines",
        ),
        pytest.param(
            "dtstart:20260105T090000\nrrule:freq=daily",
            Rule("FREQ=DAILY", dt.datetime(2026, 1, 5, 9)),
            id="a moment, all in lower case",
        ),
        pytest.param(
            "DTSTART:20260105T090000Z\nRRULE:FREQ=DAILY;UNTIL=20260110T090000Z",
            Rule("FREQ=DAILY;UNTIL=20260110T090000Z", dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)),
            id="a moment in UTC",
        ),
        pytest.param(
            "DTSTART;TZID=Europe/Paris:20260105T090000\nRRULE:FREQ=DAILY;COUNT=3",
            Rule("FREQ=DAILY;COUNT=3", dt.datetime(2026, 1, 5, 9, tzinfo=PARIS)),
            id="a moment in a time zone",
        ),
    ],
)
def test_a_rule_is_read_as_calendars_export_it(text: str, rule: Rule) -> None:
    assert Rule.from_text(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "DTSTART:20260105",
        "FREQ=DAILY\nFREQ=WEEKLY",
        "DTSTART:20260105\nDTSTART:20260106\nFREQ=DAILY",
        "DTSTART:20260105\nRRULE:FREQ=DAILY\nEXDATE:20260107",
        "DTSTART:20260105\nRRULE:FREQ=DAILY\nRDATE:20260107",
    ],
)
def test_text_that_is_not_one_rule_with_one_start_is_refused(text: str) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule.from_text(text)

    assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
        "Rule",
        "rule",
        text,
        (
            "it takes one rule (FREQ=...) and at most one DTSTART line; for two rules write two tasks, "
            "EXDATE and RDATE are not read"
        ),
    )


def test_a_start_that_cannot_be_read_is_refused_as_a_start() -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule.from_text("DTSTART:2026-01-05\nFREQ=DAILY")

    assert (refusal.value.owner, refusal.value.field, refusal.value.value) == ("Rule", "start", "DTSTART:2026-01-05")


lines = st.sampled_from(["DTSTART", ":20260105", ":2026", "FREQ=DAILY", ";COUNT=3", "\n", "EXDATE"])


@given(st.lists(lines | st.text(max_size=2)))
def test_any_text_is_a_rule_or_refused(pieces: list[str]) -> None:
    try:
        rule = Rule.from_text("".join(pieces))
    except DelegationError:
        return

    assert Rule(rule.rule, rule.start) == rule


# What a rule refuses; tests/test_rfc5545.py has every reason against its text


@pytest.mark.parametrize("rule", [None, 3, b"FREQ=DAILY", ["FREQ=DAILY"]])
def test_a_rule_that_is_no_text_is_refused(rule: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule(rule)

    assert (refusal.value.owner, refusal.value.field, refusal.value.value, refusal.value.accepted) == (
        "Rule",
        "rule",
        rule,
        "it takes an RFC 5545 rule as text, such as FREQ=WEEKLY;BYDAY=MO",
    )


def test_a_rule_is_refused_with_the_text_as_it_was_typed() -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule("freq=hourly")

    assert refusal.value.reason == (
        "Rule.rule = 'freq=hourly' is refused: FREQ=HOURLY is finer than a day; "
        "describe such work by its days, or as a Rate"
    )


@pytest.mark.parametrize("start", [dt.date(1900, 1, 1), dt.date(2999, 12, 31), dt.datetime(2999, 12, 31, 23, 59)])
def test_a_start_from_1900_to_2999_is_taken(start: dt.date) -> None:
    assert Rule("FREQ=DAILY", start).start == start


@pytest.mark.parametrize(
    "start", [dt.date(1899, 12, 31), dt.datetime(1899, 12, 31, 23, 59), dt.date(3000, 1, 1), "2026-01-01", 2026, False]
)
def test_a_start_of_another_kind_or_time_is_refused(start: Any) -> None:
    with pytest.raises(RefusedValueError) as refusal:
        Rule("FREQ=DAILY", start)

    assert (refusal.value.field, refusal.value.value, refusal.value.accepted) == (
        "start",
        start,
        "it takes a date or a datetime from the years 1900 to 2999, or None",
    )


# What makes rules equal


@pytest.mark.parametrize(
    "text",
    ["FREQ=WEEKLY;BYDAY=MO,TU", "freq=weekly;byday=tu,mo;", "RRULE:BYDAY=TU,MO;FREQ=WEEKLY;WKST=MO;INTERVAL=1"],
)
def test_equal_rules_are_equal_and_hash_equally_however_they_are_spelt(text: str) -> None:
    rule = Rule("FREQ=WEEKLY;BYDAY=MO,TU", NEW_YEAR)

    assert (Rule(text, NEW_YEAR), hash(Rule(text, NEW_YEAR))) == (rule, hash(rule))


@pytest.mark.parametrize(
    "other",
    [
        Rule("FREQ=WEEKLY;BYDAY=MO"),
        Rule("FREQ=WEEKLY;BYDAY=TU", NEW_YEAR),
        Rule("FREQ=WEEKLY;BYDAY=MO;WKST=SU", NEW_YEAR),
        Rule("FREQ=WEEKLY;BYDAY=MO", dt.date(2026, 1, 2)),
    ],
)
def test_rules_that_differ_in_rule_or_start_are_not_equal(other: Rule) -> None:
    assert Rule("FREQ=WEEKLY;BYDAY=MO", NEW_YEAR) != other


# What a task takes for a recurrence


@pytest.mark.parametrize(
    ("typed", "recurrence"),
    [
        pytest.param(None, Once(), id="nothing: once"),
        pytest.param(3, Rate(3.0), id="a whole number a month"),
        pytest.param(0.5, Rate(0.5), id="a number a month"),
        pytest.param(0, Rate(0.0), id="never"),
        pytest.param(Decimal("0.25"), Rate(0.25), id="a decimal number"),
        pytest.param(Fraction(1, 4), Rate(0.25), id="a fraction"),
        pytest.param("FREQ=WEEKLY", Rule("FREQ=WEEKLY"), id="a rule"),
        pytest.param("DTSTART:20260105\nRRULE:FREQ=DAILY", Rule("FREQ=DAILY", dt.date(2026, 1, 5)), id="and its start"),
        pytest.param(Once(NEW_YEAR), Once(NEW_YEAR), id="Once as it is"),
        pytest.param(Rate(2.0), Rate(2.0), id="Rate as it is"),
        pytest.param(Rule("FREQ=DAILY", NEW_YEAR), Rule("FREQ=DAILY", NEW_YEAR), id="Rule as it is"),
    ],
)
def test_a_task_takes_what_people_type_for_a_recurrence(typed: Any, recurrence: Once | Rate | Rule) -> None:
    assert Task("news", hours=1, recurrence=typed).recurrence == recurrence


def test_a_task_without_a_recurrence_comes_once() -> None:
    assert Task("move", hours=1).recurrence == Once()


@pytest.mark.parametrize("typed", ["2026-01-05", None, dt.date(3000, 1, 1), dt.date(1899, 12, 31)])
def test_what_is_no_day_is_refused_where_a_rule_is_asked_for_its_days(typed: Any) -> None:
    rule = Rule("FREQ=DAILY", dt.date(2026, 1, 1))
    for ask, where in (
        (lambda: rule.next(typed), "Rule.next.on"),
        (lambda: rule.between(typed, dt.date(2026, 2, 1)), "Rule.between.low"),
        (lambda: rule.between(dt.date(2026, 2, 1), typed), "Rule.between.high"),
    ):
        with pytest.raises(RefusedValueError) as refusal:
            ask()
        assert str(refusal.value).startswith(f"{where} = ")
        assert refusal.value.accepted == "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)"
