// The search. lunr finds the sections of search-index.js; the found words are marked in an excerpt of each.
"use strict";
(() => {
    const MOST_RESULTS = 12;
    const EXCERPT = 200;
    const BEFORE = 60;

    const form = document.getElementById("search");
    const field = document.getElementById("search-words");
    const panel = document.getElementById("search-results");
    const status = document.getElementById("search-status");
    const list = document.getElementById("search-list");
    const documents = new Map(window.searchDocuments.map(section => [section.address, section]));

    // Names in code are words, too: W_hh, NDArray, argMax.
    lunr.tokenizer.separator = /[^\p{L}\p{N}_]+/u;
    let built;
    const index = () => built ??= lunr(function () {
        this.ref("address");
        this.field("chapter", { boost: 3 });
        this.field("section", { boost: 3 });
        this.field("text");
        this.metadataWhitelist = ["position"];
        // What a chapter says comes before what it asks.
        window.searchDocuments.forEach(section => this.add(section, { boost: section.section === "Questions" ? 0.5 : 1 }));
    });

    // Finds whole words, beginnings of words, and, if there are none, words with one other letter.
    const find = words => {
        const exact = index().query(query => words.forEach(word => {
            query.term(word, { boost: 10 });
            query.term(word, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
        }));
        return exact.length > 0 ? exact : index().query(query => words.forEach(word => query.term(word, { editDistance: 1 })));
    };

    // The places of the found words in the text of a section, in order: [begin, length].
    const places = result => Object.values(result.matchData.metadata).flatMap(fields => fields.text?.position ?? [])
        .sort((one, other) => one[0] - other[0]);

    const excerpt = (text, found) => {
        const from = Math.max(0, (found[0]?.[0] ?? 0) - BEFORE);
        const begin = from === 0 ? 0 : text.indexOf(" ", from) + 1;
        const end = text.length <= begin + EXCERPT ? text.length : text.lastIndexOf(" ", begin + EXCERPT);
        const parts = [begin > 0 ? "… " : ""];
        let at = begin;
        found.filter(([place, length]) => place >= begin && place + length <= end).forEach(([place, length]) => {
            if (place >= at) {
                const mark = document.createElement("mark");
                mark.textContent = text.slice(place, place + length);
                parts.push(text.slice(at, place), mark);
                at = place + length;
            }
        });
        parts.push(text.slice(at, end), end < text.length ? " …" : "");
        return parts;
    };

    const item = result => {
        const section = documents.get(result.ref);
        const link = document.createElement("a");
        link.href = section.address;
        const title = document.createElement("strong");
        const chapter = document.createElement("small");
        chapter.textContent = section.chapter;
        title.append(section.section, " ", chapter);
        const words = document.createElement("span");
        words.append(...excerpt(section.text, places(result)));
        link.append(title, words);
        const entry = document.createElement("li");
        entry.append(link);
        return entry;
    };

    const close = () => { panel.hidden = true; };

    const search = () => {
        const words = lunr.tokenizer(field.value).map(String).filter(word => word && lunr.stopWordFilter(word));
        if (words.length === 0) {
            close();
            return;
        }
        const results = find(words);
        const shown = results.slice(0, MOST_RESULTS);
        status.textContent = results.length === 0 ? "Nothing found. Try another word, such as gradient."
            : `${results.length} ${results.length === 1 ? "place" : "places"} found`
            + (shown.length < results.length ? `, the first ${shown.length} are shown` : "");
        list.replaceChildren(...shown.map(item));
        panel.hidden = false;
    };

    const links = () => [field, ...list.querySelectorAll("a")];
    field.addEventListener("input", search);
    field.addEventListener("focus", search);
    form.addEventListener("submit", event => {
        event.preventDefault();
        links()[1]?.focus();
    });
    form.addEventListener("keydown", event => {
        if (event.key === "Escape") {
            field.focus();
            close();
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const next = step && !panel.hidden && links()[links().indexOf(document.activeElement) + step];
        if (next) {
            event.preventDefault();
            next.focus();
        }
    });
    list.addEventListener("click", close);
    document.addEventListener("focusin", event => { if (!form.contains(event.target)) { close(); } });
    document.addEventListener("click", event => { if (!form.contains(event.target)) { close(); } });
    form.hidden = false;
})();
