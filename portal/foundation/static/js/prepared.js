// A prepared text goes into its box as soon as it is chosen; the button is for those without this.
//
//   <div data-prepared="reply"><select><option data-text="…">…</select><button name="use"></div>

for (const place of document.querySelectorAll("[data-prepared]")) {
  const select = place.querySelector("select");
  const box = document.getElementById(place.dataset.prepared);
  if (!select || !box) continue;
  place.querySelector("button[name=use]").hidden = true;
  select.addEventListener("change", () => {
    const text = select.selectedOptions[0]?.dataset.text;
    if (!text) return;
    const typed = box.value.trim();
    box.value = typed ? `${typed}\n\n${text}` : text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    select.value = "";
  });
}
