"""Names sought in a large territory: so much a page and no more. LINLI names the program; on
PostgreSQL when LINLI_ENGINE says so."""

import json
import os
import pathlib
import sys
import unittest
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import linli_server

PACK = linli_server.TOP / "tests/unit/practice/packs/small"
ENGINE = os.environ.get("LINLI_ENGINE", "sqlite")
PLACES, A_PAGE, A_MINUTE = 60_000, 50_000, 300


def large(path):
    """A street of so many communities; three names that are rare, the last one behind the first page."""
    rare = {10: "头一个社区", A_PAGE - 1: "中间的社区", PLACES - 1: "末一个社区"}
    with open(path, "w", encoding="utf-8") as f:
        f.write("code,name,kind,parent\nS,大街,street,\n")
        for n in range(1, PLACES):
            f.write(f"C{n},{rare.get(n, '寻常社区')},community,S\n")


class Search(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if ENGINE == "postgres" and not os.environ.get("LINLI_TEST_PG"):
            raise unittest.SkipTest("LINLI_TEST_PG is not set")
        cls.site = linli_server.Site(os.environ["LINLI"], ENGINE)
        folder = cls.site.folder(PACK)
        large(cls.site.root / "large.csv")
        cls.site.command("import", "territory", cls.site.root / "large.csv", "--top", "--data",
                         folder)
        cls.server = linli_server.Server(cls.site, folder)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        cls.site.__exit__()

    def search(self, q, **more):
        query = urllib.parse.urlencode({"q": q, **more})
        with urllib.request.urlopen(f"http://127.0.0.1:{self.server.port}/api/v1/places/search"
                                    f"?{query}", timeout=60) as r:
            return json.load(r)

    def pages(self, q, **more):
        """The codes found, page by page, to the end."""
        found, after = [], None
        while True:
            page = self.search(q, **more, **({"after": after} if after else {}))
            found.append([item["code"] for item in page["items"]])
            after = page.get("next")
            if not after:
                return found

    def test_1_a_search_goes_through_all_page_by_page(self):
        self.assertEqual([["C10"], []], self.pages("头一个"))
        self.assertEqual([[f"C{A_PAGE - 1}"], []], self.pages("中间的"))
        self.assertEqual([[], [f"C{PLACES - 1}"]], self.pages("末一个"))

    def test_2_a_full_page_goes_on_behind_its_last(self):
        first = self.search("寻常", limit=3)
        again = self.search("寻常", limit=3, after=first["next"])
        self.assertEqual(["C1", "C2", "C3", "C4", "C5", "C6"],
                         [item["code"] for item in first["items"] + again["items"]])

    def test_3_one_address_has_so_many_searches_a_minute(self):
        with self.assertRaises(urllib.error.HTTPError) as caught:
            for _ in range(2 * A_MINUTE + 2):  # a minute may end meanwhile
                self.search("大街", match="begins")
        self.assertEqual(429, caught.exception.code)


if __name__ == "__main__":
    unittest.main()
