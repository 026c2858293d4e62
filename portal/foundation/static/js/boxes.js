// Black boxes drawn on a photo. The field below the photo holds them, a line each, so that it can be sent without
// a script, too: left, top, width and height in thousandths.

const WHOLE = 1000;
const LEAST = 4;
const SVG = "http://www.w3.org/2000/svg";

class Sheet {
  constructor(root) {
    this.field = document.getElementById(root.dataset.boxes);
    this.paper = root.querySelector("svg");
    this.paper.addEventListener("pointerdown", (event) => this.begin(event));
    this.paper.addEventListener("pointermove", (event) => this.go(event));
    this.paper.addEventListener("pointerup", (event) => this.end(event));
    this.paper.addEventListener("pointercancel", () => this.leave());
    this.field.addEventListener("input", () => this.draw());
    root.classList.add("is-drawn");
    this.draw();
  }

  at(event) {
    const edge = this.paper.getBoundingClientRect();
    const part = (from, size, value) => Math.round(Math.min(Math.max((value - from) / size, 0), 1) * WHOLE);
    return [part(edge.left, edge.width, event.clientX), part(edge.top, edge.height, event.clientY)];
  }

  begin(event) {
    event.preventDefault();
    this.paper.setPointerCapture(event.pointerId);
    this.from = this.at(event);
    this.box = this.add([...this.from, 0, 0]);
  }

  go(event) {
    if (this.box) this.shape(this.box, this.between(this.at(event)));
  }

  end(event) {
    if (!this.box) return;
    const numbers = this.between(this.at(event));
    this.leave();
    if (numbers[2] < LEAST || numbers[3] < LEAST) return;
    const lines = this.field.value.trim();
    this.field.value = `${lines}${lines ? "\n" : ""}${numbers.join(", ")}`;
    this.draw();
  }

  leave() {
    this.box?.remove();
    this.box = null;
  }

  between(to) {
    const [left, top] = [0, 1].map((side) => Math.min(this.from[side], to[side]));
    return [left, top, Math.abs(this.from[0] - to[0]), Math.abs(this.from[1] - to[1])];
  }

  add(numbers) {
    const box = document.createElementNS(SVG, "rect");
    box.classList.add("boxes__box");
    this.shape(box, numbers);
    this.paper.append(box);
    return box;
  }

  shape(box, numbers) {
    ["x", "y", "width", "height"].forEach((name, index) => box.setAttribute(name, numbers[index]));
  }

  // Fields named by letter and number are drawn by the portal, once they are sent.
  draw() {
    this.paper.querySelectorAll("rect").forEach((box) => box.remove());
    for (const line of this.field.value.split("\n")) {
      const numbers = line.split(/[\s,]+/).filter(Boolean).map(Number);
      if (numbers.length === 4 && numbers.every(Number.isInteger)) this.add(numbers);
    }
  }
}

document.querySelectorAll("[data-boxes]").forEach((root) => new Sheet(root));
