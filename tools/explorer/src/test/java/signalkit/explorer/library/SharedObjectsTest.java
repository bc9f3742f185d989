package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.DateFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;

/**
 * What the JDK's objects are to two threads that share them without a lock, or with a wrong one.
 */
class SharedObjectsTest {
    static final class Pairs implements Scenario {
        private static final class Format extends SimpleDateFormat {
            private static final long serialVersionUID = 1;

            Format() {
                super("yyyy", Locale.ROOT);
            }
        }

        private static final class Failure extends IOException {
            private static final long serialVersionUID = 1;
        }

        private volatile Thread first;
        private volatile boolean isRaisedTwice;
        private Plan plan;

        @Override
        public void prepare(Plan plan) {
            this.plan = plan;
            String variant = plan.variant();
            switch (variant.substring(0, variant.indexOf(' '))) {
                case "throwable" -> throwable(variant);
                case "monitor" -> monitor(variant);
                case "buffer" -> buffer(variant);
                case "constant" -> constant(variant);
                case "priority" -> priority();
                default -> other(variant);
            }
        }

        private void threads(Runnable one, Runnable other, BooleanSupplier right) {
            plan.thread("a", one);
            plan.thread("b", other);
            plan.atEnd("it is right", right::getAsBoolean);
        }

        private void race(Runnable one, Runnable other) {
            threads(one, other, () -> true);
        }

        private void both(Runnable code) {
            race(code, code);
        }

        private void raise(Thread thread) {
            thread.setPriority(thread.getPriority() + 1);
        }

        private void raiseFirst() {
            Thread thread = first;
            if (thread != null) {
                raise(thread);
                isRaisedTwice = true;
            }
        }

        private void priority() {
            threads(
                    () -> {
                        first = Thread.currentThread();
                        raise(first);
                    },
                    this::raiseFirst,
                    () -> first.getPriority() == Thread.NORM_PRIORITY + (isRaisedTwice ? 2 : 1));
        }

        private void throwable(String variant) {
            Exception all = new Exception("all");
            Failure own = new Failure();
            switch (variant) {
                case "throwable keeps one suppressed" -> {
                    Runnable note =
                            () -> {
                                if (all.getSuppressed().length == 0) {
                                    all.addSuppressed(new Exception("one"));
                                }
                            };
                    threads(note, note, () -> all.getSuppressed().length == 1);
                }
                case "throwable of the program keeps one cause" ->
                        both(
                                () -> {
                                    if (own.getCause() == null) {
                                        own.initCause(new Exception("one"));
                                    }
                                });
                case "throwable keeps both suppressed" ->
                        threads(
                                () -> all.addSuppressed(new Exception("one")),
                                () -> all.addSuppressed(own),
                                () -> all.getSuppressed().length == 2);
                default -> both(() -> own.getMessage());
            }
        }

        private void monitor(String variant) {
            Properties map = new Properties();
            StringWriter text = new StringWriter();
            BufferedWriter writer = new BufferedWriter(text);
            map.setProperty("a", "0");
            switch (variant) {
                case "monitor of properties and a reader without" ->
                        race(() -> changeTwice(map), () -> requireFirst(map));
                case "monitor of properties and a reader with" ->
                        race(
                                () -> changeTwice(map),
                                () -> {
                                    synchronized (map) {
                                        requireFirst(map);
                                    }
                                });
                case "monitor of a text" ->
                        threads(() -> twice(text, text), () -> text.write("b"), () -> ends(text));
                case "monitor of the buffer of a text" ->
                        threads(
                                () -> twice(text.getBuffer(), text),
                                () -> text.write("b"),
                                () -> ends(text));
                default ->
                        threads(() -> twice(writer, text), () -> text.write("b"), () -> ends(text));
            }
        }

        private static void changeTwice(Properties map) {
            synchronized (map) {
                map.setProperty("a", "1");
                map.setProperty("a", "0");
            }
        }

        private static void requireFirst(Properties map) {
            if (!map.getProperty("a").equals("0")) {
                throw new IllegalStateException("half");
            }
        }

        private static void twice(Object lock, StringWriter text) {
            synchronized (lock) {
                text.write("a");
                text.write("a");
            }
        }

        private static boolean ends(StringWriter text) {
            return !text.toString().equals("aba");
        }

        private void buffer(String variant) {
            ByteBuffer buffer = ByteBuffer.allocate(8);
            byte[] array = buffer.array();
            ByteBuffer low = buffer.slice(0, 4);
            ByteBuffer high = buffer.slice(4, 4);
            byte[] source = {1, 2, 3, 4};
            switch (variant) {
                case "buffer and its array" -> race(() -> array[0] = 1, () -> buffer.get(0));
                case "buffer gets what changes" -> race(() -> source[0] = 5, () -> low.put(source));
                case "buffer has one position" -> both(() -> buffer.put((byte) 1));
                case "buffer and an int over a byte" ->
                        race(() -> buffer.putInt(0, 1), () -> buffer.put(3, (byte) 1));
                case "buffer and a view of ints" ->
                        race(() -> buffer.asIntBuffer().put(1, 1), () -> buffer.get(5));
                case "buffer in slices" ->
                        threads(
                                () -> low.put(source),
                                () -> high.putInt(7),
                                () -> buffer.get(3) == 4 && buffer.getInt(4) == 7);
                default ->
                        threads(
                                () -> buffer.putInt(0, 1),
                                () -> buffer.putInt(4, 2),
                                () -> buffer.getInt(0) == 1 && buffer.getInt(4) == 2);
            }
        }

