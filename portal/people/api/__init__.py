"""The API of people: who am I, and where do I live."""
