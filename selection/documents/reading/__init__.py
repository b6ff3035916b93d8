"""What comes back: questionnaires, scoring sheets, other people's tables; read within limits, previewed."""
