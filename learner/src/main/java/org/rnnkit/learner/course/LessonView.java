package org.rnnkit.learner.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.chapter.Quiz;
import org.rnnkit.testkit.board.SourceLine;
import org.rnnkit.testkit.comparison.ComparisonFigure;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A step's page.
 *
 * @param quiz the questions of its chapter
 * @param report its latest report; null if it was not tested yet
 * @param place the line of the mistake, or of the step's method; null if the step has no file
 * @param seconds the time since the last round of tests began
 * @param limit the time limit for the tests, in seconds
 * @param restorable whether the step's file is missing or unreadable, so that its stub may be wanted back
 * @param note what was done to restore the stub; empty if nothing was
 * @param allNine whether all nine steps pass
 * @param canWrite whether a trained model can write with the student's steps
 * @param hasReference whether the kit has a reference to compare with
 * @param next the step after it; null after the last
 * @param problem why its tests could not be run, and what to do; empty if they could
 */
public record LessonView(Step step, ChapterText chapter, Quiz quiz, Entry entry, StepReport report,
        SourceLine place, long seconds, int limit, boolean restorable, String note, boolean allNine, boolean canWrite,
        boolean hasReference, Step next, String problem) {

    /** More characters need more than two lines beside the chapter. */
    private static final int LONGEST_CAUSE = 90;

    /** Tells whether the step passes. */
    public boolean isPassed() {
        return report != null && report.status() == StepStatus.PASSED;
    }

    /** Tells whether the step is still the stub, as far as is known. */
    public boolean isUnwritten() {
        return !entry.testing() && entry.status().equals(StepStatus.NOT_STARTED.word());
    }

    /** Tells whether this is the last of the nine steps, and all of them pass. */
    public boolean finishesTheNine() {
        return allNine && step.equals(Steps.last());
    }

    /** Returns the headline of a step without a message. */
    public String summary() {
        return finishesTheNine() && !entry.testing() ? "All nine steps pass: train your network"
                : "Step " + step.number() + ": " + (entry.testing() ? "testing …" : entry.words());
    }

    /** Returns what is wrong, by the tests or by the compiler; empty if nothing is. */
    public Failure failure() {
        return report == null ? Failure.of("") : report.reason();
    }

    /** Returns what is to be said below the headline, without the line that the figure says better. */
    public String details() {
        Failure failure = failure();
        boolean isDrawn = failure.comparison() != null && failure.came().startsWith(failure.comparison().name() + ": ");
        return isDrawn ? failure.details() : failure.body();
    }

    /** Returns the first sentence of the headline, or what follows it; a long one ends before its colon. */
    public String cause(int part) {
        String headline = failure().headline();
        int end = sentenceEnd(headline);
        int colon = end > LONGEST_CAUSE ? colon(headline) : -1;
        if (colon < 0) {
            return part == 0 ? headline.substring(0, end) : headline.substring(end).strip();
        }
        return part == 0 ? headline.substring(0, colon) + "." : withCapital(headline.substring(colon + 2));
    }

    /** Returns where the first sentence ends. */
    private static int sentenceEnd(String text) {
        for (int space = text.indexOf(' '); space > 0 && space < text.length() - 1; space = text.indexOf(' ', space + 1)) {
            if (".?!".indexOf(text.charAt(space - 1)) >= 0 && Character.isUpperCase(text.charAt(space + 1))) {
                return space;
            }
        }
        return text.length();
    }

    /** Finds the colon between a mistake and its cure, after those of places and exceptions. Returns -1 without one. */
    private int colon(String headline) {
        int begin = failure().likelyMistakes().isEmpty() ? 0 : headline.indexOf(": ") + 2;
        int colon = headline.indexOf(": ", begin);
        while (colon >= 0 && isName(headline.substring(begin, colon))) {
            colon = headline.indexOf(": ", colon + 2);
        }
        return colon;
    }

    private static boolean isName(String text) {
        return !text.contains(" ") || text.endsWith("Exception") || text.endsWith("Error");
    }

    /** Begins a sentence with a capital, if its first word is one of the language and no name such as b_q. */
    private static String withCapital(String sentence) {
        String word = sentence.split("[ ,]", 2)[0];
        boolean isPlain = word.length() < sentence.length() && word.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '\'');
        return isPlain ? sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) : sentence;
    }

    /** Tells whether the place is the line of the mistake. Otherwise it is the step's method, whose line says nothing. */
    public boolean isMistakePlaced() {
        return report != null && report.location() != null && !isUncompiled() && !place.text().matches("\\s*public .*");
    }

    /** Tells whether the message is a compiler's, with lines of code. */
    public boolean isUncompiled() {
        return report != null && report.status() == StepStatus.ERROR && report.tests().isEmpty();
    }

    /**
     * A line of a compiler's message.
     *
     * @param before its text up to the mark
     * @param mark what the compiler points at; empty in most lines
     * @param after its text after the mark
     */
    public record CompilerLine(String before, String mark, String after) {

        private static final Pattern MARK = Pattern.compile("\\.?\\w+|.");

        /** Marks the name at a place. What is missing is missing after the last character. */
        private CompilerLine markedAt(int place) {
            int start = Math.min(place, before.length() - 1);
            Matcher found = MARK.matcher(before);
            return start < 0 || !found.find(start) ? this
                    : new CompilerLine(before.substring(0, start), found.group(), before.substring(found.end()));
        }
    }

    /** Returns the lines of the compiler's message. A line that only points into the one above becomes a mark in it. */
    public List<CompilerLine> compilerLines() {
        List<CompilerLine> lines = new ArrayList<>();
        for (String line : details().lines().toList()) {
            if (line.strip().equals("^") && !lines.isEmpty()) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1).markedAt(line.indexOf('^')));
            } else {
                lines.add(new CompilerLine(line, "", ""));
            }
        }
        return lines;
    }

    /** Draws the arrays that the message is about, in HTML; empty if it is about none. */
    public String figure() {
        return failure().comparison() == null ? "" : ComparisonFigure.html(failure().comparison());
    }
}
