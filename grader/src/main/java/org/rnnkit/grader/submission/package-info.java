/**
 * The intake of a submission: from a folder or archive, the steps' own sources are taken and nothing else. A {@code JavaLexer}
 * reads Java without a compiler.
 */
package org.rnnkit.grader.submission;
