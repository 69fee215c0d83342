package org.rnnkit.buildend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** Surefire reports every failure again after the board; its XML reports have them all. */
    private static final String SUREFIRE_LOG =
            "org.slf4j.simpleLogger.log.org.apache.maven.plugin.surefire.SurefireMojo";

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
        Path file = Path.of(session.getCurrentProject().getBuild().getDirectory(), "build-end.txt");
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + file, e);
        }
        if (!session.getUserProperties().containsKey("maven.surefire.debug")) {
            System.setProperty(SUREFIRE_LOG, "off");
        }
        request.setExecutionListener(new BuildEndListener(request.getExecutionListener(), file));
    }

    /** With -e, -X, --fail-at-end or --fail-never somebody wants to see all that Maven has to say. */
    private static boolean wantsAllOfMaven(MavenExecutionRequest request) {
        return request.isShowErrors() || request.getLoggingLevel() == MavenExecutionRequest.LOGGING_LEVEL_DEBUG
                || !MavenExecutionRequest.REACTOR_FAIL_FAST.equals(request.getReactorFailureBehavior());
    }
}
