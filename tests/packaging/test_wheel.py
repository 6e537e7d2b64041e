"""The wheel, installed by plain pip into an empty environment and run from elsewhere."""

import os
import re
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging
CHECKOUT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ASSESSOR_", "COV", "PYTEST"))
    }
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=kept | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (
        f"{command} exited {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    )
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, CHECKOUT, cwd=out)
    return next(out.glob("*.whl"))


def locked() -> set[str]:
    lock = (CHECKOUT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9][a-z0-9._-]*(?:\[[^\]]+\])?==[^\s\\]+)", lock, re.MULTILINE))


def test_the_metadata_pins_every_locked_dependency(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith("METADATA"))
        metadata = message_from_bytes(archive.read(name))
    assert set(metadata.get_all("Requires-Dist") or []) == locked()


def test_the_wheel_carries_its_resources_and_no_gold_texts(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "assessor/_bundled/demo/manifest.yaml" in names
    assert "assessor/_bundled/prompts/draft-rating.de.md" in names
    assert "assessor/rubrics/packs/ai-skills.yaml" in names
    assert "assessor/locales/de/LC_MESSAGES/assessor.mo" in names
    assert any(name.startswith("assessor/store/migrations/versions/") for name in names)
    labelled = [name for name in names if name.endswith(".jsonl") and "/demo/" not in name]
    assert not [name for name in names if name.startswith(("eval/", "tests/"))] + labelled


def test_the_locks_name_no_host_and_bring_no_torch() -> None:
    for lock in (CHECKOUT / "requirements").glob("*.txt"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        assert not re.search(r"^(torch|nvidia-)", text, re.MULTILINE)
    for name in ("runtime", "dev", "build", "tools"):
        pins = (CHECKOUT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert pins.count("==") <= pins.count("--hash=sha256:")


def test_plain_pip_installs_it_and_it_works_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    run(sys.executable, "-m", "venv", environment, cwd=tmp_path)
    run(environment / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    assessor = environment / "bin" / "assessor"
    home = str(tmp_path / "home")
    shown = run(assessor, "rubric", "list", cwd=tmp_path, ASSESSOR_HOME=home)
    assert "ai-skills" in shown.stdout
    demo = run(assessor, "demo", cwd=tmp_path, ASSESSOR_HOME=home)
    assert "sound" in demo.stdout
    assert run(assessor, "doctor", cwd=tmp_path, ASSESSOR_HOME=home).stdout
