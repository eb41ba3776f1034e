"""The demo desk: invented people and stories. Imports everything above it."""
