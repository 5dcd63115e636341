"""Turn the raw tables into a practice pack, a territory and two plain tables of rows.

Nothing is decided here but names: spellings of one unit are laid together in the pack's alias
table, by the number that the data gives the unit. Every row goes on, good or bad.
"""
import collections
import csv
import gzip
import json
import pathlib
import sys

PACK = """pack: real
title: 真实数据检验
calendar:
  hours: ["09:00-12:00", "14:00-18:00"]
places:
  district:  {title: 区, cases: yes}
  street:    {title: 街道}
  community: {title: 社区, cases: yes}
organisations:
  unit: {title: 处置单位}
relations:
  covers: {title: 负责}
posts:
  clerk:   {title: 受理员, at: district, can: [case.read, case.move]}
  handler: {title: 经办人, at: unit, can: [case.read, case.move]}
aliases:
  unit: {table: units.csv}
classes: {table: classes.csv}
"""
PROCESS = """process: %(name)s
title: %(title)s
prefix: %(prefix)s
open: system
channels: [import]
same: {days: 3650, metres: 200}
form:
  place: need
  class: may
  words: {is: text, title: 内容, max: 20000, keep: office}
steps:
  dispatch:
    title: 派遣
    stage: dispatch
    who: clerk @ district
    moves:
      assign: {title: 派遣, to: handling, need: unit}
      close:  {title: 结案, to: end.closed}
  handling:
    title: 处置
    stage: handle
    who: handler @ case.unit
    clock: {limit: 5 workdays, late: yellow}
    moves:
      done: {title: 办结, to: end.closed}
ends:
  closed: {title: 结案, counts: solved}
"""


def rows(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def write(path, header, lines):
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(header)
        out.writerows(lines)


def units(events):
    """The shortest spelling of each unit's number; the others are aliases of it."""
    spelt = collections.defaultdict(set)
    for e in events:
        if e["dispose_unit_name"] not in ("", "-"):
            spelt[e["dispose_unit_id"]].add(e["dispose_unit_name"])
    names = {min(s, key=lambda n: (len(n), n)) for s in spelt.values()}
    alias = {}
    for s in spelt.values():
        best = min(s, key=lambda n: (len(n), n))
        alias.update((n, best) for n in s if n != best and n not in names)
    return sorted(names), alias


def classes(events, complaints):
    """Three levels of the events' classes, one of the complaints'; codes by order of appearance."""
    table, codes = [], {}

    def code(path, process):
        if path in codes:
            return codes[path]
        above = code(path[:-1], process) if len(path) > 1 else ""
        nth = sum(1 for p in codes if p[:-1] == path[:-1]) + 1
        codes[path] = f"{above}.{nth:03d}" if above else f"{nth:03d}"
        table.append((codes[path], above, path[-1], process))
        return codes[path]

    for e in events:
        code((e["event_type_name"], e["main_type_name"], e["sub_type_name"]), "event")
    for c in complaints:
        code(("投诉:" + c["label_l1"],), "complaint")
    return table, codes


def main(data, out):
    events = rows(data / "grid-events/events.csv.gz")
    complaints = rows(data / "complaints/labelled.csv.gz")
    communities = rows(data / "grid-events/communities.csv")
    pack = out / "pack"
    (pack / "processes").mkdir(parents=True)
    names, alias = units(events)
    table, codes = classes(events, complaints)
    (pack / "pack.yaml").write_text(PACK, encoding="utf-8")
    for name, title, prefix in (("event", "网格事件", "SJ"), ("complaint", "群众留言", "LY")):
        (pack / "processes" / f"{name}.yaml").write_text(
            PROCESS % {"name": name, "title": title, "prefix": prefix}, encoding="utf-8")
    write(pack / "units.csv", ["from", "to"], sorted(alias.items()))
    write(pack / "classes.csv", ["code", "above", "title", "process"], table)

    code_of = {c["community_id"]: c["gb_code"] for c in communities}
    places = [("440310", "district", "试验区", "")]
    places += sorted({(c["gb_code"][:9], "street", c["street_name"], "440310")
                      for c in communities})
    places += [(c["gb_code"], "community", c["community_name"], c["gb_code"][:9])
               for c in communities]
    write(out / "places.csv", ["code", "kind", "name", "parent"], places)
    shapes = json.loads(
        (data / "geo/derived_pingshan_communities_voronoi.geojson").read_text(encoding="utf-8"))
    for f in shapes["features"]:
        p = f["properties"]
        f["properties"] = {"code": p["gb_code"], "kind": "community", "name": p["name"]}
    (out / "places.geojson").write_text(json.dumps(shapes, ensure_ascii=False), encoding="utf-8")
    write(out / "units.csv", ["code", "kind", "name", "parent", "place", "covers"],
          [(f"U{i:03d}", "unit", n, "", "440310", "440310") for i, n in enumerate(names, 1)])
    write(out / "events.csv", ["row", "time", "place", "class", "unit", "words", "end"],
          [(e["rec_id"], e["create_time"], code_of.get(e["community_id"], e["community_id"]),
            codes[(e["event_type_name"], e["main_type_name"], e["sub_type_name"])],
            e["dispose_unit_name"], "",
            {("1", "0"): "in_time", ("0", "1"): "overtime"}.get(
                (e["intime_archive_num"], e["overtime_archive_num"]), "unknown"))
           for e in events])
    write(out / "complaints.csv", ["row", "time", "class", "title", "words", "group"],
          [(c["row"], c["time"], codes[("投诉:" + c["label_l1"],)], c["subject"],
            c["detail"] or c["subject"], c["dup_group"]) for c in complaints])


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
