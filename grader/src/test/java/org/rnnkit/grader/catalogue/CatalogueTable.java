package org.rnnkit.grader.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rnnkit.grader.kit.WrongSolution;
import org.rnnkit.grader.kit.WrongSolution.Help;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The table of how well the messages of the catalogue's wrong solutions help, by step. */
record CatalogueTable(List<WrongSolution> entries) {

    /** Returns the share of messages that name the mistake. */
    double namedShare() {
        return count(entries, Help.NAMED) / (double) entries.size();
    }

    /** Returns the table in Markdown. */
    String markdown() {
        return "| step | wrong solutions | named | symptom |\n|---|---|---|---|\n"
                + Steps.withBonus().stream().filter(step -> !of(step).isEmpty())
                .map(step -> row(step.number() + ", " + step.title(), of(step))).collect(Collectors.joining())
                + row("all", entries);
    }

    private List<WrongSolution> of(Step step) {
        return entries.stream().filter(entry -> entry.step().equals(step)).toList();
    }

    private static String row(String name, List<WrongSolution> entries) {
        return String.format(Locale.ROOT, "| %s | %d | %d | %d |\n", name, entries.size(), count(entries, Help.NAMED),
                count(entries, Help.SYMPTOM));
    }

    private static long count(List<WrongSolution> entries, Help help) {
        return entries.stream().filter(entry -> entry.entry().counts() == help).count();
    }
}
