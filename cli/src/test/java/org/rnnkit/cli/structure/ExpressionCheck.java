package org.rnnkit.cli.structure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A check that a regular expression does not take long for any text. Two things are refused: a group that is repeated without a
 * bound and gives back what it took, because Java runs it with one stack frame a repetition; and more than one repeated
 * character on the same path that may give back what it took, because the time then grows with the third power of the text's
 * length, or a higher one. A repetition gives nothing back if it is possessive, or if none of its characters can come after it.
 */
final class ExpressionCheck {

    /** Characters above it are like some below it for the kit's expressions. */
    private static final int CHARACTERS = 0x180;

    /** A repeated part of an expression: one character of a set, a group of alternatives, or a place such as a word's end. */
    private record Part(BitSet set, List<List<Part>> group, boolean optional, boolean unbounded, boolean possessive) {}

    private final String expression;
    private int at;
    private String problem;

    private ExpressionCheck(String expression) {
        this.expression = expression;
    }

    /** Returns the reason why an expression may take long; empty if it can't. */
    static Optional<String> problem(String expression) {
        Pattern.compile(expression);
        ExpressionCheck check = new ExpressionCheck(expression);
        List<List<Part>> alternatives = check.alternatives();
        if (check.count(alternatives, new BitSet()) > 1) {
            check.problem = "two repetitions that give back what they took";
        }
        return Optional.ofNullable(check.problem);
    }

    /** Counts the repetitions that may give back what they took, on the path with the most of them. */
    private int count(List<List<Part>> alternatives, BitSet after) {
        return alternatives.stream().mapToInt(parts -> countInOrder(parts, after)).max().orElse(0);
    }

    private int countInOrder(List<Part> parts, BitSet after) {
        int count = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            BitSet next = first(parts, i + 1, after);
            if (part.group != null) {
                if (part.unbounded) {
                    next.or(first(List.of(part), 0, new BitSet()));
                }
                int inside = count(part.group, next);
                if (part.unbounded && !part.possessive) {
                    problem = "a repeated group that gives back what it took";
                }
                if (part.possessive && inside > 1) {
                    problem = "two repetitions that give back what they took, in a group";
                }
                count += part.possessive ? 0 : inside;
            } else if (part.unbounded && !part.possessive && part.set.intersects(next)) {
                count++;
            }
        }
        return count;
    }

    /** Returns the characters that a text of the parts from this one on can begin with. */
    private static BitSet first(List<Part> parts, int from, BitSet after) {
        BitSet first = new BitSet();
        for (Part part : parts.subList(from, parts.size())) {
            boolean passable = part.optional || part.group == null && part.set.isEmpty();
            if (part.group != null) {
                BitSet beyond = new BitSet();
                beyond.set(CHARACTERS);
                for (List<Part> alternative : part.group) {
                    first.or(first(alternative, 0, beyond));
                }
                passable |= first.get(CHARACTERS);
                first.clear(CHARACTERS);
            } else {
                first.or(part.set);
            }
            if (!passable) {
                return first;
            }
        }
        first.or(after);
        return first;
    }

    private List<List<Part>> alternatives() {
        List<List<Part>> alternatives = new ArrayList<>(List.of(new ArrayList<>()));
        while (at < expression.length() && expression.charAt(at) != ')') {
            if (expression.charAt(at) == '|') {
                at++;
                alternatives.add(new ArrayList<>());
            } else {
                alternatives.get(alternatives.size() - 1).add(part());
            }
        }
        return alternatives;
    }

    private Part part() {
        int begin = at;
        char c = expression.charAt(at);
        if (c != '(') {
            at = switch (c) {
                case '\\' -> endOfEscape();
                case '[' -> endOfClass();
                default -> at + 1;
            };
            String atom = expression.substring(begin, at);
            boolean isPlace = atom.equals("^") || atom.equals("$") || atom.matches("\\\\[bBAzZG]");
            return quantified(isPlace ? new BitSet() : set(atom), null, false);
        }
        at++;
        boolean isLook = false;
        boolean isAtomic = false;
        if (expression.startsWith("?", at)) {
            isAtomic = expression.startsWith("?>", at);
            isLook = expression.substring(at).matches("(?s)\\?(<?[=!]).*");
            while (":=!>)".indexOf(expression.charAt(at)) < 0) {
                at++;
            }
            if (expression.charAt(at) == ')') {
                at++;
                return new Part(new BitSet(), null, true, false, false);
            }
            at++;
        }
        List<List<Part>> group = alternatives();
        at++;
        Part part = quantified(null, group, isAtomic);
        // What it looks at is not taken, so that what follows begins at the same place.
        return isLook ? new Part(null, group, true, false, true) : part;
    }

    private Part quantified(BitSet set, List<List<Part>> group, boolean isAtomic) {
        String rest = expression.substring(at);
        boolean optional = rest.startsWith("*") || rest.startsWith("?") || rest.startsWith("{0");
        boolean unbounded = rest.startsWith("*") || rest.startsWith("+") || rest.matches("(?s)\\{\\d+,}.*");
        boolean isQuantified = optional || unbounded || rest.matches("(?s)\\{\\d+(,\\d+)?}.*");
        if (isQuantified) {
            at = rest.startsWith("{") ? expression.indexOf('}', at) + 1 : at + 1;
        }
        boolean possessive = isQuantified && expression.startsWith("+", at);
        if (possessive || isQuantified && expression.startsWith("?", at)) {
            at++;
        }
        return new Part(set, group, optional, unbounded, possessive || isAtomic);
    }

    private int endOfEscape() {
        char kind = expression.charAt(at + 1);
        if ((kind == 'p' || kind == 'P') && expression.charAt(at + 2) == '{') {
            return expression.indexOf('}', at) + 1;
        }
        return at + (kind == 'u' ? 6 : kind == 'x' ? 4 : kind == '0' ? 3 : 2);
    }

    private int endOfClass() {
        // A bracket at the beginning of a set is one of its characters.
        int depth = 1;
        for (int i = at + (expression.startsWith("[^]", at) ? 3 : expression.startsWith("[]", at) ? 2 : 1); ; i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return i + 1;
            }
        }
    }

    private static BitSet set(String atom) {
        Pattern one = Pattern.compile(atom.matches("\\\\[1-9]|\\\\k.*") ? "(?s)." : "(?s)" + atom);
        BitSet set = new BitSet();
        for (int c = 0; c < CHARACTERS; c++) {
            if (one.matcher(String.valueOf((char) c)).matches()) {
                set.set(c);
            }
        }
        return set;
    }
}
