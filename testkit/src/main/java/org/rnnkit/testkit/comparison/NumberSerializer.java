package org.rnnkit.testkit.comparison;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** A writer of numbers to JSON, which has no NaN and no infinity: they are written as "NaN", "Infinity" and "-Infinity". */
final class NumberSerializer extends JsonSerializer<Double> {

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(value.toString());
        }
    }
}
