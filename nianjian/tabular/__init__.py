"""Tabular: tables that lie as lines of text -> cells, bound by row, column and title."""

from nianjian.tabular.tables import TableCell, Tables, read_tables

__all__ = ["TableCell", "Tables", "read_tables"]
