// What does a reader's word find? Every part of every page, the best first.
"use strict";

(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const engine = new MiniSearch({
    fields: ["heading", "words", "page"],
    processTerm: fold,
    searchOptions: {
      boost: { heading: 4 },
      combineWith: "AND",
      fuzzy: (word) => (/\d/.test(word) || word.length < 5 ? 0 : 0.2), // of its letters
      prefix: (word) => word.length > 2,
    },
  });
  engine.addAll(courseParts.map(([, page, heading, words], id) => ({ id, page, heading, words })));

  const form = document.getElementById("search");
  const [status, list] = [document.getElementById("found"), document.getElementById("results")];

  // The words around the first of those found.
  function around(text, found) {
    const low = fold(text);
    const places = low.length === text.length ? found.map((word) => low.indexOf(word)).filter((at) => at >= 0) : [];
    const start = places.length ? Math.max(0, Math.min(...places) - 70) : 0;
    return `${start ? "… " : ""}${text.slice(start, start + 200)}${start + 200 < text.length ? " …" : ""}`;
  }

  function search(words) {
    const key = words.trim().toUpperCase();
    const own = (one) => courseParts[one.id][0].endsWith(`#${key}`); // an id's own entry comes first
    const found = (key ? engine.search(words) : []).sort((a, b) => own(b) - own(a) || b.score - a.score);
    list.replaceChildren(
      ...found.slice(0, 50).map(({ id, terms }) => {
        const [address, page, heading, text] = courseParts[id];
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = address;
        link.textContent = heading === page ? page : `${page}: ${heading}`;
        const line = document.createElement("p");
        line.textContent = around(text, terms);
        item.append(link, line);
        return item;
      }),
    );
    const more = found.length > 50 ? " The first 50 are shown; write more words for fewer." : "";
    status.textContent = key ? `${found.length || "No"} ${found.length === 1 ? "part" : "parts"} found.${more}` : "";
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(form.elements.q.value);
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    form.elements.q.value = asked;
    search(asked);
  }
})();
