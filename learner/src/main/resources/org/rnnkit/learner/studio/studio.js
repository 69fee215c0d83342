// The page's own behaviour: what to do when the connection to the studio is lost and found again.
(function () {
  "use strict";
  var lost = false;
  var notice = document.getElementById("connection");
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
