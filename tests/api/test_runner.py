"""The runner of scenarios, tested: above all, what must fail does fail."""

import contextlib
import json
import pathlib
import sqlite3
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import expect
import permissions
import scenario
import schema
import state


def read(text):
    return scenario.read("x.t", "# a title\npack: p\nactor a holds clerk at C01\n" + text)


def reply(value, status=200, headers=None):
    return expect.Reply(status, headers or {}, json.dumps(value).encode())


class ReadingAScenario(unittest.TestCase):
    def test_a_request_is_cut_into_its_parts(self):
        sc = read('a POST /x/{id} {"a": {"b": "} 200"}} If-Match:3 201 $.a=1 $.b~"x y" -> id=$.id')
        s = sc.steps[0]
        self.assertEqual(("a", "POST", "/x/{id}", 201), (s.actor, s.method, s.path, s.status))
        self.assertEqual('{"a": {"b": "} 200"}}', s.body[1])
        self.assertEqual({"If-Match": "3"}, s.headers)
        self.assertEqual(["$.a=1", '$.b~"x y"'], s.expect)
        self.assertEqual([("id", "$.id")], s.capture)

    def test_an_indented_line_goes_on(self):
        s = read('a POST /x {"a": 1,\n   "b": 2}\n   201\n   $.a=1').steps[0]
        self.assertEqual({"a": 1, "b": 2}, json.loads(s.body[1]))
        self.assertEqual(["$.a=1"], s.expect)

    def test_a_here_document_is_a_body(self):
        s = read("a POST /x <<CSV text/csv 200 $.n=1\nname,code\nx,1\nCSV\nwait 3 hours").steps[0]
        self.assertEqual(("raw", "name,code\nx,1\n", "text/csv"), s.body)
        self.assertEqual(200, s.status)

    def test_a_form_and_a_file_are_bodies(self):
        s = read("a POST /x form(a=1, photo=@p.jpg image/jpeg) 201\na PUT /y @d.csv 200").steps
        self.assertEqual("form", s[0].body[0])
        self.assertEqual(("file", "d.csv", "text/csv"), s[1].body)

    def test_head_lines_are_read(self):
        sc = read("rows: HT-03 GJ-57\nactor b is security\na GET / 200")
        self.assertEqual((["HT-03", "GJ-57"], "security"), (sc.rows, sc.actors["b"].role))
        self.assertEqual([("clerk", "C01")], sc.actors["a"].posts)
        self.assertEqual("a title", sc.title)

    def test_a_stream_is_opened_and_looked_at(self):
        s = read("stream wall a GET /feed Last-Event-ID:{last}\n"
                 "wall sees case.opened $.a=1 $.b=2 -> last=Header:id\n"
                 "wall sees only case.opened case.moved\nwall ends\na GET / 200").steps
        self.assertEqual(("stream", "wall", "a", "/feed", {"Last-Event-ID": "{last}"}),
                         (s[0].kind, s[0].stream, s[0].actor, s[0].path, s[0].headers))
        self.assertEqual(("sees", ["case.opened"], ["$.a=1", "$.b=2"], [("last", "Header:id")]),
                         (s[1].kind, s[1].events, s[1].expect, s[1].capture))
        self.assertEqual(("only", ["case.opened", "case.moved"]), (s[2].kind, s[2].events))
        self.assertEqual("ends", s[3].kind)

    def test_mistakes_with_streams_are_refused(self):
        self.refused("stream wall bob GET /feed", "expected: stream")
        self.refused("hall sees case.opened", "begins no line")
        for line in ("sees", "sees only", "ends now", "sees only a.b -> x=$.id"):
            self.refused("stream wall a GET /feed\nwall " + line, "expected: STREAM sees EVENT")
        self.refused("stream wall a GET /feed\nwall sees $.a=1", "is no kind")

    def refused(self, text, words):
        with self.assertRaises(scenario.Mistake) as e:
            read(text)
        self.assertIn(words, str(e.exception))

    def test_mistakes_are_refused_with_their_line(self):
        self.refused("bob GET / 200", "x.t:4: nobody is called 'bob'")
        self.refused("a GET /", "a status was expected")
        self.refused("a POST / {\"a\": 1 200", "has no end")
        self.refused("waits 3h", "begins no line")
        self.refused("a POST / <<CSV 200\nx", "has no end")
        self.refused("# nothing asked", "no request")

    def test_what_was_not_captured_cannot_be_used(self):
        with self.assertRaises(scenario.Mistake):
            scenario.fill("/x/{id}", {})
        self.assertEqual('{"a": 7}', scenario.fill('{"a": {id}}', {"id": "7"}))


