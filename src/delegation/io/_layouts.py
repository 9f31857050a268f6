"""io._layouts: in which columns do the exports of time trackers say who did what, when, and for how long?"""

from collections.abc import Mapping

import attrs

from delegation.io._logs import Header, Places

Roles = Mapping[str, tuple[str, ...]]
"""For each thing that a line says, the columns that may say it, the one to be preferred first."""

NEEDED = ("date", "person", "task", "hours")
"""What every log says; hours may follow from start and end."""

SAID = (*NEEDED, "start", "end", "note", "waited_days", "price", "currency")
"""What a log may say, as `columns` calls it."""


@attrs.frozen
class Layout:
    """The columns of the exports of one tool, by their names in capitals or not, blanks as underscores.

    Attributes:
        tool: Whose exports they are.
        roles: What they say.
        marks: Columns that no export of it lacks.
    """

    tool: str
    roles: Roles
    marks: frozenset[str]


LAYOUTS = (
    Layout(
        "Harvest",
        {
            "date": ("date",),
            "first_name": ("first_name",),
            "last_name": ("last_name",),
            "task": ("task", "project", "notes"),
            "hours": ("hours",),
            "note": ("notes",),
            "currency": ("currency",),
        },
        frozenset({"date", "hours", "first_name", "last_name"}),
    ),
    Layout(
        "Toggl Track",
        {
            "date": ("start_date",),
            "person": ("user", "member", "email"),
            "task": ("task", "project", "description"),
            "hours": ("duration",),
            "start": ("start_time",),
            "end_date": ("end_date", "stop_date"),
            "end": ("end_time", "stop_time"),
            "note": ("description",),
        },
        frozenset({"start_date", "duration"}),
    ),
    Layout(
        "Clockify",
        {
            "date": ("start_date",),
            "person": ("user", "email"),
            "task": ("task", "activity", "project", "description"),
            "hours": ("duration_(h)", "duration_(decimal)", "time_(h)", "time_(decimal)"),
            "start": ("start_time",),
            "end_date": ("end_date",),
            "end": ("end_time",),
            "note": ("description",),
        },
        frozenset({"start_date", "user"}),
    ),
    Layout(
        "Kimai",
        {
            "date": ("date",),
            "person": ("name", "user", "username"),
            "task": ("activity", "project", "description"),
            "hours": ("duration",),
            "start": ("from", "begin", "in"),
            "end": ("to", "end", "out"),
            "note": ("description",),
            "currency": ("currency",),
        },
        frozenset({"date", "duration", "activity"}),
    ),
    Layout(
        "plain",
        {
            **{name: (name,) for name in SAID},
            "person": ("person", "contractor", "name", "user"),
            "task": ("task", "project", "description"),
            "hours": ("hours", "duration"),
            "note": ("note", "notes", "description"),
        },
        frozenset({"date"}),
    ),
    Layout(
        "moments",
        {
            "date": ("start",),
            "person": ("user_name", "user", "person", "user_email"),
            "task": ("task", "project", "description"),
            "hours": ("duration", "hours"),
            "start": ("start",),
            "end": ("end",),
            "note": ("description",),
        },
        frozenset({"start", "end"}),
    ),
)
"""The exports that are recognised, looked for in this order."""

KNOWN = frozenset(name for layout in LAYOUTS for names in layout.roles.values() for name in names)
"""All columns that any of them has."""


def places_of(header: Header, columns: Mapping[str, str], *, alone: bool = False) -> Places:
    """Which columns say what, by the caller's words and by those of the tool that wrote the header.

    Args:
        header: The header; what is wrong with it is added to its problems.
        columns: The columns that the caller named.
        alone: Whether the caller said who did it all, so that no column has to.

    Returns:
        The places, nothing where there are problems.
    """
    said = header.named(columns)
    known = frozenset((*said, "person") if alone else said)
    layout = None if _complete(known) else _recognised(frozenset(header.names), known)
    if layout is None and not _complete(known) and not header.problems:
        tools = ", ".join(each.tool for each in LAYOUTS if each.tool[0].isupper())
        header.problems.append(
            f"this is no header of {tools}: it has {header.told}; name the columns of date, person, task and hours "
            '(or start and end), such as columns={"date": "Datum", "person": "Wer", "task": "Was", "hours": "Dauer"}'
        )
    found: Places = {}
    for role, names in layout.roles.items() if layout else ():
        if role not in said and not (role.endswith("_name") and "person" in said):
            places = tuple(place for name in names if (place := header.place(name)) is not None)
            found.update({role: places} if places else {})
    found = {**found, **said}
    if "price" in found and "currency" not in found and (currency := header.only("currency")):
        found["currency"] = currency
    return {} if header.problems else found


def _complete(roles: frozenset[str]) -> bool:
    """Whether all is said that a line must say."""
    timed = "hours" in roles or {"start", "end"} <= roles
    return timed and {"date", "task"} <= roles and not roles.isdisjoint(("person", "first_name"))


def _recognised(names: frozenset[str], said: frozenset[str]) -> Layout | None:
    """The tool that wrote a header, or None where it is none of those known.

    Args:
        names: The columns of the header.
        said: What the caller said, so that the header need not.
    """
    for layout in LAYOUTS:
        has = {role for role, columns in layout.roles.items() if not names.isdisjoint(columns)}
        if layout.marks <= names and _complete(said | has):
            return layout
    return None
