"""Which jobs the lines of a statement tell of, and which lines are fees, money that came back, or problems."""

import datetime as dt
import io
from typing import Any

import pytest

from delegation import Contractor, Engagement, Job, Mode, Retainer, Task
from delegation.errors import RefusedFileError
from delegation.io import payments

ANA = Contractor("Ana", rate=45, skills="copy")
BEN = Contractor("Ben", rate=40, skills="web")
FREE = Contractor("Free", rate=0)
NEWS, SITE = Task("Newsletter", hours=3, skill="copy"), Task("Website", hours=3, skill="web")
MARCH = dt.date(2026, 3, 2)
COLUMNS = {"date": "Date", "payee": "Payee", "amount": "Amount"}
FULL = {**COLUMNS, "task": "For", "currency": "Currency", "reference": "Reference"}
HEADER = "Date,Payee,Amount,For,Currency,Reference\n"
BLOCK = Retainer(450, 10, overage_rate=30, setup_fee=100)


def read(lines: str, **said: Any) -> tuple[Engagement, ...]:
    given: dict[str, Any] = {"columns": COLUMNS, "contractors": [ANA, BEN, FREE], "tasks": [NEWS, SITE], **said}
    return payments.read(io.StringIO(HEADER + lines, newline=""), **given)


def jobs(lines: str, **said: Any) -> list[Job]:
    return [job for each in read(lines, **said) for job in each.jobs]


def problems(lines: str, **said: Any) -> list[str]:
    with pytest.raises(RefusedFileError) as caught:
        read(lines, **said)
    return list(caught.value.problems)


def block(*tasks: Task, end: dt.date | None = None) -> Engagement:
    return Engagement(ANA, tasks=tasks or NEWS, mode=Mode.OUTSOURCE, retainer=BLOCK, start=dt.date(2026, 1, 1), end=end)


class TestJobs:
    def test_have_the_hours_that_the_rate_makes_of_the_amount(self) -> None:
        assert jobs("2026-03-02,Ana,90.00\n2026-03-03,Ben,100.00\n") == [
            Job(MARCH, 2, price=90),
            Job(dt.date(2026, 3, 3), 2.5, price=100),
        ]

    @pytest.mark.parametrize("amount", ["90.00", "-90.00", "(90.00)", "€ 90"])
    def test_are_paid_with_whichever_sign_if_it_is_always_the_same(self, amount: str) -> None:
        assert jobs(f"2026-03-02,Ana,{amount}\n") == [Job(MARCH, 2, price=90)]

    def test_of_mixed_signs_need_to_be_told_which_was_paid(self) -> None:
        lines = "2026-03-02,Ana,-90.00\n2026-03-03,Ana,-45.00\n2026-03-04,Ana,45.00\n"
        assert problems(lines) == [
            "line 4, column Amount: '45.00' is refused: line 2 (-90.00) has the other sign: outgoing='-' or '+' says "
            "what was paid"
        ]
        assert [job.price for job in jobs(lines, outgoing="-")] == [90.0, 45.0]
        assert [job.price for job in jobs(lines, outgoing="+")] == [45.0]

    def test_may_be_named_by_a_column(self) -> None:
        (found,) = read("2026-03-02,Ana,90.00,website\n", columns=FULL)
        assert (found.contractor, found.tasks) == (ANA, (SITE,))

    def test_that_are_not_named_are_the_only_thing_that_a_contractor_can_do(self) -> None:
        (found,) = read("2026-03-02,Ben,80\n")
        assert found.tasks == (SITE,)
        could = Task("Letters", hours=1, skill="copy")
        told = 'columns={"task": ...} says which'
        assert problems("2026-03-02,Ana,90.00\n", tasks=[NEWS, could]) == [
            f"line 2, column task: it is empty; it is one of 2 tasks that Ana can do: {told}"
        ]
        assert problems("2026-03-02,Ana,90.00\n", tasks=SITE) == [
            f"line 2, column task: it is empty; there is no task that Ana can do: {told}"
        ]

    def test_in_an_engagement_with_several_tasks_may_stay_unnamed(self) -> None:
        both = Engagement(ANA, tasks=[NEWS, SITE], mode=Mode.OUT_TASK, start=MARCH)
        (found,) = read("2026-03-02,Ana,90.00\n", engagements=both)
        assert found.jobs == (Job(MARCH, 2, price=90),)
        assert jobs("2026-03-02,Ana,90.00,Website\n", engagements=both, columns=FULL) == [
            Job(MARCH, 2, price=90, task="Website")
        ]


