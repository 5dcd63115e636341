"""Each rule for the description of the API sees its breach."""

import copy
import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import lint_openapi

GOOD = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "paths": {
        "/cases/{id}": {
            "get": {
                "operationId": "getCase",
                "summary": "Read a case.",
                "tags": ["cases"],
                "x-capability": "case.read",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "description": "its id",
                     "schema": {"type": "string"}},
                ],
                "responses": {
                    "200": {"description": "it", "content": {"application/json": {
                        "schema": {"$ref": "#/components/schemas/case"}}}},
                    "4XX": {"$ref": "#/components/responses/error"},
                },
            },
        },
    },
    "components": {
        "responses": {"error": {"description": "why not"}},
        "schemas": {
            "case": {"type": "object", "required": ["title"], "properties": {
                "title": {"type": "string"},
                "place": {"$ref": "#/components/schemas/place"},
                "words": {"type": "array", "items": {"type": "string"}},
                "data": {"description": "anything"},
                "properties": {"type": "string"}}},
            "place": {"type": "object", "properties": {"name": {"type": "string"}}},
        },
    },
}


class Lint(unittest.TestCase):
    def setUp(self):
        self.doc = copy.deepcopy(GOOD)
        self.op = self.doc["paths"]["/cases/{id}"]["get"]
        self.schemas = self.doc["components"]["schemas"]

    def sees(self, expected):
        found = lint_openapi.lint(json.dumps(self.doc))
        self.assertEqual(1, len(found), found)
        self.assertIn(expected, f"{found[0][0]}: {found[0][1]}")

    def test_a_good_description_passes(self):
        self.assertEqual([], lint_openapi.lint(json.dumps(GOOD)))

    def test_what_is_not_json_is_seen(self):
        self.assertIn("is not JSON", lint_openapi.lint("{")[0][1])
        self.assertIn("stands twice", lint_openapi.lint('{"a":1,"a":2}')[0][1])

    def test_another_version_is_seen(self):
        self.doc["openapi"] = "3.0.0"
        self.sees("3.1")

    def test_a_reference_to_nothing_is_seen(self):
        self.schemas["place"]["properties"]["name"] = {"$ref": "#/components/schemas/nothing"}
        self.sees("leads nowhere")

    def test_two_operations_of_one_name_are_seen(self):
        self.doc["paths"]["/cases/{id}"]["put"] = copy.deepcopy(self.op)
        self.sees("also that of")

    def test_an_operation_without_summary_is_seen(self):
        self.op["summary"] = " "
        self.sees("GET /cases/{id}: no summary")

    def test_an_operation_without_capability_is_seen(self):
        del self.op["x-capability"]
        self.sees("no x-capability")

    def test_an_operation_without_tags_is_seen(self):
        self.op["tags"] = []
        self.sees("no tags")

    def test_an_operation_that_never_fails_is_seen(self):
        del self.op["responses"]["4XX"]
        self.doc["components"].pop("responses")
        self.sees("goes wrong")

    def test_a_reply_without_description_is_seen(self):
        del self.op["responses"]["200"]["description"]
        self.sees("reply 200")

    def test_a_word_of_the_path_that_is_not_declared_is_seen(self):
        self.op["parameters"] = []
        self.sees("{id}")

    def test_a_parameter_without_description_is_seen(self):
        del self.op["parameters"][0]["description"]
        self.sees("parameter id has no description")

    def test_a_parameter_without_type_is_seen(self):
        self.op["parameters"][0]["schema"] = {}
        self.sees("parameter id has no type")

    def test_a_property_without_type_is_seen(self):
        self.schemas["case"]["properties"]["title"] = {}
        self.sees("case/properties/title")

    def test_a_list_of_nothing_is_seen(self):
        del self.schemas["case"]["properties"]["words"]["items"]
        self.sees("list of nothing")

    def test_a_required_property_that_is_not_there_is_seen(self):
        self.schemas["case"]["required"] = ["titel"]
        self.sees("requires titel")

    def test_a_schema_that_nobody_uses_is_seen(self):
        self.schemas["alone"] = {"type": "object", "properties": {}}
        self.sees("schemas/alone: is not used")

    def test_schemas_that_use_only_each_other_are_seen(self):
        self.schemas["alone"] = {"type": "object", "properties": {
            "me": {"$ref": "#/components/schemas/alone"}}}
        self.sees("schemas/alone: is not used")


if __name__ == "__main__":
    unittest.main()
