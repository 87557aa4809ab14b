"use strict";
// Everything here is comfort: without it the pages hold the same text, tables and links.

const root = document.body.dataset.root;

// Colours: as the system has them, light, dark.
{
  const button = document.querySelector(".theme");
  const themes = ["auto", "light", "dark"];
  const signs = { auto: "◐ Auto", light: "☀ Light", dark: "☾ Dark" };
  const show = () => {
    const theme = document.documentElement.dataset.theme ?? "auto";
    button.textContent = signs[theme];
    button.setAttribute("aria-label", `Colours: ${theme}`);
  };
  button.addEventListener("click", () => {
    const theme = themes[(themes.indexOf(document.documentElement.dataset.theme ?? "auto") + 1) % themes.length];
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("wirehouse-theme", theme);
    } catch (error) {
      // not kept, see theme.js
    }
    show();
  });
  button.hidden = false;
  show();
}

// Layers: which marks the text shows.
for (const box of document.querySelectorAll("[data-layer]")) {
  const apply = () => document.querySelector(".reading").classList.toggle(`no-${box.dataset.layer}`, !box.checked);
  box.addEventListener("change", apply);
  apply();
}

// A claim's words in the text and its card belong together: pointing at or focusing one lights both.
{
  let lit = [];
  const light = (event) => {
    for (const element of lit) element.classList.remove("lit");
    lit = [];
    const on = event.target.closest?.("[data-of], [data-claim]");
    if (!on) return;
    const number = on.dataset.of ?? on.dataset.claim;
    lit = [...document.querySelectorAll(`[data-of="${number}"], [data-claim="${number}"]`)];
    for (const element of lit) element.classList.add("lit");
  };
  const reading = document.querySelector(".reading");
  for (const type of ["mouseover", "focusin"]) reading?.addEventListener(type, light);
  reading?.addEventListener("mouseleave", light);
}

// Details of marked words, on hover and on focus; Escape puts them away, and the pointer may move onto them.
{
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  document.body.append(tip);
  let of = null;
  const hide = () => {
    tip.hidden = true;
    of?.removeAttribute("aria-describedby");
    of = null;
  };
  const show = (event) => {
    const on = event.target.closest?.("[data-tip]");
    if (on === of || tip.contains(event.target)) return;
    hide();
    if (!on) return;
    of = on;
    tip.textContent = on.dataset.tip;
    tip.hidden = false;
    on.setAttribute("aria-describedby", "tip");
    const box = on.getClientRects()[0];
    const left = Math.min(Math.max(8, box.left), document.documentElement.clientWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 2;
    tip.style.left = `${left + window.scrollX}px`;
    tip.style.top = `${(above > 64 ? above : box.bottom + 2) + window.scrollY}px`;
  };
  document.addEventListener("mouseover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

// Search: the words of names and headings lie in search/, one file for each two first letters.
const shards = new Map();
window.wirehouseFound = (prefix, entries) => shards.get(prefix).resolve(entries);
{
  const form = document.querySelector(".search");
  const input = form.querySelector("input");
  const found = form.querySelector(".found");
  const list = found.querySelector("ul");
  const status = found.querySelector("[role=status]");
  const most = 30;
  const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const words = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  const load = (prefix) => {
    if (!shards.has(prefix)) {
      const shard = {};
      shard.entries = new Promise((resolve) => {
        shard.resolve = resolve;
      });
      shards.set(prefix, shard);
      const script = document.createElement("script");
      script.src = `${root}search/${[...prefix].map((letter) => letter.codePointAt(0).toString(16)).join("-")}.js`;
      script.onerror = () => shard.resolve([]);
      document.head.append(script);
    }
    return shards.get(prefix).entries;
  };

  const search = async () => {
    const asked = input.value;
    const terms = words(asked);
    const longest = terms.reduce((one, other) => (other.length > one.length ? other : one), "");
    if ([...longest].length < 2) {
      found.hidden = true;
      return;
    }
    const entries = await load([...longest].slice(0, 2).join(""));
    if (input.value !== asked) return;
    const hits = entries.filter(([name]) => {
      const own = words(name);
      return terms.every((term) => own.some((word) => word.startsWith(term)));
    });
    list.replaceChildren(
      ...hits.slice(0, most).map(([name, kind, href]) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const note = document.createElement("span");
        link.href = root + href;
        link.textContent = name;
        note.className = "meta";
        note.textContent = ` ${kind}`;
        link.append(note);
        item.append(link);
        return item;
      }),
    );
    status.textContent = hits.length > most ? `${most} of ${hits.length} found` : `${hits.length} found`;
    status.classList.toggle("unseen", hits.length > 0 && hits.length <= most);
    found.hidden = false;
  };

  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  form.addEventListener("keydown", (event) => {
    const links = [input, ...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      found.hidden = true;
      input.focus();
    } else if (event.key === "ArrowDown" && !found.hidden && at < links.length - 1) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (event.key === "ArrowUp" && at > 0) {
      event.preventDefault();
      links[at - 1].focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) found.hidden = true;
  });
  form.hidden = false;
}
