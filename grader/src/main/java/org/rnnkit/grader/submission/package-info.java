/** The intake of a submission: from a folder or archive, the steps' own sources are taken and nothing else. */
package org.rnnkit.grader.submission;
