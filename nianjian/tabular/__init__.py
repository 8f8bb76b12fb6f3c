"""Tabular: tables that lie as lines of text -> their cells, each bound by its row, its column and the title."""

from nianjian.tabular.tables import TableCell, Tables, read_tables

__all__ = ["TableCell", "Tables", "read_tables"]
