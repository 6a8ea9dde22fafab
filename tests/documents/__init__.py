"""Tests of portal/documents."""
