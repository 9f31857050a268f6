"""Which numbers, names and days fields hold, and in what words others are refused."""

import datetime as dt
import math
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Task, _fields
from delegation.errors import EXAMPLES, RefusedValueError


class Size(IntEnum):
    PAIR = 2


class ForeignFloat(float):
    def __add__(self, other: float) -> "ForeignFloat":
        return ForeignFloat(float(self) + other)


@attrs.frozen
class Basket:
    weight: Any = attrs.field(
        default=1.0, converter=_fields.to_float, validator=_fields.between(0.0, 10.0, "kilograms")
    )
    price: Any = attrs.field(
        default=1.0, converter=_fields.to_float, validator=_fields.between(_fields.SMALLEST, 1e6, "money")
    )
    apples: Any = attrs.field(default=1, converter=_fields.to_int, validator=_fields.whole(1, 12, "apples"))
    label: Any = attrs.field(default="red", converter=_fields.to_text, validator=_fields.named)
    ripe: Any = attrs.field(default=True, validator=_fields.flag)
    picked: Any = attrs.field(default=dt.date(2026, 9, 1), converter=_fields.to_day, validator=_fields.day)
    shade: Any = attrs.field(default=Decimal(1), validator=_fields.a(Decimal))
    owner: Any = attrs.field(default=3, validator=_fields.a(int))


@attrs.frozen
class Fruit:
    name: str


APPLE, FIG, PEAR = Fruit("apple"), Fruit("fig"), Fruit("pear")


def refusal(**values: Any) -> str:
    """What a basket says to a value that it cannot take."""
    with pytest.raises(RefusedValueError) as caught:
        Basket(**values)
    return str(caught.value)


