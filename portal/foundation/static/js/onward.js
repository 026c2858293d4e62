// Sends the one form of a page that only leads on; without the script the person presses the button.

const form = document.querySelector("form[data-onward]");
if (form) form.requestSubmit();
