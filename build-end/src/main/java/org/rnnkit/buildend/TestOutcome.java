package org.rnnkit.buildend;

/** The outcome of the graded tests. The board of the tests writes it to a file. */
final class TestOutcome {

    private final boolean done;
    private final String sentence;

    private TestOutcome(boolean done, String sentence) {
        this.done = done;
        this.sentence = sentence;
    }

    /** Parses the two lines of the file: "done" or "open", and the sentence. An incomplete file does not count as "done". */
    static TestOutcome parse(String file) {
        String[] lines = file.split("\\R", 2);
        return new TestOutcome(lines.length == 2 && lines[0].equals("done"), lines[lines.length - 1].strip());
    }

    /** Tells whether every step that was tested passes. */
    boolean isDone() {
        return done;
    }

    /** Says what to do next. */
    String sentence() {
        return sentence;
    }
}
