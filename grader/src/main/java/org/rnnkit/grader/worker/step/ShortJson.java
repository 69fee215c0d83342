package org.rnnkit.grader.worker.step;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;

/** Reads a comparison, and stops at a forged one that is so large that its tree would fill the memory. */
final class ShortJson extends JsonDeserializer<JsonNode> {

    @Override
    public JsonNode deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try (TokenBuffer read = new TokenBuffer(parser, context)) {
            int depth = 0;
            int tokens = 0;
            do {
                if (++tokens > TestProblem.MAX_COMPARISON) {
                    throw JsonMappingException.from(parser,
                            "a comparison of more than " + TestProblem.MAX_COMPARISON + " parts");
                }
                read.copyCurrentEvent(parser);
                JsonToken token = parser.currentToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0 && parser.nextToken() != null);
            return context.readTree(read.asParserOnFirstToken());
        }
    }
}
