"use strict";
// Everything on this page works without this script. It adds a theme, sorting, filtering, setting aside, shortcuts and
// copying, and it opens what a link points to. Its words come from the catalogue, by way of the page.
(() => {
  const root = document.documentElement;
  const find = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const words = JSON.parse(document.body.dataset.words || "{}");
  const status = find("#status");
  const say = (key, blanks = {}) =>
    (words[key] || "").replace(/\{(\w+)\}/g, (_, name) => String(blanks[name] ?? "").toLocaleString());
  const tell = (key, blanks) => { if (status) status.textContent = say(key, blanks); };
  const stored = {
    get(key) { try { return localStorage.getItem("provenance-" + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("provenance-" + key, value); } catch { /* a sandbox forbids it */ } },
  };
  const reused = '[data-parts*=" "], [data-parts]:not([data-parts^="o"], [data-parts=""])';
  for (const made of all("#tools, .controls" + (find(reused) ? ", .counting" : ""))) made.hidden = false;
  const button = (key, marks) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = say(key);
    Object.assign(made.dataset, marks);
    return made;
  };
  const group = (name, ...members) => {
    const made = document.createElement("p");
    made.className = name;
    made.append(...members);
    return made;
  };

  // ---- theme
  const theme = find("#theme");
  const show = (chosen) => { if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme; };
  const saved = stored.get("theme");
  if (saved === "light" || saved === "dark") { theme.value = saved; show(saved); }
  theme.addEventListener("change", () => { show(theme.value); stored.set("theme", theme.value); });

  // ---- open and close all
  const openAll = (open) => {
    for (const panel of all("details.panel, details.rel")) panel.open = open;
    tell(open ? "all_open" : "all_closed");
  };
  find("#open-all").addEventListener("click", () => openAll(true));
  find("#close-all").addEventListener("click", () => openAll(false));

  // ---- the table of documents: sorting and filtering, kept in the address
  const table = find("#docs");
  const state = { q: "", has: "", kind: "", found: "", sort: "" };
  const rows = table ? all("tbody tr", table).map((row) => ({
    row, cells: row.children, has: row.dataset.has, kind: find(".kind", row)?.textContent ?? "", text: null,
    found: row.dataset.found ?? "",
  })) : [];
  const heads = table ? all("th[data-key]", table) : [];
  const fields = { q: find("#filter"), has: find("#has"), kind: find("#kind"), found: find("#found") };
  const collator = new Intl.Collator(undefined, { numeric: true });

  const columns = {};
  const keysOf = (head, isNumber) => columns[head.dataset.key] ??= rows.map((each) => {
    const cell = each.cells[head.cellIndex], value = cell.dataset.sort ?? cell.textContent.trim();
    return isNumber ? Number(value.replace(/\D/g, "")) : value;
  });
  const sortBy = (sort) => {
    const key = sort.replace(/^-/, "");
    const head = heads.find((each) => each.dataset.key === key);
    if (!head) return;
    const down = sort.startsWith("-") ? -1 : 1;
    const isNumber = head.classList.contains("num") || key === "family";
    const held = keysOf(head, isNumber);
    const compare = isNumber ? (a, b) => held[a] - held[b] : (a, b) => collator.compare(held[a], held[b]);
    const order = [...rows.keys()].sort((a, b) => down * compare(a, b) || a - b);
    const body = find("tbody", table);
    body.hidden = true;  // so that it is laid out once, not taken apart row by row
    body.append(...order.map((place) => rows[place].row));
    body.hidden = false;
    for (const each of heads) {
      each.ariaSort = each === head ? (down < 0 ? "descending" : "ascending") : null;
    }
  };

  const filter = () => {
    const wanted = state.q.trim().toLocaleLowerCase();
    let shown = 0;
    for (const each of rows) {
      if (wanted && each.text === null) each.text = each.row.textContent.toLocaleLowerCase();
      const isFit = (!wanted || each.text.includes(wanted)) && (!state.kind || each.kind === state.kind)
        && (!state.found || [...each.found].some((level) => state.found.includes(level)))
        && (!state.has || (state.has === "-" ? !/[cepq]/.test(each.has) : each.has.includes(state.has)));
      if (each.row.hidden === isFit) each.row.hidden = !isFit;
      shown += isFit;
    }
    const counted = find("#rows");
    if (counted) counted.textContent = say("rows", { n: shown, all: rows.length });
  };

  const remember = () => {
    const kept = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    try { history.replaceState(null, "", "#documents" + (kept.size ? "?" + kept : "")); } catch { /* not here */ }
  };

  const recall = (query) => {
    const given = new URLSearchParams(query);
    for (const name of Object.keys(state)) {
      const value = given.get(name) ?? "", field = fields[name];
      const isKnown = name === "sort" ? heads.some((head) => head.dataset.key === value.replace(/^-/, ""))
        : field && (field.tagName !== "SELECT" || all("option", field).some((each) => each.value === value));
      if (!isKnown) continue;
      state[name] = value;
      if (field) field.value = value;
    }
    filter();
    if (state.sort) sortBy(state.sort);
  };

  if (table) {
    for (const kind of new Set(rows.map((each) => each.kind).filter(Boolean).sort())) {
      const option = document.createElement("option");
      option.value = option.textContent = kind;
      fields.kind?.append(option);
    }
    for (const [name, field] of Object.entries(fields)) {
      field?.addEventListener(name === "q" ? "input" : "change", () => { state[name] = field.value; filter(); remember(); });
    }
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.title = say("sort", { column: button.textContent });
      head.append(button);
      button.addEventListener("click", () => {
        const key = head.dataset.key, isDown = head.classList.contains("num");
        const first = isDown ? "-" + key : key, second = isDown ? key : "-" + key;
        state.sort = state.sort === first ? second : first;
        sortBy(state.sort);
        remember();
      });
    }
    filter();
  }

  // ---- setting aside: quotations, boilerplate, short matches
  const aside = { quotes: false, furniture: false, short: 0 };
  const isAside = (kind, isQuoted, length) => (aside.furniture && kind === "b")
    || (kind !== "b" && kind !== "o" && ((aside.quotes && isQuoted) || length < aside.short));
  const initial = new Map();

  const recount = (owner) => {
    const counts = { c: 0, q: 0, p: 0, b: 0, o: 0 };
    let out = 0;
    for (const part of owner.dataset.parts.split(" ")) {
      const [kind, quoted, length, n] = part.split(".");
      if (isAside(kind, quoted === "1", Number(length))) out += Number(n);
      else counts[kind === "e" ? "c" : kind] += Number(n);
    }
    const total = Object.values(counts).reduce((sum, n) => sum + n);
    const share = (n) => Math.floor((100 * n) / total);
    const shown = Object.entries(counts).filter(([, n]) => n).map(([kind, n]) =>
      (n === total ? say(kind, { n: 100 }) : share(n) < 1 ? say(kind, { n: 0 }).replace(/0.*$/, say("less")) : say(kind, { n: share(n) })));
    const mix = find(".mix", owner);
    if (mix) {
      if (!initial.has(mix)) initial.set(mix, mix.textContent);
      mix.textContent = out ? [...shown, say("of", { n: total })].join(", ") : initial.get(mix);
    }
    const bar = find(".bar", owner);
    if (bar) redraw(bar, counts, total);
    return out;
  };

  const redraw = (bar, counts, total) => {
    let left = 0;
    for (const path of all("path", bar)) {
      const width = (120 * (counts[path.className.baseVal.slice(2)] || 0)) / (total || 1);
      path.setAttribute("d", `M${left} 5h${width}`);
      left += width;
    }
  };

  const setAside = () => {
    let out = 0;
    for (const owner of all("[data-parts]")) {
      const words = recount(owner);
      if (owner.tagName === "TR" || owner.tagName === "SECTION") out += words;
    }
    let length = 0;  // of the match of a mark; said where it is not that of the mark before it
    for (const mark of all(".text mark")) {
      length = Number(mark.dataset.w ?? length);
      const off = isAside(mark.className[2], "q" in mark.dataset, length);
      mark.classList.toggle("off", off);
      const tag = mark.previousElementSibling;
      if (tag?.nextSibling?.nextSibling === mark && tag.className.startsWith("t-")) tag.classList.toggle("off", off);
    }
    for (const each of all(".counted")) each.textContent = out ? say("aside", { n: out }) : "";
  };

  for (const group of all(".counting")) {
    group.addEventListener("change", (event) => {
      const field = event.target;
      if ("asideQuotes" in field.dataset) aside.quotes = field.checked;
      if ("asideFurniture" in field.dataset) aside.furniture = field.checked;
      if ("asideShort" in field.dataset) aside.short = Math.max(0, Math.min(999, Number(field.value) || 0));
      for (const each of all(".counting")) {
        find("[data-aside-quotes]", each).checked = aside.quotes;
        find("[data-aside-furniture]", each).checked = aside.furniture;
        find("[data-aside-short]", each).value = String(aside.short);
      }
      setAside();
    });
  }

  // ---- drawings, links to copy, one document on paper
  // How wide `.g-fit` lets one be is worked out: to ask each would lay out all that is out of sight.
  const room = find(".drawing")?.clientWidth, most = 70 * parseFloat(getComputedStyle(root).fontSize);
  for (const drawing of all(".graph")) {
    const box = drawing.parentElement, natural = drawing.width.baseVal.value;
    if (Math.min(natural, drawing.classList.contains("g-fit") ? most : natural) <= room) continue;
    const zoom = group("zoom", button("zoom_in", { zoom: 1.25 }), button("zoom_out", { zoom: 0.8 }), button("zoom_fit", { zoom: 0 }));
    box.after(zoom);
    const ratio = drawing.height.baseVal.value / natural;
    zoom.addEventListener("click", (event) => {
      const factor = Number(event.target.dataset?.zoom ?? NaN);
      if (Number.isNaN(factor)) return;
      drawing.classList.remove("g-fit");
      const width = factor ? drawing.width.baseVal.value * factor : box.clientWidth;
      drawing.width.baseVal.value = Math.max(200, Math.min(4 * natural, width));
      drawing.height.baseVal.value = drawing.width.baseVal.value * ratio;
    });
  }

  const copyLink = async (id) => {
    const address = location.href.replace(/#.*$/, "") + "#" + id;
    try { await navigator.clipboard.writeText(address); tell("copied"); } catch {
      try { history.replaceState(null, "", "#" + id); } catch { /* not here */ }
      tell("copy_by_hand");
    }
  };
  const copySuppression = async (words) => {
    try { await navigator.clipboard.writeText(words.textContent); tell("suppression_copied"); } catch {
      getSelection().selectAllChildren(words);
      tell("suppression_by_hand");
    }
  };
  for (const words of all(".finding pre")) words.before(group("acts", button("copy_suppression", { act: "suppress" })));
  const printOne = (panel) => {
    document.body.classList.add("only-one");
    panel.classList.add("print-me");
    const wasOpen = panel.open;
    panel.open = true;
    addEventListener("afterprint", () => {
      document.body.classList.remove("only-one");
      panel.classList.remove("print-me");
      panel.open = wasOpen;
    }, { once: true });
    print();
  };
  const equip = (panel) => {
    const body = find(".panel-body", panel);
    if (body && !find(".acts", body)) body.prepend(group("acts", button("copy_link", { act: "link" }), button("print_this", { act: "print" })));
  };
  for (const panel of all(".text-panel, .alone")) {
    if (panel.open !== false) equip(panel);
    panel.addEventListener("toggle", () => equip(panel));
  }
  document.addEventListener("click", (event) => {
    const act = event.target instanceof Element && event.target.closest("[data-act]");
    if (!act) return;
    const body = act.closest("[id]");
    if (act.dataset.act === "link") copyLink(body.id);
    else if (act.dataset.act === "suppress") copySuppression(act.parentElement.nextElementSibling);
    else printOne(act.closest("details, section"));
  });

  // ---- what a link points to
  // Rows out of sight have a guessed height until they come near: a far place is jumped to, until it moves no more.
  const bring = (target, tries) => {
    const far = Math.abs(target.getBoundingClientRect().top) > 3 * innerHeight;
    target.scrollIntoView(far ? { behavior: "instant" } : undefined);
    if (far && tries) requestAnimationFrame(() => requestAnimationFrame(() => bring(target, tries - 1)));
  };
  const reach = () => {
    const [id, query] = location.hash.slice(1).split("?");
    if (query !== undefined && id === "documents") recall(query);
    if (!id) return;
    const target = document.getElementById(id);
    if (!target) { tell("not_here"); return; }
    for (let at = target.parentElement; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
    if (target.tagName === "TR" && target.hidden) recall("");
    bring(target, 20);
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", reach);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) reach();
  });
  const first = () => requestAnimationFrame(() => requestAnimationFrame(reach));
  if (document.readyState === "complete") first(); else addEventListener("load", first);

  // ---- shortcuts, which can be turned off
  const keys = find(".keys"), keysOn = find("#keys-on");
  keysOn.checked = stored.get("keys") !== "off";
  keysOn.addEventListener("change", () => {
    stored.set("keys", keysOn.checked ? "on" : "off");
    tell(keysOn.checked ? "keys_on" : "keys_off");
  });
  const tags = () => all(".flow [class^='t-']").filter((tag) => tag.getClientRects().length);
  const noteOf = (mark) => {  // which the tag itself names, or one before it
    const found = tags(), named = found.slice(0, found.indexOf(mark) + 1).findLast((tag) => tag.hash);
    return named && document.getElementById(named.hash.slice(1));
  };
  let current = null;
  const step = (by) => {
    const found = tags();
    if (!found.length) return;
    let at = found.indexOf(document.activeElement);
    if (at < 0) {  // from the window on
      const below = found.findIndex((tag) => tag.getBoundingClientRect().top >= 0);
      at = (below < 0 ? found.length : below) - (by > 0);
    }
    current = found[(at + by + found.length) % found.length];
    if (!current.hash) current.tabIndex = -1;
    current.focus();
  };
  const actions = {
    "/": () => { fields.q?.focus(); fields.q?.scrollIntoView({ block: "center" }); },
    j: () => step(1),
    k: () => step(-1),
    o: () => { const why = current && noteOf(current)?.querySelector("details"); if (why) why.open = !why.open; },
    c: () => { const link = current && noteOf(current)?.querySelector(".go a[href*='#c-']"); link?.click(); },
    "?": () => { keys.open = !keys.open; if (keys.open) find("summary", keys).focus(); },
  };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof Element && event.target.closest("input, select, textarea, [contenteditable]");
    if (!keysOn.checked || isTyping || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
})();
