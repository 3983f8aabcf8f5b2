"use strict";
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const body = document.querySelector("tbody");
  const rows = Array.from(body.rows);
  const reader = document.getElementById("reader");
  const hint = document.getElementById("hint");
  const back = document.getElementById("back");
  const articles = Array.from(reader.querySelectorAll("article"));
  const ORDER = ["trigger", "argument", "attribution", "evidence"];
  let chosen = null;

  document.body.classList.add("js");
  hint.hidden = false;
  for (const article of articles) article.hidden = true;

  // --- the article ---
  const paint = (article, number) => {
    for (const mark of article.querySelectorAll("mark")) {
      const marks = mark.dataset.marks.trim().split(" ").map((entry) => entry.split(":"));
      const kinds = marks.filter(([claim]) => claim === number).map(([, kind]) => kind);
      const other = marks.find(([, kind]) => kind === "trigger");
      mark.className = ORDER.find((kind) => kinds.includes(kind)) || (other ? "other" : "");
      mark.dataset.other = other ? other[0] : "";
      for (const label of mark.querySelectorAll("small")) label.hidden = label.dataset.claim !== number;
    }
  };
  const show = (row, focus) => {
    if (chosen) { chosen.classList.remove("chosen"); chosen.removeAttribute("aria-current"); }
    chosen = row;
    row.classList.add("chosen");
    row.setAttribute("aria-current", "true");
    hint.hidden = true;
    back.hidden = false;
    for (const article of articles) article.hidden = article.id !== "article-" + row.dataset.article;
    const article = document.getElementById("article-" + row.dataset.article);
    paint(article, row.dataset.number);
    const first = article.querySelector("mark.trigger") || article.querySelector("mark.evidence") || article;
    if (getComputedStyle(reader).position === "sticky") {  // beside the claims, with a scroll bar of its own
      const above = first.getBoundingClientRect().top - reader.getBoundingClientRect().top;
      reader.scrollTop += above - reader.clientHeight / 3;
      row.scrollIntoView({ block: "nearest" });
    } else if (focus) {
      first.scrollIntoView({ block: "center" });
    }
    if (focus) row.querySelector("a").focus({ preventScroll: true });
    try { history.replaceState(null, "", "#" + encodeURIComponent(row.dataset.id)); } catch { /* not from file: */ }
  };
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (!row || String(window.getSelection())) return;
    event.preventDefault();
    show(row, true);
  });

  reader.addEventListener("click", (event) => {
    const mark = event.target.closest("mark.other");
    if (mark) show(document.getElementById("claim-" + mark.dataset.other), false);
  });

  back.addEventListener("click", () => {
    chosen.scrollIntoView({ block: "center" });
    chosen.querySelector("a").focus({ preventScroll: true });
  });
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", form.offsetHeight + "px");
  }).observe(form);

  // --- filters ---
  const checked = (name) => new Set(
    Array.from(form.querySelectorAll(`input[name=${name}]:checked`), (box) => box.value));
  const filter = () => {
    const types = checked("type");
    const modalities = checked("modality");
    const least = Number(form.elements.confidence.value);
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const { type, modality, confidence, search } = row.dataset;
      const fits = types.has(type) && modalities.has(modality) && Number(confidence) >= least
        && words.every((word) => search.includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    document.getElementById("least").textContent = least.toFixed(2);
    document.getElementById("shown").textContent = shown;
    document.getElementById("none").hidden = shown > 0;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => { form.reset(); filter(); });

  // --- order ---
  for (const button of document.querySelectorAll("th button")) {
    button.addEventListener("click", () => {
      const head = button.closest("th");
      const down = head.getAttribute("aria-sort") !== "descending";
      for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sign = down ? -1 : 1;
      const order = button.dataset.sort === "confidence"
        ? (a, b) => a.dataset.confidence - b.dataset.confidence
        : (a, b) => b.dataset.type.localeCompare(a.dataset.type);
      const byNumber = (a, b) => a.dataset.number - b.dataset.number;
      body.append(...rows.sort((a, b) => sign * order(a, b) || byNumber(a, b)));
    });
  }

  // --- keys ---
  const step = (distance) => {
    const visible = rows.filter((row) => !row.hidden);
    if (!visible.length) return;
    const at = visible.indexOf(chosen);
    const next = at < 0 ? (distance > 0 ? 0 : visible.length - 1) : at + distance;
    show(visible[Math.min(Math.max(next, 0), visible.length - 1)], true);
  };
  const KEYS = {
    ArrowDown: () => step(1), j: () => step(1), ArrowUp: () => step(-1), k: () => step(-1),
    "/": () => form.elements.text.focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === form.elements.text) {
      form.elements.text.value = "";
      filter();
      event.target.blur();
      return;
    }
    if (event.target.closest("input, .reader") || !(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  // --- where the address points ---
  const wanted = decodeURIComponent(location.hash.slice(1));
  const target = rows.find((row) => row.dataset.id === wanted);
  filter();
  if (target) show(target, false);
})();
