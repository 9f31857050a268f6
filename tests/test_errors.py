"""Refusals: what a person reads, what a program can act on, and how values and names stand in a sentence."""

import copy
import datetime as dt
import pickle
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.errors import (
    EXAMPLES,
    DelegationError,
    MissingBackendError,
    MissingExtraError,
    NoLongRunRateError,
    RefusedCallError,
    RefusedFileError,
    RefusedValueError,
    UnknownKeyError,
    shown,
    titled,
)

ERRORS: list[DelegationError] = [
    DelegationError("no"),
    RefusedValueError("Task", "hours", -1.0, "it takes a number above 0"),
    UnknownKeyError("Costs", "delegate", ["outsource", "out-task", "keep"]),
    RefusedValueError("Task", "urgency", 3, "it takes an Urgency", "Urgency"),
    RefusedCallError("Task", "needs hours"),
    UnknownKeyError("Costs", "delegate", ["outsource", "out-task", "keep"]),
    NoLongRunRateError("FREQ=DAILY;COUNT=3"),
    MissingExtraError("highspy", "plan"),
    MissingBackendError("polars"),
    RefusedFileError("tasks.csv", ("line 2, hours: nothing stands here", "line 3, name: it stands there twice")),
]


class Unwritable:
    def __repr__(self) -> str:
        raise RuntimeError("no words for it")


class Table:
    def __repr__(self) -> str:
        return "[1 2]\n[3 4]"


class TestShown:
    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (3.0, "3"),
            (-0.25, "-0.25"),
            (1e15, "1e+15"),
            (123456.0, "123456"),
            (float("nan"), "nan"),
            (float("inf"), "inf"),
            (float("-inf"), "-inf"),
        ],
    )
    def test_a_float_is_shown_without_needless_digits(self, value: float, written: str) -> None:
        assert shown(value) == written

    @pytest.mark.parametrize(
        ("value", "written"),
        [(0.1 + 0.2, "0.30000000000000004"), (1234567.0, "1234567.0"), (168.00000000000003, "168.00000000000003")],
    )
    def test_a_float_is_shown_in_full_where_six_digits_would_name_another(self, value: float, written: str) -> None:
        assert shown(value) == written

    @given(st.floats(allow_nan=False))
    def test_what_is_shown_of_a_float_reads_back_as_the_same_float(self, value: float) -> None:
        assert float(shown(value)) == value

    @pytest.mark.parametrize(
        ("value", "written"),
        [
            (3, "3"),
            (True, "True"),
            (None, "None"),
            ("weekly", "'weekly'"),
            ("two\nlines\x1b[31m", r"'two\nlines\x1b[31m'"),
            (dt.date(2026, 1, 5), "datetime.date(2026, 1, 5)"),
            (("copy", 2.5), "('copy', 2.5)"),
        ],
    )
    def test_any_other_value_is_shown_as_python_writes_it(self, value: object, written: str) -> None:
        assert shown(value) == written

    def test_a_text_of_fifty_eight_letters_is_shown_in_full(self) -> None:
        assert shown("x" * 58) == "'" + "x" * 58 + "'"

    def test_a_text_of_fifty_nine_letters_is_cut_in_the_middle_to_sixty_with_its_quotes(self) -> None:
        assert shown("x" * 59) == "'" + "x" * 27 + "..." + "x" * 28 + "'"

    def test_a_long_object_is_cut_to_sixty_letters(self) -> None:
        assert len(shown(range(10**40, 10**41))) == 60

    def test_a_list_of_long_texts_is_shown_in_a_hundred_letters_at_most(self) -> None:
        assert len(shown(["x" * 100] * 10)) <= 100

    def test_a_deeply_nested_list_is_shown_in_a_hundred_letters_at_most(self) -> None:
        nested: list[Any] = ["x" * 100]
        for _ in range(4):
            nested = [nested] * 6
        assert len(shown(nested)) <= 100

    def test_a_value_that_takes_a_hundred_letters_is_shown_in_full(self) -> None:
        assert shown(["x" * 46, "y" * 46]) == "['" + "x" * 46 + "', '" + "y" * 46 + "']"

    def test_a_value_that_takes_a_hundred_and_one_letters_is_cut_to_a_hundred_the_last_a_mark(self) -> None:
        assert shown(["x" * 46, "y" * 47]) == "['" + "x" * 46 + "', '" + "y" * 47 + "…"

    def test_an_object_that_writes_itself_on_several_lines_is_shown_on_one(self) -> None:
        assert shown(Table()) == r"[1 2]\n[3 4]"

    def test_an_object_that_cannot_write_itself_is_shown_by_its_class(self) -> None:
        assert shown(Unwritable()).startswith("<Unwritable")

    def test_a_number_with_more_digits_than_python_writes_is_shown_by_its_class(self) -> None:
        assert shown(10**5_000).startswith("<int")

    def test_what_only_claims_to_be_a_list_is_shown_by_its_class(self) -> None:
        pretender = type("list", (), {"__module__": "builtins"})()
        assert shown(pretender) == "<list>"


