package org.rnnkit.testkit.allowed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The page docs/allowed.md, which lists what a step may use: the lines of its blocks of code, and its list of advice. */
final class AllowedPage {

    private static final String FENCE = "```";
    private static final Pattern ADVICE = Pattern.compile("- ([^:]+): (without .+?)\\. (.+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Advice NONE = new Advice(List.of(), "", "docs/allowed.md lists what it may use.");

    static final AllowedPage PAGE = new AllowedPage(read());

    /**
     * The rules of each kind of block by their classes; the kind is the word after the fence. Of the classes in a block "make",
     * constructors may be used, and of those in a block "name" no member.
     */
    private final Map<String, Map<String, MemberRule>> blocks = new HashMap<>();
    private final List<Advice> advice = new ArrayList<>();

    AllowedPage(String page) {
        String kind = "";
        for (String line : page.lines().toList()) {
            if (line.startsWith(FENCE)) {
                kind = line.substring(FENCE.length());
            } else if (!kind.isEmpty()) {
                List<String> words = List.of(line.split(" "));
                String type = words.get(0).replace('.', '/');
                switch (kind) {
                    case "name" -> add("use", type, MemberRule.NONE);
                    case "make" -> add("use", type, MemberRule.parse(List.of("new")));
                    default -> add(kind, type, MemberRule.parse(words.subList(1, words.size())));
                }
            } else if (line.startsWith("- `")) {
                advice.add(advice(line));
            }
        }
    }

    private void add(String kind, String type, MemberRule rule) {
        blocks.computeIfAbsent(kind, added -> new HashMap<>()).put(type, rule);
    }

    private static Advice advice(String line) {
        Matcher parts = ADVICE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no advice: " + line);
        }
        return new Advice(CODE.matcher(parts.group(1)).results().map(found -> found.group(1)).toList(), parts.group(2),
                parts.group(3));
    }

    private static String read() {
        try (InputStream page = AllowedPage.class.getResourceAsStream("/docs/allowed.md")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("docs/allowed.md can't be read", e);
        }
    }

    /** Returns the classes and rules of a kind of block. */
    Map<String, MemberRule> block(String kind) {
        return blocks.getOrDefault(kind, Map.of());
    }

    /** Finds the rule of a class: its own, that of the class around it, or that of its package. */
    Optional<MemberRule> rule(String type) {
        return find("use", type).or(() -> ofStep(type));
    }

    /** Tells whether a class of a step may extend or implement this one, and a lambda be one. */
    boolean isExtendable(String type) {
        Map<String, MemberRule> extendable = block("extend");
        return extendable.containsKey(type) || extendable.containsKey(packageOf(type) + "/*");
    }

    boolean isAnnotation(String type) {
        return block("annotation").containsKey(type);
    }

    boolean isOfCompiler(String type, String method) {
        return Optional.ofNullable(block("compiler").get(type)).filter(rule -> rule.allows(method, "")).isPresent();
    }

    /** Tells whether the chapter of one step forbids a member that other steps may use. */
    boolean isForbidden(Step step, String type, String member, String descriptor) {
        return find("not " + step.id(), type).filter(rule -> rule.allows(member, descriptor)).isPresent();
    }

    private Optional<MemberRule> find(String kind, String type) {
        Map<String, MemberRule> rules = block(kind);
        String name = type;
        while (!rules.containsKey(name) && name.indexOf('$') > 0) {
            name = name.substring(0, name.lastIndexOf('$'));
        }
        return Optional.ofNullable(rules.getOrDefault(name, rules.get(packageOf(type) + "/*")));
    }

    /** Allows the members of other steps that their chapters ask for. */
    private static Optional<MemberRule> ofStep(String type) {
        return Steps.withBonus().stream().filter(step -> step.fullName().replace('.', '/').equals(type)).findFirst()
                .map(step -> new MemberRule(false, step.signatures().stream().map(signature -> member(step, signature))
                        .collect(Collectors.toSet()), Set.of()));
    }

    private static String member(Step step, String signature) {
        Matcher name = Pattern.compile("(\\w+)\\(").matcher(signature);
        if (!name.find()) {
            throw new IllegalArgumentException("no method: " + signature);
        }
        return name.group(1).equals(step.className()) ? "<init>" : name.group(1);
    }

    private static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('/')));
    }

    /** Finds the advice about the first of these names that has one. */
    Advice advice(Stream<String> names) {
        return names.flatMap(name -> advice.stream().filter(one -> one.fits(name)).limit(1)).findFirst().orElse(NONE);
    }
}
