package org.rnnkit.grader.submission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnnkit.testkit.steps.Step;

/** A reader of the sources in the steps' packages, with limits on their number and size. */
final class StepSources {

    /** The most bytes of one source. */
    static final int MAX_BYTES = 1_000_000;
    /** The most bytes of all sources together. */
    static final int MAX_ALL_BYTES = 10_000_000;
    /** The most sources in one package. */
    static final int MAX_FILES = 100;

    private final IgnoredFiles ignored;
    private final Map<Step, String> problems = new HashMap<>();
    private int bytes;

    StepSources(IgnoredFiles ignored) {
        this.ignored = ignored;
    }

    /** Returns the reasons why steps can't be graded, by step. */
    Map<Step, String> problems() {
        return problems;
    }

    /** Reads a step's sources, the step's class first. */
    List<SourceFile> read(Step step, List<SubmissionEntry> entries) throws IOException {
        if (entries.size() > MAX_FILES) {
            problems.put(step, "more than " + MAX_FILES + " files: " + entries.get(0).folder());
            return List.of();
        }
        List<SubmissionEntry> ordered = entries.stream()
                .sorted(Comparator.comparing((SubmissionEntry entry) -> !entry.name().equals(step.className() + ".java"))
                        .thenComparing(SubmissionEntry::path)).toList();
        Map<String, String> taken = new HashMap<>();
        List<SourceFile> sources = new ArrayList<>();
        for (SubmissionEntry entry : ordered) {
            String other = taken.putIfAbsent(entry.name().toLowerCase(Locale.ROOT), entry.name());
            if (entry.name().equals(other)) {
                throw Refusals.repeatedName(entry.path());
            } else if (other != null) {
                ignored.add(entry.path(), "on some systems it is the same file as " + other);
            } else if (!entry.isFile()) {
                ignored.add(entry.path(), entry.refusal());
            } else {
                read(step, entry, sources);
            }
        }
        return sources;
    }

    private void read(Step step, SubmissionEntry entry, List<SourceFile> sources) throws IOException {
        byte[] content = entry.size() > MAX_BYTES ? null : entry.read(MAX_BYTES + 1);
        if (content == null || content.length > MAX_BYTES) {
            problems.putIfAbsent(step, "too large, more than 1 MB: " + entry.path());
            ignored.add(entry.path(), "more than 1 MB");
            return;
        }
        bytes += content.length;
        if (bytes > MAX_ALL_BYTES) {
            throw Refusals.sourcesTooLarge();
        }
        sources.add(new SourceFile(entry.path(), content));
    }
}
