package org.rnnkit.grader.worker;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The process that runs one step's tests. Its result is the file it leaves, whatever it prints. */
public final class StepWorker {

    private StepWorker() {}

    /**
     * Tests one step.
     *
     * @param args none
     * @throws IOException if request or result can't be handed over
     */
    public static void main(String[] args) throws IOException {
        Lifeline.attach();
        StepRequest request = Messages.read(System.in, StepRequest.class);
        Messages.write(result(request), request.handover());
        Lifeline.end();
    }

    private static StepResult result(StepRequest request) throws IOException {
        try {
            // Before the student's code, so that an engine that does not start is not the student's mistake.
            Engine.getInstance();
        } catch (RuntimeException | LinkageError e) {
            return new StepResult(List.of(), null, "the engine does not start: " + e);
        }
        Messages.ready(request.handover());
        Problems problems = new Problems(request);
        TestCollector collector = new TestCollector(problems);
        try {
            run(request, collector);
            return new StepResult(collector.results(), null, null);
        } catch (RuntimeException | Error e) {
            return new StepResult(collector.results(), problems.of(e), null);
        }
    }

    private static void run(StepRequest request, TestCollector collector) {
        // Nothing is looked for on the class path: neither test classes nor listeners.
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .addTestExecutionListeners(collector)
                .build();
        List<? extends DiscoverySelector> classes = request.testClasses().stream()
                .map(DiscoverySelectors::selectClass).toList();
        LauncherDiscoveryRequest tests = LauncherDiscoveryRequestBuilder.request()
                .selectors(classes)
                .filters(TagFilter.includeTags(request.tag()))
                // The order of the request, whatever order the tests have elsewhere.
                .configurationParameter("junit.jupiter.testclass.order.default", "")
                .configurationParameter("rnnkit.test.seconds", "0") // the grader watches the clock
                .build();
        LauncherFactory.create(config).execute(tests);
    }
}
