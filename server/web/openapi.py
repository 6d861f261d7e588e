"""The OpenAPI 3.1 document, made from the same table that serves the requests."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from server.messages import API, DeviceKind, Problem
from server.web.callers import ANYONE, CITIZEN, STAFF
from server.web.exchange import Route

REFERENCE = "#/components/schemas/{model}"
SCHEMES = {
    "device": {"type": "http", "scheme": "bearer"},
    "staff": {"type": "apiKey", "in": "cookie", "name": "luot_session"},
    "citizen": {"type": "apiKey", "in": "header", "name": "Authorization"},
}


def openapi_document(routes: tuple[Route, ...], version: str) -> dict[str, Any]:
    """The document that ``GET /openapi.json`` answers."""
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(_path(route), {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Lượt", "version": version},
        "paths": paths,
        "components": {"schemas": _schemas(routes), "securitySchemes": SCHEMES},
    }


def _path(route: Route) -> str:
    return API + re.sub(r"<(\w+)>", r"{\1}", route.path)


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": route.summary,
        "operationId": _operation_id(route),
        "parameters": [*_path_parameters(route), *_query_parameters(route), *_key(route)],
        "responses": {
            str(route.status): _answer(route),
            "default": _problem(),
        },
        "security": _security(route),
    }
    if route.body is not None:
        operation["requestBody"] = {"required": True, "content": _content(route.body)}
    return operation


def _operation_id(route: Route) -> str:
    words = re.findall(r"\w+", route.path)
    return "_".join([route.method.lower(), *words]).replace("-", "_")


def _path_parameters(route: Route) -> list[dict[str, Any]]:
    names = re.findall(r"<(\w+)>", route.path)
    plain = {"type": "string"}
    last = {**plain, "enum": list(route.names)} if route.names else plain
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": last if name == names[-1] else plain,
        }
        for name in names
    ]


def _query_parameters(route: Route) -> list[dict[str, Any]]:
    if route.query is None:
        return []
    properties = route.query.model_json_schema()["properties"]
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in properties.items()
    ]


def _key(route: Route) -> list[dict[str, Any]]:
    if not route.changes:
        return []
    schema = {"type": "string", "maxLength": 64}
    return [{"name": "Idempotency-Key", "in": "header", "required": False, "schema": schema}]


def _answer(route: Route) -> dict[str, Any]:
    files = {media_type: {"schema": {"type": "string"}} for media_type in route.files}
    return {"description": "The answer", "content": {**_content(route.answer), **files}}


def _content(model: type[BaseModel]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REFERENCE.format(model=model.__name__)}}}


def _problem() -> dict[str, Any]:
    schema = {"$ref": REFERENCE.format(model=Problem.__name__)}
    return {
        "description": "Why not",
        "content": {"application/problem+json": {"schema": schema}},
    }


def _security(route: Route) -> list[dict[str, list[str]]]:
    if ANYONE in route.who:
        return []
    kinds = {
        "staff": STAFF,
        "device": {str(kind) for kind in DeviceKind},
        "citizen": {CITIZEN},
    }
    return [{name: []} for name, callers in kinds.items() if route.who & callers]


def _schemas(routes: tuple[Route, ...]) -> dict[str, Any]:
    bodies = {route.body for route in routes if route.body is not None}
    answers = {route.answer for route in routes} | {Problem}
    wanted = sorted(bodies | answers, key=lambda model: model.__name__)
    _, document = models_json_schema(
        [(model, "validation") for model in wanted], ref_template=REFERENCE
    )
    return dict(document["$defs"])
