"""Reading the source list that an editor pastes: in any style, in any order, with lost spaces.

The order that works: take the list mark off (`lines`), take out what has a form of its own
(`handles`, `trailers`), read the numbers at the end (`locator`) and the names in front (`authors`);
what is between is title and journal or publisher (`titles`, `books`). `work` puts these together.
An empty field is better than a wrong one.
"""

from references.parsing.pasted import parse_list

__all__ = ["parse_list"]
