"""How did these words reach us? The hops from an event to a page, drawn, and the witnesses that are independent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.case import Case, CaseError
from helpers.chart import Chart, shorten_months
from helpers.dates import parse
from helpers.ids import locate
from helpers.page import COLOURS
from helpers.stemma import Hop, Node, draw

UNTRACED = "no source named"
HAPPENED = "event and people"
CHANGED = "what changed"
LATER = "later pages and talk"


def hops(case: Case, statement: str) -> pd.DataFrame:
    """List the hops by which a statement's telling has come down to us.

    Parameters
    ----------
    case : Case
        The case.
    statement : str
        Id of the statement whose telling is followed, such as "S05".

    Returns
    -------
    pandas.DataFrame
        The rows of the case's transmission table for it, with index id.

    Raises
    ------
    CaseError
        When there is no such statement, or no hop of it is recorded.
    """
    _, statement = locate(case, statement, "statements")
    found = case.transmission[case.transmission["statement"] == statement]
    if found.empty:
        known = ", ".join(dict.fromkeys(case.transmission["statement"]))
        there = f"the tellings that are followed are those of {known}" if known else "this case records no hops yet"
        raise CaseError(f"No hop is recorded for {statement}; {there}.")
    return found.copy()


def independent_witnesses(case: Case, statement: str) -> pd.DataFrame:
    """Trace every telling back, and count as one witness those that meet anywhere after the event itself.

    Agreement counts only where independence is shown (Langlois and Seignobos 1898): a telling whose route is not known
    is listed, and counted for nothing.

    Parameters
    ----------
    case : Case
        The case.
    statement : str
        Id of the statement, such as "S05".

    Returns
    -------
    pandas.DataFrame
        One row a telling (a document, or an event that is a telling), index id: title, seen, route (ids from the event
        on), counts as ("witness 1" once, with "itself not seen" where that is so, then "witness 1 again"; or why it is
        not counted).

    Raises
    ------
    CaseError
        As `hops`.
    """
    followed = hops(case, statement)
    branches = _branches(_listed(followed))
    roots = _roots(case, _listed(followed))
    names = {branch: f"witness {number}" for number, branch in enumerate(roots, 1)}
    met: set[str] = set()
    rows = []
    for key, (branch, route) in branches.items():
        if key[0] == "B":
            continue
        unseen = _TAILS["cited only"] if branch and roots[branch] == "cited only" else ""
        counts = names.get(branch, f"not counted: {UNTRACED}") + (" again" if branch in met else unseen)
        met |= {branch} if branch else set()
        seen = case.documents.loc[key, "seen"] if key in case.documents.index else "told of; see its card"
        rows.append((key, _title(case, key), seen, " → ".join(route), counts))
    return pd.DataFrame(rows, columns=["id", "telling", "seen", "route", "counts as"]).set_index("id")


def transmission(case: Case, statement: str, *, bare: bool = False) -> Chart:
    """Draw the chain from an event to the pages that tell of it: a column for each language, an arrow for each hop.

    Parameters
    ----------
    case : Case
        The case.
    statement : str
        Id of the statement whose telling is followed, such as "S05".
    bare : bool, optional
        Leave out what a reader is to find: what changed at each hop, and how many witnesses there are.

    Returns
    -------
    Chart
        Its table has one row a hop: from, to, how, when, what changed (unless bare), the words at the target, how it
        is known, and how sure that is.

    Raises
    ------
    CaseError
        As `hops`.
    """
    _, statement = locate(case, statement, "statements")
    followed = _listed(hops(case, statement))
    nodes = _nodes(case, followed)
    columns = _columns(nodes)
    title = f"How {statement} came down to us"
    witnesses = "" if bare else _witnesses(case, followed)
    if bare:
        for node in nodes.values():
            node.witness, node.again = "", False
    note = f"{witnesses[0].upper()}{witnesses[1:]}." if witnesses else ""
    stemma = draw(nodes, followed, _colours(columns), title, note)
    tellings = independent_witnesses(case, statement)
    lost = int(tellings["counts as"].str.startswith("not counted").sum())
    unread = int((tellings["seen"] == "cited only").sum())
    told = _count(len(tellings), "telling") + (f": {witnesses}" if witnesses else "")
    sentence = (
        f"{len(followed)} hops from {_title(case, _origin(followed))} to {told}; "
        f"{lost} telling{'s name' if lost != 1 else ' names'} no source; {unread} known only from citation."
    )
    alt = f"Chain of {len(followed)} hops, sources above tellings, in columns for {', '.join(columns)}. {told}."
    figures = [page.figure() for page in stemma.pages]
    figure = figures if len(figures) > 1 else figures[0]
    table = _table(case, followed)
    return Chart(figure, alt[:250], table.drop(columns=CHANGED) if bare else table, sentence, title, stemma)


def _roots(case: Case, followed: Sequence[Hop]) -> dict[str, str]:
    """Give for every witness that is counted the node it begins at, and how much was read of what it wrote itself.

    A witness that is no document is as far read as the document that its own hop leads to; where a person only told
    another, what the witness said was not seen.
    """
    seen = case.documents["seen"]
    out = {}
    for root in dict.fromkeys(branch for branch, _ in _branches(followed).values() if branch):
        papers = [root, *(hop.target for hop in followed if hop.source == root and root not in seen.index)]
        read = {seen[paper] for paper in papers if paper in seen.index}
        out[root] = next((much for much in ("full", "opening") if much in read), "cited only")
    return out


def _witnesses(case: Case, followed: Sequence[Hop]) -> str:
    """Say how many independent witnesses are traced, no more firmly than they were seen and their hops are known."""
    roots = _roots(case, followed)
    unseen = sum(much == "cited only" for much in roots.values())
    own = [hop for hop in followed if hop.target in roots or hop.source in roots.keys() - {*case.documents.index}]
    unsure = unseen or any(hop.traced == "inferred" for hop in own)
    count = f"{'at most ' if unsure else ''}{_count(len(roots), 'independent witness', 'es')} traced"
    if len(roots) == 1:
        return count + _TAILS[next(iter(roots.values()))]
    return f"{count}, {unseen} of them not seen" if unseen else count


_TAILS = {"full": "", "opening": ", itself read in part", "cited only": ", itself not seen"}


def _count(number: int, thing: str, plural: str = "s") -> str:
    """Say how many: "no telling", "1 telling", "2 tellings"."""
    return f"{number or 'no'} {thing}{plural if number > 1 else ''}"


def _listed(followed: pd.DataFrame) -> list[Hop]:
    columns = ["source", "target", "mode", "date", "change", "wording", "traced", "certainty"]
    return [
        Hop(str(key), *map(str, row)) for key, row in zip(followed.index, followed[columns].to_numpy(), strict=True)
    ]


def _branches(followed: Sequence[Hop]) -> dict[str, tuple[str, list[str]]]:
    """For every node after the origin: the first node its route meets after the origin ("" if untraced), and the route.

    Where two routes lead to a node, the one recorded first is followed; a node reached by an untraced hop is untraced,
    unless another hop traces it.
    """
    origin = _origin(followed)
    out: dict[str, tuple[str, list[str]]] = {origin: ("", [origin])}
    waiting = list(followed)
    while waiting:
        ready = [hop for hop in waiting if hop.source in out]
        if not ready:
            raise CaseError(f"The hops do not hang together: {waiting[0].key} starts nowhere; look at its source.")
        for hop in ready:
            waiting.remove(hop)
            before, route = out[hop.source]
            lost = hop.traced == "not traced" or (hop.source != origin and not before)
            branch = "" if lost else before or hop.target
            if hop.target not in out or (branch and not out[hop.target][0]):
                out[hop.target] = (branch, [*route, hop.target])
    # Branches that meet further down are one: two routes into one document are not two witnesses.
    for hop in followed:
        one, two = out[hop.source][0], out[hop.target][0]
        if hop.source != origin and hop.traced != "not traced" and one and two and one != two:
            out = {key: (one if branch == two else branch, route) for key, (branch, route) in out.items()}
    del out[origin]
    return out


def _origin(followed: Sequence[Hop]) -> str:
    targets = {hop.target for hop in followed}
    return next((hop.source for hop in followed if hop.source not in targets), followed[0].source)


def _title(case: Case, key: str) -> str:
    for table, column in ((case.documents, "title"), (case.events, "label")):
        if key in table.index:
            return str(table.loc[key, column])
    return str(case.people.loc[key, "name"])


def _row(table: pd.DataFrame, key: str) -> dict[str, str]:
    return {str(column): str(value) for column, value in table.loc[key].items()}


def _nodes(case: Case, followed: Sequence[Hop]) -> dict[str, Node]:
    branches, origin = _branches(followed), _origin(followed)
    numbers = {b: str(n) for n, b in enumerate(dict.fromkeys(b for b, _ in branches.values() if b), 1)}
    nodes, met = {}, set[str]()
    for key in [origin, *branches]:
        arriving = [hop for hop in followed if hop.target == key]
        date, column, seen = next((hop.date for hop in arriving if hop.date), ""), HAPPENED, ""
        if key in case.documents.index:
            row = _row(case.documents, key)
            date = row["date_published"] or row["date_created"] or date
            seen, column = row["seen"], _language(row)
        elif key in case.events.index:
            row = _row(case.events, key)
            date = row["date"]
            column = LATER if row["lane"] == "later retellings" and key != origin else HAPPENED
        witness = "" if key == origin or key[0] == "B" else numbers.get(branches[key][0], "?")
        node = Node(key, _title(case, key), _note(arriving, date, seen), column, seen, witness, witness in met)
        node.since = str(parse(date).first) if date else node.since
        met |= {witness} - {"", "?"}
        nodes[key] = node
    for hop in followed:
        if nodes[hop.target].witness == "?" and hop.traced == "not traced":
            nodes[hop.target].column = UNTRACED
    return nodes


def _note(arriving: Sequence[Hop], date: str, seen: str) -> str:
    """Say below a telling how it was passed on, when, how much of it was read, and which words stand there."""
    modes = "; ".join(dict.fromkeys(hop.mode for hop in arriving))
    words = ", ".join(dict.fromkeys(hop.wording for hop in arriving if hop.wording))
    parts = [modes, _when(date) if date or seen else "", _READ.get(seen, ""), f"words: {words}" if words else ""]
    return " · ".join(part for part in parts if part)


_READ = {"full": "read whole", "opening": "opening read", "cited only": "not read: cited only"}


def _when(text: str) -> str:
    return shorten_months(parse(text).words) if text else "no date recorded"


def _language(row: Mapping[str, str]) -> str:
    known = [
        word for word in ("English", "Russian", "Italian", "French", "German", "Chinese") if word in row["language"]
    ]
    known = known or [word for word in ("English", "Russian", "Italian", "French") if word in row["original_language"]]
    return LATER if len(known) > 1 and row["witness"] != "translation" else (known or ["language unseen"])[0]


def _columns(nodes: Mapping[str, Node]) -> list[str]:
    met = dict.fromkeys(node.column for node in nodes.values())
    ends = (HAPPENED, UNTRACED)
    return [c for c in met if c == HAPPENED] + [c for c in met if c not in ends] + [c for c in met if c == UNTRACED]


def _colours(columns: Sequence[str]) -> dict[str, str]:
    languages = [name for name in columns if name not in (HAPPENED, UNTRACED)]
    return {n: COLOURS[languages.index(n) % (len(COLOURS) - 1)] if n in languages else COLOURS[-1] for n in columns}


def _table(case: Case, followed: Sequence[Hop]) -> pd.DataFrame:
    words = case.statements["exact"]
    return pd.DataFrame(
        {
            "from": [f"{hop.source} {_title(case, hop.source)}" for hop in followed],
            "to": [f"{hop.target} {_title(case, hop.target)}" for hop in followed],
            "how": [hop.mode for hop in followed],
            "when": [_when(hop.date) for hop in followed],
            CHANGED: [hop.change for hop in followed],
            "words there": [f"{hop.wording}: {words[hop.wording]}" if hop.wording else "" for hop in followed],
            "how it is known": [hop.traced for hop in followed],
            "certainty": [hop.certainty for hop in followed],
        },
        index=pd.Index([hop.key for hop in followed], name="id"),
    )
