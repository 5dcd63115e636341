#!/usr/bin/env python3
"""What a run of meson's tests came to.

usage: test_counts.py TESTLOG.json…

Prints the tests that failed with the end of their output, the skipped ones with their reason, and
as the last line `N passed, N failed, N skipped`. A TAP program counts each of its tests, any other
program counts as one. Exit code 1 when anything failed or nothing ran.
"""

import json
import re
import sys

LINE = re.compile(r"^(?P<not>not )?ok\b\s*(?P<number>\d+)?\s*(?:-\s*)?(?P<name>.*?)"
                  r"(?:\s*#\s*(?P<word>skip|todo)\S*\s*(?P<why>.*))?$", re.I)
PLAN = re.compile(r"^1\.\.(\d+)(?:\s*#\s*skip\S*\s*(.*))?", re.I)


def tap(text):
    """Tests of a TAP text: [(name, "passed" | "failed" | "skipped", why)], and the plan or None."""
    tests, plan = [], None
    for line in text.splitlines():
        p = PLAN.match(line)
        if p:
            plan = int(p[1])
            if plan == 0:
                tests.append(("all", "skipped", p[2] or "no reason given"))
            continue
        m = LINE.match(line)
        if not m:
            continue
        name = m["name"] or f"test {m['number']}"
        if (m["word"] or "").lower() == "skip":
            tests.append((name, "skipped", m["why"] or "no reason given"))
        else:
            tests.append((name, "failed" if m["not"] else "passed", ""))
    return tests, plan


def judge(entry):
    """One entry of meson's log: [(name, verdict, why)]."""
    result, out = entry["result"], entry.get("stdout") or ""
    entry = dict(entry, name=entry["name"].rpartition(" / ")[2])  # without meson's suites
    tests, plan = tap(out)
    if plan is not None or len(tests) > 1:
        done = [(f"{entry['name']}: {n}", v, w) for n, v, w in tests]
        bad = any(v == "failed" for _, v, _ in done)
        if result not in ("OK", "SKIP", "EXPECTEDFAIL") and not bad:
            why = f"{result.lower()}, exit code {entry.get('returncode')}"
            done.append((entry["name"], "failed", why))
        return done
    if result in ("OK", "EXPECTEDFAIL"):
        return [(entry["name"], "passed", "")]
    if result == "SKIP":
        last = (out.strip() or (entry.get("stderr") or "").strip()).splitlines()
        return [(entry["name"], "skipped", last[-1] if last else "no reason given")]
    return [(entry["name"], "failed", f"{result.lower()}, exit code {entry.get('returncode')}")]


def tail(entry, lines=25):
    text = (entry.get("stdout") or "") + (entry.get("stderr") or "")
    return ["    | " + line for line in text.strip().splitlines()[-lines:]]


def main():
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as f:
            for line in f:
                entry = json.loads(line)
                verdicts = judge(entry)
                for name, verdict, why in verdicts:
                    counts[verdict] += 1
                    if verdict != "passed":
                        print(f"    {verdict}: {name}{': ' + why if why else ''}")
                if any(v == "failed" for _, v, _ in verdicts):
                    print("\n".join(tail(entry)))
    print(", ".join(f"{n} {what}" for what, n in counts.items()))
    return 1 if counts["failed"] or not any(counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
