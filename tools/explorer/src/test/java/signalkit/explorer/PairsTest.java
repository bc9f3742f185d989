package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import ordinary.AsyncPairs;
import ordinary.ExitPairs;
import ordinary.ForkPairs;
import ordinary.LockPairs;
import ordinary.MorePairs;
import ordinary.OtherLockPairs;
import ordinary.PoolPairs;
import ordinary.QueuePairs;
import ordinary.SyncPairs;
import ordinary.SynchronizerPairs;
import ordinary.ThreadPairs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain programs with a bug and without: each bug is found, and each mended program proved. */
class PairsTest {
    /**
     * They are not proved, and the verdict says why: a program reads the clock, and a pool may run
     * its tasks in another order.
     */
    private static final Set<Class<?>> UNDECIDED =
            Set.of(MorePairs.PollsBeforeTheTime.class, ForkPairs.ForkAndJoin.class);

    static Stream<Class<?>> pairs() {
        return Stream.of(
                        AsyncPairs.class,
                        ExitPairs.class,
                        ForkPairs.class,
                        LockPairs.class,
                        MorePairs.class,
                        OtherLockPairs.class,
                        PoolPairs.class,
                        QueuePairs.class,
                        SyncPairs.class,
                        SynchronizerPairs.class,
                        ThreadPairs.class)
                .flatMap(file -> Arrays.stream(file.getDeclaredClasses()))
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .sorted(Comparator.comparing(Class::getName));
    }

    private static Class<?> program(Class<?> pair, String name) throws ClassNotFoundException {
        return Class.forName(pair.getName() + "$" + name);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_bug_is_found(Class<?> pair) throws ReflectiveOperationException {
        String expected = (String) pair.getField("FINDING").get(null);
        String text = ProgramsTest.explore(program(pair, "Buggy")).toString();

        assertTrue(text.startsWith("Buggy: " + expected + ": "), text);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @Tag("slow")
    void the_mended_program_is_proved(Class<?> pair) throws ReflectiveOperationException {
        Result result = ProgramsTest.explore(program(pair, "Fixed"));

        assertTrue(result.failure().isEmpty(), result::toString);
        assertEquals(!UNDECIDED.contains(pair), result.isProof(), result::toString);
    }
}
