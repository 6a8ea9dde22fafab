"""Demo: the cast and its data; the tests import the cast from here."""
