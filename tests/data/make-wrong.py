#!/usr/bin/python3
"""Writes tests/data/wrong: files of data with a fault each, and tests/data/right: the same kinds without.

The sentence that each of them must be refused with is in wrong/sentences.txt, one a line: NAME, a tab, the sentence.
"""
import gzip
import io
import os
import re
import struct
import sys
import tarfile
import zipfile

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
WRONG, RIGHT = os.path.join(HERE, "wrong"), os.path.join(HERE, "right")


def put(folder, name, content):
    if isinstance(content, str):
        content = content.encode()
    with open(os.path.join(folder, name), "wb") as file:
        file.write(content)


def wrong(name, content):
    put(WRONG, name, content)


def right(name, content):
    put(RIGHT, name, content)


def pack(content):
    return gzip.compress(content if isinstance(content, bytes) else content.encode(), mtime=0)


# -- CSV -----------------------------------------------------------------------------------------------------

IRIS = "sepal,petal,kind\n5.1,1.4,setosa\n7.0,4.7,versicolor\n6.3,6.0,virginica\n"


def flowers():
    """Like Fisher's irises, but drawn by chance: 50 of each of three kinds."""
    chance = np.random.default_rng(1)
    lines = ["sepal length,sepal width,petal length,petal width,kind"]
    for kind, means in (("setosa", (5.0, 3.4, 1.5, 0.3)), ("versicolor", (5.9, 2.8, 4.3, 1.3)), ("virginica", (6.6, 3.0, 5.5, 2.0))):
        for _ in range(50):
            lines.append(",".join(f"{chance.normal(mean, 0.05 + 0.12 * mean ** 0.5):.1f}" for mean in means) + "," + kind)
    return "\n".join(lines) + "\n"


