"""Incidents in the admin: raised, told and ended by case staff."""
