"""What the benchmarks' drivers share: the machine in words, and sections of RESULTS.md."""

import os
import platform


def machine():
    with open("/proc/cpuinfo") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    return f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores"


def replace_section(path, name, body):
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    with open(path) as file:
        text = file.read()
    if begin not in text:
        text += f"\n{begin}\n{end}\n"
    before, rest = text.split(begin, 1)
    after = rest.split(end, 1)[1]
    with open(path, "w") as file:
        file.write(f"{before}{begin}\n{body}\n{end}{after}")
