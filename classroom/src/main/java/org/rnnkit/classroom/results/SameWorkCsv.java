package org.rnnkit.classroom.results;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.rnnkit.classroom.samework.SameWork;
import org.rnnkit.classroom.samework.SourcePrint;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.OutputFile;

/** A table of the submissions with equal files, with one line for each group. */
public final class SameWorkCsv {

    /** The file name of the table. */
    public static final String FILE = "same-work.csv";

    private SameWorkCsv() {}

    /** Writes the table to a folder. */
    static void write(List<SameWork> groups, Path folder) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CSVFormat.RFC4180.builder()
                .setHeader("names", "equal to", "steps", "tokens", "also equal, but short: steps").get().print(text)) {
            for (SameWork group : groups) {
                printer.printRecord(cell(group.authors()), cell(group.others()), numbers(group.steps()), group.tokens(),
                        numbers(group.shortSteps()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OutputFile.write(text.toString(), folder.resolve(FILE));
    }

    private static String cell(List<String> names) {
        return Printable.cell(String.join(", ", names));
    }

    /** Lists numbers so that no spreadsheet takes them for a date or a decimal number. */
    private static String numbers(List<Integer> steps) {
        return steps.stream().map(number -> number == SourcePrint.HELPERS ? "helpers" : number.toString())
                .collect(Collectors.joining(" "));
    }
}
