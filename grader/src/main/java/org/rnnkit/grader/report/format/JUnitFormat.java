package org.rnnkit.grader.report.format;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.report.format.JUnitFormat.JUnitXml.Case;
import org.rnnkit.grader.report.format.JUnitFormat.JUnitXml.Outcome;
import org.rnnkit.grader.report.format.JUnitFormat.JUnitXml.Suite;

/**
 * The report as JUnit's XML: one suite for each step, with a case for each test, and a suite for the training.
 */
final class JUnitFormat implements ReportFormat {

    @Override
    public String render(Report report) {
        List<Suite> suites = new ArrayList<>();
        report.allSteps().forEach(step -> suites.add(
                new Suite("org.rnnkit." + step.id(), cases(step), step.location(), step.output())));
        suites.add(training(report));
        return JUnitXml.of(suites);
    }

    @Override
    public Optional<String> renderError(String reason) {
        Case error = new Case("could grade", Outcome.ERROR,
                "Not graded. Grader error, not the submission's fault: " + reason, 0);
        return Optional.of(JUnitXml.of(List.of(new Suite("org.rnnkit.grader", List.of(error), null, ""))));
    }

    private static List<Case> cases(StepReport step) {
        if (step.status() == StepStatus.NOT_STARTED) {
            return List.of(new Case("is written", Outcome.SKIPPED, step.message(), 0));
        }
        List<Case> cases = new ArrayList<>();
        boolean told = false;
        for (TestReport test : step.tests()) {
            // The step's message is one test's message, and how to repeat all of them.
            boolean tells = !told && test.failed() && step.messageBeside(test).isEmpty();
            told |= tells;
            cases.add(new Case(test.name(), outcome(test), tells ? step.message() : test.message(), test.seconds()));
        }
        boolean hasFailure = cases.stream().anyMatch(each -> each.outcome() == Outcome.FAILURE);
        if (step.status() != StepStatus.PASSED && !hasFailure) {
            // The step failed as a whole: it did not compile, took too long or crashed the virtual machine.
            cases.add(0, new Case("runs as a whole", step.status() == StepStatus.ERROR ? Outcome.ERROR : Outcome.FAILURE,
                    step.message(), 0));
        }
        return cases;
    }

    private static Outcome outcome(TestReport test) {
        return switch (test.status()) {
            case PASSED -> Outcome.PASSED;
            case SKIPPED -> Outcome.SKIPPED;
            case FAILED -> Outcome.FAILURE;
        };
    }

    private static Suite training(Report report) {
        boolean trained = report.training() != null;
        return new Suite("org.rnnkit.training", List.of(new Case("trains with all nine steps",
                trained ? Outcome.PASSED : Outcome.SKIPPED, report.trainingMessage(), 0)), null,
                trained ? report.training().summary() : "");
    }

    /** A writer for test suites in JUnit's XML. Ant's JUnit task introduced this format; CI servers and IDEs read it. */
    static final class JUnitXml {

        /** The outcome of a test case. */
        enum Outcome {
            PASSED, FAILURE, ERROR, SKIPPED;

            String element() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        /** A test case. */
        record Case(String name, Outcome outcome, String message, double seconds) {}

        /** A group of test cases, named after their package. */
        record Suite(String name, List<Case> cases, SourceLocation location, String output) {

            long count(Outcome outcome) {
                return cases.stream().filter(each -> each.outcome() == outcome).count();
            }

            double seconds() {
                return cases.stream().mapToDouble(Case::seconds).sum();
            }
        }

        private final StringWriter text = new StringWriter();
        private final XMLStreamWriter xml;

        private JUnitXml() throws XMLStreamException {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        }

        static String of(List<Suite> suites) {
            try {
                JUnitXml document = new JUnitXml();
                document.write(suites);
                return document.text + "\n";
            } catch (XMLStreamException e) {
                throw new IllegalStateException("writing to memory does not fail", e);
            }
        }

        private void write(List<Suite> suites) throws XMLStreamException {
            xml.writeStartDocument("UTF-8", "1.0");
            start(0, "testsuites");
            xml.writeAttribute("name", "RNN Kit");
            counts(suites);
            for (Suite suite : suites) {
                start(1, "testsuite");
                xml.writeAttribute("name", suite.name());
                counts(List.of(suite));
                for (Case each : suite.cases()) {
                    write(suite, each);
                }
                if (!suite.output().isBlank()) {
                    start(2, "system-out");
                    xml.writeCharacters(suite.output());
                    xml.writeEndElement();
                }
                end(1);
            }
            end(0);
            xml.writeEndDocument();
        }

        private void counts(List<Suite> suites) throws XMLStreamException {
            xml.writeAttribute("tests", "" + suites.stream().mapToInt(suite -> suite.cases().size()).sum());
            for (Outcome outcome : List.of(Outcome.FAILURE, Outcome.ERROR, Outcome.SKIPPED)) {
                String name = outcome == Outcome.SKIPPED ? "skipped" : outcome.element() + "s";
                xml.writeAttribute(name, "" + suites.stream().mapToLong(suite -> suite.count(outcome)).sum());
            }
            time(suites.stream().mapToDouble(Suite::seconds).sum());
        }

        private void write(Suite suite, Case each) throws XMLStreamException {
            start(2, "testcase");
            xml.writeAttribute("name", each.name());
            xml.writeAttribute("classname", suite.name());
            time(each.seconds());
            boolean broken = each.outcome() == Outcome.FAILURE || each.outcome() == Outcome.ERROR;
            if (broken && suite.location() != null) {
                xml.writeAttribute("file", suite.location().file());
                if (suite.location().line() != null) {
                    xml.writeAttribute("line", "" + suite.location().line());
                }
            }
            if (each.outcome() != Outcome.PASSED) {
                start(3, each.outcome().element());
                xml.writeAttribute("message", each.message().lines().findFirst().orElse(""));
                if (broken) {
                    xml.writeCharacters(each.message());
                }
                xml.writeEndElement();
                indent(2);
            }
            xml.writeEndElement();
        }

        private void time(double seconds) throws XMLStreamException {
            xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", seconds));
        }

        private void start(int depth, String element) throws XMLStreamException {
            indent(depth);
            xml.writeStartElement(element);
        }

        private void end(int depth) throws XMLStreamException {
            indent(depth);
            xml.writeEndElement();
        }

        private void indent(int depth) throws XMLStreamException {
            xml.writeCharacters("\n" + "  ".repeat(depth));
        }
    }
}
