"""The nine promises of the portal, each from end to end, as a person would try it."""
