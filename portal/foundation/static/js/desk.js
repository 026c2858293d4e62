// Keys and bulk choice on the officer's queue. Everything here can be done without it.

const OFF = "keys-off";
const rows = [...document.querySelectorAll("[data-row]")];
const help = document.querySelector("[data-keys]");
let here = -1;

const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
const setOff = (off) => { try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* forbidden */ } };

function go(step) {
  if (!rows.length) return;
  rows[here]?.classList.remove("is-here");
  here = Math.min(Math.max(here + step, 0), rows.length - 1);
  const row = rows[here];
  row.classList.add("is-here");
  row.querySelector("[data-row-link]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function choose() {
  const box = rows[here]?.querySelector("input[type=checkbox]");
  if (box) box.click();
}

const rowMoves = JSON.parse(document.querySelector("[data-row-moves]")?.dataset.rowMoves || "{}");

// On a row, a key opens the case with the form of that move.
function openMove(key) {
  const link = rows[here]?.querySelector("[data-row-link]");
  if (!link || !rowMoves[key]) return false;
  location.assign(`${link.href}?move=${rowMoves[key]}#move`);
  return true;
}

function press(key) {
  if (openMove(key)) return true;
  const named = `[data-key="${CSS.escape(key)}"]`;
  const target = rows[here]?.querySelector(named) || document.querySelector(named);
  if (!target) return false;
  if (target.matches("a, button, summary")) target.click();
  target.focus();
  return true;
}

const back = () => document.querySelector(".govuk-back-link")?.click();
const moves = { j: () => go(1), k: () => go(-1), x: choose, u: back };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff()) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog, .leaflet-container")) return;
  const move = moves[event.key];
  if (move) move(); else if (event.key.length !== 1 || !press(event.key)) return;
  event.preventDefault();
});

for (const [index, row] of rows.entries()) {
  row.addEventListener("focusin", () => {
    rows[here]?.classList.remove("is-here");
    here = index;
    row.classList.add("is-here");
  });
}

function label(button) {
  button.textContent = isOff() ? button.dataset.wordOn : button.dataset.wordOff;
}

help?.querySelectorAll("[data-keys-switch]").forEach((button) => {
  label(button);
  button.hidden = false;
  button.addEventListener("click", () => { setOff(!isOff()); label(button); });
});

const bulk = document.querySelector("[data-bulk]");
if (bulk) {
  const boxes = [...document.querySelectorAll("[data-row] input[type=checkbox]")];
  const shown = bulk.querySelector("[data-bulk-count]");
  const update = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    shown.textContent = bulk.dataset.word.replace("{n}", String(chosen));
    bulk.hidden = chosen === 0;
  };
  boxes.forEach((box) => box.addEventListener("change", update));
  update();
}
