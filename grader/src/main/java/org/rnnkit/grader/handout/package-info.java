/** What students get: the kit without the reference, as a repository of its own. */
package org.rnnkit.grader.handout;
