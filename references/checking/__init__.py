"""The comparison of our sources with the registries' records of them."""
