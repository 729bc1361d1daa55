"""Citations that were typed as plain text, turned into citations that lead to the source.

They are compared with the article's own list, and nothing is guessed: a citation that fits two
works, or none, is shown to the editor.
"""
