"""Reads the exports in a folder with the standards' own readers and prints what they found, as JSON.

Runs in an environment of its own (dependency group `standards`): see test_standards.py.
"""

import json
import sys
from pathlib import Path

from frictionless import Package
from pysdmx.io import get_datasets, read_sdmx

folder = Path(sys.argv[1])
structure = folder / "district_year.structure.json"
(dataset,) = get_datasets(folder / "district_year.sdmx.csv", structure)
definition = dataset.structure
dimensions = [component.id for component in definition.components.dimensions]
coded = {component.id: component.local_codes for component in definition.components if component.local_codes}
report = Package(str(folder / "datapackage.json")).validate()
sys.stdout.write(
    json.dumps(
        {
            "artefacts": sorted(type(artefact).__name__ for artefact in read_sdmx(structure).structures),
            "dimensions": dimensions,
            "attributes": [component.id for component in definition.components.attributes],
            "columns": list(dataset.data.columns),
            "rows": json.loads(dataset.data.astype(str).to_json(orient="records")),
            "duplicates": int(dataset.data.duplicated(dimensions).sum()),
            "uncoded": {
                name: sorted(set(dataset.data[name].astype(str)) - {code.id for code in codes})
                for name, codes in coded.items()
            },
            "package": {task.name: task.stats.get("rows") for task in report.tasks},
            "errors": report.flatten(["title", "message"]),
        }
    )
)
