// The number beside a slider.
document.body.addEventListener("input", function (event) {
  "use strict";
  var output = event.target.id && document.querySelector("output[for='" + CSS.escape(event.target.id) + "']");
  if (output) {
    output.textContent = event.target.value;
  }
});
