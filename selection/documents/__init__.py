"""What leaves the program, for programs and for people."""
