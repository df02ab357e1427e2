"""Reads folded words and writes times: a grammar of Arabic dates (`dates`, `relative`, `ranges`) over a vocabulary that is handed in."""

from khabar.arabic.calendar.finder import TimeFound, find_times, lasts
from khabar.arabic.calendar.terms import CalendarWords, Meaning

__all__ = ["CalendarWords", "Meaning", "TimeFound", "find_times", "lasts"]
