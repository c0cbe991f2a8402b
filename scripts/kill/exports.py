"""Writes a plant's exports in every format that telltale reads, with rows among them that cannot be taken in."""

import gzip
import os
import shutil
import subprocess
import zipfile

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def write_all(folder):
    """Returns the formats that could not be made here, with what is missing."""
    os.makedirs(folder, exist_ok=True)
    readings(folder)
    journals(folder)
    notes(folder)
    orders(os.path.join(folder, "orders.xlsx"), 3_000)
    word(os.path.join(folder, "procedure.docx"))
    hangul(os.path.join(folder, "report.hwpx"))
    return packed(folder)


def clock(second):
    return f"2026-03-{1 + second // 86_400:02d}T{second // 3_600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


def wide(rows, tags, step=1, bad=97):
    yield "time," + ",".join(tags) + "\n"
    for row in range(rows):
        time = f"no time {row}" if row % bad == bad - 1 else clock(row * step)
        cells = ["Bad" if (row + i) % 211 == 0 else f"{20 + (row * (i + 3) % 997) / 7:.4f}" for i in range(len(tags))]
        yield time + "," + ",".join(cells) + ("," if row % 503 == 0 else "") + "\n"


def readings(folder):
    def tags(letter):
        return [f"{letter}{n}" for n in range(20)]

    with open(f"{folder}/wide.csv", "w") as file:
        file.writelines(wide(40_000, tags("WI-")))
    with open(f"{folder}/semicolon-utf16.csv", "w", encoding="utf-16") as file:
        file.writelines(line.replace(",", ";").replace(".", ",") for line in wide(3_000, tags("SI-")))
    with gzip.open(f"{folder}/packed.csv.gz", "wt") as file:
        file.writelines(wide(20_000, tags("GI-")))
    with open(f"{folder}/long.csv", "w") as file:
        file.write("time,tag,value,quality\n")
        for row in range(60_000):
            time = "yesterday" if row % 1_009 == 7 else clock(row // 10)
            file.write(f"{time},LI-{row % 10},{row % 777 / 3:.3f},{'Bad' if row % 401 == 0 else 'Good'}\n")
    with open(f"{folder}/transposed.csv", "w") as file:
        file.write("tag," + ",".join(clock(60 * n) for n in range(200)) + "\n")
        for tag in range(30):
            file.write(f"TI-{tag}," + ",".join(str(tag * n % 83) for n in range(200)) + "\n")


def journals(folder):
    with open(f"{folder}/alarms.csv", "w") as file:
        file.write("time,tag,condition,transition,priority,message\n")
        for row in range(6_000):
            time = "soon" if row % 701 == 3 else clock(row * 10)
            change = ("activation", "acknowledgement", "return")[row % 3]
            file.write(f"{time},LI-{row % 10},HI,{change},high,Level {row} high\n")
    with open(f"{folder}/consolidated.csv", "w") as file:
        file.write("Tag;Alarm;Active time;Return time;Priority\n")
        for row in range(1_000):
            start = "?" if row % 300 == 9 else clock(row * 60).replace("T", " ")
            file.write(f"WI-{row % 20};LO;{start};{clock(row * 60 + 30).replace('T', ' ')};2\n")
    with open(f"{folder}/events-cp949.csv", "w", encoding="cp949") as file:
        file.write("time,equipment,event,description\n")
        file.writelines(f"{clock(row * 30)},P-{row % 7},기동,펌프 기동 {row}\n" for row in range(2_000))


def notes(folder):
    with open(f"{folder}/shift.md", "w") as file:
        file.write("# Shift log 2026-03-01\n\n")
        file.writelines(f"- {n // 60:02d}:{n % 60:02d} P-{n % 7} 점검 {n}, WI-{n % 20} 정상\n" for n in range(1_200))
    with open(f"{folder}/manual.html", "w") as file:
        file.write("<html><body><h1>Manual</h1>")
        file.writelines(f"<h2>Part {n}</h2><p>Check the seal of P-{n % 7}, then valve {n}.</p>" for n in range(600))
        file.write("</body></html>")
    with open(f"{folder}/mail.eml", "w") as file:
        file.write("From: shift@plant\nSubject: P-1\nDate: Sun, 1 Mar 2026 10:00:00 +0900\n\nP-1 leaks at the seal.\n")


def archive(path, parts, first=None):
    """A zip with fixed times, so that the same call gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2026, 3, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            file.writestr(entry, text)


def orders(path, rows):
    def row(number, cells):
        inner = "".join(f'<c r="{chr(65 + i)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>' for i, cell in enumerate(cells))
        return f'<row r="{number}">{inner}</row>'

    lines = [row(1, ["Order", "Functional Location", "Description", "Order Type", "Created on", "Actual start"])]
    for n in range(rows):
        created = "unknown" if n % 311 == 5 else clock(n * 600)[:10]
        lines.append(row(n + 2, [f"{4_000_000 + n}", f"P-{n % 7}", f"씰 누설 {n}", "PM01", created, clock(n * 600)]))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    archive(path, {
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Orders" sheetId="1" '
                           'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{package}"><Relationship Id="rId1" '
                                      f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    })


def word(path):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>Step {n}: open valve {n} of P-{n % 7} slowly.</w:t></w:r></w:p>" for n in range(500))
    archive(path, {"word/document.xml": f'{HEAD}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'})


def hangul(path):
    lines = "".join(f"<hp:p><hp:run><hp:t>P-{n % 7} 점검 결과 {n}: 이상 없음</hp:t></hp:run></hp:p>" for n in range(500))
    archive(path, {
        "mimetype": "application/hwp+zip",
        "Contents/section0.xml": f'{HEAD}<hs:sec xmlns:hs="s" xmlns:hp="p">{lines}</hs:sec>',
    }, first="mimetype")


def packed(folder):
    if not shutil.which("zstd"):
        return ["zstd (apt-get install zstd)"]
    plain = f"{folder}/squeezed.csv"
    with open(plain, "w") as file:
        file.writelines(wide(20_000, [f"ZI-{n}" for n in range(20)]))
    subprocess.run(["zstd", "--quiet", "--rm", plain], check=True)
    return []
