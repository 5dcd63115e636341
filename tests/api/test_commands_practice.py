"""The command line on packs: checked, put in force, shown, drawn, compared."""

import pathlib
import shutil
import sys
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from command_case import PACK, Case


class Practice(Case):
    def test_a_sound_pack_is_said_to_be(self):
        self.assertIn("no errors", self.run_ok("practice", "check", PACK))

    def test_a_mistake_is_shown_with_its_place(self):
        pack = self.room / "small"
        shutil.copytree(PACK, pack)
        text = (pack / "pack.yaml").read_text().replace("at: community", "at: comunity")
        (pack / "pack.yaml").write_text(text)
        done = self.site.command("practice", "check", pack, ok=False)
        self.assertEqual(1, done.returncode)
        self.assertRegex(done.stdout, r"pack\.yaml:\d+:\d+: .*community")
        self.assertRegex(self.site.command("practice", "check", pack, "--lang", "zh",
                                           ok=False).stdout, r"pack\.yaml:\d+:\d+: .*是不是")

    def test_a_new_version_is_put_in_force(self):
        folder, pack = self.data(), self.room / "small"
        self.assertIn("the same as version 1",
                      self.run_ok("practice", "load", PACK, "--data", folder))
        shutil.copytree(PACK, pack)
        with open(pack / "pack.yaml", "a", encoding="utf-8") as f:
            f.write("# longer by a remark\n")
        self.assertIn("version 2 is in force",
                      self.run_ok("practice", "load", pack, "--data", folder))
        self.assertIn("2 versions", self.run_ok("verify", "--data", folder))

    def test_what_is_in_force_is_shown(self):
        shown = self.run_ok("practice", "show", "--data", self.data())
        self.assertEqual(shown, self.run_ok("practice", "show", PACK))
        self.assertIn("Handling", shown)
        self.assertIn("任务处理", self.run_ok("practice", "show", PACK, "--lang", "zh"))

    def test_a_process_is_told_in_sentences(self):
        told = self.run_ok("practice", "show", PACK, "demand", "--lang", "zh")
        self.assertIn("第3步：任务处理", told)
        self.assertIn("·「退回」→ 任务派遣。", told)
        self.assertEqual(self.run_ok("practice", "show", PACK, "demand"),
                         self.run_ok("practice", "show", "demand", "--data", self.data()))
        self.assertIn('did you mean "demand"?',
                      self.run_bad("practice", "show", PACK, "demmand"))

    def test_a_process_is_drawn_as_an_image_without_script(self):
        file = self.room / "demand.svg"
        self.run_ok("practice", "show", PACK, "demand", "--svg", file, "--lang", "zh")
        top = xml.etree.ElementTree.parse(file).getroot()
        svg = "{http://www.w3.org/2000/svg}"
        self.assertEqual(svg + "svg", top.tag)
        steps = [g.get("data-step") for g in top.iter(svg + "g") if g.get("data-step")]
        self.assertEqual(["filing", "dispatch", "handling", "verifying"], steps)
        ends = {g.get("data-end") for g in top.iter(svg + "g") if g.get("data-end")}
        self.assertEqual({"resolved", "refused", "merged"}, ends)
        for part in top.iter():
            self.assertNotIn(part.tag, [svg + t for t in ("script", "image", "a", "foreignObject")])
            self.assertFalse([k for k in part.keys() if k.startswith("on") or "href" in k])
        self.assertEqual(file.read_text(),
                         self.run_ok("practice", "show", PACK, "demand", "--svg", "-",
                                     "--lang", "zh"))
        self.assertIn("needs the name", self.run_bad("practice", "show", PACK, "--svg", file))
        self.assertIn("cannot be written", self.run_bad("practice", "show", PACK, "demand", "--svg",
                                                        self.room / "no" / "x.svg"))

    def test_a_drawing_is_well_formed_whatever_things_are_called(self):
        pack = self.room / "own"
        (pack / "p").mkdir(parents=True)
        shutil.copytree(PACK, self.room / "small")
        (pack / "pack.yaml").write_text("pack: own\nextends: small\n")
        (pack / "p" / "odd.yaml").write_text(
            'process: odd\ntitle: "<&\\"]]>\\x01 \\uFFFE --"\nprefix: OD\nopen: anyone\n'
            'steps: {a: {title: "</text><script>&lt;", who: clerk @ community,'
            ' moves: {go: {title: "<!-- \\0 \'", to: end.e}}}}\n'
            'ends: {e: {title: "<![CDATA[", counts: solved}}\n', encoding="utf-8")
        drawn = self.run_ok("practice", "show", pack, "odd", "--svg", "-")
        words = " ".join(xml.etree.ElementTree.fromstring(drawn).itertext())
        for text in ("</text><script>&lt;", "<!--", "<![CDATA["):
            self.assertIn(text, words)

    def changed_pack(self):
        pack = self.room / "small"
        shutil.copytree(PACK, pack)
        file = pack / "processes" / "demand.yaml"
        text = file.read_text(encoding="utf-8")
        self.assertIn("limit: 5 workdays", text)
        file.write_text(text.replace("limit: 5 workdays", "limit: 3 workdays"), encoding="utf-8")
        return pack

    def test_what_a_new_version_changes_is_told_before_it_is_in_force(self):
        pack, folder = self.changed_pack(), self.data()
        told = self.run_ok("practice", "diff", PACK, pack)
        self.assertIn("else 5 working days → as the class says, else 3 working days", told)
        self.assertIn("each ends under the version with which it began", told)
        self.assertEqual(told, self.run_ok("practice", "diff", pack, "--data", folder))
        self.assertIn("对已经发起的事项", self.run_ok("practice", "diff", PACK, pack, "--lang", "zh"))
        self.run_ok("practice", "load", pack, "--data", folder)
        self.assertIn("no difference", self.run_ok("practice", "diff", pack, "--data", folder))
        self.assertIn("no difference", self.run_ok("practice", "diff", PACK, PACK))

    def test_packs_that_do_not_load_are_not_compared(self):
        pack = self.changed_pack()
        (pack / "pack.yaml").write_text("pack: small\nplaces: {a: {grad: 1}}\n")
        self.assertIn("grid", self.run_bad("practice", "diff", PACK, pack, status=2))
        self.assertIn("pack.yaml:2", self.run_bad("practice", "diff", pack, PACK, status=2))
        self.assertIn("cannot be opened",
                      self.run_bad("practice", "diff", PACK, self.room / "none", status=2))
        self.assertIn("give the folders", self.run_bad("practice", "diff", PACK, status=2))


if __name__ == "__main__":
    unittest.main()
