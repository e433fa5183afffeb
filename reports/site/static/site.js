// What pages gain with script. Every page works without it.
"use strict";

// Passages and findings light each other.
function light(numbers, on) {
  for (const n of numbers) {
    document.querySelectorAll(`.finding[data-finding="${n}"]`).forEach((e) => e.classList.toggle("lit", on));
    document.querySelectorAll(`.ev[data-for~="${n}"]`).forEach((e) => e.classList.toggle("lit", on));
  }
}
function numbersOf(e) {
  const at = e.target instanceof Element && e.target.closest(".ev[data-for], .finding[data-finding], .end[data-finding]");
  return at ? (at.dataset.for || at.dataset.finding).split(" ") : [];
}
for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(begin, (e) => light(numbersOf(e), true));
  document.addEventListener(end, (e) => light(numbersOf(e), false));
}

// Keys: / search, j and k findings, ? the list of keys.
function step(by) {
  const all = [...document.querySelectorAll(".finding > summary")];
  if (all.length === 0) return;
  const now = all.indexOf(document.activeElement);
  const next = all[(now + by + all.length) % all.length] || all[0];
  next.focus();
  next.scrollIntoView({ block: "center" });
}
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, dialog")) return;
  const keys = document.getElementById("keys");
  switch (e.key) {
    case "/": {
      const q = document.getElementById("q");
      if (q) { q.focus(); q.select(); } else { location.href = "/search"; }
      break;
    }
    case "j": step(1); break;
    case "k": step(-1); break;
    case "?": if (keys && keys.showModal) keys.showModal(); break;
    default: return;
  }
  e.preventDefault();
});

// A draft that is being read: what is done, as it is done.
const waiting = document.getElementById("waiting");
if (waiting && window.EventSource) {
  const list = waiting.querySelector(".stages");
  const source = new EventSource(waiting.dataset.progress);
  list.replaceChildren();
  source.addEventListener("stage", (e) => {
    const item = document.createElement("li");
    item.textContent = JSON.parse(e.data);
    list.append(item);
  });
  for (const end of ["done", "failed"]) {
    source.addEventListener(end, () => { source.close(); location.replace(waiting.dataset.page); });
  }
  source.onerror = () => { source.close(); setTimeout(() => location.replace(waiting.dataset.page), 1000); };
}

// Tables of numbers sort by a click on their heads.
function valueOf(row, i) {
  const cell = row.cells[i];
  const text = cell ? cell.textContent.trim() : "";
  if (cell && cell.classList.contains("num")) return { text, number: parseFloat(text.replace(",", ".")) };
  const year = /\b(1[6-9]|20)\d\d\b/.exec(text); // "21 March 2014" stands among the years
  return { text, number: year ? Number(year[0]) : NaN };
}
function sortBy(table, i, button) {
  const head = button.closest("th");
  const down = head.getAttribute("aria-sort") === "ascending";
  table.querySelectorAll("[aria-sort]").forEach((h) => h.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((r) => !r.classList.contains("group"));
    rows.sort((a, b) => {
      const x = valueOf(a, i), y = valueOf(b, i);
      const by = isNaN(x.number) || isNaN(y.number) ? x.text.localeCompare(y.text, document.documentElement.lang) : x.number - y.number;
      return down ? -by : by;
    });
    rows.forEach((r) => body.append(r));
  }
}
document.querySelectorAll("table.numbers, table.heat").forEach((table) => {
  const heads = table.tHead ? [...table.tHead.rows[0].cells] : [];
  if (table.rows.length < 4) return;
  heads.forEach((head, i) => {
    if (!head.textContent.trim() || head.querySelector(".unseen")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sortable";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sortBy(table, i, button));
  });
});

// A file can be dropped anywhere on the draft bench.
const file = document.getElementById("file");
if (file) {
  document.addEventListener("dragover", (e) => e.preventDefault());
  document.addEventListener("drop", (e) => {
    if (e.dataTransfer && e.dataTransfer.files.length) { e.preventDefault(); file.files = e.dataTransfer.files; file.focus(); }
  });
}
