// The questions of a chapter. Without this file, the answers are in a <details> element below each question.
"use strict";
(() => {
    // Hides the answers, and shows the button that reveals one of them.
    const prepare = root => root.querySelectorAll(".quiz-answers").forEach(answers => {
        answers.hidden = true;
        answers.closest(".quiz-question").querySelector(".quiz-reveal").hidden = false;
    });

    // Tells whether a computed number is right. One unit of the last digit is allowed, because of rounding on the way.
    const isRight = input => {
        const digits = (input.dataset.number.split(".")[1] ?? "").length;
        const typed = input.value.trim() === "" ? NaN : Number(input.value.replace(",", "."));
        return Math.abs(typed - Number(input.dataset.number)) < 1.01 * 10 ** -digits;
    };

    // Shows the answer to the chosen choice, and the right one below it, or that to right numbers, in the live region.
    // Otherwise it says what is missing, and offers all answers.
    const reveal = question => {
        const result = question.querySelector(".quiz-result");
        const answers = question.querySelector(".quiz-answers");
        const numbers = [...question.querySelectorAll("[data-number]")];
        const wrong = numbers.filter(number => !isRight(number)).map(number => number.name);
        const chosen = numbers.length > 0 ? -wrong.length
            : [...question.querySelectorAll("input")].findIndex(choice => choice.checked);
        if (chosen < 0) {
            const request = document.createElement("p");
            request.textContent = numbers.length > 0 ? `Not right yet: ${wrong.join(", ")}.`
                : "Choose an answer first. Then reveal.";
            result.replaceChildren(request);
            answers.hidden = false;
        } else {
            const answer = answers.querySelectorAll(".quiz-answer")[chosen];
            const right = answers.querySelector(".quiz-right");
            result.replaceChildren(...[...new Set([answer, right])].map(part => part.cloneNode(true)));
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
