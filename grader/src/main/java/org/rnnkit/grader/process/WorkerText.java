package org.rnnkit.grader.process;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.rnnkit.grader.report.Printable;

/**
 * The gate for all texts that come from a process with a student's code: messages, names, output. Such a text is made
 * printable, and it and its words are cut, before anything else reads it. Texts that are compared with right ones, and not
 * shown, say so with an annotation.
 */
public final class WorkerText extends JsonDeserializer<String> {

    /** The most characters of a text. The kit's own messages are cut at 4,000, with a few sentences around them. */
    static final int MAX_LENGTH = 6_000;
    /** The most characters of a word: enough for a long path. */
    private static final int MAX_WORD = 300;

    /** Reads answers and lines from JSON, with each text through the gate. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(String.class, new WorkerText())).build();

    private WorkerText() {}

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return of(parser.getValueAsString());
    }

    /** Makes a text printable and cuts it; null stays null. */
    public static String of(String text) {
        if (text == null) {
            return null;
        }
        String printable = Printable.of(Printable.cut(text, MAX_LENGTH));
        StringBuilder gated = new StringBuilder();
        int word = 0;
        for (char c : printable.toCharArray()) {
            word = Character.isWhitespace(c) ? 0 : word + 1;
            if (word <= MAX_WORD) {
                gated.append(c);
            } else if (word == MAX_WORD + 1) {
                gated.append('…');
            }
        }
        return Printable.cut(gated.toString(), MAX_LENGTH + 1);
    }
}
