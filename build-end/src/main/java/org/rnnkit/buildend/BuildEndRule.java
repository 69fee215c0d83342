package org.rnnkit.buildend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.inject.Inject;
import javax.inject.Named;
import org.apache.maven.enforcer.rule.api.AbstractEnforcerRule;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * A rule for Maven's Enforcer that never fails. It runs inside Maven before the exercises are compiled, and installs the
 * {@link BuildEndListener}. It is a rule and not a plugin, because Maven can load only a rule from a module of the same build.
 */
@Named("buildEnd")
public final class BuildEndRule extends AbstractEnforcerRule {

    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.log.";

    private final MavenSession session;

    /**
     * Makes the rule.
     *
     * @param session the build that is running
     */
    @Inject
    public BuildEndRule(MavenSession session) {
        this.session = session;
    }

    @Override
    public void execute() {
        MavenExecutionRequest request = session.getRequest();
        if (keepsMavensOutput(request)) {
            return;
        }
        MavenProject exercises = session.getCurrentProject();
        Path target = Path.of(exercises.getBuild().getDirectory());
        Path tests = target.resolve("build-end.txt");
        Path report = target.resolve("checkstyle-result.xml");
        delete(tests);
        Properties options = session.getUserProperties();
        if (!options.containsKey("maven.surefire.debug")) {
            // Surefire would print every failure again after the board. Its XML reports still have all of them.
            System.setProperty(LOG_LEVEL + "org.apache.maven.plugin.surefire", "off");
        }
        boolean listsStyle = Boolean.parseBoolean(options.getProperty("style.list"));
        StyleAdvice style = new StyleAdvice(report, listsStyle);
        if (!listsStyle) {
            System.setProperty(LOG_LEVEL + "org.apache.maven.plugins.checkstyle", "off");
        }
        if (!listsStyle && style.isNewerThan(exercises.getBasedir().toPath().resolve("src/main/java"))) {
            // The sources have not changed, and Checkstyle would need a second to find the same remarks.
            exercises.getProperties().setProperty("checkstyle.skip", "true");
        } else {
            delete(report);
        }
        request.setExecutionListener(new BuildEndListener(request.getExecutionListener(), tests, style));
    }

    /** Deletes a file of an earlier build, so that it is not taken for a file of this build. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + file, e);
        }
    }

    /**
     * Tells whether Maven's own output and end are needed: with -e, -X, --fail-at-end or --fail-never a user wants to see all
     * of Maven's output, and a Maven daemon must not end together with a build.
     */
    private static boolean keepsMavensOutput(MavenExecutionRequest request) {
        return System.getProperties().stringPropertyNames().stream().anyMatch(name -> name.startsWith("mvnd."))
                || request.isShowErrors() || request.getLoggingLevel() == MavenExecutionRequest.LOGGING_LEVEL_DEBUG
                || !MavenExecutionRequest.REACTOR_FAIL_FAST.equals(request.getReactorFailureBehavior());
    }
}
