#!/usr/bin/env python3
"""Writes the tables beside it from Python's own: HTML's names of characters, canonical (de)composition, and single-byte
encodings. Run it again only for a newer version of Unicode: python3 make_tables.py"""
import html.entities
import pathlib
import unicodedata

here = pathlib.Path(__file__).parent
every = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def codes(text):
    return " ".join(f"{ord(c):04X}" for c in text)


def write(name, lines):
    (here / name).write_text("\n".join(lines) + "\n", encoding="ascii")


# name (with its semicolon, where it needs one), then the characters
write("html5.txt", [f"{name} {codes(text)}" for name, text in sorted(html.entities.html5.items())])

# D: character and what it decomposes into, once; C: the same, and the pair composes again; O: combining class, first, last
lines = [f"# Unicode {unicodedata.unidata_version}"]
for c in every:
    parts = unicodedata.decomposition(c)
    if parts and not parts.startswith("<"):
        kind = "C" if unicodedata.normalize("NFC", c) == c else "D"
        lines.append(f"{kind} {ord(c):04X} {parts}")
start = None
for c in every + ["\0"]:
    order = unicodedata.combining(c)
    if start and (order != start[0] or ord(c) != last + 1):
        lines.append(f"O {start[0]} {start[1]:04X} {last:04X}")
        start = None
    if order and not start:
        start = (order, ord(c))
    last = ord(c)
write("nfc.txt", lines)

# the characters of bytes 80 to FF, in the order in which encodings are tried; bytes without one are C1 controls
write("codepages.txt", [name + " " + "".join(f"{ord(c):04X}" for c in
      (bytes([b]).decode(name, "ignore") or chr(b) for b in range(0x80, 0x100)))
      for name in ("latin-1", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso-8859-2", "mac-roman", "cp437")])
