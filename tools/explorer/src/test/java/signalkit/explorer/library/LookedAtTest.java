package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;

/** Calls of the JDK that read or fill what they are given, and no instruction says so. */
class LookedAtTest {
    /** One thread changes an object, and another one makes a call that looks at it. */
    private record Pair(Runnable change, Runnable look) {}

    private record Names(List<String> all) {}

    private enum Colour {
        RED
    }

    static final class Calls implements Scenario {
        private final Date date = new Date(0);
        private final Date other = new Date(9);
        private final List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        private final StringBuilder builder = new StringBuilder("a1");
        private final BitSet bits = new BitSet();
        private final byte[] bytes = new byte[20];
        private final char[] chars = new char[2];
        private final Integer[] numbers = {1, 2};

        @Override
        public void prepare(Plan plan) {
            String variant = plan.variant();
            boolean isLocked = variant.startsWith("locked ");
            Pair pair = pair(variant.substring(variant.indexOf(' ') + 1));
            plan.thread("a", isLocked ? () -> locked(pair.change) : pair.change);
            plan.thread("b", isLocked ? () -> locked(pair.look) : pair.look);
        }

        private synchronized void locked(Runnable code) {
            code.run();
        }

        private Pair pair(String name) {
            return switch (name.substring(0, name.indexOf(' '))) {
                case "date" -> new Pair(() -> date.setTime(5), () -> ofDate(name));
                case "list" -> new Pair(() -> list.set(0, 5), ofList(name));
                case "builder" -> new Pair(() -> builder.setCharAt(0, 'b'), ofBuilder(name));
                case "bits" -> new Pair(() -> bits.set(3), () -> new HashSet<BitSet>().add(bits));
                case "bytes" -> new Pair(() -> fill(name), () -> bytes[0]++);
                case "chars" -> new Pair(() -> Character.toChars('a', chars, 0), () -> chars[0]++);
                case "numbers" -> new Pair(() -> numbers[0] = 5, () -> ofNumbers(name));
                case "buffer" -> ofBuffer(name);
                default -> ofView(name);
            };
        }

        private void ofDate(String name) {
            switch (name) {
                case "date in a hash set" -> new HashSet<Date>().add(date);
                case "date in a tree set" -> new TreeSet<Date>().add(date);
                case "date beside one in a tree set" -> new TreeSet<>(Set.of(other)).contains(date);
                case "date in a set of one" -> Set.of(date).size();
                case "date in a priority queue" -> new PriorityQueue<>(List.of(other)).add(date);
                case "date as a key" -> new HashMap<Date, String>().put(date, "");
                case "date as a value" -> new HashMap<>(Map.of("", other)).remove("", date);
                case "date sorted" -> Arrays.sort(new Date[] {other, date});
                case "date sorted in a stream" ->
                        Stream.of(other, date).sorted().collect(Collectors.toList());
                case "date collected" -> Stream.of(other, date).collect(Collectors.toSet());
                case "date in two entries" ->
                        Map.Entry.<Date, String>comparingByKey()
                                .compare(Map.entry(date, ""), Map.entry(other, ""));
                default -> new LinkedBlockingQueue<>(List.of(other)).contains(date);
            }
        }

