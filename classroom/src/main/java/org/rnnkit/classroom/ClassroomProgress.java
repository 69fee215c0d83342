package org.rnnkit.classroom;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.toolkit.TerminalBar;

/** A progress display for the grading of a class: a bar on a terminal, otherwise one line for each submission. */
public final class ClassroomProgress implements ClassroomListener, AutoCloseable {

    private static final int MAX_WIDTH = 240;

    private final int total;
    private final PrintStream out;
    private final TerminalBar bar;
    private final LongSupplier nanoTime;
    private int kept;
    private int graded;
    private int refused;
    private int setAside;
    private int untrained;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    /** The time at which the first submission was begun that takes time: one that is kept or not taken does not count. */
    private long start = Long.MAX_VALUE;

    /** Starts the display. */
    public ClassroomProgress(int total, PrintStream out, boolean interactive) {
        this(total, out, interactive, System::nanoTime);
    }

    ClassroomProgress(int total, PrintStream out, boolean interactive, LongSupplier nanoTime) {
        this.total = total;
        this.out = out;
        this.bar = interactive ? TerminalBar.withRate("Grading", total, out) : null;
        this.nanoTime = nanoTime;
    }

    @Override
    public void started(String name) {
        begun.putIfAbsent(name, nanoTime.getAsLong());
    }

    @Override
    public synchronized void finished(ClassroomResult result) {
        count(result);
        boolean instant = result.kept() || result.kind() != ResultKind.GRADED && result.kind() != ResultKind.SET_ASIDE;
        if (!instant) {
            start = Math.min(start, begun.getOrDefault(result.name(), nanoTime.getAsLong()));
        }
        if (bar == null) {
            out.printf(Locale.ROOT, "%d/%d  %s  %s%s%n", finished(), total, line(result.name()), line(summary(result)),
                    result.kept() ? "  kept" : instant ? "" : timeLeft());
        } else if (instant) {
            bar.leaveOut(kept + " kept" + (refused == 0 ? "" : ", " + refused + " not taken"));
        } else {
            bar.step(1);
        }
    }

    private void count(ClassroomResult result) {
        switch (result.kind()) {
            case GRADED -> {
                graded++;
                kept += result.kept() ? 1 : 0;
                untrained += result.report().missingTraining().isEmpty() ? 0 : 1;
            }
            case SET_ASIDE -> setAside++;
            default -> refused++;
        }
    }

    private int finished() {
        return graded + refused + setAside;
    }

    /** Returns the number of submissions that took time in this run. */
    private int slow() {
        return graded - kept + setAside;
    }

    /** Estimates the time left from the submissions that were graded in this run. */
    private String timeLeft() {
        int left = total - finished();
        double minutes = (nanoTime.getAsLong() - start) / (double) Duration.ofMinutes(1).toNanos();
        return left == 0 || minutes <= 0 ? "" : String.format(Locale.ROOT, "  %.1f a minute, about %s left", slow() / minutes,
                words(Duration.ofSeconds(Math.round(minutes * 60 / slow() * left))));
    }

    private static String words(Duration time) {
        return time.toHours() > 0 ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    private static String summary(ClassroomResult result) {
        Report report = result.report();
        return switch (result.kind()) {
            case GRADED -> report.getScore() + "/" + report.getMaxScore() + (report.bonus().isEmpty() ? ""
                    : ", bonus " + report.getBonusScore() + "/" + report.getBonusMaxScore())
                    + (report.missingTraining().isEmpty() ? "" : ". " + report.missingTraining());
            case NOT_FETCHED, IGNORED -> result.reason();
            case SET_ASIDE -> "set aside. " + result.reason();
            default -> "not taken: " + result.reason();
        };
    }

    private static String line(String text) {
        return Printable.line(text, MAX_WIDTH);
    }

    /** Sums up what has finished, such as "60 graded (48 kept, 12 new), 2 not taken". */
    public synchronized String summary() {
        return graded + " graded (" + kept + " kept, " + (graded - kept) + " new)"
                + (untrained == 0 ? "" : ", " + untrained + " without a result of the training")
                + (refused == 0 ? "" : ", " + refused + " not taken") + (setAside == 0 ? "" : ", " + setAside + " set aside");
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
