"""E: dialects of csv."""

from tests.corpus.case import Case, listing, text, with_column

_TAIL = "\n2,8,N\n3,9,N\n"

CASES = (
    Case(91, "semicolons", "ok", listing(("1", "7", "K"), delimiter=";"), pupils=4),
    Case(92, "tabs", "ok", listing(("1", "7", "K"), delimiter="\t"), pupils=4),
    Case(93, "pipes", "ok", listing(("1", "7", "K"), delimiter="|"), pupils=4),
    Case(94, "line that names the delimiter", "ok", text("sep=;\r\nAdno;Year Group;SEN Status\r\n1;7;K\r\n2;8;N\r\n"), pupils=2),
    Case(95, "commas in quotes", "ok", with_column("Name", "Byron, Ada", "Smith, Bea", "Lee, Cy"), pupils=3),
    Case(96, "line breaks in quotes", "ok", with_column("Notes", "one\ntwo", "three\r\nfour"), pupils=2),
    Case(97, "doubled quotes", "ok", with_column("Notes", 'said "no"', "nothing"), pupils=2),
    Case(98, "quote that is never closed", "no", text('Adno,Year Group,SEN Status\n"1,7,K\n2,8,N\n'), "open-quote"),
    Case(99, "stray quote in a cell", "ok", text('Adno,Year Group,SEN Status,Notes\n1,7,K,5" tall\n2,8,N,\n'), pupils=2,
         note="a quote inside a cell that does not begin with one means itself"),
    Case(99, "stray quote that ends a cell early", "no", text('Adno,Year Group,SEN Status,Notes\n1,7,K,"so" tall\n2,8,N,\n'), "open-quote"),
    Case(100, "spaces after commas", "ok", text('Adno, Year Group, SEN Status, Name\n1, 7, K, "Byron, Ada"\n2, 8, N, "Lee, Cy"\n'), pupils=2),
    Case(101, "delimiter at the end of each line", "ok", text("Adno,Year Group,SEN Status,\n1,7,K,\n2,8,N,\n"), pupils=2),
    Case(102, "comment lines above the headings", "fix", text("# from the office\n# 1 September\nAdno,Year Group,SEN Status\n1,7,K" + _TAIL), "rows-above", pupils=3),
    Case(103, "title above the headings", "fix", text("SEN register\n\nAdno,Year Group,SEN Status\n1,7,K" + _TAIL), "rows-above", pupils=3),
    Case(104, "a hundred thousand columns", "no", text("Adno,Year Group,SEN Status" + ",a" * 100_000 + "\n1,7,K\n"), "too-many-columns"),
)  # fmt: skip