class TestNumbers:
    @pytest.mark.parametrize("value", [2, 2.0, Decimal(2), Fraction(4, 2), Size.PAIR], ids=repr)
    def test_every_real_number_is_stored_as_a_float(self, value: Any) -> None:
        assert (type(Basket(weight=value).weight), Basket(weight=value).weight) == (float, 2.0)

    def test_a_float_of_another_library_is_stored_as_a_plain_float(self) -> None:
        assert type(Basket(weight=ForeignFloat(2.0)).weight) is float

    @pytest.mark.parametrize("value", [-0.0, Decimal("-0.0")])
    def test_minus_zero_is_stored_as_zero(self, value: Any) -> None:
        assert math.copysign(1.0, Basket(weight=value).weight) == 1.0

    @pytest.mark.parametrize(
        "value",
        [True, "2", None, 2j, [2.0], Decimal("sNaN"), Fraction(10**400), 10**400],
        ids=["bool", "text", "none", "complex", "list", "signalling", "fraction beyond floats", "int beyond floats"],
    )
    def test_what_is_no_number_or_beyond_floats_comes_out_of_the_converter_as_it_went_in(self, value: Any) -> None:
        assert _fields.to_float(value) is value

    @pytest.mark.parametrize(
        "value",
        [True, "2", None, 2j, [2.0], math.nan, math.inf, -math.inf, Decimal("NaN"), Decimal("sNaN"), 10**400],
        ids=lambda value: repr(value)[:10],
    )
    def test_what_is_no_finite_number_is_refused(self, value: Any) -> None:
        assert refusal(weight=value).endswith(" is refused: it takes a number from 0 to 10, kilograms")

    def test_a_number_just_below_the_least_is_refused_with_the_range(self) -> None:
        assert refusal(weight=-1e-300) == (
            "Basket.weight = -1e-300 is refused: it takes a number from 0 to 10, kilograms"
        )

    def test_the_least_number_is_taken(self) -> None:
        assert Basket(weight=0.0).weight == 0.0

    def test_a_number_just_above_the_least_is_taken(self) -> None:
        assert Basket(weight=5e-324).weight == 5e-324

    def test_a_number_just_below_the_most_is_taken(self) -> None:
        assert Basket(weight=9.999999999999998).weight == 9.999999999999998

    def test_the_most_is_taken(self) -> None:
        assert Basket(weight=10.0).weight == 10.0

    def test_a_number_just_above_the_most_is_refused_in_all_its_digits(self) -> None:
        assert refusal(weight=10.000000000000002) == (
            "Basket.weight = 10.000000000000002 is refused: it takes a number from 0 to 10, kilograms"
        )

    def test_a_refused_number_is_told_as_it_was_given_not_as_it_was_converted(self) -> None:
        assert refusal(weight="2") == "Basket.weight = '2' is refused: it takes a number from 0 to 10, kilograms"

    def test_zero_is_refused_where_a_number_must_lie_above_it(self) -> None:
        assert refusal(price=0) == "Basket.price = 0 is refused: it takes a number above 0 and up to 1,000,000, money"

    def test_a_number_just_below_the_smallest_is_refused(self) -> None:
        assert refusal(price=0.9999e-9).startswith("Basket.price = 9.999e-10 is refused")

    def test_the_smallest_number_is_taken(self) -> None:
        assert Basket(price=_fields.SMALLEST).price == 1e-9

    @pytest.mark.parametrize(
        ("most", "written"),
        [(1.0, "1"), (2.5, "2.5"), (168.0, "168"), (1e6, "1,000,000"), (1e7, "1e07"), (1e15, "1e15")],
    )
    def test_the_most_is_told_in_figures_that_people_read(self, most: float, written: str) -> None:
        field = attrs.fields(Basket).weight
        with pytest.raises(RefusedValueError) as caught:
            _fields.between(0.001, most, "kilograms")(Basket(), field, 0.0)
        assert caught.value.accepted == f"it takes a number from 0.001 to {written}, kilograms"

    def test_the_largest_number_of_an_ordinary_field_is_a_thousand_million_millions(self) -> None:
        assert _fields.LARGEST == 1e15

    def test_a_number_validator_takes_no_int_that_no_converter_has_seen(self) -> None:
        field = attrs.fields(Basket).weight
        with pytest.raises(RefusedValueError, match=r"Basket\.weight = 5 is refused"):
            _fields.between(0.0, 10.0, "kilograms")(Basket(), field, 5)

    @given(st.floats(allow_nan=True, allow_infinity=True))
    def test_a_number_is_taken_exactly_when_it_lies_in_the_range(self, value: float) -> None:
        try:
            taken = Basket(weight=value).weight == value
        except RefusedValueError:
            taken = False
        assert taken == (0.0 <= value <= 10.0)

    @pytest.mark.parametrize(
        ("value", "inside"),
        [
            (-1, False),
            (0, True),
            (0.5, True),
            (10, True),
            (10.0, True),
            (10.000000000000002, False),
            (True, False),
            (math.nan, False),
            (10**400, False),
            ("5", False),
            (None, False),
        ],
        ids=lambda value: repr(value)[:10],
    )
    def test_a_number_lies_between_two_others_or_on_them(self, value: Any, *, inside: bool) -> None:
        if inside:
            assert _fields.number_between("Owner", "field", value, 0.0, 10.0, meaning="kilograms") == float(value)
            return
        with pytest.raises(RefusedValueError) as caught:
            _fields.number_between("Owner", "field", value, 0.0, 10.0, meaning="kilograms")
        assert (caught.value.owner, caught.value.field) == ("Owner", "field")
        assert caught.value.accepted == "it takes a number from 0 to 10, kilograms"


class TestWholeNumbers:
    @pytest.mark.parametrize("value", [2, 2.0, Size.PAIR], ids=repr)
    def test_every_whole_number_is_stored_as_an_int(self, value: Any) -> None:
        assert (type(Basket(apples=value).apples), Basket(apples=value).apples) == (int, 2)

    @pytest.mark.parametrize("value", [True, 2.5, "2", None, math.nan, math.inf, Decimal(2)], ids=repr)
    def test_what_is_no_whole_number_is_refused(self, value: Any) -> None:
        assert refusal(apples=value).endswith(" is refused: it takes a whole number from 1 to 12, apples")

    def test_one_less_than_the_least_whole_number_is_refused_with_the_range(self) -> None:
        assert refusal(apples=0) == "Basket.apples = 0 is refused: it takes a whole number from 1 to 12, apples"

    @pytest.mark.parametrize("value", [1, 2, 11, 12])
    def test_a_whole_number_from_the_least_to_the_most_is_taken(self, value: int) -> None:
        assert Basket(apples=value).apples == value

    def test_one_more_than_the_most_is_refused_with_the_range(self) -> None:
        assert refusal(apples=13) == "Basket.apples = 13 is refused: it takes a whole number from 1 to 12, apples"

    def test_a_largest_whole_number_of_many_digits_is_told_in_groups_of_three(self) -> None:
        with pytest.raises(RefusedValueError, match=r"it takes a whole number from 1 to 10,000, apples$"):
            _fields.whole(1, 10_000, "apples")(Basket(), attrs.fields(Basket).apples, 0)


