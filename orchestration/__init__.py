"""The wiring: definitions, IO manager, sensor, and the console script. Importing it loads no Dagster."""
