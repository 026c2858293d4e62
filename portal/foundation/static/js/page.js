// On every page: focus on what matters, forms sent once, characters counted.

const SENT_ONCE_MS = 8000;

const important = document.querySelector("[data-focus]");
if (important) important.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.querySelector("[data-once]")) return;
  const now = Date.now();
  if (now - Number(form.dataset.sentAt || 0) < SENT_ONCE_MS) {
    event.preventDefault();
    return;
  }
  form.dataset.sentAt = String(now);
});

// What takes long says so, in the form's own words.
const PATIENCE_MS = 2000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.dataset.patience) return;
  const told = document.createElement("p");
  told.className = "govuk-body patience";
  told.setAttribute("role", "status");
  form.append(told);
  setTimeout(() => { told.textContent = form.dataset.patience; }, PATIENCE_MS);
});

// A page taken from the browser's memory may be sent again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const told of document.querySelectorAll(".patience")) told.remove();
  for (const form of document.querySelectorAll("form[data-sent-at]")) delete form.dataset.sentAt;
});

// Counts as the server does: characters, not UTF-16 halves; line breaks are one.
function count(group) {
  const area = group.querySelector("textarea");
  const shown = group.querySelector(".count-message");
  const spoken = group.querySelector(".count-spoken");
  const most = Number(group.dataset.count);
  let waiting = 0;
  const update = () => {
    const left = most - Array.from(area.value.replace(/\r\n/g, "\n")).length;
    const words = left < 0 ? group.dataset.countOver : group.dataset.countLeft;
    shown.textContent = words.replace("{n}", Math.abs(left).toLocaleString("en"));
    shown.classList.toggle("is-over", left < 0);
    clearTimeout(waiting);
    waiting = setTimeout(() => { spoken.textContent = shown.textContent; }, 1200);
  };
  area.addEventListener("input", update);
  update();
}

document.querySelectorAll("[data-count]").forEach(count);
