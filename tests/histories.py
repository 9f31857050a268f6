"""Past jobs of which somebody else has computed what they tell: histories with published figures."""

import json
from pathlib import Path
from typing import Any

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "history_cases.json").read_text())["cases"]
"""Each with gaps, silence and guess, and what follows by quadrature; how far that is from the closed form."""


def tolerance(case: dict[str, Any]) -> float:
    """How far a figure may be off: as far as the quadrature is, told to two digits, and 1e-8 at least."""
    published: float = case["quadrature_against_closed_form"]
    return max(1e-8, 1.05 * published)
