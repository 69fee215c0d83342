package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.cases.Call;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.models.ManagerWatch;
import org.rnnkit.testkit.oracle.Writing;
import org.rnnkit.toolkit.LanguageModel;

/** A call of step 6 or 10: its arguments, and what is asked of its text and of what it does beside it. */
public final class TextCall {

    /** Without k: no text has the letters of {@code <unk>} one after the other. */
    private static final String LETTERS = "e tairmnvlos<>hdubcfgjpqwxyz";
    private static final String CAPITALS = "ETAOI";
    private static final String UNKNOWN = "7#\n\té";
    private static final int SMALL = 12;
    /** The first of many characters that no alphabet has. */
    private static final char MORE = '\u4e00';
    private static final Pattern TOKEN = Pattern.compile("<unk>|.", Pattern.DOTALL);
    private static final int LONGEST_SHOWN = 16;
    private static final String OTHER_READ = "another character is read than the one that is written: append the one that was "
            + "chosen, and let the model read it next";

    private final String method;
    private final String prefix;
    private final int length;
    private final Writing writing;
    private final Automaton model;
    private final ManagerWatch watch;
    private final NDManager given;
    private final boolean isOfModel;

    private TextCall(String method, String prefix, int length, Writing writing, int parts, boolean isOfModel,
            NDManager manager) {
        this.method = method;
        this.prefix = prefix;
        this.length = length;
        this.writing = writing;
        this.given = manager.newSubManager();
        this.isOfModel = isOfModel;
        this.model = new Automaton(writing, isOfModel ? given : manager.newSubManager(), isOfModel, parts);
        this.watch = new ManagerWatch(model);
    }

    /** Makes a call in words, with a small vocabulary and a state of one array. */
    public static TextCall of(String method, String prefix, int length, float[] logits, Draw draw, NDManager manager) {
        Vocabulary vocabulary = vocabulary(tokens(logits.length), true);
        return new TextCall(method, prefix, length, new Writing(vocabulary, salt(draw), logits), 1, false, manager);
    }

    /**
     * Makes a call with drawn arguments.
     *
     * @param method the method that is called
     * @param values the values of the dimensions that steps 6 and 10 share
     * @param logits the logits of the vocabulary, the largest first
     * @param draw the source of everything else
     * @param manager is closed after the call
     */
    public static TextCall of(String method, DrawnValues values, float[] logits, Draw draw, NDManager manager) {
        List<String> tokens = tokens(logits.length);
        Collections.shuffle(tokens, draw.random());
        String prefix = prefix(values.word("prefix"), values.size("prefixLength"), tokens, draw);
        Writing writing = new Writing(vocabulary(tokens, values.is("unknown", "first")), salt(draw), logits);
        return new TextCall(method, prefix, values.size("numPredictions"), writing, values.is("state", "one array") ? 1 : 2,
                values.is("manager", "the model's"), manager);
    }

    private static int salt(Draw draw) {
        return draw.integer(1, 1_000_000);
    }

