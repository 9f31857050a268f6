"""io._escapes: how is text written so that no spreadsheet takes it for a formula?

A spreadsheet runs a cell that begins with one of the signs below, and may split cells at other marks than ours (OWASP,
CSV injection). An apostrophe, which spreadsheets take as "this is text", is put before such a beginning and taken away
when it is read: whatever the text, it comes back unchanged.
"""

import re

_BEGINNINGS = r"(?=(?:'|[^\S\t\r\n])*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_AFTER = r"(^|[,;\t\r\n])"

_EXECUTABLE = re.compile(_AFTER + _BEGINNINGS)
_ESCAPED = re.compile(_AFTER + "'" + _BEGINNINGS)


def escape(text: str) -> str:
    """Text in which no cell that a spreadsheet could see begins as a formula does."""
    return _EXECUTABLE.sub(r"\1'", text)


def unescape(text: str) -> str:
    """The text that `escape` was given."""
    return _ESCAPED.sub(r"\1", text) if "'" in text else text
