// What a page does beyond being read: remember light or dark, and pick entries. Everything is there without it.
"use strict";

const looks = ["light", "dark"];

function remembered() {
  try {
    return localStorage.getItem("look");
  } catch {
    return null; // a browser that keeps nothing
  }
}

function look(name) {
  document.documentElement.dataset.look = name;
}

if (looks.includes(remembered())) look(remembered());

function addSwitch() {
  const dark = () =>
    (document.documentElement.dataset.look ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "look";
  const name = () => {
    button.textContent = dark() ? "Light page" : "Dark page";
  };
  button.addEventListener("click", () => {
    look(dark() ? "light" : "dark");
    name();
    try {
      localStorage.setItem("look", document.documentElement.dataset.look);
    } catch {
      // a browser that keeps nothing
    }
  });
  name();
  document.querySelector("header").append(button);
}

// The same words with capitals and accents folded.
function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function addPicks(form) {
  const entries = [...document.querySelectorAll("article")].map((entry) => ({
    entry,
    words: fold(entry.textContent),
    picks: JSON.parse(entry.dataset.picks ?? "[]"),
  }));
  const status = form.querySelector("[role=status]");
  const pick = () => {
    const words = fold(form.querySelector("input").value).split(/\s+/).filter(Boolean);
    const chosen = [...form.querySelectorAll("select")].filter((one) => one.value);
    let shown = 0;
    for (const { entry, words: text, picks } of entries) {
      const fits = words.every((word) => text.includes(word)) && chosen.every((one) => picks[one.dataset.place] === one.value);
      entry.hidden = !fits;
      shown += fits;
    }
    const all = shown === entries.length;
    status.textContent = `${all ? "All" : shown} ${all ? entries.length : `of ${entries.length}`} ${
      entries.length === 1 ? status.dataset.one : status.dataset.several
    } ${all ? "are" : shown === 1 ? "is" : "are"} shown.`;
  };
  form.addEventListener("input", pick);
  form.addEventListener("submit", (event) => event.preventDefault());
  // A link to an entry that is not picked shows all again.
  addEventListener("hashchange", () => {
    const entry = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (entry?.hidden) {
      form.reset();
      pick();
      entry.scrollIntoView();
    }
  });
  form.hidden = false;
  pick();
}

addEventListener("DOMContentLoaded", () => {
  addSwitch();
  document.querySelectorAll("form.pick").forEach(addPicks);
});
