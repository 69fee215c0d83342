package org.rnnkit.grader.extras;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.system.TimeLimited;

/**
 * A style check with Checkstyle, for sources that can't be trusted. Checkstyle only reads them. The filters by which a
 * comment or an annotation could switch rules off are removed from the configuration.
 */
final class StyleCheck {

    private static final Set<String> SUPPRESSIONS = Set.of("SuppressionCommentFilter", "SuppressWarningsFilter",
            "SuppressWarningsHolder", "SuppressWithNearbyCommentFilter", "SuppressWithNearbyTextFilter",
            "SuppressWithPlainTextCommentFilter");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path rules;
    private final Configuration configuration;

    /**
     * Reads the rules.
     *
     * @throws UsageException if they are not a valid Checkstyle configuration
     */
    StyleCheck(Path rules) {
        this.rules = rules;
        try {
            configuration = ConfigurationLoader.loadConfiguration(rules.toString(),
                    new PropertiesExpander(new Properties()));
            removeSuppressions((DefaultConfiguration) configuration);
            checker().destroy();
        } catch (CheckstyleException e) {
            throw new UsageException(rules + " is not a valid Checkstyle configuration: " + e.getMessage());
        }
    }

    /** Lists the violations as file:line: message; empty if the sources can't be parsed within the time limit. */
    Optional<List<String>> violations(List<Path> sources, Path root) {
        try {
            return TimeLimited.call("style", LIMIT, () -> check(sources, root));
        } catch (ExecutionException e) {
            return Optional.empty();
        }
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

    private Checker checker() throws CheckstyleException {
        Checker checker = new Checker();
        checker.setModuleClassLoader(Checker.class.getClassLoader());
        checker.configure(configuration);
        return checker;
    }

    private List<String> check(List<Path> sources, Path root) throws CheckstyleException {
        Checker checker = checker();
        Violations found = new Violations(root);
        try {
            checker.addListener(found);
            checker.process(sources.stream().map(Path::toFile).toList());
            return found.list;
        } finally {
            checker.destroy();
        }
    }

    /** A listener that collects the violations. */
    private static final class Violations implements AuditListener {

        private final Path root;
        private final List<String> list = new ArrayList<>();

        Violations(Path root) {
            this.root = root;
        }

        @Override
        public void addError(AuditEvent event) {
            if (event.getSeverityLevel() == SeverityLevel.ERROR || event.getSeverityLevel() == SeverityLevel.WARNING) {
                list.add(root.relativize(new File(event.getFileName()).toPath()).toString().replace('\\', '/') + ":"
                        + event.getLine() + ": " + event.getMessage());
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
}
