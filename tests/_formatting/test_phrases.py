"""How numbers, units and lists read in a sentence."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Mode, Retainer
from delegation._formatting.phrases import (
    amounts,
    articled,
    counted,
    days,
    listed,
    money,
    months,
    number,
    of,
    ordinal,
    percent,
    probability,
    retained,
    sentence,
    some,
    span,
    times,
    verdict,
)


class TestNumbers:
    @pytest.mark.parametrize(
        ("amount", "told"),
        [
            (0.0, "0"),
            (5e-324, "under 0.001"),
            (0.000999, "under 0.001"),
            (0.001, "0.001"),
            (1.0, "1"),
            (2.345678, "2.35"),
            (99.94, "99.9"),
            (99.96, "100"),
            (100.0, "100"),
            (100.4, "100"),
            (1234.5, "1,234"),
            (999_999_999.0, "999,999,999"),
            (1e9, "1,000,000,000"),
            (999e12, "999,000,000,000,000"),
            (1e15, "1e+15"),
            (1.2345e20, "1.23e+20"),
            (math.inf, "endless"),
        ],
    )
    def test_a_number_has_three_digits_or_is_whole_and_powers_of_ten_only_where_very_large(
        self, amount: float, told: str
    ) -> None:
        assert number(amount) == told

    @pytest.mark.parametrize(
        ("amount", "told"),
        [
            (0.0, "0"),
            (0.0049, "under 0.01"),
            (0.0051, "0.01"),
            (0.5, "0.50"),
            (12.0, "12"),
            (12.345, "12.35"),
            (99.99, "99.99"),
            (100.0, "100"),
            (100.4, "100"),
            (12345.6, "12,346"),
        ],
    )
    def test_money_is_told_to_the_hundredth_or_whole_from_a_hundred_on(self, amount: float, told: str) -> None:
        assert money(amount) == told

    @pytest.mark.parametrize(
        ("share", "told"),
        [
            (0.0, "0%"),
            (0.00099, "under 0.1%"),
            (0.001, "0.1%"),
            (0.25, "25%"),
            (0.999, "99.9%"),
            (0.9991, "over 99.9%"),
            (1.0, "100%"),
        ],
    )
    def test_a_share_is_never_told_as_none_or_all_unless_it_is(self, share: float, told: str) -> None:
        assert percent(share) == told

    @pytest.mark.parametrize(
        ("amount", "told"),
        [
            (0.5, "0.5 times"),
            (49 * (1 / 49), "once"),
            (1.0, "once"),
            (1.004, "once"),
            (1.01, "1.01 times"),
            (2.0, "2 times"),
        ],
    )
    def test_what_rounds_to_one_time_is_once(self, amount: float, told: str) -> None:
        assert times(amount) == told

    @pytest.mark.parametrize(
        ("amount", "told"), [(0.5, "0.5 days"), (0.9999, "1 day"), (1.0, "1 day"), (1.004, "1 day"), (2.0, "2 days")]
    )
    def test_what_rounds_to_one_day_is_no_days(self, amount: float, told: str) -> None:
        assert days(amount) == told

    @pytest.mark.parametrize(("amount", "told"), [(1, "1 month"), (2, "2 months"), (120, "120 months")])
    def test_one_month_is_no_months(self, amount: int, told: str) -> None:
        assert months(amount) == told

    @pytest.mark.parametrize(
        ("amount", "told"),
        [(-0.0, "0"), (-0.0005, "over -0.001"), (-0.001, "-0.001"), (-2.5, "-2.5"), (-1234.5, "-1,234")],
    )
    def test_a_number_below_nothing_has_its_sign_first(self, amount: float, told: str) -> None:
        assert number(amount) == told

    @pytest.mark.parametrize(
        ("amount", "told"),
        [(-0.0, "€0"), (-0.0049, "€0"), (-0.0051, "-€0.01"), (-12.345, "-€12.35"), (-12345.6, "-€12,346")],
    )
    def test_money_below_nothing_has_its_sign_before_the_currency(self, amount: float, told: str) -> None:
        assert money(amount, "€") == told

    @pytest.mark.parametrize(
        ("currency", "told"), [("", "12.50"), ("€", "€12.50"), ("EUR", "EUR 12.50"), ("A$", "A$12.50")]
    )
    def test_money_stands_behind_its_currency_and_apart_from_one_that_ends_in_a_letter(
        self, currency: str, told: str
    ) -> None:
        assert money(12.5, currency) == told

    @given(st.floats(-1e20, 1e20))
    def test_a_number_is_told_to_half_a_percent(self, amount: float) -> None:
        told = number(amount)
        if not told.startswith(("under", "over")):
            assert float(told.replace(",", "")) == pytest.approx(amount, rel=0.0051)

    @pytest.mark.parametrize(
        ("chance", "told"),
        [
            (0.0, "under 0.1%"),
            (1e-9, "under 0.1%"),
            (0.25, "25%"),
            (0.999, "99.9%"),
            (0.9996, "over 99.9%"),
            (1.0, "over 99.9%"),
        ],
    )
    def test_a_probability_is_never_told_as_all_or_nothing(self, chance: float, told: str) -> None:
        assert probability(chance) == told

    @pytest.mark.parametrize(("share", "told"), [(1.5, "150%"), (12.345, "1,234%")])
    def test_a_share_above_all_is_told_in_plain_digits(self, share: float, told: str) -> None:
        assert percent(share) == told

    @pytest.mark.parametrize(
        ("count", "told"),
        [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (10, "10th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
            (20, "20th"),
            (21, "21st"),
            (102, "102nd"),
            (111, "111th"),
        ],
    )
    def test_ordinals_end_as_they_are_spoken(self, count: int, told: str) -> None:
        assert ordinal(count) == told

    @pytest.mark.parametrize(
        ("first", "after", "told"),
        [
            (dt.date(2026, 8, 5), dt.date(2026, 9, 5), "5 August to 4 September"),
            (dt.date(2026, 8, 1), dt.date(2026, 9, 1), "August"),
            (dt.date(2026, 12, 1), dt.date(2027, 1, 1), "December"),
            (dt.date(2027, 1, 31), dt.date(2027, 2, 28), "31 January to 27 February"),
            (dt.date(2028, 2, 2), dt.date(2028, 3, 1), "2 February to 29 February"),
        ],
    )
    def test_a_month_is_told_by_its_days_unless_it_is_one_of_the_calendar(
        self, first: dt.date, after: dt.date, told: str
    ) -> None:
        assert span(first, after) == told

    @pytest.mark.parametrize(("many", "told"), [(0, "0 tasks"), (1, "1 task"), (2, "2 tasks")])
    def test_one_of_something_is_told_in_the_singular(self, many: int, told: str) -> None:
        assert counted(many, "task") == told


class TestLists:
    @pytest.mark.parametrize(
        ("words", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
    )
    def test_words_are_listed_as_in_a_sentence(self, words: list[str], told: str) -> None:
        assert listed(words) == told

    def test_the_last_word_may_be_joined_otherwise(self) -> None:
        assert listed(["a", "b", "c"], "or") == "a, b or c"

    @pytest.mark.parametrize(
        ("names", "told"),
        [("", ""), ("a", "a"), ("ab", "a and b"), ("abc", "a, b and c"), ("abcd", "a, b and 2 more")],
    )
    def test_of_more_than_three_names_two_are_told_and_how_many_more(self, names: str, told: str) -> None:
        assert some(list(names)) == told

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ([], "nothing"),
            ([("work", 0.0)], "nothing"),
            ([("work", 392.0), ("fee", 0.0), ("hiring", 40.0)], "work €392 and hiring €40"),
        ],
    )
    def test_of_named_amounts_those_that_are_nothing_are_left_out(
        self, rows: list[tuple[str, float]], told: str
    ) -> None:
        assert amounts(rows, "€") == told


class TestSentences:
    def test_a_sentence_begins_with_a_capital_and_ends_with_a_full_stop(self) -> None:
        assert sentence("you wait 2 days") == "You wait 2 days."

    def test_only_the_first_letter_of_a_sentence_is_raised(self) -> None:
        assert sentence("with Ana you wait") == "With Ana you wait."

    @pytest.mark.parametrize(("name", "told"), [("Ana", "Ana's"), ("Chris", "Chris'"), ("Web & Sons", "Web & Sons'")])
    def test_what_is_somebodys_is_told_with_an_apostrophe(self, name: str, told: str) -> None:
        assert of(name) == told

    @pytest.mark.parametrize(
        ("offer", "told"),
        [
            (Retainer(450, 10), "retainer of 10 h for EUR 450 a month"),
            (Retainer(50, 0), "access retainer for EUR 50 a month"),
        ],
    )
    def test_a_retainer_is_told_by_its_block_and_fee(self, offer: Retainer, told: str) -> None:
        assert retained(offer, "EUR") == told

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ("retainer of 10 h", "a retainer of 10 h"),
            ("new access retainer", "a new access retainer"),
            ("access retainer", "an access retainer"),
            ("Engagement", "an Engagement"),
            ("Task", "a Task"),
        ],
    )
    def test_before_a_vowel_the_article_is_an(self, words: str, told: str) -> None:
        assert articled(words) == told


class TestVerdict:
    def test_what_is_handed_over_says_to_whom_and_what_that_means(self) -> None:
        assert verdict(Mode.OUTSOURCE, "news", "Ann") == (
            "Outsource news to Ann (an ongoing monthly retainer: you are a regular client and are served first)"
        )
        assert verdict(Mode.OUT_TASK, "news", "Ann") == (
            "Out-task news to Ann (hire for the job and part ways: you queue behind regular clients)"
        )

    @pytest.mark.parametrize("who", ["", "Ann"])
    def test_what_is_kept_goes_to_nobody(self, who: str) -> None:
        assert verdict(Mode.KEEP, "news", who) == "Keep news (do it yourself)"
