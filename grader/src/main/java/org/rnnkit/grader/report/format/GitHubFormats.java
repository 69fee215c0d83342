package org.rnnkit.grader.report.format;

/** The formats that GitHub shows: a summary of the job, and annotations of a pull request. */
final class GitHubFormats {

    private GitHubFormats() {}
}
