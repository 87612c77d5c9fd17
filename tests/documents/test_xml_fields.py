"""XML: every value with its place, nothing opened outside of the file, nothing that grows."""

from __future__ import annotations

import hashlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.documents.read import read_bytes
from enduse.model.document import Document
from enduse.model.extraction import Reading


def reading(text: str | bytes, extension: str = ".xml") -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    return read_bytes(data, sha256=hashlib.sha256(data).hexdigest(), extension=extension)


def document(text: str | bytes) -> Document:
    read = reading(text)
    assert read.document is not None, read.rejected
    return read.document


def fields(document: Document) -> dict[str, str]:
    return {each.locator: document.text[each.start : each.end] for each in document.fields}


def test_values_and_attributes_have_paths() -> None:
    text = (
        '<?xml version="1.0"?>\n<l:LIST xmlns:l="urn:l" day=\'2026-02-27\'><E n="1 &amp; 2"><N>样本 &lt;A&gt; &#x42;</N><N/></E>'
        "<E><N>B\r\nC</N></E></l:LIST>"
    )
    read = document(text)
    assert fields(read) == {
        "/LIST[1]/@day": "2026-02-27",
        "/LIST[1]/E[1]/@n": "1 & 2",
        "/LIST[1]/E[1]/N[1]": "样本 <A> B",
        "/LIST[1]/E[1]/N[2]": "",
        "/LIST[1]/E[2]/N[1]": "B\nC",
    }
    stored = {}
    for each in read.fields:
        low, high = read.stored_span(each.start, each.end)
        stored[each.locator] = text[low:high]
    assert stored["/LIST[1]/E[1]/N[1]"] == "样本 &lt;A&gt; &#x42;"
    assert stored["/LIST[1]/E[1]/@n"] == "1 &amp; 2"
    assert stored["/LIST[1]/E[2]/N[1]"] == "B\r\nC"


def test_a_greater_sign_inside_an_attribute_ends_no_tag() -> None:
    read = document("<?xml version='1.0'?><a b='x>y' c=\"it's\"\n d='' ><e f = 'g'/></a>")
    assert fields(read) == {"/a[1]/@b": "x>y", "/a[1]/@c": "it's", "/a[1]/@d": "", "/a[1]/e[1]/@f": "g", "/a[1]/e[1]": ""}


def test_mixed_text_and_cdata_and_comments() -> None:
    read = document("<?xml version='1.0'?><a>before<b><![CDATA[x < y]]> z<!-- no --></b>after</a>")
    assert fields(read) == {"/a[1]/b[1]": "x < y z", "/a[1]/text()": "beforeafter"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', "xml-declarations"),
        ('<?xml version="1.0"?><!DOCTYPE r SYSTEM "http://127.0.0.1:9/canary"><r/>', "xml-declarations"),
        ('<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r>&b;</r>', "xml-declarations"),
        ('<?xml version="1.0"?><r><a>cut', "cut"),
        ('<?xml version="1.0"?><r><a></r></a>', "broken"),
        ('<?xml version="1.0"?><r>&undeclared;</r>', "broken"),
        ('<?xml version="1.0"?>' + "<a>" * 500 + "</a>" * 500, "limit:depth"),
    ],
)
def test_what_is_refused(text: str, code: str) -> None:
    read = reading(text)
    assert read.document is None
    assert read.rejected is not None
    assert read.rejected.code == code


@pytest.mark.shared
@pytest.mark.parametrize("name", ["c01_xxe_file.xml", "c03_billion_laughs.xml", "c05_xinclude.xml"])
def test_hostile_files_open_nothing_and_do_not_grow(name: str, shared: Path) -> None:
    read = reading((shared / "hostile/xml" / name).read_bytes())
    if name.startswith("c05"):
        assert read.document is not None
        assert fields(read.document) == {
            "/r[1]/include[1]/@parse": "text",
            "/r[1]/include[1]/@href": "file:///etc/passwd",
            "/r[1]/include[1]": "",
        }
        assert "root:" not in read.document.text
    else:
        assert read.document is None
        assert read.rejected is not None
        assert read.rejected.code == "xml-declarations"


def test_other_encodings_are_decoded_before() -> None:
    text = '<?xml version="1.0" encoding="gb18030"?><r><name>样本数字技术有限公司</name></r>'
    assert fields(document(text.encode("gb18030"))) == {"/r[1]/name[1]": "样本数字技术有限公司"}


def test_an_element_called_title_does_not_make_a_page() -> None:
    assert document("<?xml version='1.0'?><LIST><TITLE>x</TITLE></LIST>").media_type == "application/xml"
    page = reading("<?xml version='1.0'?><!DOCTYPE html><html><head><title>t</title></head><body><p>x</p></body></html>", ".html")
    assert page.document is not None
    assert page.document.media_type == "text/html"


NAMES = st.sampled_from(["a", "b", "Name", "n:x"])
TEXTS = st.text(alphabet=st.sampled_from("ab 样<>&\"'\n\t1\U0001f600"), max_size=8)


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> ElementTree.Element:
    element = ElementTree.Element(draw(NAMES).replace("n:", "{urn:n}"))
    for name in draw(st.lists(st.sampled_from(["k", "l"]), unique=True, max_size=2)):
        element.set(name, draw(TEXTS).replace("\n", " ").replace("\t", " "))
    if depth < 2 and draw(st.booleans()):
        element.extend([draw(elements(depth=depth + 1)) for _ in range(draw(st.integers(1, 3)))])
    else:
        element.text = draw(TEXTS)
    return element


def said(element: ElementTree.Element, path: str) -> dict[str, str]:
    """What another parser reads, under the same paths."""
    found = {f"{path}/@{name}": value for name, value in element.attrib.items()}
    if len(element) == 0:
        found[path] = element.text or ""
    seen: dict[str, int] = {}
    for child in element:
        local = child.tag.rpartition("}")[2]
        seen[local] = seen.get(local, 0) + 1
        found |= said(child, f"{path}/{local}[{seen[local]}]")
    return found


@given(elements())
def test_it_reads_what_another_parser_reads(tree: ElementTree.Element) -> None:
    root = ElementTree.Element("root")
    root.append(tree)
    ElementTree.SubElement(root, "end").text = "end"
    text = ElementTree.tostring(root, encoding="unicode", xml_declaration=True)
    again = ElementTree.fromstring(text)  # noqa: S314 - written here
    assert fields(document(text)) == said(again, "/root[1]")
