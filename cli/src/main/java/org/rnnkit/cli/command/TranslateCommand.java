package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.cli.authoring.TranslationFiles;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command for translators that writes the files of a translation and says what is missing or outdated in them. */
@Command(name = "translate", description = {"For translators: adds all texts that are missing to translations/LANGUAGE/, "
    + "with empty translations, and says what is outdated. docs/own-course.md shows how to fill the files in.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit translate fr            begins a French translation, or adds what is new",
        "  ./rnnkit translate de --check    only says what is missing or outdated",
        "%nExit status:",
        "  0 nothing is outdated; missing texts are shown in English, so they do not count",
        "  1 something is outdated or can't be used",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class TranslateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "LANGUAGE", description = "The code of the language, such as de or pt-br.")
    private String language;

    @Option(names = "--check", description = "Writes nothing.")
    private boolean check;

    @Override
    public Integer call() throws IOException {
        Layout layout = Kit.find(Steps.all()).layout();
        if (!Kit.hasSolutions()) {
            throw new UsageException("This is a student's copy. Translate in the kit that it was made from.");
        }
        if (!language.matches("[a-z]{2,3}(-[a-z0-9]{2,8})?") || language.equals("en")) {
            throw new UsageException("\"" + language + "\" can't be the code of a translation. Give a code such as de, fr or "
                    + "pt-br.");
        }
        TranslationFiles files = new TranslationFiles(layout, language);
        if (!check) {
            for (Path file : files.write()) {
                System.out.println("written: " + layout.home().relativize(file));
            }
        }
        files.summary().forEach(System.out::println);
        List<String> problems = files.problems();
        problems.forEach(System.out::println);
        return problems.isEmpty() ? 0 : 1;
    }
}
