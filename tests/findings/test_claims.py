"""Claims: strict files, read-only queries, failures told instead of raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from enduse.entities.resolved import Resolved
from enduse.findings.claims import Claim, ClaimResult, load_claims, run_claims
from enduse.findings.find import find
from enduse.findings.rules import chosen_rules
from enduse.model.errors import UsageError

from .builder import CASES


@pytest.fixture
def case(open_folder: Callable[[Path], Resolved]) -> Iterator[Resolved]:
    with open_folder(CASES / "sale-to-listed-end-user" / "two-sources-for-one-sale") as resolved:
        yield resolved


def ask(resolved: Resolved, query: str, *expect: str) -> ClaimResult:
    findings = find(resolved, chosen_rules(None))
    (result,) = run_claims([Claim("c1", "A claim.", "", query, expect)], resolved, findings)
    return result


def test_an_answer_with_two_sources_is_one_answer_with_two_passages(case: Resolved) -> None:
    query = "SELECT value AS answer, id AS statement FROM statements WHERE property = 'supplierDescription' ORDER BY id"
    result = ask(case, query, "unnamed firm in Biquan")
    assert result.ok
    assert len(result.statements) == 2


def test_findings_can_be_asked(case: Resolved) -> None:
    query = """
        SELECT f.rule AS answer, s.statement FROM findings f JOIN finding_statements s ON s.finding = f.id
        WHERE f.outcome = 'shown' AND f.specimen AND f.day = '2031-06-06' ORDER BY ALL
    """
    result = ask(case, query, "sale-to-listed-end-user")
    assert result.ok
    assert len(result.statements) > 10


def test_a_count_has_no_passage(case: Resolved) -> None:
    result = ask(case, "WITH t AS (SELECT 1 AS n) SELECT count(*) AS answer, NULL AS statement FROM t", "1")
    assert (result.ok, result.statements) == (True, ())


def test_another_answer_is_not_ok_and_is_told(case: Resolved) -> None:
    result = ask(case, "SELECT 2 AS answer, NULL AS statement", "1")
    assert (result.ok, result.answers, result.error) == (False, ("2",), "")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT nothing FROM nowhere", "nowhere"),
        ("SELECT 1 AS answer", "expected the columns answer and statement"),
        ("SELECT 'x' AS answer, 'no-such-id' AS statement", "no statement of this case"),
        ("DELETE FROM statements", "only one SELECT"),
        ("SELECT 1 AS answer, NULL AS statement; DROP TABLE statements", "only one SELECT"),
        ("CREATE TABLE x AS SELECT 1", "only one SELECT"),
        ("WITH t AS (SELECT 1) INSERT INTO findings SELECT 'a','a','a','a','a',true FROM t", "only one SELECT"),
        ("COPY statements TO '/tmp/out.csv'", "only one SELECT"),
        ("SET memory_limit = '9GB'", "only one SELECT"),
        ("SELECT content AS answer, NULL AS statement FROM read_text('/etc/passwd')", "disabled"),
        ("SELECT * FROM '/etc/passwd.csv'", "disabled"),
        ("selec", "syntax error"),
    ],
)
def test_a_query_that_fails_or_does_more_than_ask_is_a_failed_claim(case: Resolved, query: str, says: str) -> None:
    before = case.connection.execute("SELECT count(*) FROM statements").fetchone()
    result = ask(case, query)
    assert not result.ok
    assert says in result.error
    assert case.connection.execute("SELECT count(*) FROM statements").fetchone() == before


def test_claims_can_be_asked_twice(case: Resolved) -> None:
    for _ in range(2):
        assert ask(case, "SELECT count(*) AS answer, NULL AS statement FROM findings", "1").ok


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "claims.yml"
    path.write_text(text, "utf-8")
    return path


def test_claims_are_read(tmp_path: Path) -> None:
    (claim,) = load_claims(write(tmp_path, "- {id: c1, claim: Text., query: SELECT 1, expect: [144, yes, '2018', null]}"))
    assert claim == Claim("c1", "Text.", "", "SELECT 1", ("144", "true", "2018", ""))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {id: c1, claim: T, query: Q, expect: [], expected: []}", r"claims\.yml: claim 1 \(c1\): unknown key expected"),
        ("- {id: c1, claim: T, query: Q}", r"claims\.yml: claim 1 \(c1\): lacks expect"),
        ("- {id: c1, claim: T, query: Q, expect: 5}", "expect must be a list"),
        ("- {id: 1, claim: T, query: Q, expect: []}", "id must be text"),
        ("- {id: c1, claim: '', query: Q, expect: []}", "claim must be text"),
        ("- c1", "claim 1 is not a map"),
        ("id: c1", "expected a list of claims"),
        ("- {id: c1", "not readable as yml"),
        ("- {id: c1, claim: T, query: Q, expect: []}\n- {id: c1, claim: T, query: Q, expect: []}", "stands twice"),
    ],
)
def test_a_wrong_file_is_refused_with_file_and_claim(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        load_claims(write(tmp_path, text))
