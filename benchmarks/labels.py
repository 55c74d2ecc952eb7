"""How long does the chronology take beside bare matplotlib and two label placers, and what still overlaps?

    python -m benchmarks.labels

measures 25, 50, 100, 200 and 400 labels in one run of a few minutes and writes `benchmarks/README.md`. It needs
what `benchmarks/requirements.txt` names, and fails if ours overlap, leave the page, or take more than `LIMIT` times
the floor.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers import Chart, chronology
from helpers.page import STYLE
from helpers.timeline_page import HEIGHT, WIDTH

SIZES, ROUNDS, DPI, LIMIT = (25, 50, 100, 200, 400), 11, 100, 1.10
PATIENCE = 20.0
"""Seconds after which one way is timed no more often than five times."""

WORDS = [
    *("note", "treaty", "talks", "future", "Europe", "ministers", "answers", "conference", "signed", "delivered"),
    *(
        "proposal",
        "Council",
        "reply",
        "draft",
        "collective",
        "security",
        "memorandum",
        "ambassador",
        "Moscow",
        "London",
    ),
]
Box = tuple[float, float, float, float]


def events(count: int) -> pd.DataFrame:
    """Make so many events of eleven years in five lanes: four in five an exact day, the rest as dates are found."""
    r = random.Random(count)
    rows = []
    for _ in range(count):
        day = f"{r.randint(1945, 1955)}-{r.randint(1, 12):02}-{r.randint(1, 27):02}"
        text = r.choice([day] * 16 + [f"{day}?", f"{day}~", day[:7], f"{day}/{day[:8]}28"])
        rows.append((" ".join(r.sample(WORDS, r.randint(2, 6))).capitalize(), text, f"Lane {r.randint(1, 5)}"))
    return pd.DataFrame(rows, columns=["label", "date", "lane"])


def draw(figure: Figure) -> FigureCanvasAgg:
    """Draw a figure to pixels."""
    figure.set_dpi(DPI)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return canvas


def ours(table: pd.DataFrame) -> Chart:
    """Draw the chronology."""
    chart = chronology(table)
    for figure in chart.figures:
        draw(figure)
    return chart


class Labels:
    """The texts of a chronology with the places that their dates would have them at, for tools that place texts."""

    def __init__(self, chart: Chart) -> None:
        self.places: list[tuple[float, float, float, str]] = []
        for number, sheet in enumerate(chart.layout.sheets):
            for lane in (lane for panel in sheet.panels for lane in panel.lanes):
                marks = {mark.key: mark.anchor + number * HEIGHT for mark in lane.marks}
                for label in lane.labels:
                    text = "\n".join([*label.dates, *label.lines])
                    self.places.append((lane.line, label.left, marks[label.key], text))
        self.height = HEIGHT * len(chart.figures)

    def begin(self) -> tuple[Figure, Any]:
        """Begin a figure with a dot for every event."""
        figure = Figure(figsize=(WIDTH / 72, self.height / 72), dpi=DPI)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(self.height, 0))
        axes.axis("off")
        axes.scatter([x for x, *_ in self.places], [y for *_, y, _ in self.places], 27)
        return figure, axes

    def floor(self) -> tuple[Figure, list[Any]]:
        """Draw every text at its date."""
        figure, axes = self.begin()
        texts = [axes.text(left, y, text, size=8, va="center") for _, left, y, text in self.places]
        draw(figure)
        return figure, texts

    def adjusttext(self) -> tuple[Figure, list[Any]]:
        """Let adjustText move the texts."""
        from adjustText import adjust_text

        figure, axes = self.begin()
        texts = [axes.text(left, y, text, size=8, va="center") for _, left, y, text in self.places]
        adjust_text(texts, [x for x, *_ in self.places], [y for *_, y, _ in self.places], ax=axes)
        draw(figure)
        return figure, texts

    def textalloc(self) -> tuple[Figure, list[Any]]:
        """Let textalloc place the texts."""
        import textalloc

        figure, axes = self.begin()
        xs, ys = [x for x, *_ in self.places], [y for *_, y, _ in self.places]
        textalloc.allocate(axes, xs, ys, [text for *_, text in self.places], x_scatter=xs, y_scatter=ys, textsize=8)
        draw(figure)
        return figure, list(axes.texts)


def boxes_of_texts(figure: Figure, texts: list[Any]) -> list[Box]:
    """Measure what texts cover, in pixels."""
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    return [tuple(text.get_window_extent(renderer).extents) for text in texts if text.get_visible()]


@rc_context(STYLE)
def boxes_of_pages(chart: Chart) -> list[list[Box]]:
    """Measure what our labels cover, in points, page by page."""
    from tests.geometry import line_box

    out = []
    for sheet in chart.layout.sheets:
        page: list[Box] = []
        for lane in (lane for panel in sheet.panels for lane in panel.lanes):
            for label in lane.labels:
                lines = [line_box(line, DPI) for line in sheet.page.lines if line.key == label.key]
                left, top = min(line.left for line in lines), min(line.top for line in lines)
                page.append((left, top, max(line.right for line in lines), max(line.bottom for line in lines)))
        out.append(page)
    return out


def overlaps(boxes: list[Box]) -> int:
    """Count the pairs that touch."""
    return sum(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
        for a, b in combinations([list(b) for b in boxes], 2)
    )


def outside(boxes: list[Box], width: float, height: float) -> int:
    """Count the boxes that leave the sheet."""
    return sum(left < 0 or top < 0 or right > width or bottom > height for left, top, right, bottom in boxes)


def timed(way: Callable[[], Any]) -> tuple[float, Any]:
    """Run a way once; return its seconds of the processor, which other programs disturb least, and what it made."""
    gc.collect()
    begun = time.process_time()
    made = way()
    return time.process_time() - begun, made


@dataclass(frozen=True)
class Result:
    """One way of drawing so many labels: times the floor, pairs that overlap, labels outside the sheet or missing."""

    count: int
    way: str
    ratio: float
    overlapping: int
    outside: int

    @property
    def cell(self) -> str:
        """Write it for the table."""
        return f"{self.ratio:.2f} · {self.overlapping:,} · {self.outside}"


def measure(count: int) -> list[Result]:
    """Measure the four ways on so many events, in turns."""
    table = events(count)
    labels = Labels(ours(table))
    ways: dict[str, Callable[[], Any]] = {
        "bare matplotlib": labels.floor,
        "this course": lambda: ours(table),
        "textalloc": labels.textalloc,
        "adjustText": labels.adjusttext,
    }
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    made: dict[str, Any] = {}
    for number in range(ROUNDS):
        for way, draws in list(ways.items())[:: -1 if number % 2 else 1]:  # none always comes after the same
            if number < 5 or sum(seconds[way]) < PATIENCE:
                spent, made[way] = timed(draws)
                seconds[way].append(spent)
    floor = statistics.median(seconds["bare matplotlib"])
    out = []
    for way in ways:
        if way == "this course":
            pages = boxes_of_pages(made[way])
            found = sum(map(overlaps, pages)), sum(outside(page, WIDTH, HEIGHT) for page in pages)
        else:
            figure, texts = made[way]
            boxes = boxes_of_texts(figure, texts)
            lost = len(labels.places) - len(boxes)
            found = overlaps(boxes), outside(boxes, *(figure.get_size_inches() * DPI)) + lost
        out.append(Result(count, way, statistics.median(seconds[way]) / floor, *found))
        print(count, way, out[-1].cell, flush=True)
    return out


PAGE = """# Labels that never overlap, and what they cost

