"""Who worked on what, when and for how long, as lines say it; and what is told of lines that cannot be taken."""

import datetime as dt
import io
from typing import Any

import pytest

from delegation import Contractor, Job, Task
from delegation.availability.weeks import Availability
from delegation.errors import RefusedFileError
from delegation.io import timesheets

ANA = Contractor("Ana", rate=45)
CREW = Contractor("Crew", rate=90, availability=Availability(people=2))
NEWS, SITE = Task("Newsletter", hours=3), Task("Website", hours=3)
HEADER = "date,person,task,hours,waited_days,price,currency,start,end,note\n"
MARCH = dt.date(2026, 3, 2)


def jobs(lines: str, header: str = HEADER, **said: Any) -> list[tuple[str, str, float]]:
    """The jobs of a log without what else is known of them."""
    found = timesheets.jobs(io.StringIO(header + lines, newline=""), **said)
    return [(each.person, each.task, each.job.hours) for each in found]


def job(line: str, **said: Any) -> Job:
    (found,) = timesheets.jobs(io.StringIO(HEADER + line, newline=""), **said)
    return found.job


def problems(lines: str, header: str = HEADER, **said: Any) -> list[str]:
    with pytest.raises(RefusedFileError) as caught:
        jobs(lines, header, **said)
    return list(caught.value.problems)


def refused(lines: str, **said: Any) -> list[str]:
    """What is told where contractors and tasks are known."""
    with pytest.raises(RefusedFileError) as caught:
        timesheets.read(io.StringIO(HEADER + lines), contractors=[ANA, CREW], tasks=[NEWS, SITE], **said)
    return list(caught.value.problems)


class TestLines:
    def test_say_all_that_is_known(self) -> None:
        line = "2026-03-02,Ana,Newsletter,2.5,3,112.50,EUR,09:00,11:30,draft\n"
        assert job(line) == Job(MARCH, 2.5, waited_days=3, price=112.5)

    def test_without_hours_have_those_between_start_and_end(self) -> None:
        assert job("2026-03-02,Ana,Newsletter,,,,,23:00,01:30,\n") == Job(MARCH, 2.5)
        assert job("2026-03-02 23:00,Ana,Newsletter,,,,,,01:30,\n") == Job(MARCH, 2.5)

    def test_without_any_time_or_that_run_still_are_left_out(self) -> None:
        assert jobs("2026-03-02,Ana,Newsletter,0:00,,,,,,\n2026-03-02,Ana,Newsletter,,,,,09:00,,\n") == []

    def test_that_add_up_others_are_left_out(self) -> None:
        lines = "2026-03-02,Ana,Newsletter,2\n,Ana,,2\nTotal,,,2\n,,,4\n"
        assert jobs(lines) == [("Ana", "Newsletter", 2.0)]

    def test_hold_text_that_a_spreadsheet_would_run_as_text(self) -> None:
        assert jobs("2026-03-02,=cmd|'/C calc'!A0,'=1+1,2\n") == [("=cmd|'/C calc'!A0", "=1+1", 2.0)]

    def test_of_those_who_are_left_out_are_not_looked_at(self) -> None:
        lines = "soon,Me,Newsletter,x\n2026-03-02,Ana,Meeting,1\n2026-03-02,Ana,Newsletter,1\n,boss,Newsletter,-1\n"
        assert jobs(lines, without=("ME", "meeting", "Eva"), aliases={"Boss": "Eva"}) == [("Ana", "Newsletter", 1.0)]

    def test_of_those_who_are_left_out_show_which_comes_first_in_a_day(self) -> None:
        lines = "13/02/2026,Me,Newsletter,1\n02/03/2026,Ana,Newsletter,1\n"
        (found,) = timesheets.jobs(io.StringIO(HEADER + lines), without="Me")
        assert found.job.date == MARCH


