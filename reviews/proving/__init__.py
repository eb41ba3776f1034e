"""What a kept source proves: excerpts, drift, independence. PURE but for `extract` and `pdf`.

Called by `reviews.snapshots`, `reviews.judgement` and the pages. It knows no row and no setting.
"""
