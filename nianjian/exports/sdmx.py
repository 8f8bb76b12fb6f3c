"""All vintages of the panel as SDMX-CSV 2.0, and the data structure definition as SDMX-JSON 2.0.

Source of the formats: https://github.com/sdmx-twg/sdmx-csv and https://github.com/sdmx-twg/sdmx-json.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from nianjian.exports import components, units
from nianjian.exports.components import AGENCY, DATAFLOW, VERSION, Component
from nianjian.exports.observations import frequency, observations, time_period
from nianjian.spreadsheet import csv_bytes, number, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nianjian.exports.observations import Observation
    from nianjian.exports.source import Source

DATA = "district_year.sdmx.csv"
STRUCTURE = "district_year.structure.json"
_SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)
_EPOCH = "1970-01-01"
_URN = "urn:sdmx:org.sdmx.infomodel"
# SDMX has no code for what a government plans: F (forecast) is the nearest; dimension STATUS says it exactly.
OBS_STATUS = {"actual": "A", "estimate": "E", "target": "F"}


def files(source: Source) -> Mapping[str, bytes]:
    """The structure message and the data message."""
    seen = observations(source)
    return {STRUCTURE: _json(structure(source, seen)), DATA: data(seen)}


def data(seen: Sequence[Observation]) -> bytes:
    """The data message: STRUCTURE, STRUCTURE_ID, ACTION, then dimensions, the value, attributes."""
    head = [component.id for component in components.ALL]
    lead = ("dataflow", f"{AGENCY}:{DATAFLOW}({VERSION})", "I")
    rows = ([*lead, *map(_row(observation).__getitem__, head)] for observation in seen)
    return csv_bytes(["STRUCTURE", "STRUCTURE_ID", "ACTION", *head], rows)


def _row(observation: Observation) -> dict[str, str | float | bool | None]:
    cell, fact = observation.cell, observation.fact
    power = units.power(cell.indicator, fact.unit)
    return {
        "FREQ": frequency(cell.period),
        "REF_AREA": cell.region_code,
        "INDICATOR": cell.indicator,
        "MEASURE": observation.measure,
        "STATUS": fact.status.upper(),
        "VINTAGE": fact.document_id,
        "TIME_PERIOD": time_period(cell.period),
        "OBS_VALUE": fact.value / 10**power,
        "UNIT_MEASURE": units.code(fact.unit),
        "UNIT_MULT": str(power),
        "OBS_STATUS": OBS_STATUS[fact.status],
        "QUALIFIER": fact.qualifier.upper(),
        "VALUE_HIGH": None if fact.value_high is None else number(fact.value_high / 10**power),
        "IN_PANEL": "Y" if observation.shown else "N",
        "CONFLICT": "Y" if cell.conflict else "N",
        "SOURCE_PATH": fact.source_path,
        "RAW_START": fact.raw_start,
        "RAW_END": fact.raw_end,
        "COMMENT_OBS": fact.quote,
    }


def structure(source: Source, seen: Sequence[Observation]) -> dict[str, Any]:
    """The structure message: code lists, concepts, data structure definition, dataflow."""
    lists = components.code_lists(source, seen)
    days = [d.meeting_date or d.published_on or _EPOCH for d in source.documents.values()]
    return {
        "meta": {
            "schema": _SCHEMA,
            "id": DATAFLOW,
            "test": False,
            # The day of the newest report, not of the export: the same reports give the same bytes.
            "prepared": f"{max(days, default=_EPOCH)}T00:00:00Z",
            "contentLanguages": ["en", "zh"],
            "sender": {"id": AGENCY},
        },
        "data": {
            "codelists": [
                _maintained(name, title) | {"codes": [_item(code, names) for code, names in codes.items()]}
                for name, (title, codes) in lists.items()
            ],
            "conceptSchemes": [
                _maintained("CS_DISTRICT_YEAR", "Concepts of the district-year panel")
                | {"concepts": [_item(part.id, {"en": part.doc}) for part in components.ALL]}
            ],
            "dataStructures": [
                _maintained("DISTRICT_YEAR", "District-year figures from government work reports")
                | {"dataStructureComponents": _parts()}
            ],
            "dataflows": [
                _maintained(DATAFLOW, "District-year figures from government work reports")
                | {"structure": f"{_URN}.datastructure.DataStructure={AGENCY}:DISTRICT_YEAR({VERSION})"}
            ],
        },
    }


def _parts() -> dict[str, Any]:
    attributes = [
        _part(component)
        | {
            "attributeRelationship": {"observation": {}},
            "usage": "mandatory" if component.required else "optional",
        }
        for component in components.ATTRIBUTES
    ]
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [
                _part(component) | {"position": place}
                for place, component in enumerate(components.DIMENSIONS, 1)
            ],
            "timeDimension": _part(components.TIME),
        },
        "measureList": {
            "id": "MeasureDescriptor",
            "measures": [_part(components.VALUE) | {"usage": "mandatory"}],
        },
        "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
    }


def _part(component: Component) -> dict[str, Any]:
    if component.codes:
        coded = f"{_URN}.codelist.Codelist={AGENCY}:{component.codes}({VERSION})"
        representation: dict[str, Any] = {"enumeration": coded}
    else:
        representation = {"format": {"dataType": component.type}}
    concept = f"{_URN}.conceptscheme.Concept={AGENCY}:CS_DISTRICT_YEAR({VERSION}).{component.id}"
    return {"id": component.id, "conceptIdentity": concept, "localRepresentation": representation}


def _maintained(name: str, title: str) -> dict[str, Any]:
    return {"id": name, "agencyID": AGENCY, "version": VERSION, "name": title, "names": {"en": title}}


def _item(code: str, names: Mapping[str, str]) -> dict[str, Any]:
    said = {language: plain(name) for language, name in names.items()}
    return {"id": code, "name": said.get("en") or next(iter(said.values())), "names": said}


def _json(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, indent=1).encode() + b"\n"
