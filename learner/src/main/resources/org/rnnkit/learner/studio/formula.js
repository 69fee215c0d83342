// Typesets the formulas of a chapter. One with an error, perhaps in a chapter that the learner has changed, stays TeX, in red.
(function () {
  "use strict";
  document.addEventListener("htmx:load", function (event) {
    event.detail.elt.querySelectorAll(".math").forEach(function (place) {
      place.classList.remove("math");
      katex.render(place.textContent, place, { displayMode: place.matches(".formula"), throwOnError: false });
    });
  });
})();
