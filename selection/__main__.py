"""Run the commands: ``python -m selection rank FILE``."""

import sys

from selection.cli import main

sys.exit(main())