class TestTitled:
    def test_a_name_stands_in_a_sentence_as_it_is_without_quotes(self) -> None:
        assert titled("Zoë's shop, nº 5 😀") == "Zoë's shop, nº 5 😀"

    def test_what_cannot_be_printed_in_a_name_is_escaped(self) -> None:
        assert titled("a\nb\tc\x1b[31m\u202e\ud800") == r"a\nb\tc\x1b[31m\u202e\ud800"

    def test_a_name_of_forty_seven_letters_stands_in_full(self) -> None:
        assert titled("n" * 47) == "n" * 47

    def test_a_name_of_forty_eight_letters_stands_in_full(self) -> None:
        assert titled("n" * 48) == "n" * 48

    def test_a_name_of_forty_nine_letters_is_cut_to_forty_eight_the_last_a_mark(self) -> None:
        assert titled("n" * 49) == "n" * 47 + "…"

    def test_a_name_can_be_cut_shorter(self) -> None:
        assert titled("spring catalogue", 7) == "spring…"

    def test_the_letters_of_a_name_are_counted_before_they_are_escaped(self) -> None:
        assert titled("\n" * 48) == r"\n" * 48

    @given(st.text())
    def test_a_name_in_a_sentence_is_always_printable(self, name: str) -> None:
        assert titled(name).isprintable()


