/** The HTML that all pages share: layout, escaping, and curves drawn as SVG. */
package org.rnnkit.grader.page;
