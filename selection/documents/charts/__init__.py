"""The charts: one module a picture, one specification for screen and paper."""
