"""One run of a business."""

import math
from itertools import pairwise

import attrs
import pytest

from delegation.simulation.arrivals import Dates
from delegation.simulation.book import COLUMNS, FIGURES, Book, Column
from delegation.simulation.contracts import Contract, Kept, Scenario
from delegation.simulation.events import Queue
from delegation.simulation.months import Months
from delegation.simulation.playing import departures, money, play_contract, play_kept, play_run
from delegation.simulation.sizes import Fixed
from delegation.simulation.streams import Dice, Stream
from tests.people import NEW_YEAR
from tests.simulation.works import terms, work

pytest.importorskip("simpy")

QUARTER = Months(NEW_YEAR, 3)
DICE = Dice(1, 1)


def jobs(name: str, *moments: float, hours: float, patience: float = 7.0, regular: bool = True) -> Stream:
    return Stream(
        (name,), Dates(moments, 0.0, 0.0), Fixed(hours), regular=regular, patience_days=patience, watched=True
    )


def contract(*streams: Stream, **more: object) -> Contract:
    """Somebody who works an hour a day for forty an hour, at least half an hour, and has nobody else."""
    known: dict[str, object] = {
        "contractor": "Ann",
        "queue": Queue("Ann", 1, 1.0, streams, Fixed(1.0)),
        "works": tuple(work(stream.name[0]) for stream in streams),
        "rate": 40.0,
        "minimum_hours": 0.5,
        "briefing": 15.0,
        "terms": terms(),
    }
    return Contract(**known | more)  # type: ignore[arg-type]  # a dict of arguments has no types of its own


def column(book: Book, of: Column) -> list[float]:
    return list(book.rows[of::COLUMNS])


def played(of: Contract, gaps: tuple[tuple[float, float], ...] = ()) -> Book:
    return play_contract(of, DICE, QUARTER, gaps)[0]


class TestContract:
    def test_outsourced_jobs_use_the_block(self) -> None:
        book = played(contract(jobs("news", 3.0, 40.0, hours=6.0), jobs("calls", 20.0, hours=5.0)))
        assert column(book, Column.USED) == [10.0, 6.0, 0.0]
        assert column(book, Column.OVERAGE) == [50.0, 0.0, 0.0]
        assert sum(column(book, Column.WORK)) + sum(column(book, Column.HIRING)) == 0.0

    def test_hired_jobs_are_billed_and_briefed(self) -> None:
        book = played(contract(jobs("news", 3.0, 40.0, hours=6.0), terms=None))
        assert column(book, Column.WORK) == [240.0, 240.0, 0.0]
        assert column(book, Column.HIRING) == [15.0, 15.0, 0.0]
        assert sum(column(book, Column.USED)) == 0.0

    def test_what_comes_after_the_end_of_the_retainer_is_billed_and_briefed(self) -> None:
        book = played(contract(jobs("news", 30.0, 31.0, hours=6.0, patience=99.0), terms=terms(last=31.0)))
        assert column(book, Column.USED) == [6.0, 0.0, 0.0]
        assert column(book, Column.WORK) == [0.0, 240.0, 0.0]
        assert column(book, Column.HIRING) == [0.0, 15.0, 0.0]

    def test_a_small_job_is_billed_the_minimum(self) -> None:
        assert column(played(contract(jobs("news", 3.0, hours=0.1), terms=None)), Column.WORK)[0] == 20.0

    def test_what_is_hired_beside_a_retainer_is_billed(self) -> None:
        hired = contract(jobs("news", 3.0, hours=6.0), works=(work("news", outsourced=False),))
        book = played(hired)
        assert (column(book, Column.WORK)[0], column(book, Column.USED)[0]) == (240.0, 0.0)

    def test_a_late_start_costs_by_the_day(self) -> None:
        """The second waits 5 days, 3 of them late."""
        book = played(contract(jobs("news", 3.0, 4.0, hours=6.0)))
        assert column(book, Column.WAITING) == [30.0, 0.0, 0.0]
        assert list(book.figures) == [2.0, 5.0, 30.0, 0.0]

    def test_what_goes_elsewhere_is_paid_there_and_not_on_the_block(self) -> None:
        """The second would wait 11 days, 4 more than it has patience for."""
        book = played(contract(jobs("news", 3.0, 4.0, hours=12.0)))
        assert column(book, Column.WAITING) == [100.0, 0.0, 0.0]
        assert column(book, Column.WORK) == [480.0, 0.0, 0.0]
        assert column(book, Column.HIRING) == [15.0, 0.0, 0.0]
        assert column(book, Column.ABOVE) == [2.0, 0.0, 0.0]

    def test_search_and_onboarding_are_paid_when_they_are_due(self) -> None:
        assert column(played(contract(starting=((59.0, 300.0),))), Column.HIRING) == [0.0, 0.0, 300.0]

    def test_where_somebody_leaves_jobs_wait_for_who_follows(self) -> None:
        leaving = contract(jobs("news", 41.0, hours=6.0), replacing=300.0)
        book = played(leaving, gaps=((40.0, 45.0),))
        assert column(book, Column.WAITING) == [0.0, 20.0, 0.0]
        assert column(book, Column.HIRING) == [0.0, 300.0, 0.0]
        assert column(book, Column.FEE) == [400.0, 800.0, 400.0]

    def test_other_clients_do_not_notice(self) -> None:
        other = attrs.evolve(jobs("other", 40.5, hours=1.0), watched=False)
        both = contract(jobs("news", 41.0, hours=6.0), other, works=(work("news"),))
        assert played(both, gaps=((40.0, 45.0),)).figures[1] == 4.0


