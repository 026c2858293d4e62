"""A published file counted again from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask

FILE = """META
key;value
budget;90
vote_type;approval
rule;equalshares/add1
PROJECTS
project_id;cost;name
a;40;ก
b;40;ข
c;30;ค
VOTES
voter_id;vote
1;a,c
2;b
3;a,b
"""


def test_a_file_is_counted_by_the_rule_it_names(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "election.pb"
    file.write_text(FILE, encoding="utf-8-sig")
    answer = app.test_cli_runner().invoke(args=["participation", "count", str(file), "--json"])
    report = json.loads(answer.output)
    assert report["winners"] == ["b", "a"]
    assert report["scores"] == {"a": 2, "b": 2, "c": 1}
    assert (report["money_left"], report["rule"], report["ballots"]) == (10, "equal-shares", 3)
    assert report["ties"] == [{"projects": ["b", "a"], "decided_by": "draw"}]


def test_another_rule_can_be_asked_for(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "election.pb"
    file.write_text(FILE.replace("budget;90", "budget;70"))
    asked = ["participation", "count", str(file), "--rule", "greedy-no-skip", "--seed", "2571"]
    answer = app.test_cli_runner().invoke(args=asked)
    assert 'rule: "greedy-no-skip"' in answer.output
    assert answer.exit_code == 0


def test_what_cannot_be_read_is_said_in_words(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "election.pb"
    for content, words in ((b"\xff\xfe\x00", "decode"), (b"name;votes\na;1\n", "META")):
        file.write_bytes(content)
        answer = app.test_cli_runner().invoke(args=["participation", "count", str(file)])
        assert answer.exit_code == 1
        assert words in answer.output
