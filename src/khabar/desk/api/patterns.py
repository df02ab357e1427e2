"""The forms of what is asked, as regular expressions that both Python and JavaScript (ECMA-262) read alike, so that a description can hold them.

Days are those of the calendar: 30 February does not fit, and 29 February fits in leap years only.
"""

from __future__ import annotations

_YEAR = "(?:000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
_MONTH = "(?:0[1-9]|1[0-2])"
_DATES = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
_DAY = f"(?:{_YEAR}-{_DATES}|{_LEAP}-02-29)"
_SPAN = f"(?:{_DAY}|{_YEAR}-{_MONTH}|{_YEAR})"
_HOURS = "(?:[01][0-9]|2[0-3])"
_CLOCK = rf"{_HOURS}:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{{3}}(?:[0-9]{{3}})?)?)?"

DAY = f"^{_DAY}$"
STRETCH = rf"^(?:{_SPAN}(?:\.\.(?:{_SPAN})?)?|\.\.{_SPAN})$"
"""Days as `khabar claims --happened` takes them: 2016, 2016-05, 2016-05-03, 2016..2017, 2016-05.., ..2015."""
INSTANT = f"^{_DAY}(?:T{_CLOCK}(?:Z|[+-]{_HOURS}:[0-5][0-9])?)?$"
ID = "^[0-9a-f]{16}$"
LETTER = "[A-Za-z0-9\u0621-\u063a\u0641-\u064a]"
"""Somewhere in a text: what words and names are made of."""
INKED = "[!-~\u00c0-\u1fff\u2c00-\ud7ff]"
"""Somewhere in a text: a sign of some script."""
MODE = "^[A-Z]+/[a-z-]+$"
COUNTRY = "^[A-Z]{3}$"
CLAIMS_CURSOR = "^(?:learned::|(?:published|event):(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?:)[0-9]{1,10}$"
NUMBER = "^[1-9][0-9]{0,8}$"
