"""Calendar arithmetic without a database; every instant is an aware datetime."""
