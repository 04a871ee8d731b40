"""Newer reference figures: fetched from small answers written here, shown before anything is written, refused clearly."""

import gzip
import http.server
import json
import threading
import tomllib

import pytest

from analysis.errors import WorkbookError
from analysis.paths import data_path
from tools.refresh_reference import API, Recipe, find, from_the_internet, refresh

RECIPE = Recipe(
    name="made-up", publication="Made-up statistics", data_set="d1", source_id="made_up", indicator="pct_pupils",
    unit="percent", value_column="pupil_percent", phase_column="phase", provision_column="provision",
    also=[{"sex": "Total"}], phases={"State-funded primary": "primary"}, provisions={"SEN support": "sen_support"},
)  # fmt: skip
HEAD = "time_period,geographic_level,region_name,phase,provision,sex,pupil_percent\n"
ROWS = HEAD + (
    "202425,National,,State-funded primary,SEN support,Total,14.79\n"  # as we hold it, with more decimals
    "2023/24,National,,State-funded primary,SEN support,Total,14.9\n"  # changed
    "202526,National,,State-funded primary,SEN support,Total,15.2\n"  # new
    "202526,Regional,Yorkshire and the Humber,State-funded primary,SEN support,Total,15.9\n"  # new
    "202526,National,,State-funded primary,SEN support,Female,11.1\n"
    "202526,National,,State-funded nursery,SEN support,Total,13.0\n"
    "202526,Local authority,,State-funded primary,SEN support,Total,9.0\n"
    "202122,National,,State-funded primary,SEN support,Total,z\n"
    "2024,National,,State-funded primary,SEN support,Total,9.9\n"
)
BENCHMARKS = (
    "indicator,phase,sen_provision,breakdown,category,academic_year,value,unit,source_id,note\n"
    "pct_pupils,primary,sen_support,none,total,2023/24,14.1,percent,old,\n"
    "pct_pupils,primary,sen_support,none,total,2024/25,14.8,percent,old,\n"
)
SOURCES = "source_id,publisher,title,year,url,licence,read_as,read_on\nold,DfE,Old,2025,https://example.org,OGL,page,2026-01-01\n"


def answers(rows: str = ROWS, **summary: str):
    """A fetch that gives the answers of a small statistics service."""
    told = {"title": "A data set", "status": "Published"} | summary
    pages = {
        f"{API}/data-sets/d1": json.dumps(told).encode(),
        f"{API}/data-sets/d1/csv": rows.encode(),
        f"{API}/publications?page=1&pageSize=20&search=made%20up": b'{"results": [{"id": "p1", "title": "Made-up statistics"}]}',
        f"{API}/publications/p1/data-sets?page=1&pageSize=20":
            b'{"results": [{"id": "d1", "title": "By phase", "status": "Published"}]}',
    }  # fmt: skip
    return pages.__getitem__


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "benchmarks.csv").write_text(BENCHMARKS, encoding="utf-8")
    (tmp_path / "sources.csv").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def held(folder) -> list[str]:
    return (folder / "benchmarks.csv").read_text("utf-8").splitlines()[1:]


def test_what_differs_is_shown_and_nothing_is_written_unless_it_is_asked_for(folder, capsys):
    refresh(folder, [RECIPE], answers())
    shown = capsys.readouterr().out
    assert "made-up: 2 new, 1 changed, 1 the same." in shown
    assert "+ pct_pupils primary sen_support region Yorkshire and The Humber 2025/26: 15.9" in shown
    assert "~ pct_pupils primary sen_support none total 2023/24: 14.1 (old) becomes 14.9 (made_up)" in shown
    assert "Nothing was written. Add --write" in shown
    assert (folder / "benchmarks.csv").read_text("utf-8") == BENCHMARKS
    assert (folder / "sources.csv").read_text("utf-8") == SOURCES


def test_every_row_left_out_is_counted_with_its_reason(folder, capsys):
    refresh(folder, [RECIPE], answers())
    shown = capsys.readouterr().out
    for why in ("1 with parts of a group", "1 with phase 'State-funded nursery'", "1 with other places",
                "1 with no number but 'z'", "1 with time '2024'"):  # fmt: skip
        assert why in shown


