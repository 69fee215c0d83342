package org.rnnkit.testkit.allowed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of docs/allowed.md. */
class AllowedPageTest {

    /** Classes of Java 21, which a step names if its compiler writes their names. */
    private static final Set<String> NEWER = Set.of("java/lang/MatchException", "java/lang/runtime/SwitchBootstraps",
            "java/util/SequencedCollection", "java/util/SequencedMap", "java/util/SequencedSet");

    @ParameterizedTest
    @ValueSource(strings = {"use", "extend", "annotation", "compiler", "not step12backward"})
    void everyNameExists(String kind) throws IOException {
        Map<String, MemberRule> block = AllowedPage.PAGE.block(kind);
        Set<String> missing = new TreeSet<>();
        for (String type : block.keySet()) {
            if (!type.endsWith("/*") && !NEWER.contains(type)) {
                Set<String> members = members(type);
                Stream.of(block.get(type).named(), block.get(type).excluded()).flatMap(Set::stream)
                        .filter(name -> members.stream().noneMatch(member -> member.matches(
                                name.replaceAll("\\(.*", "") + "[(LJIF].*"))).forEach(name -> missing.add(type + " " + name));
            }
        }

        assertThat(block).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    /** Lists the members of a class and of its parents, with their types. */
    private static Set<String> members(String type) throws IOException {
        Set<String> members = new TreeSet<>();
        Optional<String> next = Optional.of(type);
        while (next.isPresent()) {
            try (InputStream file = AllowedPageTest.class.getClassLoader().getResourceAsStream(next.get() + ".class")) {
                assertThat(file).as(next.get()).isNotNull();
                ClassOutline outline = ClassOutline.ofLibrary(file.readAllBytes());
                members.addAll(outline.members());
                next = Optional.ofNullable(outline.parent());
            }
        }
        return members;
    }

    /** On a newer Java than the build's, the list must read its classes, too. */
    @Test
    void readsClassesOfNewerVersions() {
        KnownClasses known = new KnownClasses(Map.of());

        assertThat(known.declaring("java/util/ArrayList", "stream()Ljava/util/stream/Stream;"))
                .contains("java/util/Collection");
        assertThat(known.declaring("ai/djl/ndarray/NDList", "size()I")).contains("java/util/ArrayList");
        assertThat(known.declaring("no/such/Class", "size()I")).isEmpty();
    }

    @Test
    void aLineSaysWhichMembersMayBeUsed() {
        AllowedPage list = new AllowedPage("""
                ```use
                a.Whole
                a.Some get new(String)
                a.Most -set
                ```
                ```make
                a.Made
                ```
                ```name
                a.Named
                ```
                """);

        assertThat(Stream.of("Whole", "Some", "Most", "Made", "Named").map(type -> list.rule("a/" + type).orElseThrow())
                .map(rule -> Stream.of("get", "set", "<init>").filter(member -> rule.allows(member, "(Ljava/lang/String;)V"))
                        .toList().toString()))
                .containsExactly("[get, set, <init>]", "[get, <init>]", "[get, <init>]", "[<init>]", "[]");
    }

    @Test
    void aStepMayUseOfOtherStepsWhatTheirChaptersAskFor() {
        MemberRule model = AllowedPage.PAGE.rule("org/rnnkit/step5model/RnnModelScratch").orElseThrow();

        assertThat(model.named()).containsExactlyInAnyOrder("<init>", "forward", "beginState", "parameters");
        assertThat(AllowedPage.PAGE.rule("org/rnnkit/step5model/Helper")).isEmpty();
        assertThat(AllowedPage.PAGE.rule("org/rnnkit/step5model/RnnModelScratch$Helper")).isEmpty();
    }
}
