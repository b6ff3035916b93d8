"""Files: definitions, profiles and decisions, read within limits and written back."""
