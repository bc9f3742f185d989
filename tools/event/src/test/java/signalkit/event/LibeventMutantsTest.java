package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison with libevent finds each mistake that is put into the loop on purpose. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "kernel.mutants", matches = "true")
class LibeventMutantsTest {
    private static final Path SOURCES = Path.of("src/main/java/signalkit/event");
    private static final int COUNT = 10_000;

    /** The mutated types that a program for a buffered socket exercises. */
    private static final Set<String> OF_BUFFERS = Set.of("BufferEvent", "ReadGate", "EvBuffer");

    private static final List<String> LOOPS =
            LongStream.rangeClosed(1, COUNT).mapToObj(n -> LoopProgram.of(n).wire()).toList();
    private static final List<String> BUFFERS =
            LongStream.rangeClosed(1, COUNT).mapToObj(n -> BufferProgram.of(n).wire()).toList();

    private List<String> realLoops;
    private List<String> realBuffers;

    /**
     * One mistake: what it is, where, the right text, which stands there once, and the wrong one.
     */
    record Mutation(String what, String type, String right, String wrong) {
        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeAll
    void runOnLibevent(@TempDir Path folder) throws Exception {
        realLoops = logs("loops", LOOPS, folder);
        realBuffers = logs("buffers", BUFFERS, folder);
    }

    private static List<String> logs(String interpreter, List<String> programs, Path folder)
            throws Exception {
        LibeventRun libevent = LibeventRun.compile(interpreter, folder).orElse(null);
        Assumptions.assumeTrue(libevent != null, LibeventRun.NONE);
        return libevent.logs(programs);
    }

