package dev.tributary.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Made-up files and histories are only worth something if they use all of the language, and fill the documents. */
class OracleGeneratorTest {
    private static final int SEEDS = 300;
    private static final int DEPTH = 4;
    private static final int LENGTH = 30;

    /** By what a part of the language is recognized, where there are no views on views. */
    private static final Map<Feature, String> MARKS = Map.ofEntries(
            Map.entry(Feature.EXPRESSIONS, "\\{expr: "),
            Map.entry(Feature.FLATTEN, "- flatten: "),
            Map.entry(Feature.PLUCK, " pluck: "),
            Map.entry(Feature.AGGREGATES, " (count|sum|avg|min|max|count_distinct): "),
            Map.entry(Feature.RELATION_WHERE, "^ {6,}where: "),
            Map.entry(Feature.ROOT_WHERE, "^views:(?s:.*)^ {4}where: \"\\("),
            Map.entry(Feature.ROOT_WHERE_ON_LISTS, "^ {4}where: .*size\\(f"),
            Map.entry(Feature.DISTINCT, " distinct: true"),
            Map.entry(Feature.BY, "^ +by: "),
            Map.entry(Feature.STEP_COLUMNS, "- (p\\d+_)?c\\d+: \\{column: "),
            Map.entry(Feature.ORDER_BY_EXPRESSIONS, " order_by: .*\\be\\d+"),
            Map.entry(Feature.SOURCE_WHERE, "^ {4}where: .*(?s:.*)^views:"),
            Map.entry(Feature.GROUPS, " group_by:"),
            Map.entry(Feature.EVENTS, " kind: events"),
            Map.entry(Feature.SEVERAL_VIEWS, "^  made-up-2:"),
            Map.entry(Feature.VIEWS_ON_VIEWS, " from: (made-up|third)$"),
            Map.entry(Feature.REFERENCES_OF_VIEWS, "^views:(?s:.*)^    references:"),
            Map.entry(Feature.INDEXES, " index: "),
            Map.entry(Feature.TIMES, "types: \\{at: timestamp\\}"));

    private static final List<String> ALL = texts(Features.ALL, SEEDS);

    private static Stream<GeneratedPair> pairs(Features features) {
        return LongStream.range(0, SEEDS).mapToObj(seed -> GeneratedPair.of(seed, features, DEPTH, LENGTH));
    }

    private static List<String> texts(Features features, int seeds) {
        return LongStream.range(0, seeds)
                .mapToObj(seed -> new GeneratedViews(seed, features, DEPTH).text())
                .toList();
    }