class TestRaised:
    def test_a_refused_value_names_class_field_value_and_what_is_accepted(self) -> None:
        error = RefusedValueError("Task", "hours", -1.0, "it takes a number above 0 to 1e+06, working hours")
        assert error.reason == "Task.hours = -1 is refused: it takes a number above 0 to 1e+06, working hours"

    def test_below_it_stands_a_call_of_the_class_that_works(self) -> None:
        error = RefusedValueError("Task", "hours", -1.0, "it takes a number above 0")
        assert str(error) == f"{error.reason}\n  such as {EXAMPLES['Task']}"

    def test_or_of_the_class_that_is_wanted(self) -> None:
        error = RefusedValueError("Task", "urgency", 3, "it takes an Urgency", "Urgency")
        assert str(error) == f"{error.reason}\n  such as {EXAMPLES['Urgency']}"

    @pytest.mark.parametrize("owner", ["score", "Basket", "Availability.wait"])
    def test_functions_and_classes_of_others_are_refused_in_one_line(self, owner: str) -> None:
        error = RefusedValueError(owner, "on", 3, "it takes a day")
        assert str(error) == f"{owner}.on = 3 is refused: it takes a day"

    def test_a_refused_call_says_what_does_not_fit_above_a_call_that_works(self) -> None:
        assert str(RefusedCallError("score", "needs contractor")) == (
            f"score needs contractor\n  such as {EXAMPLES['score']}"
        )

    def test_a_refused_value_carries_its_parts(self) -> None:
        error = RefusedValueError("Task", "hours", "two", "it takes a number")
        assert (error.owner, error.field, error.value, error.accepted) == ("Task", "hours", "two", "it takes a number")

    def test_a_refused_value_can_be_told_whatever_the_value_is(self) -> None:
        error = RefusedValueError("Task", "name", Unwritable(), "it takes text")
        assert str(error).startswith("Task.name = <Unwritable")

    def test_a_rule_without_a_long_run_rate_is_named_with_the_way_out(self) -> None:
        assert str(NoLongRunRateError("FREQ=DAILY;COUNT=3")) == (
            "the rule 'FREQ=DAILY;COUNT=3' ends, so it has no rate in the long run: "
            "say from which day to count, such as on=datetime.date(2026, 1, 5)"
        )

    def test_an_error_about_a_rule_carries_the_rule(self) -> None:
        assert NoLongRunRateError("FREQ=DAILY;COUNT=3").rule == "FREQ=DAILY;COUNT=3"

    def test_a_missing_package_is_named_with_the_command_that_installs_it(self) -> None:
        assert str(MissingExtraError("highspy", "plan")) == (
            "this needs the package highspy, which is not installed: pip install highspy "
            "(the extra plan of delegation-planner)"
        )

    def test_a_missing_package_sends_nobody_to_the_other_project_of_our_name(self) -> None:
        told = str(MissingExtraError("highspy", "plan"))
        assert re.findall(r"delegation\S*", told) == ["delegation-planner)"]

    def test_a_missing_library_of_data_frames_is_named_with_what_to_do(self) -> None:
        assert str(MissingBackendError("polars")) == (
            "a data frame of polars needs the package polars, which is not installed: pip install polars, "
            "or ask for a frame of another library by its name, to_frame(backend=...)"
        )

    def test_an_error_about_a_missing_library_carries_it(self) -> None:
        assert MissingBackendError("polars").package == "polars"

    def test_an_error_about_a_missing_package_carries_package_and_extra(self) -> None:
        error = MissingExtraError("highspy", "plan")
        assert (error.package, error.extra) == ("highspy", "plan")

    def test_one_problem_of_a_file_stands_under_its_name(self) -> None:
        assert str(RefusedFileError("tasks.csv", ("line 2: no hours",))) == "tasks.csv: 1 problem\n  line 2: no hours"

    def test_every_problem_of_a_file_stands_under_its_name(self) -> None:
        error = RefusedFileError("tasks.csv", ("line 2: no hours", "line 9: no name"))
        assert str(error) == "tasks.csv: 2 problems\n  line 2: no hours\n  line 9: no name"

    def test_an_error_about_a_file_carries_the_file_and_its_problems(self) -> None:
        error = RefusedFileError("tasks.csv", ("line 2: no hours",))
        assert (error.path, error.problems) == ("tasks.csv", ("line 2: no hours",))

    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__}{error.args[-1:]}"[:40])
    def test_all_that_is_raised_on_purpose_has_one_root(self, error: DelegationError) -> None:
        with pytest.raises(DelegationError):
            raise error

    @pytest.mark.parametrize(
        ("kind", "builtin"),
        [
            (RefusedValueError, ValueError),
            (NoLongRunRateError, ValueError),
            (RefusedFileError, ValueError),
            (RefusedCallError, TypeError),
            (MissingExtraError, ImportError),
            (MissingBackendError, ImportError),
        ],
    )
    def test_who_catches_the_builtin_error_catches_ours(
        self, kind: type[DelegationError], builtin: type[Exception]
    ) -> None:
        assert issubclass(kind, builtin)

    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__}{error.args[-1:]}"[:40])
    def test_an_error_comes_back_from_another_process_with_its_sentence(self, error: DelegationError) -> None:
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301  # our own bytes

    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__}{error.args[-1:]}"[:40])
    def test_an_error_comes_back_from_another_process_with_its_parts(self, error: DelegationError) -> None:
        assert vars(pickle.loads(pickle.dumps(error))) == vars(error)  # noqa: S301  # our own bytes

    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: f"{type(error).__name__}{error.args[-1:]}"[:40])
    def test_a_copied_error_says_the_same(self, error: DelegationError) -> None:
        assert str(copy.copy(error)) == str(error)

    def test_the_name_of_a_file_is_printable_and_cut(self) -> None:
        told = str(RefusedFileError("a\x1b[31m\u202e" + "b" * 1000 + ".csv", ("line 2 is wrong",)))
        assert told.replace("\n", "").isprintable()
        assert len(told) < 400
