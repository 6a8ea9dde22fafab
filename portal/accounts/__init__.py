"""Accounts: logins, staff memberships, host-bound sessions."""