class TestFees:
    @pytest.mark.parametrize("amount", ["450", "-450.00", "450.0040", "100", "550"])
    @pytest.mark.parametrize(
        ("end", "day"), [(None, "2026-01-01"), (dt.date(2026, 2, 1), "2026-03-04")], ids=["running", "ended"]
    )
    def test_are_no_jobs(self, amount: str, end: dt.date | None, day: str) -> None:
        assert jobs(f"{day},Ana,{amount}\n", engagements=block(end=end)) == []

    @pytest.mark.parametrize(("day", "end"), [("2025-12-31", None), ("2026-03-05", dt.date(2026, 2, 1))])
    def test_are_paid_while_the_retainer_runs_or_shortly_after(self, day: str, end: dt.date | None) -> None:
        assert [job.hours for job in jobs(f"{day},Ana,450\n", engagements=block(end=end))] == [10.0]

    def test_of_others_are_their_own(self) -> None:
        assert [job.hours for job in jobs("2026-03-02,Ben,450\n", engagements=block())] == [11.25]

    def test_leave_over_what_is_billed_by_the_hour_above_the_block(self) -> None:
        (found,) = read("2026-03-02,Ana,450\n2026-03-20,Ana,90\n", engagements=block())
        assert found.jobs == (Job(dt.date(2026, 3, 20), 3, price=90),)


class TestPayees:
    LINES = "2026-03-02,ANA  web gmbh,90.00\n2026-03-03,Shop,12.00\n2026-03-03,,1.00\n,,103.00\n"

    def test_are_known_by_other_names(self) -> None:
        payees = {"Ana Web GmbH": "ana"}
        assert jobs(self.LINES, payees=payees, others="skip") == [Job(MARCH, 2, price=90)]

    def test_who_are_not_known_are_refused_unless_others_are_left_out(self) -> None:
        hint = "others='skip' leaves out who is no contractor"
        assert problems(self.LINES) == [
            "line 2, column Payee: 'ANA  web gmbh' is refused: no contractor bears this name; did you mean Ana? "
            f"payees={{'ANA  web gmbh': 'Ana'}} says so; {hint}",
            "line 3, column Payee: 'Shop' is refused: no contractor bears this name; payees= says what it means; "
            f"{hint}",
            f"line 4, column Payee: it is empty; it takes a name; {hint}",
        ]

    def test_who_are_left_out_show_how_days_and_amounts_are_written(self) -> None:
        lines = '02/03/2026,Ana,"1,350"\n13/02/2026,Shop,-12.50\n?,Shop,?\n'
        assert jobs(lines, others="skip") == [Job(MARCH, 30, price=1350)]


