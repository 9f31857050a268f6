"""How a score prints, as tables."""

import math
import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Availability, Business, Contractor, Mode, Rate, Retainer, Task, Urgency, score
from delegation._formatting.tables import width
from delegation.scoring.report import COLUMNS, factors
from tests.people import FULL, IDLE, TEN
from tests.worlds import bundles, businesses, contractors, spread

ANA = Contractor("Ana", rate=40, retainers=Retainer(700, 20))
RELEASE = Task("Monthly release", hours=20, recurrence="FREQ=MONTHLY", urgency=Urgency(100, 7))
LINES = 25
"""About how many there may be."""


def cells(line: str) -> list[str]:
    """The cells of a line of a table."""
    return re.split(r" {2,}", line.strip())


class TestWhole:
    def test_a_score_prints_as_compact_tables(self) -> None:
        assert str(score(RELEASE, ANA, Business(currency="EUR"))) == (
            "Outsource Monthly release to Ana (an ongoing monthly retainer: you are a regular client and are\n"
            "served first). Over 12 months a retainer of 20 h for EUR 700 a month costs EUR 8,550 in fees and\n"
            "onboarding and spares EUR 11,768 of hiring job by job, EUR 3,218 better (payback 1.38, value 0.58);\n"
            "it would just pay at a fee of EUR 968.\n"
            "\n"
            "EUR a month  outsource  out-task\n"
            "--------------------------------\n"
            "work                 0       800\n"
            "fee                700         0\n"
            "hiring           20.83     33.33\n"
            "waiting          20.71       176\n"
            "total              742     1,010\n"
            "\n"
            "factor        payback  figures, and when to out-task\n"
            "----------------------------------------------------\n"
            "recurrence    × 1.21   comes once a month, 20 h of Ana's\n"
            "                       out-task if it came fewer than 0.747 or more than 3.91 times a month\n"
            "urgency       × 1.14   a day's delay costs EUR 100 after 7 days\n"
            "availability  × 1      with Ana you wait 8.97 days (23.4% too long) as a one-off client, 2.17 days\n"
            "                       (1.19% too long) as a regular one\n"
            "                       out-task if Ana's other clients wanted more than 41.3 of 30 h a week\n"
            "\n"
            "Check first, as defaults that would flip it if wrong by half: a pace of 1 (Ana's hours per estimated\n"
            "hour)."
        )

    @pytest.mark.unmeasured
    @given(
        st.lists(
            st.builds(
                Task,
                st.text("ab ñé山", min_size=1, max_size=24).filter(str.strip),
                hours=spread(0.25, 40),
                recurrence=st.builds(Rate, spread(0.05, 20)),
                urgency=st.builds(Urgency, st.just(0.0) | spread(1, 1000), spread(0.5, 20)),
                owner_hours=st.none() | spread(0.25, 40),
            ),
            min_size=1,
            max_size=4,
            unique_by=lambda task: task.name.strip(),
        ),
        st.builds(Retainer, spread(50, 5000), st.just(0.0) | spread(2, 80)),
        st.sampled_from(["", "€", "EUR"]),
    )
    def test_it_fits_a_screen(self, found: list[Task], offer: Retainer, currency: str) -> None:
        lines = str(score(found, attrs.evolve(ANA, retainers=offer), Business(currency=currency))).splitlines()
        assert len(lines) <= LINES + 7
        assert max(map(len, lines)) <= COLUMNS + 5

    @pytest.mark.unmeasured
    @given(bundles(), contractors, businesses)
    def test_no_text_of_it_is_wider_than_a_line_nor_ends_in_blanks(
        self, found: list[Task], contractor: Contractor, business: Business
    ) -> None:
        lines = factors(score(found, contractor, business)).splitlines()
        assert max(map(width, lines)) <= 2 * COLUMNS
        assert all(line == line.rstrip() for line in lines)

    @pytest.mark.unmeasured
    @given(bundles(), contractors, businesses)
    def test_it_never_tells_of_what_is_no_number(
        self, found: list[Task], contractor: Contractor, business: Business
    ) -> None:
        plainly = [attrs.evolve(task, name=f"task {index}") for index, task in enumerate(found)]
        assert not re.search(
            r"\b(nan|inf|None|Mode|NaN)\b", str(score(plainly, attrs.evolve(contractor, name="Ann"), business))
        )


class TestVerdict:
    def test_a_pinned_task_is_told_as_kept_with_what_handing_it_over_would_be(self) -> None:
        told = " ".join(str(score(attrs.evolve(RELEASE, keep=True), ANA)).split("\n\n")[0].split())
        assert told.startswith(
            "Keep Monthly release (do it yourself): you said that you never hand over Monthly release; "
        )
        assert " If you handed it over to Ana: over 12 months a retainer of 20 h for 700 a month costs " in told

    def test_where_outsourcing_is_impossible_the_reason_is_told(self) -> None:
        told = " ".join(str(score(RELEASE, attrs.evolve(ANA, retainers=()))).split())
        assert "(hire for the job and part ways: you queue behind regular clients). Ana takes no retainers; " in told

    def test_where_there_is_no_way_at_all_that_is_told_and_nothing_is_reckoned(self) -> None:
        told = str(score(RELEASE, attrs.evolve(ANA, availability=FULL)))
        assert told.startswith("Neither way has Monthly release done by Ana, who would never reach a one-off client.")
        assert "a month  " not in told
        assert "with Ana you wait for ever" in told


