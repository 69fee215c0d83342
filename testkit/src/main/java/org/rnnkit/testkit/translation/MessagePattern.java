package org.rnnkit.testkit.translation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An English message with named places, and its translation: "{1} has shape {2}" and "{1}: Shape {2}". A place stands for any
 * text, which is translated, too. A name, a number or code stays as it is; if a sentence stands there that has no
 * translation, the whole message stays English, so that no message mixes two languages.
 */
final class MessagePattern {

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
    /** Three words in small letters. A name has fewer, such as the title of a step. */
    private static final Pattern SENTENCE = Pattern.compile("\\b\\p{Ll}{2,}(?: \\p{Ll}{2,}){2}\\b");
    private static final Pattern NUMBER = Pattern.compile("-?\\d[\\d.eE-]*(?=[ ,:;])\\s?");

    private final List<String> names;
    private final List<String> literals;
    private final String translation;

    /** Reads an entry of a translation. */
    MessagePattern(String english, String translation) {
        this.names = PLACE.matcher(english).results().map(place -> place.group(1)).toList();
        this.literals = List.of(PLACE.split(english, -1));
        this.translation = translation;
    }

    /** Tells whether a message has no place. */
    static boolean isPlain(String english) {
        return !PLACE.matcher(english).find();
    }

    /** Returns how many characters of a message must be equal. */
    int length() {
        return literals.stream().mapToInt(String::length).sum();
    }

    /**
     * Translates a message that fits.
     *
     * @param message one line
     * @param inner translates the text at a place; empty if it can't
     * @return the translation; empty if the message does not fit, or if a place has a sentence without translation
     */
    Optional<String> translate(String message, Function<String, Optional<String>> inner) {
        Map<String, String> values = values(message);
        if (values == null) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        Matcher place = PLACE.matcher(translation);
        while (place.find()) {
            String value = values.getOrDefault(place.group(1), place.group());
            Optional<String> translated = part(value, inner);
            if (translated.isEmpty() && SENTENCE.matcher(QUOTED.matcher(value).replaceAll("")).find()) {
                return Optional.empty();
            }
            place.appendReplacement(text, Matcher.quoteReplacement(translated.orElse(value)));
        }
        return Optional.of(place.appendTail(text).toString());
    }

    /** Translates the text of a place. A number at its beginning may belong to the place before it. */
    private static Optional<String> part(String value, Function<String, Optional<String>> inner) {
        if (value.isBlank()) {
            return Optional.empty();
        }
        String words = value.strip();
        Optional<String> whole = inner.apply(words);
        Matcher number = NUMBER.matcher(words);
        Optional<String> found = whole.isPresent() || !number.lookingAt() ? whole
                : inner.apply(words.substring(number.end())).map(rest -> number.group() + rest);
        int begin = value.indexOf(words);
        return found.map(text -> value.substring(0, begin) + text + value.substring(begin + words.length()));
    }

    /**
     * Finds the text at each place; null if the message does not fit. Each literal part is searched once, from left to right:
     * a regular expression could take very long for a message that a student's code has made.
     */
    private Map<String, String> values(String message) {
        int last = literals.size() - 1;
        String begin = literals.get(0);
        String end = literals.get(last);
        if (message.length() < length() || !message.startsWith(begin) || !message.endsWith(end)) {
            return null;
        }
        List<String> values = new ArrayList<>();
        int from = begin.length();
        int limit = message.length() - end.length();
        for (int i = 1; i < last; i++) {
            int found = message.indexOf(literals.get(i), from);
            if (found < 0 || found + literals.get(i).length() > limit) {
                return null;
            }
            values.add(message.substring(from, found));
            from = found + literals.get(i).length();
        }
        if (from > limit) {
            return null;
        }
        values.add(message.substring(from, limit));
        Map<String, String> named = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            named.putIfAbsent(names.get(i), values.get(i));
        }
        return named;
    }
}
