"""What goes out to be filled in: questionnaires for vendors and scoring sheets for evaluators."""
