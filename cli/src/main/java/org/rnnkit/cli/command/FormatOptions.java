package org.rnnkit.cli.command;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.system.UsageException;
import picocli.CommandLine.Option;

/** The options for reports: their formats, and the exit status. */
final class FormatOptions {

    private static final String ALL = "all";

    @Option(names = "--format", split = ",", paramLabel = "NAME",
            description = "The formats to write beside report.json and report.html: junit (junit.xml), markdown "
                    + "(summary.md), classroom50 (result.json), annotations (printed, for GitHub Actions), or all. Several "
                    + "with commas between them, or the option several times.")
    private List<String> names = List.of();

    /** Returns the chosen formats. Call this before any work, since it checks the names. */
    Set<FormatName> chosen() {
        Set<FormatName> formats = EnumSet.of(FormatName.JSON, FormatName.HTML);
        for (String name : names) {
            formats.addAll(name.strip().equalsIgnoreCase(ALL) ? EnumSet.allOf(FormatName.class) : Set.of(format(name)));
        }
        return formats;
    }

    static FormatName format(String name) {
        return Arrays.stream(FormatName.values()).filter(format -> format.name().equalsIgnoreCase(name.strip())).findFirst()
                .orElseThrow(() -> new UsageException("--format " + name + ": choose from "
                        + Arrays.stream(FormatName.values()).map(format -> format.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")) + " and " + ALL + "."));
    }
}
