package org.rnnkit.buildend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listener to the build of the exercises that ends it with one sentence. It can only make a build red, never green:
 * where it has nothing to say, Maven goes on as ever.
 */
final class BuildEndListener extends AbstractExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(BuildEndListener.class);

    private final ExecutionListener maven;
    private final Path file;
    private final StyleAdvice style;

    /**
     * Makes a listener.
     *
     * @param maven Maven's own, which prints a heading for each goal and a summary
     * @param file where the tests leave a {@link TestOutcome}
     * @param style the style of the exercises
     */
    BuildEndListener(ExecutionListener maven, Path file, StyleAdvice style) {
        this.maven = maven;
        this.file = file;
        this.style = style;
    }

    @Override
    public void mojoSucceeded(ExecutionEvent event) {
        if (event.getMojoExecution().getArtifactId().equals("maven-checkstyle-plugin")) {
            style.sentence().ifPresent(LOG::warn);
        }
    }

    @Override
    public void mojoFailed(ExecutionEvent event) {
        FailedGoal failed = new FailedGoal(event.getMojoExecution().getGoal(), message(event.getException()),
                event.getSession().getUserProperties());
        testRun().filter(run -> !run.isDone()).map(TestOutcome::sentence).or(failed::sentence)
                .ifPresent(BuildEndListener::endRed);
        maven.mojoFailed(event);
    }

    @Override
    public void projectSucceeded(ExecutionEvent event) {
        // Tests that wait for another step are skipped: no failure for Surefire, but no success either.
        testRun().filter(run -> !run.isDone()).map(TestOutcome::sentence).ifPresent(BuildEndListener::endRed);
        List<MavenProject> projects = event.getSession().getProjects();
        if (!projects.get(projects.size() - 1).equals(event.getProject())) {
            event.getSession().getRequest().setExecutionListener(maven);
        }
    }

    @Override
    public void sessionEnded(ExecutionEvent event) {
        Optional<TestOutcome> tests = testRun();
        if (event.getSession().getResult().hasExceptions() || tests.isEmpty()) {
            maven.sessionEnded(event);
        } else {
            LOG.info(tests.get().sentence());
        }
    }

    @Override
    public void projectFailed(ExecutionEvent event) {
        maven.projectFailed(event);
    }

    private Optional<TestOutcome> testRun() {
        try {
            return Files.exists(file) ? Optional.of(TestOutcome.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    /** The compiler's errors stand in the long message if there are several. */
    private static String message(Exception exception) {
        return exception.getMessage() + (exception instanceof AbstractMojoExecutionException
                ? "\n" + ((AbstractMojoExecutionException) exception).getLongMessage() : "");
    }

    /** Ends Maven itself: if it came to its own end, it would print a dozen lines below the sentence. */
    private static void endRed(String sentence) {
        LOG.error(sentence);
        System.exit(1);
    }
}
