"""RSS and Atom feeds that the desk is subscribed to: read, asked again, taken in."""
