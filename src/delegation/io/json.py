"""io.json: how is a business, and what was found out about it, kept in a file and read again exactly as it was?

The contract of the format, number 1. A document is JSON text (RFC 8259) in UTF-8, one object:

- ``delegation`` (needed): the number of the format, 1. Numbers that this version does not know are refused
- ``value`` (needed): what was written
- ``shared``: a list of what occurs more than once in it

In ``value`` stand text, numbers, true, false and null as they are, lists as lists and dicts as objects. All else is an
object that says in ``type`` what it is, beside its fields:

- values by the names of their classes: Task, Urgency, Once, Rate, Rule, History, Contractor, Availability, Retainer,
  Business, Engagement, Job; each field under its name in Python, with its unit and its bounds, whole or, where Python
  has a default, left out; what is left out stands at the default of the version that reads. All are written, but for
  loads of an Availability that nobody gave: that they were not given counts
- results likewise, with all that they tell: Recommendation, Plan, Simulation, Comparison (of simulations), Review,
  Conversion, and what they consist of: Alternative, Assignment, Agreement, Ending, Way, Relief, Advice, Waits and
  others
- ComparisonOfAnswers: the Comparison that `delegation.comparing.compare` gives, as ``before`` and ``after``
- Sweep: each point with its ``answer`` (a Score, a Plan or null) and with its ``cells``, an object with a field a
  column, which must agree with the answer
- Score: its question (``tasks``, ``contractor``, ``business``, ``retainer``: the one offer asked about, or null,
  ``engagements``, ``on``), from which it is reckoned again, and ``figures``, which must agree with what comes out
- Plan, besides: ``engagements``, ``choice`` (for each task its way among all ways, or -1), ``penalties``,
  ``paid_by_month`` and ``how`` it was solved, from which `Plan.ways` and `Plan.relief` are told and pictures drawn
- ``{"type": "tuple", "items": [...]}``, and ``Reliefs`` likewise; ``{"type": "dict", "items": {...}}`` for a dict that
  has a key ``type`` or ``same``
- ``date``, ``datetime``, ``Mode``, ``Kind`` and ``ObstacleKind`` with the text in ``value``; ``float`` for what JSON
  does not know

Within a value or result ``type`` may be left out, but where one of several kinds may stand: for a ``recurrence``, and
for the answers of a comparison or sweep. A list in brackets then stands for a tuple, and for a set, in the order of its
members.

- Numbers are exact: the shortest decimals that give the same number again. Where a number belongs, ``"inf"``,
  ``"-inf"`` and ``"nan"`` stand for those that JSON does not know
- Days are ``"2026-01-05"``; moments ``"2026-01-05T09:00:00"``, with an offset from UTC and the name of the time zone
  where they have these: ``"2026-01-05T09:00:00+01:00[Europe/Paris]"``. Of both, the name counts
- ``{"same": 3}`` stands for the value with this place in ``shared``, from 0: a Task, Contractor, Business, Engagement,
  Score or Plan

Reading refuses fields that it does not know, names that stand twice in one object, and whatever a class refuses, all
at once, each with its place: ``tasks[3].urgency.cost_per_day``. Text from strangers can be read: nothing in it is
executed, and what is too deep or too large is refused. It needs the package cattrs (the extra ``io``).
"""

import json
import os
from typing import Any

from delegation._calls import explain_call_as
from delegation.errors import RefusedFileError, RefusedValueError, shown
from delegation.io._parsing import fields_in, items_in, parsed
from delegation.io._problems import Gathered, Misread, Problems, told
from delegation.io._sharing import READING, WRITING, Reading, Writing
from delegation.io._sources import Source, Target, path_of
from delegation.io._values import shared_value_of, tree_of, value_of

__all__ = ["FORMAT", "dump", "dumps", "load", "loads"]

FORMAT = 1
"""The number of the format that is written, and the only one that is read so far."""

NUMBER = "delegation"
"""The field that holds it."""

NO_DOCUMENT = f'this is no document of this library: one begins with {{"{NUMBER}": {FORMAT}, "value": '


