// The page's own behaviour: its step on the board, the verdict that folds, Enter in a cell, the notice of a lost connection.
(function () {
  "use strict";
  var lost = false;
  var notice = document.getElementById("connection");
  // Beside the chapter the verdict is open. On a narrow page it is a bar below the chapter, which opens.
  var wide = matchMedia("(min-width: 90rem)");
  var open = wide.matches;
  function settle() {
    var fold = document.querySelector(".fold");
    if (fold) {
      fold.open = open;
    }
    // The board is the same on every page, so the page marks its own step.
    var lesson = document.querySelector(".lesson");
    document.querySelectorAll("#board a").forEach(function (entry) {
      if (lesson && entry.getAttribute("href") === lesson.dataset.path) {
        entry.setAttribute("aria-current", "step");
      } else {
        entry.removeAttribute("aria-current");
      }
    });
  }
  settle();
  document.body.addEventListener("htmx:afterSwap", settle);
  document.addEventListener("click", function (event) {
    var summary = event.target.closest(".fold > summary");
    if (summary) {
      open = !summary.parentNode.open;
    }
  });
  wide.addEventListener("change", function () {
    open = wide.matches;
    settle();
  });
  setInterval(function () {
    var elapsed = document.querySelector(".elapsed");
    if (elapsed) {
      elapsed.textContent = Number(elapsed.textContent) + 1;
    }
  }, 1000);
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
