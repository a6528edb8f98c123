package dev.tributary.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.codec.Drafts;
import dev.tributary.codec.KeyText;
import dev.tributary.codec.Message;
import dev.tributary.codec.TupleWriter;
import dev.tributary.codec.Version;
import dev.tributary.plan.IngestStep;
import dev.tributary.plan.Log;
import dev.tributary.plan.LogRecord;
import dev.tributary.plan.Task;
import dev.tributary.store.FoldState;
import dev.tributary.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One partition of a row log and the step that keeps it: drafts, truncations, versions, whatever is repeated or lost. */
final class IngestStepTest {
    private static final Log ROWS = new Log("rows", 1);

    private final List<LogRecord> log = new ArrayList<>();
    private final IngestStep step = new IngestStep(ROWS);
    private Copy copy = new Copy();
    private long places = 1;

    /** One life of the step, with what it has on its disk. */
    private final class Copy implements Task {
        private final FoldState state = new FoldState(new MemoryStore());
        private int position;

        void processAll() {
            while (position < log.size()) {
                processOne();
            }
        }

        void processOne() {
            step.process(log.get(position++), this);
        }

        /** A copy made of the log's first records, which then goes on from there. */
        Copy restored(int count) {
            log.subList(0, count).forEach(record -> step.restore(record.key(), record.value(), state, now()));
            position = count;
            return this;
        }

        @Override
        public FoldState state() {
            return state;
        }

        @Override
        public void send(Log to, byte[] key, byte @Nullable [] value) {
            append(key, value);
        }

        @Override
        public long now() {
            return 0;
        }
    }

    private void append(byte[] key, byte @Nullable [] value) {
        log.add(new LogRecord(key, value, log.size() + 1L));
    }

    /** What the source says next, at the next place. */
    private void say(byte[] key, LongFunction<Message> message) {
        append(key, message.apply(places++).encode());
    }

    private static byte[] key(int id) {
        return new TupleWriter().add(id).toBytes();
    }

    private static Version version(long place) {
        return new Version(place, 0, place);
    }

    private static Version version(long place, int declared) {
        return version(place).withDeclared(new TupleWriter().add(declared).toBytes());
    }

