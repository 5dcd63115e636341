#!/usr/bin/env python3
"""Make the demo of a practice pack: its whole tree of places, who answers and who works there.

usage: make_demo.py practices/PACK…

Reads demo/plan.toml of each pack and writes beside it
  places.csv         code,kind,name,parent,households: from the top down to the last level
  places.geojson     the same with a polygon each, for the levels that have borders
  organisations.csv  code,kind,name,parent,place,covers
  accounts.csv       login,name,post,place,organisation
each as it is or, when it is large, as NAME.gz.

A plan (TOML) says area (square kilometres), households and seed, and lists of
  level         kind, count (in all), digits (of its part of the code), name, borders (true unless
                said); `also` = N gives the first N places the name `other`
  organisation  kind, code, name, at (a kind of place: one at each), each (so many at each), skip
                (not at the first so many), most (only at so many), parent (the organisation of that
                kind there or above), covers (true unless said)
  account       post, login, name, at (a kind of place) or of (kinds of organisations), each (so
                many at each) or total (so many in all, spread evenly), most
In names "{place}" is the place's, "{org}" the organisation's, "{n}" a number and, of a place,
"{above}" the name above and "{word}" a neutral one of two characters.

Every place is a rectangle that the places below it fill without gap or overlap. The same plan gives
the same bytes. Nothing in it is real: the codes begin with 99, which GB/T 2260 gives to nobody, and
accounts carry the names of duties, never of people.
"""

import gzip
import json
import math
import pathlib
import random
import sys
import tomllib

from make_territory import cut, ring, share

FIRST = "松竹梅兰桃柳桂荷云泉溪湖山林晨晓"
SECOND = "园苑和安明华康宁乐祥泰馨怡景"
PLAIN_MOST = 256 << 10  # bytes; larger files are packed


def word(n):
    """The nth neutral name; they repeat after 224."""
    return FIRST[n % len(FIRST)] + SECOND[n // len(FIRST) % len(SECOND)]


class Place:
    def __init__(self, code, kind, name, above, rect):
        self.code, self.kind, self.name, self.above, self.rect = code, kind, name, above, rect
        self.households, self.borders = 0, True
        self.orgs = {}  # kind: the last one made there

    def feature(self):
        above = self.above.code if self.above else ""
        shown = {"code": self.code, "kind": self.kind, "name": self.name, "parent": above}
        return {"type": "Feature", "properties": shown,
                "geometry": {"type": "Polygon", "coordinates": [ring(self.rect)]}}

    def up(self):
        p = self
        while p:
            yield p
            p = p.above


class Demo:
    def __init__(self, plan):
        self.plan, self.rng = plan, random.Random(plan.get("seed", 1))
        self.places, self.orgs, self.accounts = [], [], []
        self.levels = []  # of each level its places
        for level in plan["level"]:
            self.add_level(level)
        self.spread_households()
        for one in plan.get("organisation", []):
            self.add_organisations(one)
        for one in plan.get("account", []):
            self.add_accounts(one)

    # -- places --

    def add_level(self, level):
        if not self.levels:
            side = math.sqrt(self.plan["area"]) * 1000
            square = (-side / 2, -side / 2, side / 2, side / 2)
            above, held, pieces = [None], [level["count"]], [self.cut_top(square, level["count"])]
        else:
            above = self.levels[-1]
            held = share(level["count"], len(above))
            pieces = [cut(a.rect, [1] * n, self.rng) if n else [] for a, n in zip(above, held)]
        made = []
        for a, n, rects in zip(above, held, pieces):
            for i in range(n):
                made.append(self.place(level, a, i + 1, len(made), rects[i]))
        self.levels.append(made)
        self.places += made

    def cut_top(self, square, count):
        return cut(square, [1] * count, self.rng)

    def place(self, level, above, n, nth, rect):
        code = (above.code if above else "") + f"{n:0{level['digits']}d}"
        name = level["other"] if nth < level.get("also", 0) else level["name"]
        p = Place(level.get("code", code), level["kind"], "", above, rect)
        p.name = name.format(n=n, N=nth + 1, word=word(nth), above=above.name if above else "")
        p.borders = level.get("borders", True)
        return p

    def spread_households(self):
        """Over the places of the last level, and from there upwards."""
        last = self.levels[-1]
        raw = [self.rng.uniform(0.7, 1.3) for _ in last]
        total, left = self.plan["households"], self.plan["households"]
        for p, r in zip(last, raw):
            p.households = int(total * r / sum(raw))
            left -= p.households
        for i in range(left):
            last[i % len(last)].households += 1
        for p in last:
            for a in p.up():
                if a is not p:
                    a.households += p.households

    # -- who answers there --

    def add_organisations(self, one):
        n = 0
        places = [p for p in self.places if p.kind == one["at"]]
        for p in places[one.get("skip", 0):][:one.get("most")]:
            for k in range(one.get("each", 1)):
                n += 1
                code = one["code"].format(n=n)
                name = one["name"].format(place=p.name, n=n, k=k + 1)
                parent = self.org_above(p, one["parent"]) if "parent" in one else ""
                covers = p.code if one.get("covers", True) else ""
                self.orgs.append((code, one["kind"], name, parent, p.code, covers))
                p.orgs[one["kind"]] = code

    def org_above(self, place, kind):
        for p in place.up():
            if kind in p.orgs:
                return p.orgs[kind]
        raise SystemExit(f"no {kind} at or above {place.name}")

    # -- who works there --

    def add_accounts(self, one):
        if "at" in one:
            seats = [(p.code, "", p.name) for p in self.places if p.kind == one["at"]]
        else:
            seats = [("", o[0], o[2]) for o in self.orgs if o[1] in one["of"]]
        seats = seats[:one.get("most")]
        each = share(one["total"], len(seats)) if "total" in one else \
            [one.get("each", 1)] * len(seats)
        n = 0
        for (place, org, name), many in zip(seats, each):
            for k in range(many):
                n += 1
                shown = one["name"].format(place=name, org=name, n=n, k=k + 1)
                login = one["login"].format(n=n, code=org.lower(), k=k + 1)
                self.accounts.append((login, shown, one["post"], place, org))

    # -- files --

    def geojson(self):
        features = [json.dumps(p.feature(), ensure_ascii=False, separators=(",", ":"))
                    for p in self.places if p.borders]
        return '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"

    def write(self, folder):
        rows = [(p.code, p.kind, p.name, p.above.code if p.above else "", p.households or "")
                for p in self.places]
        put(folder / "places.csv", csv("code,kind,name,parent,households", rows))
        put(folder / "places.geojson", self.geojson())
        put(folder / "organisations.csv", csv("code,kind,name,parent,place,covers", self.orgs))
        put(folder / "accounts.csv", csv("login,name,post,place,organisation", self.accounts))


def csv(head, rows):
    return "\n".join([head] + [",".join(str(c) for c in r) for r in rows]) + "\n"


def put(path, text):
    """What is packed has neither time nor name, so that the same text gives the same bytes."""
    packed, data = path.with_name(path.name + ".gz"), text.encode()
    path.unlink(missing_ok=True)
    packed.unlink(missing_ok=True)
    if len(data) > PLAIN_MOST:
        packed.write_bytes(gzip.compress(data, 9, mtime=0))
    else:
        path.write_bytes(data)


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    for folder in (pathlib.Path(a) / "demo" for a in sys.argv[1:]):
        demo = Demo(tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8")))
        demo.write(folder)
        print(f"{folder}: {len(demo.places)} places, {len(demo.orgs)} organisations,"
              f" {len(demo.accounts)} accounts")


if __name__ == "__main__":
    main()
