#!/usr/bin/env python3
"""Make a demo territory: a neighbourhood of neutral names, cut into nested grids.

usage: make_territory.py OUT --levels 1,6,29,175,497 --households 8574 [--area 5] [--seed 1]

Writes into the folder OUT
  places.csv         code,kind,name,parent,households: from the district down to the last grid
  places.geojson     the same from the community on, with a polygon each
  organisations.csv  code,kind,name,parent,place,covers: who answers for what there
  accounts.csv       login,name,post,place,organisation: who works there

Every grid is a rectangle that its smaller grids fill without gap or overlap, because each is cut
in two again and again. The same arguments give the same files. Nothing in it is real: the codes
begin with 99, which GB/T 2260 gives to nobody.
"""

import argparse
import json
import math
import pathlib
import random

DISTRICT, STREET, COMMUNITY = "990101", "990101001", "990101001001"
CENTRE = (100.0, 38.0)
DIGITS = (2, 2, 2, 3, 3)  # of each grid level's part of the code: five levels at most
ORDINAL = "一二三四五六七八九十"


def share(total, parts):
    """`total` over `parts` as evenly as it goes, the larger ones first."""
    return [total // parts + (i < total % parts) for i in range(parts)]


def cut(rect, weights, rng):
    """Cut a rectangle into one piece for each weight, its area about in proportion."""
    if len(weights) == 1:
        return [rect]
    half = len(weights) // 2
    part = sum(weights[:half]) / sum(weights)
    part = min(max(part + rng.uniform(-0.06, 0.06), 0.2), 0.8)
    x0, y0, x1, y1 = rect
    if x1 - x0 >= y1 - y0:
        x = x0 + (x1 - x0) * part
        first, second = (x0, y0, x, y1), (x, y0, x1, y1)
    else:
        y = y1 - (y1 - y0) * part
        first, second = (x0, y, x1, y1), (x0, y0, x1, y)
    return cut(first, weights[:half], rng) + cut(second, weights[half:], rng)


class Territory:
    def __init__(self, levels, households, area, seed):
        self.levels, self.rng = levels, random.Random(seed)
        self.places = []  # (code, kind, name, above, households, rect in metres or None)
        side = math.sqrt(area) * 1000
        square = (-side / 2, -side / 2, side / 2, side / 2)
        self.places.append([DISTRICT, "county", "示范区", "", 0, None])
        self.places.append([STREET, "street", "示范街道", DISTRICT, 0, None])
        self.places.append([COMMUNITY, "community", "示范社区", STREET, households, square])
        # How many grids each grid of the level above holds, in order; the counts add up.
        self.held = [[levels[0]]] + [share(n, m) for m, n in zip(levels, levels[1:])]
        self._fill(COMMUNITY, "", square, 0, 0, households)

    def _below(self, level, nth):
        """Which grids of `level` lie in the nth of the level above."""
        first = sum(self.held[level][:nth])
        return range(first, first + self.held[level][nth])

    def _weight(self, level, nth):
        """How many grids of the last level the nth grid of `level` holds."""
        if level + 1 == len(self.levels):
            return 1
        return sum(self._weight(level + 1, i) for i in self._below(level + 1, nth))

    def _fill(self, above, name, rect, level, nth, households):
        """Cut `rect`, the nth place of the level above, into its grids of `level`."""
        grids = self._below(level, nth)
        weights = [self._weight(level, i) for i in grids]
        homes = self._homes(households, weights)
        for i, piece in enumerate(cut(rect, weights, self.rng)):
            code = f"{above}{i + 1:0{DIGITS[level]}d}"
            title = f"{name}-{i + 1}" if name else f"{i + 1}"
            shown = f"{ORDINAL[level]}级网格{title}" if level else "一级网格"
            self.places.append([code, f"grid{level + 1}", shown, above, homes[i], piece])
            if level + 1 < len(self.levels):
                self._fill(code, title if level else "", piece, level + 1, grids[i], homes[i])

    def _homes(self, total, weights):
        raw = [w * self.rng.uniform(0.7, 1.3) for w in weights]
        homes = [int(total * r / sum(raw)) for r in raw]
        for i in range(total - sum(homes)):
            homes[i % len(homes)] += 1
        return homes


def ring(rect):
    """Degrees, seven decimals (a centimetre); the same metre gives the same number."""
    lon = 111320 * math.cos(math.radians(CENTRE[1]))
    x0, x1 = (round(CENTRE[0] + x / lon, 7) for x in (rect[0], rect[2]))
    y0, y1 = (round(CENTRE[1] + y / 110574, 7) for y in (rect[1], rect[3]))
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]]


