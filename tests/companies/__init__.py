"""Tests of the room companies."""
