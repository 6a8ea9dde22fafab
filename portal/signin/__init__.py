"""Signing in: allauth under German addresses, invitations, reset mails."""
