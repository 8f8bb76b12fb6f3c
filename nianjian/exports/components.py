"""The components of the SDMX data structure, in the order of the columns, and their code lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import indicators
from nianjian.contract import QUALIFIERS, STATUSES
from nianjian.exports import units
from nianjian.exports.observations import LEVEL, YOY, frequency

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nianjian.exports.observations import Observation
    from nianjian.exports.source import Source

AGENCY = "NIANJIAN"
DATAFLOW = "DF_DISTRICT_YEAR"
VERSION = "1.0"

Codes = dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Component:
    """A column: `codes` names its code list; without one, `type` is its SDMX data type."""

    id: str
    doc: str
    codes: str = ""
    type: str = "String"
    required: bool = False


DIMENSIONS = (
    Component("FREQ", "Frequency", "CL_FREQ"),
    Component("REF_AREA", "Reporting area, GB/T 2260", "CL_REF_AREA"),
    Component("INDICATOR", "Headline indicator of the catalogue", "CL_INDICATOR"),
    Component("MEASURE", "Level, or sort of growth on the year before", "CL_MEASURE"),
    Component("STATUS", "Happened, expected or planned", "CL_STATUS"),
    Component("VINTAGE", "Document that gives the figure", "CL_VINTAGE"),
)
TIME = Component("TIME_PERIOD", "Period that the figure is about", type="ObservationalTimePeriod")
VALUE = Component("OBS_VALUE", "Value in UNIT_MEASURE times ten to the power of UNIT_MULT", type="Double")
ATTRIBUTES = (
    Component("UNIT_MEASURE", "Unit", "CL_UNIT_MEASURE", required=True),
    Component("UNIT_MULT", "Power of ten of the unit", "CL_UNIT_MULT", required=True),
    Component("OBS_STATUS", "Observation status", "CL_OBS_STATUS", required=True),
    Component("QUALIFIER", "How the value bounds the truth", "CL_QUALIFIER", required=True),
    Component("VALUE_HIGH", "Upper end of a range, in the unit of the value"),
    Component("IN_PANEL", "Whether the panel shows this figure", "CL_YES_NO", required=True),
    Component(
        "CONFLICT", "Whether the sources of the cell disagree beyond rounding", "CL_YES_NO", required=True
    ),
    Component("SOURCE_PATH", "Seed file", required=True),
    Component("RAW_START", "First code point of the numeral in the seed file", type="Integer", required=True),
    Component("RAW_END", "Code point after its unit", type="Integer", required=True),
    Component("COMMENT_OBS", "Clause that the figure stands in", required=True),
)
ALL = (*DIMENSIONS, TIME, VALUE, *ATTRIBUTES)

_FREQUENCIES = {"A": "Annual", "S": "Half-yearly", "Q": "Quarterly"}
_MEASURES = (
    "Level",
    "Growth on the year before, no basis stated, %",
    "Growth at comparable prices (可比), %",
    "Growth on the same scope (同口径), %",
    "Growth at current prices (名义), %",
)
_STATUSES = {"actual": "Actual", "estimate": "Estimate", "target": "Target of a government"}
_OBS_STATUSES = {"A": "Normal value", "E": "Estimated value", "F": "Forecast value; here: target"}
_QUALIFIERS = {"exact": "Exact", "at_least": "At least", "at_most": "At most", "approx": "About"}
_POWERS = {0: "Units", units.HUNDRED_MILLION: "Hundred millions (亿)"}


def code_lists(source: Source, seen: Sequence[Observation]) -> Mapping[str, tuple[str, Codes]]:
    """Code list -> its title, and its codes with names by language; of open lists, what occurs."""
    periods = sorted({frequency(observation.cell.period) for observation in seen})
    areas = {observation.cell.region_code: observation.cell.region_name for observation in seen}
    vintages = sorted({observation.fact.document_id for observation in seen})
    found = {observation.fact.unit for observation in seen}
    names = {units.code(unit): (unit, units.codes().get(unit, ("", ""))[1]) for unit in sorted(found)}
    return {
        "CL_FREQ": ("Frequency", _english({code: _FREQUENCIES[code] for code in periods})),
        "CL_REF_AREA": ("Areas by GB/T 2260 code", {code: {"zh": areas[code]} for code in sorted(areas)}),
        "CL_INDICATOR": (
            "Catalogue of indicators",
            {i.code: {"en": i.name_en, "zh": i.name_zh} for i in indicators().values()},
        ),
        "CL_MEASURE": ("Measures", _english(dict(zip((LEVEL, *YOY.values()), _MEASURES, strict=True)))),
        "CL_STATUS": ("Status", _english({status.upper(): _STATUSES[status] for status in STATUSES})),
        "CL_VINTAGE": ("Documents", {i: {"zh": _document(source, i)} for i in vintages}),
        "CL_UNIT_MEASURE": (
            "Units",
            {code: {"en": english or unit, "zh": unit} for code, (unit, english) in sorted(names.items())},
        ),
        "CL_UNIT_MULT": ("Powers of ten", _english({str(power): name for power, name in _POWERS.items()})),
        "CL_OBS_STATUS": ("Observation status", _english(_OBS_STATUSES)),
        "CL_QUALIFIER": ("Qualifiers", _english({q.upper(): _QUALIFIERS[q] for q in QUALIFIERS})),
        "CL_YES_NO": ("Yes or no", _english({"Y": "Yes", "N": "No"})),
    }


def _english(names: Mapping[str, str]) -> Codes:
    return {code: {"en": name} for code, name in names.items()}


def _document(source: Source, document_id: str) -> str:
    document = source.documents[document_id]
    day = document.meeting_date or document.published_on
    return f"{document.title} ({day})" if day else document.title or document.source_path
