package org.rnnkit.testkit.translation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The translated messages of a language. A message is translated line by line, or else sentence by sentence. */
final class MessageTable {

    /** A longer line is not a message of the kit alone: it quotes something, and stays as it is. */
    private static final int MAX_LINE = 2_000;

    /** A message in a place of a message in a place of a message. */
    private static final int MAX_DEPTH = 3;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!])\\s+(?=\\p{Upper})");

    private final Map<String, String> plain = new HashMap<>();
    private final List<MessagePattern> patterns = new ArrayList<>();

    /** Takes the translation of each English message; a blank one is left out. */
    MessageTable(Map<String, String> translations) {
        translations.forEach((english, translation) -> {
            if (translation == null || translation.isBlank()) {
                return;
            }
            if (MessagePattern.isPlain(english)) {
                plain.put(english, translation);
            } else {
                patterns.add(new MessagePattern(english, translation));
            }
        });
        patterns.sort(Comparator.comparingInt(MessagePattern::length).reversed());
    }

    /** Translates a line without its indentation; empty if a part of it has no translation. */
    Optional<String> line(String line) {
        String words = line.strip();
        if (words.isEmpty() || words.length() > MAX_LINE) {
            return Optional.empty();
        }
        return message(words, 0).or(() -> sentences(words))
                .map(translated -> line.substring(0, line.indexOf(words)) + translated);
    }

    /** Translates the sentences of a line, all of them or none, so that no line has two languages. */
    private Optional<String> sentences(String line) {
        List<String> translated = new ArrayList<>();
        String[] sentences = SENTENCE_END.split(line);
        for (String sentence : sentences) {
            Optional<String> found = sentences.length == 1 ? Optional.empty() : message(sentence, 0);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            translated.add(found.get());
        }
        return Optional.of(String.join(" ", translated));
    }

    private Optional<String> message(String message, int depth) {
        String known = plain.get(message);
        if (known != null || depth > MAX_DEPTH) {
            return Optional.ofNullable(known);
        }
        Optional<String> found = patterns.stream().flatMap(pattern -> pattern.translate(message,
                part -> message(part, depth + 1)).stream()).findFirst();
        // A slip before another one ends with a semicolon, and a message within a sentence has no full stop.
        return found.isPresent() || !message.endsWith(";") && !message.endsWith(".") ? found
                : message(message.substring(0, message.length() - 1), depth + 1)
                        .map(text -> text + message.charAt(message.length() - 1));
    }
}
