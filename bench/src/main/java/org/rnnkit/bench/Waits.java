package org.rnnkit.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rnnkit.bench.Results.Report;
import org.rnnkit.bench.Turns.Contestant;
import org.rnnkit.bench.Turns.Work;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.EngineSettings;

/**
 * The commands that users wait for: a student's in a copy of the kit as students get it, with all steps finished, and an
 * instructor's in the kit itself. {@link #close} deletes the copy.
 */
final class Waits implements AutoCloseable {

    private static final boolean WINDOWS = Path.of("").getFileSystem().getSeparator().equals("\\");
    private static final int STUDENTS = 5;
    private static final int GRADED_NOT_ALL_PASSED = 1;

    private final Path kit;
    private final String text;
    private final String suffix;
    private final Scratch scratch = new Scratch();
    private final Path folder = scratch.folder();
    private final Path copy;

    /**
     * Makes the copy.
     *
     * @param kit the kit's folder
     * @param text the file with the text for trainings
     * @param suffix what follows each name if this is the second kit, whose waits are compared with the first one's; else empty
     */
    Waits(Path kit, String text, String suffix) throws IOException, InterruptedException {
        this.kit = kit;
        this.text = text;
        this.suffix = suffix;
        this.copy = folder.resolve("copy");
        try {
            command(kit, 0, launcher(kit), "handout", copy.toString()).run();
            finish(copy, Steps.withBonus());
            command(copy, 0, launcher(copy), "list").run(); // finds the libraries
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns the bare start of the engine: the least that any new process takes which runs a step's code. */
    static Contestant engine() {
        List<String> java = JvmCommand.of(List.of(), System.getProperty("java.class.path"), BareEngine.class);
        Command start = new Command(Path.of("."), java, null, 0);
        return new Contestant("an engine start", Report.TIME, List.of(), start::run, () -> { });
    }

    /** Returns all waits. */
    List<Contestant> all() throws IOException {
        List<Contestant> all = new ArrayList<>();
        for (List<String> line : List.of(List.of("--help"), List.of("list"), List.of("hint", "4"))) {
            Command command = command(copy, 0, launcher(copy), line.toArray(String[]::new));
            all.add(wait("./rnnkit " + String.join(" ", line), command::run));
        }
        String maven = WINDOWS ? "mvn.cmd" : "mvn";
        all.add(wait("mvn test -pl exercises", command(copy, 0, maven, "-B", "test", "-pl", "exercises")::run));
        all.add(wait("mvn test -pl exercises -Dgroups=step4", command(copy, 0, maven, "-B", "test", "-pl", "exercises",
                "-Dgroups=step4")::run));
        WatchSession watch = new WatchSession(command(copy, 0, launcher(copy), "watch"));
        for (Step step : List.of(Steps.all().get(3), Steps.all().get(Steps.all().size() - 1))) {
            all.add(wait("save to verdict, step " + step.number(), () -> watch.save(copy.resolve(step.exerciseFile())),
                    watch::close));
        }
        all.addAll(gradings());
        return all;
    }

    private List<Contestant> gradings() throws IOException {
        Path right = submission("right");
        Path nothing = Files.createDirectories(folder.resolve("nothing"));
        for (Step step : Steps.all()) {
            copyFile(kit.resolve(step.exerciseFile()), nothing.resolve(step.exerciseFile()));
        }
        Path wrong = submission("wrong");
        Path file = wrong.resolve(Steps.withId("step4rnn").orElseThrow().exerciseFile());
        Files.writeString(file, Files.readString(file).replace(".tanh()", ""));
        for (int i = 1; i <= STUDENTS; i++) {
            submission("inbox/student" + i);
        }
        return List.of(grade("grading a right submission", 0, 1, "grade", right, "--no-training"),
                grade("grading nothing written", GRADED_NOT_ALL_PASSED, 1, "grade", nothing, "--no-training"),
                grade("grading one wrong step", GRADED_NOT_ALL_PASSED, 1, "grade", wrong, "--no-training"),
                grade("grading a right submission, with proof of training", 0, 1, "grade", right, "--prove-training"),
                grade("grading a class, each submission", 0, STUDENTS, "grade-all", folder.resolve("inbox"), "--no-training"));
    }

    /** Makes a grading with fresh reports, because the grader keeps results of submissions that have not changed. */
    private Contestant grade(String name, int status, int submissions, String command, Path from, String option) {
        Path out = folder.resolve("out");
        Command grading = command(kit, status, launcher(kit), command, from.toString(), option, "--out", out.toString());
        return wait(name, () -> {
            RecursiveDelete.deleteRecursively(out);
            return grading.run() / submissions;
        });
    }

    private Path submission(String name) throws IOException {
        Path submission = folder.resolve(name);
        finish(submission, Steps.all());
        return submission;
    }

    /** Writes the reference's classes of some steps into a folder with the layout of a student's copy. */
    private void finish(Path target, List<Step> steps) throws IOException {
        for (Step step : steps) {
            copyFile(kit.resolve("solutions").resolve(step.sourceFile()), target.resolve(step.exerciseFile()));
        }
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String launcher(Path home) {
        return home.resolve(WINDOWS ? "rnnkit.cmd" : "rnnkit").toString();
    }

    private Command command(Path in, int status, String program, String... arguments) {
        return new Command(in, Stream.concat(Stream.of(program), Stream.of(arguments)).toList(), text, status);
    }

    private Contestant wait(String name, Work work) {
        return wait(name, work, () -> { });
    }

    private Contestant wait(String name, Work work, Runnable end) {
        return new Contestant(name + suffix, Report.TIME, suffix.isEmpty() ? List.of() : List.of(name), work, end);
    }

    @Override
    public void close() {
        scratch.close();
    }

    /** A program that loads the engine and makes one array: no new process can run a step's code faster. */
    static final class BareEngine {

        private BareEngine() {}

        /** Loads the engine. */
        public static void main(String[] args) {
            EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
            try (NDManager manager = NDManager.newBaseManager(); NDArray one = manager.create(1f)) {
                System.out.println(one.getFloat());
            }
        }
    }

    /**
     * A command whose time from start to end is measured.
     *
     * @param folder the folder to run it in
     * @param line the program and its arguments
     * @param text the text for trainings; null if it needs none
     * @param status the exit status that it must have, so that no time of a command that failed is counted
     */
    record Command(Path folder, List<String> line, String text, int status) {

        private static final long MAX_MINUTES = 15;
        private static final int MAX_CHARACTERS = 600;

        /** Runs the command and returns its wall time in seconds. */
        double run() throws IOException, InterruptedException {
            try (Scratch scratch = new Scratch()) {
                Path output = scratch.folder().resolve("output.txt");
                long start = System.nanoTime();
                Process process = start(ProcessBuilder.Redirect.to(output.toFile()));
                process.getOutputStream().close();
                boolean ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
                double seconds = (System.nanoTime() - start) / 1e9;
                if (!ended) {
                    end(process);
                    throw new IOException(line + " did not end in " + MAX_MINUTES + " minutes.");
                }
                if (process.exitValue() != status) {
                    String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
                    throw new IOException(line + " ended with status " + process.exitValue() + " and not " + status + ": "
                            + said.substring(Math.max(0, said.length() - MAX_CHARACTERS)));
                }
                return seconds;
            }
        }

        Process start(ProcessBuilder.Redirect output) throws IOException {
            ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            if (text != null) {
                builder.environment().put("RNNKIT_TEXT", text);
            }
            return builder.start();
        }

        static void end(Process process) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** A running {@code ./rnnkit watch}, in which files are saved as an editor saves them. It starts at the first save. */
    private static final class WatchSession {

        private static final String TESTED = "All tested";
        private static final String LAST_LINE = "after the save";
        /** The pause before a save, in which the tests that follow the last verdict end. */
        private static final long PAUSE_MILLIS = 500;

        private final Command command;
        private Process process;
        private int saves;

        WatchSession(Command command) {
            this.command = command;
        }

        /** Saves a file with another comment at its end, and returns the seconds until its verdict is shown. */
        double save(Path file) throws IOException, InterruptedException {
            if (process == null) {
                process = command.start(ProcessBuilder.Redirect.PIPE);
                await(TESTED);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            while (process.inputReader().ready()) {
                process.inputReader().readLine();
            }
            String source = Files.readString(file).replaceFirst("// save \\d+\\s*\\z", "") + "// save " + ++saves + "\n";
            long start = System.nanoTime();
            Files.writeString(file, source);
            String board = await(LAST_LINE);
            if (!board.contains("passed") || board.contains("fail")) {
                throw new IOException("./rnnkit watch found a mistake in " + file.getFileName() + ", which has none.");
            }
            return (System.nanoTime() - start) / 1e9;
        }

        /** Waits for a line, and returns all lines up to it. */
        private String await(String text) throws IOException {
            StringBuilder lines = new StringBuilder();
            while (lines.indexOf(text) < 0) {
                String line = process.inputReader().readLine();
                if (line == null) {
                    throw new IOException("./rnnkit watch ended: " + lines);
                }
                lines.append(line).append('\n');
            }
            return lines.toString();
        }

        void close() {
            if (process != null) {
                Command.end(process);
            }
        }
    }
}