@explain_call_as("json.dumps")
def dumps(value: Any, *, indent: int | None = None) -> str:
    """Values or results as JSON text, from which `loads` makes equal ones.

    Args:
        value: A value or result of this library, or lists, tuples and dicts (with text for keys) of them; text,
            numbers, days, moments, True, False and None may stand among them.
        indent: How many blanks each level is indented; default None, all in one line.

    Raises:
        RefusedValueError: If something else is among them, or `indent` is no whole number from 0 to 16.
        MissingExtraError: If cattrs is not installed; raised when this module is imported.
    """
    if indent is not None and (isinstance(indent, bool) or not isinstance(indent, int) or not 0 <= indent <= 16):
        raise RefusedValueError("dumps", "indent", indent, "it takes a whole number from 0 to 16, or None")
    writing = Writing()
    token = WRITING.set(writing)
    try:
        tree = tree_of(value)
    except Misread as error:  # the value itself
        raise RefusedValueError("dumps", "value", value, error.accepted) from None
    except Problems as error:
        place, sentence = error.found[0]
        raise RefusedValueError("dumps", "value", value, f"in {place.removeprefix('.')}: {sentence}") from None
    finally:
        WRITING.reset(token)
    document = {NUMBER: FORMAT, "value": tree} | ({"shared": writing.shared} if writing.shared else {})
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=indent)
    return text if _is_unicode(text) else json.dumps(document, allow_nan=False, indent=indent)


@explain_call_as("json.loads")
def loads(text: str | bytes) -> Any:
    """What `dumps` wrote.

    Args:
        text: A document, as text or in UTF-8.

    Raises:
        RefusedFileError: If it is none, or one of a newer format, or something in it cannot be taken; all problems are
            told, each with its place.
        RefusedValueError: If it is neither text nor bytes.
    """
    return _loaded(text, "the document", "loads")


@explain_call_as("json.dump")
def dump(value: Any, target: Target, *, indent: int | None = None) -> None:
    """Write values or results to a file.

    Args:
        value: What `dumps` takes.
        target: The path of the file, or a file that is open for text.
        indent: How many blanks each level is indented; default None, all in one line.

    Raises:
        RefusedValueError: If `dumps` refuses, before the file is touched, or the target is no path or file.
        OSError: If it cannot be written.
    """
    text = dumps(value, indent=indent) + "\n"
    if isinstance(target, str | os.PathLike) or not hasattr(target, "write"):
        path_of(target, "dump").write_text(text, encoding="utf-8", newline="\n")
    else:
        target.write(text)


@explain_call_as("json.load")
def load(source: Source) -> Any:
    """Read what `dump` wrote.

    Args:
        source: The path of the file, or an open file.

    Raises:
        RefusedFileError: If `loads` refuses.
        RefusedValueError: If the source is no path or file.
        OSError: If it cannot be read.
    """
    if isinstance(source, str | os.PathLike) or not hasattr(source, "read"):
        path = path_of(source, "load")
        return _loaded(path.read_bytes(), str(path), "load")
    name = getattr(source, "name", None)
    return _loaded(source.read(), name if isinstance(name, str) else "the open file", "load")


def _loaded(text: Any, name: str, function: str) -> Any:
    """What a text says; problems are told under this name."""
    if isinstance(text, bytes | bytearray):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise RefusedFileError(name, (f"it is not UTF-8 text: byte {error.start:,} is none",)) from None
    if not isinstance(text, str):
        raise RefusedValueError(function, "text", text, "it takes JSON text, as dumps writes it")
    try:
        return _value_in(_document(parsed(text.removeprefix("\ufeff"))))
    except Problems as error:
        raise RefusedFileError(name, tuple(told(place, sentence) for place, sentence in error.found)) from None


def _document(tree: Any) -> dict[str, Any]:
    """A document, if this is one that can be read."""
    if not isinstance(tree, dict) or NUMBER not in tree:
        raise Problems([("", NO_DOCUMENT)])
    document, number = fields_in(tree), tree[NUMBER]
    if type(number) is not int or number < 1:
        raise Problems([(f".{NUMBER}", f"{shown(number)} is refused: it takes the number of the format, {FORMAT}")])
    if number > FORMAT:
        newer = f"it is written in format {number}, and this version reads up to {FORMAT}"
        raise Problems([(f".{NUMBER}", f"{newer}: install a newer one with pip install --upgrade delegation-planner")])
    gathered = Gathered()
    for name in sorted(document.keys() - {NUMBER, "value", "shared"}):
        gathered.note(f"[{shown(name)}]", f"a document has no such field; it has {NUMBER}, value and shared")
    if "value" not in document:
        gathered.note(".value", "it is missing: a document needs it")
    gathered.refuse()
    return document


def _value_in(document: dict[str, Any]) -> Any:
    """The value of a document, with what it shares."""
    try:
        shared = items_in(document.get("shared", []))
    except Problems as error:
        raise Problems(error.below(".shared")) from None
    reading, found = Reading(shared, shared_value_of), list[tuple[str, str]]()
    token = READING.set(reading)
    value = None
    try:
        value = value_of(document["value"])
    except Problems as error:
        found = error.found
    finally:
        reading.all()
        READING.reset(token)
    if found or reading.problems:
        raise Problems(found + reading.problems)
    return value


def _is_unicode(text: str) -> bool:
    """Whether a text can be encoded: halves of surrogate pairs cannot, and are written as escapes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
