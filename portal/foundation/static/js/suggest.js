// Offers categories for what is typed. Beside the field:
//   <div data-suggest="address" data-word-chosen="… {title} …" hidden><p>…</p><div></div></div><p role="status"></p>
// The form has fields `text`, `category` and `csrf_token`; a chosen category is never changed.
// Only the text is sent, and only while no category is chosen. A broken line shows nothing.

const PAUSE_MS = 700;
const SHORTEST = 8;

class Suggester {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.choices = box.querySelector(".govuk-button-group");
    this.said = box.nextElementSibling;
    this.text = this.form.elements.text;
    this.category = this.form.elements.category;
    this.form.querySelector("[data-without-script]")?.remove();
    this.text.addEventListener("input", () => this.later());
    this.category.addEventListener("change", () => this.later());
    this.form.addEventListener("change", (event) => { if (event.target.name === "kind") this.later(); });
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    if (this.isSettled()) return this.hide();
    this.timer = setTimeout(() => this.ask(), PAUSE_MS);
    return undefined;
  }

  isSettled() {
    const kind = this.form.querySelector("[name=kind]:checked")?.value;
    return this.category.value !== "" || kind === "conduct" || this.text.value.trim().length < SHORTEST;
  }

  async ask() {
    const text = this.text.value;
    if (text === this.asked) { this.show(this.found); return; }
    try {
      const answer = await fetch(this.box.dataset.suggest, {
        method: "POST",
        body: new URLSearchParams({ text }),
        headers: { Accept: "application/json", "X-CSRFToken": this.form.elements.csrf_token.value },
      });
      if (!answer.ok) return;
      const offered = new Set([...this.category.options].map((option) => option.value));
      this.found = (await answer.json()).filter((one) => offered.has(one.value));
      this.asked = text;
      if (text === this.text.value) this.show(this.found);
    } catch { /* no line: the list is still there */ }
  }

  show(found) {
    if (this.isSettled() || !found.length) { this.hide(); return; }
    this.said.textContent = "";
    this.choices.replaceChildren(...found.map((one) => this.button(one)));
    this.box.hidden = false;
  }

  button({ value, title }) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "govuk-button govuk-button--secondary";
    made.textContent = title;
    made.addEventListener("click", () => this.take(value, title));
    return made;
  }

  take(value, title) {
    this.category.value = value;
    this.category.dispatchEvent(new Event("change", { bubbles: true }));
    this.category.dispatchEvent(new Event("input", { bubbles: true }));
    this.said.textContent = this.box.dataset.wordChosen.replace("{title}", title);
    this.category.focus();
  }

  hide() { this.box.hidden = true; }
}

for (const box of document.querySelectorAll("[data-suggest]")) new Suggester(box);
