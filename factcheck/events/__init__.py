"""What happened: the audit line, the history panel and the change feed are one row."""
