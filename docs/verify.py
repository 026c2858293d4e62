"""Checks the published proof of a municipality. Needs Python 3.11 and `cryptography`, no portal.

    python verify.py FOLDER                       check the files in a folder
    python verify.py FOLDER --from ADDRESS        download them first; ADDRESS ends in /proof
    python verify.py FOLDER --kept SIZE:ROOT      and compare a seal that was kept, e.g. on paper

In the folder: heads.json, the files of leaves, and proofs of complaints, under any name.
Ends with 1 when something is wrong. What is checked stands in verify.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SLACK = timedelta(minutes=15)
wrong = []


def fail(words: str) -> None:
    """Say what is wrong, and remember that something is."""
    wrong.append(words)
    print("WRONG:", words)


def canonical(content: dict) -> str:
    """JSON with keys in order, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def leaf_hash(salt: str, content: str) -> bytes:
    """SHA-256 of 0x00, the salt and the content."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(salt) + content.encode()).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and two hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def roots_at(hashes: list[bytes], sizes: set[int]) -> dict[int, str]:
    """The roots over the first so many leaves."""
    edge, found = [], {0: hashlib.sha256(b"").hexdigest()}
    for count, leaf in enumerate(hashes, 1):
        hashed, left = leaf, count - 1
        while left & 1:
            hashed, left = node_hash(edge.pop(), hashed), left >> 1
        edge.append(hashed)
        if count in sizes:
            root = edge[-1]
            for other in reversed(edge[:-1]):
                root = node_hash(other, root)
            found[count] = root.hex()
    return found


def leads_to(leaf: bytes, position: int, size: int, path: list[str]) -> str:
    """The root that this path leads to from a leaf (RFC 9162, 2.1.3.2); empty if it does not."""
    at, last, found = position, size - 1, leaf
    for other in map(bytes.fromhex, path):
        if last == 0:
            return ""
        if at & 1 or at == last:
            found = node_hash(other, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, other)
        at, last = at >> 1, last >> 1
    return found.hex() if last == 0 else ""


def check_signature(head: dict) -> None:
    """Every head is signed by the key it names."""
    signed = {name: value for name, value in head.items() if name != "signature"}
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head["key"]))
    try:
        key.verify(bytes.fromhex(head["signature"]), canonical(signed).encode())
    except InvalidSignature:
        fail(f"The signature of the head of {head['at']} is wrong.")


def check_leaves(leaves: list[dict]) -> dict[int, dict]:
    """What is open has the hash that is published; returns the open contents by position."""
    found = {}
    for position, leaf in enumerate(leaves):
        if "content" in leaf:
            found[position] = json.loads(leaf["content"])
            if leaf_hash(leaf["salt"], leaf["content"]).hex() != leaf["hash"]:
                fail(f"The content of leaf {position} is not what was hashed.")
    return found


def check_heads(heads: list[dict], leaves: list[dict], contents: dict[int, dict]) -> None:
    """Each head has the root over its leaves and is signed by the key that a leaf names."""
    hashes = [bytes.fromhex(leaf["hash"]) for leaf in leaves]
    roots = roots_at(hashes, {head["size"] for head in heads})
    keys = {at: said["key"] for at, said in contents.items() if said["leaf"] == "key"}
    for head in heads:
        check_signature(head)
        if head["size"] > len(leaves):
            print(f"The files lack leaves for the head of {head['at']}: not checked.")
        elif roots[head["size"]] != head["root"]:
            fail(f"The first {head['size']} leaves do not give the root of {head['at']}.")
        elif keys.get(max((at for at in keys if at < head["size"]), default=-1)) != head["key"]:
            fail(f"No leaf names the key of the head of {head['at']}.")


def check_times(heads: list[dict], contents: dict[int, dict]) -> None:
    """No step bears a time before a head that does not contain it, unless a leaf says why."""
    excused, clocks = set(), {}
    for said in contents.values():
        if said["leaf"] in {"past", "explanation"}:
            excused |= {n for first, last in said["steps"] for n in range(first, last + 1)}
        if said["leaf"] == "clock":
            clocks[said["before"]] = said["at"]
    dated = [(head["size"], moment(clocks.get(head["at"], head["at"]))) for head in heads]
    for position, said in contents.items():
        if said["leaf"] != "step" or said["step"] in excused:
            continue
        before = [at for size, at in dated if size <= position]
        if before and moment(said["at"]) + SLACK < max(before):
            fail(f"Step {said['step']} of {said['name']} was dated back.")


def check_proof(proof: dict, heads: list[dict]) -> None:
    """Every step of a complaint's proof leads to the root of a published head."""
    head = proof["head"]
    if head is None:
        print(f"{proof['matter']}: no head covers it yet.")
        return
    check_signature(head)
    if heads and head not in heads:
        fail(f"{proof['matter']}: its head is not among the published ones.")
    for step in proof["steps"]:
        said = json.loads(step["content"])
        name = f"{said['name']}, step {said['step']} ({said['verb']}, {said['at']})"
        leaf = leaf_hash(step["salt"], step["content"])
        if not step["covered"]:
            print(f"{name}: newer than the head.")
        elif leads_to(leaf, step["position"], head["size"], step["path"]) != head["root"]:
            fail(f"{name}: does not lead to the root.")
        else:
            print(f"{name}: proved.")


