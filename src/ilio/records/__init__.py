"""In: Visit, Measurement, Judgement, Programme. Out: JSON, HTML, PDF, calendar, FHIR.

Never: measuring, judging, planning, networks. What is saved is loaded back equal; files are
written whole or not at all.
"""

from ilio.records.judgement_json import judgement_from_json, judgement_to_json
from ilio.records.measurement_json import measurement_from_json, measurement_to_json
from ilio.records.plan_json import (
    load_programme,
    log_entry_from_json,
    log_entry_to_json,
    programme_from_json,
    programme_to_json,
    save_programme,
)
from ilio.records.plan_rendering import render_plan
from ilio.records.rendering import render
from ilio.records.schema_files import schema
from ilio.records.visit import Visit
from ilio.records.visit_json import load, save, visit_from_json, visit_to_json

__all__ = [
    "Visit",
    "judgement_from_json",
    "judgement_to_json",
    "load",
    "load_programme",
    "log_entry_from_json",
    "log_entry_to_json",
    "measurement_from_json",
    "measurement_to_json",
    "programme_from_json",
    "programme_to_json",
    "render",
    "render_plan",
    "save",
    "save_programme",
    "schema",
    "visit_from_json",
    "visit_to_json",
]
