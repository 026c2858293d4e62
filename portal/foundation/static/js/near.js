// Shows what is open near the place as soon as category and place are known:
//   <div data-near="/report/near"></div> in a form with the fields lat, lon, category and text
// A broken line shows nothing: the same comes as a page of its own before the check page.

const WAIT_MS = 600;

function watch(place) {
  const form = place.closest("form");
  let timer = 0;
  let asked = "";
  const value = (name) => form.elements[name]?.value?.trim() ?? "";

  async function load() {
    const query = new URLSearchParams({ lat: value("lat"), lon: value("lon"), category: value("category") });
    if (!value("lat") || !value("lon") || !value("category")) { asked = ""; place.replaceChildren(); return; }
    if (String(query) === asked) return;
    asked = String(query);
    try {
      const answer = await fetch(`${place.dataset.near}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || asked !== String(query)) return;
      place.innerHTML = (await answer.json()).html;
    } catch { asked = ""; }
  }
  const later = () => { clearTimeout(timer); timer = setTimeout(load, WAIT_MS); };
  form.addEventListener("change", later);
  form.addEventListener("input", later);
  later();
}

document.querySelectorAll("[data-near]").forEach(watch);