def check_kept(kept: str, leaves: list[dict], contents: dict[int, dict]) -> None:
    """A seal that somebody kept is one of this tree, or a leaf says that it was lost."""
    size, _, root = "".join(kept.split()).partition(":")
    gaps = [said["lost"] for said in contents.values() if said["leaf"] == "gap"]
    hashes = [bytes.fromhex(leaf["hash"]) for leaf in leaves]
    if roots_at(hashes, {int(size)}).get(int(size)) == root.lower():
        print(f"The seal that was kept ({size} leaves) is one of this tree.")
    elif any((str(lost["size"]), lost["root"]) == (size, root) for gap in gaps for lost in gap):
        print(f"The seal that was kept ({size} leaves) was lost: a leaf says so.")
    else:
        fail(f"The seal that was kept ({kept}) is not one of this tree.")


def moment(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text)


def download(address: str, folder: Path) -> None:
    """Fetch the heads and all leaves they cover."""
    if not address.startswith(("https://", "http://")):
        sys.exit("The address begins with https://")
    folder.mkdir(parents=True, exist_ok=True)

    def fetch(name: str, file: str) -> bytes:
        with urllib.request.urlopen(f"{address}/{name}", timeout=60) as answer:  # noqa: S310
            content = answer.read()
        (folder / file).write_bytes(content)
        return content

    published = json.loads(fetch("heads.json", "heads.json"))
    size = max((head["size"] for head in published["heads"]), default=0)
    step = published["leaves_in_a_file"]
    for first in range(0, size, step):
        last = min(first + step, size) - 1
        fetch(f"leaves/{first}-{last}.json", f"leaves-{first:09d}-{last:09d}.json")


def read(folder: Path) -> tuple[list[dict], list[dict], list[dict]]:
    """Heads, leaves and proofs in the folder; leaves in order, without gaps."""
    heads, files, proofs = [], [], []
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        heads += content.get("heads", [])
        if "leaves" in content:
            files.append((content["from"], content["leaves"]))
        if "matter" in content:
            proofs.append(content)
    leaves: list[dict] = []
    for first, part in sorted(files, key=lambda file: file[0]):
        if first > len(leaves):
            fail(f"The leaves from {len(leaves)} to {first - 1} are not in the folder.")
            break
        leaves += part[len(leaves) - first :]
    return heads, leaves, proofs


def main() -> None:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="address", default="")
    parser.add_argument("--kept", action="append", default=[], metavar="SIZE:ROOT")
    asked = parser.parse_args()
    if asked.address:
        download(asked.address.rstrip("/"), asked.folder)
    heads, leaves, proofs = read(asked.folder)
    contents = check_leaves(leaves)
    check_heads(heads, leaves, contents)
    check_times(heads, contents)
    for kept in asked.kept:
        check_kept(kept, leaves, contents)
    for proof in proofs:
        check_proof(proof, heads)
    for position, said in contents.items():
        if said["leaf"] not in {"step", "past"}:
            print(f"Leaf {position} says: {canonical(said)}")
    print(f"{len(heads)} heads, {len(leaves)} leaves, {len(proofs)} proofs:", end=" ")
    print(f"{len(wrong)} wrong." if wrong else "nothing is wrong.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
