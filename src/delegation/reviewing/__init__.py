"""reviewing: what has happened, and what is to be done about it?"""

from delegation.reviewing.advice import Advice, Fact, Kind
from delegation.reviewing.convert import Conversion, convert
from delegation.reviewing.review import Review, review

__all__ = ["Advice", "Conversion", "Fact", "Kind", "Review", "convert", "review"]
