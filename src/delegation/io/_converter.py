"""io._converter: how does each kind of field become what JSON has, and come back from it?

The converter is one of cattrs; all its hooks are ours, as theirs take much for granted and refuse in the words of
programmers.
"""

import datetime as dt
import typing
from collections.abc import Callable
from typing import Any

from delegation._mixups import article
from delegation.availability.calendar import Booking
from delegation.availability.loads import AssumedLoad
from delegation.errors import DelegationError, MissingExtraError, RefusedValueError, shown
from delegation.io import _leaves, _moments
from delegation.io._kinds import ENUMS, KINDS, NAMES, RECURRENCES, TYPE, named, shape_for
from delegation.io._parsing import fields_in, items_in
from delegation.io._problems import Gathered, Misread, Problems, place_of, refusals_of, refused_by
from delegation.io._several import CELLS, cells_as_object, cells_from
from delegation.io._shapes import Shape, members_of
from delegation.io._sharing import READING, SAME, WRITING
from delegation.recurrence.kinds import Recurrence

try:
    from cattrs import Converter
except ImportError as error:
    raise MissingExtraError("cattrs", "io") from error

Write = Callable[[Any], Any]
Read = Callable[[Any, Any], Any]

converter = Converter(detailed_validation=False)


def _write_list(annotated: Any) -> Write:
    write = converter.get_unstructure_hook(typing.get_args(annotated)[0])

    in_order = sorted if typing.get_origin(annotated) is frozenset else list

    def write_all(values: Any) -> list[Any]:
        found = []
        for place, value in enumerate(in_order(values)):
            try:
                found.append(write(value))
            except Problems as error:
                raise Problems(error.below(f"[{place}]")) from None
        return found

    return write_all


def _read_list(annotated: Any) -> Read:
    inner = typing.get_args(annotated)[0]
    read, make = converter.get_structure_hook(inner), typing.get_origin(annotated)

    def read_all(value: object, _: Any) -> Any:
        found, gathered = [], Gathered()
        for place, item in enumerate(items_in(value)):
            try:
                found.append(read(item, inner))
            except Problems as error:
                gathered.take(f"[{place}]", error)
                if gathered.full:
                    break
        gathered.refuse()
        return make(found)

    return read_all


def _write_row(annotated: Any) -> Write:
    writes = [converter.get_unstructure_hook(each) for each in typing.get_args(annotated)]
    return lambda values: [write(value) for write, value in zip(writes, values, strict=True)]


def _read_row(annotated: Any) -> Read:
    inner = typing.get_args(annotated)
    reads = [converter.get_structure_hook(each) for each in inner]

    def read(value: object, _: Any) -> Any:
        items, gathered, found = items_in(value), Gathered(), []
        if len(items) != len(reads):
            raise Misread(value, f"it takes a list of {len(reads)}")
        for place, (one, each, item) in enumerate(zip(reads, inner, items, strict=True)):
            try:
                found.append(one(item, each))
            except Problems as error:
                gathered.take(f"[{place}]", error)
        gathered.refuse()
        return tuple(found)

    return read


def _is_optional(annotated: Any) -> bool:
    members = members_of(annotated)
    return len(members) > 1 and type(None) in members


def _inner(annotated: Any) -> Any:
    """What may stand where something may be missing."""
    return typing.Union[tuple(each for each in members_of(annotated) if each is not type(None))]  # noqa: UP007  # of classes that are not known here


def _write_optional(annotated: Any) -> Write:
    write = converter.get_unstructure_hook(_inner(annotated))
    return lambda value: None if value is None else write(value)


def _read_optional(annotated: Any) -> Read:
    inner = _inner(annotated)
    read = converter.get_structure_hook(inner)
    return lambda value, _: None if value is None else read(value, inner)


def _one_of(annotated: Any) -> tuple[tuple[type, ...], str]:
    """The classes of which a value must be, and in words that it must."""
    kinds = RECURRENCES if annotated is Recurrence else members_of(annotated)
    return kinds, f"it takes one of {', '.join(NAMES[each] for each in kinds)}"


def _write_one_of(annotated: Any) -> Write:
    kinds, accepted = _one_of(annotated)

    def write(value: Any) -> Any:
        if type(value) not in kinds:
            raise Misread(value, accepted)
        return named(converter.get_unstructure_hook(type(value))(value), type(value))

    return write


def _read_one_of(annotated: Any) -> Read:
    kinds, accepted = _one_of(annotated)

    def read(value: Any, _: Any) -> Any:
        given = fields_in(value)
        if given.keys() == {SAME}:
            return _shared(kinds, given[SAME])
        for each in kinds:
            if given.get(TYPE) == NAMES[each]:
                return converter.get_structure_hook(each)(value, each)
        raise Problems([(f".{TYPE}", f"{shown(given.get(TYPE))} is refused: {accepted}")])

    return read


def _write_shape(annotated: Any) -> Write:
    shape = shape_for(annotated)
    writes = {name: converter.get_unstructure_hook(field.type) for name, field in shape.fields.items()}

    def write(value: Any) -> Any:
        if type(value) is not shape.kind:
            raise Misread(value, f"it takes {article(shape.kind)}, and nothing made from that class")
        if shape.shared and (again := WRITING.get().again(value)) is not None:
            return again
        node: dict[str, Any] = {TYPE: shape.name} if shape.named else {}
        for name, part in shape.parts(value).items():
            if isinstance(part, AssumedLoad):
                continue  # nobody gave it, which counts: such loads are learnt from waits
            try:
                node[name] = writes[name](part)
            except Problems as error:
                raise Problems(error.below(place_of(name))) from None
        if shape.shared:
            WRITING.get().remember(value, node)
        return node

    return write


