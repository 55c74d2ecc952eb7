"""Is every slip in a case folder found, named by its place, and cured by what the message says?"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import package
from helpers.__main__ import main
from helpers.case import CaseError, open_case
from helpers.checks import problems
from helpers.package import TABLES, course_fields
from helpers.rows import read_table
from helpers.typed import command, typed
from tests.village import ROOT, Damage, add, append, cell, lines, rename, swap, whole

PLANTED: dict[str, tuple[Damage, str]] = {
    # files that are missing, renamed or half saved
    "table missing": (lambda f: (f / "puzzles.csv").unlink(), r"plum/puzzles.csv: this file is missing"),
    "table renamed by a browser": (
        rename("documents.csv", "documents (1).csv"),
        r"plum/documents.csv: .*missing; rename “documents \(1\).csv” to documents.csv",
    ),
    "table with a capital": (rename("documents.csv", "Documents.csv"), r"plum/documents.csv: .*rename “Documents.csv”"),
    "table saved as a workbook": (
        rename("glossary.csv", "glossary.xlsx"),
        r"plum/glossary.csv: .*open “glossary.xlsx” and save it as “CSV UTF-8”",
    ),
    "second copy of a table": (
        add("people (2).csv", "id\n"),
        r"plum/people \(2\).csv: is not one of the case’s tables, so nothing reads it; take it out",
    ),
    "folder in place of a table": (
        lambda f: ((f / "glossary.csv").unlink(), (f / "glossary.csv").mkdir()),
        r"plum/glossary.csv: cannot be read \(is a directory\)",
    ),
    "empty file": (whole("readings.csv", lambda raw: b""), r"plum/readings.csv, row 1: this file is empty.*id,author"),
    "header line lost": (
        lines("glossary.csv", lambda rows: rows[1:]),
        r"plum/glossary.csv, row 1: does not name the columns; the first row must read id,term,meaning",
    ),
    "last row cut short": (
        whole("judgements.csv", lambda raw: raw[:-20]),
        r"plum/judgements.csv, row 4: has 5 cells where row 1 has 9: the row was cut short",
    ),
    "comma not quoted": (
        swap("glossary.csv", "G01,weir,noted", "G01,weir,a dam, small"),
        r"plum/glossary.csv, row 2: has 4 cells where row 1 has 3: .*quotation marks",
    ),
    "quotation mark not closed": (
        swap("claims.csv", "H1,explanation,,The parish", 'H1,explanation,,"The parish'),
        r"plum/claims.csv, row 3: a quotation mark opens a cell and nothing closes it",
    ),
    "empty row": (swap("people.csv", "B03,body", "\nB03,body"), r"plum/people.csv, row 4: is empty; delete"),
    "empty rows of commas": (
        append("glossary.csv", ",,\n,,\n"),
        r"row 4: begins 2 empty rows at the end; nothing is lost meanwhile; python -m helpers tidy mends it$",
    ),
    "empty rows between others": (
        append("glossary.csv", ",,\n,,\nG09,word,what it means\n"),
        r"row 4: is empty, and so is 1 more row; delete",
    ),
    "line break in a cell": (
        cell("glossary", "G02", "meaning", "first\nsecond"),
        r"plum/glossary.csv, row 3, column meaning: has a line break inside the cell, after “first”",
    ),
    # a spreadsheet's habits
    "byte order mark": (
        whole("events.csv", lambda raw: b"\xef\xbb\xbf" + raw),
        r"plum/events.csv, row 1: has a byte order mark .*python -m helpers tidy mends it$",
    ),
    "Windows line ends": (
        whole("events.csv", lambda raw: raw.replace(b"\n", b"\r\n")),
        r"row 1: has Windows line ends .*tidy mends it$",
    ),
    "semicolons": (
        whole("glossary.csv", lambda raw: raw.replace(b",", b";")),
        r"plum/glossary.csv, row 1: has semicolons between the cells.*tidy mends it$",
    ),
    "tabs": (
        whole("glossary.csv", lambda raw: raw.replace(b",", b"\t")),
        r"plum/glossary.csv, row 1: has tabs between the cells",
    ),
    "UTF-16": (
        whole("glossary.csv", lambda raw: raw.decode().encode("utf-16")),
        r"plum/glossary.csv, row 1: has UTF-16 letters .*tidy mends it$",
    ),
    "Windows-1252 bytes": (
        swap("people.csv", "The song-maker,noted", "The song-maker,Andr\udce9\udc92s"),
        r"plum/people.csv, row 5, column role: has letters in the wrong encoding; it should read “André’s”",
    ),
    "UTF-8 taken for Windows-1252": (
        cell("statements", "S09", "exact", "e l'acqua passÃ²"),
        r"plum/statements.csv, row 10, column exact: .*should read “e l'acqua passò”",
    ),
    "spreadsheet error": (cell("people", "B02", "note", "#NAME?"), r"row 3, column note: .*error “#NAME\?”"),
    "date in figures of the country": (
        cell("events", "E01", "date", "02/04/1900"),
        r"column date: .*write 1900-04-02 or 1900-02-04, whichever",
    ),
    "day over twelve": (
        cell("events", "E01", "date", "31/03/1900"),
        r"column date: .*write 1900-03-31.*tidy mends it$",
    ),
    "month by name": (cell("events", "E03", "date", "March 1954"), r"row 4, column date: .*1954-03.*tidy mends it$"),
    "day by name": (cell("events", "E01", "date", "2-Apr-1900"), r"row 2, column date: .*1900-04-02.*tidy mends it$"),
    "month by name of any century": (
        cell("events", "E03", "date", "Mar-01"),
        r"column date: .*1901-03 or 2001-03, whichever is meant$",
    ),
    "day between year and month": (cell("events", "E03", "date", "1954-13-01"), r"column date: .* if that is meant$"),
    "two years typed as a season": (
        cell("events", "E04", "date", "1921-22"),
        r"row 5, column date: “1921-22” means summer 1921; for the years write 1921/1922, .* 1921-06/1921-08$",
    ),
    "season in an interval": (
        cell("events", "E02", "date", "1900-24/1901-03"),
        r"row 3, column date: “1900-24/1901-03” means winter 1900–01; .*for the season its months, 1900-12/1901-02$",
    ),
    "no such day": (cell("documents", "D02", "date_created", "1900-04-31"), r"column date_created: .*1900-04-30"),
    "interval reversed": (
        cell("events", "E02", "date", "1900-04-09/1900-04-03"),
        r"plum/events.csv, row 3, column date: .*ends before it begins",
    ),
    # columns
    "column misspelt": (
        swap("events.csv", "id,label,date,", "id,lable,date,"),
        r"plum/events.csv, row 1, column lable: is not a known column; rename it to “label”",
    ),
    "column unknown": (
        lines("glossary.csv", lambda rows: [rows[0].strip() + ",zzz\n", *(row.strip() + ",\n" for row in rows[1:])]),
        r"plum/glossary.csv, row 1, column zzz: is not a known column; take it out",
    ),
    "column missing": (
        lines("glossary.csv", lambda rows: [row.replace(",meaning", "").replace(",noted", "") for row in rows]),
        r"plum/glossary.csv, row 1, column meaning: is missing; add the column, after “term”",
    ),
    "id column missing": (
        lines("people.csv", lambda rows: [row.partition(",")[2] for row in rows]),
        r"plum/people.csv, row 1, column id: is missing; add the column, first",
    ),
    "column twice": (
        swap(
            "glossary.csv",
            "id,term,meaning\nG01,weir,noted\nG02,clerk,noted",
            "id,term,meaning,term\nG01,weir,noted,x\nG02,clerk,noted,y",
        ),
        r"plum/glossary.csv, row 1, column term: stands twice",
    ),
    "columns in another order": (
        lambda f: (f / "glossary.csv").write_text("id,meaning,term\nG01,x,weir\nG02,y,clerk\n"),
        r"plum/glossary.csv, row 1, column meaning: stands in the wrong place; the order is id,term,meaning",
    ),
    # cells
    "required cell empty": (
        cell("documents", "D02", "rights", ""),
        r"row 3, column rights: is empty; every row needs it",
    ),
    "value not allowed": (cell("documents", "D02", "seen", "fulll"), r"column seen: “fulll” .*nearest is “full”"),
    "id in small letters": (cell("glossary", "G02", "id", "g2"), r"row 3, column id: “g2” .* write G02"),
    "number with a fraction": (
        cell("events", "E01", "weight", "1.0"),
        r"column weight: “1.0” is not a whole .* write 1",
    ),
    "number too large": (cell("statements", "S02", "rung", "9"), r"row 3, column rung: 9 is too large; the most is 7"),
    "number too small": (cell("events", "E01", "weight", "0"), r"column weight: 0 is too small; the least is 1"),
    "id twice": (
        append("glossary.csv", "G02,mill,noted\n"),
        r"plum/glossary.csv, row 4, column id: “G02” stands already in row 3; .*G03",
    ),
    "term twice": (cell("glossary", "G02", "term", "weir"), r"row 3, column term: “weir” stands already in row 2"),
    "rows not sorted": (
        lines("people.csv", lambda rows: [*rows[:2], rows[3], rows[2], rows[4]]),
        r"plum/people.csv, row 4, column id: B02 stands below B03; sort",
    ),
    # ids of other tables
    "unknown document": (
        cell("statements", "S07", "document", "D09"),
        r"row 8, column document: “D09” is not an id in documents; there are D01 to D03; add its row, or",
    ),
    "unknown speaker": (cell("statements", "S01", "speaker", "B99"), r"row 2, column speaker: “B99” .*B01 to B04; add"),
    "one unknown of several": (
        cell("events", "E03", "documents", "D01 D7"),
        r"column documents: “D7” .*there are D01 to D03; add",
    ),
    "letter O in an id": (cell("statements", "S07", "document", "DO2"), r"column document: “DO2” .*nearest is D02$"),
    "two figures swapped": (cell("statements", "S01", "speaker", "B30"), r"column speaker: “B30” .*nearest is B03$"),
    "ids with commas": (cell("events", "E03", "documents", "d1, d2"), r"column documents: “d1, d2” .* write D01 D02"),
    "unknown end of a hop": (
        cell("transmission", "T01", "source", "E88"),
        r"“E88” is not an id in events or people or",
    ),
    "unknown claim": (cell("judgements", "J01", "claim", "H7"), r"row 2, column claim: “H7” .*there are H1 to H2"),
    "unknown parent": (cell("claims", "H1", "parent", "C8"), r"row 3, column parent: “C8” .*there are C1; add"),
    "unknown reference": (
        cell("documents", "D01", "reference", "plum-1910"),
        r"row 2, column reference: “plum-1910” is not in references.json; nearest is “plum-1901”",
    ),
    "reference to add": (
        cell("documents", "D01", "reference", "zz"),
        r'“zz” is not in references.json; add the reference there, for a book \{"id": "zz", "type": "book", "title"',
    ),
    "reference left out": (
        cell("documents", "D02", "reference", ""),
        r"row 3, column reference: is empty; write the key .* such as “plum-1901”",
    ),
    # statements
    "quotation with one letter changed": (
        cell("statements", "S05", "exact", "the wier broke"),
        r"plum/statements.csv, row 6, column exact: .*does not stand in D01; nearest is “the weir broke”",
    ),
    "quotation in another paragraph": (
        cell("statements", "S05", "paragraph", "1"),
        r"row 6, column paragraph: is 1, but the words stand in paragraph 2; write that",
    ),
    "paragraph not named": (cell("statements", "S05", "paragraph", ""), r"column paragraph: is empty; .*paragraph 2"),
    "paragraph past the end": (
        cell("statements", "S05", "paragraph", "9"),
        r"column paragraph: is 9, but .*paragraph 2",
    ),
    "quotation that stands twice": (
        cell("statements", "S06", "suffix", ""),
        r"row 7, column exact: “parish” stands 2 times in D01 ¶2; add words to prefix or suffix",
    ),
    "suffix that is not there": (
        cell("statements", "S06", "suffix", " played"),
        r"row 7, column suffix: is not beside the words in D01 ¶2",
    ),
    "quotation over 25 words": (
        cell("statements", "S07", "exact", " ".join(["so"] * 26)),
        r"row 8, column exact: has 26 words, and a quotation at most 25",
    ),
    "gloss missing": (
        cell("statements", "S09", "gloss", ""),
        r"row 10, column gloss: is empty, and the words are Italian",
    ),
    "dated after death": (
        cell("statements", "S02", "date", "1902"),
        r"row 3, column date: 1902 is after the death of The miller \(1 December 1901\)",
    ),
    "born after death": (
        cell("people", "B01", "born", "1950"),
        r"row 2, column died: 1901-12-01 is before born \(1950\)",
    ),
    # judgements, lanes, rungs
    "judgement about nothing": (
        cell("judgements", "J01", "statement", ""),
        r"row 2, column statement: .*names neither",
    ),
    "judgement about two things": (
        cell("judgements", "J01", "document", "D01"),
        r"row 2, column statement: .*names both",
    ),
    "lane misspelt in an event": (
        cell("events", "E03", "lane", "mil"),
        r"row 4, column lane: “mil” .*nearest is “mill”",
    ),
    "lane misspelt among those told": (
        cell("events", "E01", "told", "mill; parrish"),
        r"column told: “parrish” .*“parish”",
    ),
    "lane left out of case.toml": (
        swap("case.toml", '"mill", ', ""),
        r"plum/events.csv, row 2, column lane: “mill” is not a lane of case.toml \(so in 3 cells\); .*add it",
    ),
    "lane misspelt in case.toml": (
        swap("case.toml", '"mill"', '"mil"'),
        r"plum/events.csv, row 2, column lane: “mill” .*\(so in 3 cells\); nearest is “mil”",
    ),
    "lanes lost": (
        lines("case.toml", lambda rows: [row for row in rows if not row.startswith("lanes")]),
        r"plum/case.toml, key lanes: is missing; add it: lanes = \[\"mill\", \"parish\", \"later tellings\"\]",
    ),
    "language misspelt": (
        cell("statements", "S09", "language", "Itallian"),
        r"row 10, column language: “Itallian” is not a language of case.toml; nearest is “Italian”",
    ),
    "rung without words": (
        swap("case.toml", '"rung 3"', '""'),
        r"plum/case.toml, line \d+, key rungs: rung 3 has no words",
    ),
    "rung left out": (swap("case.toml", "level = 7\n", ""), r"key rungs: a rung has no level"),
    "rung twice": (append("case.toml", '[[rungs]]\nlevel = 1\nwords = "x"\n'), r"key rungs: rung 1 stands twice"),
    # case.toml, datapackage.json, references.json, texts
    "text missing": (
        lambda f: (f / "texts" / "D01.md").unlink(),
        r"plum/texts/D01.md: this file is missing, and \d+ statements cite its paragraphs; put it back",
    ),
    "folder of texts missing": (
        lambda f: shutil.rmtree(f / "texts"),
        r"plum/texts/D01.md: this file is missing, and \d+ statements cite its paragraphs; put it back",
    ),
    "exercises.toml missing": (
        lambda f: (f / "exercises.toml").unlink(),
        r"plum/exercises.toml: .* missing; put it back, or take its line out of datapackage.json$",
    ),
    "case.toml missing": (lambda f: (f / "case.toml").unlink(), r"plum/case.toml: this file is missing; put it back$"),
    "case.toml renamed": (
        rename("case.toml", "case (1).toml"),
        r"plum/case.toml: .*rename “case \(1\).toml” to case.toml",
    ),
    "case.toml empty": (whole("case.toml", lambda raw: b""), r"plum/case.toml, key title: is missing; add it"),
    "case.toml broken": (
        swap("case.toml", 'question = "Who?"', 'question = "Who?'),
        r"plum/case.toml, line 2: is not valid TOML \(illegal character",
    ),
    "key of case.toml misspelt": (
        swap("case.toml", "question =", "qestion ="),
        r"plum/case.toml, line 2, key question: is missing; rename “qestion” to it",
    ),
    "title that is no text": (swap("case.toml", '"Who mends the weir?"', "7"), r"line 1, key title: must be a text"),
    "datapackage.json missing": (lambda f: (f / "datapackage.json").unlink(), r"plum/datapackage.json: .*missing"),
    "datapackage.json broken": (
        swap("datapackage.json", '"resources": [', '"resources": '),
        r"plum/datapackage.json, line \d+: is not valid JSON \(.*look at this line",
    ),
    "table not listed": (
        swap("datapackage.json", '"path": "glossary.csv"', '"path": "texts/D01.md"'),
        r'plum/glossary.csv: is not listed in datapackage.json, .*add \{"name": "glossary", "path": "glossary.csv"\}',
    ),
    "listed file that nobody has": (
        swap(
            "datapackage.json", '"path": "exercises.toml"', '"path": "exercises.toml"}, {"name": "m", "path": "map.pdf"'
        ),
        r"plum/map.pdf: this file is missing; put it back, or take it out of datapackage.json",
    ),
    "schema without fields": (
        whole("datapackage.json", lambda raw: raw.replace(b'"fields"', b'"feelds"', 1)),
        r"plum/datapackage.json: does not list the case’s files",
    ),
    "table described without ids": (
        whole("datapackage.json", lambda raw: raw.replace(b'"name": "id"', b'"name": "key"', 1)),
        r"plum/datapackage.json: describes the table “documents” without a field “id”",
    ),
    "type that no table has": (
        whole("datapackage.json", lambda raw: raw.replace(b'"type": "integer"', b'"type": "date"', 1)),
        r"plum/datapackage.json: gives statements.paragraph a type other than string or integer",
    ),
    "list of nothing": (
        whole("datapackage.json", lambda raw: b'{"resources": []}'),
        r"plum/datapackage.json: does not list the case’s files",
    ),
    "null": (whole("datapackage.json", lambda raw: b"null"), r"plum/datapackage.json, line 1: is empty; put"),
    "table not described": (
        swap("datapackage.json", '"name": "glossary"', '"name": "gloss"'),
        r"plum/datapackage.json: gives glossary.csv the name “gloss”; it must be “glossary”",
    ),
    "pattern that cannot be read": (
        swap("datapackage.json", r'"pattern": "G\\d{2,3}"', '"pattern": "G("'),
        r"plum/datapackage.json: gives glossary.id a pattern that cannot be read",
    ),
    "references.json missing": (lambda f: (f / "references.json").unlink(), r"plum/references.json: .*missing"),
    "references.json broken": (
        lines("references.json", lambda rows: [row.replace("},", "}") for row in rows]),
        r"plum/references.json, line \d+: is not valid JSON",
    ),
    "references nested without end": (
        whole("references.json", lambda raw: b"[" * 100_000),
        r"plum/references.json: holds a number or a nesting too large to read",
    ),
    "case.toml nested without end": (
        append("case.toml", "x = " + "[" * 10_000),
        r"plum/case.toml: holds a number or a nesting too large to read",
    ),
    "reference twice": (
        whole("references.json", lambda raw: raw.replace(b"[", b'[{"id": "book-1900", "type": "book"},', 1)),
        r"plum/references.json, key book-1900: stands twice",
    ),
    "reference without type": (
        swap("references.json", '"type": "book",\n  "title": "song-1932"', '"title": "song-1932"'),
        r"plum/references.json: reference 3 lacks an “id” \(a text\) or a “type”",
    ),
    "references that are no list": (
        whole("references.json", lambda raw: b"{}"),
        r"line 1: is not a list of references",
    ),
    "text of no document": (add("texts/D9.md", "A title\n"), r"plum/texts/D9.md: no document .*add the document"),
    "text of an id misspelt": (add("texts/D3.md", "A title\n"), r"plum/texts/D3.md: .*nearest is D03.md"),
    "text without words": (add("texts/D02.md", "\n\n"), r"plum/texts/D02.md: has no words"),
    "text with cp1252 bytes": (
        swap("texts/D01.md", "In the spring", "In the \udc93spring\udc94"),
        r"plum/texts/D01.md, line 5: has letters that are not UTF-8",
    ),
    "file where the texts should be": (
        lambda f: (shutil.rmtree(f / "texts"), (f / "texts").write_text("")),
        r"plum/texts: cannot be read \(not a directory\)",
    ),
    # exercises.toml
    "exercises.toml broken": (
        swap("exercises.toml", "minutes = 3", "minutes = "),
        r"exercises.toml, line 6: is not valid",
    ),
    "exercises under a wrong name": (
        whole("exercises.toml", lambda raw: raw.replace(b"[[exercise]]", b"[[exercises]]")),
        r"plum/exercises.toml, line 2, key exercises: every exercise stands under \[\[exercise\]\]",
    ),
    "unknown skill": (
        swap("exercises.toml", '"context"\nminutes = 2', '"contekst"\nminutes = 2'),
        r"exercises.toml, line \d+, key skill: exercise 1.3 has “contekst”.* nearest is “context”",
    ),
    "unknown kind": (swap("exercises.toml", '"choice"', '"choices"'), r"line 8, key kind: .*nearest is “choice”"),
    "minutes not above zero": (
        swap("exercises.toml", "minutes = 2.5", "minutes = 0"),
        r"key minutes: exercise 1.2 has “0” .*above 0",
    ),
    "exercise id twice": (swap("exercises.toml", '"1.3"', '"1.2"'), r"line 34, key id: “1.2” stands already above"),
    "exercise id that is a number": (
        swap("exercises.toml", '"1.3"', "1.3"),
        r"key id: has “1.3” .*between quotation",
    ),
    "key of an exercise missing": (
        swap("exercises.toml", 'why = "It stands there."\n', ""),
        r"key why: exercise 1.3 has no why",
    ),
    "key of an exercise misspelt": (
        swap("exercises.toml", 'options = ["the', 'optoins = ["the'),
        r"has no options; rename “optoins”",
    ),
    "answer that is no option": (
        swap("exercises.toml", 'answers = ["the miller"]', 'answers = ["the miler"]'),
        r"key answers: exercise 1.1 has the answer “the miler”, .*nearest is “the miller”",
    ),
    "answer that is no id": (
        swap("exercises.toml", '"S08"]', '"S8"]'),
        r"key answers: exercise 1.2 .*“S8”.*nearest is “S08”",
    ),
    "quotation to find that is not there": (
        swap("exercises.toml", '["the weir broke"]', '["the weir brook"]'),
        r"key answers: exercise 1.3 .*not found in D01; nearest is “the weir bro",
    ),
    "exercise on an unknown document": (
        lines("exercises.toml", lambda rows: [*rows[:15], 'document = "D1"\n', *rows[16:]]),
        r"line 16, key document: exercise 1.1 names “D1”, which is not a document; nearest is “D01”",
    ),
    "exercise on a paragraph past the end": (
        swap("exercises.toml", "paragraph = 1", "paragraph = 3"),
        r"key paragraph: exercise 1.1 names paragraph 3; D01 has the paragraphs 0 to 2",
    ),
    "exercise without answers": (
        swap("exercises.toml", 'answers = ["3"]\n', ""),
        r"exercise 1.5 has no answers; add it",
    ),
    "exercise with no answer in the list": (swap("exercises.toml", '["3"]', "[]"), r"exercise 1.5 has no answers"),
    "answers that are no list": (
        swap("exercises.toml", 'answers = ["3"]', 'answers = "3"'),
        r"line \d+, key answers: exercise 1.5 has “3” as its answers; it must be a list of texts between \[ and \]",
    ),
    "key that nothing reads": (
        swap("exercises.toml", "feedback = {", "feedbak = {"),
        r"key feedbak: exercise 1.4 has a key that nothing reads; nearest is “feedback”",
    ),
    "number that is not whole": (swap("exercises.toml", '["3"]', '["3.5"]'), r"“3.5”, which is not a whole number"),
    "date to find that is none": (
        swap("exercises.toml", '["1900-04-02"]', '["1900-04-31"]'),
        r"key answers: exercise 1.6 has a date that is not one: .*1900-04-30",
    ),
    "option twice but for capitals": (
        swap("exercises.toml", '"the parish"]', '"the parish", "The Miller"]'),
        r"key options: exercise 1.1 has the option “the miller” twice",
    ),
    "option that is a letter": (
        swap("exercises.toml", '"the parish"]', '"B", "the parish"]'),
        r"key options: exercise 1.1 has the option “b”; write words",
    ),
    "one option only": (
        swap("exercises.toml", '["the miller", "the parish"]', '["the miller"]'),
        r"key options: exercise 1.1 has one option; give another",
    ),
    "more options than letters": (
        swap("exercises.toml", '"the parish"]', f'"the parish", {", ".join(map(json.dumps, map(str, range(25))))}]'),
        r"key options: exercise 1.1 has 27 options, and there are 26 letters",
    ),
    "order that leaves one out": (
        swap("exercises.toml", '["The miller asks", "The weir breaks"]', '["The miller asks"]'),
        r"key answers: exercise 1.4 must put every option in order",
    ),
    "more words asked for than allowed": (
        swap("exercises.toml", "max_words = 90", "max_words = 4"),
        r"key max_words: exercise 1.7 has at most 4 words and at least 5",
    ),
    "name to be named that is no id": (
        swap("exercises.toml", '["S02", "the miller"]', '["S2O", "S20", "the miller"]'),
        r"key must_name: exercise 1.7 names “S20”, which is no id of the case; nearest is “S10”",
    ),
    "more names to be named than there are": (
        swap("exercises.toml", "must_name = [", "name_least = 3\nmust_name = ["),
        r"key name_least: exercise 1.7 asks for 3 of 2 names; no text can do so",
    ),
    "feedback on no option": (
        swap("exercises.toml", '{"The weir breaks" =', '{"The weir brakes" ='),
        r"key feedback: exercise 1.4 speaks to “The weir brakes”, which is not an option; nearest is “the weir breaks”",
    ),
    "quotation to find in no document": (
        lines(
            "exercises.toml", lambda rows: [row for row in rows if row not in ('document = "D01"\n', "paragraph = 2\n")]
        ),
        r"key answers: exercise 1.3 has a quotation to find and no document",
    ),
    "misreading without words": (
        swap("exercises.toml", 'answers = ["3"]\n', 'answers = ["3"]\nmisreadings = ["They count.", " "]\n'),
        r"key misreadings: exercise 1.5 has nothing written in its misreadings; write it, or take it out",
    ),
    "misreading that is no list": (
        swap("exercises.toml", 'answers = ["3"]\n', 'answers = ["3"]\nmisreadings = "They count."\n'),
        r"key misreadings: exercise 1.5 has “They count.” as its misreadings; it must be a list of texts",
    ),
    "unknown id in a misreading": (
        swap("exercises.toml", 'answers = ["3"]\n', 'answers = ["3"]\nmisreadings = ["They name S98."]\n'),
        r"key misreadings: exercise 1.5 names “S98”",
    ),
    "cut without words": (
        swap("exercises.toml", 'answers = ["3"]\n', 'answers = ["3"]\ncut = ""\n'),
        r"key cut: exercise 1.5 has nothing written in its cut; write it, or take it out",
    ),
    "unknown id in a prompt": (
        swap("exercises.toml", "Put E01 and", "Put E10 and"),
        r"key prompt: .* “E10”.*nearest is “E01”",
    ),
    "unknown id in a hint": (
        swap("exercises.toml", '"Read ¶1."', '"Read S99."'),
        r"key hints: exercise 1.1 names “S99”",
    ),
    "unknown id in a reason": (
        swap("exercises.toml", "E01 has that", "E77 has that"),
        r"key why: exercise 1.6 names “E77”",
    ),
    "unknown id beside look": (
        swap("exercises.toml", 'look = "E01"', 'look = "D1"'),
        r"key look: .*“D1”.*nearest is “D01”",
    ),
}
SEVERAL = {"case.toml empty"}  # as many problems as keys
HARMLESS = {
    "byte order mark",
    "empty rows of commas",
    "Windows line ends",
    "semicolons",
    "tabs",
    "UTF-16",
    "table not listed",
}


def test_a_sound_case_has_no_problem(sound: Path) -> None:
    assert problems(sound) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_slip_is_one_problem_with_its_place_and_cure(name: str, plum: Path) -> None:
    damage, pattern = PLANTED[name]
    damage(plum)
    found = problems(plum)
    spoken = [str(problem) for problem in found]
    assert spoken, "the slip was not found"
    assert re.search(pattern, spoken[0]), spoken[0]
    assert all(line.startswith("plum/") and "\n" not in line for line in spoken)
    assert len(spoken) == 1 or name in SEVERAL, "\n".join(spoken)
    assert all(problem.blocks != (name in HARMLESS) for problem in found)


def test_many_slips_are_all_found_in_one_run_in_order_of_file_and_row(plum: Path) -> None:
    for name in ("second copy of a table", "day over twelve", "value not allowed", "gloss missing", "unknown speaker"):
        PLANTED[name][0](plum)
    for name in ("case.toml broken", "datapackage.json missing", "unknown skill", "text of no document", "tabs"):
        PLANTED[name][0](plum)
    places = [re.match(r"plum/([^:]*)", str(problem))[1] for problem in problems(plum)]  # type: ignore[index]
    assert places == [
        "datapackage.json",
        "case.toml, line 2",
        "documents.csv, row 3, column seen",
        "statements.csv, row 2, column speaker",
        "statements.csv, row 10, column gloss",
        "events.csv, row 2, column date",
        "glossary.csv, row 1",
        "exercises.toml, line 36, key skill",
        "people (2).csv",
        "texts/D9.md",
    ]


def test_check_prints_every_problem_and_writes_nothing(plum: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("semicolons", "byte order mark", "quotation with one letter changed", "rows not sorted"):
        PLANTED[name][0](plum)
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in plum.rglob("*") if path.is_file()}
    assert main(["check", str(plum)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[:-2] == [typed(str(problem), str(plum)) for problem in problems(plum)]
    assert printed[-2] == "4 problems found; nothing was changed."
    assert printed[-1] == f"To mend 2 of them, with a copy of each file kept: {command('tidy', str(plum))}"
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in plum.rglob("*") if path.is_file()} == before


def test_check_of_a_sound_case_fits_one_screen(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(sound)]) == 0
    printed = capsys.readouterr().out
    rows = printed.splitlines()
    assert len(rows) <= 24
    assert max(map(len, rows)) <= 80
    for fact in (
        r"^  documents +3$",
        r"^  quotations +10  6 verified in texts held\n +4 of documents not held: a slip there cannot be found$",
        r"^  dates +11  4 uncertain",
        r"^  links +0",
        r"^  exercises +7  15.5 minutes$",
    ):
        assert re.search(fact, printed, re.MULTILINE), fact


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_a_habit_that_loses_nothing_does_not_stop_the_case(name: str, plum: Path, sound: Path) -> None:
    PLANTED[name][0](plum)
    opened, whole_case = open_case(plum), open_case(sound)
    assert all(getattr(opened, table).equals(getattr(whole_case, table)) for table in TABLES)


def test_windows_line_ends_in_every_file_lose_nothing(plum: Path, sound: Path) -> None:
    for path in (path for path in plum.rglob("*") if path.is_file()):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    ended, whole_case = open_case(plum), open_case(sound)
    assert ended.texts == whole_case.texts
    assert ended.about == whole_case.about
    assert ended.references == whole_case.references
    assert ended.statements.equals(whole_case.statements)
    assert len(problems(plum)) == 2 * len([path for path in plum.rglob("*") if path.is_file()])


def test_a_table_cut_anywhere_in_a_row_is_never_taken_for_whole(sound: Path, tmp_path: Path) -> None:
    fields = course_fields()
    for table in ("statements", "events", "claims", "glossary"):
        kept, path = (sound / f"{table}.csv").read_bytes(), tmp_path / f"{table}.csv"
        for end in range(0, len(kept), 11):
            path.write_bytes(kept[:end])
            found = read_table(path, table, fields[table], path.name).problems
            assert any(problem.blocks for problem in found) or kept[end - 1 : end] == b"\n", (table, end)


def test_opening_stops_with_the_first_problem_and_the_number_of_the_others(plum: Path) -> None:
    for name in ("gloss missing", "day over twelve", "unknown skill"):
        PLANTED[name][0](plum)
    with pytest.raises(CaseError) as stopped:
        open_case(plum)
    first, *others = problems(plum)
    assert str(stopped.value) == f"{first} (2 more; to see all, run python -m helpers check {plum})"
    assert len(others) == 2


def test_a_folder_that_is_not_there_is_a_sentence(sound: Path, tmp_path: Path) -> None:
    assert [str(problem) for problem in problems(sound.parent / "plumm")] == [
        f"plumm: there is no such folder, neither in {sound.parent.name} nor beside the course’s data; "
        "nearest is “plum”"
    ]
    (tmp_path / "file").write_text("")
    assert "this folder cannot be read (not a directory)" in str(problems(tmp_path / "file")[0])


def test_a_file_that_may_not_be_read_is_a_sentence(plum: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name in ("people.csv", "case.toml", "D01.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    found = [str(problem) for problem in problems(plum)]
    assert [line.partition(":")[0] for line in found] == ["plum/case.toml", "plum/people.csv", "plum/texts/D01.md"]
    assert all("cannot be read (permission denied)" in line for line in found)


def test_the_course_checks_a_folder_without_a_usable_datapackage(plum: Path) -> None:
    for name in ("datapackage.json broken", "unknown speaker"):
        PLANTED[name][0](plum)
    found = [str(problem) for problem in problems(plum)]
    assert any("“B99” is not an id in people" in line for line in found)


def test_without_the_course_s_own_columns_a_case_that_needs_them_says_so(
    plum: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(package, "COURSE", tmp_path)
    assert problems(plum) == []
    (plum / "datapackage.json").write_text('{"resources": [{"name": "documents", "path": "documents.csv"}]}')
    found = [str(problem) for problem in problems(plum) if problem.blocks]
    assert found == ["plum/documents.csv: cannot be checked, since the course’s data/datapackage.json is damaged"]
    (tmp_path / "datapackage.json").write_text("{}")
    assert found == [str(problem) for problem in problems(plum) if problem.blocks]


def test_a_console_that_cannot_show_a_letter_gets_no_traceback(plum: Path) -> None:
    cell("events", "E01", "date", "март 1900")(plum)
    command = [sys.executable, "-m", "helpers", "check", str(plum)]
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=plum.parent)
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert "plum/events.csv, row 2, column date" in ran.stdout


def test_whoever_reads_only_the_first_lines_gets_no_traceback(sound: Path) -> None:
    command = [sys.executable, "-m", "helpers", "check", str(sound)]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert ran.stdout
    ran.stdout.close()
    assert ran.wait(60) == 1
    assert ran.stderr
    assert ran.stderr.read() == ""


def test_checking_does_not_load_matplotlib() -> None:
    code = "import sys; from helpers.checks import problems; problems('data'); sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_makes_the_check_fail_itself(data: st.DataObject, sound: Path) -> None:
    files = sorted(path for path in sound.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    kept = path.read_bytes()
    start = data.draw(st.integers(0, len(kept)))
    end = data.draw(st.integers(start, min(len(kept), start + 40)))
    junk = data.draw(
        st.binary(max_size=8) | st.sampled_from([b'"', b"[", b"{", b",", b"\n", b"\xe9", b"[1, 2]", b"-1"])
    )
    try:
        path.write_bytes(kept[:start] + junk + kept[end:])
        assert all(isinstance(str(problem), str) for problem in problems(sound))
    finally:
        path.write_bytes(kept)
