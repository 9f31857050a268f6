"""model.mode: in which three ways is a task done?"""

import enum


class Mode(enum.StrEnum):
    """How a task is done.

    "Outsource" is often said of any delegation; here it has one meaning.

    Attributes:
        OUTSOURCE: An ongoing monthly retainer: you are a regular client and are served first.
        OUT_TASK: Hired once for the job: you part ways, perhaps call again, and queue behind regular clients.
        KEEP: You do it yourself.
    """

    OUTSOURCE = "outsource"
    OUT_TASK = "out-task"
    KEEP = "keep"

    @property
    def definition(self) -> str:
        """What the word means here, in a few words."""
        return _DEFINITIONS[self.value]


UNDONE = "undone"
"""What stands in the place of a mode where work is left undone."""

_DEFINITIONS = {
    "outsource": "an ongoing monthly retainer: you are a regular client and are served first",
    "out-task": "hire for the job and part ways: you queue behind regular clients",
    "keep": "do it yourself",
}
