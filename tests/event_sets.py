"""Sets of events made by chance, with every kind of date; and the one long check that draws hundreds of them.

    python -m tests.event_sets 200

draws so many sets of 5 to 56 events, measures each at 72, 100, 150 and 300 dots an inch, and names every fault. The
tests do the same with a few.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

import pandas as pd

WORDS = ["note", "treaty", "talks", "future", "Europe", "ministers", "answers", "conference", "opens", "signed"]


def some_events(seed: int, least: int = 5, most: int = 56) -> pd.DataFrame:
    """Make a set of events of every kind of date, some of them known to the public only later."""
    r = random.Random(seed)
    lanes = [f"Lane {letter}" for letter in "ABCDE"[: r.randint(2, 5)]]
    rows = []
    for number in range(r.randint(least, most)):
        y, m, d = r.randint(1945, 1955), r.randint(1, 12), r.randint(1, 27)
        day = f"{y}-{m:02}-{d:02}"
        text = r.choice(
            [day] * 12
            + [f"{day}?", f"{day}~", f"{y}-{m:02}", f"{y}~", f"{day}/{y + 1}-06-30", f"{day}/{y}-{m:02}-{d + 1:02}"]
            + [f"{day}/..", f"{day}/", f"../{day}", f"/{day}", f"[{day},{y}-{m:02}-{d + 1:02}]", f"{y}-{m:02}%"]
            + [f"{day}~/{y + 1}-03-01~", f"{day}?/{y + 1}-03-01"]
        )
        known = r.choice(["", "", day, f"{y + 1}-02-03", f"{y + 1}~"])
        rows.append((f"E{number:02}", " ".join(r.sample(WORDS, r.randint(1, 5))), text, r.choice(lanes), known))
    return pd.DataFrame(rows, columns=["id", "label", "date", "lane", "known_on"]).set_index("id")


def main(sets: int) -> int:
    """Draw and measure so many sets; return how many of them have a fault."""
    from helpers import chronology
    from helpers.layout import LayoutError
    from tests.test_chronology import faults

    pages, damaged = Counter[int](), 0
    for seed in range(sets):
        try:
            chart = chronology(some_events(seed))
        except LayoutError as error:
            found = [str(error)]
        else:
            pages[len(chart.figures)] += 1
            found = faults(chart, 72, 100, 150, 300)
        damaged += bool(found)
        for fault in found:
            print(f"set {seed}: {fault}")
    spread = ", ".join(f"{count} on {n} page{'s' * (n > 1)}" for n, count in sorted(pages.items()))
    print(f"{sets} sets at 4 resolutions: {spread}; {damaged} with a fault")
    return damaged


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)))
