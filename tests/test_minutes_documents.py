"""Word, PDF and HTML are read the same as their text; what is made to do harm is refused in words."""

import copy
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from storage.minutes import Minutes, read_minutes
from storage.minutes.files import UnreadableFile, text_of
from storage.minutes.pages import paragraphs

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
TITLE = "Harbour Group Safety Review"
OPENING = "The review was held on 14 May 2024 in Ningbo. Wei Lan, president of Harbour Group, attended and spoke."
DEMAND = (
    "Wei Lan put forward three requirements: the first is to inspect every crane before the rainy season, "
    "the second is to train all new drivers, and the third is to report near misses within a day."
)
TEXT = f"{TITLE}\n\n{OPENING}\n\n{DEMAND}\n"


def found(minutes: Minutes) -> object:
    """What was read, without the places, which differ from text to text."""
    return (
        minutes.title,
        minutes.held_from,
        [(each.name, [re.sub(r"\s+", " ", one.text) for one in each.directives]) for each in minutes.speakers],
        [(each.text, each.owner, each.due) for each in minutes.actions],
    )


def docx_of(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_of(pages: Sequence[Sequence[str]], trailer: bytes = b"") -> bytes:
    """A small PDF, written by hand: one Tj for each line."""
    streams = []
    for lines in pages:
        shown = [line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") for line in lines]
        told = "".join(f"({line}) Tj 0 -14 Td\n" for line in shown)
        streams.append(f"BT /F1 11 Tf 50 780 Td\n{told}ET".encode("latin-1"))
    return pdf_around(streams, trailer)


def pdf_around(streams: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The pages of a PDF around their drawing orders."""
    count = len(streams)
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for page, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            + f"/Contents {5 + 2 * page} 0 R >>".encode()
        )
        packed = zlib.compress(stream)
        objects.append(f"<< /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R ".encode() + trailer
    return out + f" >>\nstartxref\n{table}\n%%EOF\n".encode()


def test_a_word_document_is_read_the_same_as_its_text() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Internal paper"
    document.add_heading(TITLE, 0)
    document.add_paragraph(OPENING)
    document.add_paragraph(DEMAND)
    text = text_of("minutes.docx", docx_of(document))
    assert "Internal paper" not in text
    assert found(read_minutes(text)) == found(read_minutes(TEXT))
    assert [len(each.directives) for each in read_minutes(text).speakers] == [3]


def test_the_lists_of_word_keep_the_marks_it_only_draws() -> None:
    document = docx.Document()
    document.add_paragraph("Tasks")
    for task in ("inspect the cranes", "train the drivers"):
        document.add_paragraph(task, style="List Number")
    for task in ("ropes", "hooks"):
        document.add_paragraph(task, style="List Bullet")
    assert (
        text_of("list.docx", docx_of(document))
        == "Tasks\n1. inspect the cranes\n2. train the drivers\n- ropes\n- hooks\n"
    )


def test_a_list_in_chinese_numerals_is_written_as_printed() -> None:
    document = docx.Document()
    document.add_paragraph("检查吊车", style="List Number")
    document.add_paragraph("培训司机", style="List Number")
    numbering = document.part.numbering_part.element
    for level in numbering.iter(qn("w:lvl")):
        if level.find(qn("w:numFmt")).get(qn("w:val")) == "decimal":
            level.find(qn("w:numFmt")).set(qn("w:val"), "chineseCounting")
            level.find(qn("w:lvlText")).set(qn("w:val"), "%1、")
    assert text_of("清单.docx", docx_of(document)) == "一、检查吊车\n二、培训司机\n"


def test_the_tables_of_word_become_action_items() -> None:
    document = docx.Document()
    document.add_paragraph("Weekly call 2024-05-14")
    table = document.add_table(rows=0, cols=3)
    for row in (
        ("Action", "Owner", "Due"),
        ("Order new ropes", "Mia Koch", "2024-05-20"),
        ("Paint the gate", "Tom Reed", ""),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    text = text_of("call.docx", docx_of(document))
    assert "| Order new ropes | Mia Koch | 2024-05-20 |" in text
    assert [each.owner for each in read_minutes(text).actions] == ["Mia Koch", "Tom Reed"]


def test_a_table_inside_a_table_that_lays_out_the_page_keeps_its_columns() -> None:
    document = docx.Document()
    page = document.add_table(rows=1, cols=1).cell(0, 0)
    page.paragraphs[0].text = "Plant meeting, 3 June 2024"
    inner = page.add_table(rows=2, cols=3)
    for row, cells in zip(
        inner.rows, [("Action", "Owner", "Due"), ("Order the pumps", "Li Na", "2024-06-14")], strict=True
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    actions = read_minutes(text_of("form.docx", docx_of(document))).actions
    assert [(each.text, each.owner, str(each.due)) for each in actions] == [("Order the pumps", "Li Na", "2024-06-14")]


def test_a_revision_struck_out_is_no_text_and_one_written_in_is() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Send the list ")
    for mark, text in (("w:del", "today"), ("w:ins", "tomorrow")):
        change, run, words = OxmlElement(mark), OxmlElement("w:r"), OxmlElement("w:t")
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    assert text_of("draft.docx", docx_of(document)) == "Send the list tomorrow\n"


def test_a_pdf_is_read_the_same_as_its_text() -> None:
    lines = [
        [
            "Harbour Group - internal",
            TITLE,
            "The review was held on 14 May 2024 in Ningbo. Wei Lan, president of",
            "Harbour Group, attended and spoke.",
            "Wei Lan put forward three requirements: the first is to inspect ev-",
            "ery crane before the rainy season, the second is to train all new",
            "Page 1 of 2",
        ],
        ["Harbour Group - internal", "drivers, and the third is to report near misses within a day.", "Page 2 of 2"],
    ]
    text = text_of("minutes.pdf", pdf_of([lines[0][1:], lines[1][1:]]))
    assert text == f"{TITLE}\n{OPENING}\n{DEMAND}\n"
    assert found(read_minutes(text)) == found(read_minutes(TEXT))
    assert "internal" not in text_of("minutes.pdf", pdf_of(lines)).partition("\n")[2]


def test_a_page_that_is_only_a_picture_is_named_with_what_to_do() -> None:
    text = text_of(
        "minutes.pdf", pdf_of([["Plan of the yard"], [], ["Wei Lan, president, urged all to check the cranes."]])
    )
    assert text.splitlines()[1] == "[Page 2 has no text]"
    told = [each for each in read_minutes(text).problems if "text recognition" in each.message]
    assert [(each.line, each.values["page"]) for each in told] == [(2, "2")]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["Plan", "We keep the long-term goals of the yard for the long-", "term contracts."],
            "for the long-term contracts.",
        ),
        (
            ["纪要", "会议强调，各单位要在六月底以前完成全部设备的安全", "检查，并报送结果。"],
            "全部设备的安全检查，并报送结果。",
        ),
        (["Plan", "1. Inspect every crane of the yard before the season", "2. Train"], "season\n2. Train"),
    ],
)
def test_lines_of_a_page_become_paragraphs(lines: list[str], told: str) -> None:
    assert told in paragraphs([lines])


def test_a_web_page_is_read_the_same_as_its_text() -> None:
    page = (
        f"<html><head><title>x</title><style>p {{}}</style></head><body><h1>{TITLE}</h1><script>alert('no')</script>"
        f"<p>{OPENING}</p>\n<p>{DEMAND.replace(' the second', '<br> the <b>second</b>')}</p><img src='http://127.0.0.1:9/x'></body></html>"
    )
    text = text_of("minutes.html", page.encode("utf-16"))
    assert "alert" not in text
    assert found(read_minutes(text)) == found(read_minutes(TEXT))


def test_the_lists_and_tables_of_a_web_page_are_written_as_markdown() -> None:
    page = "<ol start=2><li>ropes<ul><li>thin</ul><li>钩子</ol><table><tr><th>Owner<th>Task<tr><td>Mia<td>a|b</table>"
    assert text_of("清单.htm", page.encode("gb18030")) == (
        "2. ropes\n  - thin\n3. 钩子\n\n| Owner | Task |\n| --- | --- |\n| Mia | a\\|b |\n"
    )


def swollen_docx() -> bytes:
    """One part of 16 MB of zeros, named a hundred times in the archive's contents: 1.6 GB out of some kB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(16 * 1024 * 1024))
        archive.filelist += [copy.copy(archive.filelist[0]) for _ in range(99)]
    return stream.getvalue()


def zip_of(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


LOCK = (
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <"
    + b"41" * 32
    + b"> /U <"
    + b"42" * 32
    + b"> /P -4 >> /ID [<00> <00>]"
)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("scan.pdf", pdf_of([[]]), "text recognition"),
        ("locked.pdf", pdf_of([["secret"]], LOCK), "locked with a password"),
        ("torn.pdf", b"%PDF-1.7\n1 0 obj << /Broken", "damaged"),
        ("torn.docx", docx_of(docx.Document())[:9000], "damaged"),
        ("zip.docx", zip_of(notes="no document"), "is no .docx file"),
        ("notes.docx", b"only words", "is no .docx file"),
        ("empty.docx", docx_of(docx.Document()), "is empty"),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "without a password"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old versions of Word"),
        ("minutes.docx", pdf_of([["text"]]), "name to .pdf"),
        ("minutes.txt", docx_of(docx.Document()), "name to .docx"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
        ("bomb.docx", swollen_docx(), "unpacks to 1600 MB"),
        ("../../x", b"\x00\x01", "x is not a text file"),
        ("..\\..\\x.docx", b"PK\x03\x04", "x.docx is damaged"),
        ("../..", b"words", ".. "),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(name: str, content: bytes, words: str) -> None:
    if name == "../..":
        assert text_of(name, content) == "words"
        return
    with pytest.raises(UnreadableFile) as refused:
        text_of(name, content)
    assert words in str(refused.value)
    assert "/" not in str(refused.value.values["name"])
    assert refused.value.message.format(**refused.value.values) == str(refused.value)


def test_a_pdf_of_many_pages_without_a_stop_is_read_in_time() -> None:
    line = "A line of text that is fairly long and goes on up to here"
    # Of pages all alike, two lines at each edge are taken for head and foot; the first head stays.
    assert text_of("long.pdf", pdf_of([[line] * 50] * 40)).count("goes on") == 40 * 50 - 39 * 2 - 40 * 2


def test_pages_that_are_all_alike_keep_their_text() -> None:
    pages = [["Inspect the cranes.", "Check the ropes.", "Paint the gate."]] * 3
    assert text_of("alike.pdf", pdf_of(pages)).count("Inspect the cranes.") == 1
    assert text_of("bare.pdf", pdf_of([["Ropes"]] * 2)).count("Ropes") == 2


def test_a_page_that_swells_past_all_bounds_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="too much memory"):
        text_of("swollen.pdf", pdf_around([b"q " * 40_000_000]))


def test_a_pdf_that_never_ends_is_ended_by_the_limit() -> None:
    endless = pdf_around([b"BT /F1 11 Tf 50 780 Td\n" + b"(a) Tj 0 -1 Td\n" * 3_000_000 + b"ET"])
    with pytest.raises(UnreadableFile, match="more than 1 seconds or too much memory"):
        text_of("endless.pdf", endless, seconds=1)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] "


def pdf_with(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, whatever they are."""
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    told = trailer.replace(b"ITSELF", b"%d" % table)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, told, table)


def docx_with(body: bytes, declared: bytes = b"") -> bytes:
    """A Word file with this at the beginning of its body, and this before its first element."""
    stream = io.BytesIO()
    plain = io.BytesIO(docx_of(docx.Document()))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                content = content.replace(b"<w:document", declared + b"<w:document", 1)
                content = content.replace(b"<w:body>", b"<w:body>" + body, 1)
            target.writestr(part.filename, content)
    return stream.getvalue()


def boastful_docx() -> bytes:
    """A Word file whose contents say that a part of 70 MB has 5 kB."""
    swollen = docx_with(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 2_000_000)
    with zipfile.ZipFile(io.BytesIO(swollen)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    return swollen.replace(struct.pack("<I", size), struct.pack("<I", 5_000))


MULTIPLIED = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
FORM = b"<< /XObject << /X 5 0 R >> >>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pages of themselves.pdf", pdf_with(CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")),
        (
            "pages in a ring.pdf",
            pdf_with(
                CATALOG,
                b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 1000000 >>",
                b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 2 0 R] /Count 9 >>",
            ),
        ),
        ("an object that is itself.pdf", pdf_with(CATALOG, b"2 0 R")),
        (
            "a form that draws itself.pdf",
            pdf_with(
                CATALOG,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                PAGE + b"/Resources " + FORM + b" /Contents 4 0 R >>",
                b"<< /Length 5 >>\nstream\n/X Do\nendstream",
                b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources "
                + FORM
                + b" /Length 11 >>\nstream\n/X Do /X Do\nendstream",
            ),
        ),
        (
            "a table before itself.pdf",
            pdf_with(CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>", trailer=b"/Prev ITSELF"),
        ),
        (
            "a length that is its stream.pdf",
            pdf_with(
                CATALOG,
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                PAGE + b"/Contents 4 0 R >>",
                b"<< /Length 4 0 R >>\nstream\nx\nendstream",
            ),
        ),
        ("brackets without end.pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000),
        ("boastful.docx", boastful_docx()),
        (
            "multiplied.docx",
            docx_with(
                b"<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + MULTIPLIED + b"]>"
            ),
        ),
        ("deep.docx", docx_with(b"<w:tbl><w:tr><w:tc>" * 20_000)),
        ("deep.html", b"<div>" * 200_000 + b"words"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_loops_swells_or_lies_is_refused_within_the_limits(name: str, content: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        text_of(name, content)
    assert any(words in str(refused.value) for words in ("is damaged", "and no text", "too much memory"))


def test_an_entity_from_outside_is_never_fetched() -> None:
    document = docx.Document()
    document.add_paragraph("MARK")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of(document))) as source, zipfile.ZipFile(stream, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "word/document.xml":
                content = content.replace(
                    b"<w:document", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
                )
                content = content.replace(b"MARK", b"before &e; after")
            target.writestr(part.filename, content)
    assert "root:" not in text_of("entity.docx", stream.getvalue())


def test_notes_below_the_pages_are_read_behind_the_rest_and_their_rules_are_not() -> None:
    document = docx.Document()
    document.add_paragraph("Wei Lan required the yard to count the cranes.")
    notes = (
        f'<w:footnotes xmlns:w="{nsmap["w"]}">'
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>rule</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t> Without the two in repair.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    text = text_of("a.docx", docx_of(document))
    assert text == "Wei Lan required the yard to count the cranes.\n\nWithout the two in repair.\n"
