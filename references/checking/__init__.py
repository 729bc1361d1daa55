"""The sources of the library held against what registries say of them."""