    static List<Mutation> mutations() {
        return List.of(
                new Mutation(
                        "signals of a callback are taken in its round",
                        "EventBase",
                        "boolean anyCaught = signals.isReadable();",
                        "boolean anyCaught = true;"),
                new Mutation(
                        "what was active waits for the channels",
                        "EventBase",
                        "early && event.activeSince == round",
                        "early"),
                new Mutation(
                        "a break lets active events run",
                        "EventBase",
                        "while (anyActive && !gotBreak) {",
                        "while (anyActive) {"),
                new Mutation(
                        "loopexit comes at once",
                        "EventBase",
                        "once(after, () -> gotExit = true);",
                        "once(null, () -> gotExit = true);"),
                new Mutation(
                        "an exit ends the next dispatch, too", "EventBase", "gotExit = false;", ""),
                new Mutation(
                        "a second event of a signal comes second",
                        "SignalEvents",
                        "watch.events.add(0, event);",
                        "watch.events.add(event);"),
                new Mutation(
                        "signals come in the order of arrival",
                        "SignalEvents",
                        "EnumSet.noneOf(Signal.class)",
                        "new java.util.LinkedHashSet<>()"),
                new Mutation(
                        "a time that is over leaves the event in its place",
                        "Event",
                        "base.deactivate(this);\n            happened(TIMEOUT);",
                        "happened(TIMEOUT);"),
                new Mutation("a persistent timer of zero never ends", "Event", " || ended", ""),
                new Mutation(
                        "a persistent timer drifts",
                        "Event",
                        "touch(deadline + timeout - now < 0 ? now : deadline);",
                        "touch(now);"),
                new Mutation(
                        "a timer that was put off comes before an earlier one",
                        "Event",
                        "queued = deadline != queuedDeadline;",
                        "queued = deadline - base.now() > 0;"),
                new Mutation(
                        "a ready channel that is active fires twice",
                        "Event",
                        "if (isActive) {\n            active",
                        "if (isActive && what < 0) {\n            active"),
                new Mutation(
                        "a removed timer leaves the timer pending",
                        "Event",
                        "if (channel == null && signal == null) {\n                remove();",
                        "if (signal != null) {\n                remove();"),
                new Mutation(
                        "a removed timer takes the event along",
                        "Event",
                        "if (channel == null && signal == null) {\n                remove();",
                        "if (true) {\n                remove();"),
                new Mutation(
                        "an active event is not pending",
                        "Event",
                        "pending || isActive",
                        "pending"),
                new Mutation(
                        "a time that comes earlier is not noticed",
                        "Event",
                        "deadline - queuedDeadline < 0",
                        "deadline - queuedDeadline > 0"),
                new Mutation(
                        "adding again keeps the old time",
                        "Event",
                        "timeout = nanos;",
                        "timeout = timeout < 0 ? nanos : timeout;"),
                new Mutation(
                        "a deleted event fires when it is active",
                        "Event",
                        "            remove();\n            base.deactivate(this);",
                        "            remove();"),
                new Mutation(
                        "an idle time does not begin anew",
                        "Event",
                        "lastFired = base.roundTime();",
                        ""),
                new Mutation(
                        "the first event of a channel comes first",
                        "ChannelEvents",
                        "ready(SelectionKey key) {\n        int operations = key.readyOps();",
                        "ready(SelectionKey key) {\n        int operations = key.readyOps();\n"
                                + "        if (first(key).nextOnChannel != null\n"
                                + "                && (first(key).nextOnChannel.operation & operations) != 0) {\n"
                                + "            first(key).nextOnChannel.ready();\n"
                                + "        }"),
                new Mutation(
                        "the input takes more than its high watermark",
                        "ReadGate",
                        "inputHigh > 0 ? Math.max(0, inputHigh - input.length()) : Long.MAX_VALUE",
                        "Long.MAX_VALUE"),
                new Mutation(
                        "a byte taken from a full input does not resume reading",
                        "ReadGate",
                        "input.length() >= inputHigh;",
                        "(inputFull ? input.length() > 0 : input.length() >= inputHigh);"),
                new Mutation(
                        "the time of reading does not begin anew when it is enabled again",
                        "ReadGate",
                        "        if (value) {\n            restart();\n        }\n",
                        ""),
                new Mutation(
                        "the time of reading does not begin anew below the high watermark",
                        "ReadGate",
                        "} else if (inputHigh > 0) {",
                        "} else if (inputHigh < 0) {"),
                new Mutation(
                        "output goes out after a time-out",
                        "BufferEvent",
                        "disable(WRITE);\n            onEvent.accept(WRITE | TIMEOUT);",
                        "writing.del();\n            onEvent.accept(WRITE | TIMEOUT);"),
                new Mutation(
                        "reading goes on after a time-out",
                        "BufferEvent",
                        "disable(READ);\n            onEvent.accept(READ | TIMEOUT);",
                        "onEvent.accept(READ | TIMEOUT);"),
                new Mutation(
                        "disabled output goes out",
                        "BufferEvent",
                        "if (writes && !writing.isPending())",
                        "if (!writing.isPending())"),
                new Mutation(
                        "enabling without output calls nobody",
                        "BufferEvent",
                        "            } else {\n                written();\n            }",
                        "            }"),
                new Mutation(
                        "onRead does not wait for the low watermark",
                        "BufferEvent",
                        "received && input.length() >= readLow",
                        "received"),
                new Mutation(
                        "a write that fails is told again and again",
                        "BufferEvent",
                        "        disable(WRITE);\n        forgetWritten();\n        base().defer",
                        "        forgetWritten();\n        base().defer"),
                new Mutation(
                        "a failure is told twice after an enable",
                        "BufferEvent",
                        "        isFailing = true;\n",
                        ""),
                new Mutation(
                        "output is reported that failed meanwhile",
                        "BufferEvent",
                        "        forgetWritten();\n        base().defer",
                        "        base().defer"),
                new Mutation(
                        "the time of reading does not begin anew with a watermark",
                        "ReadGate",
                        "        restart(); // also without a mark: libevent resumes what was not paused\n",
                        ""));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void mutant_disagrees(Mutation mutation, @TempDir Path folder) throws Exception {
        boolean isOfBuffers = OF_BUFFERS.contains(mutation.type());
        List<String> programs = isOfBuffers ? BUFFERS : LOOPS;
        List<String> real = isOfBuffers ? realBuffers : realLoops;
        var log = compile(mutation, isOfBuffers ? BufferRun.class : LoopRun.class, folder);
        int found = 0;
        for (int i = 0; i < COUNT && found == 0; i++) {
            String mutated;
            try {
                mutated = (String) log.invoke(null, programs.get(i));
            } catch (ReflectiveOperationException e) {
                mutated = "error: " + e.getCause();
            }
            found += real.get(i).equals(mutated) ? 0 : 1;
        }
        assertTrue(found > 0, () -> "nobody notices that " + mutation);
    }

    private static java.lang.reflect.Method compile(
            Mutation mutation, Class<?> interpreter, Path folder)
            throws IOException, ReflectiveOperationException {
        Path file = SOURCES.resolve(mutation.type() + ".java");
        String source = Files.readString(file);
        assertEquals(
                2,
                (source + " ").split(java.util.regex.Pattern.quote(mutation.right()), -1).length,
                mutation.right());
        Path mutated = folder.resolve(file.getFileName());
        Files.writeString(mutated, source.replace(mutation.right(), mutation.wrong()));
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-nowarn",
                                "-d",
                                folder.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                mutated.toString());
        assertEquals(0, result, mutation.what());
        var log =
                new Isolated(folder)
                        .loadClass(interpreter.getName())
                        .getDeclaredMethod("log", String.class);
        log.setAccessible(true);
        return log;
    }

    /** Loads the loop and the interpreter anew, the mutated class first. */
    private static final class Isolated extends URLClassLoader {
        Isolated(Path folder) throws IOException {
            super(
                    new URL[] {folder.toUri().toURL(), home(EventBase.class), home(LoopRun.class)},
                    LoopRun.class.getClassLoader());
        }

        private static URL home(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("signalkit.event.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
