package org.rnnkit.grader.report;

/**
 * A forecast of the full training's result, made from a short training of a small model.
 *
 * @param passes whether the full training is predicted to pass
 * @param limit the largest perplexity of the small model for which the forecast is a pass
 * @param fullPerplexity the largest perplexity with which the full training passes
 */
public record PerplexityForecast(boolean passes, double limit, double fullPerplexity) {

    /**
     * Puts the forecast into words for a reader.
     *
     * @return "predicted to pass" or "predicted to fail"
     */
    public String verdict() {
        return passes ? "predicted to pass" : "predicted to fail";
    }

    /**
     * Says on which side of a limit the forecast lies.
     *
     * @param bound {@link #limit} or {@link #fullPerplexity}
     * @return "1.2 or less" or "above 1.2"
     */
    String sideOf(double bound) {
        return passes ? bound + " or less" : "above " + bound;
    }
}
