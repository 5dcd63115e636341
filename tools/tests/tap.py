#!/usr/bin/env python3
"""Run the unittest modules that are named and print TAP, so that meson counts each test."""

import importlib.util
import pathlib
import sys
import unittest


class Tap(unittest.TestResult):
    n = 0

    def say(self, word, test, tail=""):
        self.n += 1
        print(f"{word} {self.n} - {test.id().rpartition('.')[2].replace('_', ' ')}{tail}")

    def addSuccess(self, test):
        self.say("ok", test)

    def addSkip(self, test, reason):
        self.say("ok", test, f" # SKIP {reason}")

    def bad(self, test, err):
        self.say("not ok", test)
        for line in self._exc_info_to_string(err, test).splitlines():
            print(f"# {line}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.bad(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.bad(test, err)


def main():
    suite = unittest.TestSuite()
    for name in sys.argv[1:]:
        path = pathlib.Path(name)
        sys.path.insert(0, str(path.parent.resolve()))
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
        suite.addTests(unittest.defaultTestLoader.loadTestsFromModule(module))
    result = Tap()
    print("TAP version 13")
    suite.run(result)
    print(f"1..{result.n}")
    return 0 if result.wasSuccessful() and result.n else 1


if __name__ == "__main__":
    sys.exit(main())