class WhatIsKept(unittest.TestCase):
    def test_a_changed_row_and_a_new_file_are_seen_and_the_log_is_not(self):
        with tempfile.TemporaryDirectory() as folder:
            at = pathlib.Path(folder)
            (at / "linli.conf").write_text("listen = 127.0.0.1\n")
            with contextlib.closing(sqlite3.connect(at / "linli.db")) as db:
                db.executescript("CREATE TABLE a (x); CREATE TABLE b (x); INSERT INTO a VALUES (1)")
                before = state.of(folder)
                (at / "stderr").write_text("a word")
                self.assertEqual([], state.changed(before, state.of(folder)))
                db.execute("UPDATE a SET x = 2")
                db.commit()
                (at / "files").mkdir()
                (at / "files" / "f").write_text("content")
                self.assertEqual(["a", "files/f"], state.changed(before, state.of(folder)))


class Expecting(unittest.TestCase):
    value = {"id": "12", "n": 3, "ok": True, "none": None, "title": "坑 洼",
             "items": [{"id": "1", "step": "filing"}, {"id": "2", "step": "handling"}]}

    def met(self, *all_of):
        for one in all_of:
            expect.check(one, reply(self.value, headers={"etag": '"3"'}))

    def unmet(self, *all_of):
        for one in all_of:
            with self.assertRaises(expect.Unmet, msg=one):
                self.met(one)

    def test_equality_is_by_type(self):
        self.met("$.id=12", "$.n=3", "$.ok=true", "$.none=null", '$.title="坑 洼"')
        self.unmet("$.id=13", "$.n=4", "$.ok=1", "$.ok=false", "$.none=0", "$.title=坑", "$.gone=1")

    def test_patterns_search(self):
        self.met("$.title~^坑", "$.id!~^2", "text~handling")
        self.unmet("$.title~^洼", "$.id!~^1", "$.gone~x", "$.gone!~x")

    def test_numbers_compare(self):
        self.met("$.n>2", "$.n>=3", "$.n<4", "$.n<=3", "$.n!=4")
        self.unmet("$.n>3", "$.n<3", "$.title>1", "$.n!=3")

    def test_members_are_counted(self):
        self.met("$.items#2", "$.items#>1", "$.items#<=2")
        self.unmet("$.items#3", "$.n#1", "$.gone#0")

    def test_presence_and_absence(self):
        self.met("$.id", "!$.gone", "Header:ETag", "!Header:Location", "!$.items[5]")
        self.unmet("!$.id", "$.gone", "Header:Location", "$.items[2]")

    def test_members_of_lists_are_found(self):
        self.met("$.items[1].step=handling", "$.items[*].step=filing", "$.items[id=2].step=handling",
                 "$.items[*].step!=closed", "!$.items[id=9]", "!$.items[*].gone")
        self.unmet("$.items[*].step=closed", "$.items[*].step!=filing", "$.items[id=2].step=filing",
                   "$.items[*].gone")

    def test_a_capture_must_be_there(self):
        self.assertEqual("12", expect.capture("$.id", reply(self.value)))
        with self.assertRaises(expect.Unmet):
            expect.capture("$.gone", reply(self.value))

    def test_a_reply_that_is_not_json_has_no_members(self):
        with self.assertRaises(expect.Unmet):
            expect.check("$.a=1", expect.Reply(200, {}, b"<html>"))


