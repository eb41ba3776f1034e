"""Web pages: from HTML to the reader."""
