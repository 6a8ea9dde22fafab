"""The access matrix: every URL against everybody."""