class TestTasks:
    HEADER = "date,person,project,task,description,hours\n"

    def test_stand_in_the_first_column_that_is_not_empty_throughout(self) -> None:
        assert jobs("2026-03-02,Ana,Acme,,draft,1\n", self.HEADER) == [("Ana", "Acme", 1.0)]
        assert jobs("2026-03-02,Ana,,,draft,1\n", self.HEADER) == [("Ana", "draft", 1.0)]
        assert jobs("2026-03-02,Ana,Acme,News,draft,1\n", self.HEADER) == [("Ana", "News", 1.0)]

    def test_are_not_taken_from_another_column_line_by_line(self) -> None:
        lines = "2026-03-02,Ana,Acme,News,draft,1\n2026-03-03,Ana,Acme,,draft,1\n"
        assert problems(lines, self.HEADER) == [
            "line 3, column task or project or description: it is empty; it takes a name; "
            'columns={"task": ...} names another column'
        ]
        columns = {"task": "project"}
        assert jobs(lines, self.HEADER, columns=columns) == [("Ana", "Acme", 1.0), ("Ana", "Acme", 1.0)]


class TestProblems:
    def test_are_told_all_at_once_in_the_order_of_lines(self) -> None:
        lines = (
            "soon,Ana,Newsletter,x\n"
            "2026-03-02,Anna,Newslettr,-1\n"
            "2026-03-02,Zoe,,2,x\n"
            "2026-03-02,,Website,2,-1,x\n"
            ",Ana,Website,2\n"
            "2026-03-02,Ana,Website,\n"
            '2026-03-02,Ana,Website,2,"1,200"\n'
            "2026-03-03,Ana,Website,2,0.5,-1\n"
            '2026-03-04,Ana,Website,2,inf,"1,234"\n'
            "2026-03-05,Ana,Website,,,,,10:00,noon\n"
        )
        assert refused(lines, decimal=None) == [
            "line 2, column date: 'soon' is refused: it takes a day such as 2026-01-05",
            "line 2, column hours: 'x' is refused: it takes working hours such as 1.5, 1:30, 1:30:00 or 1h 30min",
            "line 3, column person: 'Anna' is refused: no contractor bears this name; did you mean Ana? "
            "aliases={'Anna': 'Ana'} says so",
            "line 3, column hours: '-1' is refused: hours that were worked are not negative",
            "line 3, column task: 'Newslettr' is refused: no task bears this name; did you mean Newsletter? "
            "aliases={'Newslettr': 'Newsletter'} says so",
            "line 4, column person: 'Zoe' is refused: no contractor bears this name; aliases= says what it means, "
            "without= leaves it out",
            "line 4, column waited_days: 'x' is refused: it takes a number such as 2.5, without thousands separators, "
            "signs of currency or %",
            'line 4, column task: it is empty; it takes a name; columns={"task": ...} names another column',
            "line 5, column person: it is empty; it takes a name",
            "line 5, column price: 'x' is refused: it takes an amount of money such as 1250.00, 1,250.00 or "
            "-1.250,00 €",
            "line 5, column waited_days: '-1' is refused: it takes calendar days from 0",
            "line 6, column date: it is empty; it takes a day such as 2026-01-05",
            "line 7, column hours: it is empty; it takes working hours such as 1.5, 1:30, 1:30:00 or 1h 30min",
            "line 8, column waited_days: '1,200' is refused: it may be 1.2 or 1200: write 1.2 or 1200",
            "line 9, column price: '-1' is refused: it takes money from 0",
            "line 10, column waited_days: 'inf' is refused: it takes calendar days from 0",
            "line 10, column price: '1,234' is refused: it may be 1.234 or 1234: decimal='.' or decimal=',' says which",
            "line 11, column end: 'noon' is refused: it takes a time of day such as 14:30, 14:30:00 or 2:30 PM",
        ]

    def test_of_numbers_that_another_line_leaves_in_doubt(self) -> None:
        lines = '2026-03-02,Ana,Website,2,1.200\n2026-03-03,Ana,Website,2,"2,5"\n'
        assert problems(lines) == [
            "line 2, column waited_days: '1.200' is refused: it may be 1.2 or 1200 (line 3 has a decimal comma, 2,5): "
            "write 1.2 or 1200"
        ]

    def test_of_days_that_may_be_two_and_days_in_the_future(self) -> None:
        lines = "02/03/2026,Ana,Website,2\n"
        assert problems(lines) == [
            "line 2, column date: '02/03/2026' is refused: it may be 2026-03-02 or 2026-02-03: day_first=True or "
            "day_first=False says which"
        ]
        assert problems(lines, day_first=True, until=dt.date(2026, 3, 1)) == [
            "line 2, column date: '02/03/2026' is refused: it lies after 2026-03-01, until which it may be"
        ]
        assert jobs(lines, day_first=True, until=MARCH) == [("Ana", "Website", 2.0)]

    def test_of_days_that_may_be_two_are_told_once_and_hide_no_others(self) -> None:
        lines = (
            "02/03/2026,Ana,Website,2\n"
            "02/03/2026,Ana,Website,2\n"
            "03/04/2026,Zoe,Website,-1\n"
            "04/05/2026,Ana,Websit,20\n"
            "04/05/2026,Ana,Website,5,,-1\n"
            "05/06/2026,Zoe,Website,1\n"
            "05/06/2026,Zoe,Website,1\n"
            "05/02/2026,Ana,Website,2\n"
        )
        assert [problem.partition(";")[0] for problem in refused(lines)] == [
            "line 2, column date: 8 dates may mean two days, the first '02/03/2026' (2026-03-02 or 2026-02-03): "
            "day_first=True or day_first=False says which",
            "line 3 says the same as line 2: duplicates='once' counts it once, 'keep' as often as it stands there",
            "line 4, column person: 'Zoe' is refused: no contractor bears this name",
            "line 4, column hours: '-1' is refused: hours that were worked are not negative",
            "line 5, column task: 'Websit' is refused: no task bears this name",
            "line 6, column price: '-1' is refused: it takes money from 0",
            "line 6, column hours: '5' is refused: with it Ana has 25 hours on 04/05/2026, more than a day has",
            "line 7, column person: 'Zoe' is refused: no contractor bears this name",
            "line 8, column person: 'Zoe' is refused: no contractor bears this name",
            "line 8 says the same as line 7: duplicates='once' counts it once, 'keep' as often as it stands there",
        ]

    def test_of_names_that_are_not_known_hide_no_others_and_make_none(self) -> None:
        lines = "2026-03-02,Ana,Blag,1\n2026-03-02,Ana,Blug,1\n2026-03-02,Crow,Website,20\n2026-03-02,Crow,Blag,20\n"
        assert [problem.partition(" is refused")[0] for problem in refused(lines + lines[:22])] == [
            "line 2, column task: 'Blag'",
            "line 3, column task: 'Blug'",
            "line 4, column person: 'Crow'",
            "line 5, column person: 'Crow'",
            "line 5, column task: 'Blag'",
            "line 6, column task: 'Blag'",
            "line 6 says the same as line 2: duplicates='once' counts it once, 'keep' as often as it stands there",
        ]

    def test_of_days_long_after_all_others(self) -> None:
        lines = "".join(f"2026-03-0{day},Ana,Website,2\n" for day in (2, 3, 4)) + "2062-03-05,Ana,Website,2\n"
        assert problems(lines) == [
            "line 5, column date: '2062-03-05' is refused: it lies more than two years after 2026-03-04, the last day "
            "before: until=datetime.date(2062, 12, 31) takes it all the same"
        ]
        assert len(jobs(lines, until=dt.date(2062, 12, 31))) == 4

    def test_of_two_durations_that_differ(self) -> None:
        header = "Start Date,User,Task,Duration (h),Duration (decimal)\n"
        lines = "2026-03-02,Ana,Website,2:30,2.50\n2026-03-03,Ana,Website,2:30,9.50\n2026-03-04,Ana,Website,,3\n"
        assert problems(lines, header) == [
            "line 3, column Duration (h) or Duration (decimal): '9.50' is refused: '2:30' in the same line says "
            'otherwise; columns={"hours": ...} names what counts'
        ]
        first = lines.replace(",,3", ",3:00,3")
        assert [hours for *_, hours in jobs(first, header, columns={"hours": "Duration (h)"})] == [2.5, 2.5, 3.0]

    def test_of_names_that_stand_in_two_columns(self) -> None:
        header = "Date,Task,Hours,First Name,Last Name\n"
        with pytest.raises(RefusedFileError) as caught:
            timesheets.read(io.StringIO(header + "2026-03-02,Website,1,Ana,Kern\n"), contractors=ANA, tasks=SITE)
        assert caught.value.problems == (
            "line 2, column First Name and Last Name: 'Ana Kern' is refused: no contractor bears this name; did you "
            "mean Ana? aliases={'Ana Kern': 'Ana'} says so",
        )

    def test_of_days_with_more_than_24_hours(self) -> None:
        lines = "2026-03-02,Ana,Website,12\n2026-03-02,Ana,Newsletter,12\n2026-03-03,Crew,Website,40\n"
        assert len(timesheets.read(io.StringIO(HEADER + lines), contractors=[ANA, CREW], tasks=[NEWS, SITE])) == 3
        assert refused(
            lines + "2026-03-02,ana,Website,0.5\n2026-03-02,Ana,Website,0.25\n2026-03-03,Crew,Website,9\n"
        ) == [
            "line 6, column hours: '0.25' is refused: with it Ana has 24.25 hours on 2026-03-02, more than a day has",
            "line 7, column hours: '9' is refused: with it Crew has 49 hours on 2026-03-03, more than a day has",
        ]

    def test_of_lines_that_say_the_same(self) -> None:
        lines = "2026-03-02,Ana,Website,2,,,,09:00,11:00,a\n2026-03-02,Ana,Website,2:00,,,,09:00,,a\n"
        assert problems(lines) == [
            "line 3 says the same as line 2: duplicates='once' counts it once, 'keep' as often as it stands there"
        ]
        assert jobs(lines, duplicates="once") == [("Ana", "Website", 2.0)]
        assert jobs(lines, duplicates="keep") == [("Ana", "Website", 4.0)]
        assert jobs(lines.replace("09:00,,a", "14:00,,a")) == [("Ana", "Website", 4.0)]
        assert jobs(lines.replace("09:00,,a", "09:00,,b")) == [("Ana", "Website", 4.0)]


