/* Improves pages, which are complete without it: tells what is recorded while somebody waits, keeps what is typed, and moves through
   lists by keys. Nothing here changes what stands in a field, and nothing is loaded from elsewhere. */
"use strict";
(() => {
  const all = (what, within = document) => Array.from(within.querySelectorAll(what));

  /* What is recorded meanwhile. A page that nobody looks at listens to nothing: a browser has few connections for all its pages. */
  const moved = (news) => {
    for (const [name, text] of Object.entries(news.counts || {})) {
      all(`[data-count="${CSS.escape(name)}"]`).forEach((one) => {
        if (one.textContent !== text) one.textContent = text;
      });
    }
    for (const [name, of] of Object.entries(news.bars || {})) {
      all(`[data-bar="${CSS.escape(name)}"]`).forEach((bar) => {
        if (of && of[1] > 0) [bar.max, bar.value] = [of[1], of[0]];
        else bar.removeAttribute("value");
      });
      all(`[data-bar-of="${CSS.escape(name)}"]`).forEach((one) => {
        one.hidden = !of;
      });
    }
  };
  const told = (place, news) => {
    moved(news);
    const link = place.querySelector("a");
    if (!link || link.textContent === (news.say || "")) return;
    link.textContent = news.say || "";
    link.closest("p").hidden = !news.say;
  };
  all("[data-live]").forEach((place) => {
    let source = null;
    let isOver = false;
    const listen = () => {
      if (source || isOver || document.hidden || !window.EventSource) return;
      source = new EventSource(place.dataset.live);
      source.addEventListener("told", (event) => {
        const news = JSON.parse(event.data);
        told(place, news);
        if (!news.over) return;
        isOver = true;
        rest();
      });
    };
    const rest = () => {
      if (source) source.close();
      source = null;
    };
    document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
    window.addEventListener("pagehide", rest);
    window.addEventListener("pageshow", listen);
    listen();
  });

  /* A form that brings files tells how much of it has arrived while it is sent. */
  all("form[enctype='multipart/form-data']").forEach((form) => {
    form.addEventListener("submit", () => {
      const key = form.elements.namedItem("key");
      if (!key || !window.EventSource || !all("input[type='file']", form).some((one) => one.files.length)) return;
      const source = new EventSource(`/waiting/live?of=${encodeURIComponent(`form:${key.value}`)}`);
      source.addEventListener("told", (event) => {
        const news = JSON.parse(event.data);
        moved(news);
        if (news.over) source.close();
      });
      window.addEventListener("pagehide", () => source.close());
    });
  });

  /* What is typed becomes a draft a moment after the last key, and now and then while somebody types on: neither a crash nor a power cut
     takes it. A form that is sent is kept by the server anyway. */
  const PAUSE_MS = 3000;
  const LATEST_MS = 15000;
  all("form.record").forEach((form) => {
    const place = form.querySelector("[data-kept]");
    if (!place || !window.fetch) return;
    let timer = null;
    let first = 0;
    let sending = null;
    const rest = () => {
      clearTimeout(timer);
      timer = null;
      first = 0;
    };
    const keep = async (isLast) => {
      rest();
      const fields = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
      sending = new AbortController();
      try {
        const answer = await fetch(form.getAttribute("action"), {
          method: "POST",
          body: fields,
          headers: { accept: "application/json" },
          signal: sending.signal,
          keepalive: isLast,
        });
        const { say } = await answer.json();
        if (say && place.textContent !== say) place.textContent = say;
      } catch (error) {
        if (error.name !== "AbortError") place.textContent = place.dataset.kept;
      }
      sending = null;
    };
    const soon = () => {
      first = first || Date.now();
      clearTimeout(timer);
      timer = setTimeout(keep, Math.max(0, Math.min(PAUSE_MS, first + LATEST_MS - Date.now())));
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    form.addEventListener("submit", () => {
      rest();
      if (sending) sending.abort();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && timer) keep(true);
    });
  });

  /* Keys. Whoever wants none switches them off, and it stays so; in a field, in a dialog and with a modifier they do nothing. */
  const dialog = document.getElementById("keys");
  const off = document.getElementById("keys-off");
  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem("wenze-keys");
      localStorage.setItem("wenze-keys", value);
    } catch (_) {
      /* A browser that keeps nothing asks anew. */
    }
    return value || null;
  };
  if (!dialog || !off || !dialog.showModal) return;
  off.checked = kept() === "off";
  off.addEventListener("change", () => kept(off.checked ? "off" : "on"));
  all("[data-keys-open]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  });

  const rows = () => all("main table.rows > tbody > tr, main li.entry, main li.act-at, main ol.hits > li").filter((row) => row.offsetParent);
  /* Where there is something to decide, that comes before the links that lead elsewhere. */
  const first = (row) => row.querySelector(".acts-next a") || all("a[href], button, summary, input, select, textarea", row).find((one) => one.offsetParent);
  const land = (row) => {
    const link = first(row);
    if (!link) row.setAttribute("tabindex", "-1");
    (link || row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const move = (by) => {
    const list = rows();
    if (!list.length) return false;
    const at = list.findIndex((row) => row.contains(document.activeElement));
    const here = all("[aria-current='true']").map((one) => list.findIndex((row) => row.contains(one))).find((one) => one >= 0);
    const from = at >= 0 ? at : here === undefined ? (by > 0 ? -1 : list.length) : here;
    const next = Math.min(Math.max(from + by, 0), list.length - 1);
    land(list[next]);
    return true;
  };
  const within = (by) => {
    const row = rows().find((one) => one.contains(document.activeElement));
    if (!row) return false;
    const links = all("a[href], button, summary", row).filter((one) => one.offsetParent);
    const at = links.indexOf(document.activeElement);
    if (at < 0 || !links[at + by]) return false;
    links[at + by].focus();
    return true;
  };
  const follow = (what) => {
    const link = document.querySelector(what);
    if (link) link.click();
    return Boolean(link);
  };
  const does = {
    "?": () => (dialog.showModal(), true),
    "/": () => {
      const field = document.querySelector("main input[type='search']");
      if (field) field.focus();
      else location.assign("/search");
      return true;
    },
    j: () => follow("main a[data-key='j']") || move(1),
    k: () => follow("main a[data-key='k']") || move(-1),
    l: () => within(1),
    h: () => within(-1),
    o: () => {
      const row = rows().find((one) => one.contains(document.activeElement));
      if (!row) return false;
      (all("a[href]", row).includes(document.activeElement) ? document.activeElement : first(row)).click();
      return true;
    },
    "]": () => follow("main a[rel='next']"),
    "[": () => follow("main a[rel='prev']"),
    n: () => follow("main a[data-key='n']"),
    p: () => follow("main a[data-key='p']"),
    d: () => follow("main a[data-key='d']"),
    g: () => {
      const slider = document.querySelector("main [data-key='g']");
      if (slider) slider.focus();
      return Boolean(slider);
    },
  };
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented || dialog.open) return;
    if (off.checked && event.key !== "?") return;
    if (at instanceof Element && at.closest("input, textarea, select, [contenteditable], [role='textbox']")) return;
    const act = Object.hasOwn(does, event.key) ? does[event.key] : null;
    if (act && act()) event.preventDefault();
  });
})();
