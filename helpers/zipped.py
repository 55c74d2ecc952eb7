"""How does a whole case travel in one file? As a Frictionless Data Package in a zip, the same bytes every time."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path, PurePosixPath

from helpers.package import PACKAGE, listed

BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold, so that no file carries its own


def zipped(folder: Path) -> bytes:
    """Pack a case folder: datapackage.json at the root, every file that it lists, the texts and README.md.

    Parameters
    ----------
    folder : path
        The case folder; nothing in it is changed.

    Returns
    -------
    bytes
        A zip whose files stand in order, byte for byte as in the folder; a listed file outside the folder is left out.
        They are stored, not squeezed, since what squeezing gives depends on the version of zlib.
    """
    files, _ = listed(json.loads((folder / PACKAGE).read_text(encoding="utf-8-sig")))
    texts = (path.relative_to(folder).as_posix() for path in (folder / "texts").glob("*.md"))
    inside = (name for name in files if (folder / name).resolve().is_relative_to(folder.resolve()))
    names = sorted({PACKAGE, "README.md", *(PurePosixPath(name).as_posix() for name in inside), *texts})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            if (folder / name).is_file():
                entry = zipfile.ZipInfo(name, BEGINNING)
                entry.create_system, entry.external_attr = 3, 0o100644 << 16  # Unix, whatever wrote it
                archive.writestr(entry, (folder / name).read_bytes())
    return packed.getvalue()
