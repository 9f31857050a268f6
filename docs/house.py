"""Draw the house of the architecture page: its floors, as tests/test_architecture.py holds them.

Run it when a room comes or goes: ``python docs/house.py`` writes docs/explanation/house.svg.
"""

import ast
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DRAWN = ROOT / "docs" / "explanation" / "house.svg"

WIDTH, HEIGHT, GAP, LABEL = 760, 44, 10, 34
"""Of the picture, of a floor, between rooms, and for the number of a floor."""


def floors_held() -> tuple[list[list[str]], list[str]]:
    """The rooms of each floor, from the ground up, and the edges, as the tests hold them."""
    source = (ROOT / "tests" / "test_architecture.py").read_text(encoding="utf-8")
    held = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        if node.targets[0].id in {"FLOORS", "EDGES"}
    }
    return [sorted(rooms) for rooms in held["FLOORS"]], sorted(held["EDGES"])


def rows(names: Sequence[str], left: float, top: float, *, dashed: bool = False) -> list[str]:
    """The rooms of a floor, side by side, each as wide as its name asks."""
    room = WIDTH - left - GAP * (len(names) - 1) - 1
    letters = sum(len(name) + 3 for name in names)
    drawn, style = [], ' stroke-dasharray="5 4"' if dashed else ""
    for name in names:
        width = room * (len(name) + 3) / letters
        drawn += [
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{HEIGHT - GAP}" rx="4"{style}/>',
            f'<text x="{left + width / 2:.1f}" y="{top + HEIGHT / 2 - 0.5:.1f}" text-anchor="middle">{name}</text>',
        ]
        left += width + GAP
    return drawn


def house(floors: Sequence[Sequence[str]], edges: Sequence[str]) -> str:
    """The picture: the face above, the floors below it, the edges beneath a line, all in the page's own colours."""
    height = HEIGHT * (len(floors) + 2) + 3 * GAP
    said = "; ".join(f"floor {number}: {', '.join(rooms)}" for number, rooms in enumerate(floors, start=1))
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="house"'
        ' style="width: 100%; height: auto" fill="none" stroke="currentColor">',
        f'<title id="house">The house from the ground up. {said}; above them the face, delegation. Edges: '
        f"{', '.join(edges)}.</title>",
        '<g font-family="ui-monospace, monospace" font-size="13.5">',
    ]
    levels = [(str(len(floors) + 1), ["delegation"]), *((str(n), floors[n - 1]) for n in range(len(floors), 0, -1))]
    for place, (number, rooms) in enumerate(levels):
        top = place * HEIGHT + 1
        drawn += [f'<text x="4" y="{top + HEIGHT / 2 - 0.5:.1f}">{number}</text>', *rows(rooms, LABEL, top)]
    line = len(levels) * HEIGHT + GAP
    drawn += [f'<path d="M{LABEL} {line}H{WIDTH}"/>', *rows(edges, LABEL, line + 1.5 * GAP, dashed=True)]
    text = "\n".join([*drawn, "</g>", "</svg>", ""])
    return text.replace("<text ", '<text fill="currentColor" stroke="none" ')


if __name__ == "__main__":
    DRAWN.write_text(house(*floors_held()), encoding="utf-8")
