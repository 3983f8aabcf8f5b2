// Keys, selection, time, and what to do when a save fails. Everything else is HTML from the server.
(() => {
  "use strict";

  const body = document.body;
  const table = JSON.parse(body.dataset.keys);
  const find = (selector) => document.querySelector(selector);
  const item = () => find("#item");
  const REPEATING = /^(start|end|whole|row)_/;
  const TRAIL = "claimwright-trail";
  const LONGEST_TRAIL = 300;
  const OUTLOOK = "claimwright-outlook";
  const MOST_WAITING = 30;

  let shownAt = performance.now();
  let attempts = new Map(); // what is being saved -> the id under which the log knows the attempt
  let failed = null;
  let selected = null;
  let busy = 0;
  let goingBack = false;
  let before = null;
  let waiting = []; // buttons of the editor pressed while a change was on its way
  let typing = null;

  // --- One id for every attempt to save one thing, so that trying again cannot save it twice.

  function newId() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function attemptFor(signature) {
    if (!attempts.has(signature)) attempts.set(signature, newId());
    return attempts.get(signature);
  }

  body.addEventListener("htmx:configRequest", (event) => {
    const { elt, path, parameters } = event.detail;
    if (elt.closest("[data-saves]")) {
      const what = [path, parameters.action, parameters.chosen, parameters.draft, item() && item().dataset.key];
      if (!parameters.client_id) parameters.client_id = attemptFor(what.join("\n"));
      if (!parameters.seconds) parameters.seconds = ((performance.now() - shownAt) / 1000).toFixed(3);
    }
    if (elt.hasAttribute("data-selection") && selected) Object.assign(parameters, selected);
    if (elt.hasAttribute("data-after")) parameters.after = item().dataset.key;
  });

  // --- What was sent and did not arrive is said, kept and sent again on demand.

  function tellFailure(event, text) {
    const box = find("#failure");
    if (!box) return;
    failed = event.detail.elt;
    box.querySelector("p").textContent = text;
    box.hidden = false;
    box.querySelector("button").focus();
  }

  body.addEventListener("htmx:sendError", (event) =>
    tellFailure(event, "Not saved: the server does not answer. Nothing you typed is lost; try again when it is back."));
  body.addEventListener("htmx:timeout", (event) =>
    tellFailure(event, "Not certain whether it was saved: the server took too long. Trying again cannot save it twice."));
  body.addEventListener("htmx:responseError", (event) => {
    const told = event.detail.xhr.responseText.slice(0, 300) || `status ${event.detail.xhr.status}`;
    tellFailure(event, `Not saved: ${told}`);
  });

  function retry() {
    const element = failed;
    find("#failure").hidden = true;
    if (!element || !element.isConnected) return;
    const kind = element.matches("form") ? "submit" : element.matches("input, select") ? "change" : "click";
    htmx.trigger(element, kind);
  }

  body.addEventListener("htmx:beforeRequest", () => {
    busy += 1;
    body.setAttribute("aria-busy", "true");
  });
  body.addEventListener("htmx:afterRequest", (event) => {
    busy = Math.max(0, busy - 1);
    if (!event.detail.successful) waiting = [];
    if (!busy && !waiting.length) body.removeAttribute("aria-busy");
    if (!event.detail.successful) return;
    const box = find("#failure");
    if (box) box.hidden = true;
    if (event.detail.elt.closest("[data-saves]")) attempts = new Map();
    if (event.detail.elt.hasAttribute("data-selection")) selected = null;
    setTimeout(goOn); // once htmx is done with this one
  });

  // --- In the editor nothing that is pressed or typed gets lost while a change is on its way: it waits its turn.

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#editor button");
    if (!button || !busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // Enter in a field puts its words in; it does not save what nobody has seen yet.
    if (button.id === "save" && !event.detail && document.activeElement.matches("#editor input")) return;
    if (waiting.length >= MOST_WAITING) return;
    waiting.push(button.id ? `#${CSS.escape(button.id)}` : `#editor [data-action="${button.dataset.action}"]`);
  }, true);

  function goOn() {
    if (busy || !waiting.length) return;
    const button = find(waiting.shift());
    if (button) button.click();
    if (!busy) {
      waiting = [];
      body.removeAttribute("aria-busy");
    }
  }

  function keepTyping(event) {
    const field = document.activeElement;
    const begun = field.matches("#draft input") && field !== event.detail.requestConfig.elt && field.value !== field.defaultValue;
    typing = begun ? { id: field.id, value: field.value } : null;
  }

  function typeOn() {
    const field = typing && document.getElementById(typing.id);
    if (field) field.value = typing.value;
    typing = null;
  }

  // --- A new item: its heading gets the focus, its evidence is scrolled to, its time begins.

  function trail() {
    try { return JSON.parse(sessionStorage.getItem(TRAIL)) || []; } catch { return []; }
  }

  body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "draft") keepTyping(event);
    if (event.detail.target !== item()) return;
    const reader = find("#reader");
    before = { key: item().dataset.key, kind: item().dataset.kind, url: item().dataset.url, top: reader ? reader.scrollTop : 0 };
  });

  body.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target.id === "item") arrived();
    else if (target.id === "draft") {
      typeOn();
      follow();
    }
  });

  function arrived() {
    const now = item();
    const same = before && before.key === now.dataset.key && before.key !== "";
    if (before && !same && before.url && !goingBack) {
      sessionStorage.setItem(TRAIL, JSON.stringify([...trail(), before.url].slice(-LONGEST_TRAIL)));
    }
    if (!same) shownAt = performance.now();
    goingBack = false;
    selected = null;
    waiting = [];
    const reader = find("#reader");
    if (same && reader) reader.scrollTop = before.top;
    else window.scrollTo(0, 0);
    before = null;
    follow();
    const heading = find("#heading");
    if (heading) heading.focus({ preventScroll: true });
  }

  // Scrolls the article, never the page, to what the screen is about, if it is not in sight.
  function follow() {
    const article = find("#article");
    if (!article || article.dataset.focus === "") return;
    const mark = markAt(Number(article.dataset.focus));
    if (mark) bringIntoSight(mark);
  }

  function bringIntoSight(mark) {
    const reader = find("#reader");
    if (!reader || getComputedStyle(reader).overflowY !== "auto") return;
    const frame = reader.getBoundingClientRect();
    const place = mark.getBoundingClientRect();
    if (place.top < frame.top + 40 || place.bottom > frame.bottom - 60) {
      reader.scrollTop += place.top - frame.top - frame.height * 0.35;
    }
  }

  function markAt(point) {
    return find(`#article [data-at="${point}"]`);
  }

  function jump(button) {
    const [from, to] = [Number(button.dataset.from), Number(button.dataset.to)];
    const pieces = Array.from(document.querySelectorAll("#article [data-at]")).filter((piece) => {
      const at = Number(piece.dataset.at);
      return from <= at && at < to;
    });
    if (!pieces.length) return;
    if (getComputedStyle(find("#reader")).overflowY === "auto") bringIntoSight(pieces[0]);
    else pieces[0].scrollIntoView({ block: "center" });
    for (const piece of document.querySelectorAll(".flash")) piece.classList.remove("flash");
    for (const piece of pieces) piece.classList.add("flash");
    setTimeout(() => pieces.forEach((piece) => piece.classList.remove("flash")), 1600);
  }

  // --- The selection, as pieces of the article and UTF-16 units in them; the server counts code points.

  function pieceOf(node) {
    return node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("#article [data-at]") : null;
  }

  function read(range) {
    const article = find("#article");
    if (!article || !range.intersectsNode(article)) return null;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    let first = null;
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const piece = pieceOf(node);
      if (!piece || !range.intersectsNode(node)) continue;
      const start = node === range.startContainer ? range.startOffset : 0;
      const end = node === range.endContainer ? range.endOffset : node.length;
      if (start >= end) continue;
      if (!first) first = { at: piece.dataset.at, unit: start };
      last = { at: piece.dataset.at, unit: end };
    }
    return first && { from_at: first.at, from_unit: first.unit, to_at: last.at, to_unit: last.unit };
  }

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const article = find("#article");
    if (!selection.rangeCount || !article || !article.contains(selection.anchorNode)) return;
    selected = selection.isCollapsed ? null : read(selection.getRangeAt(0));
  });
  document.addEventListener("mousedown", (event) => {
    // Keeps what is selected; and a field keeps its focus, so that nothing moves under the pointer before the click.
    if (event.target.closest("[data-selection], #save")) event.preventDefault();
  });

  // --- What buttons do without the server.

  const deeds = {
    retry,
    jump,
    dismiss() { find("#failure").hidden = true; },
    help() { find("#help").showModal(); },
    theme() {
      const order = ["auto", "light", "dark"];
      const root = document.documentElement;
      root.dataset.theme = order[(order.indexOf(root.dataset.theme) + 1) % order.length];
      document.cookie = `claimwright_theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=strict`;
      find("#said").textContent = `Colours: ${root.dataset.theme}`;
    },
    previous() {
      const rest = trail();
      const url = rest.pop();
      if (!url) {
        find("#said").textContent = "There is nothing before this.";
        return;
      }
      sessionStorage.setItem(TRAIL, JSON.stringify(rest));
      goingBack = true;
      htmx.ajax("GET", url, { source: "#outlook", target: "#item", swap: "outerHTML", values: {} });
    },
    source() {
      const path = `/claim/${item().dataset.key}/source`;
      htmx.ajax("GET", path, { target: "#original-text", swap: "innerHTML" }).then(() => find("#original").showModal());
    },
    reset() {
      const form = find("#outlook");
      for (const field of form.querySelectorAll(".sheet input, .sheet select")) {
        if (field.type === "checkbox") field.checked = false;
        else field.value = "";
      }
      htmx.trigger(form, "change");
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-does]");
    if (button) {
      if (button.type === "reset") event.preventDefault();
      deeds[button.dataset.does](button);
      return;
    }
    const other = event.target.closest("mark[data-claim]");
    if (other && getSelection().isCollapsed && item().dataset.kind !== "editor") {
      htmx.ajax("GET", `/claim/${other.dataset.claim}`, { target: "#item", swap: "outerHTML" });
    }
  });

  // --- Queue and filter stay in the address, and in the links that lead back here.

  function keepOutlook(query) {
    sessionStorage.setItem(OUTLOOK, query);
    for (const link of document.querySelectorAll("a[data-back]")) link.href = query ? `/?${query}` : "/";
  }

  document.addEventListener("change", (event) => {
    const form = event.target.closest("#outlook");
    if (!form) return;
    const said = [...new FormData(form)].filter(([name, value]) => value && name !== "csrf");
    keepOutlook(new URLSearchParams(said).toString());
    history.replaceState(null, "", `/?${sessionStorage.getItem(OUTLOOK)}`);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-stamped]");
    if (form) form.elements.client_id.value ||= newId();
  });

  // --- Keys. None does anything while a field has the focus, a dialog is open, or they are switched off.

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const target = event.target;
    if (target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (body.dataset.shortcuts !== "on" || find("dialog[open]")) return;
    const native = event.key === "Enter" || event.key === " ";
    if (native && target.closest("button, a, summary")) return;
    if (event.key.startsWith("Arrow") && target.closest("#reader, .scroll")) return;
    const scope = item() && item().dataset.kind === "editor" ? "edit" : "item";
    const entry = table.find(([, key, where]) => key === event.key && (where === scope || where === "any"));
    if (entry) act(event, entry[0]);
  });

  function act(event, action) {
    const buttons = Array.from(document.querySelectorAll(`[data-action="${action}"]`)).filter(
      (button) => button.getClientRects().length && !button.disabled);
    if (!buttons.length) return;
    event.preventDefault();
    if (event.repeat && (busy || !REPEATING.test(action))) return; // a key held down is one answer
    if (busy && item() && item().dataset.kind !== "editor") return; // what is not on the screen yet is not answered
    if (action === "merge" && buttons.length > 1) buttons[0].focus();
    else buttons[0].click();
  }

  keepOutlook(location.pathname === "/" ? location.search.slice(1) : sessionStorage.getItem(OUTLOOK) || "");
  document.addEventListener("DOMContentLoaded", () => { before = null; follow(); });
  if (document.readyState !== "loading") follow();
})();
