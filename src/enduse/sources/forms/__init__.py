"""Forms that several sources come in: what a row, an object or an element holds, before a source says what it means."""
