"""A clerk opens a case for whoever called, wrote or came by."""
