"""People and time: what happens in a session, who may do it, and the proof that it happened."""
