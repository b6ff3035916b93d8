"""How fast it is, measured; README.md has the figures and how to get them again."""