def organisations(places):
    """(code, kind, name, parent, place, covers)"""
    level2 = [p for p in places if p[1] == "grid2"]
    level3 = [p for p in places if p[1] == "grid3"]
    rows = [
        ("Z01", "party_working_committee", "示范街道党工委", "", STREET, STREET),
        ("Z02", "general_branch", "示范社区党总支", "Z01", COMMUNITY, COMMUNITY),
        ("J01", "residents_committee", "示范社区居民委员会", "", COMMUNITY, COMMUNITY),
        ("J02", "mediation_committee", "示范社区人民调解委员会", "", COMMUNITY, COMMUNITY),
        ("J03", "social_org", "示范社会工作服务站", "", COMMUNITY, COMMUNITY),
        ("U01", "public_utility", "示范供水供热公司", "", DISTRICT, DISTRICT),
    ]
    kinds = [("urban_management", "城市管理局"), ("police", "公安派出所"),
             ("housing", "住房和建设局"), ("civil_affairs", "民政局"), ("health", "卫生健康局"),
             ("market_regulation", "市场监管所"), ("gardens", "园林绿化中心"),
             ("transport", "交通运输局"), ("emergency_management", "应急管理局"),
             ("justice", "司法所")]
    for n, (kind, name) in enumerate(kinds, 1):
        rows.append((f"B{n:02d}", kind, "示范区" + name, "", DISTRICT, DISTRICT))
    for n, p in enumerate(level2, 1):
        rows.append((f"Z1{n:02d}", "grid_branch", f"{p[2]}党支部", "Z02", p[0], p[0]))
    for n, p in enumerate(level3[:8], 1):
        rows.append((f"W{n:02d}", "property_company", f"示范物业{n}号服务处", "", p[0], p[0]))
    return rows


def accounts(places, orgs):
    """(login, shown name, post, place, organisation); a shown name is a duty, never a person's."""
    rows = [("secretary", "社区书记", "secretary", COMMUNITY, ""),
            ("street", "街道书记", "secretary", STREET, "")]
    for n in (1, 2):
        rows.append((f"clerk{n}", f"受理员{n}", "clerk", COMMUNITY, ""))
        rows.append((f"dispatcher{n}", f"派遣员{n}", "dispatcher", COMMUNITY, ""))
    rows.append(("keeper", "区划管理员", "territory_keeper", COMMUNITY, ""))
    rows.append(("figures", "统计员", "statistician", COMMUNITY, ""))
    for n, p in enumerate((p for p in places if p[1] == "grid2"), 1):
        rows.append((f"station{n}", f"{p[2]}服务站", "station_worker", p[0], ""))
    for n, p in enumerate((p for p in places if p[1] == "grid3"), 1):
        rows.append((f"worker{n}", f"{p[2]}网格员", "grid_worker", p[0], ""))
    for n, p in enumerate((p for p in places if p[1] == "grid5"), 1):
        rows.append((f"head{n}", f"{p[2]}网格长", "grid_head", p[0], ""))
    for code, kind, name, _, _, _ in orgs:
        if kind in ("party_working_committee", "general_branch", "grid_branch"):
            continue
        for n in (1, 2):
            rows.append((f"{code.lower()}-{n}", f"{name}承办人{n}", "handler", "", code))
    return rows


def table(path, head, rows):
    lines = [",".join(head)] + [",".join(str(c) for c in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("out", type=pathlib.Path)
    p.add_argument("--levels", default="1,6,29,175,497")
    p.add_argument("--households", type=int, default=8574)
    p.add_argument("--area", type=float, default=5.0, help="square kilometres")
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    t = Territory([int(n) for n in a.levels.split(",")], a.households, a.area, a.seed)

    a.out.mkdir(parents=True, exist_ok=True)
    table(a.out / "places.csv", ("code", "kind", "name", "parent", "households"),
          [(c, k, n, u, h or "") for c, k, n, u, h, _ in t.places])
    features = [
        json.dumps({"type": "Feature",
                    "properties": {"code": code, "kind": kind, "name": name, "parent": parent},
                    "geometry": {"type": "Polygon", "coordinates": [ring(rect)]}},
                   ensure_ascii=False, separators=(",", ":"))
        for code, kind, name, parent, _, rect in t.places if rect
    ]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    (a.out / "places.geojson").write_text(text, encoding="utf-8")
    orgs = organisations(t.places)
    table(a.out / "organisations.csv", ("code", "kind", "name", "parent", "place", "covers"), orgs)
    table(a.out / "accounts.csv", ("login", "name", "post", "place", "organisation"),
          accounts(t.places, orgs))


if __name__ == "__main__":
    main()