        private void constant(String variant) {
            Base64.Encoder encoder = Base64.getEncoder();
            File file = new File("a/b");
            Currency currency = Currency.getInstance("EUR");
            Charset charset = StandardCharsets.UTF_8;
            Matcher matcher = Pattern.compile("a").matcher("a");
            matcher.find();
            MatchResult found = matcher.toMatchResult();
            switch (variant) {
                case "constant encoder" -> both(() -> encoder.encodeToString(new byte[1]));
                case "constant file" -> race(() -> file.getName(), () -> file.getParent());
                case "constant currency" -> both(() -> currency.getDefaultFractionDigits());
                case "constant charset" ->
                        race(() -> "a".getBytes(charset), () -> new String(new byte[1], charset));
                default -> race(() -> found.group(), () -> found.start());
            }
        }

        private void other(String variant) {
            Random random = new Random(5);
            List<String> list = new ArrayList<>(List.of("a"));
            Map<String, Integer> counts = new TreeMap<>(Map.of("a", 1));
            switch (variant) {
                case "builder of locales" -> {
                    Locale.Builder builder = new Locale.Builder();
                    both(() -> builder.setLanguage("en"));
                }
                case "builder of formats" -> {
                    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
                    both(() -> builder.appendLiteral("a"));
                }
                case "builder of processes" -> {
                    ProcessBuilder builder = new ProcessBuilder("ls");
                    both(() -> builder.directory(new File("a")));
                }
                case "format of the program" -> {
                    DateFormat format = new Format();
                    both(() -> format.format(new Date(0)));
                }
                case "list as a key" -> {
                    Map<List<String>, String> map = new HashMap<>();
                    race(() -> list.add("b"), () -> map.put(list, ""));
                }
                case "list in a list" -> {
                    List<List<String>> lists = List.of(list);
                    race(() -> list.add("b"), () -> lists.contains(List.of("a")));
                }
                case "entry of a stream" -> {
                    Map.Entry<String, Integer> entry =
                            counts.entrySet().stream().findFirst().orElseThrow();
                    race(() -> counts.put("a", 2), () -> entry.getValue());
                }
                case "arguments of a list" -> {
                    String[] array = {"a", "b"};
                    race(() -> array[0] = "c", () -> List.of(array).size());
                }
                case "random halves" -> both(() -> random.nextLong());
                default -> both(() -> random.nextInt());
            }
        }
    }

    private static Result explore(String variant) {
        Bounds bounds = Explored.BOUNDS;
        return Explorer.explore(ScenarioCode.of(Pairs.class).withVariant(variant), bounds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buffer and its array",
                "buffer gets what changes",
                "buffer has one position",
                "buffer and an int over a byte",
                "buffer and a view of ints",
                "builder of locales",
                "builder of formats",
                "builder of processes",
                "format of the program",
                "list as a key",
                "list in a list",
                "entry of a stream",
                "arguments of a list"
            })
    void what_has_to_be_guarded_is_raced_for(String variant) {
        Result result = explore(variant);

        assertTrue(result.failure().isPresent(), result::toString);
        FindingKind kind = result.failure().get().finding().kind();
        assertEquals(FindingKind.DATA_RACE, kind, result::toString);
    }

    /** No two calls are one step, whatever keeps each of them whole. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "throwable keeps one suppressed",
                "throwable of the program keeps one cause",
                "monitor of properties and a reader without",
                "monitor of a text",
                "monitor of a writer",
                "priority of a thread"
            })
    void others_come_between_two_calls(String variant) {
        Result result = explore(variant);

        assertTrue(result.failure().isPresent(), result::toString);
        FindingKind kind = result.failure().get().finding().kind();
        assertFalse(kind.isUndecided(), result::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throwable keeps both suppressed",
                "throwable of the program is read",
                "monitor of properties and a reader with",
                "monitor of the buffer of a text",
                "buffer in slices",
                "buffer at two indices",
                "constant encoder",
                "constant file",
                "constant currency",
                "constant charset",
                "constant match",
                "random number"
            })
    void what_needs_no_other_lock_is_proved(String variant) {
        Result result = explore(variant);

        assertTrue(result.isProof(), result::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = "random halves")
    void a_call_of_several_steps_is_named(String variant) {
        Result result = explore(variant);

        assertFalse(result.isProof(), result::toString);
        assertTrue(result.toString().contains("the steps of nextLong"), result::toString);
    }
}
