package org.rnnkit.learner.showcase;

/**
 * The result of a showcase: data, or the reason why there is none or not all of it.
 *
 * @param data the data, of the type that {@link Showcase#data} names; null if there is none
 * @param failure the reason in words; empty if the data is complete
 */
public record ShowcaseResult(Object data, String failure) {

    static ShowcaseResult failed(String failure) {
        return new ShowcaseResult(null, failure);
    }
}
