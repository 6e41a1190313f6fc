"use strict";
// Everything that comes from the rows is put into the page as text, never as markup.
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const rows = data.rows;
// In which packed block each row's texts lie, and where in it.
const places = data.blocks.flatMap((size, number) =>
  Array.from({ length: size }, (_, place) => [number, place]));
const height = 58;
const list = $("rows");
const space = $("space");
const dialog = $("reader");
const grouped = (n) => n.toLocaleString("en-US");
let shown = rows.map((_, index) => index);
let active = 0;
let open = -1;

// What is searched: question, short answer and id, in lower case.
const searched = rows.map((row) => (row.q + "\n" + row.a + "\n" + row.id).toLowerCase());

const filters = [["class", "c"], ["split", "s"], ["kind", "k"], ["language", "l"]];
for (const [name, key] of filters) {
  const select = $("f-" + name);
  const counts = new Map();
  for (const row of rows) if (row[key]) counts.set(row[key], (counts.get(row[key]) || 0) + 1);
  select.parentElement.hidden = counts.size < 2;
  for (const [value, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    select.add(new Option(`${value} (${grouped(count)})`, value));
  }
}

// Bars of splits, classes, kinds and languages choose their rows; a second time, all rows again.
const bars = [];
for (const [name] of filters) {
  const select = $("f-" + name);
  if (select.parentElement.hidden) continue;
  for (const bar of document.querySelectorAll(`svg[data-filter="${name}"] g[data-value]`)) {
    const value = bar.getAttribute("data-value");
    if (![...select.options].some((option) => option.value === value)) continue;
    bar.setAttribute("role", "button");
    bar.setAttribute("tabindex", "0");
    bar.setAttribute("aria-label", bar.querySelector("title").textContent + "; show these rows");
    bars.push([bar, select, value]);
    const choose = () => {
      select.value = select.value === value ? "" : value;
      apply();
      if (select.value) $("rows-title").scrollIntoView();
    };
    bar.addEventListener("click", choose);
    bar.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
  }
}

// Rows without a figure come last.
const orders = {
  file: null,
  tokens: (row) => -row.t,
  quotes: (row) => row.qo ?? 2,
  distractor: (row) => -(row.dv ?? -1),
  score: (row) => -(row.ds ?? -1),
};

function apply() {
  const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = filters.map(([name, key]) => [key, $("f-" + name).value]).filter((f) => f[1]);
  shown = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    if (wanted.every(([key, value]) => row[key] === value)
      && words.every((word) => searched[index].includes(word))) shown.push(index);
  }
  const by = orders[$("order").value];
  if (by) shown.sort((a, b) => by(rows[a]) - by(rows[b]) || a - b);
  active = 0;
  list.scrollTop = 0;
  space.style.height = shown.length * height + "px";
  list.style.height = `min(70vh, ${Math.max(1, Math.min(11, shown.length)) * height + 2}px)`;
  $("count").textContent = shown.length === rows.length
    ? `${grouped(rows.length)} rows` : `${grouped(shown.length)} of ${grouped(rows.length)} rows`;
  for (const [bar, select, value] of bars) bar.setAttribute("aria-pressed", select.value === value);
  draw();
}

// Only the rows that can be seen are in the page.
function draw() {
  const first = Math.max(0, Math.floor(list.scrollTop / height) - 4);
  const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / height) + 4);
  const drawn = document.createDocumentFragment();
  for (let place = first; place < last; place++) drawn.append(line(place));
  if (!shown.length) drawn.append(make("p", "row", "No row is so."));
  space.replaceChildren(drawn);
  list.setAttribute("aria-activedescendant", shown.length ? "r" + active : "");
}

function line(place) {
  const row = rows[shown[place]];
  const element = make("div", "row");
  element.id = "r" + place;
  element.setAttribute("role", "option");
  element.setAttribute("aria-selected", place === active);
  element.setAttribute("aria-setsize", shown.length);
  element.setAttribute("aria-posinset", place + 1);
  element.style.top = place * height + "px";
  element.append(make("span", "asked", row.q || row.a));
  const about = [row.c, row.k, row.s, row.l, `${grouped(row.t)} tokens`];
  if (row.qo !== undefined) about.push(`${Math.round(row.qo * 100)} % in quotes`);
  about.push(row.id);
  element.append(make("span", "about", about.filter(Boolean).join(" · ")));
  element.addEventListener("click", () => { active = place; draw(); read(place); });
  return element;
}

// Characters that turn the direction of what follows them are shown, not obeyed.
function harmless(text) {
  return String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

function make(name, kind, text) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  if (text !== undefined) element.textContent = harmless(text);
  return element;
}

function move(place) {
  if (!shown.length) return;
  active = Math.max(0, Math.min(shown.length - 1, place));
  const top = active * height;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
  draw();
}

list.addEventListener("scroll", () => requestAnimationFrame(draw));
addEventListener("resize", draw);
list.addEventListener("keydown", (event) => {
  const page = Math.max(1, Math.floor(list.clientHeight / height) - 1);
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };
  if (event.key in steps) move(active + steps[event.key]);
  else if (event.key === "Home") move(0);
  else if (event.key === "End") move(shown.length - 1);
  else if (event.key === "Enter" || event.key === " ") read(active);
  else return;
  event.preventDefault();
});
let waiting;
// From the field on to what it found.
$("search").addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "Enter") return;
  event.preventDefault();
  clearTimeout(waiting);
  apply();
  list.focus();
  if (event.key === "Enter") read(0);
});
$("search").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); });
for (const id of ["order", ...filters.map(([name]) => "f-" + name)]) $(id).addEventListener("change", apply);
addEventListener("keydown", (event) => {
  const typing = /^(INPUT|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && !typing && !dialog.open) { $("search").focus(); event.preventDefault(); }
});

