"""Releasing: the last build becomes a numbered, dated, signed state of the atlas."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from enduse.atlas.releases.laying import lay
from enduse.atlas.releases.manifest import MANIFEST, Released
from enduse.atlas.verifiers.verify_release import NAMESPACE, Wrong, signing_key
from enduse.case.laying import changes_of, edition, fresh_copy, switch, tell
from enduse.case.layout import Case
from enduse.case.lock import building
from enduse.case.release_log import add_release, read_releases
from enduse.case.state import read_state
from enduse.model.errors import UsageError


def release_case(case: Case, day: str, note: str = "", key: Path | None = None) -> Released:
    """Make the last build the next release, signed where a key is given, and add it to ``releases.jsonl``.

    Raises:
        UsageError: the case has not been built, its site is the last release already, or the key cannot sign.
    """
    with building(case):
        built = read_state(case).site / "site"
        fresh = fresh_copy(case, built)
        last = tell(case, fresh, built)
        if last is not None:
            raise UsageError(f"The site is release {last.sequence} of {last.day} already; nothing in it has changed since.")
        earlier = read_releases(case)
        # The page says whether the copy is signed, so that it is laid as signed, and signed then.
        now = Released(len(earlier) + 1, day, note, signature="to come" if key else "")
        if earlier and day < earlier[-1].day:
            raise UsageError(f"--on {day} is before release {earlier[-1].sequence} of {earlier[-1].day}; expected that day or a later one")
        now = replace(now, manifest=lay(fresh, edition(case, earlier, now), changes_of(case, fresh), built, case.words))
        if key is not None:
            now = replace(now, signature=_sign(fresh / MANIFEST, key))
        add_release(case, now)
        tell(case, fresh, built)
        switch(case, fresh)
    return now


def _sign(manifest: Path, key: Path) -> str:
    """The signature of OpenSSH, which is asked for by name; a passphrase is asked for by it as well.

    Raises:
        UsageError: there is no ``ssh-keygen``, or the key is none or not of the kind (Ed25519) that readers can check.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / MANIFEST
        copy.write_bytes(manifest.read_bytes())
        try:
            command = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", NAMESPACE.decode(), str(copy)]
            ran = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 - the user's own program and key
        except FileNotFoundError as error:
            raise UsageError("--sign-with needs ssh-keygen (OpenSSH 8.0 or newer), which is not on the path; install it") from error
        if ran.returncode != 0:
            raise UsageError(f"--sign-with {key}: ssh-keygen could not sign: {ran.stderr.strip()}")
        signature = copy.with_name(f"{MANIFEST}.sig").read_text("ascii")
    try:
        signing_key(manifest.read_bytes(), signature.encode())
    except Wrong as error:
        raise UsageError(f"--sign-with {key}: {error}. Make a key readers can check:  ssh-keygen -t ed25519 -f publisher") from error
    return signature
