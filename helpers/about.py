"""What does case.toml lack: its keys, the words of the ladder, and the names that columns take from it?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from helpers.folder import Contents
from helpers.package import ABOUT
from helpers.tables import Problem, cure, nearest, show

TEXTS = ("title", "question", "language", "version")
LISTS = ("lanes", "languages", "rungs", "not_claimed", "not_yet_known", "not_attributed")
NAMED = {"lanes": (("events", "lane"), ("events", "told")), "languages": (("statements", "language"),)}
"""Lists of case.toml from which columns take their values."""
HIGHEST = 99  # rung


def keys(contents: Contents) -> Iterator[Problem]:
    """Find keys that are missing, misspelt or of the wrong kind; events need lanes, statements need rungs."""
    about = contents.about
    if about is None:
        return
    events, statements = (contents.cells(*cell) for cell in (("events", "lane"), ("statements", "rung")))
    used = json.dumps(list(dict.fromkeys(lane for _, [lane] in events)), ensure_ascii=False)
    wanted = {**dict.fromkeys(TEXTS, "add it")}
    wanted |= {"lanes": f"add it: lanes = {used}"} if events else {}
    wanted |= {"rungs": 'add the first: [[rungs]], level = 0, words = "…"'} if statements else {}
    for key in dict.fromkeys([*wanted, *(key for key in LISTS if key in about)]):
        if key not in about:
            guess = nearest(key, [other for other in about if other not in (*TEXTS, *LISTS)])
            mend = f"rename {show(guess)} to it" if guess else wanted[key]
            yield _problem(contents, key, f"is missing; {mend}", guess)
            continue
        value, text = about[key], key in TEXTS
        if not isinstance(value, str if text else list) or (key in wanted and not value):
            what = "a text between quotation marks" if text else "a list between [ and ]"
            yield _problem(contents, key, f"must be {what}{', and not empty' * (key in wanted)}")


def _problem(contents: Contents, key: str, message: str, place: str | None = None) -> Problem:
    return Problem(contents.label(ABOUT), contents.line(ABOUT, place or key), key, message)


def _list(contents: Contents, key: str) -> Sequence[object]:
    """Give a list of case.toml; nothing where it has none."""
    found = (contents.about or {}).get(key)
    return found if isinstance(found, list) else ()


def names(contents: Contents) -> Iterator[Problem]:
    """Find values in columns that their list in case.toml does not name, one problem for each."""
    for key, columns in NAMED.items():
        allowed = [str(name) for name in _list(contents, key)]
        wrong: dict[str, list[tuple[int, str, str]]] = {}
        for table, column in columns if allowed else ():
            for number, [cell] in contents.cells(table, column):
                for value in filter(None, (part.strip() for part in cell.split(";"))):
                    if value not in allowed:
                        wrong.setdefault(value, []).append((number, column, contents.tables[table].file))
        for value, places in wrong.items():
            number, column, file = places[0]
            more = f" (so in {len(places)} cells)" if len(places) > 1 else ""
            mend = cure(
                nearest(value, allowed, 0.4), f"the {key} there are {', '.join(allowed)}; add it, or write one of them"
            )
            yield Problem(file, number, column, f"{show(value)} is not a {key[:-1]} of {ABOUT}{more}; {mend}")


def ladder(contents: Contents) -> Iterator[Problem]:
    """Find rungs without words, each from 0 to the highest needs them, once; and statements above the highest."""
    words: dict[int, list[str]] = {}
    for one in _list(contents, "rungs"):
        level = one.get("level") if isinstance(one, dict) else None
        if type(level) is not int or not 0 <= level <= HIGHEST:
            yield _problem(contents, "rungs", 'a rung has no level; write level = 0 and words = "…" for the first')
        elif isinstance(one, dict):
            words.setdefault(level, []).append(str(one.get("words", "")).strip())
    top = max(words, default=HIGHEST)
    above: dict[int, list[int]] = {}
    for number, [rung] in contents.cells("statements", "rung"):
        if rung.isdecimal() and int(rung) > top:
            above.setdefault(int(rung), []).append(number)
    for rung, rows in above.items():
        more = f" (so in {len(rows)} rows)" if rows[1:] else ""
        message = (
            f"{rung} is above the ladder of {ABOUT}{more}; its top is rung {top}: write 0 to {top}, or add the rung"
        )
        yield Problem(contents.tables["statements"].file, rows[0], "rung", message)
    for level in range(min(max(words, default=-1), HIGHEST) + 1):
        if not any(words.get(level, ())):
            yield _problem(contents, "rungs", f'rung {level} has no words; add them: level = {level}, words = "…"')
        elif len(words[level]) > 1:
            yield _problem(contents, "rungs", f"rung {level} stands twice; take one out")