    private static long count(List<String> texts, String mark) {
        Pattern pattern = Pattern.compile(mark, Pattern.MULTILINE);
        return texts.stream().filter(text -> pattern.matcher(text).find()).count();
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void usesAndLeavesOutWhatItIsTold(Feature feature) {
        String mark = MARKS.getOrDefault(feature, "none");
        assertThat(count(ALL, mark)).isGreaterThan(SEEDS / 30);
        Features others = Features.ALL.without(feature, Feature.VIEWS_ON_VIEWS);
        assertThat(count(texts(others, SEEDS / 5), mark)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            objects in objects, four deep     ; ^ {28}fields:                                            ; 10
            chains of three views             ; from: made-up$(?s:.*)from: made-up-2$                    ; 20
            a relation to a view              ; (one|many|flatten|pluck|sum|through): (\\w+\\.)*made-up  ; 50
            a reference of a source to a view ; ^sources:(?s:.*)": made-up$(?s:.*)^views:                ; 20
            several foreign keys to a source  ; ^ +via: "                                                ; 100
            an aggregate of an expression     ; ^ +of: "                                                 ; 20
            a condition on a lookup           ; one: \\w+\\n( +via: .*\\n)? +where:                      ; 20
            events in a list                  ; (many|pluck): red-events                                 ; 10
            groups of events                  ; from: red-events\\n    group_by:                         ; 5
            a column with a dash              ; \\['x-y'\\]                                              ; 20
            composite keys                    ; key: \\[k1, k2\\]                                        ; 100
            several targets of a reference    ; ": \\[\\w+, \\w+\\]                                      ; 20
            required                          ; required: true                                           ; 50
            """)
    void combinesThem(String what, String mark, int least) {
        assertThat(count(ALL, mark)).as(what).isGreaterThanOrEqualTo(least);
    }

    @Test
    void basicFilesHaveNothingElse() {
        List<String> basic = texts(Features.BASIC, SEEDS);
        MARKS.forEach((feature, mark) ->
                assertThat(count(basic, mark)).as(feature.name()).isZero());
    }

    @Test
    void allIsValidWhateverIsLeftOut() {
        for (Feature feature : Feature.values()) {
            for (int seed = 0; seed < SEEDS / 15; seed++) {
                GeneratedPair pair = GeneratedPair.of(seed, Features.ALL.without(feature), DEPTH, LENGTH);
                assertThat(pair.events()).hasSize(LENGTH);
            }
        }
    }

    @Test
    void fillsTheDocuments() {
        Coverage coverage = new Coverage();
        pairs(Features.ALL).forEach(pair -> coverage.add(pair.file(), Rows.after(pair.file(), pair.events())));
        String all = coverage.toString();
        assertThat(coverage.of("view with documents")).as(all).isGreaterThan(0.75);
        assertThat(coverage.of("document with something related")).as(all).isGreaterThan(0.65);
        assertThat(coverage.of("group of several rows")).as(all).isGreaterThan(0.35);
        assertThat(coverage.of("one by lookup")).as(all).isGreaterThan(0.5);
        for (ViewFile.Verb verb : ViewFile.Verb.values()) {
            assertThat(coverage.of(verb.word())).as(verb + " in " + all).isGreaterThan(0.3);
            assertThat(coverage.some(verb.word())).as(verb + " in " + all).isGreaterThan(30);
        }
        assertThat(coverage.some("several in many")).as(all).isGreaterThan(100);
        assertThat(coverage.of("where")).as(all).isGreaterThan(0.25);
        assertThat(coverage.of("by")).as(all).isGreaterThan(0.4);
        assertThat(coverage.of("expr")).as(all).isGreaterThan(0.7).isLessThan(0.99);
    }

    /** Tests look after every event, so a thousand pairs of thirty events may take no more than half a minute. */
    @Test
    void everyPrefixIsEvaluatedFast() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int seed = 0; seed < SEEDS; seed++) {
            GeneratedPair pair = GeneratedPair.of(seed, Features.ALL, DEPTH, LENGTH);
            Oracle oracle = new Oracle(pair.file());
            Rows rows = new Rows(pair.file());
            for (Event event : pair.events()) {
                rows.apply(event);
                assertThat(oracle.evaluate(rows)).isNotEmpty();
            }
        }
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                .isLessThan(Duration.ofMillis(30L * SEEDS));
    }

    @Test
    void isTheSameForTheSameSeed() {
        GeneratedPair pair = GeneratedPair.of(5, Features.ALL, DEPTH, LENGTH);
        assertThat(GeneratedPair.of(5, Features.ALL, DEPTH, LENGTH)).hasToString(pair.toString());
        assertThat(pair.toString()).startsWith("seed 5\nsources:").contains("\n30. ");
        assertThat(GeneratedPair.of(5, Features.ALL, DEPTH, 10).events())
                .isEqualTo(pair.events().subList(0, 10));
        assertThat(GeneratedPair.of(6, Features.ALL, DEPTH, LENGTH).text()).isNotEqualTo(pair.text());
    }

    @Test
    void nestsNoDeeperThanItIsTold() {
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(new GeneratedViews(seed, Features.ALL, 1).text()).doesNotContain(" ".repeat(16) + "fields:");
        }
    }
}
