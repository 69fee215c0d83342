package org.rnnkit.grader.report;

/**
 * The version of a kit.
 *
 * @param version the version in its pom.xml
 * @param commit the commit of git; null if the copy has none
 * @param changed whether files differ from the commit; null if that is not known
 * @param hash the SHA-256 hash of everything in the kit that a verdict depends on
 */
public record KitVersion(String version, String commit, Boolean changed, String hash) {}
