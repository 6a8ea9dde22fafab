"""Companies: who runs a portal, on which host, in which colours."""