    /** Returns the tokens of a vocabulary but for the unknown one. */
    private static List<String> tokens(int vocabSize) {
        return IntStream.range(0, vocabSize - 1).mapToObj(i -> i < LETTERS.length() ? LETTERS.substring(i, i + 1)
                : Character.toString(MORE + i)).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Vocabulary vocabulary(List<String> tokens, boolean isUnknownFirst) {
        List<String> unknown = List.of("<unk>");
        return DefaultVocabulary.builder().optUnknownToken("<unk>").add(isUnknownFirst ? unknown : tokens)
                .add(isUnknownFirst ? tokens : unknown).build();
    }

    /** Draws a prefix of a kind: its first character shows the kind, and about a third of the others do. */
    private static String prefix(String kind, int length, List<String> tokens, Draw draw) {
        StringBuilder prefix = new StringBuilder();
        String others = kind.equals("capital letters") ? CAPITALS : kind.equals("unknown characters") ? UNKNOWN : "";
        for (int i = 0; i < length; i++) {
            boolean isOther = !others.isEmpty() && (i == 0 || draw.integer(0, 2) == 0);
            prefix.append(isOther ? others.charAt(draw.integer(0, others.length() - 1))
                    : tokens.get(draw.integer(0, tokens.size() - 1)).charAt(0));
        }
        if (kind.equals("spaces at its ends")) {
            prefix.setCharAt(0, ' ');
            prefix.setCharAt(length - 1, ' ');
        }
        return prefix.toString();
    }

    /** Returns logits of a small vocabulary, all slightly below 0: a search for the largest that begins with 0 fails. */
    public static float[] smallLogits() {
        return logits(SMALL);
    }

    /** Returns logits of a vocabulary of any size, all slightly below 0. */
    public static float[] logits(int vocabSize) {
        float[] logits = new float[vocabSize];
        for (int i = 0; i < vocabSize; i++) {
            logits[i] = -2 - i / (float) vocabSize;
        }
        logits[0] = -1.5f;
        logits[1] = -1.95f;
        logits[Writing.smallest(vocabSize)] = -4;
        return logits;
    }

    /** Returns the prefix that is continued. */
    public String prefix() {
        return prefix;
    }

    /** Returns the number of tokens to write. */
    public int length() {
        return length;
    }

    /** Returns the model that the step is given. */
    public LanguageModel net() {
        return watch;
    }

    /** Returns the vocabulary that the step is given. */
    public Vocabulary vocabulary() {
        return writing.vocabulary();
    }

    /** Returns the manager that the step is given. */
    public NDManager manager() {
        return given;
    }

    /** Returns the oracle of the text. */
    public Writing writing() {
        return writing;
    }

    /**
     * Calls the step, and checks the text first, then what the call has done beside it.
     *
     * @param step the call
     * @param check the check of the text
     * @return the text
     */
    public String run(Supplier<String> step, Consumer<String> check) {
        String text = Call.of(method).with("parameter 0 of the model", model.parameter()).leavesNothingOn(given, isOfModel
                ? "the manager given, which is the model's, too (results that begin with a parameter belong to it, and only an "
                + "NDScope closes them)" : "the manager given").run(() -> text(step), check);
        leavesNothingOpen("the call");
        Expect.ownership(watch.allAreBelow(given), () -> method + " makes the tokens or the state on a manager that does not "
                + "belong to the one given: use manager.newSubManager(), so that whoever closes the one given closes all");
        return text;
    }

    /** Checks that the managers of the step and the arrays of the model are closed after the call or an exception. */
    public void leavesNothingOpen(String after) {
        Expect.ownership(watch.allAreClosed(given), () -> "after " + after + ", a manager that " + method + " has opened stays "
                + "open: open it in try (NDManager sub = manager.newSubManager()), which closes it in any case");
        Expect.ownership(model.alive() == 0, () -> "after " + after + ", " + model.alive() + " of the model's states and "
                + "logits are still alive: a sub-manager or scope was not closed");
    }

    private String text(Supplier<String> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException refused) {
            // An exception class of the step's own may have no trace.
            Stream.of(refused.getStackTrace()).limit(1).filter(thrower -> thrower.getClassName().startsWith("org.rnnkit.step"))
                    .forEach(thrower -> Expect.that(false, () -> "line " + thrower.getLineNumber() + " of "
                            + thrower.getFileName() + " refuses " + call() + " with an IllegalArgumentException: only an "
                            + "empty prefix must be refused. Every other one can be continued, also by 0 characters, also "
                            + "if it is a space or has characters that the vocabulary lacks"));
            throw refused;
        }
    }

    /** Checks that the text has the most likely token each time. */
    public void isMostLikely(String text) {
        compare(text, () -> Slip.each(Writing.Wrong.class, this::wrong));
    }

    /** Checks the same of a text whose tokens are drawn, one of them almost always. */
    public void isMostLikelyDrawn(String text) {
        compare(text, () -> Arrays.stream(Writing.Wrong.values()).filter(wrong -> wrong != Writing.Wrong.RIGHT
                && !wrong.isOfChoice()).map(wrong -> Slip.of(wrong.words(), wrong(wrong))).toArray(Slip[]::new));
    }

    private void compare(String text, Supplier<Slip[]> slips) {
        Expect.text(call(), text, writing.text(Writing.Wrong.RIGHT, prefix, length), slips, () -> difference(text));
    }

    private String call() {
        return method + "(\"" + shown(prefix) + "\", " + length + ")";
    }

    /** Leaves out most of a long text. */
    private static String shown(String text) {
        String end = text.length() > 2 * LONGEST_SHOWN ? "…" + text.substring(text.length() - LONGEST_SHOWN) : text;
        return end.replace("\n", "\\n").replace("\t", "\\t");
    }

