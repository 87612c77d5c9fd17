"""Mails: bodies and attachments come out, who wrote to whom does not."""

from __future__ import annotations

from email.message import EmailMessage

import msgspec

from enduse.documents.containers.mail import is_mail
from tests.documents.containers.given import PAGE, codes, opened, why, zipped


def mail(**headers: str) -> EmailMessage:
    made = EmailMessage()
    fixed = {
        "From": "Canary Person <canary@example.test>",
        "To": "other@example.test",
        "Date": "Mon, 06 May 2024 07:08:09 +0800",
        "Message-ID": "<1@example.test>",
    }
    for name, value in {**fixed, **headers}.items():
        made[name] = value
    return made


def test_parts_come_out_and_persons_do_not() -> None:
    made = mail(Subject="样本公告 from canary@example.test")
    made.set_content("plain 样本\n")
    made.add_alternative("<p>样本</p>", subtype="html")
    made.add_attachment(PAGE, maintype="text", subtype="html", filename="附件 样本.html")
    made.add_attachment(b"BEGIN:VCARD", maintype="text", subtype="vcard", filename="canary.vcf")
    listing, found = opened(made.as_bytes())
    assert listing.kind == "mail"
    assert list(found) == ["body 1.1.txt", "body 1.2.html", "附件 样本.html"]
    assert found["附件 样本.html"] == [PAGE]
    assert listing.left_out == {"text/vcard": 1}
    assert listing.members[0].member.headers == (
        ("Date", "Mon, 06 May 2024 07:08:09 +0800"),
        ("Subject", "样本公告 from [address]"),
        ("Message-ID", "<1@example.test>"),
    )
    written = msgspec.json.encode(listing)
    assert b"canary" not in written.lower()
    assert b"other@" not in written


def test_attached_mails_and_archives_are_members_for_the_next_level() -> None:
    inner = mail(Subject="inner")
    inner.set_content("inner text")
    made = mail(Subject="outer")
    made.set_content("outer text")
    made.add_attachment(inner)
    made.add_attachment(zipped({"n.html": PAGE}), maintype="application", subtype="zip", filename="n.zip")
    _, found = opened(made.as_bytes())
    assert sorted(found) == ["body 1.txt", "mail 2.eml", "n.zip"]
    assert list(opened(found["mail 2.eml"][0])[1]) == ["body 1.txt"]
    assert opened(found["n.zip"][0])[1] == {"n.html": [PAGE]}


def test_names_and_subjects_in_any_encoding() -> None:
    head = b"From: a@example.test\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\nSubject: " + "样本".encode("gbk") + b"\r\n"
    for field, name in (
        (b'attachment; filename="' + "公告.html".encode("gbk") + b'"', "公告.html"),
        (b"attachment; filename*=gb2312''" + b"".join(b"%%%02X" % byte for byte in "公告.html".encode("gbk")), "公告.html"),
        (b'attachment; filename="=?gb2312?B?uau45i5odG1s?="', "公告.html"),
        (b"attachment; filename*=no-such''a%FFb.html", "a\\xffb.html"),
        (b'attachment; filename="=?utf-7?Q?+ADw-?="', "+ADw-"),
    ):
        listing, found = opened(head + b"Content-Type: text/html\r\nContent-Disposition: " + field + b"\r\n\r\n" + PAGE)
        assert list(found) == [name]
        assert dict(listing.members[0].member.headers)["Subject"] == "样本"


def test_a_text_that_mentions_mail_words_is_no_mail() -> None:
    assert not is_mail("采购人：样本\nDate: 2024\n".encode())
    assert not is_mail(b"Date: 2024\nSubject: x\n\ntext")
    assert not is_mail(b"<html>From: a\nTo: b\nSubject: c\n")
    assert is_mail(b"From: a\nTo: b\nSubject: c\n\n")


def test_nested_parts_without_end_are_refused() -> None:
    head = b"From: a@example.test\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\n"
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(5000))
    assert why(opened(head + deep)[0]).startswith("limit:")
    wide = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 3000
    assert why(opened(head + wide)[0]) == "limit:entries"


def test_damaged_transfer_encoding_is_no_crash() -> None:
    head = b"From: a@example.test\r\nMessage-ID: <1@x>\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n"
    for coding in (b"base64", b"quoted-printable", b"x-uuencode", b"nonsense"):
        listing, _ = opened(head + b"Content-Transfer-Encoding: " + coding + b"\r\n\r\n=ZZ!\xff\xfe begin 666 a\r\n`\r\n")
        assert listing.kind == "mail" or listing.rejected
        assert codes(listing) in ([], ["corrupt"])
