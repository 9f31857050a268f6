"""How flat records become a data frame."""

import datetime as dt
import sys
from types import UnionType
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation import Business, Contractor, Mode, Task, recommend, review, score
from delegation._formatting.frames import BACKENDS as KNOWN
from delegation._formatting.frames import Columns, frame_of
from delegation.errors import MissingBackendError, MissingExtraError, RefusedValueError
from delegation.planning.records import RETAINERS
from delegation.reviewing.convert import convert
from tests import framed
from tests.framed import BACKENDS, Records, installed, kinds_of, read_back, with_days
from tests.people import ANN, BEA, NEW_YEAR, NEWS, OWNER, TWENTY
from tests.plan_worlds import SHOP, Question, monthly, planned, questions
from tests.refusals import refusal_of
from tests.reviewing.logs import hired
from tests.reviewing.test_hires import NEWS as WRITTEN
from tests.reviewing.test_hires import YEAR
from tests.reviewing.test_retainers import LARGE, MID, runs
from tests.worlds import bundles, businesses, contractors

every_backend = pytest.mark.parametrize("backend", BACKENDS)

COLUMNS: Columns = {
    "word": str,
    "money": float,
    "chosen": bool,
    "count": int,
    "rank": int | None,
    "day": dt.date,
}
FULL: dict[str, Any] = {"word": "a", "money": 1.5, "chosen": True, "count": 3, "rank": 1, "day": "2026-01-05"}
EMPTY: dict[str, Any] = {"word": None, "money": None, "chosen": False, "count": 0, "rank": None, "day": None}
KINDS = {
    "word": "String",
    "money": "Float64",
    "chosen": "Boolean",
    "count": "Int64",
    "rank": "Int64",
    "day": "Date",
}
"""What stands in each column, as narwhals says it; in pandas a day is a moment."""

cells: dict[type | UnionType, st.SearchStrategy[Any]] = {
    str: st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    float: st.none() | st.floats(allow_nan=False),
    bool: st.booleans(),
    int: st.integers(-(2**40), 2**40),
    int | None: st.none() | st.integers(-(2**40), 2**40),
    dt.date: st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)).map(dt.date.isoformat),
}
records = st.lists(st.fixed_dictionaries({name: cells[kind] for name, kind in COLUMNS.items()}), max_size=5)


def kinds(backend: str) -> dict[str, str]:
    moment = "Datetime(time_unit='us', time_zone=None)"
    return KINDS | ({"day": moment} if backend == "pandas" else {})


class TestFrameOf:
    @every_backend
    @given(listed=records)
    def test_what_is_read_back_is_what_the_records_told(self, backend: str, listed: Records) -> None:
        assert read_back(frame_of(listed, COLUMNS, installed(backend))) == with_days(listed, "day")

    @every_backend
    @given(listed=records)
    def test_columns_are_alike_whatever_stands_in_them(self, backend: str, listed: Records) -> None:
        frame = frame_of(listed, COLUMNS, installed(backend))
        assert list(kinds_of(frame).items()) == list(kinds(backend).items())

    @every_backend
    @pytest.mark.parametrize("listed", [[], [EMPTY], [EMPTY, FULL]], ids=["no line", "nothing known", "both"])
    def test_columns_are_there_where_nothing_is(self, backend: str, listed: Records) -> None:
        frame = frame_of(listed, COLUMNS, installed(backend))
        assert kinds_of(frame) == kinds(backend)
        assert len(read_back(frame)) == len(listed)

    @every_backend
    def test_the_frame_is_one_of_the_library_itself(self, backend: str) -> None:
        frame = frame_of([FULL], COLUMNS, installed(backend))
        assert type(frame).__module__.split(".")[0] == backend

    def test_only_the_columns_that_are_asked_for_are_taken_in_their_order(self) -> None:
        frame = frame_of([FULL], {"money": float, "word": str}, installed("polars"))
        assert frame.columns == ["money", "word"]

    def test_a_day_may_stand_in_a_record_as_such(self) -> None:
        frame = frame_of([FULL | {"day": NEW_YEAR}], COLUMNS, installed("polars"))
        assert read_back(frame)[0]["day"] == NEW_YEAR

    def test_records_may_come_one_by_one(self) -> None:
        assert len(frame_of((each for each in (FULL, EMPTY)), COLUMNS, installed("pandas"))) == 2

    @every_backend
    def test_half_a_letter_is_escaped_and_nothing_else(self, backend: str) -> None:
        listed = [FULL | {"word": word} for word in ("a\ud800b", "é\n=1\0", "", None)]
        frame = frame_of(listed, COLUMNS, installed(backend))
        assert [each["word"] for each in read_back(frame)] == ["a\\ud800b", "é\n=1\0", "", None]


