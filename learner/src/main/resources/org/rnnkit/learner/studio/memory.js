// The figure of a page without a server: shows the place that the reader chooses.
(function () {
  "use strict";
  document.querySelectorAll(".memory-figure").forEach(function (figure) {
    figure.addEventListener("change", function (event) {
      figure.querySelectorAll("[data-place]").forEach(function (place) {
        place.hidden = place.dataset.place !== event.target.value;
      });
    });
  });
})();
