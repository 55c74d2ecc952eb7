"""Do the tables of a case fit together: ids, references, lives and judgements?"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from helpers.dates import DateError, When, parse
from helpers.folder import Contents
from helpers.package import REFERENCES
from helpers.tables import ID, Field, Problem, Table, count, cure, near_id, nearest, needed, show, span

EXAMPLE = {"id": "smith-1931", "type": "book", "title": "…", "author": [{"family": "Smith", "given": "Ann"}]}


def links(contents: Contents) -> Iterator[Problem]:
    """Find ids that no table has, in every column that `refersTo` one; and tables that are named and not there."""
    named: dict[str, list[str]] = defaultdict(list)
    for table in contents.tables.values():
        for one in table.fields:
            targets = [contents.tables[name] for name in one.get("refersTo", ()) if name in contents.tables]
            if targets and not any(target.ids is None for target in targets):
                yield from _unknown_ids(table, one, targets, named)
    for name, files in named.items():
        table = contents.tables[name]
        cells = f"{count(len(files), 'cell')} of {', '.join(dict.fromkeys(files))}"
        begin = f"put it back, or begin it with the columns {','.join(needed(table.fields))}"
        yield Problem(table.file, None, "", f"this file is missing, and {cells} name its rows; {begin}")


def _unknown_ids(table: Table, one: Field, targets: Sequence[Table], named: dict[str, list[str]]) -> Iterator[Problem]:
    """Find the unknown ids in one column; one of a table that is not there is written down under that table."""
    known = frozenset[str]().union(*(target.ids or () for target in targets))
    absent = {target.name: _id_pattern(target) for target in targets if not target.there}
    where = " or ".join(target.name for target in targets)
    pattern = re.compile(one.get("constraints", {}).get("pattern", ".*"))
    for number, row in table.numbered():
        cell = row[one["name"]]
        if cell and not pattern.fullmatch(cell):
            guess = " ".join(near_id("".join(parts), known) or "" for parts in ID.findall(cell))
            mend = f"write {guess}" if pattern.fullmatch(guess) else "write ids with one space between them"
            yield Problem(table.file, number, one["name"], f"{show(cell)} is not written as ids are; {mend}")
            continue
        for wrong in cell.split():
            if wrong in known:
                continue
            home = next((name for name, form in absent.items() if form.fullmatch(wrong) or len(targets) == 1), None)
            if home:
                named[home].append(table.file.rpartition("/")[2])
                continue
            mend = near_id(wrong, known)
            mend = f"nearest is {mend}" if mend else f"there are {span(wrong, known)}; add its row, or name another"
            yield Problem(table.file, number, one["name"], f"{show(wrong)} is not an id in {where}; {mend}")


def _id_pattern(table: Table) -> re.Pattern[str]:
    return re.compile(
        next(one for one in table.fields if one["name"] == "id").get("constraints", {}).get("pattern", "")
    )


def references(contents: Contents) -> Iterator[Problem]:
    """Find documents whose reference is not in references.json."""
    table, held = contents.tables["documents"], contents.references
    keys = contents.cells("documents", "reference")
    if held is None:
        if not contents.faulty(REFERENCES) and (named := [key for _, [key] in keys if key]):
            begin = f"put it back, or begin it with {_example(named[0])}, in square brackets"
            message = f"this file is missing, and {count(len(named), 'document')} name a reference in it; {begin}"
            yield Problem(contents.label(REFERENCES), None, "", message)
        return
    for number, [key] in keys:
        if not key:
            guess = next(iter(held), "")
            message = f"is empty; write the key of the document’s entry in {REFERENCES}, such as {show(guess)}"
            yield Problem(table.file, number, "reference", message)
        elif key not in held:
            mend = cure(nearest(key, held), f"add the reference there, for a book {_example(key)}")
            yield Problem(table.file, number, "reference", f"{show(key)} is not in {REFERENCES}; {mend}")


def _example(key: str) -> str:
    return json.dumps(EXAMPLE | {"id": key}, ensure_ascii=False)


def lives(contents: Contents) -> Iterator[Problem]:
    """Find statements after their speaker's death, and spans that end before they begin."""
    people, statements = contents.tables["people"], contents.tables["statements"]
    died = {key: (name, _when(day)) for _, [key, name, day] in contents.cells("people", "id", "name", "died") if day}
    for number, [speaker, said] in contents.cells("statements", "speaker", "date"):
        name, death = died.get(speaker, ("", None))
        spoke = _when(said)
        if spoke and death and spoke.first and death.last and spoke.first > death.last:
            message = f"{spoke.words} is after the death of {name} ({death.words}); correct the date or the speaker"
            yield Problem(statements.file, number, "date", message)
    for column, start in (("died", "born"), ("office_to", "office_from")):
        for number, [end, begin] in contents.cells("people", column, start):
            since, until = _when(begin), _when(end)
            if since and until and since.first and until.last and until.last < since.first:
                yield Problem(people.file, number, column, f"{end} is before {start} ({begin}); correct one of the two")


def _when(text: str) -> When | None:
    try:
        return parse(text) if text else None
    except DateError:
        return None


def known(contents: Contents) -> Iterator[Problem]:
    """Find events that were known before they began; what was announced beforehand says so in known_note."""
    file = contents.tables["events"].file
    columns = ("date", "date_disputed", "known_on", "known_note")
    for number, [day, rival, public, note] in contents.cells("events", *columns):
        when, other, heard = _when(day), _when(rival), _when(public)
        first = min((one.first or date.min for one in (when, other) if one), default=date.min)
        doubt = any(one.about or one.perhaps for one in (when, other, heard) if one)
        if heard and heard.last and heard.last < first and not doubt and "announc" not in note.lower():
            mend = "correct one of the two, or write in known_note that it was announced before"
            yield Problem(file, number, "known_on", f"{public} is before the event itself ({day}); {mend}")


def judgements(contents: Contents) -> Iterator[Problem]:
    """Find judgements that are about nothing, or about two things."""
    for number, [statement, document] in contents.cells("judgements", "statement", "document"):
        if bool(statement) == bool(document):
            what = "names both a statement and a document; take one out" if statement else "names neither; name one"
            message = f"a judgement is about one statement or one document, and this row {what}"
            yield Problem(contents.tables["judgements"].file, number, "statement", message)
