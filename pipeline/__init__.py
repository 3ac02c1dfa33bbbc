"""Participation reports in, tidy tables out."""

__version__ = "0.1.0"
