"""The autograder of Classroom 50 for the RNN Kit.

Put it into CLASSROOM/autograders/ASSIGNMENT/ of your classroom50 repository, together with kit.zip, the zipped handout.
The runner starts it in a student's checkout. It grades with the kit in kit.zip, so a student's change to the tests in the
checkout changes nothing. Students can read kit.zip, so it must never have the reference: the score is feedback.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

CHECKOUT = Path.cwd()
BUNDLE = Path(__file__).resolve().parent


def unpack(folder):
    """Unpacks the handout and returns its launcher, which the zip may have in a folder of its own."""
    with zipfile.ZipFile(BUNDLE / "kit.zip") as kit:
        kit.extractall(folder)
    launcher = min(folder.rglob("rnnkit"), key=lambda path: len(path.parts))
    if (launcher.parent / "solutions").exists():
        sys.exit("kit.zip has the reference, and everybody can read it. Zip the handout instead: ./rnnkit handout DIR")
    launcher.chmod(0o755)
    return launcher


def main():
    with tempfile.TemporaryDirectory() as temporary:
        launcher = unpack(Path(temporary))
        report = Path(temporary) / "report"
        options = ["--no-training", "--format", "classroom50,markdown", "--out", str(report)]
        settings = BUNDLE / "grading.yaml"
        if settings.is_file():
            options += ["--config", str(settings)]
        # The checkout of a student must not give the grader a token.
        environment = {name: value for name, value in os.environ.items() if "TOKEN" not in name}
        status = subprocess.run([str(launcher), "grade", str(CHECKOUT), *options], env=environment, check=False).returncode
        # 0: all passed. 1: graded, and something did not pass. Any other status is an error and no score: the runner then
        # writes a result that says so.
        if status not in (0, 1):
            return status
        shutil.copy(report / "result.json", CHECKOUT / "result.json")
        shutil.copy(report / "summary.md", CHECKOUT / "release-body.md")
        return 0


if __name__ == "__main__":
    sys.exit(main())
