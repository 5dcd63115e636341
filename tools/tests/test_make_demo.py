"""A demo is what its plan says: as many places, without gap or overlap, and the same bytes each time."""

import gzip
import pathlib
import sys
import tempfile
import tomllib
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "tools"))
import make_demo

PLAN = """
area = 4
households = 1000
seed = 7
level = [
    {kind = "street", count = 1, digits = 3, code = "S", name = "示范街道"},
    {kind = "community", count = 3, digits = 2, name = "{word}村", also = 2, other = "{word}社区"},
    {kind = "grid", count = 7, digits = 2, name = "{above}第{n}网格"},
    {kind = "building", count = 9, digits = 2, name = "{n}号楼", borders = false},
]
organisation = [
    {kind = "top", at = "street", code = "Z", name = "{place}党工委"},
    {kind = "branch", at = "community", skip = 1, code = "Z{n}", name = "支部", parent = "top"},
    {kind = "firm", at = "street", each = 2, code = "F{n}", name = "企业{n}号", covers = false},
]
account = [
    {post = "worker", at = "grid", total = 9, login = "worker{n}", name = "{place}网格员{k}"},
    {post = "handler", of = ["firm"], login = "{code}-1", name = "{org}承办人"},
]
"""


def demo():
    return make_demo.Demo(tomllib.loads(PLAN))


def area(rect):
    return (rect[2] - rect[0]) * (rect[3] - rect[1])


class Demos(unittest.TestCase):
    def test_each_level_has_as_many_places_as_the_plan_says(self):
        kinds = [p.kind for p in demo().places]
        self.assertEqual([1, 3, 7, 9], [kinds.count(k) for k in
                                        ("street", "community", "grid", "building")])

    def test_names_and_codes_follow_the_place_above(self):
        places = demo().places
        self.assertEqual(["松园社区", "竹园社区", "梅园村"], [p.name for p in places[1:4]])
        self.assertEqual("S0101", places[4].code)
        self.assertEqual("松园社区第1网格", places[4].name)
        self.assertEqual(len(places), len({p.code for p in places}))

    def test_what_lies_below_fills_a_place_without_gap_or_overlap(self):
        places = demo().places
        for p in places:
            below = [b.rect for b in places if b.above is p]
            if not below:
                continue
            self.assertAlmostEqual(area(p.rect), sum(area(r) for r in below), places=3)
            for r in below:
                self.assertTrue(p.rect[0] <= r[0] and p.rect[1] <= r[1] and
                                r[2] <= p.rect[2] and r[3] <= p.rect[3])

    def test_households_add_up_at_every_level(self):
        d = demo()
        for level in d.levels:
            self.assertEqual(1000, sum(p.households for p in level))

    def test_organisations_stand_below_that_of_the_place_above(self):
        rows = demo().orgs
        self.assertEqual(5, len(rows))
        self.assertEqual([("Z1", "Z"), ("Z2", "Z")], [(r[0], r[3]) for r in rows[1:3]])
        self.assertEqual(["", ""], [r[5] for r in rows[3:]])

    def test_accounts_are_as_many_as_said_and_spread_evenly(self):
        rows = demo().accounts
        workers = [r for r in rows if r[2] == "worker"]
        self.assertEqual(9, len(workers))
        places = [w[3] for w in workers]
        self.assertEqual({1, 2}, {places.count(c) for c in places})
        self.assertEqual([("f1-1", "F1"), ("f2-1", "F2")], [(r[0], r[4]) for r in rows[9:]])

    def test_a_large_file_is_packed_and_the_other_kind_removed(self):
        with tempfile.TemporaryDirectory() as d:
            path = pathlib.Path(d) / "a.csv"
            make_demo.put(path, "x" * (make_demo.PLAIN_MOST + 1))
            self.assertEqual(["a.csv.gz"], [p.name for p in path.parent.iterdir()])
            make_demo.put(path, "x")
            self.assertEqual(["a.csv"], [p.name for p in path.parent.iterdir()])

    def test_the_demos_of_the_packs_are_what_their_plans_make(self):
        plans = sorted(TOP.glob("practices/*/demo/plan.toml"))
        self.assertTrue(plans)
        for plan in plans:
            with tempfile.TemporaryDirectory() as d:
                made = make_demo.Demo(tomllib.loads(plan.read_text(encoding="utf-8")))
                made.write(pathlib.Path(d))
                for path in pathlib.Path(d).iterdir():
                    there = plan.with_name(path.name)
                    self.assertTrue(there.exists(), there)
                    self.assertEqual(text(path), text(there), there)


def text(path):
    """What is in it: another zlib may pack the same text into other bytes."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


if __name__ == "__main__":
    unittest.main()
