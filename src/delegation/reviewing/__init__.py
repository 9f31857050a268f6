"""reviewing: what has happened, and what is to be done about it?"""

from delegation.reviewing.convert import Conversion, convert

__all__ = ["Conversion", "convert"]
