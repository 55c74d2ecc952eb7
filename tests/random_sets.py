"""How many random sets is a picture tried on: a few in every run, two hundred in a thorough one?"""

from __future__ import annotations

from hypothesis import settings


def sets(few: int) -> range:
    """Give the seeds of the sets: `few`, or 200 with `--hypothesis-profile=thorough`."""
    return range(200 if settings.get_current_profile_name() == "thorough" else few)
