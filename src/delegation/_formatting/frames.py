"""_formatting.frames: how do flat records become a data frame?

The door to narwhals: no other file imports it. It knows records of plain values and the kinds of their columns alone.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from types import UnionType
from typing import Any, ClassVar, Protocol

from delegation.errors import MissingBackendError, MissingExtraError, RefusedValueError

Columns = Mapping[str, type | UnionType]
"""What stands in each column, in their order: str, float, bool, int, ``int | None`` or a day.

Text, numbers and days may be missing in any line; a count only where its kind says so, since the usual whole numbers of
pandas have no way to say it.
"""

BACKENDS = ("pandas", "polars", "pyarrow", "modin", "cudf")
"""The libraries of data frames that hold their data, of those that narwhals knows."""


def frame_of(records: Iterable[Mapping[str, object]], columns: Columns, backend: str) -> Any:
    """Records as a data frame, one a line.

    What is missing is null, or NaN where a library has no null for numbers. A day, in a record also as YYYY-MM-DD, is a
    date; in pandas and its likes the midnight in which it begins. Half a letter (a lone surrogate) is escaped.

    Args:
        records: The records, all with the same keys.
        columns: What to take of them, in this order, with kinds that are the same also where there are no records.
        backend: The library, one of `BACKENDS`.

    Returns:
        A data frame of that library.

    Raises:
        RefusedValueError: If the library is none that is known.
        MissingExtraError: If narwhals is not installed.
        MissingBackendError: If the library is not installed.
    """
    if not isinstance(backend, str) or backend not in BACKENDS:
        accepted = f"it takes the name of a library of data frames: {', '.join(BACKENDS[:-1])} or {BACKENDS[-1]}"
        raise RefusedValueError("to_frame", "backend", backend, accepted)
    try:
        import narwhals as nw  # noqa: PLC0415  # the door to the extra
    except ImportError as error:
        raise MissingExtraError("narwhals", "frames") from error
    known: Any = backend
    library: Any = nw.Implementation.from_backend(known)
    try:
        native = library.to_native_namespace()
    except ImportError as error:
        raise MissingBackendError(backend) from error
    like_pandas = library.is_pandas_like()
    kinds: dict[type | UnionType, Any] = {str: nw.String(), float: nw.Float64(), bool: nw.Boolean(), int: nw.Int64()}
    kinds |= {int | None: nw.Int64(), dt.date: nw.Datetime() if like_pandas else nw.Date()}
    listed, series = list(records), {}
    for name, kind in columns.items():
        values: list[Any] = [record[name] for record in listed]
        if kind is str:
            values = _writable(values)
        elif kind is dt.date:
            values = [dt.date.fromisoformat(value) if isinstance(value, str) else value for value in values]
        if like_pandas and kind == int | None:
            series[name] = native.Series(values, name=name, dtype="Int64")  # the one kind of theirs that may be missing
        else:
            series[name] = nw.new_series(name, values, kinds[kind], backend=library).to_native()
    if like_pandas:
        return native.DataFrame(series)  # as modin would make numbers of whole numbers that may be missing
    return nw.from_dict(series, backend=library).to_native()


def _writable(texts: list[str | None]) -> list[str | None]:
    """Texts, those with half a letter (a lone surrogate), which no library of data frames can hold, escaped."""
    try:
        "".join(text for text in texts if text).encode()
    except UnicodeEncodeError:
        return [text and text.encode(errors="backslashreplace").decode() for text in texts]
    return texts


class _Recorded(Protocol):
    """What tells itself as records."""

    _columns: ClassVar[Columns]

    def to_dicts(self) -> Sequence[Mapping[str, object]]: ...


class Framed:
    """What tells itself as records, and so as a data frame."""

    __slots__ = ()

    def to_frame(self: _Recorded, backend: str = "pandas") -> Any:
        """What `to_dicts` tells as a data frame: one record a line, one key a column, of the same kind in every frame.

        What is missing is null, or NaN where a library has no null for numbers; days are dates, in pandas midnights.

        Args:
            backend: The library of data frames: ``pandas``, ``polars``, ``pyarrow``, ``modin`` or ``cudf``. It must be
                installed, and so must the extra ``frames``.

        Returns:
            A data frame of that library.

        Raises:
            RefusedValueError: If the library is none of these.
            MissingExtraError: If the extra ``frames`` is not installed.
            MissingBackendError: If the library is not installed.
        """
        return frame_of(self.to_dicts(), self._columns, backend)
