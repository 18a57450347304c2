"""In: Visit, Measurement, Judgement. Out: JSON, HTML, PDF. Never: measuring, judging, networks.

What is saved is loaded back equal; files are written whole or not at all.
"""

from ilio.records.judgement_json import judgement_from_json, judgement_to_json
from ilio.records.measurement_json import measurement_from_json, measurement_to_json
from ilio.records.rendering import render
from ilio.records.schema_files import schema
from ilio.records.visit import Visit
from ilio.records.visit_json import load, save, visit_from_json, visit_to_json

__all__ = [
    "Visit",
    "judgement_from_json",
    "judgement_to_json",
    "load",
    "measurement_from_json",
    "measurement_to_json",
    "render",
    "save",
    "schema",
    "visit_from_json",
    "visit_to_json",
]
