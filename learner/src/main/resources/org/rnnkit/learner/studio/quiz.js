// The questions of a chapter. Without this file, the answers are in a <details> element below each question.
"use strict";
(() => {
    // Hides the answers, and shows the button that reveals one of them.
    const prepare = root => root.querySelectorAll(".quiz-answers").forEach(answers => {
        answers.hidden = true;
        answers.closest(".quiz-question").querySelector(".quiz-reveal").hidden = false;
    });

    // Shows the answer to the chosen choice in the live region. With no choice it asks for one, and offers all answers.
    const reveal = question => {
        const result = question.querySelector(".quiz-result");
        const answers = question.querySelector(".quiz-answers");
        const chosen = [...question.querySelectorAll("input")].findIndex(choice => choice.checked);
        if (chosen < 0) {
            const request = document.createElement("p");
            request.textContent = "Choose an answer first. Then reveal.";
            result.replaceChildren(request);
            answers.hidden = false;
        } else {
            result.replaceChildren(answers.querySelectorAll(".quiz-answer")[chosen].cloneNode(true));
        }
    };

    document.addEventListener("click", event => {
        const button = event.target.closest(".quiz-reveal");
        if (button) {
            reveal(button.closest(".quiz-question"));
        }
    });
    // Another choice is another prediction: the old answer goes.
    document.addEventListener("change", event => {
        const question = event.target.closest(".quiz-question");
        if (question) {
            question.querySelector(".quiz-result").replaceChildren();
        }
    });
    document.addEventListener("htmx:load", event => prepare(event.detail.elt));
    if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => prepare(document));
    } else {
        prepare(document);
    }
})();