class TestDepartures:
    def test_nobody_leaves_unless_it_is_said(self) -> None:
        assert departures(contract(), DICE, 1e6) == ()

    def test_they_come_as_often_as_is_said(self) -> None:
        found = departures(contract(departures_per_year=2.0), DICE, 365.25 * 1_000)
        assert len(found) == pytest.approx(2_000 / (1.0 + 2.0 / 12.0), rel=0.06)

    def test_who_gives_notice_can_be_replaced_in_time(self) -> None:
        found = departures(contract(departures_per_year=2.0, replacement_days=5.0), DICE, 3_000.0)
        assert {back - gone for gone, back in found} == {0.0}

    def test_who_is_slow_to_replace_leaves_a_gap(self) -> None:
        found = departures(contract(departures_per_year=2.0, replacement_days=90.0), DICE, 3_000.0)
        assert all(0.0 < back - gone <= 61.0 for gone, back in found)
        assert all(before[1] <= after[0] for before, after in pairwise(found))

    def test_who_is_hired_by_the_job_is_missed_when_gone(self) -> None:
        hired = contract(departures_per_year=2.0, replacement_days=5.0, terms=None)
        assert {back - gone for gone, back in departures(hired, DICE, 3_000.0)} == {5.0}


def kept(*streams: Stream, limited: bool) -> Kept:
    works = tuple(work(stream.name[0], patience_days=math.inf) for stream in streams)
    return Kept(queue=Queue("you", 1, 1.0, streams, Fixed(1.0)), works=works, rate=60.0, limited=limited)


class TestKept:
    def test_your_hours_cost_what_they_are_worth(self) -> None:
        book, events = play_kept(kept(jobs("talk", 3.0, 40.0, hours=2.0), limited=False), DICE, QUARTER.edges)
        assert column(book, Column.WORK) == [120.0, 120.0, 0.0]
        assert (book.figures[1], events) == (0.0, 0)

    def test_where_they_are_limited_what_you_keep_takes_turns(self) -> None:
        book, events = play_kept(
            kept(jobs("talk", 3.0, 4.0, hours=12.0, patience=math.inf), limited=True), DICE, QUARTER.edges
        )
        assert column(book, Column.WAITING) == [90.0, 0.0, 0.0]
        assert (book.figures[1], events) == (11.0, 4)


NOTHING_KEPT = kept(limited=False)


class TestRun:
    def test_it_has_the_books_of_all_contractors_and_yours_at_the_end(self) -> None:
        contracts = (contract(jobs("news", 3.0, hours=6.0), terms=terms(after=800.0)), contract(terms=None))
        talk = kept(jobs("talk", 3.0, 40.0, hours=2.0), limited=False)
        run, bins = play_run(Scenario(months=QUARTER, contracts=contracts, kept=talk), 1, 7)
        assert (run.number, run.after, run.departures) == (7, (800.0, 0.0), 0.0)
        assert [len(rows) for rows in run.rows] == [3 * COLUMNS] * 3
        assert [len(figures) for figures in run.figures] == [FIGURES, 0, FIGURES]
        assert [[sum(counter.values()) for counter in each] for each in bins] == [[1], [], [2]]

    def test_loads_that_are_not_known_are_drawn_for_each(self) -> None:
        """Somebody of whom nobody knows whether six hours take them six days or two."""
        unsure = contract(jobs("news", 3.0, 3.5, hours=6.0))
        fast = attrs.evolve(unsure.queue, hours_per_day=3.0)
        likely = attrs.evolve(unsure, likely=((0.5, unsure.queue), (0.5, fast)))
        business = Scenario(months=QUARTER, contracts=(likely,), kept=NOTHING_KEPT)
        waited = {round(play_run(business, 1, number)[0].figures[0][1], 9) for number in range(20)}
        assert waited == {5.5, 1.5}

    def test_what_departures_cost_is_what_more_is_paid_than_without_them(self) -> None:
        leaves = contract(
            jobs("news", 3.0, hours=6.0), departures_per_year=12.0, replacing=300.0, replacement_days=40.0
        )
        stays = attrs.evolve(leaves, departures_per_year=0.0)
        runs = [
            [
                play_run(Scenario(months=QUARTER, contracts=(of,), kept=NOTHING_KEPT), 1, number)[0]
                for number in range(20)
            ]
            for of in (leaves, stays)
        ]
        lost = [run.departures for run in runs[0]]
        more = [
            sum(amount for index, amount in enumerate(one.rows[0]) if index % COLUMNS <= Column.WAITING)
            - sum(amount for index, amount in enumerate(other.rows[0]) if index % COLUMNS <= Column.WAITING)
            for one, other in zip(*runs, strict=True)
        ]
        assert lost == pytest.approx(more)
        assert max(lost) >= 300.0

    def test_all_money_of_a_book_is_its_rows(self) -> None:
        assert money(played(contract(jobs("news", 3.0, 4.0, hours=6.0)))) == 1200.0 + 100.0 + 30.0
