"""Citations that were typed as plain text, turned into citations that lead to the source.

Works from the article's own list and never guesses: what fits two works, or none, is told.
"""
