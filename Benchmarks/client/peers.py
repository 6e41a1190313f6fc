"""Asks a chat server as Python programs do: peers.py openai|aiohttp ADDRESS REQUESTS AT-ONCE.

Prints seconds and CPU seconds as JSON; the requests are those of client-bench.
"""

import asyncio
import json
import resource
import sys
import time

PASSAGE = "The valve of the boiler opens at 12 bar. " * 25
SYSTEM = "You answer from a passage, which you quote word for word."


def messages(number):
    return [
        {"role": "system", "content": SYSTEM},
        {"role": "user",
         "content": f"{PASSAGE}\nQuestion {number}: At what pressure does the valve open?"},
    ]


async def with_openai(address, requests, at_once):
    import openai
    client = openai.AsyncOpenAI(base_url=address + "/v1", api_key="none", max_retries=0)

    async def ask(number):
        reply = await client.chat.completions.create(
            model="m", messages=messages(number), max_tokens=512, temperature=0.7)
        return reply.usage.total_tokens

    return await work(ask, requests, at_once)


async def with_aiohttp(address, requests, at_once):
    import aiohttp
    async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=at_once)) as session:
        async def ask(number):
            body = {"model": "m", "messages": messages(number), "max_tokens": 512,
                    "temperature": 0.7}
            async with session.post(address + "/v1/chat/completions", json=body) as response:
                return (await response.json())["usage"]["total_tokens"]

        return await work(ask, requests, at_once)


async def work(ask, requests, at_once):
    async def worker(first):
        return sum([await ask(number) for number in range(first, requests, at_once)])

    return sum(await asyncio.gather(*(worker(first) for first in range(at_once))))


def main():
    name, address, requests, at_once = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    cpu, start = time.process_time(), time.perf_counter()
    tokens = asyncio.run({"openai": with_openai, "aiohttp": with_aiohttp}[name](
        address, requests, at_once))
    assert tokens == requests * 473, tokens
    print(json.dumps({"requests": requests, "seconds": time.perf_counter() - start,
                      "cpu_seconds": time.process_time() - cpu}))


if __name__ == "__main__":
    main()
