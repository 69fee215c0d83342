package org.rnnkit.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.grader.error.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The former command for translators. It says what to do instead. */
@Command(name = "translate", hidden = true, description = "Says how to translate the course.")
public final class TranslateCommand implements Callable<Integer> {

    @Unmatched
    private List<String> ignored;

    @Override
    public Integer call() {
        throw new UsageException("There is no command translate any more. Write a translation by hand: steps.LANGUAGE.yaml "
                + "beside steps.yaml, and README.LANGUAGE.md beside a chapter. docs/own-course.md shows both.");
    }
}
