package org.rnnkit.classroom.gradebook;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A person's name in a form that is the same however it is written: without case, accents and signs, in any order of first and
 * last name. Canvas writes "lovelaceada" for Ada Lovelace, so the words joined count as well. A name confirms a number; it
 * never finds a person.
 *
 * @param words the words of the name, sorted
 * @param joined the words in their order and in each order that begins at another word, joined
 */
record NameKey(String words, Set<String> joined) {

    /** Letters that Unicode does not split into a base letter and an accent, and what people write in their place. */
    private static final Map<String, String> LETTERS = Map.of("ß", "ss", "ø", "o", "ł", "l", "æ", "ae", "œ", "oe",
            "đ", "d", "ð", "d", "þ", "th", "ı", "i");

    /** The most words of a name that is joined in several orders. Each order takes memory. */
    private static final int MAX_WORDS = 20;

    /** Makes the key of a name. */
    static NameKey of(String name) {
        String plain = Normalizer.normalize(name, Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> letter : LETTERS.entrySet()) {
            plain = plain.replace(letter.getKey(), letter.getValue());
        }
        plain = plain.replaceAll("['\u2019]", "").replaceAll("[^\\p{L}\\p{N}]++", " ").strip();
        List<String> words = List.of(plain.split(" "));
        List<String> twice = new ArrayList<>(words);
        twice.addAll(words);
        int orders = words.size() > MAX_WORDS ? 1 : words.size();
        Set<String> joined = IntStream.range(0, orders)
                .mapToObj(begin -> String.join("", twice.subList(begin, begin + words.size())))
                .collect(Collectors.toSet());
        return new NameKey(words.stream().sorted().collect(Collectors.joining(" ")), joined);
    }

    /** Tells whether both are the same name. An empty name is nobody's. */
    boolean matches(NameKey other) {
        return !words.isEmpty() && (words.equals(other.words) || !Collections.disjoint(joined, other.joined));
    }
}
