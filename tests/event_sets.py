"""Sets of events made by chance, with every kind of date."""

from __future__ import annotations

import random

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
