"""Other desks' verdicts, read in: their words, never ours. Nothing here is exported, published or
counted; our verdicts never rest on it."""