API = schema.Api({
    "components": {
        "schemas": {"thing": {
            "type": "object", "required": ["id"], "additionalProperties": False,
            "properties": {"id": {"type": "string", "pattern": "^[0-9]+$"},
                           "n": {"type": ["integer", "null"], "minimum": 1},
                           "at": {"type": "string", "format": "date-time"},
                           "kind": {"enum": ["a", "b"]}}}},
        "responses": {"error": {"content": {"application/json": {"schema": {
            "type": "object", "required": ["code"]}}}}}},
    "paths": {"/things/{id}": {"get": {"responses": {
                  "200": {"content": {"application/json": {"schema": {
                      "$ref": "#/components/schemas/thing"}}}},
                  "4XX": {"$ref": "#/components/responses/error"}}}},
              "/things/search": {"get": {"responses": {"204": {"description": "none"}}}}},
})


class CheckingAgainstTheApi(unittest.TestCase):
    def check(self, value, status=200, path="/things/7"):
        r = reply(value, status, {"content-type": "application/json; charset=utf-8"})
        API.check_reply("GET", path, r)

    def wrong(self, *args, **more):
        with self.assertRaises(schema.Wrong):
            self.check(*args, **more)

    def test_what_is_as_described_passes(self):
        self.check({"id": "7", "n": 2, "at": "2026-03-02T09:00:00+08:00", "kind": "a"})
        self.check({"id": "7", "n": None})
        self.check({"code": "x"}, 404)
        API.check_reply("GET", "/things/search", expect.Reply(204, {}, b""))

    def test_what_is_not_as_described_fails(self):
        for value in ({}, {"id": 7}, {"id": "x"}, {"id": "7", "n": 0}, {"id": "7", "n": True},
                      {"id": "7", "at": "yesterday"}, {"id": "7", "kind": "c"},
                      {"id": "7", "more": 1}, []):
            self.wrong(value)
        self.wrong({"message": "no code"}, 404)
        self.wrong({"id": "7"}, 201)
        self.wrong({"id": "7"}, 200, "/nothing")
        self.wrong({"id": "7"}, 204, "/things/search")

    def test_members_of_which_nothing_is_said_may_be_anything(self):
        API.check({"type": "array"}, [1, {"a": "b"}], "$")
        API.check({"type": "array", "items": True}, ["x"], "$")

    def test_a_schema_word_that_is_not_known_is_not_passed_over(self):
        api = schema.Api(dict(API.doc))
        with self.assertRaises(schema.Wrong):
            api.check({"if": {}}, 1, "$")


class ThePermissionTable(unittest.TestCase):
    wanted = {"GET /a": ["anyone"] + ["ok"] * 9, "POST /b": ["case.edit", "sign_in"] + ["ok"] * 8}

    def test_the_same_is_no_finding(self):
        self.assertEqual([], permissions.compare(self.wanted, self.wanted, list(self.wanted)))

    def test_a_route_that_the_table_or_the_calls_lack_is_found(self):
        found = dict(self.wanted, **{"GET /c": ["anyone"] + ["ok"] * 9})
        self.assertIn("GET /c: not in permissions.txt",
                      permissions.compare(self.wanted, found, list(found)))
        self.assertIn("GET /d: no call of it in permissions_calls.t",
                      permissions.compare(self.wanted, self.wanted, [*self.wanted, "GET /d"]))
        self.assertIn("POST /b: in permissions.txt, but there is no such route",
                      permissions.compare(self.wanted, {"GET /a": self.wanted["GET /a"]}, ["GET /a"]))

    def test_a_cell_that_differs_is_found(self):
        cells = ["case.read"] + ["ok"] * 3 + ["denied"] + ["ok"] * 5
        found = dict(self.wanted, **{"GET /a": cells})
        self.assertEqual(["GET /a: what it needs gets case.read, the table says anyone",
                          "GET /a: stranger gets denied, the table says ok"],
                         permissions.compare(self.wanted, found, list(found)))

    def test_the_table_reads_back_as_it_was_written(self):
        self.assertEqual(self.wanted, permissions.read_table(permissions.text_of(self.wanted)))


if __name__ == "__main__":
    unittest.main()
