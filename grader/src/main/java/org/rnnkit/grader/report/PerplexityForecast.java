package org.rnnkit.grader.report;

/**
 * What the perplexity of a short training's small model says of the full training.
 *
 * @param passes whether the full training is predicted to pass
 * @param limit the most that the small model's perplexity may be for that
 * @param fullPerplexity the most that the full training's perplexity may be for it to pass
 */
public record PerplexityForecast(boolean passes, double limit, double fullPerplexity) {

    /**
     * Returns the prediction as it is shown.
     *
     * @return "predicted to pass" or "predicted to fail"
     */
    public String words() {
        return passes ? "predicted to pass" : "predicted to fail";
    }

    /**
     * Says on which side of a bound that is.
     *
     * @param bound the bound
     * @return "1.2 or less" or "above 1.2"
     */
    String side(double bound) {
        return passes ? bound + " or less" : "above " + bound;
    }
}
