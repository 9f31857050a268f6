"""In what words a way of having work done is no choice."""

import pytest

from delegation import Retainer
from delegation._costing import obstacles
from delegation._costing.obstacles import Obstacle, ObstacleKind


@pytest.mark.parametrize(
    ("obstacle", "kind", "reason"),
    [
        (obstacles.NO_RETAINERS, ObstacleKind.NO_RETAINERS, "takes no retainers"),
        (obstacles.NO_ROOM, ObstacleKind.NO_ROOM, "has no room for another regular client"),
        (obstacles.NEVER_REACHED, ObstacleKind.NEVER_REACHED, "would never reach a one-off client"),
        (obstacles.BEYOND_BUDGET, ObstacleKind.BUDGET, "beyond the monthly budget"),
        (obstacles.BEYOND_OWNER_HOURS, ObstacleKind.OWNER_HOURS, "beyond your hours"),
        (obstacles.lacks_skill("web\n"), ObstacleKind.SKILL, "lacks the skill web\\n"),
        (obstacles.beyond_hours_of("Ann"), ObstacleKind.CONTRACTOR_HOURS, "beyond the hours that Ann has left"),
    ],
)
def test_an_obstacle_says_what_stands_in_the_way(obstacle: Obstacle, kind: ObstacleKind, reason: str) -> None:
    assert (obstacle.kind, str(obstacle)) == (kind, reason)


@pytest.mark.parametrize(
    ("retainer", "how"),
    [(None, " job by job"), (Retainer(700, 20), " with a block of 20 h")],
    ids=["hired", "retained"],
)
def test_who_would_be_paid_more_than_the_budget_is_told_with_both(retainer: Retainer | None, how: str) -> None:
    obstacle = obstacles.paid_beyond(500.0, 700.0, retainer)
    assert obstacle.kind is ObstacleKind.BUDGET
    assert str(obstacle) == f"would be paid 700 a month{how}, more than the monthly budget of 500"
