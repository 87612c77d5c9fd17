"""The repository is free of addresses and paths of the machine it was made on, every package is pinned, and the wheel is whole."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = [
    "runtime",
    "build",
    "dev",
    "serve",
    "ocr",
    "splink",
    "peers",
    "fuzz",
    "wacz",
    "dask",
    "spark",
    "sail",
    "spark-server",
    "s3-server",
]

# The character classes keep these lines from matching themselves.
UNWANTED = {
    "address of a package registry": re.compile(
        r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org|[-]-(extra-)?index-url|[-]-find-links"
    ),
    "path of one machine": re.compile(r"(?<![\w./:])[/](root|work|home|Users)[/]\w|(?<![\w])[/]tmp[/](?!enduse)\w+[/]|[A-Z]:\\Users\\"),
    "words about how the work is organised": re.compile(
        r"\b(this|last|next|first|previous|another|each|every|later|a) sessions?\b(?! (fixture|scope|key|cookie))"
        r"|\bissue #?\d|\b(sub|coding |AI )-?agents?\b|\bhelper (task|agent|session)|\.\.[/]shared\b|\bmy brief\b"
        r"|\b(contract|design|style|stack|field|notices|trust|engine|peers|datasets)[.]md\b|\(?\btrust,? [A-Z]\d+\b",
        re.IGNORECASE,
    ),
}
MAY_SAY = {
    "CHANGELOG.md": "words about how the work is organised",
    "examples/surveillance-trade/tables/sources.csv": "words about how the work is organised",
    "src/enduse/case/shipped/oem/sources.csv": "words about how the work is organised",
}
"""Files that may match a pattern, and which: the sources cite other projects' issues by their number."""


def unwanted(name: str, text: str) -> list[str]:
    """``file:line what: passage`` for everything in ``text`` that has no place in the repository."""
    found = []
    for what, pattern in UNWANTED.items():
        if MAY_SAY.get(name) == what:
            continue
        for match in pattern.finditer(text):
            found.append(f"{name}:{text.count(chr(10), 0, match.start()) + 1} {what}: {match[0]!r}")
    return found


def pins(requirements: str) -> dict[str, str]:
    """Normalised package name to version."""
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==([^ \\;]+)", requirements))


def without_hash(requirements: str) -> list[str]:
    """Entries of a requirements file that are not pinned with a hash."""
    joined = re.sub(r"\\\n", " ", requirements)
    lines = [line.strip() for line in joined.splitlines() if line.strip() and not line.strip().startswith("#")]
    return [line for line in lines if not re.match(r"[a-z0-9.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)]


def read(name: str) -> str:
    return (ROOT / "requirements" / name).read_text("utf-8")


def test_no_text_file_names_a_registry_a_machine_or_how_we_work(texts: dict[str, str]) -> None:
    assert [fault for name, text in texts.items() for fault in unwanted(name, text)] == []


@pytest.mark.parametrize(
    "line",
    [
        "see https://files.python" + "hosted.org/packages/ab/x.whl",
        "pip install -" + "-index-url=https://mirror.example/simple",
        "read /ro" + "ot/notes.txt",
        'open("/ho' + 'me/someone/papers/a.html")',
        "as agreed in the last ses" + "sion",
        "fixes iss" + "ue #12",
        "limits as in tru" + "st S3",
    ],
)
def test_unwanted_text_is_caught(line: str) -> None:
    assert len(unwanted("docs/page.md", line)) == 1


@pytest.mark.parametrize("line", ["https://example.org/home/news.html", "the procurement agent's fee", "a session cookie", 'text="/home/"'])
def test_ordinary_text_passes(line: str) -> None:
    assert unwanted("docs/page.md", line) == []


@pytest.mark.parametrize("name", PINNED)
def test_every_requirement_has_a_hash(name: str) -> None:
    text = read(f"{name}.txt")
    assert without_hash(text) == []
    assert pins(text)


def test_a_requirement_without_a_hash_is_caught() -> None:
    doctored = read("build.txt") + "left-pad==1.0\n"
    assert without_hash(doctored) == ["left-pad==1.0"]


def test_one_version_of_each_package() -> None:
    everything = pins(read("dev.txt"))
    for name in ("runtime", "build", "serve"):
        assert pins(read(f"{name}.txt")).items() <= everything.items(), f"run scripts/pin_requirements.sh: {name} and dev differ"
    for file in ("ocr", "splink", "dask", "spark", "sail"):
        extra = pins(read(f"{file}.txt"))
        assert {name: extra[name] for name in extra.keys() & everything.keys()}.items() <= everything.items(), f"{file} and dev differ"
    assert pins(read("spark-server.txt"))["pyspark"] == pins(read("spark.txt"))["pyspark-client"]


def test_ranges_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = {line for line in read("runtime.in").splitlines() if line and not line.startswith("#")}
    assert asked == set(project["project"]["dependencies"])
    extras = project["project"]["optional-dependencies"]
    apart = {"dask": ["dask", "object-storage"], "spark": ["spark", "object-storage"]}
    for file, names in {"ocr": ["ocr"], "serve": ["serve"], "splink": ["splink"], **apart}.items():
        extra = {line for line in read(f"{file}.in").splitlines() if line and not line.startswith("#")}
        assert extra == {package for name in names for package in extras[name]}
    assert project["build-system"]["requires"] == [f"hatchling=={pins(read('build.txt'))['hatchling']}"]


def licence(package: str) -> str:
    """What the installed package's metadata says, as docs/dependencies.md writes it."""
    about = metadata.metadata(package)
    classifiers = [line.rsplit(" :: ", 1)[1] for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    said = {field: (about.get_all(field) or [""])[0] for field in ("License-Expression", "License")}
    stated = said["License-Expression"] or ", ".join(classifiers) or said["License"]
    return stated or next(file.read_text().splitlines()[0] for file in metadata.files(package) or [] if file.name == "LICENSE")


def test_every_pinned_package_is_explained_with_its_licence() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    rows = {row[0]: row[1] for row in re.findall(r"(?m)^\| (?!package )([a-z0-9.-]+) \| ([^|]+?) \|", page)}
    pinned = {package for file in ("dev", "runtime", "ocr", "splink", "dask", "spark") for package in pins(read(f"{file}.txt"))}
    assert set(rows) == pinned, f"docs/dependencies.md and the pins differ in {sorted(pinned ^ set(rows))}"
    installed = {name for name in pinned if any(metadata.distributions(name=name))}
    assert installed >= set(pins(read("runtime.txt"))) - {"colorama"}
    assert {name: rows[name] for name in installed} == {name: licence(name) for name in installed}


def test_the_wheel_is_whole(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    package = ROOT / "src" / "enduse"
    ours = {path.relative_to(ROOT / "src").as_posix() for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert ours <= inside, "files of the package that the wheel leaves out; does .gitignore name them?"
    endings = {Path(name).suffix for name in inside}
    assert {".py", ".yml", ".csv", ".css", ".html", ".typed"} <= endings
    assert any(name.endswith("licenses/LICENSE") for name in inside)
