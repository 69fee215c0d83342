package org.rnnkit.testkit;

/** Two slips in one solution. */
record ComparedPair(String first, String second) {}
