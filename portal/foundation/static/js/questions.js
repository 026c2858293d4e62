// Questions of a category: they come as soon as it is chosen, and hide while they are not asked.
//
//   <div data-questions="/report/questions/0" data-of="category">   filled for the value of #category
//   <… data-when="question_3" data-when-is="a b">   asked only while one of these is chosen there

const chosen = (name) => [...document.getElementsByName(name)]
  .filter((one) => !one.closest("[hidden]") && (one.checked || (one.tagName === "SELECT" && one.value)))
  .map((one) => one.value);

function settle() {
  for (const part of document.querySelectorAll("[data-when]")) {
    const wanted = part.dataset.whenIs.split(" ");
    part.hidden = !chosen(part.dataset.when).some((value) => wanted.includes(value));
    for (const words of part.querySelectorAll(".asked__only")) words.hidden = true;
  }
}

function follow(place) {
  const select = document.getElementById(place.dataset.of);
  let latest = 0;
  function load() {
    const mine = ++latest;
    place.replaceChildren(); // what fails to come is asked on a page of its own
    if (!select.value) return;
    const question = new XMLHttpRequest(); // it reads a document, where no script of it ever runs
    question.responseType = "document";
    question.addEventListener("load", () => {
      if (question.status !== 200 || mine !== latest) return;
      place.replaceChildren(...document.adoptNode(question.response.body).childNodes);
      settle();
    });
    question.open("GET", place.dataset.questions.replace(/0$/, select.value));
    question.send();
  }
  select.addEventListener("change", load);
  if (select.value && !place.childElementCount) load();
}

document.querySelectorAll("[data-questions]").forEach(follow);
document.addEventListener("change", settle);
settle();
