"""_costing.obstacles: why is a way of having work done no choice?"""

import enum

import attrs

from delegation._formatting.phrases import money, number
from delegation.errors import titled
from delegation.model.retainer import Retainer


class ObstacleKind(enum.StrEnum):
    """What stands in the way."""

    SKILL = "skill"
    NO_RETAINERS = "no retainers"
    NO_ROOM = "no room"
    AWAY = "away"
    NEVER_REACHED = "never reached"
    CONTRACTOR_HOURS = "contractor's hours"
    BUDGET = "budget"
    OWNER_HOURS = "owner's hours"
    RETAINERS = "retainers"


@attrs.frozen
class Obstacle:
    """Why a way of having work done is no choice.

    Attributes:
        kind: What stands in the way.
        reason: The same in words that follow a contractor's name or stand behind the way, such as "takes no retainers".
    """

    kind: ObstacleKind
    reason: str

    def __str__(self) -> str:
        """The reason."""
        return self.reason


NO_RETAINERS = Obstacle(ObstacleKind.NO_RETAINERS, "takes no retainers")
NO_ROOM = Obstacle(ObstacleKind.NO_ROOM, "has no room for another regular client")
AWAY = Obstacle(ObstacleKind.AWAY, "is away all the time")
NEVER_REACHED = Obstacle(ObstacleKind.NEVER_REACHED, "would never reach a one-off client")
BEYOND_BUDGET = Obstacle(ObstacleKind.BUDGET, "beyond the monthly budget")
BEYOND_OWNER_HOURS = Obstacle(ObstacleKind.OWNER_HOURS, "beyond your hours")
TOO_LONG_FOR_OWNER = Obstacle(ObstacleKind.OWNER_HOURS, "takes more hours than you have")
BEYOND_RETAINERS = Obstacle(ObstacleKind.RETAINERS, "beyond the retainers that you want at most")


def lacks_skill(skill: str) -> Obstacle:
    """The contractor does not have a skill."""
    return Obstacle(ObstacleKind.SKILL, f"lacks the skill {titled(skill)}")


def beyond_hours_of(contractor: str) -> Obstacle:
    """A contractor has too few hours left."""
    return Obstacle(ObstacleKind.CONTRACTOR_HOURS, f"beyond the hours that {titled(contractor)} has left")


def paid_beyond(budget: float, cash: float, retainer: Retainer | None, currency: str = "") -> Obstacle:
    """The contractor alone would be paid more a month than the budget.

    Args:
        budget: The monthly budget.
        cash: What the contractor would be paid a month.
        retainer: On which terms; None where they are hired job by job.
        currency: In which money is.
    """
    block = f" with a block of {number(retainer.hours)} h" if retainer else " job by job"
    paid = f"would be paid {money(cash, currency)} a month{block}"
    return Obstacle(ObstacleKind.BUDGET, f"{paid}, more than the monthly budget of {money(budget, currency)}")
