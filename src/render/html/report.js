"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const docs = all("section.doc");
  const bar = document.getElementById("bar");
  const severities = all("#severities input");
  const rank = { info: 0, warning: 1, error: 2 };
  let shownDoc = docs[0];
  let current = null;
  bar.hidden = false;

  // Findings of each document, and the pieces of text under each of them.
  const books = new Map(docs.map((doc) => {
    const findings = new Map(all(".list li", doc).map((li) => [li.dataset.n, { li, marks: [], at: null }]));
    for (const mark of all("mark", doc)) {
      mark.numbers = mark.dataset.f.split(" ");
      mark.numbers.forEach((n) => findings.get(n)?.marks.push(mark));
    }
    for (const at of all(".at", doc)) {
      const finding = findings.get(at.dataset.n);
      if (finding) finding.at = at;
    }
    return [doc, findings];
  }));

  // Filters.
  const titles = new Map();
  for (const li of all(".list li")) titles.set(li.dataset.pack, li.dataset.packTitle);
  const packBox = document.querySelector("#packs > div");
  const packs = [...titles].sort().map(([pack, title]) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "checkbox";
    input.checked = true;
    input.value = pack;
    label.append(input, pack + " " + title + " ");
    label.append(document.createElement("b"));
    packBox.append(label);
    return input;
  });
  document.getElementById("packs").hidden = packs.length < 2;

  function filter() {
    const severity = new Set(severities.filter((i) => i.checked).map((i) => i.value));
    const pack = new Set(packs.filter((i) => i.checked).map((i) => i.value));
    for (const [, findings] of books) {
      for (const { li, at } of findings.values()) {
        li.hidden = !severity.has(li.dataset.severity) || !pack.has(li.dataset.pack);
        at?.classList.toggle("off", li.hidden);
      }
      for (const { marks } of findings.values()) {
        for (const mark of marks) {
          const over = mark.numbers.map((n) => findings.get(n)?.li).filter((li) => li && !li.hidden);
          const levels = over.map((li) => li.dataset.severity).sort((a, b) => rank[b] - rank[a]);
          mark.className = (levels[0] ?? "off") + (mark.classList.contains("on") ? " on" : "");
        }
      }
    }
    count();
  }

  function count() {
    const items = all(".list li", shownDoc);
    const tally = (inputs, key) => inputs.forEach((input) => {
      const n = items.filter((li) => li.dataset[key] === input.value).length;
      input.parentElement.querySelector("b").textContent = n;
    });
    tally(severities, "severity");
    tally(packs, "pack");
    const visible = items.filter((li) => !li.hidden).length;
    document.getElementById("shown").textContent = visible === items.length ? "" : "显示 " + visible + " / " + items.length;
  }
  [...severities, ...packs].forEach((input) => input.addEventListener("change", filter));

  // Going from the list to the text and back.
  function select(li, { open = false } = {}) {
    if (!li) return;
    const doc = li.closest("section.doc");
    all(".on", doc).forEach((e) => e.classList.remove("on"));
    const finding = books.get(doc).get(li.dataset.n);
    li.classList.add("on");
    finding.marks.forEach((mark) => mark.classList.add("on"));
    current = li;
    const list = li.closest(".list");
    if (list.scrollHeight > list.clientHeight) {
      list.scrollTop += li.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
    }
    if (open) li.querySelector("details")?.toggleAttribute("open");
    const target = finding.marks[0] ?? finding.at;
    if (!target) return;
    // The part of the window that neither the bar nor a list at the foot covers.
    const foot = list.getBoundingClientRect();
    const floor = foot.width > innerWidth * 0.7 ? Math.min(innerHeight, innerHeight - foot.height) : innerHeight;
    const middle = (bar.offsetHeight + floor) / 2;
    const place = target.getClientRects()[0] ?? target.getBoundingClientRect();
    scrollBy({ top: place.top + place.height / 2 - middle, behavior: "instant" });
  }

  function step(by) {
    const items = all(".list li", shownDoc).filter((li) => !li.hidden);
    const at = items.indexOf(current);
    select(items[at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(Math.max(at + by, 0), items.length - 1)]);
    current?.querySelector(".goto").focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const go = event.target.closest(".goto");
    const mark = event.target.closest("mark");
    if (go) {
      event.preventDefault();
      select(go.closest("li"));
    } else if (mark && !getSelection().toString()) {
      const findings = books.get(mark.closest("section.doc"));
      const over = mark.numbers.map((n) => findings.get(n)?.li).filter((li) => li && !li.hidden);
      select(over[(over.indexOf(current) + 1) % over.length]);
    } else if (event.target.matches(".fold")) {
      const folded = event.target.closest(".list").classList.toggle("folded");
      event.target.textContent = folded ? "展开" : "收起";
    } else if (!event.target.closest("#packs")) {
      document.getElementById("packs").open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    const on = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || on.matches("input, select, textarea, summary, button")) return;
    const inList = on.closest(".list");
    if (event.key === "j" || (inList && event.key === "ArrowDown")) step(1);
    else if (event.key === "k" || (inList && event.key === "ArrowUp")) step(-1);
    else if (event.key === "Enter" && current && !on.matches("a:not(.goto)")) select(on.closest(".list li") ?? current, { open: true });
    else return;
    event.preventDefault();
  });

  // Several documents: an index, and one of them shown at a time; on paper all of them.
  function show(doc) {
    shownDoc = doc;
    current = null;
    docs.forEach((d) => { d.hidden = d !== doc; });
    all("#index tr[data-d]").forEach((tr) => tr.classList.toggle("on", tr.dataset.d === doc.id));
    count();
  }

  function index() {
    const nav = document.getElementById("index");
    nav.hidden = false;
    nav.querySelector("summary").textContent = "文件 " + docs.length + " 份";
    const body = nav.querySelector("tbody");
    for (const doc of docs) {
      const row = body.insertRow();
      row.dataset.d = doc.id;
      const link = document.createElement("a");
      link.href = "#" + doc.id;
      link.textContent = doc.dataset.title;
      const path = document.createElement("small");
      path.textContent = doc.dataset.path;
      row.insertCell().append(link, path);
      for (const key of ["error", "warning", "info", "trouble"]) {
        const cell = row.insertCell();
        cell.textContent = doc.dataset[key] === "0" ? "" : doc.dataset[key];
      }
    }
    show(docs[0]);
  }

  function follow() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const doc = target && target.closest("section.doc");
    if (!doc) return;
    if (doc !== shownDoc) {
      show(doc);
      target.scrollIntoView();
    }
    if (target.matches(".at")) select(books.get(doc).get(target.dataset.n)?.li);
    else if (target.matches("p")) target.scrollIntoView({ block: "center" });
  }

  let opened = [];
  addEventListener("beforeprint", () => {
    docs.forEach((d) => { d.hidden = false; });
    opened = all("details.table:not([open])");
    opened.forEach((d) => { d.open = true; });
  });
  addEventListener("afterprint", () => {
    opened.forEach((d) => { d.open = false; });
    if (docs.length > 1) show(shownDoc);
  });
  addEventListener("hashchange", follow);

  if (docs.length > 1) index();
  if (docs.length === 1) document.title = docs[0].dataset.title + " 合规检查报告";
  all(".fold").forEach((button) => { button.hidden = !matchMedia("(max-width: 56rem)").matches; });
  filter();
  follow();
})();
