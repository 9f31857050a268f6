"""recommendation: how should one task be done, with whom, and what comes next?"""

from delegation.recommendation.recommendation import Alternative, Exclusion, Recommendation, recommend

__all__ = ["Alternative", "Exclusion", "Recommendation", "recommend"]