class TestNamesAndFlags:
    def test_blanks_around_a_name_are_dropped(self) -> None:
        assert Basket(label="  red apples\n").label == "red apples"

    @pytest.mark.parametrize(
        ("value", "written"), [("", "''"), (" \t", "''"), (None, "None"), (3, "3"), (b"red", "b'red'")]
    )
    def test_what_is_no_name_is_refused(self, value: Any, written: str) -> None:
        assert refusal(label=value) == (f"Basket.label = {written} is refused: it takes a name, text that is not empty")

    @pytest.mark.parametrize("value", [True, False])
    def test_a_flag_is_true_or_false(self, value: Any) -> None:
        assert Basket(ripe=value).ripe is value

    @pytest.mark.parametrize("value", [1, 0, "yes", None])
    def test_what_only_passes_for_true_or_false_is_refused(self, value: Any) -> None:
        assert refusal(ripe=value) == f"Basket.ripe = {value!r} is refused: it takes True or False"

    @pytest.mark.parametrize(("value", "word"), [("red", True), ("", False), (None, False), (b"red", False)])
    def test_a_word_is_text_that_is_not_empty(self, value: Any, *, word: bool) -> None:
        assert _fields.is_word(value) is word


class TestDays:
    def test_a_moment_is_stored_as_the_day_it_falls_on(self) -> None:
        assert Basket(picked=dt.datetime(2026, 9, 1, 23, 59, tzinfo=dt.UTC)).picked == dt.date(2026, 9, 1)

    @pytest.mark.parametrize(
        "value",
        [dt.date(1900, 1, 1), dt.date(1900, 1, 2), dt.date(2999, 12, 30), dt.date(2999, 12, 31)],
        ids=str,
    )
    def test_a_day_from_1900_to_2999_is_taken(self, value: dt.date) -> None:
        assert Basket(picked=value).picked == value

    @pytest.mark.parametrize("value", [dt.date(1899, 12, 31), dt.date(3000, 1, 1)], ids=str)
    def test_a_day_outside_of_1900_to_2999_is_refused(self, value: dt.date) -> None:
        assert refusal(picked=value) == (
            f"Basket.picked = {value!r} is refused: "
            "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)"
        )

    @pytest.mark.parametrize("value", ["2026-09-01", 20260901, None], ids=repr)
    def test_what_is_no_day_is_refused(self, value: Any) -> None:
        assert refusal(picked=value) == (
            f"Basket.picked = {value!r} is refused: "
            "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5)"
        )

    def test_a_moment_is_no_day(self) -> None:
        assert not _fields.is_day(dt.datetime(2026, 9, 1, tzinfo=dt.UTC))

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            (None, None),
            (dt.date(2026, 9, 1), dt.date(2026, 9, 1)),
            (dt.datetime(2026, 9, 1, 23, 59), dt.date(2026, 9, 1)),
        ],
    )
    def test_an_argument_may_be_a_day_or_a_moment_of_it_or_none(self, value: Any, found: dt.date | None) -> None:
        assert _fields.day_or_none("score", "on", value) == found

    @pytest.mark.parametrize("value", ["2026-09-01", 0, False, dt.date(1899, 12, 31), dt.datetime(3000, 1, 1)])
    def test_an_argument_that_is_no_day_is_refused_as_it_was_given(self, value: Any) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _fields.day_or_none("score", "on", value)
        assert (caught.value.owner, caught.value.field, caught.value.value, caught.value.accepted) == (
            "score",
            "on",
            value,
            "it takes a day of the years 1900 to 2999, such as datetime.date(2026, 1, 5), or None",
        )


