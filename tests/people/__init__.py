"""Tests of people and properties."""
