"""Tables that lie as lines of text -> their cells, each bound to what its row, its column and its title say."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nianjian.binding import metrics
from nianjian.binding.binder import Bound
from nianjian.binding.context import Dating
from nianjian.binding.metrics import Area, Metric
from nianjian.binding.table_cells import Label, UnitText, Value, read_label, read_units, words
from nianjian.binding.table_find import Sheet, sheets
from nianjian.binding.table_measures import measured
from nianjian.binding.table_times import date_columns, defaults
from nianjian.binding.tails import Tail
from nianjian.binding.times import time_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nianjian.binding.table_grid import Row
    from nianjian.binding.table_heads import Head
    from nianjian.binding.times import Calendar