// The rows' texts lie packed, a block of rows at a time, and are unpacked when one is read.
const blocks = new Map();
function block(number) {
  if (!blocks.has(number)) blocks.set(number, unpack($("b" + number).textContent));
  return blocks.get(number);
}
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

async function read(place) {
  if (place < 0 || place >= shown.length) return;
  open = place;
  const index = shown[place];
  const row = rows[index];
  $("reader-title").textContent =
    [`row ${grouped(row.n)}`, row.s, row.c, row.k, row.l, row.id].filter(Boolean).join(" · ");
  $("previous").disabled = place === 0;
  $("next").disabled = place === shown.length - 1;
  const body = $("reader-body");
  body.replaceChildren(make("p", "note", "Unpacking…"));
  if (!dialog.open) dialog.showModal();
  history.replaceState(null, "", "#row=" + row.n);
  try {
    const [number, position] = places[index];
    const texts = await block(number);
    if (open === place) { body.replaceChildren(...page(row, texts[position])); dialog.scrollTop = 0; }
  } catch (error) {
    body.replaceChildren(make("p", "note", typeof DecompressionStream === "undefined"
      ? "This browser cannot unpack the texts; a newer one can."
      : "The texts of this row cannot be unpacked: " + error.message));
  }
}

function page(row, texts) {
  const parts = [];
  if (row.q) parts.push(make("p", "text asks", row.q));
  for (const turn of texts.m || []) parts.push(make("h3", "", turn.r), make("p", "text", turn.x));
  const passages = texts.p || [];
  if (passages.length) {
    const oracles = passages.flatMap((passage, place) => passage.o ? [place + 1] : []);
    const which = oracles.length ? `the oracle is ${oracles.join(" and ")}` : texts.k
      ? "the oracle is not among them" : "nothing says which is the oracle";
    parts.push(make("h3", "", `Passages (${passages.length}, ${which})`));
  }
  passages.forEach((passage, place) => {
    const element = make("article", passage.o ? "passage oracle" : "passage");
    const label = make("p", "label");
    label.append(make("b", "", passage.o ? `${place + 1} ORACLE` : String(place + 1)));
    const facts = [passage.t, passage.r && `rank ${passage.r}`,
      passage.s !== undefined && `score ${passage.s.toFixed(2)}`, passage.f, passage.d];
    label.append(harmless(" " + facts.filter(Boolean).join(" · ")));
    element.append(label, marked(passage.x, passage.o || !texts.k ? texts.q : []));
    parts.push(element);
  });
  if (texts.o) {
    const element = make("article", "passage oracle");
    const label = make("p", "label");
    label.append(make("b", "", "The oracle, which the row does not hold"));
    element.append(label, marked(texts.o, texts.q));
    parts.push(element);
  }
  parts.push(make("h3", "", texts.f && texts.f !== row.a ? "Reasoned answer" : "Answer"));
  parts.push(quoted(texts.f || row.a, texts.q));
  if (texts.w) parts.push(make("h3", "", "Worse answer"), quoted(texts.w));
  if (row.a && texts.f && texts.f !== row.a) parts.push(make("h3", "", "Short answer"), make("p", "text", row.a));
  return parts;
}

// The stretches of a text that the answer quotes.
function marked(text, quotes) {
  const ranges = [];
  for (const quote of quotes || []) {
    const start = quote ? text.indexOf(quote) : -1;
    if (start >= 0) ranges.push([start, start + quote.length]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const element = make("p", "text");
  let done = 0;
  for (const [start, end] of ranges) {
    if (end <= done) continue;
    element.append(harmless(text.slice(done, Math.max(done, start))));
    element.append(make("mark", "", text.slice(Math.max(done, start), end)));
    done = end;
  }
  element.append(harmless(text.slice(done)));
  return element;
}

// An answer, its marks around quotes shown as colour; without marks, what it quotes.
function quoted(text, quotes) {
  if (!text.includes("##begin_quote##")) return marked(text, quotes);
  const element = make("p", "text");
  text.split("##begin_quote##").forEach((piece, place) => {
    if (place === 0) { element.append(harmless(piece)); return; }
    const end = piece.indexOf("##end_quote##");
    element.append(make("mark", "", end < 0 ? piece : piece.slice(0, end)));
    if (end >= 0) element.append(harmless(piece.slice(end + "##end_quote##".length)));
  });
  return element;
}

function step(by) {
  if (open + by < 0 || open + by >= shown.length) return;
  move(open + by);
  read(open + by);
}
$("previous").addEventListener("click", () => step(-1));
$("next").addEventListener("click", () => step(1));
$("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("close", () => { open = -1; history.replaceState(null, "", "#"); list.focus(); });
dialog.addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") step(-1);
  else if (event.key === "ArrowRight") step(1);
});

$("browse").hidden = false;
apply();
const asked = /^#row=(\d+)$/.exec(location.hash);
if (asked) {
  const index = rows.findIndex((row) => row.n === Number(asked[1]));
  if (index >= 0) { move(index); read(index); }
}
