"""Documents: private files, audiences, 60-minute links."""
