"""The command line on tables: what is imported, refused and exported."""

import gzip
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import linli_server
from command_case import ENGINE, Case


class ImportAndExport(Case):
    DATA = linli_server.TOP / "tests/api/data"

    def file(self, name, text):
        path = self.room / name
        path.write_text(text, encoding="utf-8")
        return path

    def with_places(self):
        folder = self.data()
        self.run_ok("import", "territory", self.DATA / "places.csv", "--top", "--data", folder)
        return folder

    def test_a_dry_run_writes_nothing(self):
        folder = self.data()
        done = self.run_ok("import", "territory", self.DATA / "places.csv", "--top", "--data",
                           folder, "--dry-run")
        self.assertIn("7 rows given: 7 added", done)
        self.assertIn("nothing was written", done)
        self.assertEqual(1, self.run_ok("export", "territory", "--data", folder).count("\n"))
        orgs = self.file("o.csv", "code,kind,name\nU1,police,派出所\n")
        self.run_ok("import", "organisations", orgs, "--data", folder, "--dry-run")
        self.assertEqual(1, self.run_ok("export", "organisations", "--data", folder).count("\n"))

    def test_what_is_exported_can_be_imported(self):
        folder, fresh = self.with_places(), self.data()
        self.run_ok("export", "territory", "--data", folder, "--out", self.room / "t.csv")
        again = self.run_ok("import", "territory", self.room / "t.csv", "--top", "--data", folder)
        self.assertIn("0 added, 0 changed, 7 as they were, 0 refused", again)
        self.run_ok("import", "territory", self.room / "t.csv", "--top", "--data", fresh)
        self.assertEqual((self.room / "t.csv").read_text(),
                         self.run_ok("export", "territory", "--data", fresh))

    def test_a_gzip_is_inflated_and_a_broken_one_refused(self):
        folder, text = self.data(), (self.DATA / "places.csv").read_bytes()
        (self.room / "p.gz").write_bytes(gzip.compress(text))
        (self.room / "cut.gz").write_bytes(gzip.compress(text)[:-9])
        self.assertIn("cannot be read", self.run_bad("import", "territory", self.room / "cut.gz",
                                                     "--data", folder))
        self.assertIn("7 added", self.run_ok("import", "territory", self.room / "p.gz", "--top",
                                             "--data", folder))

    def test_several_files_are_one_import_in_any_order(self):
        nation = self.site.folder(linli_server.TOP / "practices/base-cn")
        levels = ["--levels", "province,city,county,street,community"]
        below = self.file("v.csv", "code,name\n990101001001,甲村\n990101009001,乙村\n")
        above = self.room / "d.csv.gz"
        above.write_bytes(gzip.compress("code,name,level\n99,省,1\n9901,市,2\n990101,县,3\n"
                                        "990101001,镇,4\n".encode()))
        done = self.site.command("import", "territory", below, above, *levels, "--data", nation,
                                 "--dry-run", "--errors", self.room / "bad.csv")
        said = [f"{below}: 2 rows given: 1 added, 0 changed, 0 as they were, 1 refused",
                f"the refused rows are in {self.room}/bad-1.csv",
                f"{above}: 4 rows given: 4 added, 0 changed, 0 as they were, 0 refused",
                "altogether: 6 rows given: 5 added, 0 changed, 0 as they were, 1 refused"]
        self.assertEqual([*said, "a dry run: nothing was written"], done.stdout.splitlines())
        self.assertIn(f"{below}:3: 990101009001 there is no place above with the code 990101009",
                      done.stderr)
        self.assertEqual("line,column,reason,code,name",
                         (self.room / "bad-1.csv").read_text("utf-8-sig").splitlines()[0])
        self.assertFalse((self.room / "bad-2.csv").exists())
        self.assertEqual(1, self.run_ok("export", "territory", "--data", nation).count("\n"))
        done = self.run_ok("import", "territory", below, above, *levels, "--data", nation)
        self.assertEqual([said[0], said[2], said[3]], done.splitlines())
        self.assertIn("990101001001,community,甲村,990101001",
                      self.run_ok("export", "territory", "--data", nation))
        self.assertIn("come from one file at a time",
                      self.run_bad("import", "accounts", below, below, "--data", nation))

    def test_a_file_of_several_that_cannot_be_read_is_named_and_nothing_is_taken(self):
        folder, bad = self.data(), self.file("bad.csv", "name\nx\n")
        error = self.run_bad("import", "territory", self.DATA / "places.csv", bad, "--top",
                             "--data", folder)
        self.assertIn("the file has no column code", error)
        self.assertIn(f"that is in {bad}; nothing was taken in", error)
        self.assertEqual(1, self.run_ok("export", "territory", "--data", folder).count("\n"))

    def test_areas_and_what_they_are_of_come_in_one_import(self):
        folder = self.data()
        drawn = self.file("p.geojson", '{"type":"FeatureCollection","features":[{"type":"Feature",'
                          '"properties":{"code":"G011","name":"改名网格","kind":"grid"},"geometry":'
                          '{"type":"Point","coordinates":[98.51,39.74]}}]}')
        done = self.run_ok("import", "territory", self.DATA / "places.csv", drawn, "--top",
                           "--data", folder)
        self.assertIn("p.geojson: 1 rows given: 0 added, 1 changed", done)
        self.assertIn("altogether: 8 rows given: 7 added, 1 changed", done)
        self.assertIn("改名网格", self.run_ok("export", "territory", "--data", folder))

    def test_columns_and_coordinates_of_another_make_are_read(self):
        given = self.file("o.csv", "gb,title,x,y\nX1,甲街,114.338203,22.644538\n")
        more = ["--top", "--kind", "street", "--data", self.data()]
        self.run_ok("import", "territory", given, "--names", "code=gb,name=title,lon=x,lat=y",
                    "--crs", "bd09", *more)
        self.assertRegex(self.run_ok("export", "territory", "--data", more[-1]),
                         r"X1,street,甲街,.*114\.3268.*22\.641")
        self.assertIn("write ours=theirs", self.run_bad("import", "territory", given, "--names",
                                                        "code", *more))
        self.assertIn("must be wgs84, gcj02, bd09",
                      self.run_bad("import", "territory", given, "--crs", "utm", *more))

    def test_refused_rows_come_back_with_a_reason_and_can_be_sent_again(self):
        folder, errors = self.with_places(), self.room / "errors.csv"
        given = self.file("a.csv", "login,name,post,place\nzhang,张三,clerk,C01\n"
                          "li.si,李四,clerk,C09\nx,王五,clerk,C01\n")
        done = self.site.command("import", "accounts", given, "--data", folder, "--errors", errors)
        self.assertIn("3 rows given: 1 added, 0 changed, 0 as they were, 2 refused", done.stdout)
        self.assertIn("line 3: no place or organisation has the code C09", done.stderr)
        rows = errors.read_text(encoding="utf-8-sig").splitlines()
        self.assertEqual("login,name,post,place,line,reason", rows[0])
        self.assertTrue(rows[1].startswith("li.si,李四,clerk,C09,3,"), rows[1])
        errors.write_text(errors.read_text().replace("C09", "C02").replace("\nx,", "\nxyz,"))
        self.assertIn("2 rows given: 2 added", self.run_ok("import", "accounts", errors, "--data",
                                                           folder))

    def test_a_heading_that_is_not_known_is_refused_with_a_suggestion(self):
        given = self.file("a.csv", "login,nam\nzhang,张三\n")
        self.assertIn('the column "nam" is not known; did you mean "name"?',
                      self.run_bad("import", "accounts", given, "--data", self.data()))

    def test_orders_of_a_hotline_are_taken_once(self):
        folder = self.with_places()
        given = self.file("h.csv", "工单号,来电时间,诉求内容,类别,网格编码\n"
                          "GD-1,2026/3/1 8:05,楼道灯坏了,楼道照明,G011\n"
                          "GD-2,2026/3/1 8:05,垃圾,没有的类别,G011\n")
        self.assertIn("1 added, 0 changed, 0 as they were, 1 refused",
                      self.run_ok("import", "hotline", given, "--data", folder))
        self.assertIn("0 added, 0 changed, 1 as they were, 1 refused",
                      self.run_ok("import", "hotline", given, "--data", folder))
        cases = self.run_ok("export", "cases", "--data", folder)
        self.assertIn("GD-1", cases)
        self.assertEqual(2, len(cases.strip().splitlines()))

    def test_an_export_of_personal_fields_needs_a_reason_and_goes_on_record(self):
        folder = self.with_places()
        self.run_bad("export", "cases", "--data", folder, "--unmask")
        self.run_ok("export", "cases", "--data", folder, "--unmask", "--reason", "年度审计")
        journal = self.run_ok("export", "journal", "--data", folder)
        if ENGINE == "sqlite":  # elsewhere a server seals it before it can be read
            self.assertIn("年度审计", journal)

    def test_an_export_replaces_nothing(self):
        dear = self.file("dear.csv", "years of work")
        self.assertIn("is there already", self.run_bad("export", "territory", "--data",
                                                       self.data(), "--out", dear))
        self.assertEqual("years of work", dear.read_text())


if __name__ == "__main__":
    unittest.main()
