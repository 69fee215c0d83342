package org.rnnkit.learner.chapter;

import java.util.function.Function;
import org.rnnkit.testkit.steps.Step;

/** The way in which a chapter's HTML links to other chapters. */
public enum LinkStyle {

    /** The page of the studio, whose links are relative to the address with the token. */
    STUDIO(step -> "steps/" + step.number()),

    /** The static site: one file for each chapter, all in one folder. */
    SITE(step -> step.id() + ".html");

    private final Function<Step, String> chapter;

    LinkStyle(Function<Step, String> chapter) {
        this.chapter = chapter;
    }

    /**
     * Returns the address of a chapter.
     *
     * @param step the step of the chapter
     * @return a relative address
     */
    public String chapter(Step step) {
        return chapter.apply(step);
    }

    /**
     * Returns the address of a drawing. It is the same in every style.
     *
     * @param file the drawing's file, such as "unrolled.svg"
     * @return a relative address
     */
    public static String drawing(String file) {
        return "drawings/" + file;
    }
}
