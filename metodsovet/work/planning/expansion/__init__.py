"""From lines of a plan to a school year: occurrences, holders of the day, drafts of assignments. Writes nothing."""