class TestProblems:
    def test_are_told_all_at_once_in_the_order_of_lines(self) -> None:
        lines = (
            "soon,Ana,x\n2026-03-02,Ana,0\n02/03/2026,Ana,90\n2026-03-02,Free,90\n2026-05-01,Ana,90\n"
            '2026-03-02,Ana,"1,200"\n2026-03-03,Ana,90,Blog\n2026-03-04,Ana,9e99\n'
        )
        assert problems(lines, until=dt.date(2026, 4, 1), columns=FULL) == [
            "line 2, column Date: 'soon' is refused: it takes a day such as 2026-01-05",
            "line 2, column Amount: 'x' is refused: it takes an amount of money such as 1250.00, 1,250.00 or "
            "-1.250,00 €",
            "line 3, column Amount: '0' is refused: it takes money that is not 0, up to 1e15",
            "line 4, column Date: '02/03/2026' is refused: it may be 2026-03-02 or 2026-02-03: day_first=True or "
            "day_first=False says which",
            'line 5, column For: it is empty; there is no task that Free can do: columns={"task": ...} says which',
            "line 6, column Date: '2026-05-01' is refused: it lies after 2026-04-01, until which it may be",
            "line 7, column Amount: '1,200' is refused: it may be 1.2 or 1200: decimal='.' or decimal=',' says which",
            "line 8, column For: 'Blog' is refused: no task bears this name",
            "line 9, column Amount: '9e99' is refused: it takes an amount of money such as 1250.00, 1,250.00 or "
            "-1.250,00 €",
        ]

    def test_of_days_that_may_be_two_are_told_once_and_hide_no_others(self) -> None:
        lines = "02/03/2026,Ana,90\n02/03/2026,Ana,90\n03/04/2026,Zoe,9\n04/05/2026,Ana,0\n05/06/2026,Ben,-40\n"
        assert [problem.partition(";")[0] for problem in problems(lines)] == [
            "line 2, column Date: 4 dates may mean two days, the first '02/03/2026' (2026-03-02 or 2026-02-03): "
            "day_first=True or day_first=False says which",
            "line 3 says the same as line 2: duplicates='once' counts it once, 'keep' as often as it stands there",
            "line 4, column Payee: 'Zoe' is refused: no contractor bears this name",
            "line 5, column Amount: '0' is refused: it takes money that is not 0, up to 1e15",
            "line 6, column Amount: '-40' is refused: line 2 (90) has the other sign: outgoing='-' or '+' says what "
            "was paid",
        ]

    def test_of_days_long_after_all_others_and_of_amounts_beside_them(self) -> None:
        lines = "".join(f"2026-03-0{day},Ana,90\n" for day in (2, 3, 4)) + '2062-03-05,Ana,"1,200"\n'
        assert problems(lines) == [
            "line 5, column Date: '2062-03-05' is refused: it lies more than two years after 2026-03-04, the last day "
            "before: until=datetime.date(2062, 12, 31) takes it all the same",
            "line 5, column Amount: '1,200' is refused: it may be 1.2 or 1200: decimal='.' or decimal=',' says which",
        ]
        lines = lines.replace('"1,200"', "12")
        assert len(problems(lines)) == 1
        assert len(jobs(lines, until=dt.date(2062, 12, 31))) == 4

    def test_of_a_contractor_who_costs_nothing(self) -> None:
        assert problems("2026-03-02,Free,90,Website\n", columns=FULL) == [
            "line 2, column Amount: '90' is refused: an hour of Free costs 0: nobody works that many hours"
        ]

    def test_of_two_currencies_end_with_the_choice_of_one(self) -> None:
        lines = "2026-03-02,Ana,90.00,,EUR\n2026-03-03,Ana,45.00,,USD\n"
        assert problems(lines, columns=FULL) == [
            "line 3, column Currency: 'USD' is refused: line 2 has 'EUR': currency='EUR' takes the amounts in it alone"
        ]
        assert jobs(lines, columns=FULL, currency="EUR") == [Job(MARCH, 2, price=90)]
        assert problems(lines, columns=FULL, currency="GBP") == [
            "line 2, column Currency: 'EUR' is refused: no line is in GBP"
        ]

    @pytest.mark.parametrize("head", ["Currency", "CURRENCY", " currency "])
    def test_of_two_currencies_are_told_where_no_column_was_named_for_them(self, head: str) -> None:
        text = f"Date,Payee,Amount,{head}\n2026-03-02,Ana,90.00,EUR\n2026-03-03,Ana,45.00,USD\n"
        said: dict[str, Any] = {"columns": COLUMNS, "contractors": ANA, "tasks": NEWS}
        with pytest.raises(RefusedFileError, match="'USD' is refused: line 2 has 'EUR'"):
            payments.read(io.StringIO(text), **said)
        (found,) = payments.read(io.StringIO(text), currency="EUR", **said)
        assert found.jobs == (Job(MARCH, 2, price=90),)
        twice = text.replace("Amount", f"Amount,{head}").replace(".00", ".00,GBP")
        assert len(payments.read(io.StringIO(twice), **said)[0].jobs) == 2

    def test_of_columns_that_are_not_there_are_told_alone(self) -> None:
        assert problems("2026-03-02,Ana,90.00\n", columns={**COLUMNS, "amount": "Betrag"}) == [
            "line 1, the header has no column 'Betrag'; it has Date, Payee, Amount, For, Currency, Reference"
        ]

    def test_of_lines_that_say_the_same(self) -> None:
        lines = "2026-03-02,Ana,90.00,,,1\n02.03.2026,ana,90,,,1\n"
        assert problems(lines, columns=FULL)[0].startswith("line 3 says the same as line 2: duplicates='once' counts")
        assert len(jobs(lines, columns=FULL, duplicates="once")) == 1
        assert len(jobs(lines, columns=FULL, duplicates="keep")) == 2
        assert len(jobs(lines.replace(",1\n02", ",2\n02"), columns=FULL)) == 2
