"""Drives a report page in headless Chromium over the DevTools protocol, and says what it saw.

usage: page.py PAGE SCREENSHOTS [SEARCH]: PAGE is an HTML file; pictures go to the folder SCREENSHOTS
where it is not empty; SEARCH is a word that some rows have. Prints one JSON object. Needs Python and
Chromium, nothing else: commands go through pipes, each message ends in a zero byte.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

page, screenshots = sys.argv[1:3]
word = sys.argv[3] if len(sys.argv) > 3 else "the"


class Browser:
    def __init__(self, profile):
        read, self.input = os.pipe()
        self.output, write = os.pipe()

        def place():
            # By way of numbers that neither has: a pipe that is 3 already would be closed.
            for pipe, spare in ((read, 100), (write, 101)):
                os.dup2(pipe, spare)
            os.dup2(100, 3)
            os.dup2(101, 4)

        self.process = subprocess.Popen(
            [
                shutil.which("chromium"), "--headless=new", "--no-sandbox", "--disable-gpu",
                "--remote-debugging-pipe", "--no-first-run", "--hide-scrollbars",
                "--disable-dev-shm-usage", "--user-data-dir=" + profile, "about:blank",
            ],
            preexec_fn=place, close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(read)
        os.close(write)
        self.buffer = b""
        self.number = 0
        self.session = None
        self.events = []

    def message(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.output, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium has gone")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def send(self, method, **parameters):
        self.number += 1
        call = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            call["sessionId"] = self.session
        os.write(self.input, json.dumps(call).encode() + b"\0")
        while True:
            message = self.message()
            if message.get("id") == self.number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self.events.append(message)

    def wait(self, event):
        while not any(seen.get("method") == event for seen in self.events):
            self.events.append(self.message())

    def evaluate(self, script):
        result = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def until(self, script):
        for _ in range(200):
            if self.evaluate(script):
                return True
            time.sleep(0.05)
        return False

    def key(self, name, code=None):
        for kind in ("keyDown", "keyUp"):
            codes = {"Enter": 13, "Escape": 27, "ArrowDown": 40, "ArrowRight": 39}
            extra = {"windowsVirtualKeyCode": codes[name]} if name in codes else {}
            if name == "Enter" and kind == "keyDown":
                extra["text"] = "\r"
            self.send("Input.dispatchKeyEvent", type=kind, key=name, code=code or name, **extra)

    def view(self, width, height, scheme, mobile=False):
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
            mobile=mobile,
        )
        self.send(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )

    def picture(self, name, whole=False):
        if screenshots:
            shot = self.send("Page.captureScreenshot", captureBeyondViewport=whole)
            with open(os.path.join(screenshots, name + ".png"), "wb") as file:
                file.write(base64.b64decode(shot["data"]))


def look(browser):
    seen = {}
    target = browser.send("Target.createTarget", url="about:blank")["targetId"]
    browser.session = browser.send("Target.attachToTarget", targetId=target, flatten=True)[
        "sessionId"
    ]
    for domain in ("Page", "Runtime", "Log", "Network"):
        browser.send(domain + ".enable")
    browser.view(1280, 900, "light")
    start = time.time()
    browser.send("Page.navigate", url="file://" + os.path.abspath(page))
    browser.wait("Page.loadEventFired")
    seen["load_seconds"] = round(time.time() - start, 2)
    count = "document.getElementById('count').textContent"
    drawn = "document.querySelectorAll('#rows .row').length"
    seen["count"] = browser.evaluate(count)
    seen["drawn"] = browser.evaluate(drawn)
    seen["plots"] = browser.evaluate("document.querySelectorAll('.plot svg').length")
    browser.picture("top")

    # The longest of forty steps through the whole list, each with what is drawn.
    seen["slowest_scroll_ms"] = browser.evaluate(
        """(async () => {
          const list = document.getElementById('rows'); let slowest = 0;
          for (let step = 0; step <= 40; step++) {
            list.scrollTop = list.scrollHeight * step / 40;
            const start = performance.now(); draw(); list.getBoundingClientRect();
            slowest = Math.max(slowest, performance.now() - start);
            await new Promise(requestAnimationFrame);
          }
          list.scrollTop = 0; draw(); return slowest; })()"""
    )

    # Search, by keyboard alone: / goes to the field.
    browser.key("/", "Slash")
    seen["search_focused"] = browser.evaluate("document.activeElement.id") == "search"
    browser.send("Input.insertText", text=word)
    browser.until(f"{count}.includes(' of ')")
    seen["searched"] = browser.evaluate(count)
    seen["search_ms"] = browser.evaluate(
        "(() => { const start = performance.now(); apply(); return performance.now() - start; })()"
    )
    browser.evaluate("document.getElementById('rows-title').scrollIntoView()")
    browser.picture("searched")
    browser.evaluate("document.getElementById('search').value = ''; apply()")

    # A filter and an order.
    seen["filters"] = browser.evaluate(
        """[...document.querySelectorAll('.tools select')].filter(s => s.id.startsWith('f-')
           && !s.parentElement.hidden).map(s => s.id + ':' + (s.options.length - 1))"""
    )
    seen["filtered"] = browser.evaluate(
        """(() => { const select = [...document.querySelectorAll('.tools select')].find(
             s => s.id.startsWith('f-') && !s.parentElement.hidden);
           if (!select) return null;
           select.selectedIndex = 1; select.dispatchEvent(new Event('change'));
           const result = [select.value, document.getElementById('count').textContent];
           select.selectedIndex = 0; select.dispatchEvent(new Event('change'));
           return result; })()"""
    )

    # A bar chooses its rows, by keyboard; once more, and all are there again.
    seen["bar"] = browser.evaluate(
        """(() => { const bar = document.querySelector('svg[data-filter=class] [role=button]');
           if (!bar) return null;
           const press = () => bar.dispatchEvent(
             new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
           press();
           const result = [bar.getAttribute('data-value'), bar.getAttribute('aria-pressed'),
             document.getElementById('f-class').value, document.getElementById('count').textContent];
           press();
           return [...result, document.getElementById('count').textContent]; })()"""
    )

    # From the search field to the rows.
    browser.evaluate("document.getElementById('search').focus()")
    browser.key("ArrowDown")
    seen["after_field"] = browser.evaluate("document.activeElement.id")

    # Reading by keyboard: down, Enter, then the next row, then Escape.
    browser.evaluate("document.getElementById('rows').focus()")
    browser.key("ArrowDown")
    browser.key("Enter")
    reading = "document.querySelectorAll('#reader-body .asks, #reader-body h3').length > 0"
    seen["opened"] = browser.until("document.getElementById('reader').open && " + reading)
    seen["title"] = browser.evaluate("document.getElementById('reader-title').textContent")
    seen["body"] = browser.evaluate("document.getElementById('reader-body').innerText")
    seen["oracles"] = browser.evaluate("document.querySelectorAll('.passage.oracle').length")
    seen["passages"] = browser.evaluate("document.querySelectorAll('article.passage').length")
    seen["marks"] = browser.evaluate(
        "[...document.querySelectorAll('#reader-body mark')].map(m => m.textContent)"
    )
    browser.picture("reading")
    browser.view(1280, 900, "dark")
    browser.picture("reading-dark")
    browser.key("ArrowRight")
    browser.until(f"document.getElementById('reader-title').textContent != {json.dumps(seen['title'])}")
    seen["next_title"] = browser.evaluate("document.getElementById('reader-title').textContent")
    browser.key("Escape")
    seen["closed"] = browser.until("!document.getElementById('reader').open")
    seen["focus_after"] = browser.evaluate("document.activeElement.id")
    browser.evaluate("scrollTo(0, 0)")
    browser.picture("top-dark")

    browser.view(390, 844, "light", mobile=True)
    seen["phone_overflow"] = browser.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    browser.picture("phone")
    browser.evaluate("document.getElementById('rows-title').scrollIntoView()")
    browser.picture("phone-rows")
    browser.evaluate("read(0)")
    browser.until(reading)
    browser.picture("phone-reading")
    seen["phone_reading_overflow"] = browser.evaluate(
        "(() => { const d = document.getElementById('reader'); return d.scrollWidth - d.clientWidth })()"
    )

    # Markup of a corpus that became markup of the page would have left its traces.
    seen["foreign_elements"] = browser.evaluate(
        "document.querySelectorAll('iframe,img,object,embed,link,base,form,video,audio,a:not(nav a)').length"
    )
    seen["scripts"] = browser.evaluate(
        "[...document.scripts].filter(s => !/json|octet/.test(s.type)).length"
    )
    seen["attacked"] = browser.evaluate("typeof window.attacked !== 'undefined'")
    requests = [
        event["params"]["request"]["url"] for event in browser.events
        if event.get("method") == "Network.requestWillBeSent"
    ]
    seen["requests"] = [url for url in requests if not url.startswith(("file:", "about:", "blob:"))]
    seen["errors"] = [
        json.dumps(event["params"])[:500] for event in browser.events
        if event.get("method") == "Runtime.exceptionThrown"
        or event.get("method") == "Log.entryAdded"
        and event["params"]["entry"]["level"] == "error"
    ]
    return seen


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    browser = Browser(profile)
    try:
        print(json.dumps(look(browser)))
    finally:
        browser.process.terminate()
        browser.process.wait(10)
