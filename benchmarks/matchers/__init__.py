"""The matchers that are measured side by side, each in a process and an environment of its own."""
