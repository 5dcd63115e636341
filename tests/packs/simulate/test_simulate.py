"""What the simulator answers: with other staff other figures, the same seed the same, and the data
folder that was asked about untouched. LINLI names the program."""

import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
DAYS = ["--from", "2026-03-02", "--days", "28", "--per-day", "55"]


class Simulate(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp())
        cls.data = cls.root / "data"
        cls.call("init", "--data", cls.data, "--practice", HERE / "counter", "--demo", "--on",
                 "2026-03-01")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    @classmethod
    def call(cls, *args, status=0, lang="en"):
        done = subprocess.run([os.environ["LINLI"], "--lang", lang, *map(str, args)],
                              capture_output=True, text=True,
                              env=dict(os.environ, TMPDIR=str(cls.root)))
        if done.returncode != status:
            raise AssertionError(f"{args}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout if status == 0 else done.stderr

    def compare(self, *args):
        out = self.call("simulate", "--data", self.data, *DAYS, "--json", *args)
        return json.loads(out)["runs"]

    def test_twice_the_staff_at_the_bottleneck_is_more_in_time_and_half_is_less(self):
        as_is, double = self.compare("--staff", "expert=2")
        half = self.compare("--staff", "expert=0.5")[1]
        self.assertEqual("expert", as_is["bottleneck"])
        self.assertLess(as_is["on_time_rate"], double["on_time_rate"])
        self.assertLess(half["on_time_rate"], as_is["on_time_rate"])
        self.assertGreater(half["open"], as_is["open"])
        people = [self.post(r, "expert")["people"] for r in (as_is, double, half)]
        self.assertEqual([4, 8, 2], people)
        self.assertGreater(self.post(half, "expert")["load"], self.post(double, "expert")["load"])
        # Whatever the staff, the same things happen out there.
        self.assertEqual(as_is["reported"], double["reported"])
        self.assertEqual(as_is["reported"], half["reported"])

    def post(self, run, name):
        return next(p for p in run["posts"] if p["name"] == name)

    def test_the_same_seed_gives_the_same_and_another_gives_another(self):
        ask = ["--staff", "expert=2"]
        once = self.compare(*ask)
        self.assertEqual(once, self.compare(*ask))
        self.assertNotEqual(once, self.compare(*ask, "--seed", "2"))

    def test_staff_as_it_is_changes_nothing(self):
        as_is, same = self.compare("--staff", "expert=1")
        same["name"] = as_is["name"]
        self.assertEqual(as_is, same)

    def test_forms_of_every_kind_are_filled_in_and_every_process_ends(self):
        run = self.compare("--staff", "expert=1")[0]
        self.assertEqual(0, run["refused"])
        for process in run["processes"]:
            self.assertGreater(process["opened"], 0, process["name"])
            self.assertGreater(process["ended"], 0, process["name"])

    def test_parties_are_asked_two_look_at_it_and_what_is_not_there_is_said(self):
        run = self.compare("--staff", "expert=1")[0]
        ends = next(p for p in run["processes"] if p["name"] == "agreement")["ends"]
        self.assertGreater(ends["done"], ends["refused"])
        self.assertEqual(0, ends["sent"])
        self.assertEqual(["club"], [k["kind"] for k in run["lacks"]])
        self.assertEqual([], run["stuck"])
        self.assertGreater(self.post(run, "taker")["hired"], 0)

    def test_comparing_leaves_the_data_folder_as_it_was(self):
        def rows():
            with sqlite3.connect(f"file:{self.data}/linli.db?mode=ro", uri=True) as db:
                return db.execute("SELECT (SELECT COUNT(*) FROM journal),"
                                  " (SELECT COUNT(*) FROM account)").fetchone()

        before = rows()
        self.compare("--staff", "expert=3")
        self.assertEqual(before, rows())
        self.assertEqual(["data"], sorted(p.name for p in self.root.iterdir()))

    def test_a_file_asks_for_staff_hours_and_load(self):
        asked = self.root / "data" / "asked.yaml"
        asked.write_text("staff:\n  expert: {each: 5}\nhours: 2\narrivals: 0.5\n")
        as_is, other = self.compare("--what-if", asked)
        expert = self.post(other, "expert")
        self.assertEqual(10, expert["people"])
        self.assertLess(other["reported"], as_is["reported"] * 0.7)
        before = self.post(as_is, "expert")
        self.assertAlmostEqual(5.0, expert["there_hours"] / before["there_hours"])
        asked.unlink()

    def test_a_post_that_is_not_there_is_named_with_the_one_that_was_meant(self):
        said = self.call("simulate", "--data", self.data, *DAYS, "--staff", "expret=2", status=1)
        self.assertIn("there is no post expret; did you mean expert?", said)
        asked = self.root / "data" / "wrong.yaml"
        asked.write_text("staff:\n  expret: 2\n")
        said = self.call("simulate", "--data", self.data, *DAYS, "--what-if", asked, status=1)
        self.assertIn("wrong.yaml:2:3", said)
        self.assertIn("expert", said)
        asked.unlink()

    def test_a_factor_must_be_a_sensible_number(self):
        for wrong in ("expert=0", "expert=", "expert=many", "expert=-1", "=2", "expert=1,taker"):
            self.call("simulate", "--data", self.data, *DAYS, "--staff", wrong, status=1)

    def test_the_table_speaks_both_languages(self):
        args = ["simulate", "--data", self.data, "--from", "2026-03-02", "--days", "5", "--staff",
                "expert=2"]
        self.assertIn("on time", self.call(*args))
        self.assertIn("按时率", self.call(*args, lang="zh"))

    def test_one_run_lives_in_the_folder_itself(self):
        copy = self.root / "data" / "copy"
        self.call("init", "--data", copy, "--practice", HERE / "counter", "--demo", "--on",
                  "2026-03-01")
        said = json.loads(self.call("simulate", "--data", copy, *DAYS, "--json"))
        self.assertEqual({"days", "seed", "from", "runs"}, set(said))
        self.assertEqual(["as_is"], [r["name"] for r in said["runs"]])
        with sqlite3.connect(copy / "linli.db") as db:
            n = db.execute("SELECT COUNT(*) FROM civic_case").fetchone()[0]
            voted = [json.loads(form)["ballot"]["result"] for (form,) in db.execute(
                "SELECT form FROM civic_case WHERE form LIKE '%ballot%'")]
        self.assertEqual(said["runs"][0]["reported"], n)
        # A vote is carried more often than not, and now and then everything else happens.
        self.assertGreater(voted.count("carried"), len(voted) / 4)
        self.assertLess(voted.count("carried"), len(voted) * 3 / 4)
        self.assertEqual({"carried", "rejected", "no_quorum", "irregular", "poll"}, set(voted))
        shutil.rmtree(copy)

    def test_what_is_reported_lies_within_its_grid_and_has_photos(self):
        pack = HERE.parents[2] / "practices" / "hantang-north"
        copy = self.root / "data" / "within"
        self.call("init", "--data", copy, "--practice", pack, "--demo", "--on", "2026-03-01")
        self.call("simulate", "--data", copy, "--from", "2026-03-02", "--days", "3", "--json")
        boxes = {}  # the demo's grids are rectangles
        for f in json.loads((pack / "demo/places.geojson").read_text())["features"]:
            boxes[f["properties"]["code"]] = list(zip(*f["geometry"]["coordinates"][0]))
        with sqlite3.connect(copy / "linli.db") as db:
            points = db.execute("SELECT p.code, c.lon, c.lat FROM civic_case c JOIN place p"
                                " ON p.id = c.place WHERE c.lon IS NOT NULL").fetchall()
            photos = db.execute("SELECT digest, small FROM case_file").fetchall()
        self.assertGreater(len(points), 30)
        for code, lon, lat in points:
            lons, lats = boxes[code]
            self.assertTrue(min(lons) <= lon <= max(lons) and min(lats) <= lat <= max(lats),
                            f"{lon},{lat} is not in {code}")
        # Photos are handed in with a small one, as the program makes it of a real one.
        self.assertTrue(photos)
        stored = {f.parent.name + f.name for f in (copy / "files").rglob("*") if f.is_file()}
        for digest, small in photos:
            self.assertNotEqual(digest, small)
            self.assertLessEqual({digest, small}, stored)
        shutil.rmtree(copy)

    def test_benefits_are_applied_for_posted_objected_to_granted_and_paid(self):
        copy = self.root / "data" / "benefits"
        self.call("init", "--data", copy, "--practice",
                  HERE.parents[2] / "practices" / "hantang-north", "--demo", "--on", "2026-03-01")
        said = json.loads(self.call("simulate", "--data", copy, "--from", "2026-03-02", "--days",
                                    "30", "--json"))
        stuck = [s for s in said["runs"][0].get("stuck", []) if s["step"] == "publicity"]
        self.assertEqual([], stuck)
        with sqlite3.connect(copy / "linli.db") as db:
            ends = {(process, end): n for process, end, n in db.execute(
                "SELECT process, ended_as, COUNT(*) FROM civic_case WHERE state = 1 GROUP BY 1, 2")}
            terms = db.execute("SELECT COUNT(*) FROM civic_case WHERE process IN"
                               " ('benefit_term', 'family_support_term')").fetchone()[0]
            objections = db.execute("SELECT COUNT(*) FROM objection").fetchone()[0]
        lasting = ["low_income", "age_allowance", "reward_assistance", "bereaved_support"]
        for process in lasting + ["temporary_relief"]:
            granted, refused = ends.get((process, "granted"), 0), ends.get((process, "refused"), 0)
            self.assertGreater(granted, refused, process)
        self.assertEqual(terms, sum(ends[(process, "granted")] for process in lasting))
        self.assertGreater(objections, 0)
        shutil.rmtree(copy)


class Packs(unittest.TestCase):
    """Each pack that is shipped is lived with all its processes."""

    # What is posted after three months is there after 130 days.
    DAYS = ["--from", "2026-03-02", "--days", "130", "--per-day", "18"]
    PRACTICES = HERE.parents[2] / "practices"

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp())
        self.data = self.root / "data"

    def tearDown(self):
        shutil.rmtree(self.root)

    def call(self, *args):
        done = subprocess.run([os.environ["LINLI"], "--lang", "en", *map(str, args)],
                              capture_output=True, text=True,
                              env=dict(os.environ, TMPDIR=str(self.root)))
        self.assertEqual(0, done.returncode, f"{args}\n{done.stdout}{done.stderr}")
        return done.stdout

    def live(self, pack, *args):
        self.call("init", "--data", self.data, "--practice", self.PRACTICES / pack, "--demo",
                  "--on", "2026-03-01")
        return json.loads(self.call("simulate", "--data", self.data, *self.DAYS, "--json",
                                    *args))["runs"]

    def check(self, run):
        self.assertEqual([], run["stuck"], "cases stand where nobody is able to act")
        self.assertEqual(0, run["stuck_cases"])
        self.assertEqual(0, run["refused"])
        self.assertEqual([], [p["name"] for p in run["processes"] if not p["opened"]],
                         "no case of these was opened")
        self.assertEqual([], [p["name"] for p in run["processes"] if not p["moved"]],
                         "no case of these ever moved")
        for p in run["processes"]:
            self.assertEqual(p["ended"], sum(p["ends"].values()), p["name"])
            self.assertEqual(p["opened"], p["ended"] + p["open"], p["name"])

    def end(self, run, process, end):
        return next(p for p in run["processes"] if p["name"] == process)["ends"][end]

    def test_liuzhai(self):
        run = self.live("liuzhai")[0]
        self.check(run)
        self.assertGreater(self.end(run, "resident_move", "helped"), 0)

    def test_ganjingzi_with_whistles_and_quarterly_reports(self):
        run = self.live("ganjingzi")[0]
        self.check(run)
        self.assertGreater(self.end(run, "whistle", "solved"), 0)
        self.assertGreater(self.end(run, "report_posting", "heard"), 0)
        self.assertEqual([], run["lacks"])

    def test_qindu_with_mediation_and_the_folder_is_sound_afterwards(self):
        run = self.live("qindu")[0]
        self.check(run)
        self.assertGreater(self.end(run, "mediation", "settled"), 0)
        self.call("verify", "--data", self.data)

    def test_huayuanlu(self):
        self.check(self.live("huayuanlu")[0])

    def test_hantang_north_and_notices_end_in_a_comparison_too(self):
        for run in self.live("hantang-north", "--staff", "grid_worker=0.5"):
            self.check(run)
            self.assertGreater(self.end(run, "age_allowance", "granted"), 0)


if __name__ == "__main__":
    unittest.main()
