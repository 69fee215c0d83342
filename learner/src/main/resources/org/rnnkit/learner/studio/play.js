// Lets what a model has written appear character by character.
document.body.addEventListener("htmx:afterSettle", function (event) {
  "use strict";
  var text = event.target.querySelector(".appears");
  if (!text || matchMedia("(prefers-reduced-motion: reduce)").matches) {
    return;
  }
  var rest = document.createElement("span");
  rest.className = "not-yet";
  rest.textContent = text.textContent;
  text.textContent = "";
  text.after(rest);
  (function next() {
    if (text.isConnected && rest.textContent) {
      text.textContent += rest.textContent[0];
      rest.textContent = rest.textContent.slice(1);
      setTimeout(next, Number(text.dataset.pace) || 30);
    }
  })();
});
