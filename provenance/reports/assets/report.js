"use strict";
// Everything on this page works without this script. It adds a theme, "open all", and opens what a link points to.
(() => {
  const root = document.documentElement;
  const tools = document.getElementById("tools");
  const status = document.getElementById("status");
  const panels = () => document.querySelectorAll("details.panel, details.rel");

  const stored = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* a sandbox forbids it */ } },
  };

  const element = (name, words) => {
    const made = document.createElement(name);
    made.textContent = words;
    return made;
  };

  // ---- theme
  const themes = [["", "as the system"], ["light", "light"], ["dark", "dark"]];
  const show = (theme) => { if (theme) root.dataset.theme = theme; else delete root.dataset.theme; };
  const label = element("label", "Theme: ");
  const select = document.createElement("select");
  for (const [value, words] of themes) {
    const option = element("option", words);
    option.value = value;
    select.append(option);
  }
  const saved = stored.get("provenance-theme");
  if (themes.some(([value]) => value === saved)) { select.value = saved; show(saved); }
  select.addEventListener("change", () => { show(select.value); stored.set("provenance-theme", select.value); });
  label.append(select);

  // ---- open and close all
  const button = (words, open) => {
    const made = element("button", words);
    made.type = "button";
    made.addEventListener("click", () => {
      for (const panel of panels()) panel.open = open;
      status.textContent = open ? "All panels are open." : "All panels are closed.";
    });
    return made;
  };
  if (tools) tools.append(label, button("Open all", true), button("Close all", false));

  // ---- what a link points to
  const reach = () => {
    const id = location.hash.slice(1);
    if (!id) return;
    const target = document.getElementById(id);
    if (!target) {
      status.textContent = "This link points to something that is not in this report.";
      return;
    }
    for (let at = target.parentElement; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
    target.scrollIntoView();
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
})();
