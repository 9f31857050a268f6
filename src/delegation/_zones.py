"""_zones: which time zone does a name mean, and what is to be done where it means none?"""

import datetime as dt

NO_ZONES = "this system knows no time zones: install them with pip install tzdata"
"""What helps where names are right and no zones are installed, as on Windows."""


def zone_named(name: object) -> dt.tzinfo | None:
    """The time zone of this name; None where it names none here."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  # seldom needed, and slow to import

    try:
        return ZoneInfo(name) if isinstance(name, str) else None
    except (KeyError, ValueError, OSError):  # unknown, not a name, or a folder of names
        return None


def why_unknown(name: object, otherwise: str) -> str:
    """What to say of a name that means no time zone: what to install where none are installed, else `otherwise`."""
    looks_right = isinstance(name, str) and name.strip() != ""
    return NO_ZONES if looks_right and zone_named("Europe/Paris") is None else otherwise
