"""planning.keys: which task of a plan, or skill, was meant by what was asked for?"""

from collections.abc import Mapping

from delegation.errors import LONGEST, shown, titled
from delegation.model.task import Task

TAKES = "a task of this plan, or its name"
"""What is accepted where a plan is asked for a task."""


def accepted(key: object, tasks: Mapping[str, object]) -> str:
    """What is accepted in place of what is no task of a plan; of a name, which may have been meant.

    Args:
        key: What was asked for.
        tasks: The tasks of the plan by their names.
    """
    name = key.name if isinstance(key, Task) else key
    if not isinstance(name, str) or not tasks:
        return TAKES
    if name in tasks:
        return f"{TAKES}; its {titled(name)} is another task"
    meant = nearest(name, list(tasks))
    return f"{TAKES}: did you mean {shown(meant)}?" if meant else f"{TAKES}, such as {shown(next(iter(tasks)))}"


def nearest(typed: str, names: list[str], least: float = 0.5) -> str | None:
    """The name that is most like what was typed, by their beginnings; None where none is like it.

    Args:
        typed: What was typed.
        names: The names that there are.
        least: How like it must be, from 0 to 1.
    """
    from difflib import get_close_matches  # noqa: PLC0415  # needed only where something is wrong

    beginnings = {name[:LONGEST].casefold(): name for name in reversed(names)}
    alike = get_close_matches(typed[:LONGEST].casefold(), beginnings, n=1, cutoff=least)
    return beginnings[alike[0]] if alike else None
