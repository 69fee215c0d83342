package org.rnnkit.grader.report.format;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.rnnkit.grader.report.SourceLocation;

/** A writer for test suites in JUnit's XML. Ant's JUnit task introduced this format; CI servers and IDEs read it. */
final class JUnitXml {

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
