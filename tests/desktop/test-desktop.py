#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How the desktop sees Gradus: it is installed into a folder, looked at by those who read its files, started as the desktop starts it,
and removed again without a trace.

usage: test-desktop.py SOURCE-FOLDER BUILD-FOLDER"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

BUILD = pathlib.Path(sys.argv.pop()).resolve()
SOURCE = pathlib.Path(sys.argv.pop()).resolve()
ID = "org.gradus.Gradus"

# Of flatpak-builder's manifests, those that are used here: another one is likely to be a slip.
MANIFEST_KEYS = {"id", "runtime", "runtime-version", "sdk", "command", "finish-args", "cleanup", "modules"}
MODULE_KEYS = {"name", "buildsystem", "config-opts", "build-commands", "sources"}

# Within a session bus and a display of their own: started by name, asked what it can do, and ended.
SESSION = r"""
set -e
gdbus call --session --dest org.gradus.Gradus --object-path /org/gradus/Gradus --timeout 60 \
  --method org.freedesktop.Application.Activate '{}' >/dev/null
gdbus call --session --dest org.gradus.Gradus --object-path /org/gradus/Gradus --method org.gtk.Actions.List
for i in $(seq 600); do
  xwininfo -root -tree | grep -q 'Untitled.*Gradus' && break
  sleep 0.1
done
xwininfo -root -tree | grep -o 'Untitled.*Gradus' | head -n 1
gdbus call --session --dest org.gradus.Gradus --object-path /org/gradus/Gradus --method org.gtk.Actions.Activate quit '[]' '{}' >/dev/null
for i in $(seq 100); do
  gdbus call --session --dest org.freedesktop.DBus --object-path / --method org.freedesktop.DBus.NameHasOwner org.gradus.Gradus |
    grep -q false && echo gone && break
  sleep 0.1
done
"""


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    return done.returncode, done.stdout


