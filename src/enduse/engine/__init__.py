"""How a task runs: a pure function of named input files to one named output file; knows no stage."""
