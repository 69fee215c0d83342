// The page's own behaviour: the mark of its step on the board, and what to do when the connection is lost and found again.
(function () {
  "use strict";
  var lost = false;
  var notice = document.getElementById("connection");
  // The board is the same on every page, so the page marks its own step.
  var path = document.querySelector("main").dataset.path;
  function markStep() {
    var own = document.querySelector('#board a[href="' + path + '"]');
    if (own) {
      own.classList.add("shown");
    }
  }
  markStep();
  document.body.addEventListener("htmx:afterSettle", markStep);
  document.body.addEventListener("htmx:sseError", function () {
    lost = true;
    notice.hidden = false;
  });
  document.body.addEventListener("htmx:sseOpen", function () {
    // Events were missed in between, so everything is asked for again.
    if (lost) {
      location.reload();
    }
  });
})();
