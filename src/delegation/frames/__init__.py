"""frames: how do answers change over a grid of what you are not sure of?"""

from delegation.frames.sweeping import Point, Sweep, sweep

__all__ = ["Point", "Sweep", "sweep"]
