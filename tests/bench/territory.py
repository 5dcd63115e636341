#!/usr/bin/env python3
"""Make the bench's district: 14 streets, 189 communities, 2,850 grids with polygons.

usage: territory.py OUT

Writes places.csv, places.geojson and organisations.csv into the folder OUT, always the same. Each
place is a rectangle that those below it fill without gap or overlap. Nothing in it is real: the
codes begin with 99, which GB/T 2260 gives to nobody.
"""

import json
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from make_territory import cut, ring, share, table

DISTRICT, STREETS, COMMUNITIES, GRIDS = "990101", 14, 189, 2850
SIDE_M = 20000
KINDS = [("urban_management", "城市管理局"), ("emergency_management", "应急管理局"),
         ("housing", "住房和建设局"), ("police", "公安分局")]


def pieces(rect, n, rng):
    return cut(rect, [1] * n, rng)


def main():
    out = pathlib.Path(sys.argv[1])
    rng = random.Random(8311)
    half = SIDE_M / 2
    places, features = [(DISTRICT, "county", "测速区", "", "")], []
    orgs = [(f"B{n:02d}", kind, f"测速区{name}", "", DISTRICT, DISTRICT)
            for n, (kind, name) in enumerate(KINDS, 1)]
    held = iter(share(GRIDS, COMMUNITIES))
    streets = pieces((-half, -half, half, half), STREETS, rng)
    for s, (street, n) in enumerate(zip(streets, share(COMMUNITIES, STREETS)), 1):
        street_code = f"{DISTRICT}{s:03d}"
        places.append((street_code, "street", f"测速{s}街道", DISTRICT, ""))
        for c, community in enumerate(pieces(street, n, rng), 1):
            code = f"{street_code}{c:03d}"
            places.append((code, "community", f"{s}-{c}社区", street_code, ""))
            orgs.append((f"J{code[6:]}", "residents_committee", f"{s}-{c}社区居民委员会", "",
                         code, code))
            for g, grid in enumerate(pieces(community, next(held), rng), 1):
                places.append((f"{code}{g:02d}", "grid", f"{s}-{c}-{g}网格", code, 300))
                features.append(json.dumps(
                    {"type": "Feature",
                     "properties": {"code": f"{code}{g:02d}", "kind": "grid",
                                    "name": f"{s}-{c}-{g}网格"},
                     "geometry": {"type": "Polygon", "coordinates": [ring(grid)]}},
                    ensure_ascii=False, separators=(",", ":")))
    out.mkdir(parents=True, exist_ok=True)
    table(out / "places.csv", ("code", "kind", "name", "parent", "households"), places)
    table(out / "organisations.csv", ("code", "kind", "name", "parent", "place", "covers"), orgs)
    (out / "places.geojson").write_text(
        '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n")


if __name__ == "__main__":
    main()
