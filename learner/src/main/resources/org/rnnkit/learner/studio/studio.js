// The page's own behaviour: the mark of its step on the board, the notice while the connection is lost, and Enter in a cell.
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
  // Enter runs a cell; Shift+Enter begins another line in it.
  document.body.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.shiftKey && event.target.matches(".cell textarea")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });
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
