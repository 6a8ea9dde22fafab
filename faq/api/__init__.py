"""The API of questions and answers."""
