"""The case folder and the build plan: which stage needs what, what changed, what to do again."""
