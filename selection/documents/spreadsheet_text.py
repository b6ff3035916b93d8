"""Text from outside in a file that a spreadsheet opens: no formula there, and the same when it returns.

References
----------
OWASP, "CSV Injection", and ASVS 5.0, 1.2.10: a cell that begins with one of these signs may be calculated.
"""

import re
from typing import Final

_CALCULATED: Final = re.compile("'*[=+\\-@\t\r\0\n\uff1d\uff0b\uff0d\uff20]")


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet could take for a formula.

    Text that looks as if it had been guarded gets one too, so that `unguarded` gives back exactly what was.

    >>> guarded("=1+1"), guarded("−5 °C"), guarded("'=1+1")
    ("'=1+1", '−5 °C', "''=1+1")
    """
    return f"'{text}" if _CALCULATED.match(text) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded` put there.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''=1+1")
    ('=1+1', "'tis", "'=1+1")
    """
    return text[1:] if text.startswith("'") and _CALCULATED.match(text[1:]) else text
