"""Text from outside in a file that a spreadsheet opens: no formula there, and the same when it returns.

A spreadsheet set to a language that writes 1,5 opens a table with commas as if semicolons parted it, and
then takes no notice of the quotes around a text: what stands behind a semicolon or on a new line in it
begins a cell of its own.

References
----------
OWASP, "CSV Injection", and ASVS 5.0, 1.2.10: a cell that begins with one of these signs may be calculated.
"""

import re
from typing import Final

_SIGNS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_WHOLE: Final = f"(?='*[\t\r\0\n{_SIGNS}])"
_WITHIN: Final = f"(?=['\"]*[{_SIGNS}])"
_CALCULATED: Final = re.compile(f"^{_WHOLE}|(?<=[;\t\r\n]){_WITHIN}")
_GUARDED: Final = re.compile(f"^'{_WHOLE}|(?<=[;\t\r\n])'{_WITHIN}")


def guarded(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet could take for a formula.

    Text that looks as if it had been guarded gets one too, so that `unguarded` gives back exactly what was.

    >>> guarded("=1+1"), guarded("−5 °C"), guarded("'=1+1"), guarded("a;=1+1")
    ("'=1+1", '−5 °C', "''=1+1", "a;'=1+1")
    """
    return _CALCULATED.sub("'", text)


def unguarded(text: str) -> str:
    """Take off the apostrophes that `guarded` put there.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''=1+1"), unguarded("a;'=1+1")
    ('=1+1', "'tis", "'=1+1", 'a;=1+1')
    """
    return _GUARDED.sub("", text)
