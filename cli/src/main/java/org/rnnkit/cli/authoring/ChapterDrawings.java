package org.rnnkit.cli.authoring;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.learner.drawing.Drawing;

/** The alternative texts of the drawings in a chapter, which say the same as the drawings. */
final class ChapterDrawings {

    private ChapterDrawings() {}

    /**
     * Puts the alternative texts into a chapter.
     *
     * @throws IllegalArgumentException if the chapter does not show one of its drawings
     */
    static String into(String chapter, List<Drawing> drawings) {
        String text = chapter;
        for (Drawing drawing : drawings) {
            String end = "](" + drawing.file() + ")";
            Matcher image = Pattern.compile("^!\\[.*" + Pattern.quote(end) + "$", Pattern.MULTILINE).matcher(text);
            if (!image.find()) {
                throw new IllegalArgumentException("The chapter of step " + drawing.step() + " does not show " + drawing.file()
                        + ". Add the line ![" + end + " to it.");
            }
            text = image.replaceFirst(Matcher.quoteReplacement("![" + drawing.description() + end));
        }
        return text;
    }
}