class Desktop(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        status, words = run("meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", cls.root)
        if status:
            raise AssertionError(words)
        cls.share = next(cls.root.glob("**/share/applications")).parent
        cls.programs = next(cls.root.glob("**/bin/gradus")).parent

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def fine(self, *command, **options):
        status, words = run(*command, **options)
        self.assertEqual(status, 0, f"{command}: {words}")
        return words

    def test_files(self):
        names = {str(path.relative_to(self.share)) for path in self.share.rglob("*") if path.is_file()}
        for name in (f"applications/{ID}.desktop", f"metainfo/{ID}.metainfo.xml", f"mime/packages/{ID}.xml", f"dbus-1/services/{ID}.service",
                     f"glib-2.0/schemas/{ID}.gschema.xml", f"icons/hicolor/scalable/apps/{ID}.svg", f"icons/hicolor/symbolic/apps/{ID}-symbolic.svg",
                     "icons/hicolor/scalable/mimetypes/application-x-gradus.svg", "locale/ko/LC_MESSAGES/gradus.mo", "man/man1/gradus.1",
                     "man/man1/gradus-cli.1", "man/man1/gradus-class.1", "man/man5/gradus-document.5", "man/man5/gradus-experiment.5", "man/man5/gradus-lesson.5",
                     "man/man5/gradus-weights.5"):
            self.assertIn(name, names)
        self.assertEqual({path.name for path in self.programs.iterdir()}, {"gradus", "gradus-cli", "gradus-class"})

    def test_desktop_file(self):
        path = self.share / f"applications/{ID}.desktop"
        self.fine("desktop-file-validate", path)
        words = path.read_text()
        self.assertIn("MimeType=application/x-gradus;", words)
        self.assertRegex(words, r"(?m)^Comment\[ko\]=.*[가-힣]")

    def test_metainfo(self):
        path = self.share / f"metainfo/{ID}.metainfo.xml"
        self.fine("appstreamcli", "validate", "--no-net", path)
        version = json.loads(self.fine("meson", "introspect", BUILD, "--projectinfo"))["version"]
        self.assertIn(f'<release version="{version}"', path.read_text())
        for name in re.findall(r"/(screenshot[^/<]*\.png)<", path.read_text()):
            self.assertTrue((SOURCE / "resources" / name).exists(), name)

    def test_schema(self):
        self.fine("glib-compile-schemas", "--strict", "--dry-run", self.share / "glib-2.0/schemas")

    def test_mime_type(self):
        self.fine("xmllint", "--noout", self.share / f"mime/packages/{ID}.xml")
        self.fine("update-mime-database", self.share / "mime")
        document = self.root / "some.gradus"
        self.fine(self.programs / "gradus-cli", "train", "xor", "--steps", "10", "--save", document, "--quiet")
        nameless = document.rename(self.root / "nameless")
        words = self.fine("gio", "info", "-a", "standard::content-type", nameless, env={**os.environ, "XDG_DATA_DIRS": f"{self.share}:/usr/share"})
        self.assertIn("application/x-gradus", words)
        nameless.unlink()

    def test_icons(self):
        for path in (self.share / "icons").rglob("*.svg"):
            self.fine("xmllint", "--noout", path)

    def test_templates(self):
        for path in (SOURCE / "ui").glob("*.ui"):
            self.fine("xmllint", "--noout", path)
            widget = re.search(r'<template class="(\w+)"', path.read_text())
            if widget:  # GradusViewCard is in view-card.ui, and made by src/app/**/view-card.c
                name = re.sub(r"(?<!^)([A-Z])", r"-\1", widget[1].removeprefix("Gradus")).lower()
                self.assertEqual(path.stem, name)
                self.assertEqual(len(list((SOURCE / "src/app").rglob(name + ".c"))), 1, name)

    def test_manual(self):
        for path in (self.share / "man").glob("man?/gradus*"):
            self.fine("mandoc", "-T", "lint", "-W", "warning", path)

    def test_flatpak(self):
        manifest = json.loads((SOURCE / f"resources/desktop/{ID}.json").read_text())
        self.assertLessEqual(set(manifest), MANIFEST_KEYS)
        self.assertEqual((manifest["id"], manifest["command"], manifest["runtime"]), (ID, "gradus", "org.gnome.Platform"))
        # A window that draws: no files, no network, no bus of others; files come by the portal.
        self.assertEqual(set(manifest["finish-args"]), {"--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"})
        for module in manifest["modules"]:
            self.assertLessEqual(set(module), MODULE_KEYS, module["name"])
            self.assertIn(module.get("buildsystem", "autotools"), {"autotools", "cmake-ninja", "meson", "simple"})
            self.assertEqual("build-commands" in module, module.get("buildsystem") == "simple", module["name"])
            for source in module["sources"]:
                self.assertEqual(set(source), {"type", "path"} if module["name"] == "gradus" else {"type", "url", "sha256"})
                self.assertTrue(source["type"] == "dir" or re.fullmatch(r"[0-9a-f]{64}", source["sha256"]) and source["url"].startswith("https://"))
        # What the build asks for and the runtime has not.
        self.assertLessEqual({"openblas", "jansson", "libzip", "giflib"}, {module["name"] for module in manifest["modules"]})

    def test_debian(self):
        folder = SOURCE / "resources/debian"
        version = json.loads(self.fine("meson", "introspect", BUILD, "--projectinfo"))["version"]
        self.assertTrue((folder / "changelog").read_text().startswith(f"gradus ({version}) "))
        self.assertTrue(os.access(folder / "rules", os.X_OK))
        source, package = (dict(re.findall(r"(?m)^([\w-]+):((?:.|\n )*)", part)) for part in (folder / "control").read_text().split("\n\n"))
        self.assertIn("dataset-fashion-mnist", package["Suggests"])
        # What setup.sh installs to build: libraries in Build-Depends, what is drawn and played with in the package's own lists.
        listed = re.search(r'(?s)BUILD="(.*?)"', (SOURCE / "resources/dependencies.sh").read_text())[1].split()
        needed = {name for name in listed if re.fullmatch(r"lib.*-dev", name)} - {"libc6-dev"}  # which is there to build anything
        self.assertLessEqual(needed, set(re.findall(r"[\w.+-]+", source["Build-Depends"])))
        used = {name for name in listed if re.match(r"fonts-|gstreamer1|adwaita-|librsvg2", name)}
        self.assertLessEqual(used, set(re.findall(r"[\w.+-]+", package["Depends"] + package["Recommends"])))

    def test_activation(self):
        service = self.share / f"dbus-1/services/{ID}.service"
        words = service.read_text()
        self.assertRegex(words, r"Exec=/.*/bin/gradus --gapplication-service")
        service.write_text(re.sub(r"Exec=\S+", f"Exec={self.programs}/gradus", words))
        self.fine("glib-compile-schemas", self.share / "glib-2.0/schemas")
        with tempfile.TemporaryDirectory() as home:
            env = {"PATH": os.environ["PATH"], "HOME": home, "XDG_RUNTIME_DIR": home, "XDG_DATA_DIRS": f"{self.share}:/usr/local/share:/usr/share",
                   "LANG": "C.UTF-8", "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo", "GTK_USE_PORTAL": "0",
                   "ADW_DISABLE_PORTAL": "1", "GTK_A11Y": "none", "GSETTINGS_BACKEND": "keyfile"}
            env.update({name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS") or name in ("GIO_MODULE_DIR", "GDK_DEBUG", "GDK_DISABLE")})
            env.setdefault("ASAN_OPTIONS", "fast_unwind_on_malloc=0")  # or the suppression of GLib's table of quarks is not found
            words = self.fine("xvfb-run", "-a", "dbus-run-session", "--", "sh", "-c", SESSION, env=env, timeout=200)
        self.assertIn("'preferences'", words)
        self.assertIn("Gradus", words.splitlines()[-2])
        self.assertTrue(words.endswith("gone\n"), words)

    def test_zz_removed(self):
        self.fine("update-desktop-database", self.share / "applications")
        self.fine("update-mime-database", self.share / "mime")
        self.fine("glib-compile-schemas", self.share / "glib-2.0/schemas")
        share = "/" + str(self.share.relative_to(self.root))
        self.fine(SOURCE / "resources/desktop/remove.sh", BUILD, share, env={**os.environ, "DESTDIR": str(self.root)})
        left = [path for path in self.root.rglob("*") if path.is_file() and ("gradus" in path.name or re.search(rb"org\.gradus|x-gradus", path.read_bytes()))]
        self.assertEqual(left, [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
