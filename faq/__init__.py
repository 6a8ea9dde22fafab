"""Frequent questions: editors' answers with live facts."""
