"""Where the fonts of printed documents lie: Heebo, which has Latin, Polish and Hebrew letters."""

from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).resolve().parents[1] / "fonts"