        private Runnable ofList(String name) {
            BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(9);
            Names one = new Names(Collections.checkedList(names(), String.class));
            return switch (name) {
                case "list in a set of one" -> () -> Set.of(list).size();
                case "list as a key" -> () -> Map.of(list, "").size();
                case "list in a key" -> () -> Map.ofEntries(Map.entry(list, "")).size();
                case "list in a new queue" -> () -> new LinkedBlockingQueue<>(list).size();
                case "list added to a queue" -> () -> queue.addAll(list);
                case "list in a hash code of a record" -> one::hashCode;
                case "list in a text of a record" -> one::toString;
                case "list in a record like another" -> () -> one.equals(new Names(List.of()));
                default ->
                        () -> {
                            queue.add(4);
                            queue.drainTo(list);
                        };
            };
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private List<String> names() {
            return (List) list;
        }

        private Runnable ofBuilder(String name) {
            Matcher matcher = Pattern.compile("1").matcher(builder);
            return switch (name) {
                case "builder replaced in a text" -> () -> "a1".replace(builder, "");
                case "builder joined" -> () -> new StringJoiner(",").add(builder);
                case "builder in a tree set" -> () -> new TreeSet<StringBuilder>().add(builder);
                default -> matcher::find;
            };
        }

        private void fill(String name) {
            try {
                switch (name) {
                    case "bytes of a digest" ->
                            MessageDigest.getInstance("MD5").digest(bytes, 0, bytes.length);
                    case "bytes of a code" -> Base64.getEncoder().encode(new byte[3], bytes);
                    case "bytes read fully" ->
                            new DataInputStream(new ByteArrayInputStream(new byte[20]))
                                    .readFully(bytes);
                    case "bytes read" ->
                            new ByteArrayInputStream(new byte[20]).readNBytes(bytes, 0, 2);
                    default -> {
                        Deflater deflater = new Deflater();
                        deflater.setInput(new byte[3]);
                        deflater.finish();
                        deflater.deflate(bytes);
                        deflater.end();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (DigestException | NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private void ofNumbers(String name) {
            if (name.equals("numbers added one by one")) {
                Collections.addAll(new ArrayList<>(), numbers);
            } else {
                new LinkedBlockingQueue<>(List.of(7)).toArray(numbers);
            }
        }

        private static Pair ofBuffer(String name) {
            ByteBuffer buffer = ByteBuffer.allocate(8);
            return name.equals("buffer that is put")
                    ? new Pair(() -> ByteBuffer.allocate(8).put(buffer), buffer::remaining)
                    : new Pair(
                            () ->
                                    StandardCharsets.UTF_8
                                            .newEncoder()
                                            .encode(CharBuffer.wrap("ab"), buffer, true),
                            () -> buffer.get(0));
        }

        private static Pair ofView(String name) {
            TreeSet<Integer> set = new TreeSet<>(Comparator.naturalOrder());
            NavigableSet<Integer> view =
                    name.equals("view downwards") ? set.descendingSet() : set.headSet(9, true);
            return new Pair(() -> view.add(1), set::size);
        }
    }

    static final class Constants implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.thread("a", () -> EnumSet.noneOf(Colour.class).add(Colour.RED));
            plan.thread("b", () -> Colour.valueOf("RED"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date in a hash set",
                "date in a tree set",
                "date beside one in a tree set",
                "date in a set of one",
                "date in a priority queue",
                "date as a key",
                "date as a value",
                "date sorted",
                "date sorted in a stream",
                "date collected",
                "date in two entries",
                "date looked for in a queue",
                "list in a set of one",
                "list as a key",
                "list in a key",
                "list in a new queue",
                "list added to a queue",
                "list in a hash code of a record",
                "list in a text of a record",
                "list in a record like another",
                "list that a queue is drained to",
                "builder replaced in a text",
                "builder joined",
                "builder in a tree set",
                "builder that a matcher looks at",
                "bits in a hash set",
                "bytes of a digest",
                "bytes of a code",
                "bytes read fully",
                "bytes read",
                "bytes deflated",
                "chars of a number",
                "numbers added one by one",
                "numbers of a queue",
                "buffer that is put",
                "buffer that is filled",
                "view downwards",
                "view of the first"
            })
    void what_a_call_looks_at_is_raced_for_without_a_lock(String name) {
        Result raced = explore("free " + name);
        assertTrue(raced.failure().isPresent(), raced::toString);
        FindingKind kind = raced.failure().get().finding().kind();
        assertEquals(FindingKind.DATA_RACE, kind, raced::toString);

        Result locked = explore("locked " + name);
        assertTrue(locked.isProof(), locked::toString);
    }

    /** The JDK asks an enum for its constants once, and keeps them from run to run. */
    @Test
    void a_set_of_constants_is_the_same_in_each_run() {
        Result result = Explored.explore(Constants.class);

        assertTrue(result.isProof(), result::toString);
    }

    private static Result explore(String variant) {
        return Explorer.explore(ScenarioCode.of(Calls.class).withVariant(variant), Explored.BOUNDS);
    }
}
