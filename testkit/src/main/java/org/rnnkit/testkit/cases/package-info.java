/** Cases that are drawn from the dimensions of a step's contract, and what is asked of every call. */
package org.rnnkit.testkit.cases;