`python -m benchmarks.labels` measures this page anew in three or four minutes, on any machine:

    python3 -m venv .venv-benchmark
    .venv-benchmark/bin/python -m pip install -r benchmarks/requirements.txt
    .venv-benchmark/bin/python -m benchmarks.labels

All four draw the same events of eleven years in five lanes: the same words in the same lines, at the same dates, on
the same area, to pixels of {dpi} an inch. The floor is matplotlib drawing every label at its date, with no thought for
the others; adjustText and textalloc begin from that. Each is timed from the events to the pixels, in turns, and the
median of five to {rounds} rounds is kept, as a multiple of the floor's. It is the processor's time: on a machine that
does other things as well, one round by the clock may be a third off. From run to run a median still moves by a few
hundredths. The course's chronology draws more than the others in that time: axes, leaders, headings and a key.

Each cell: time as a multiple of the floor · pairs of labels that overlap · labels outside the page or missing.

{table}

Measured with {versions}. What the course promises: no overlap, nothing outside, at most {limit:.2f} times the floor.
"""


def render(results: Sequence[Result]) -> str:
    """Write the page."""
    ways = list(dict.fromkeys(result.way for result in results))
    rows = [["labels", *ways], ["---:", *["---:"] * len(ways)]]
    for count in dict.fromkeys(result.count for result in results):
        rows.append([str(count), *(result.cell for result in results if result.count == count)])
    names = ["matplotlib", "adjustText", "textalloc"]
    return PAGE.format(
        dpi=DPI,
        rounds=ROUNDS,
        limit=LIMIT,
        table="\n".join(f"| {' | '.join(row)} |" for row in rows),
        versions=", ".join(f"{name} {version(name)}" for name in names),
    )


def main() -> int:
    """Measure everything, write the page, and return 1 if a promise is broken."""
    with rc_context(STYLE):
        results = [result for count in SIZES for result in measure(count)]
    Path(__file__).with_name("README.md").write_text(render(results), encoding="utf-8", newline="\n")
    own = [result for result in results if result.way == "this course"]
    return int(any(result.overlapping or result.outside or result.ratio > LIMIT for result in own))


if __name__ == "__main__":
    sys.exit(main())
