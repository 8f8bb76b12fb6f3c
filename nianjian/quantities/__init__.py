"""Quantities: a clause -> numerals with scale, unit, sign, qualifier and range."""
