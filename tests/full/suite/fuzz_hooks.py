"""What an OpenAPI document cannot say: which values are taken, which records there are, and that REST framework
takes numbers for texts, texts for numbers, words for booleans, and texts without the spaces around them.

Each check still fails for everything else.
"""

import json

from jsonschema import Draft202012Validator
from schemathesis.checks import CHECKS

CONFLICTS = (
    "already exists.",
    "must make a unique set.",
    "object does not exist.",
    "is not one of the available choices.",
    "Unable to log in with provided credentials.",
)
WORDS = {"t", "y", "yes", "true", "on", "1", "f", "n", "no", "false", "off", "0", "1.0", "0.0"}


def narrow(name, is_expected):
    check = CHECKS.get_one(name)

    def narrowed(ctx, response, case):
        return None if is_expected(response, case) else check(ctx, response, case)

    narrowed.__name__ = name
    CHECKS.register(narrowed)


def is_conflict(response, case):
    try:
        errors = json.loads(response.content)
    except ValueError:
        return False
    if response.status_code != 400 or not isinstance(errors, dict):
        return False
    messages = [message for own in errors.values() if isinstance(own, list) for message in own]
    return bool(messages) and all(message.endswith(CONFLICTS) for message in messages)


def is_conversion(response, case):
    if response.status_code >= 300:
        return False
    if not isinstance(case.body, dict):
        # Nothing but fields can be written as a form: the rest is sent as an empty one.
        return case.media_type != "application/json"
    document = case.operation.schema.raw_schema
    operation = document["paths"][case.operation.path].get(case.method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {})
    if case.media_type not in content:
        return False
    name = content[case.media_type]["schema"]["$ref"].rsplit("/", 1)[1]
    schema = document["components"]["schemas"][name]
    body = {key: converted(value, schema["properties"].get(key, {})) for key, value in case.body.items()}
    return Draft202012Validator(schema).is_valid(body)


def converted(value, schema):
    if "anyOf" in schema:
        return converted(value, schema["anyOf"][0])
    kinds = schema.get("type", [])
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if "array" in kinds and isinstance(value, list):
        return [converted(item, schema["items"]) for item in value]
    if "boolean" in kinds and str(value).lower() in WORDS:
        return True
    if "string" in kinds:
        return str(value).strip() if is_number or isinstance(value, str) else value
    if "integer" in kinds or "number" in kinds:
        try:
            number = float(value) if isinstance(value, str) else value
        except ValueError:
            return value
        return int(number) if is_number or isinstance(value, str) and number == number // 1 else number
    return value


narrow("positive_data_acceptance", is_conflict)
narrow("negative_data_rejection", is_conversion)
