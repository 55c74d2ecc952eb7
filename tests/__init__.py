"""Tests, and what makes the derived files."""