    private double[][] wrong(Writing.Wrong wrong) {
        return new double[][] {writing.text(wrong, prefix, length).chars().asDoubleStream().toArray()};
    }

    /** Checks that the text is the prefix and as many tokens as asked for, each chosen after the text up to it was read. */
    public void isReadAsWritten(String text) {
        Expect.result("what the model reads in " + method, isReadRightly(text), () -> Map.of(OTHER_READ, isReadRightly(text)
                || isOtherRead(text)),
                () -> Failure.ofResult(call() + " gives \"" + shown(text) + "\"").with(difference(text)));
    }

    /** Tells whether {@link #isReadAsWritten} holds. */
    public boolean isReadRightly(String text) {
        return text.startsWith(prefix) && written(text).size() == length && states(text).stream().allMatch(model::hasRead);
    }

    /** Tells whether the model had read a text that differs in its last token only from the one that should have been read. */
    private boolean isOtherRead(String text) {
        List<List<Integer>> all = model.read();
        List<Integer> right = new ArrayList<>(writing.tokens(prefix));
        if (!text.startsWith(prefix) || !all.contains(right)) {
            return false;
        }
        for (int token : written(text)) {
            List<Integer> before = List.copyOf(right);
            right.add(token);
            if (!all.contains(right)) {
                return all.stream().anyMatch(read -> read.size() == right.size()
                        && read.subList(0, before.size()).equals(before));
            }
        }
        return false;
    }

    /** Returns the states in which the tokens of a text were chosen. */
    public List<Integer> states(String text) {
        List<Integer> states = new ArrayList<>();
        int state = writing.after(Writing.BEGIN, writing.tokens(prefix));
        for (int token : written(text)) {
            states.add(state);
            state = writing.next(state, token);
        }
        return states;
    }

    /** Returns the tokens after the prefix. */
    public List<Integer> written(String text) {
        return TOKEN.matcher(text.substring(prefix.length())).results().map(match -> token(match.group())).toList();
    }

    private int token(String word) {
        return (int) writing.vocabulary().getIndex(word);
    }

    private String difference(String text) {
        if (!text.startsWith(prefix)) {
            return "The text does not begin with the prefix as it was given";
        }
        int written = written(text).size();
        if (written != length) {
            return "After the prefix there must be " + length + (length == 1 ? " character" : " characters")
                    + ", but there are " + written + (text.contains("<unk>") ? "; <unk> counts as one"
                    : writing.text(Writing.Wrong.RIGHT, prefix, length).startsWith(text + "<unk>")
                    ? "; the next is <unk>, which is written and read like all others" : "");
        }
        return reading(written(text));
    }

    /** Says whether the mistake is in what the model read, in the choice of a token, or in how the text is put together. */
    private String reading(List<Integer> written) {
        Optional<List<Integer>> unread = firstUnread(written);
        if (unread.isEmpty()) {
            return "The model has read the right characters each time. So look at how the next character is found";
        }
        if (isReadRightly(writing.text(Writing.Wrong.RIGHT, prefix, length))) {
            return "The model has read the right characters each time, but the text has others. So look at how the text is put "
                    + "together";
        }
        return "To choose the character after " + quoted(unread.get()) + ", the model must have read exactly "
                + quoted(unread.get()) + " since it began, but it had read " + readInstead(unread.get());
    }

    /** Returns the first beginning of a text after which a token was chosen without the model having read just that. */
    private Optional<List<Integer>> firstUnread(List<Integer> written) {
        List<Integer> begin = writing.tokens(prefix);
        Set<List<Integer>> read = Set.copyOf(model.read());
        return IntStream.range(0, written.size()).mapToObj(i -> Stream.of(begin, written.subList(0, i)).flatMap(List::stream)
                .toList()).filter(text -> !read.contains(text)).findFirst();
    }

    /** Names the first thing read that the text does not begin with, else the last thing read. */
    private String readInstead(List<Integer> text) {
        List<List<Integer>> read = model.read();
        return read.stream().filter(one -> one.size() > text.size() || !text.subList(0, one.size()).equals(one)).findFirst()
                .or(() -> read.stream().reduce((one, next) -> next)).map(this::quoted).orElse("nothing");
    }

    private String quoted(List<Integer> text) {
        int from = Math.max(0, text.size() - LONGEST_SHOWN);
        return text.stream().skip(from).map(writing.vocabulary()::getToken)
                .collect(Collectors.joining("", from > 0 ? "\"…" : "\"", "\""));
    }
}
