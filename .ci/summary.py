"""Lists the tests that failed or were skipped, and counts all, from what Vitest and pytest wrote into a folder."""

import json
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

folder = Path(sys.argv[1])
statuses: list[tuple[str, str]] = []

vitest = folder / "vitest.json"
if not vitest.exists():
    statuses.append(("failed", "Vitest wrote no results"))
for file in json.loads(vitest.read_text())["testResults"] if vitest.exists() else []:
    tests = [(test["status"], test["fullName"]) for test in file["assertionResults"]]
    # A file that can't be run has no tests.
    statuses += tests or [(file["status"], file["name"])]

launcher = folder / "pytest.xml"
for test in ElementTree.parse(launcher).iter("testcase") if launcher.exists() else []:
    kinds = {child.tag for child in test}
    status = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
    statuses.append((status, f"{test.get('classname')} {test.get('name')}"))

counts = Counter(status if status in ("passed", "failed") else "skipped" for status, _ in statuses)
for status, name in statuses:
    if status != "passed":
        print(f"{'failed' if status == 'failed' else 'skipped'}: {name}")
print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
sys.exit(counts["failed"] > 0)
