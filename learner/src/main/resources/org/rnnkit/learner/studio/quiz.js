// The questions of a chapter. Without this file, the answers are in a <details> element below each question.
"use strict";
(() => {
    // Moves the answers into the live region, hidden, and shows the button that reveals one of them.
    const prepare = root => root.querySelectorAll(".quiz-answers").forEach(answers => {
        const question = answers.closest(".quiz-question");
        answers.querySelectorAll(".quiz-answer").forEach(answer => {
            answer.hidden = true;
            question.querySelector(".quiz-result").append(answer);
        });
        answers.remove();
        question.querySelector(".quiz-reveal").hidden = false;
    });

    // Shows the answer to the chosen choice; with no choice, the right answer.
    const reveal = question => {
        const choices = [...question.querySelectorAll("input")];
        const answers = [...question.querySelectorAll(".quiz-answer")];
        const chosen = choices.findIndex(choice => choice.checked);
        const shown = chosen < 0 ? answers.findIndex(answer => answer.classList.contains("quiz-right")) : chosen;
        answers.forEach((answer, index) => { answer.hidden = index !== shown; });
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
            question.querySelectorAll(".quiz-answer").forEach(answer => { answer.hidden = true; });
        }
    });
    document.addEventListener("htmx:load", event => prepare(event.detail.elt));
    if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", () => prepare(document));
    } else {
        prepare(document);
    }
})();
