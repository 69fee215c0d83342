package org.rnnkit.grader.worker.tests;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.testkit.junit.StepExtension;

/** A run of a step's graded tests with JUnit. */
public final class TestRun implements Function<TestsRequest, StepResult> {

    @Override
    public StepResult apply(TestsRequest request) {
        FailureMessages problems = new FailureMessages(request);
        TestCollector collector = new TestCollector(problems);
        try {
            run(request, collector);
            return new StepResult(collector.results(), null);
        } catch (RuntimeException | Error e) {
            return new StepResult(collector.results(), problems.of(e, Integer.MAX_VALUE));
        }
    }

    private static void run(TestsRequest request, TestCollector collector) {
        // JUnit must not load test engines or listeners from the class path, where a submission's classes are.
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
                // The request decides the order of the test classes; this overrides the order in a configuration file.
                .configurationParameter("junit.jupiter.testclass.order.default", "")
                .configurationParameter("rnnkit.test.seconds", "0") // the grader watches the clock
                .configurationParameter("rnnkit.seed", String.valueOf(request.seed()))
                .configurationParameter(StepExtension.LIST, String.valueOf(request.listOnly()))
                .build();
        LauncherFactory.create(config).execute(tests);
    }
}
