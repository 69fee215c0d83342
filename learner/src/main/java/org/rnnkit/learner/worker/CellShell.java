package org.rnnkit.learner.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.rnnkit.testkit.comparison.ShownArray;
import org.rnnkit.testkit.junit.ExceptionExplainer;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.toolkit.RnnOutput;

/** A shell that runs cells, lines of Java that a learner tries, with one version of the steps. JShell compiles the lines. */
public final class CellShell implements AutoCloseable {

    private static final int MAX_ARRAYS = 6;
    private static final int MAX_TEXT = 2_000;

    private static NDManager manager;

    private final LineControl control = new LineControl();
    private final JShell shell;
    private final Set<String> imported = new HashSet<>();

    /**
     * Makes a shell.
     *
     * @param steps the jar with the steps that cells can call; empty for none
     */
    CellShell(String steps) {
        shell = JShell.builder().executionEngine(control, Map.of()).compilerOptions("-classpath",
                System.getProperty("java.class.path") + File.pathSeparator + steps).build();
        try {
            if (!steps.isEmpty()) {
                control.addToClasspath(steps);
            }
        } catch (EngineTerminationException | InternalException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the manager of the cell that runs. The cells call it "manager". */
    public static NDManager manager() {
        return manager;
    }

    /**
     * Runs a cell.
     *
     * @param limit starts the limit of a statement on this thread
     */
    CellResult run(CellTask cell, Supplier<WorkLimit> limit) {
        control.limit = limit;
        reset();
        cell.imports().stream().filter(imported::add).forEach(name -> shell.eval("import " + name + ";"));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            System.setErr(capture);
            CellResult result = eval(cell.code());
            return new CellResult(cut(printed.toString(StandardCharsets.UTF_8).stripTrailing()), result.arrays(),
                    result.value(), result.problem(), result.errors());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Closes the arrays of the cell before, and forgets its variables. */
    private void reset() {
        if (manager != null) {
            manager.close();
        }
        manager = NDManager.newBaseManager();
        shell.snippets().filter(snippet -> !(snippet instanceof ImportSnippet)).forEach(shell::drop);
        shell.eval("var manager = " + CellShell.class.getName() + ".manager();");
    }

    /** Runs the statements of a cell one after the other, up to the first with an error. */
    private CellResult eval(String code) {
        CellResult result = value(List.of(), "");
        for (String rest = code; !rest.isBlank() && result.isOk();) {
            CompletionInfo first = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            boolean isWhole = first.completeness().isComplete() && first.source() != null;
            // With a semicolon, the compiler says what is missing in a line that is not complete.
            result = evalFirst(isWhole ? first.source() : rest + ";", code.length() - rest.length());
            rest = isWhole ? first.remaining() : "";
        }
        return result;
    }

    /** Runs one statement, which begins at a position in the cell. */
    private CellResult evalFirst(String source, int position) {
        control.value = null;
        control.thrown = null;
        CellResult result = value(List.of(), "");
        for (SnippetEvent event : shell.eval(source)) {
            if (event.causeSnippet() == null) {
                List<CellError> errors = errors(event, position);
                result = !errors.isEmpty() ? new CellResult("", List.of(), "", "", errors)
                        : control.thrown != null ? thrown(control.thrown)
                        : control.value != null ? described(control.value, event.value()) : result;
            }
        }
        return result;
    }

    private List<CellError> errors(SnippetEvent event, int position) {
        if (event.status() == Status.REJECTED) {
            return shell.diagnostics(event.snippet()).filter(Diag::isError).map(error -> new CellError(position
                    + (int) error.getPosition(), error.getCode(), error.getMessage(Locale.ENGLISH).strip())).toList();
        }
        return event.snippet() instanceof DeclarationSnippet declaration ? shell.unresolvedDependencies(declaration)
                .map(name -> new CellError(position, "", "cannot find " + name)).toList() : List.of();
    }

    private static CellResult described(Object value, String text) {
        try {
            if (value instanceof NDArray array) {
                return value(List.of(ShownArray.of("", array)), "");
            }
            if (value instanceof NDList list) {
                return value(arrays(list, "array"), list.size() > MAX_ARRAYS ? "… of " + list.size() + " arrays" : "");
            }
            if (value instanceof RnnOutput output) {
                return value(Stream.concat(Stream.of(ShownArray.of("logits", output.logits())),
                        arrays(output.state(), "state").stream()).toList(), "");
            }
            return value(List.of(), cut(text));
        } catch (RuntimeException e) {
            return thrown(e); // an array is closed, for example
        }
    }

    private static List<ShownArray> arrays(NDList list, String name) {
        return IntStream.range(0, Math.min(MAX_ARRAYS, list.size()))
                .mapToObj(i -> ShownArray.of(name + " " + i, list.get(i))).toList();
    }

    private static CellResult value(List<ShownArray> arrays, String value) {
        return new CellResult("", arrays, value, "", List.of());
    }

    private static CellResult thrown(Throwable thrown) {
        return new CellResult("", List.of(), "", cut(ExceptionExplainer.ofLine(thrown)), List.of());
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }

    @Override
    public void close() {
        shell.close();
    }

    /** The way in which JShell runs a line: on this thread, and with its value kept as it is. */
    private static final class LineControl extends DirectExecutionControl implements ExecutionControlProvider {

        private Supplier<WorkLimit> limit;
        private Object value;
        private Throwable thrown;

        @Override
        public String name() {
            return "cells";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return this;
        }

        @Override
        protected String invoke(Method line) throws Exception {
            WorkLimit watch = limit.get();
            try {
                value = line.invoke(null);
                return value instanceof NDArray || value instanceof NDList || value instanceof RnnOutput ? ""
                        : valueString(value);
            } finally {
                watch.stop();
            }
        }

        @Override
        protected String throwConvertedInvocationException(Throwable cause) throws RunException, InternalException {
            thrown = cause;
            return super.throwConvertedInvocationException(cause);
        }
    }
}
