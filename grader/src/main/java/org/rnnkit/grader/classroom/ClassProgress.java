package org.rnnkit.grader.classroom;

import java.io.PrintStream;
import java.util.Locale;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.toolkit.TerminalBar;

/** A progress display for the grading of a class: a bar on a terminal, otherwise one line for each submission. */
public final class ClassProgress implements AutoCloseable {

    private static final int MAX_WIDTH = 240;

    private final int total;
    private final PrintStream out;
    private final TerminalBar bar;
    private int finished;

    /**
     * Starts the display.
     *
     * @param total the number of submissions
     * @param out the stream to print to
     * @param interactive whether the stream is a terminal
     */
    public ClassProgress(int total, PrintStream out, boolean interactive) {
        this.total = total;
        this.out = out;
        this.bar = interactive ? TerminalBar.withRate("Grading", total, out) : null;
    }

    /** Shows that a submission is finished. */
    synchronized void showFinished(ClassResult result) {
        finished++;
        if (bar != null) {
            bar.step(1);
        } else {
            out.printf(Locale.ROOT, "%d/%d  %s  %s%n", finished, total, line(result.name()), line(summary(result)));
        }
    }

    private static String summary(ClassResult result) {
        Report report = result.report();
        return switch (result.kind()) {
            case GRADED -> report.getScore() + "/" + report.getMaxScore() + (report.bonus().isEmpty() ? ""
                    : ", bonus " + report.getBonusScore() + "/" + report.getBonusMaxScore());
            case REFUSED -> "not taken: " + result.reason();
            case NOT_FETCHED, IGNORED -> result.reason();
            case SET_ASIDE -> "set aside. " + result.reason();
        };
    }

    private static String line(String text) {
        return Printable.line(text, MAX_WIDTH);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
