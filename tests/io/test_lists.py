"""What cells say that hold several things at once."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Contractor, Job, Retainer
from delegation.availability import LoadBelief
from delegation.errors import RefusedValueError
from delegation.io import _lists
from delegation.io._cells import Kind
from delegation.io._numbers import A_NUMBER, Numbers
from tests.worlds import days_of_calendar, or_nothing, retainers, spread

SEPARATORS = st.sampled_from([",", ";", "\t"])
CHRISTMAS = dt.date(2026, 12, 24)
MARCH = dt.date(2026, 3, 2)


def read(kind: Kind, text: str, separator: str = ",") -> object:
    return kind.read(text, Numbers(separator))


def refusal(kind: Kind, text: str) -> tuple[object, str]:
    with pytest.raises(RefusedValueError) as caught:
        read(kind, text)
    return caught.value.value, caught.value.accepted


class TestTimeOff:
    def test_is_spans_and_days(self) -> None:
        august = (dt.date(2026, 8, 1), dt.date(2026, 8, 14))
        assert read(_lists.TIME_OFF, "2026-08-01..2026-08-14; 24.12.2026 ;") == [august, (CHRISTMAS, CHRISTMAS)]

    def test_has_spans_in_the_days_of_spreadsheets_too(self) -> None:
        assert read(_lists.TIME_OFF, "24.12.2026 .. 24.12.2026") == [(CHRISTMAS, CHRISTMAS)]

    def test_does_not_end_before_it_begins(self) -> None:
        assert refusal(_lists.TIME_OFF, "2026-08-14..2026-08-01") == (
            "2026-08-14..2026-08-01",
            "its last day lies before its first",
        )

    @pytest.mark.parametrize(("text", "part"), [("August", "August"), ("2026-08-01..", ""), ("2026-12-24;x", "x")])
    def test_is_refused_by_the_part_that_is_no_day(self, text: str, part: str) -> None:
        assert refusal(_lists.TIME_OFF, text) == (
            part,
            "it takes days such as 2026-12-24 and spans such as 2026-08-01..2026-08-14, several joined by ;",
        )

    def test_that_may_be_two_days_is_refused_with_both(self) -> None:
        assert refusal(_lists.TIME_OFF, "05/01/2026") == (
            "05/01/2026",
            "it may be 2026-01-05 or 2026-05-01: write the one that you mean",
        )

    def test_is_written_as_days_and_spans(self) -> None:
        off = [(MARCH, MARCH), (CHRISTMAS, dt.date(2026, 12, 31))]
        assert _lists.TIME_OFF.write(off, Numbers(",")) == "2026-03-02;2026-12-24..2026-12-31"

    @given(st.lists(days_of_calendar | st.tuples(days_of_calendar, st.just(dt.date(2101, 1, 1)))))
    def test_comes_back(self, off: list[dt.date | tuple[dt.date, dt.date]]) -> None:
        spans = Availability(time_off=off).time_off
        text = _lists.TIME_OFF.write(spans, Numbers(","))
        assert tuple(_lists.TIME_OFF.read(text, Numbers(","))) == spans


class TestBookings:
    def test_are_days_and_hours(self) -> None:
        assert read(_lists.BOOKINGS, "2026-03-02:4; 24.12.2026 : 2,5", ";") == [(MARCH, 4.0), (CHRISTMAS, 2.5)]

    def test_are_two_moments_too(self) -> None:
        assert read(_lists.BOOKINGS, "2026-03-02T09:00..2026-03-02T13:00") == [
            (dt.datetime(2026, 3, 2, 9), dt.datetime(2026, 3, 2, 13))
        ]

    @pytest.mark.parametrize(
        ("text", "part"),
        [("4", "4"), ("2026-03-02", "2026-03-02"), ("2026-03-02:x", "2026-03-02:x"), ("x:4", "x"), ("a..b", "a..b")],
    )
    def test_are_refused_by_the_part_that_is_none(self, text: str, part: str) -> None:
        assert refusal(_lists.BOOKINGS, text) == (
            part,
            "it takes day:hours such as 2026-03-02:4, or two moments such as 2026-03-02T09:00..2026-03-02T13:00, "
            "several joined by ;",
        )

    def test_whose_hours_may_be_two_numbers_are_refused(self) -> None:
        assert refusal(_lists.BOOKINGS, "2026-03-02:1,200") == (
            "1,200",
            "it may be 1.2 or 1200: write 1.2 or 1200",
        )

    def test_are_written_as_days_and_hours_and_as_moments(self) -> None:
        moments = (dt.datetime(2026, 3, 2, 9), dt.datetime(2026, 3, 2, 13, tzinfo=dt.UTC))
        assert _lists.BOOKINGS.write([(CHRISTMAS, 2.5), moments], Numbers(";")) == (
            "2026-12-24:2,5;2026-03-02T09:00:00..2026-03-02T13:00:00+00:00"
        )

    def test_in_a_named_time_zone_cannot_be_written(self) -> None:
        here = ZoneInfo("Europe/Paris")
        moments = (dt.datetime(2026, 3, 2, 9, tzinfo=here), dt.datetime(2026, 3, 2, 13, tzinfo=here))
        with pytest.raises(RefusedValueError) as caught:
            _lists.BOOKINGS.write([moments], Numbers(","))
        assert caught.value.value == moments[0]
        assert caught.value.accepted == (
            "a cell holds moments without a time zone, or so many hours from UTC (datetime.timezone)"
        )

    @given(
        st.lists(
            st.tuples(days_of_calendar, spread(0.001, 1e6))
            | st.tuples(
                st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2000, 1, 1)),
                st.datetimes(dt.datetime(2000, 1, 2), dt.datetime(2050, 1, 1)),
            )
            | st.tuples(
                st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2000, 1, 1), timezones=st.just(dt.UTC)),
                st.datetimes(
                    dt.datetime(2000, 1, 3),
                    dt.datetime(2050, 1, 1),
                    timezones=st.just(dt.timezone(dt.timedelta(hours=1))),
                ),
            )
        ),
        SEPARATORS,
    )
    def test_come_back(self, booked: list[tuple[dt.date, float]], separator: str) -> None:
        bookings = Availability(bookings=booked, timezone="UTC").bookings
        text = _lists.BOOKINGS.write(bookings, Numbers(separator))
        assert tuple(_lists.BOOKINGS.read(text, Numbers(separator))) == bookings


class TestRetainers:
    def test_are_hours_and_fees(self) -> None:
        assert read(_lists.RETAINERS, "0:150; 5 : 300,50 ;", ";") == [Retainer(150, 0), Retainer(300.5, 5)]

    def test_carry_all_that_is_agreed(self) -> None:
        terms = "20:700 overage=45 Rollover = 5 minimum=6 notice=2 setup=150 period=12"
        offer = Retainer(
            700,
            20,
            overage_rate=45,
            rollover_hours=5,
            minimum_months=6,
            notice_months=2,
            setup_fee=150,
            period_months=12,
        )
        assert read(_lists.RETAINERS, terms) == [offer]
        assert _lists.RETAINERS.write([offer], Numbers(",")) == terms.replace("Rollover = 5", "rollover=5")

    def test_may_be_none(self) -> None:
        assert read(_lists.RETAINERS, "None") == []

    @pytest.mark.parametrize("text", ["10", "ten:360", "10:", ";"])
    def test_are_refused_by_the_part_that_is_none(self, text: str) -> None:
        assert refusal(_lists.RETAINERS, text) == (
            text,
            "it takes hours:monthly fee such as 10:360, and what else is agreed behind it: overage=45 rollover=5 "
            "minimum=6 notice=2 setup=200 period=3; several joined by ;, or none",
        )

    def test_name_the_nearest_term(self) -> None:
        assert refusal(_lists.RETAINERS, "10:360 overrage=45") == ("overrage=45", "did you mean overage=?")

    def test_name_all_terms_where_none_is_near(self) -> None:
        assert refusal(_lists.RETAINER, "10:360 bonus=45") == (
            "bonus=45",
            "it takes hours:monthly fee such as 10:360, and what else is agreed behind it: overage=45 rollover=5 "
            "minimum=6 notice=2 setup=200 period=3",
        )

    def test_have_each_term_once(self) -> None:
        assert refusal(_lists.RETAINERS, "10:360 notice=1 notice=2") == ("notice=2", "notice stands there twice")

    @pytest.mark.parametrize("word", ["overage", "overage=x"])
    def test_have_numbers_as_terms(self, word: str) -> None:
        assert refusal(_lists.RETAINERS, f"10:360 {word}") == (word, A_NUMBER)

    @pytest.mark.parametrize("text", ["1,200:5", "10:1,200", "10:360 overage=1,200"])
    def test_whose_numbers_may_be_two_are_refused(self, text: str) -> None:
        assert refusal(_lists.RETAINERS, text) == ("1,200", "it may be 1.2 or 1200: write 1.2 or 1200")

    def test_are_refused_in_the_words_of_the_class(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            Retainer(-1, 10)
        assert refusal(_lists.RETAINERS, "10:-1") == (-1.0, caught.value.accepted)

    def test_are_written_without_terms_that_stand_at_their_defaults(self) -> None:
        offers = (Retainer(150, 0), Retainer(700, 20, overage_rate=45.5, minimum_months=0))
        assert _lists.RETAINERS.write(offers, Numbers(";")) == "0:150;20:700 overage=45,5 minimum=0"

    @given(st.lists(retainers), SEPARATORS)
    def test_come_back(self, several: list[Retainer], separator: str) -> None:
        offers = Contractor("Ana", rate=1, retainers=several).retainers or ()
        text = _lists.RETAINERS.write(offers, Numbers(separator))
        assert tuple(_lists.RETAINERS.read(text, Numbers(separator))) == offers

    @given(retainers, SEPARATORS)
    def test_come_back_alone(self, offer: Retainer, separator: str) -> None:
        assert read(_lists.RETAINER, _lists.RETAINER.write(offer, Numbers(separator)), separator) == offer


class TestJobs:
    def test_are_days_and_hours_and_what_is_known_of_them(self) -> None:
        assert read(_lists.JOBS, "2026-03-02:4 waited=2 price=160; 24.12.2026:1") == [
            Job(MARCH, 4, waited_days=2, price=160),
            Job(CHRISTMAS, 1),
        ]

    @pytest.mark.parametrize(
        ("text", "part"), [("2026-03-02:x", "2026-03-02:x"), ("x:4", "x"), ("2026-03-02:4 hours=2", "hours=2")]
    )
    def test_are_refused_by_the_part_that_is_none(self, text: str, part: str) -> None:
        assert refusal(_lists.JOBS, text) == (
            part,
            "it takes day:hours such as 2026-03-02:4, and behind it waited=2 price=160 task=Newsletter, several joined "
            "by ;",
        )

    def test_name_their_task_behind_all_else(self) -> None:
        cell = "2026-03-02:4 price=160 task = News: the = best one; 2026-12-24:1 task=Blog"
        assert read(_lists.JOBS, cell) == [
            Job(MARCH, 4, price=160, task="News: the = best one"),
            Job(CHRISTMAS, 1, task="Blog"),
        ]

    def test_of_a_task_that_a_spreadsheet_would_run_are_written_as_text(self) -> None:
        cell = "2026-03-02:4 task='=1+1"
        assert _lists.JOBS.write([Job(MARCH, 4, task="=1+1")], Numbers(",")) == cell
        assert read(_lists.JOBS, cell) == [Job(MARCH, 4, task="=1+1")]

    def test_of_a_task_with_a_semicolon_in_its_name_are_not_written(self) -> None:
        with pytest.raises(RefusedValueError, match="a name with a semicolon in it cannot be told from two"):
            _lists.JOBS.write([Job(MARCH, 4, task="a;b")], Numbers(","))

    def test_whose_hours_may_be_two_numbers_are_refused(self) -> None:
        assert refusal(_lists.JOBS, "2026-03-02:1,200")[1] == "it may be 1.2 or 1200: write 1.2 or 1200"

    @given(
        st.lists(
            st.builds(
                Job,
                days_of_calendar,
                or_nothing(spread(0.01, 100.0)),
                waited_days=st.none() | or_nothing(spread(0.01, 100.0)),
                price=st.none() | or_nothing(spread(0.01, 1e4)),
                task=st.text(max_size=8).filter(lambda name: ";" not in name),
            )
        ),
        SEPARATORS,
    )
    def test_come_back(self, jobs: list[Job], separator: str) -> None:
        assert read(_lists.JOBS, _lists.JOBS.write(jobs, Numbers(separator)), separator) == jobs


class TestBeliefs:
    A_BELIEF = (
        "it takes weight:regular load:one-off load:job hours such as 0.25:0.4:0.2:8, several joined by ;, whose "
        "weights add up to 1"
    )

    def test_are_a_weight_and_loads(self) -> None:
        found = [LoadBelief(0.25, 0.4, 0.2, 8.0), LoadBelief(0.75, 0.1, 0.0, 4.5)]
        assert read(_lists.BELIEFS, "0.25:0.4:0.2:8; 0.75 : 0.1:0:4.5 ;") == found

    def test_are_written_with_a_colon_between(self) -> None:
        beliefs = [LoadBelief(0.25, 0.4, 0.2, 8.0), LoadBelief(0.75, 0.1, 0.0, 4.5)]
        assert _lists.BELIEFS.write(beliefs, Numbers(",")) == "0.25:0.4:0.2:8;0.75:0.1:0:4.5"

    def test_have_decimal_commas_where_columns_are_parted_otherwise(self) -> None:
        assert read(_lists.BELIEFS, "1:0,4:0,2:8", ";") == [LoadBelief(1.0, 0.4, 0.2, 8.0)]

    @pytest.mark.parametrize("text", ["0.4", "1:0.4:0.2", "1:0.4:0.2:8:3", "1:0.4:busy:8"])
    def test_are_refused_by_the_part_that_is_none(self, text: str) -> None:
        assert refusal(_lists.BELIEFS, f"0.5:0.4:0.2:8;{text}") == (text, self.A_BELIEF)

    def test_a_number_that_may_be_two_is_refused_with_both(self) -> None:
        value, accepted = refusal(_lists.BELIEFS, "1:0.4:0.2:1,234")
        assert value == "1,234"
        assert accepted != self.A_BELIEF

    @given(st.lists(st.sampled_from([0.0, 1.0, 6.0]), max_size=4), SEPARATORS)
    def test_come_back(self, waits: list[float], separator: str) -> None:
        beliefs = Availability.learn(one_off_waits=waits).beliefs
        text = _lists.BELIEFS.write(beliefs, Numbers(separator))
        assert tuple(_lists.BELIEFS.read(text, Numbers(separator))) == beliefs
