package org.rnnkit.grader.report.format;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.GraderException;

/**
 * The report as report.json, with "\n" as line end on every system. JSON has no NaN and no infinity: they are written as null.
 * The training's history is left out: it has a page of its own.
 */
final class JsonFormat implements ReportFormat {

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Double.class, new Finite()).addSerializer(double.class, new Finite()))
            .addMixIn(TrainingReport.class, WithoutHistory.class)
            .build()
            .writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

    @JsonIgnoreProperties("history")
    private interface WithoutHistory {}

    @Override
    public String render(Report report) {
        return of(report);
    }

    /** Writes the content of any JSON file of a report. */
    static String of(Object content) {
        try {
            return WRITER.writeValueAsString(content) + "\n";
        } catch (JsonProcessingException e) {
            throw new GraderException("The report can't be put into JSON: " + e, e);
        }
    }

    /** A serializer for numbers that may be NaN or infinite, such as a perplexity that student code reported. */
    private static final class Finite extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
