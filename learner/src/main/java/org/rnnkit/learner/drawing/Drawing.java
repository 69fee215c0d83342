package org.rnnkit.learner.drawing;

/**
 * A drawing of a chapter.
 *
 * @param step the number of the chapter's step
 * @param file the name of the file, beside the chapter
 * @param description the drawing in words, for people who do not see it; also the alternative text in the chapter
 * @param svg the text of the file
 */
public record Drawing(int step, String file, String description, String svg) {}