    private static byte[] row(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Message put(Version version, String row) {
        return Message.put(List.of(version), new byte[][] {row(row)});
    }

    private static Message truncation(long place) {
        return Message.put(List.of(version(place)), new byte[0][]);
    }

    /** The rows as those see them who pass drafts and truncations over. */
    private Map<String, String> rows() {
        Map<String, Stored> newest = new TreeMap<>();
        for (LogRecord record : log) {
            byte[] value = record.value();
            if (value != null && !Message.isDraft(value) && !Drafts.isTruncation(record.key())) {
                Message message = Message.decode(value);
                newest.merge(
                        text(record.key()),
                        new Stored(0, 0, message, List.of()),
                        (stored, next) -> Stored.age(stored, next.message()) == Stored.Age.NEWER ? next : stored);
            }
        }
        Map<String, String> rows = new TreeMap<>();
        newest.forEach((key, stored) -> {
            if (stored.isLive()) {
                rows.put(key, new String(stored.message().parts()[0], StandardCharsets.UTF_8).replace('"', '\''));
            }
        });
        return rows;
    }

    private static String text(byte[] key) {
        return KeyText.format(key, 1);
    }

    @Test
    void whatARowLeavesOutComesFromTheOneThatIsKept() {
        say(key(1), at -> put(version(at), "{'id':1,'big':[1,{}],'n':'a','other':null}"));
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'big':null,'n':'b'}"), List.of("big"), false));
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'id':1,'big':[1,{}],'n':'b'}");
        assertThat(log).hasSize(3);
    }

    @Test
    void draftsBuildOnEachOther() {
        say(key(1), at -> put(version(at), "{'id':1,'a':1,'b':1}"));
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'a':2,'b':null}"), List.of("b"), false));
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'a':null,'b':3}"), List.of("a"), false));
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'id':1,'a':2,'b':3}");
    }

    @Test
    void whatNobodyKnowsIsNull() {
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'big':null,'n':'b'}"), List.of("big"), false));
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'id':1,'big':null,'n':'b'}");
    }

    @Test
    void aDraftThatWasOvertakenChangesNothing() {
        say(key(1), at -> put(version(at), "{'id':1,'big':1}"));
        long late = places++;
        say(key(1), at -> put(version(at), "{'id':1,'big':2}"));
        append(
                key(1),
                Drafts.put(version(late), row("{'id':1,'big':null,'n':1}"), List.of("big"), false)
                        .encode());
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'id':1,'big':2}");
        LogRecord last = log.get(log.size() - 1);
        assertThat(Message.isDraft(last.value()))
                .as("compaction keeps the right one")
                .isFalse();
    }

    @Test
    void aWholeDraftThatWasLostIsSaidAgain() {
        say(key(1), at -> put(version(at), "{'id':1,'big':1}"));
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'big':null,'n':1}"), List.of("big"), false));
        copy.processOne();
        copy.processOne();
        log.remove(2);
        copy.position = 0;
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'id':1,'big':1,'n':1}");
        int said = log.size();
        copy.position = 0;
        copy.processAll();
        assertThat(log).as("read back, it is not said again").hasSize(said);
    }

    @Test
    void copiesAreAlikeWhereverTheyBegin() {
        say(key(1), at -> put(version(at), "{'id':1,'a':1,'b':1}"));
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'a':2,'b':null}"), List.of("b"), false));
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'a':null,'b':3}"), List.of("a"), false));
        say(key(2), at -> put(version(at), "{'id':2}"));
        say(Drafts.truncationKey(), IngestStepTest::truncation);
        say(key(3), at -> put(version(at), "{'id':3}"));
        List<LogRecord> said = List.copyOf(log);
        copy.processAll();
        Map<String, String> expected = rows();
        assertThat(expected).containsOnlyKeys("3");
        for (int count = 0; count <= said.size(); count++) {
            log.clear();
            log.addAll(said);
            copy = new Copy().restored(count);
            copy.position = 0;
            copy.processAll();
            assertThat(rows()).as("restored from %s records", count).isEqualTo(expected);
        }
    }

    @Test
    void whereTheRowWasCompactedAwayTheLogDecides() {
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'big':null}"), List.of("big"), false));
        append(key(1), put(version(1), "{'id':1,'big':7}").encode());
        Copy restored = new Copy().restored(2);
        Stored stored = restored.state.get(key(1));
        assertThat(stored).isNotNull();
        assertThat(new String(stored.message().parts()[0], StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":1,\"big\":7}");
        assertThat(stored.message().isDraft()).isFalse();
    }

    @Test
    void aTruncationEndsAllRowsThatWereThere() {
        say(key(1), at -> put(version(at), "{'id':1}"));
        say(key(2), at -> put(version(at), "{'id':2}"));
        say(Drafts.truncationKey(), IngestStepTest::truncation);
        say(key(2), at -> put(version(at), "{'id':2,'n':'new'}"));
        copy.processAll();
        assertThat(rows()).isEqualTo(Map.of("2", "{'id':2,'n':'new'}"));
    }

    @Test
    void aRowFromBeforeTheTruncationThatComesLateIsGone() {
        long early = places++;
        say(Drafts.truncationKey(), IngestStepTest::truncation);
        append(key(1), put(version(early), "{'id':1}").encode());
        append(
                key(2),
                Drafts.put(version(early), row("{'id':2,'big':null}"), List.of("big"), false)
                        .encode());
        copy.processAll();
        assertThat(rows()).isEmpty();
    }

    @Test
    void aTruncationThatIsRepeatedEndsWhatWasLost() {
        say(key(1), at -> put(version(at), "{'id':1}"));
        say(Drafts.truncationKey(), IngestStepTest::truncation);
        copy.processOne();
        copy.processOne();
        log.remove(2);
        copy.position = 1;
        copy.processAll();
        assertThat(rows()).isEmpty();
    }

    @Test
    void aRowAfterATruncationIsNotCompletedFromBefore() {
        say(key(1), at -> put(version(at), "{'id':1,'big':1}"));
        say(Drafts.truncationKey(), IngestStepTest::truncation);
        copy.processAll();
        say(key(1), at -> Drafts.put(version(at), row("{'id':1,'big':null}"), List.of("big"), false));
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'id':1,'big':null}");
    }

    @Test
    void aVersionColumnDecidesBeforeThePlace() {
        say(key(1), at -> put(version(at, 5), "{'v':5}"));
        say(key(1), at -> put(version(at, 3), "{'v':3}"));
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'v':5}");
    }

    @Test
    void aDeletionCountsByItsPlace() {
        say(key(1), at -> put(version(at, 5), "{'v':5}"));
        say(key(1), at -> Drafts.gone(version(at)));
        say(key(1), at -> put(version(at, 3), "{'v':3}"));
        copy.processAll();
        assertThat(rows())
                .as("3 came after the deletion, but is older than what was deleted")
                .isEmpty();
        say(key(1), at -> put(version(at, 6), "{'v':6}"));
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'v':6}");
    }

    @Test
    void aDeletionThatWasOvertakenDeletesNothing() {
        long early = places++;
        say(key(1), at -> put(version(at, 5), "{'v':5}"));
        append(key(1), Drafts.gone(version(early)).encode());
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'v':5}");
    }

    @Test
    void aRowWithoutAVersionReplacesWhatIsThere() {
        say(key(1), at -> put(version(at, 5), "{'v':5}"));
        say(key(1), at -> Drafts.put(version(at), row("{'v':null}"), List.of(), true));
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'v':null}");
        say(key(1), at -> put(version(at, 4), "{'v':4}"));
        copy.processAll();
        assertThat(rows()).containsEntry("1", "{'v':null}");
    }

    @Test
    void aTruncationEndsRowsOfAnyVersion() {
        say(key(1), at -> put(version(at, 5), "{'v':5}"));
        say(Drafts.truncationKey(), IngestStepTest::truncation);
        copy.processAll();
        assertThat(rows()).isEmpty();
    }
}
