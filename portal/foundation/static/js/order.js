// Drag the rows of a list into another order. The buttons beside each row do the same without it.

for (const list of document.querySelectorAll("[data-sortable]")) {
  const form = document.getElementById(list.dataset.sortable);
  let held = null;

  const rows = () => [...list.querySelectorAll("[data-id]")];
  const tell = () => {
    form.elements.order.value = rows().map((row) => row.dataset.id).join(",");
    form.hidden = false;
  };

  for (const row of rows()) {
    row.draggable = true;
    row.classList.add("can-move");
    row.addEventListener("dragstart", (event) => {
      held = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", row.dataset.id);
    });
    row.addEventListener("dragover", (event) => {
      if (!held || held === row) return;
      event.preventDefault();
      const box = row.getBoundingClientRect();
      const below = event.clientY > box.top + box.height / 2;
      if (below) row.after(held); else row.before(held);
    });
    row.addEventListener("drop", (event) => event.preventDefault());
    row.addEventListener("dragend", () => { held = null; tell(); });
  }
}
