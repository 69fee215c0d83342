package org.rnnkit.learner.chapter;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import uk.ac.ed.ph.snuggletex.SnuggleEngine;
import uk.ac.ed.ph.snuggletex.SnuggleInput;
import uk.ac.ed.ph.snuggletex.SnuggleSession;

/**
 * A formula in TeX as MathML, which a browser shows without a script and a screen reader reads. SnuggleTeX parses the TeX. Its
 * output is written here as MathML Core, which is what browsers know: brackets are operators, and letters are upright by being
 * in one element.
 */
final class Formula {

    private static final SnuggleEngine ENGINE = engine();

    private Formula() {}

    /** Makes an engine that rejects commands within a formula's own commands: a short line of them can take hours. */
    private static SnuggleEngine engine() {
        SnuggleEngine engine = new SnuggleEngine();
        engine.getDefaultSessionConfiguration().setExpansionLimit(1);
        return engine;
    }

    /**
     * Converts a formula.
     *
     * @param tex the formula in TeX, without dollar signs
     * @param block whether it stands alone, not in a line of text
     * @return a math element with the TeX as its alternative text
     * @throws IllegalArgumentException if the TeX has an error or is more than a formula
     */
    static String mathMl(String tex, boolean block) {
        Element parsed = parse(tex, block);
        StringBuilder html = new StringBuilder("<math alttext=\"").append(escape(tex.strip())).append('"')
                .append(block ? " display=\"block\">" : ">");
        children(parsed).forEach(child -> write(child, html));
        return html.append("</math>").toString();
    }

    private static Element parse(String tex, boolean block) {
        try {
            Element place = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument().createElement("p");
            SnuggleSession session = ENGINE.createSession();
            session.parseInput(new SnuggleInput(block ? "\\[" + tex + "\\]" : "$" + tex + "$"));
            session.buildDOMSubtree(place);
            if (!session.getErrors().isEmpty()) {
                throw new IllegalArgumentException("The formula " + tex + " has an error: " + session.getErrors());
            }
            List<Node> made = children(place);
            if (made.size() != 1 || !made.get(0).getLocalName().equals("math")) {
                throw new IllegalArgumentException("This is not one formula: " + tex);
            }
            return (Element) made.get(0);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Node node, StringBuilder html) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            html.append(escape(node.getTextContent()));
            return;
        }
        Element element = (Element) node;
        switch (element.getLocalName()) {
            case "mfenced" -> writeBrackets(element, html);
            case "mstyle" -> writeStyled(element, html);
            case "mo", "mn", "mi" -> html.append(tag(element.getLocalName(), sign(element.getTextContent())));
            case "mtd" -> writeTag(element, attribute("class", element.getAttribute("columnalign")), html);
            case "mspace" -> html.append("<mspace").append(attribute("width", element.getAttribute("width")))
                    .append("></mspace>");
            case "msup" -> writePower(element, html);
            case "mrow", "mtext", "msub", "msubsup", "munder", "munderover", "mfrac", "msqrt", "mtable", "mtr" ->
                writeTag(element, "", html);
            default -> throw new IllegalArgumentException("A formula must not have the element " + element.getLocalName());
        }
    }

    private static void writeTag(Element element, String attributes, StringBuilder html) {
        html.append('<').append(element.getLocalName()).append(attributes).append('>');
        children(element).forEach(child -> write(child, html));
        html.append("</").append(element.getLocalName()).append('>');
    }

    /** Writes a square with its own character, because without a font for formulas browsers raise an exponent too far. */
    private static void writePower(Element element, StringBuilder html) {
        if (element.getLastChild().getTextContent().equals("2")) {
            html.append("<mrow>");
            write(element.getFirstChild(), html);
            html.append("<mn>²</mn></mrow>");
        } else {
            writeTag(element, "", html);
        }
    }

    /** Writes brackets as operators, because browsers ignore mfenced. */
    private static void writeBrackets(Element element, StringBuilder html) {
        // Without a font for formulas, brackets that stretch are too large for a letter with an index.
        boolean tall = Stream.of("mfrac", "mtable", "munderover").anyMatch(
                name -> element.getElementsByTagNameNS("*", name).getLength() > 0);
        html.append("<mrow>").append(bracket(element.getAttribute("open"), tall));
        List<Node> parts = children(element);
        for (int i = 0; i < parts.size(); i++) {
            html.append(i > 0 ? tag("mo", ",") : "");
            write(parts.get(i), html);
        }
        html.append(bracket(element.getAttribute("close"), tall)).append("</mrow>");
    }

    private static String bracket(String sign, boolean tall) {
        return tall ? tag("mo", sign) : tag("mo", sign).replace("<mo>", "<mo stretchy=\"false\">");
    }

    /** Joins letters to one word, because browsers write an element with several letters upright. */
    private static void writeStyled(Element element, StringBuilder html) {
        List<Node> parts = children(element);
        if (parts.stream().allMatch(part -> part.getLocalName().equals("mi"))) {
            String word = parts.stream().map(Node::getTextContent).collect(Collectors.joining());
            html.append("<mi").append(word.length() == 1 ? attribute("mathvariant", "normal") : "").append('>')
                    .append(escape(word)).append("</mi>");
        } else {
            html.append("<mrow>");
            parts.forEach(part -> write(part, html));
            html.append("</mrow>");
        }
    }

    /** Replaces the characters of a keyboard by the mathematical signs. */
    private static String sign(String text) {
        return text.replace('-', '−').replace('\'', '′');
    }

    private static String tag(String name, String text) {
        return text.isEmpty() ? "" : "<" + name + ">" + escape(text) + "</" + name + ">";
    }

    private static String attribute(String name, String value) {
        return value.isEmpty() ? "" : " " + name + "=\"" + escape(value) + "\"";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static List<Node> children(Node node) {
        NodeList children = node.getChildNodes();
        return IntStream.range(0, children.getLength()).mapToObj(children::item).toList();
    }
}
