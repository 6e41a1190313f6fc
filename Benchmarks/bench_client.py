"""`make bench-client`: what a call costs against a server that answers at once, beside Python.

    bench_client.py CLIENT-BENCH VENV-PYTHON RESULTS.md

Starts the server of client-bench and asks it REQUESTS questions, 32 at once: with our client, with
and without its cache on the disk, and with OpenAI's own client and aiohttp. All run by turns, ROUNDS
times; the best round of each counts. wrk, where it is installed, says what the server gives. Server
and client share the machine. Prints the table, and writes it to RESULTS.md.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from bench_results import machine, replace_section

REQUESTS = os.environ.get("REQUESTS", "10000")
ROUNDS = int(os.environ.get("ROUNDS", "5"))
AT_ONCE = "32"
HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "client", "peers.py")


def call(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def wrk(address, work):
    if not shutil.which("wrk"):
        return None
    script = os.path.join(work, "post.lua")
    with open(script, "w") as file:
        file.write('wrk.method = "POST"\nwrk.body = string.rep("x", 1200)\n')
    text = subprocess.run(
        ["wrk", "-t1", "-c" + AT_ONCE, "-d3", "-s", script, address + "/v1/chat/completions"],
        stdout=subprocess.PIPE, check=True).stdout.decode()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1))


def main():
    bench, python, results = sys.argv[1:]
    runs = {"cached": [], "plain": [], "aiohttp": [], "openai": []}
    limits = []
    load = os.getloadavg()[0]
    server = subprocess.Popen([bench, "serve"], stdout=subprocess.PIPE)
    try:
        address = "http://127.0.0.1:" + server.stdout.readline().decode().strip()
        with tempfile.TemporaryDirectory() as work:
            for number in range(ROUNDS):
                cache = os.path.join(work, f"cache{number}.sqlite")
                runs["cached"].append(call(bench, "call", address, REQUESTS, AT_ONCE, cache))
                runs["plain"].append(call(bench, "call", address, REQUESTS, AT_ONCE, "-"))
                for name in ("aiohttp", "openai"):
                    runs[name].append(call(python, PEERS, name, address, REQUESTS, AT_ONCE))
                limits.append(wrk(address, work))
    finally:
        server.kill()
        server.wait()
    best = {name: min(each, key=lambda run: run["seconds"]) for name, each in runs.items()}
    speed = {name: run["requests"] / run["seconds"] for name, run in best.items()}
    lines = [
        f"{int(REQUESTS):,} different requests of 1.2 kB, {AT_ONCE} in flight, to a local server that "
        f"answers at once (SwiftNIO, one thread, on the same machine); best of {ROUNDS} rounds by "
        "turns. Goal: 2,000 requests a second with the cache. Load of the machine by other work "
        f"before: {load:.1f} on {os.cpu_count()} cores.",
        "",
        "| client | requests a second | ratio to openai | CPU ms a request |",
        "|---|---:|---:|---:|",
    ]
    for name, label in (("cached", "Raftwright, each answer kept in cache.sqlite"),
                        ("plain", "Raftwright, without a cache"),
                        ("aiohttp", "aiohttp, no retries, no cache"),
                        ("openai", "openai (Python, asynchronous), no cache")):
        run = best[name]
        lines.append(
            f"| {label} | {speed[name]:,.0f} | {speed[name] / speed['openai']:.1f} × "
            f"| {1000 * run['cpu_seconds'] / run['requests']:.2f} |")
    limits = [each for each in limits if each]
    if limits:
        lines.append(f"| limit: wrk (one request over and over, no JSON read) | {max(limits):,.0f} "
                     f"| {max(limits) / speed['openai']:.1f} × | |")
    print("\n".join(lines))
    title = f"## make bench-client, {time.strftime('%Y-%m-%d')}, {machine()}"
    replace_section(results, "bench-client", "\n".join([title, ""] + lines))


if __name__ == "__main__":
    main()
