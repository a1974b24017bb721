"""Vocabularies as data: characters, units, indicators, places, organisation words, practices, board templates."""