def csv_files():
    right("iris.csv", IRIS)
    right("bom.csv", b"\xef\xbb\xbf" + IRIS.encode())
    right("utf16le.csv", b"\xff\xfe" + IRIS.encode("utf-16-le"))
    right("utf16be.csv", b"\xfe\xff" + IRIS.encode("utf-16-be"))
    right("crlf.csv", IRIS.replace("\n", "\r\n"))
    right("cr.csv", IRIS.replace("\n", "\r"))
    right("packed.csv.gz", pack(IRIS))
    right("packed-members.csv.gz", pack(IRIS[:20]) + pack("") + pack(IRIS[20:]) + bytes(512))
    right("semicolon.csv", IRIS.replace(",", ";"))
    right("decimal-comma.csv", IRIS.replace(",", ";").replace(".", ","))
    right("tab.tsv", IRIS.replace(",", "\t"))
    right("no-end.csv", IRIS.rstrip("\n"))
    right("no-header.csv", IRIS.split("\n", 1)[1])
    right("blank-lines.csv", "\n" + IRIS.replace("\n", "\n\n") + "\n")
    right("quotes.csv", 'a,"b ""b"", b",kind\n1,"2", "x, y"\n"3",4 ,"line\nbreak"\n5,6,x\n')
    right("missing.csv", "a,b,kind\n1,,x\n?,2,y\nNA,nan,x\n3,4,\n")
    right("numbers.csv", "a,b\n1e3,-2.5E-3\n+.5,5.\n123456789012345678901234567890,1e-60\n"
          "0.1234567890123456789,00012\n")
    right("twice.csv", "a,a,\n1,2,3\n4,5,6\n")
    right("years.csv", "2019,2020\n1,2\n3,4\n")
    right("latin1.csv", "größe,art\n1,klein\n2,größer\n".encode("latin-1"))
    right("latin1-class.csv", "a,b\n1,klein\n2,größer\n".encode("latin-1"))
    right("thousands.csv", 'a,b\n1,2\n3,"1,234.5"\n5,6\n7,8\n')
    right("utf16-no-mark.csv", IRIS.encode("utf-16-le"))
    right("ragged-first.csv", "a,b,c,d\n1,2,3\n4,5,6\n")
    right("flowers.csv", flowers())

    wrong("csv-empty.csv", "")
    wrong("csv-blank.csv", "\n\n  \n\r\n")
    wrong("csv-header-only.csv", "a,b,c\n")
    wrong("csv-one-column.csv", "a\n1\n2\n")
    wrong("csv-one-number.csv", "42")
    wrong("csv-ragged-short.csv", "a,b,c\n1,2,3\n4,5\n6,7,8\n")
    wrong("csv-ragged-long.csv", "a,b,c\n1,2,3\n4,5,6\n7,8,9,10\n")
    wrong("csv-ragged-behind-blank.csv", "a,b\n1,2\n\n\n3\n")
    wrong("csv-text-in-numbers.csv", "a,b\n1,2\n3,oops\n5,6\n7,8\n")
    wrong("csv-text-late.csv", "a,b\n" + "1,2\n" * 2000 + "1,abc\n")
    wrong("csv-long-text-in-numbers.csv", "a,b\n1,2\n3," + "long " * 30 + "\n5,6\n7,8\n")
    wrong("csv-unit.csv", "a,b\n1,2\n3,4\n5,6 cm\n7,8\n")
    wrong("csv-date.csv", "a,b\n1,2\n3,4\n2024-01-01,6\n7,8\n")
    wrong("csv-hexadecimal.csv", "a,b\n1,2\n3,4\n0x10,6\n7,8\n")
    wrong("csv-two-points.csv", "a,b\n1,2\n3,4\n1.2.3,6\n7,8\n")
    wrong("csv-bare-exponent.csv", "a,b\n1,2\n3,4\n1e,6\n7,8\n")
    wrong("csv-sign-alone.csv", "a,b\n1,2\n3,4\n-,6\n7,8\n")
    wrong("csv-infinity.csv", "a,b\n1,2\n3,inf\n5,6\n")
    wrong("csv-minus-infinity.csv", "a,b\n1,2\n3,-Infinity\n5,6\n")
    wrong("csv-too-large.csv", "a,b\n1,2\n3,1e39\n5,6\n")
    wrong("csv-far-too-large.csv", "a,b\n1,2\n3,1e99999\n5,6\n")
    wrong("csv-open-quote.csv", 'a,b\n1,"2\n3,4\n5,6\n')
    wrong("csv-behind-quote.csv", 'a,b\n1,2\n3,"4"5\n')
    wrong("csv-nul.csv", b"a,b\n1,2\n3,\x00\n")
    wrong("csv-nul-in-quotes.csv", b'a,b\n1,2\n3,"x\x00y"\n')
    wrong("csv-all-nul.csv", b"\x00" * 64 + b"\n")
    wrong("csv-utf16-odd.csv", b"\xff\xfe" + IRIS.encode("utf-16-le")[:-1])
    wrong("csv-utf16-half-pair.csv", b"\xff\xfe" + "a,b\n1,2\n".encode("utf-16-le") + b"\x00\xd8" * 2)
    wrong("csv-many-columns.csv", ",".join(["1"] * 20000) + "\n")
    wrong("csv-million-columns.csv.gz", pack(",".join(["1"] * 1000000) + "\n"))
    wrong("csv-long-line.csv.gz", pack('a,b\n1,2\n3,"' + "x" * (6 << 20) + '"\n'))
    wrong("csv-bomb.csv.gz", pack("a,b\n" + "0,0\n" * (8 << 20)))
    wrong("csv-packed-cut.csv.gz", pack(IRIS * 50)[:-20])
    wrong("csv-packed-damaged.csv.gz", pack(IRIS)[:30] + b"\xff" * 20 + pack(IRIS)[50:])
    wrong("csv-packed-checksum.csv.gz", pack(IRIS)[:-8] + b"\x01\x02\x03\x04" + pack(IRIS)[-4:])
    wrong("csv-packed-head.csv.gz", pack(IRIS)[:5])
    wrong("csv-packed-nothing.csv.gz", pack(""))
    wrong("csv-packed-behind.csv.gz", pack(IRIS) + b"more")
    wrong("csv-packed-second-cut.csv.gz", pack(IRIS) + pack(IRIS * 50)[:-20])
    wrong("csv-picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    wrong("csv-sqlite.csv", b"SQLite format 3\x00" + bytes(80))
    wrong("csv-html.csv", "<!DOCTYPE html>\n<html>\n<body>\nNot found\n</body>\n</html>\n")


# -- IDX -----------------------------------------------------------------------------------------------------

def idx(sizes, content, kind=8, n=None):
    return bytes([0, 0, kind, n or len(sizes)]) + b"".join(struct.pack(">I", s) for s in sizes) + content


def pair(name, images, labels):
    if images is not None:
        wrong(f"idx-{name}-images-idx3-ubyte", images)
    if labels is not None:
        wrong(f"idx-{name}-labels-idx1-ubyte", labels)


def idx_files():
    pictures, labels = idx((3, 2, 2), bytes(range(12))), idx((3,), bytes([0, 1, 2]))
    right("few-images-idx3-ubyte", pictures)
    right("few-labels-idx1-ubyte", labels)
    right("packed-images-idx3-ubyte.gz", pack(pictures))
    right("packed-labels-idx1-ubyte.gz", pack(labels))
    right("members-images-idx3-ubyte.gz", pack(pictures[:10]) + pack(pictures[10:]))
    right("members-labels-idx1-ubyte.gz", pack(labels[:9]) + pack(labels[9:]))
    letters = bytes(range(1, 27))
    right("letters-images-idx3-ubyte", idx((26, 2, 3), bytes(range(156))))
    right("letters-labels-idx1-ubyte", idx((26,), letters))
    pair("alone", pictures, None)
    wrong("idx-without-a-name", pictures)
    pair("magic-cut", pictures[:4], labels)
    wrong("idx-magic-images-idx3-ubyte", b"\x01" + pictures[1:])
    pair("sizes-cut", pictures[:9], labels)
    pair("pixels-cut", pictures[:-3], labels)
    pair("no-pixels", pictures[:16], labels)
    pair("more", pictures + b"\0", labels)
    pair("type-float", idx((3, 2, 2), bytes(48), kind=0x0d), labels)
    pair("type-short", idx((3, 2, 2), bytes(24), kind=0x0b), labels)
    pair("many-dimensions", idx((1,) * 200, b"\0"), labels)
    pair("overflow", idx((0xffffffff, 0xffffffff, 0xffffffff), bytes(12)), labels)
    pair("wraps-to-small", idx((0x80000000, 2, 2), bytes(12)), labels)
    pair("lies-2gib", idx((0x7fffffff, 1, 1), bytes(12)), labels)
    pair("no-rows", idx((0, 2, 2), b""), labels)
    pair("flat-pictures", idx((3, 0, 2), b""), labels)
    pair("fewer-labels", pictures, idx((2,), bytes([0, 1])))
    pair("labels-cut", pictures, labels[:-1])
    pair("labels-are-pictures", pictures, pictures)
    pair("huge-picture", idx((1, 200, 200), bytes(40000)), idx((1,), b"\1"))
    pair("one-picture-only", idx((12,), bytes(12)), None)


# -- NumPy ---------------------------------------------------------------------------------------------------

def npy(array, **options):
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


def head(text, version=1, length=None):
    text = text.encode("latin-1")
    size = len(text) if length is None else length
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H" if version == 1 else "<I", size) + text


def described(descr="'<f4'", order="False", shape="(2, 2)", content=bytes(16)):
    return head(f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n") + content


def npy_files():
    table = np.array([[1.5, 2, 0], [3, 4, 1], [5, np.nan, 1]])
    right("double.npy", npy(table))
    right("float.npy", npy(table.astype("f4")))
    right("big-endian.npy", npy(table.astype(">f8")))
    right("fortran.npy", npy(np.asfortranarray(table)))
    right("whole.npy", npy(np.arange(6, dtype="i8").reshape(3, 2) - 3))
    right("short.npy", npy((np.arange(6).reshape(3, 2) - 3).astype(">i2")))
    right("bytes.npy", npy(np.arange(12, dtype="u1").reshape(3, 2, 2)))
    right("truth.npy", npy(np.array([[True, False], [False, True]])))
    right("fortran-pictures.npy", npy(np.asfortranarray(np.arange(24, dtype="u1").reshape(2, 3, 4))))
    right("packed.npy.gz", pack(npy(table)))
    right("half.npy", npy(table.astype("f2")))

    wrong("npy-head.npy", npy(table)[:7])
    wrong("npy-magic.npy", npy(table)[1:])
    wrong("npy-version.npy", head("{}", version=9))
    wrong("npy-header-cut.npy", npy(table)[:40])
    wrong("npy-header-long.npy", head("{'descr'", version=2, length=1 << 31))
    wrong("npy-header-empty.npy", head(""))
    wrong("npy-header-nonsense.npy", head("import os; os.system('true')\n"))
    wrong("npy-header-unclosed.npy", head("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2"))
    wrong("npy-header-twice.npy", head("{'descr': '<f4', 'descr': '<f4', 'shape': (2, 2), }"))
    wrong("npy-header-less.npy", head("{'descr': '<f4', 'shape': (2, 2), }") + bytes(16))
    wrong("npy-header-more.npy", head("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'x': 1}"))
    wrong("npy-pickled.npy", npy(np.array([1, "a", None], dtype=object), allow_pickle=True))
    wrong("npy-texts.npy", npy(np.array(["a", "b"])))
    wrong("npy-complex.npy", npy(np.ones((2, 2), dtype="c8")))
    wrong("npy-records.npy", npy(np.zeros(2, dtype=[("a", "f4"), ("b", "i4")])))
    wrong("npy-long-double.npy", described(descr="'<f16'", content=bytes(64)))
    wrong("npy-type-bytes.npy", described(descr="'<\xd9\x1b[31m'"))
    wrong("npy-dates.npy", npy(np.array(["2024-01-01"], dtype="M8[D]")))
    wrong("npy-scalar.npy", npy(np.float32(3)))
    wrong("npy-no-rows.npy", npy(np.zeros((0, 3))))
    wrong("npy-no-columns.npy", npy(np.zeros((3, 0))))
    wrong("npy-five-dimensions.npy", npy(np.zeros((2, 2, 2, 2, 2))))
    wrong("npy-negative.npy", described(shape="(-2, 2)"))
    wrong("npy-overflow.npy", described(shape="(4294967296, 4294967296)"))
    wrong("npy-overflow-64.npy", described(shape="(99999999999999999999999, 2)"))
    wrong("npy-lies.npy", described(shape="(100000, 1000)"))
    wrong("npy-lies-fortran.npy", described(shape="(100000, 1000)", order="True"))
    wrong("npy-cut.npy", npy(table)[:-1])
    wrong("npy-more.npy", npy(table) + b"\0")
    wrong("npy-infinity.npy", npy(np.array([[1, 2], [3, np.inf]], dtype="f4")))
    wrong("npy-too-large.npy", npy(np.array([[1, 2], [-1e300, 4]])))
    wrong("npy-million-columns.npy.gz", pack(npy(np.zeros((1, 1000000), dtype="u1"))))
    wrong("npy-packed-fortran.npy.gz", pack(npy(np.asfortranarray(table))))
    wrong("npy-packed-lies.npy.gz", pack(described(shape="(100000, 1000)")))
    wrong("npy-bomb.npy.gz", pack(npy(np.zeros((40000, 1000), dtype="u1"))))


def npz(entries, method=zipfile.ZIP_STORED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries:
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return file.getvalue()


def npz_files():
    x, y = npy(np.arange(6, dtype="f4").reshape(3, 2)), npy(np.array([0, 1, 1]))
    good = npz([("x.npy", x), ("y.npy", y)])
    right("two.npz", good)
    right("deflated.npz", npz([("x.npy", x), ("y.npy", y)], zipfile.ZIP_DEFLATED))
    right("keras.npz", npz([("x_test.npy", npy(np.zeros((2, 2, 2), dtype="u1"))), ("x_train.npy", npy(np.arange(12, dtype="u1").reshape(3, 2, 2))),
                            ("y_train.npy", npy(np.array([0, 1, 2], dtype="u1"))), ("y_test.npy", npy(np.array([0, 1], dtype="u1")))]))
    x, y = npy(np.arange(8, dtype="f4").reshape(4, 2)), npy(np.array([0, 1, 2, 1]))
    right("odd.npz", npz([("X.npy", x), ("y.npy", y), ("n.npy", npy(np.float64(3))), ("notes.npy", npy(np.array([None, {}], dtype=object), allow_pickle=True)),
                          ("readme.txt", "hello"), ("other.npy", npy(np.zeros((3, 2)))), ("when.npy", npy(np.array(["2024-01-01"], dtype="M8[D]")))]))
    right("texts.npz", npz([("X.npy", x), ("y.npy", npy(np.array(["b", "", "ü", "b"])))]))
    right("bytes.npz", npz([("X.npy", x), ("y.npy", npy(np.array([b"b", b"", "ü".encode(), b"b"])))]))
    right("big-endian.npz", npz([("X.npy", x), ("y.npy", npy(np.array(["b", "", "ü", "b"]).astype(">U3")))]))
    right("named.npz", npz([("X.npy", x), ("y.npy", y), ("class_names.npy", npy(np.array(["no", "maybe", "yes"])))]))
    right("one-hot.npz", npz([("Y.npy", npy(np.eye(3)[[0, 1, 2, 1]])), ("X.npy", x)]))
    right("several-targets.npz", npz([("X.npy", x), ("y.npy", npy(np.arange(8).reshape(4, 2) / 4))]))
    right("parts.npz", npz([("y_val.npy", npy(np.array([2]))), ("y_test.npy", npy(np.array([2, 0]))), ("x_test.npy", npy(np.array([[8, 9], [10, 11.]]))),
                            ("x_train.npy", x), ("y_train.npy", y), ("x_val.npy", npy(np.zeros((1, 2))))]))
    right("parts-of-texts.npz", npz([("trainX.npy", x), ("trainY.npy", npy(np.array(["b", "a", "b", "b"]))), ("validX.npy", npy(np.ones((2, 2)))),
                                     ("validY.npy", npy(np.array(["c", "a"])))]))
    pixels = np.arange(3 * 64, dtype="u1").reshape(3, 64)
    right("flat.npz", npz([("X.npy", npy(pixels)), ("y.npy", npy(np.array([0, 1, 2])))]))
    right("flat-scaled.npz", npz([("y.npy", npy(np.array([0, 1, 2]))), ("X.npy", npy((pixels / 255).astype("f4")))]))
    wrong("npz-rows.npz", npz([("X.npy", x), ("y.npy", npy(np.array([0, 1, 1])))]))
    x, y = npy(np.arange(6, dtype="f4").reshape(3, 2)), npy(np.array([0, 1, 1]))
    wrong("npz-none.npz", npz([]))
    wrong("npz-cut.npz", good[:-30])
    wrong("npz-head.npz", good[:20])
    wrong("npz-no-arrays.npz", npz([("readme.txt", "hello")]))
    wrong("npz-pickled.npz", npz([("x.npy", x), ("y.npy", npy(np.array([None, {}], dtype=object), allow_pickle=True))]))
    wrong("npz-array-cut.npz", npz([("x.npy", x[:-2]), ("y.npy", y)]))
    wrong("npz-array-empty.npz", npz([("x.npy", b"")]))
    wrong("npz-array-lies.npz", npz([("x.npy", described(shape="(100000, 1000)"))]))
    wrong("npz-checksum.npz", good.replace(x[-8:], b"\x11" * 8, 1))
    wrong("npz-bomb.npz", npz([("x.npy", npy(np.zeros((40000, 1000), dtype="u1")))], zipfile.ZIP_DEFLATED))
    wrong("npz-inconsistent.npz", good.replace(b"x.npy", b"z.npy", 1))
    wrong("npz-method.npz", re.sub(rb"(PK\x01\x02.{6}|PK\x03\x04.{4})\0\0", b"\\g<1>\x02\0", npz([("x.npy", x)]), flags=re.S))
    packed = npz([("x.npy", npy(np.arange(100)))], zipfile.ZIP_DEFLATED)
    wrong("npz-packed.npz", packed[:40] + b"\xff" * 8 + packed[48:])
    wrong("npz-many.npz", npz([(f"x{i}.npy", npy(np.zeros(1, dtype="u1"))) for i in range(120)]))
    wrong("npz-office.xlsx", npz([("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")]))


# -- CIFAR ---------------------------------------------------------------------------------------------------

def cifar_files():
    record = bytes([3]) + bytes(i % 256 for i in range(3072))
    right("two.bin", record + bytes([9]) + record[1:])
    wrong("cifar-cut.bin", record + record[:-1])
    wrong("cifar-more.bin", record + b"\0")
    wrong("cifar-label.bin", record + bytes([10]) + record[1:])
    wrong("cifar-hundred.bin", bytes([3, 70]) + record[1:] + bytes([3, 70]) + record[1:])
    wrong("cifar-tiny.bin", b"\1")
    wrong("cifar-text.bin", IRIS)


# -- CIFAR-10's archive --------------------------------------------------------------------------------------

KINDS = [f"kind {i}" for i in range(10)]
BATCHES = [f"data_batch_{i}.bin" for i in range(1, 6)] + ["test_batch.bin"]


def tar(files, form=tarfile.USTAR_FORMAT, folder="cifar-10-batches-bin/"):
    """An archive of (name, contents) in that order, a folder first, as the one that is downloaded."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w", format=form) as made:
        entry = tarfile.TarInfo(folder)
        entry.type = tarfile.DIRTYPE
        made.addfile(entry)
        for name, content in files:
            entry = tarfile.TarInfo(folder + name)
            entry.size = len(content)
            if form == tarfile.PAX_FORMAT:
                entry.pax_headers = {"mtime": "1.5"}
            made.addfile(entry, io.BytesIO(content))
    return archive.getvalue()


def batch(number):
    """Two pictures: their labels, and all pixels of one value each."""
    return b"".join(bytes([(2 * number + i) % 10]) + bytes([20 * number + i]) * 3072 for i in range(2))


def tar_files():
    names = ("batches.meta.txt", ("\n".join(KINDS) + "\n\n").encode())
    parts = [(name, batch(i)) for i, name in enumerate(BATCHES)]
    mixed = [parts[0], names, parts[2], parts[5], ("readme.html", b"<html>"), ("._test_batch.bin", b"x"), parts[4], parts[1], parts[3]]
    good = tar(mixed)
    right("cifar.tar.gz", pack(good))
    right("cifar-pax.tar.gz", pack(tar(mixed, tarfile.PAX_FORMAT)))
    wrong("tar-packed-cut.tar.gz", pack(good)[:-40])
    wrong("tar-packed-checksum.tar.gz", pack(good)[:-8] + b"\1\2\3\4" + pack(good)[-4:])
    wrong("tar-cut.tar.gz", pack(good[:6000]))
    wrong("tar-cut-head.tar.gz", pack(good[:8000 - 8000 % 512 + 200]))
    at = good.index(b"cifar-10-batches-bin/data_batch_3.bin")
    wrong("tar-head.tar.gz", pack(good[:at] + b"X" + good[at + 1:]))
    wrong("tar-shifted.tar.gz", pack(good[:3000] + good[3001:]))
    lies = tarfile.TarInfo("data_batch_1.bin")
    lies.size = 6 << 30
    wrong("tar-lies.tar.gz", pack(lies.tobuf(tarfile.USTAR_FORMAT) + batch(0)))
    lies.size = 1 << 60
    wrong("tar-size.tar.gz", pack(lies.tobuf(tarfile.GNU_FORMAT) + batch(0)))
    wrong("tar-bomb.tar.gz", pack(tar([("data_batch_1.bin", bytes(3073 * 8000))])))
    wrong("tar-less.tar.gz", pack(tar([names] + parts[:2] + parts[3:])))
    wrong("tar-no-test.tar.gz", pack(tar(parts[:5])))
    wrong("tar-no-pictures.tar.gz", pack(tar(parts[:3] + [("data_batch_4.bin", b"")] + parts[4:])))
    wrong("tar-twice.tar.gz", pack(tar(parts + [parts[1]])))
    wrong("tar-label.tar.gz", pack(tar([("data_batch_1.bin", batch(0)[:3073] + bytes([200]) + bytes(3072))] + parts[1:])))
    wrong("tar-picture-cut.tar.gz", pack(tar([("data_batch_1.bin", batch(0)[:-1])] + parts[1:])))
    wrong("tar-nine-names.tar.gz", pack(tar(parts + [("batches.meta.txt", "\n".join(KINDS[1:]).encode())])))
    wrong("tar-no-names.tar.gz", pack(tar(parts + [("batches.meta.txt", b"\xff\xfe")])))
    wrong("tar-other.tar.gz", pack(tar([("readme.html", b"<html>")])))
    wrong("tar-empty.tar", bytes(tar([])[:512]) + bytes(1024))
    link = tarfile.TarInfo("cifar-10-batches-bin/data_batch_1.bin")
    link.type, link.linkname, link.size = tarfile.SYMTYPE, "/etc/passwd", 3073
    wrong("tar-link.tar.gz", pack(link.tobuf(tarfile.USTAR_FORMAT) + tar(parts[1:])))


def fann_files():
    wrong("fann-zeros.data", "2 2 1\n1 2\n0\n3 ?\0\0\0\n1\n")


def main():
    for folder in (WRONG, RIGHT):
        os.makedirs(folder, exist_ok=True)
        for name in os.listdir(folder):
            if name != "sentences.txt":
                os.remove(os.path.join(folder, name))
    for make in (csv_files, idx_files, npy_files, npz_files, cifar_files, tar_files, fann_files):
        make()
    print(len(os.listdir(WRONG)), "wrong,", len(os.listdir(RIGHT)), "right", file=sys.stderr)


if __name__ == "__main__":
    main()
