"""English, as data: a room a kind of words. What another language has stands in `provenance.languages`.

Where a text is in a language without lists, nothing here matches and the statistics of the two texts alone decide.
"""
