package org.rnnkit.grader.classroom;

import java.io.PrintStream;
import java.util.Locale;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.toolkit.TerminalBar;

/** How far a class is: a bar on a terminal, a line for each submission elsewhere. */
public final class ClassProgress implements AutoCloseable {

    private static final int MAX_WIDTH = 240;

    private final int all;
    private final PrintStream out;
    private final TerminalBar bar;
    private int finished;

    /**
     * Begins to show it.
     *
     * @param handins how many submissions there are
     * @param out where
     * @param interactive whether that is a terminal
     */
    public ClassProgress(int handins, PrintStream out, boolean interactive) {
        this.all = handins;
        this.out = out;
        this.bar = interactive ? TerminalBar.withRate("Grading", handins, out) : null;
    }

    /** A submission is done. */
    synchronized void finished(ClassResult result) {
        finished++;
        if (bar != null) {
            bar.step(1);
        } else {
            out.printf(Locale.ROOT, "%d/%d  %s  %s%n", finished, all, line(result.name()), line(summary(result)));
        }
    }

    private static String summary(ClassResult result) {
        Report report = result.report();
        return switch (result.kind()) {
            case GRADED -> report.getScore() + "/" + report.getMaxScore() + (report.bonus().isEmpty() ? ""
                    : ", bonus " + report.getBonusScore() + "/" + report.getBonusMaxScore());
            case REFUSED -> "not taken: " + result.reason();
            case TROUBLE -> "the grader's own trouble: " + result.reason();
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
