"""The pages of cases for residents."""
