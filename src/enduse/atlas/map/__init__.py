"""The map: what each project contributes to it, the drawing every reader gets, and the files a script filters and clusters."""
