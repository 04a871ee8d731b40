"""The pack of charts to print."""

import re

from tools.print_charts import PRINTED, pack


def test_the_pack_has_a_page_for_each_chart_with_its_sentence():
    page = pack(["village"])
    assert page.count("<section>") == page.count("<svg") == len(PRINTED)
    assert page.count("(invented)</p>") == len(PRINTED)
    assert not re.search(r'(src|href)="http', page)
