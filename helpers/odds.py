"""What does it do to a number to count one piece of evidence three times? A game, with numbers made up for it."""

from __future__ import annotations

import pandas as pd

from helpers.slips import Slip
from helpers.tables import show


def odds_game(start: float, ratio: float, times: int = 1) -> pd.DataFrame:
    """Play: count a piece of evidence once, twice, three times, and see where one ends.

    It multiplies the odds by the likelihood ratio each time, as if every piece were independent of the others: Bayes's
    rule in its odds form (Good 1950). The numbers are the player's own; none is measured, and none is about the case.

    Parameters
    ----------
    start : float
        How likely the thing seems before any evidence, in per cent, 1 to 99.
    ratio : float
        How many times as likely the piece is if the thing is so than if it is not, 0.1 to 10.
    times : int
        How often the piece is counted, 0 to 5.

    Returns
    -------
    pandas.DataFrame
        One row for each count, from 0 on (index counted, int); text columns: in words, for to against, in per cent.

    Raises
    ------
    Slip
        For a number out of its bounds; it says which are allowed.

    Examples
    --------
    >>> list(odds_game(50, ratio=2, times=3)["in per cent"])
    ['50 %', '67 %', '80 %', '89 %']
    """
    _within("start", start, 1, 99)
    _within("ratio", ratio, 0.1, 10)
    _within("times", times, 0, 5)
    odds = [start / (100 - start) * ratio**count for count in range(int(times) + 1)]
    rows = {
        "in words": [_words(one) for one in odds],
        "for to against": [f"{_short(one)} to 1" if one >= 1 else f"1 to {_short(1 / one)}" for one in odds],
        "in per cent": [_per_cent(one / (1 + one)) for one in odds],
    }
    return pd.DataFrame(rows, index=pd.RangeIndex(len(odds), name="counted"), dtype="str")


def _within(name: str, value: object, least: float, most: float) -> None:
    if not isinstance(value, int | float) or not least <= value <= most or (name == "times" and value % 1):
        kind = "a whole number" if name == "times" else "a number"
        raise Slip(f"{name} must be {kind} from {least:g} to {most:g}, not {show(str(value))}.")


def _words(odds: float) -> str:
    more, less = ("right", "wrong") if odds >= 1 else ("wrong", "right")
    times = _short(max(odds, 1 / odds))
    return f"as likely {more} as {less}" if times == "1" else f"{times} times as likely {more} as {less}"


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def _per_cent(part: float) -> str:
    return "more than 99 %" if part >= 0.995 else "less than 1 %" if part < 0.005 else f"{100 * part:.0f} %"
