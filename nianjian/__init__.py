"""nianjian reads Chinese government work reports and returns figures with their evidence.

The stages, in the order of the data: reading, repair, outline, quantities, binding, tabular, ledger,
quality, summary. `nianjian.pipeline` runs them; `nianjian.contract` describes every table that comes out.
"""

__version__ = "0.1.0"
