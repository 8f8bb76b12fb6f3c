"""The assets: one module per stage in the order of the data, thin, and what guards their tables.

What belongs here: reading upstream tables, calling the engine, tables with their metadata and checks. What a
rule says stands in nianjian/; what runs when, in orchestration/.
"""
