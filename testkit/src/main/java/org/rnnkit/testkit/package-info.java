/** What a graded test is written with: random sizes and values, expectations, known slips. */
package org.rnnkit.testkit;