class TestMoney:
    LINES = "2026-03-02,Ana,Website,2,,90,EUR\n2026-03-03,Ana,Website,2,,80,USD\n"

    def test_in_two_currencies_is_refused_unless_one_is_chosen(self) -> None:
        assert problems(self.LINES) == [
            "line 3, column currency: 'USD' is refused: line 2 has 'EUR': currency='EUR' takes the amounts in it alone"
        ]
        header = HEADER.replace("price,currency", "Cost,CURRENCY")
        assert problems(self.LINES, header, columns={"price": "Cost"}) == [
            "line 3, column CURRENCY: 'USD' is refused: line 2 has 'EUR': currency='EUR' takes the amounts in it alone"
        ]
        found = timesheets.jobs(io.StringIO(HEADER + self.LINES), currency="USD")
        assert [each.job.price for each in found] == [None, 80.0]

    def test_that_is_not_there_in_the_chosen_currency_is_refused(self) -> None:
        assert problems(self.LINES, currency="GBP") == ["line 2, column currency: 'EUR' is refused: no line is in GBP"]

    def test_of_a_job_is_that_of_all_its_lines_or_not_known(self) -> None:
        lines = "2026-03-02,Ana,Website,2,,90\n2026-03-02,Ana,Website,1,,45\n"
        lines += "2026-03-03,Ana,Website,2,,90\n2026-03-03,Ana,Website,1\n"
        found = timesheets.jobs(io.StringIO(HEADER + lines))
        assert [each.job.price for each in found] == [135.0, None]
