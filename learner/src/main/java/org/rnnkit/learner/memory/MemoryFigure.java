package org.rnnkit.learner.memory;

import org.rnnkit.grader.page.Pages;

/** The memory of networks as a part of a page without a server: all places are in it, and memory.js shows the chosen one. */
public final class MemoryFigure {

    private MemoryFigure() {}

    /**
     * Makes the figure. The page needs memory.css and memory.js.
     *
     * @param memory a measurement
     * @return the figure in HTML
     */
    public static String html(Memory memory) {
        return Pages.render("studio/memoryfigure.jte", memory);
    }
}
