package org.rnnkit.cli.command;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.CellRun;
import org.rnnkit.learner.worker.CellWorker.CellResult;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that runs lines of Java in a terminal, as the cells of the studio's pages do. */
@Command(name = "try", description = {"Runs a line of Java and prints the array that it makes, with its shape. "
        + "Your steps can be called, and \"manager\" owns the arrays.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit try 'manager.ones(new Shape(2, 3)).mul(2)'",
        "  ./rnnkit try              asks for lines; a variable of one exists in the next.",
        "                            :q ends it, as does Ctrl-D (on Windows Ctrl-Z)",
        "%nExit status:",
        "  0 done",
        "  1 the line does not compile, or threw an exception",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class TryCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "LINE", description = "The line, in quotation marks.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        Kit kit = Kit.find(Steps.withBonus());
        try (CellRun cells = new CellRun(kit, () -> new Intake(kit).take(Layout.EXERCISES))) {
            if (words.isEmpty()) {
                System.out.println("Type a line of Java, or :q to quit.");
                ask(cells, new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())), System.out);
                return 0;
            }
            CellResult result = cells.run(String.join(" ", words), false);
            print(result, System.out);
            return result.problem().isEmpty() ? 0 : 1;
        }
    }

    /** Runs each line of the input, until its end. */
    static void ask(CellRun cells, BufferedReader in, PrintStream out) {
        while (true) {
            out.print("> ");
            out.flush();
            String line = Uncheck.get(in::readLine);
            if (line == null || line.strip().equals(":q")) {
                out.println();
                return;
            }
            try {
                if (!line.isBlank()) {
                    print(cells.run(line, true), out);
                }
            } catch (UsageException ended) {
                out.println(ended.getMessage());
            }
        }
    }

    private static void print(CellResult result, PrintStream out) {
        if (!result.printed().isEmpty()) {
            out.println(result.printed());
        }
        result.arrays().forEach(array -> out.print(array.words() + "\n" + array.text()));
        if (!(result.value() + result.problem()).isEmpty()) {
            out.println(result.value() + result.problem());
        }
    }
}