class TestNo:
    @pytest.mark.parametrize("backend", ["excel", "", None, ["pandas"], "duckdb", "Pandas"])
    def test_a_library_that_holds_no_data_frames_is_refused_by_name(self, backend: Any) -> None:
        refusal = refusal_of(lambda: frame_of([], COLUMNS, backend))
        assert (refusal.owner, refusal.field, refusal.value) == ("to_frame", "backend", backend)
        assert refusal.accepted == (
            "it takes the name of a library of data frames: pandas, polars, pyarrow, modin or cudf"
        )

    def test_without_narwhals_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "narwhals", None)
        with pytest.raises(MissingExtraError) as missing:
            frame_of([], COLUMNS, "pandas")
        assert (missing.value.package, missing.value.extra) == ("narwhals", "frames")

    @pytest.mark.parametrize("backend", ["modin", "cudf"])
    def test_without_the_library_it_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch, backend: str) -> None:
        pytest.importorskip("narwhals")
        monkeypatch.setitem(sys.modules, backend, None)
        with pytest.raises(MissingBackendError) as missing:
            frame_of([], COLUMNS, backend)
        assert missing.value.package == backend

    @pytest.mark.parametrize("backend", KNOWN)
    def test_what_is_taken_is_a_library_that_holds_its_data(self, backend: Any) -> None:
        nw = pytest.importorskip("narwhals")
        assert nw.Implementation.from_backend(backend).name == backend.upper()


def agrees(answer: Any, backend: str, *days: str) -> bool:
    """Whether the frame of an answer has what its records tell, with the columns that all its frames have."""
    frame = answer.to_frame(installed(backend))
    told = {name: _kind(kind, backend) for name, kind in type(answer)._columns.items()}
    return read_back(frame) == with_days(answer.to_dicts(), *days) and kinds_of(frame) == told


def _kind(kind: type | UnionType, backend: str) -> str:
    return kinds(backend)[next(name for name, other in COLUMNS.items() if other == kind)]


@every_backend
class TestAnswers:
    @given(bundle=bundles(), contractor=contractors, business=businesses)
    def test_of_a_score(self, backend: str, bundle: list[Task], contractor: Contractor, business: Business) -> None:
        assert agrees(score(bundle, contractor, business), backend)

    @given(bundle=bundles(most=1), contractor=contractors, business=businesses)
    def test_of_a_recommendation(
        self, backend: str, bundle: list[Task], contractor: Contractor, business: Business
    ) -> None:
        assert agrees(recommend(bundle[0], [contractor], business), backend)

    def test_of_a_recommendation_of_nobody(self, backend: str) -> None:
        found = recommend(NEWS, [], OWNER)
        assert found.to_dicts() == []
        assert agrees(found, backend)

    @pytest.mark.unmeasured
    @given(question=questions())
    def test_of_a_plan_and_its_retainers(self, backend: str, question: Question) -> None:
        found = question.plan()
        assert agrees(found, backend)
        assert read_back(found.retainers_frame(backend)) == found.retainers_to_dicts()

    def test_of_the_retainers_of_a_plan(self, backend: str) -> None:
        found = planned([NEWS, SHOP, monthly("talk", 2, keep=True)], [ANN], attrs.evolve(OWNER, currency="EUR"))
        frame = found.retainers_frame(installed(backend))
        assert len(found.retainers) == 1
        assert read_back(frame) == found.retainers_to_dicts()
        assert kinds_of(frame) == {name: _kind(kind, backend) for name, kind in RETAINERS.items()}

    def test_of_a_review(self, backend: str) -> None:
        found = review(runs(8, TWENTY, LARGE), OWNER, on=MID)
        assert found.advice[0].last_day == NEW_YEAR
        assert agrees(found, backend, "last_day", "on")

    def test_of_a_review_without_advice(self, backend: str) -> None:
        found = review([], OWNER, on=NEW_YEAR)
        assert found.to_dicts() == []
        assert agrees(found, backend, "last_day", "on")

    def test_of_what_would_help_a_plan(self, backend: str) -> None:
        found = planned([NEWS], [BEA], attrs.evolve(OWNER, monthly_budget=100)).relief()
        assert len(found) > 0
        assert agrees(found, backend)

    @pytest.mark.parametrize("done", [0, 12])
    def test_of_a_conversion(self, backend: str, done: int) -> None:
        log = hired(WRITTEN, YEAR[:done])
        assert agrees(convert(WRITTEN, ANN, OWNER, engagements=log, on=NEW_YEAR), backend, "on", "until", "since")

    def test_of_a_simulation(self, backend: str) -> None:
        pytest.importorskip("simpy")
        from tests.simulation.test_simulator import played  # noqa: PLC0415  # it needs simpy

        assert agrees(played(), backend)


def test_pandas_is_what_is_asked_for_unless_another_is_named() -> None:
    installed("pandas")
    assert type(score(NEWS, BEA, OWNER).to_frame()).__module__.split(".")[0] == "pandas"


def test_a_mode_stands_in_a_frame_as_the_records_have_it() -> None:
    assert score(NEWS, ANN, OWNER).to_frame(installed("polars"))["mode"].to_list() == [mode.value for mode in Mode]


def test_what_reads_a_frame_back_sees_a_value_that_is_another() -> None:
    frame = frame_of([FULL], COLUMNS, installed("polars"))
    assert framed.read_back(frame) != with_days([FULL | {"money": 1.4}], "day")


def test_a_refusal_is_one_of_a_value() -> None:
    with pytest.raises(RefusedValueError):
        score(NEWS, ANN, OWNER).to_frame("excel")
