package org.rnnkit.learner.showcase.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.learner.showcase.worker.EmbeddingRows;

/** The vectors of an embedding as letters in a plane. */
public final class EmbeddingPicture {

    /** The width and height of the drawing, in pixels. */
    public static final int SIZE = 480;
    /** The size of a letter's mark, in pixels. */
    public static final int MARK = 11;

    private static final String VOWELS = "aeiou";
    private static final int MARGIN = 24;
    private static final int NEIGHBOURS = 3;
    /** Tokens are in the order of their frequency: the unknown one, the space, the letters. */
    private static final int FIRST_LETTER = 2;
    private static final int FREQUENT = 12;

    private final EmbeddingRows data;
    private final PrincipalPlane plane;

    /**
     * Makes the picture.
     *
     * @param data the vectors
     */
    public EmbeddingPicture(EmbeddingRows data) {
        this.data = data;
        this.plane = new PrincipalPlane(data.rows());
    }

    /**
     * A letter in the plane.
     *
     * @param x its horizontal place
     * @param y its vertical place
     * @param label the letter
     * @param kind vowel, consonant or other: the CSS class, and the shape of the mark
     */
    public record Letter(String x, String y, String label, String kind) {}

    /** Lists the letters. */
    public List<Letter> letters() {
        double[] across = plane.project(0);
        double[] up = plane.project(1);
        double far = Stream.of(across, up).flatMapToDouble(Arrays::stream).map(Math::abs).filter(Double::isFinite).max()
                .orElse(0);
        LinearScale x = new LinearScale(-far, far + Double.MIN_NORMAL, MARGIN, SIZE - MARGIN);
        LinearScale y = new LinearScale(-far, far + Double.MIN_NORMAL, SIZE - MARGIN, MARGIN);
        List<Letter> letters = new ArrayList<>();
        for (int i = 0; i < across.length; i++) {
            String token = data.tokens().get(i);
            String label = token.length() > 1 ? "?" : Svg.token(token);
            letters.add(new Letter(x.place(across[i]), y.place(up[i]), label, kind(token)));
        }
        return letters;
    }

    private static String kind(String token) {
        return token.length() > 1 || !Character.isLetter(token.charAt(0)) ? "other"
                : VOWELS.contains(token) ? "vowel" : "consonant";
    }

    /** Returns the share of the vectors' differences that the plane shows. */
    public String share() {
        return Svg.number(100 * plane.share(), 0) + " %";
    }

    /** Returns the size of each vector. */
    public int embedSize() {
        return data.rows()[0].length;
    }

    /** Names the frequent letters whose vectors are nearest to that of "e", in all dimensions. */
    public String nearestToE() {
        int e = data.tokens().indexOf("e");
        if (e < 0) {
            return "";
        }
        int end = Math.min(FIRST_LETTER + FREQUENT, data.tokens().size());
        return IntStream.range(FIRST_LETTER, end).filter(i -> i != e).boxed()
                .sorted(Comparator.comparingDouble(i -> distance(i, e))).limit(NEIGHBOURS)
                .map(i -> Svg.named(data.tokens().get(i))).collect(Collectors.joining(", "));
    }

    private double distance(int i, int j) {
        double sum = 0;
        for (int k = 0; k < embedSize(); k++) {
            sum += Math.pow(data.rows()[i][k] - data.rows()[j][k], 2);
        }
        return sum;
    }

    /** Returns the training before, in numbers. */
    public TrainingPicture trained() {
        return new TrainingPicture(data.trained(), false);
    }
}
