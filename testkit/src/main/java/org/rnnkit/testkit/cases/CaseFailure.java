package org.rnnkit.testkit.cases;

/** The failure of a drawn case, with the sentences that say which case it is and in which others it shows. */
public final class CaseFailure extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final String sentences;

    CaseFailure(Throwable failure, String sentences) {
        super(failure.getMessage(), failure);
        this.sentences = sentences;
    }

    /** Returns the sentences, in lines. */
    public String sentences() {
        return sentences;
    }
}