def test_write_adds_what_is_new_with_its_source_and_leaves_what_changed(folder):
    refresh(folder, [RECIPE], answers(), writing=True)
    assert held(folder) == [
        "pct_pupils,primary,sen_support,none,total,2023/24,14.1,percent,old,",
        "pct_pupils,primary,sen_support,none,total,2024/25,14.8,percent,old,",
        "pct_pupils,primary,sen_support,none,total,2025/26,15.2,percent,made_up,",
        "pct_pupils,primary,sen_support,region,Yorkshire and The Humber,2025/26,15.9,percent,made_up,",
    ]
    assert "statistics API, data set d1" in (folder / "sources.csv").read_text("utf-8")
    before = (folder / "benchmarks.csv").read_bytes()
    refresh(folder, [RECIPE], answers(), writing=True)
    assert (folder / "benchmarks.csv").read_bytes() == before


def test_a_changed_figure_is_replaced_only_when_that_is_asked_for_as_well(folder):
    refresh(folder, [RECIPE], answers(), writing=True, replace=True)
    assert held(folder)[0] == "pct_pupils,primary,sen_support,none,total,2023/24,14.9,percent,made_up,"
    assert len(held(folder)) == 4


@pytest.mark.parametrize(
    ("fetch", "message"),
    [
        (answers(ROWS.replace("pupil_percent", "percent_of_pupils")), "no column pupil_percent.*The columns are: time_period"),
        (answers(""), "no column time_period"),
        (answers(HEAD), "No row of the data set fits"),
        (answers(ROWS.replace("SEN support", "Support")), "No row of the data set fits.*provision 'Support'"),
        (answers(ROWS + "202526,National,,State-funded primary,SEN support,Total,16.0\n"), "Two rows .* different values"),
        (answers(status="Withdrawn", supersedingDataSetId="d2"), "was withdrawn: A data set.*Use d2 instead"),
        (answers(status="Withdrawn"), "No successor is named"),
        (lambda address: b"<html>", "not what the API promises"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_and_changes_nothing(folder, fetch, message):
    with pytest.raises(WorkbookError, match=message):
        refresh(folder, [RECIPE], fetch, writing=True, replace=True)
    assert (folder / "benchmarks.csv").read_text("utf-8") == BENCHMARKS


def test_a_data_set_that_gets_no_more_updates_is_used_with_a_warning(folder, capsys):
    refresh(folder, [RECIPE], answers(status="Deprecated", supersedingDataSetId="d2"))
    assert "gets no more updates. Use d2 instead." in capsys.readouterr().out


def test_data_sets_are_found_by_words(capsys):
    find("made up", answers())
    assert "d1  By phase (Published)" in capsys.readouterr().out


class Service(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = {"/packed": (200, gzip.compress(b"packed")), "/plain": (200, b"plain"), "/busy": (503, b"")}.get(
            self.path, (404, b"")
        )
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def service():
    server = http.server.HTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_answer_is_unpacked_and_a_refusal_is_told_in_words(service):
    assert from_the_internet(f"{service}/packed") == b"packed"
    assert from_the_internet(f"{service}/plain") == b"plain"
    with pytest.raises(WorkbookError, match="not there any more, or its id is wrong"):
        from_the_internet(f"{service}/gone")
    with pytest.raises(WorkbookError, match="error 503"):
        from_the_internet(f"{service}/busy")


def test_no_network_is_told_in_words(service):
    with pytest.raises(WorkbookError, match="could not be reached.*Nothing was changed"):
        from_the_internet("http://127.0.0.1:9/none")


def test_the_recipes_we_ship_are_whole_and_use_our_words():
    recipes = [Recipe(**one) for one in tomllib.loads(data_path("reference", "refresh.toml").read_text("utf-8"))["recipe"]]
    from analysis.reference import PHASE_WORDS, PROVISION_WORDS, indicators

    for recipe in recipes:
        assert recipe.indicator in indicators()
        assert set(recipe.phases.values()) <= set(PHASE_WORDS) and set(recipe.provisions.values()) <= set(PROVISION_WORDS)
        with pytest.raises(WorkbookError, match="No data set is named yet"):
            refresh(data_path("reference"), [recipe], answers())
