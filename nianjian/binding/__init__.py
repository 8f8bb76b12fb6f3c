"""Binding: a quantity -> a fact (metric, measure, period, status, scope, indicator)."""
