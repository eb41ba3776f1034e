"""What each stretch of a story is: headline, caption, byline, dateline, body, footer.

Called by `claims.reading`; works on the normalised text and the word lists of its language.
"""

from claims.reading.anatomy.given import lay_out_given, spans_of
from claims.reading.anatomy.layout import Layout, lay_out

__all__ = ["Layout", "lay_out", "lay_out_given", "spans_of"]