def _read_shape(annotated: Any) -> Read:
    shape = shape_for(annotated)
    reads = {name: (converter.get_structure_hook(each.type), each) for name, each in shape.fields.items()}

    def read(value: object, _: Any) -> Any:
        given = fields_in(value)
        if shape.shared and given.keys() == {SAME}:
            return _shared((shape.kind,), given[SAME])
        found: dict[str, Any] = {}
        gathered, misread = Gathered(), dict[str, Misread]()
        for name, (one, field) in reads.items():
            try:
                if name in given:
                    found[name] = one(given[name], field.type)
                elif field.needed:
                    gathered.note(place_of(name), f"it is missing: {article(shape.kind)} needs it")
            except Misread as error:
                misread[name] = error
            except Problems as error:
                gathered.take(place_of(name), error)
        for name in sorted(given.keys() - reads.keys()):
            _refuse_field(shape, name, given[name], gathered)
        if not gathered and not misread:
            try:
                return shape.make(**found)
            except DelegationError as error:
                _refuse_values(shape, found, {}, gathered, error)
        else:
            _refuse_values(shape, found, misread, gathered, None)
        raise Problems(gathered.found)

    return read


def _shared(kinds: tuple[type, ...], place: object) -> Any:
    """What is shared, where something of one of these classes belongs."""
    found = READING.get().get(place)
    if type(found) not in kinds:
        what = " or ".join(map(article, kinds))
        raise Problems([(f".{SAME}", f"{shown(place)} is refused: it takes the place of {what} in shared")])
    return found


def _refuse_field(shape: Shape, name: str, value: object, gathered: Gathered) -> None:
    """Refuse a field that a shape has not, and a name of a class that is not its own."""
    if name != TYPE:
        gathered.note(place_of(name), f"{article(shape.kind)} has no such field; it has {', '.join(shape.fields)}")
    elif value != shape.name:
        gathered.note(f".{TYPE}", f"{shown(value)} is refused: it takes {shape.name}")


def _refuse_values(
    shape: Shape, found: dict[str, Any], misread: dict[str, Misread], gathered: Gathered, first: DelegationError | None
) -> None:
    """Tell all that a class refuses; in its own words also what could not be read."""
    given = found | {name: each.value for name, each in misread.items()}
    refusals: list[DelegationError] = list(refusals_of(shape.kind, given)) if shape.checked else []
    if first is not None and not refusals:
        refusals = [first]
    told = set()
    for error in refusals:
        gathered.note(*refused_by(error, given))
        told.add(error.field if isinstance(error, RefusedValueError) else "")
    for name, each in misread.items():
        if name not in told:
            gathered.take(place_of(name), each)


def _is_kind(annotated: Any) -> bool:
    return (typing.get_origin(annotated) or annotated) in KINDS


def _is_list(annotated: Any) -> bool:
    args, origin = typing.get_args(annotated), typing.get_origin(annotated)
    return origin is frozenset or (origin is tuple and args[-1] is Ellipsis)


def _is_row(annotated: Any) -> bool:
    return typing.get_origin(annotated) is tuple and not _is_list(annotated)


def _register(matches: Callable[[Any], bool], write: Callable[[Any], Write], read: Callable[[Any], Read]) -> None:
    converter.register_unstructure_hook_factory(matches, write)
    converter.register_structure_hook_factory(matches, read)


def _known(kind: Any, write: Write, read: Read) -> None:
    converter.register_unstructure_hook(kind, write)
    converter.register_structure_hook(kind, read)


def _is_day_or_moment(annotated: Any) -> bool:
    return set(members_of(annotated)) == {dt.date, dt.datetime}


def _is_one_of(annotated: Any) -> bool:
    members = members_of(annotated)
    return annotated is Recurrence or (len(members) > 1 and all(each in KINDS for each in members))


def _is_cells(annotated: Any) -> bool:
    return bool(annotated == CELLS)


def _is_booking(annotated: Any) -> bool:
    return bool(annotated == Booking)


for _kind, _accepted in ((str, "it takes text"), (bool, "it takes true or false"), (int, "it takes a whole number")):
    _known(_kind, lambda value: value, _leaves.reads_only(_kind, _accepted))
for _words in ENUMS:
    _known(_words, lambda value: value.value, _leaves.reads_word(_words))
_known(float, _leaves.word_of, _leaves.number_from)
_known(dt.date, _moments.text_of, lambda value, _: _moments.day_from(value))
_register(_is_one_of, _write_one_of, _read_one_of)
_register(_is_day_or_moment, lambda _: _moments.text_of, lambda _: lambda value, _: _moments.day_or_moment_from(value))
_register(_is_optional, _write_optional, _read_optional)
_register(_is_list, _write_list, _read_list)
_register(_is_row, _write_row, _read_row)
_register(_is_booking, lambda _: _leaves.booking_as_list, lambda _: _leaves.booking_from)
_register(_is_cells, lambda _: cells_as_object, lambda _: cells_from)
_register(_is_kind, _write_shape, _read_shape)