class TestCosts:
    def test_every_way_that_is_a_choice_has_a_column_with_rows_that_add_up(self) -> None:
        found = score(attrs.evolve(RELEASE, owner_hours=30), ANA)
        lines = str(found).split("\n\n")[1].splitlines()
        assert cells(lines[0]) == ["money a month", "outsource", "out-task", "keep"]
        for place, mode in enumerate(Mode, start=1):
            column = [float(cells(line)[place].replace(",", "")) for line in lines[2:]]
            assert math.fsum(column[:-1]) == pytest.approx(column[-1], abs=1.5)
            rows = found.costs[mode]
            assert rows is not None
            assert column[-1] == pytest.approx(rows.total, abs=0.51)

    def test_rows_that_cost_nothing_in_any_way_are_left_out(self) -> None:
        calm = Task("help", hours=2, recurrence=3)
        assert "waiting" not in str(score(calm, attrs.evolve(ANA, availability=IDLE)))

    def test_a_way_that_would_never_come_about_has_no_column(self) -> None:
        busy = attrs.evolve(ANA, availability=Availability(regular_load=0.3, one_off_load=0.8))
        assert cells(str(score(Task("help", hours=2, recurrence=1), busy)).split("\n\n")[1].splitlines()[0]) == [
            "money a month",
            "outsource",
        ]

    def test_the_currency_heads_the_table(self) -> None:
        assert "\n€ a month  " in str(score(RELEASE, ANA, Business(currency="€")))

    def test_hours_of_an_access_retainer_are_billed_and_not_above_a_block(self) -> None:
        lines = str(score(RELEASE, attrs.evolve(ANA, retainers=Retainer(100, 0)))).splitlines()
        assert [cells(line)[:2] for line in lines if line.startswith("billed")] == [["billed hours", "800"]]
        assert "overage" not in str(lines)


class TestKeeping:
    def test_that_keeping_is_cheaper_than_handing_over_is_told(self) -> None:
        own = attrs.evolve(RELEASE, owner_hours=3)
        told = " ".join(str(score(own, ANA, Business(currency="EUR"))).split())
        assert (
            "of EUR 968. Keeping it costs EUR 150 a month, less than handing it over; recommend() compares that" in told
        )

    def test_otherwise_nothing_is_said_of_it(self) -> None:
        assert "Keeping" not in str(score(attrs.evolve(RELEASE, owner_hours=30), ANA))
        assert "Keeping" not in str(score(RELEASE, ANA))


class TestFactors:
    def test_a_factor_that_changes_nothing_multiplies_payback_by_one(self) -> None:
        lines = factors(score(RELEASE, ANA)).splitlines()
        assert [cells(line)[1] for line in lines if line.startswith(("rec", "urg", "ava"))] == [
            "× 1.21",
            "× 1.14",
            "× 1",
        ]

    def test_where_shares_cannot_be_told_none_is(self) -> None:
        hired = attrs.evolve(ANA, retainers=())
        assert "×" not in factors(score(RELEASE, hired))

    def test_shares_multiply_to_payback(self) -> None:
        busy = attrs.evolve(ANA, availability=Availability(one_off_load=0.45))
        found = score(RELEASE, busy)
        shares = [float(each) for each in re.findall(r"× ([0-9.]+)", factors(found))]
        assert len(shares) == 3
        assert math.prod(shares) == pytest.approx(found.payback, rel=0.02)

    def test_where_nothing_flips_the_head_says_nothing_of_it(self) -> None:
        dear = attrs.evolve(ANA, retainers=Retainer(1e12, 10))
        lines = factors(score(RELEASE, dear)).splitlines()
        assert cells(lines[0]) == ["factor", "payback", "figures"]
        assert not any(" if " in line for line in lines)

    def test_one_wait_is_told_where_both_are_alike(self) -> None:
        full = attrs.evolve(ANA, availability=FULL)
        told = factors(score(RELEASE, full))
        assert "with Ana you wait for ever\n" in told
        assert "as a regular one" not in told


class TestCheck:
    def test_where_no_default_would_flip_it_that_is_told(self) -> None:
        dear = attrs.evolve(ANA, retainers=Retainer(1e12, 10))
        assert str(score(RELEASE, dear)).endswith("\n\nNo default would flip it if wrong by half.")

    def test_where_everything_was_set_that_is_told(self) -> None:
        known = Availability(hours_per_week=28, regular_load=0.3, one_off_load=0.3, job_hours=6, people=2)
        ann = Contractor(
            "Ann",
            rate=50,
            one_off_minimum_hours=2,
            pace=1.1,
            retainers=Retainer(450, 10, minimum_months=6),
            availability=known,
        )
        owner = Business(
            owner_rate=40, hiring_hours=3, briefing_hours=1, onboarding_hours=4, replacement_days=7, horizon_months=6
        )
        assert str(score(RELEASE, ann, owner)).endswith("\n\nNo input was left at its default.")

    def test_skills_that_are_lacking_are_told_last(self) -> None:
        told = str(score(attrs.evolve(RELEASE, skill="web"), attrs.evolve(ANA, retainers=TEN)))
        assert " ".join(told.split()).endswith(" Skills are not asked for here: Ana lacks web.")