class TestMomentsInAZone:
    MOMENT = dt.datetime(2026, 9, 1, 23, 59, tzinfo=dt.UTC)

    def test_is_told_from_a_moment_without_one(self) -> None:
        assert [_fields.is_zoned(moment) for moment in (self.MOMENT, self.MOMENT.replace(tzinfo=None), 3)] == [
            True,
            False,
            False,
        ]

    def test_is_no_day_of_its_own(self) -> None:
        assert _fields.to_own_day(self.MOMENT) is self.MOMENT

    def test_without_a_zone_it_is_the_day_it_falls_on(self) -> None:
        assert _fields.to_own_day(self.MOMENT.replace(tzinfo=None)) == dt.date(2026, 9, 1)

    def test_an_argument_asks_for_the_day(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _fields.own_day("pick", "on", self.MOMENT)
        assert caught.value.accepted == (
            "a moment in a time zone is one day here and another elsewhere: "
            "give the day, such as datetime.date(2026, 1, 5)"
        )

    def test_an_argument_that_may_be_none_asks_for_the_day_or_none(self) -> None:
        with pytest.raises(RefusedValueError, match=r"is one day here .*\(2026, 1, 5\), or None$"):
            _fields.day_or_none("pick", "on", self.MOMENT)

    def test_a_field_asks_for_the_day(self) -> None:
        with pytest.raises(RefusedValueError, match="is one day here and another elsewhere"):
            _fields.day(Basket(), attrs.fields(Basket).picked, self.MOMENT)


class TestShares:
    SHARE = staticmethod(_fields.share(2.0, "the fruit", 0.25))

    @pytest.mark.parametrize("number", [0.0, 0.25, 1.0, 2.0])
    def test_a_share_is_taken_up_to_the_most(self, number: float) -> None:
        self.SHARE(Basket(), attrs.fields(Basket).weight, number)

    @pytest.mark.parametrize(
        ("number", "percent"),
        [
            (40.0, "40% is 0.4"),
            (3.0, "3% is 0.03"),
            (100.0, "100% is 1"),
            (2.5, "25% is 0.25"),
            (101.0, "25% is 0.25"),
            (-1.0, "25% is 0.25"),
            (math.nan, "25% is 0.25"),
            ("40%", "25% is 0.25"),
        ],
    )
    def test_what_looks_like_percent_is_told_as_a_share(self, number: Any, percent: str) -> None:
        with pytest.raises(RefusedValueError) as caught:
            self.SHARE(Basket(), attrs.fields(Basket).weight, number)
        assert caught.value.accepted == f"it takes a number from 0 to 2, a share of the fruit ({percent})"


class TestSkills:
    @pytest.mark.parametrize("skill", ["web", "Web", " web ", "wEB\n"])
    def test_skills_are_told_apart_without_capitals_and_blanks_around(self, skill: str) -> None:
        assert _fields.word_key(skill) == "web"

    @pytest.mark.parametrize("skill", ["web design", "Web  Design", "web\tdesign"])
    def test_blanks_within_count_as_one(self, skill: str) -> None:
        assert _fields.word_key(skill) == "web design"

    def test_letters_that_differ_in_more_than_capitals_are_alike_where_people_say_so(self) -> None:
        assert _fields.word_key("Straße") == _fields.word_key("STRASSE")

    @pytest.mark.parametrize(
        ("value", "one"),
        [("web", True), ("web design", True), ("", False), ("web;copy", False), ("web, copy", False), (3, False)],
    )
    def test_one_skill_is_text_without_marks_that_join_several(self, value: Any, one: bool) -> None:
        assert _fields.is_skill(value) is one


class TestMembers:
    def test_an_instance_of_the_class_is_taken(self) -> None:
        assert Basket(shade=Decimal(2)).shade == Decimal(2)

    def test_what_is_no_instance_of_the_class_is_refused_by_its_name(self) -> None:
        assert refusal(shade=2.0) == "Basket.shade = 2 is refused: it takes a Decimal"

    @pytest.mark.parametrize("name", ["Apple", "Egg", "Ink", "Orange", "Urgency"])
    def test_a_class_that_begins_with_a_vowel_is_asked_for_with_an(self, name: str) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _fields.a(type(name, (), {}))(Basket(), attrs.fields(Basket).owner, 3)
        assert caught.value.accepted == f"it takes an {name}"

    def test_the_example_shown_is_of_the_class_that_is_asked_for(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _fields.a(Task)(Basket(), attrs.fields(Basket).owner, 3)
        assert str(caught.value).endswith(f"it takes a Task\n  such as {EXAMPLES['Task']}")

    def test_an_argument_of_the_class_passes(self) -> None:
        _fields.check("pick", "fruit", FIG, Fruit)

    def test_an_argument_of_another_class_is_refused_by_the_name_of_the_right_one(self) -> None:
        with pytest.raises(RefusedValueError, match=r"^pick\.fruit = 3 is refused: it takes one Fruit$"):
            _fields.check("pick", "fruit", 3, Fruit)

    @pytest.mark.parametrize("several", [[FIG], (FIG, PEAR), {FIG}], ids=["list", "tuple", "set"])
    def test_several_in_place_of_one_are_told_who_takes_several(self, several: Any) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _fields.check("pick", "fruit", several, Fruit, several="gather")
        assert caught.value.accepted == "it takes one Fruit; gather takes several"

    def test_several_are_not_spoken_of_where_one_thing_of_another_kind_is_given(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _fields.check("pick", "fruit", 3, Fruit, several="gather")
        assert caught.value.accepted == "it takes one Fruit"

    def test_one_member_is_a_tuple_of_one(self) -> None:
        assert _fields.several("pick", "fruits", FIG, Fruit) == (FIG,)

    def test_several_members_stay_in_their_order(self) -> None:
        assert _fields.several("pick", "fruits", iter([PEAR, APPLE, PEAR]), Fruit) == (PEAR, APPLE, PEAR)

    def test_no_members_are_an_empty_tuple(self) -> None:
        assert _fields.several("pick", "fruits", [], Fruit) == ()

    @pytest.mark.parametrize(
        ("given", "refused", "here"),
        [
            pytest.param(3, "3", "", id="a number"),
            pytest.param("fig", "'fig'", ", and this is only a name", id="text is refused whole"),
            pytest.param("", "''", ", and this is only a name", id="empty text is no empty list"),
            pytest.param([APPLE, "fig"], "'fig'", ", and this is only a name", id="only what is wrong in a list"),
            pytest.param(
                {"name": "fig"}, "{'name': 'fig'}", ", and this is a dict: write Fruit(**fields)", id="a dict"
            ),
        ],
    )
    def test_what_is_neither_a_member_nor_several_is_refused(self, given: Any, refused: str, here: str) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _fields.several("pick", "fruits", given, Fruit)
        assert str(caught.value) == f"pick.fruits = {refused} is refused: it takes Fruit objects{here}"

    def test_members_with_names_are_sorted_by_name(self) -> None:
        assert _fields.unique_by_name("pick", "fruits", [PEAR, APPLE, FIG], Fruit) == (APPLE, FIG, PEAR)

    def test_one_member_with_a_name_is_a_tuple_of_one(self) -> None:
        assert _fields.unique_by_name("pick", "fruits", FIG, Fruit) == (FIG,)

    def test_two_members_of_one_name_are_refused_by_that_name(self) -> None:
        with pytest.raises(RefusedValueError) as caught:
            _fields.unique_by_name("pick", "fruits", [FIG, APPLE, Fruit("fig")], Fruit)
        assert str(caught.value) == (
            "pick.fruits = 'fig' is refused: two of them bear this name; each Fruit needs its own"
        )

    def test_what_is_no_member_is_refused_also_where_names_count(self) -> None:
        members: Any = [APPLE, None]
        with pytest.raises(RefusedValueError, match=r"^pick\.fruits = None is refused: it takes Fruit objects$"):
            _fields.unique_by_name("pick", "fruits", members, Fruit)
