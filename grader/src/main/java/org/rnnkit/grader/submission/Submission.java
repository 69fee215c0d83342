package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.CodeExcerpt;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.testkit.board.SourceEncoding;
import org.rnnkit.testkit.board.StubLine;
import org.rnnkit.testkit.board.StubMethods;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.Sha256;

/**
 * A submission in memory: the sources of the steps as they were when they were read, and nothing else. Later changes of
 * the files don't change it.
 *
 * @param name the name that the user gave: "exercises", "solutions", a folder or an archive
 * @param location the absolute path of the folder or archive that it came from
 * @param root the path of the folder that has org/ in it, from the submission's folder
 * @param sources the sources of each graded step, the step's class first
 * @param problems the reasons why steps can't be graded, such as a file that is too large
 * @param ignored the files that were not taken and that its author may miss, each with the reason in brackets
 * @param handout the number of the handout that the copy was made from; empty if it has no valid record. The copy says so
 *     itself, and no verdict depends on it
 */
public record Submission(String name, Path location, String root, Map<Step, List<SourceFile>> sources,
        Map<Step, String> problems, List<String> ignored, Optional<Integer> handout) {

    private static final String STUB = "NotImplementedYet";
    /** The code with which a stub throws in the middle of a method. */
    private static final List<String> RAISE = List.of(STUB, ".", "raise");

    /** Tells whether it has a source of a step. */
    public boolean has(Step step) {
        return !sources.get(step).isEmpty();
    }

    /** Tells whether it has the file of a step's class. */
    public boolean hasClass(Step step) {
        return sources.get(step).stream().anyMatch(source -> source.path().equals(fileOf(step)));
    }

    /** Returns the path of a step's file that is there but was not taken, such as a link, with the reason in brackets. */
    public Optional<String> notTaken(Step step) {
        String file = fileOf(step);
        return ignored.stream().filter(line -> line.startsWith(file + " (")
                || line.startsWith(file + SubmissionEntry.AS_TEXT + " (")).findFirst();
    }

    /** Returns the reason why a step can't be graded, such as a file that is too large. Empty if the step can be graded. */
    public Optional<String> problem(Step step) {
        return Optional.ofNullable(problems.get(step));
    }

    /**
     * Returns the reason why a file in a step's folder can't be compiled there: its package is another step's. Whether that
     * step found its class would depend on the steps that are compiled together. Empty if there is no such file.
     */
    public Optional<String> misplaced(Step step) {
        return sources.get(step).stream().flatMap(source -> sources.keySet().stream()
                .filter(other -> !other.equals(step)
                        && other.packageName().equals(JavaHeader.of(source.content()).packageName()))
                .map(other -> "the package of " + source.path() + " is that of step " + other.number() + ", "
                        + other.packageName() + "; move the file to that step's folder, or change its package line"))
                .findFirst();
    }

    /**
     * Adds to the report of a step that needs fixing which of its files is not UTF-8: first if it does not compile, else last.
     */
    public StepReport nameEncoding(StepReport report, Step step) {
        Optional<String> problem = sources.get(step).stream()
                .flatMap(source -> SourceEncoding.problem(source.name(), source.content()).stream()).findFirst();
        if (problem.isEmpty() || !report.needsFixing()) {
            return report;
        }
        boolean isRejected = report.status() == StepStatus.ERROR
                && sources.get(step).stream().anyMatch(source -> SourceEncoding.markLength(source.content()) > 0);
        if (isRejected) { // all other errors may follow from the mark
            return report.withFailure(Failure.of(problem.get()), step);
        }
        return report.withFailure(report.status() == StepStatus.ERROR
                ? Failure.of(problem.get() + "\n" + report.reason().text()) : report.reason().with(problem.get()), step);
    }

    /** Returns the path of a step's class, whether the file exists or not. */
    public String fileOf(Step step) {
        String file = step.packageName().replace('.', '/') + "/" + step.className() + ".java";
        return root.isEmpty() ? file : root + "/" + file;
    }

    /** Returns the folder in front of paths: that of the kit's own module, for which the user named no other folder. */
    private String moduleName() {
        return Layout.isModuleOfSteps(name) ? name + "/" : "";
    }

    /** Returns steps' sources in order, by the paths that they have in the submission. */
    public Map<String, byte[]> files(List<Step> steps) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        steps.forEach(step -> sources.get(step).forEach(source -> files.put(source.path(), source.content())));
        return files;
    }

    /** Tells whether a step has been written: its file exists and no longer throws NotImplementedYet. */
    public boolean isWritten(Step step) {
        // A stub names its exception, perhaps with Unicode escapes. Other files need not be split into tokens.
        return file(step).map(source -> !source.text().contains(STUB) && !source.text().contains("\\u")
                || stubs(tokens(source.text())) == 0).orElse(false);
    }

    /** Tells whether a step still throws NotImplementedYet, but not as often as it has methods. */
    public boolean isHalfWritten(Step step) {
        long stubs = code(step).map(Submission::stubs).orElse(0L);
        return stubs > 0 && stubs < step.signatures().size();
    }

    /**
     * Tells whether a step is still the stub: its only file has the same class, and no byte order mark, with which javac does
     * not compile it.
     *
     * @param stub the source of the stub
     */
    public boolean isStub(Step step, String stub) {
        return problem(step).isEmpty() && sources.get(step).size() == 1
                && SourceEncoding.markLength(sources.get(step).get(0).content()) == 0
                && code(step).map(Submission::withoutImports).equals(Optional.of(withoutImports(tokens(stub))));
    }

    /**
     * Names a stub's line that is left in code that is written, in the report of a step whose tests met one.
     *
     * @param stub the source of the stub
     */
    public StepReport nameStubLine(StepReport tested, Step step, String stub) {
        boolean isMet = tested.status() == StepStatus.NOT_STARTED || StubMethods.words(tested.message()).isPresent();
        return leftLine(step, stub).filter(left -> isMet).map(left -> StepReport.of(step, StepStatus.FAILED, left.failure(),
                        tested.tests()).withLocation(new SourceLocation(step.sourceFile(), left.number()))
                .withRun(tested.seed(), tested.seconds(), tested.output())).orElse(tested);
    }

    /**
     * Finds a stub's line that is left in code that is written.
     *
     * @param stub the source of the stub
     * @return the line; empty if the code has none. A step that is still the stub has none that is left
     */
    public Optional<StubLine> leftLine(Step step, String stub) {
        return isStub(step, stub) ? Optional.empty()
                : file(step).flatMap(source -> StubLine.leftIn(source.name(), source.text(), true));
    }

    private static List<String> withoutImports(List<String> code) {
        return code.subList(code.indexOf("class") + 1, code.size());
    }

    private static long stubs(List<String> code) {
        return count(code, List.of("throw", "new", STUB)) + count(code, RAISE);
    }

    private static long count(List<String> code, List<String> part) {
        return IntStream.rangeClosed(0, code.size() - part.size())
                .filter(i -> code.subList(i, i + part.size()).equals(part)).count();
    }

    /** Returns the tokens of a step's class without the comments, if it has a file. */
    private Optional<List<String>> code(Step step) {
        return file(step).map(source -> tokens(source.text()));
    }

    private Optional<SourceFile> file(Step step) {
        return sources.get(step).stream().filter(source -> source.path().equals(fileOf(step))).findFirst();
    }

    private static List<String> tokens(String code) {
        return JavaLexer.code(code).stream().map(Token::text).toList();
    }

    /** Returns the texts of a step's sources, the step's class first. */
    public List<String> texts(Step step) {
        return sources.get(step).stream().map(SourceFile::text).toList();
    }

    /** Lists the steps whose file is missing or still the stub. */
    public List<Step> unwritten(List<Step> steps) {
        return steps.stream().filter(step -> !isWritten(step)).toList();
    }

    /**
     * Places a failure in the submission: it changes the location's path to that in the submission, and adds the lines around
     * it. If no line is known, it is the first one of the step's method.
     */
    public StepReport place(StepReport report, Step step) {
        SourceLocation location = report.location();
        if (location == null) {
            return report;
        }
        String name = location.file().substring(location.file().lastIndexOf('/') + 1);
        Optional<SourceFile> file = sources.get(step).stream().filter(source -> source.name().equals(name)).findFirst();
        CodeExcerpt code = file.map(source -> location.line() == null ? source.method(step)
                : source.around(location.line())).orElse(null);
        // A line that the student's file does not have comes from another file of the same name, or is forged.
        Integer line = code == null || !report.needsFixing() ? null
                : location.line() == null ? (Integer) code.firstLine() : location.line();
        return report.withPlace(new SourceLocation(file.map(source -> moduleName() + source.path())
                .orElse(moduleName() + fileOf(step)), line), report.needsFixing() ? code : null);
    }

    /**
     * Returns the hash of the sources that were taken. It is the hash of the text that {@code sha256sum} prints for these
     * files, sorted by their paths.
     */
    public String hash() {
        String list = sources.values().stream().flatMap(List::stream).sorted(Comparator.comparing(SourceFile::path))
                .map(source -> Sha256.of(source.content()) + "  " + source.path() + "\n").collect(Collectors.joining());
        return Sha256.of(list.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a hash of steps' sources, wherever the source root is. */
    public String hash(List<Step> steps) {
        return new Fingerprint().addFiles(steps.stream().flatMap(step -> sources.get(step).stream())
                .collect(Collectors.toMap(
                        source -> source.path().replaceFirst("^" + Pattern.quote(root + "/"), ""),
                        SourceFile::content, (first, second) -> first))).finish();
    }

    /** Adds everything in this submission that a verdict depends on. */
    public void addTo(Fingerprint fingerprint) {
        fingerprint.add(root).add(ignored);
        sources.forEach((step, files) -> {
            fingerprint.add(step.id()).add(problem(step));
            files.forEach(source -> fingerprint.add(source.path()).add(source.content()));
        });
    }
}
