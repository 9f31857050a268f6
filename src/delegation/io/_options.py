"""io._options: what may a caller say of a log, and in what words is it refused?"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from delegation import _fields
from delegation.errors import RefusedValueError, shown
from delegation.io._jobs import Relationships
from delegation.io._sources import Source
from delegation.model.contractor import Contractor
from delegation.model.engagement import Engagement
from delegation.model.task import Task

Choice = TypeVar("Choice")


def choice(function: str, field: str, value: Any, choices: Sequence[Choice]) -> Choice:
    """An argument that is one of a few.

    Raises:
        RefusedValueError: If it is not.
    """
    for each in choices:
        if type(value) is type(each) and value == each:
            return each
    *most, last = map(shown, choices)
    raise RefusedValueError(function, field, value, f"it takes {', '.join(most)} or {last}")


def flag_or_none(function: str, field: str, value: Any) -> bool | None:
    """An argument that is True, False or None.

    Raises:
        RefusedValueError: If it is not.
    """
    return choice(function, field, value, (True, False, None))


def words(function: str, field: str, value: Any) -> tuple[str, ...]:
    """One word or several; empty text is none.

    Raises:
        RefusedValueError: If it is something else.
    """
    listed = (value,) if isinstance(value, str) else value
    if not isinstance(listed, Iterable):
        raise RefusedValueError(function, field, value, "it takes text, or a list of it")
    found = tuple(listed)
    for each in found:
        if not isinstance(each, str):
            raise RefusedValueError(function, field, each, "it takes text")
    return tuple(each.strip() for each in found if each.strip())


def text(function: str, field: str, value: Any) -> str:
    """An argument that is text, without the blanks around it.

    Raises:
        RefusedValueError: If it is not.
    """
    if not isinstance(value, str):
        raise RefusedValueError(function, field, value, "it takes text")
    return value.strip()


def needed(function: str, **known: Collection[str]) -> None:
    """Refuse to read where nobody, or nothing, can be meant.

    Raises:
        RefusedValueError: If that is so.
    """
    for field, names in known.items():
        if not names:
            raise RefusedValueError(
                function, field, (), f"it takes the {field} that may be named there, by their names"
            )


def several_sources(function: str, source: Any) -> tuple[Source, ...]:
    """One source or several.

    Raises:
        RefusedValueError: If there is none.
    """
    if not isinstance(source, list | tuple):
        return (source,)
    if not source:
        raise RefusedValueError(function, "source", source, "it takes the path of a file, an open file, or several")
    return tuple(source)


def known_to(
    function: str,
    contractors: Iterable[Contractor] | Contractor,
    tasks: Iterable[Task] | Task,
    engagements: Iterable[Engagement] | Engagement,
) -> Relationships:
    """Who and what a log may name: what is given, and who and what the engagements are with.

    Raises:
        RefusedValueError: If something else is given, or two bear the same name.
    """
    held = _fields.several(function, "engagements", engagements, Engagement)
    people = {each.contractor.name: each.contractor for each in held}
    things = {task.name: task for each in held for task in each.tasks}
    people.update(
        (each.name, each) for each in _fields.unique_by_name(function, "contractors", contractors, Contractor)
    )
    things.update((each.name, each) for each in _fields.unique_by_name(function, "tasks", tasks, Task))
    return Relationships(people, things, held)
