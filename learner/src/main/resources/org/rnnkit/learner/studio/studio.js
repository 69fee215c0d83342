// The page's own behaviour: the mark of its step on the board, and the notice while the connection is lost.
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
    // The studio was started again, perhaps with other code of the student.
    if (lost) {
      location.reload();
    }
  });
})();
