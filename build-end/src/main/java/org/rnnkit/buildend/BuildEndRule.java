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

/**
 * A rule of Maven's Enforcer that never fails. It runs inside Maven before the exercises are compiled and installs the
 * {@link BuildEndListener}. A rule, because Maven takes a rule from a module of the same build, but no plugin of ours.
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
        if (wantsAllOfMaven(request)) {
            return;
        }
        Path target = Path.of(session.getCurrentProject().getBuild().getDirectory());
        Path tests = target.resolve("build-end.txt");
        Path style = target.resolve("checkstyle-result.xml");
        delete(tests);
        delete(style);
        Properties options = session.getUserProperties();
        if (!options.containsKey("maven.surefire.debug")) {
            // It reports every failure again after the board. Its XML reports have them all.
            System.setProperty(LOG_LEVEL + "org.apache.maven.plugin.surefire", "off");
        }
        boolean listsStyle = Boolean.parseBoolean(options.getProperty("style.list"));
        if (!listsStyle) {
            System.setProperty(LOG_LEVEL + "org.apache.maven.plugins.checkstyle", "off");
        }
        request.setExecutionListener(
                new BuildEndListener(request.getExecutionListener(), tests, new StyleAdvice(style, listsStyle)));
    }

    /** What an earlier build left is not this one's. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + file, e);
        }
    }

    /** With -e, -X, --fail-at-end or --fail-never somebody wants to see all that Maven has to say. */
    private static boolean wantsAllOfMaven(MavenExecutionRequest request) {
        return request.isShowErrors() || request.getLoggingLevel() == MavenExecutionRequest.LOGGING_LEVEL_DEBUG
                || !MavenExecutionRequest.REACTOR_FAIL_FAST.equals(request.getReactorFailureBehavior());
    }
}
