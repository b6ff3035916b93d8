"""The mathematics: pure functions from a decision to what follows from it."""
