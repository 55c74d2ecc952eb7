"""Keeps a grammar of addresses, which no test reads by, from being built for 3 seconds in each process that tests."""

import sys

sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # jsonschema does without it
