"""Where sessions live: their events, what lies beside them, and drafts."""
