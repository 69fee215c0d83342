package org.rnnkit.grader.worker.source;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.DefaultConfiguration;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.Configuration;
import com.puppycrawl.tools.checkstyle.api.SeverityLevel;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.Messages.Exchange;
import org.rnnkit.grader.worker.WorkerMain;

/** The worker process that checks the style of a submission's sources with Checkstyle, which only reads them. */
public final class StyleWorker {

    private StyleWorker() {}

    /**
     * A request to check the style of some sources.
     *
     * @param rules the path of the Checkstyle configuration
     * @param root the source root; paths in violations are relative to it
     * @param sources the paths of the files
     */
    public record StyleRequest(String rules, String root, List<String> sources) {}

    /**
     * The result of a style check. It comes from a process that has read a student's sources, so everything in it is checked.
     *
     * @param problem the reason why the sources could not be checked, the end of a sentence that begins with "Checkstyle";
     *     empty if they were checked
     * @param violations the number of all violations
     * @param first the first violations as file:line: message
     */
    public record StyleAnswer(String problem, int violations, List<String> first) {

        /** The most violations that are listed. */
        public static final int MAX_LISTED = 5;

        private static final int MAX_LINE = 500;

        /** Rejects missing, too long and contradictory values, which a forged result may have. */
        public StyleAnswer {
            first = List.copyOf(first);
            if (!isLine(problem) || !first.stream().allMatch(StyleAnswer::isLine)
                    || first.size() != Math.min(violations, MAX_LISTED)) {
                throw new IllegalArgumentException("no result of a style check");
            }
        }

        /** Makes the result for sources that could not be checked, with the end of a sentence about Checkstyle. */
        public static StyleAnswer failed(String problem) {
            return new StyleAnswer(problem, 0, List.of());
        }

        /** Cuts a line, and replaces its control characters. */
        static String line(String text) {
            String line = text.replaceAll("\\p{Cntrl}", "?");
            return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE - 1) + "…";
        }

        private static boolean isLine(String text) {
            return line(text).equals(text);
        }
    }

    /** Answers one request. */
    public static void main(String[] args) throws Exception {
        WorkerMain.run(worker -> worker.serve(StyleRequest.class, StyleWorker::answer));
    }

    private static StyleAnswer answer(Exchange<StyleRequest> exchange) throws Exception {
        StyleRequest request = exchange.request();
        Checker checker = new StyleRules(Path.of(request.rules())).checker();
        exchange.ready();
        try {
            Violations found = new Violations(Path.of(request.root()));
            checker.addListener(found);
            checker.process(request.sources().stream().map(File::new).toList());
            return new StyleAnswer("", found.count, found.first);
        } catch (CheckstyleException | RuntimeException | Error e) {
            return StyleAnswer.failed(isOutOfMemory(e) ? "ran out of memory while it read the sources"
                    : "can't read the sources");
        }
    }

    /** Tells whether the heap was full. Checkstyle wraps an error in another one. */
    private static boolean isOutOfMemory(Throwable thrown) {
        return thrown instanceof OutOfMemoryError || thrown.getCause() instanceof OutOfMemoryError;
    }

    /** A listener that counts the violations and keeps the first ones. */
    private static final class Violations implements AuditListener {

        private final Path root;
        private final List<String> first = new ArrayList<>();
        private int count;

        Violations(Path root) {
            this.root = root;
        }

        @Override
        public void addError(AuditEvent event) {
            if (event.getSeverityLevel() != SeverityLevel.ERROR && event.getSeverityLevel() != SeverityLevel.WARNING) {
                return;
            }
            count++;
            if (count <= StyleAnswer.MAX_LISTED) {
                String file = root.relativize(Path.of(event.getFileName())).toString().replace('\\', '/');
                first.add(StyleAnswer.line(file + ":" + event.getLine() + ": " + event.getMessage()));
            }
        }

        @Override
        public void addException(AuditEvent event, Throwable problem) {
            addError(event);
        }

        @Override
        public void auditStarted(AuditEvent event) {}

        @Override
        public void auditFinished(AuditEvent event) {}

        @Override
        public void fileStarted(AuditEvent event) {}

        @Override
        public void fileFinished(AuditEvent event) {}
    }

    /**
     * Checkstyle rules for sources that can't be trusted: the filters by which a comment or an annotation could switch rules
     * off are removed from the configuration.
     */
    public static final class StyleRules {

        private static final Set<String> SUPPRESSIONS = Set.of("SuppressionCommentFilter", "SuppressWarningsFilter",
                "SuppressWarningsHolder", "SuppressWithNearbyCommentFilter", "SuppressWithNearbyTextFilter",
                "SuppressWithPlainTextCommentFilter");

        private final DefaultConfiguration configuration;

        /**
         * Reads the rules from a Checkstyle configuration.
         *
         * @throws CheckstyleException if it is not a valid one
         */
        public StyleRules(Path file) throws CheckstyleException {
            configuration = (DefaultConfiguration) ConfigurationLoader.loadConfiguration(file.toString(),
                    new PropertiesExpander(new Properties()));
            removeSuppressions(configuration);
        }

        private static void removeSuppressions(DefaultConfiguration configuration) {
            for (Configuration child : configuration.getChildren()) {
                String name = child.getName().replaceAll("^.*\\.|Check$", "");
                if (SUPPRESSIONS.contains(name)) {
                    configuration.removeChild(child);
                } else {
                    removeSuppressions((DefaultConfiguration) child);
                }
            }
        }

        /**
         * Makes a checker for these rules.
         *
         * @return the checker; the caller destroys it
         * @throws CheckstyleException if a rule or one of its settings does not exist
         */
        public Checker checker() throws CheckstyleException {
            Checker checker = new Checker();
            checker.setModuleClassLoader(Checker.class.getClassLoader());
            checker.configure(configuration);
            return checker;
        }

        /** Lists the files that the rules name, such as a list of suppressions. A process needs them to use the rules. */
        public List<Path> files() {
            return values(configuration).flatMap(StyleRules::file).distinct().toList();
        }

        private static Stream<String> values(Configuration module) {
            return Stream.concat(Arrays.stream(module.getPropertyNames()).map(name -> value(module, name)),
                    Arrays.stream(module.getChildren()).flatMap(StyleRules::values));
        }

        private static String value(Configuration module, String name) {
            try {
                return module.getProperty(name);
            } catch (CheckstyleException e) {
                throw new IllegalStateException("a property that the module has listed", e);
            }
        }

        private static Stream<Path> file(String value) {
            try {
                return Stream.of(Path.of(value)).filter(Files::isRegularFile);
            } catch (InvalidPathException notAFile) {
                return Stream.empty();
            }
        }
    }
}
