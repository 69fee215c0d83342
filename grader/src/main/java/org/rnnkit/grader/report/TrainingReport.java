package org.rnnkit.grader.report;

import java.util.List;

/**
 * What training with the nine steps came to.
 *
 * @param perplexity of the last epoch
 * @param tokensPerSecond over all epochs
 * @param epochs how many
 * @param text which text
 * @param samples what the model wrote
 */
public record TrainingReport(double perplexity, double tokensPerSecond, int epochs, String text,
        List<String> samples) {}
