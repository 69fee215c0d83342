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
 * A listener for Maven's build events that ends the build of the exercises with one sentence. It can make a build fail, but
 * it can't make a failed build succeed. If it has nothing to say, Maven continues as usual.
 */
final class BuildEndListener extends AbstractExecutionListener {

    private static final Logger LOG = LoggerFactory.getLogger(BuildEndListener.class);

    private final ExecutionListener maven;
    private final Path file;
    private final StyleAdvice style;

    /**
     * Makes a listener.
     *
     * @param maven Maven's own listener, which prints a heading for each goal and a summary
     * @param file the file to which the tests write their {@link TestOutcome}
     * @param style the advice about the style of the exercises
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
        testOutcome().filter(outcome -> !outcome.isDone()).map(TestOutcome::sentence).or(failed::sentence)
                .ifPresent(BuildEndListener::endAsFailed);
        maven.mojoFailed(event);
    }

    @Override
    public void projectSucceeded(ExecutionEvent event) {
        // Tests that need another step first are skipped. For Surefire that is no failure, but the step does not pass yet.
        testOutcome().filter(outcome -> !outcome.isDone()).map(TestOutcome::sentence)
                .ifPresent(BuildEndListener::endAsFailed);
        List<MavenProject> projects = event.getSession().getProjects();
        if (!projects.get(projects.size() - 1).equals(event.getProject())) {
            event.getSession().getRequest().setExecutionListener(maven);
        }
    }

    @Override
    public void sessionEnded(ExecutionEvent event) {
        Optional<TestOutcome> outcome = testOutcome();
        if (event.getSession().getResult().hasExceptions() || outcome.isEmpty()) {
            maven.sessionEnded(event);
        } else {
            LOG.info(outcome.get().sentence());
        }
    }

    @Override
    public void projectFailed(ExecutionEvent event) {
        maven.projectFailed(event);
    }

    private Optional<TestOutcome> testOutcome() {
        try {
            return Files.exists(file) ? Optional.of(TestOutcome.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    /** Returns an exception's message. If the compiler found several errors, they are only in the long message. */
    private static String message(Exception exception) {
        return exception.getMessage() + (exception instanceof AbstractMojoExecutionException
                ? "\n" + ((AbstractMojoExecutionException) exception).getLongMessage() : "");
    }

    /** Prints a sentence and ends Maven as failed. Maven's own end would print a dozen more lines below the sentence. */
    private static void endAsFailed(String sentence) {
        LOG.error(sentence);
        System.exit(1);
    }
}
