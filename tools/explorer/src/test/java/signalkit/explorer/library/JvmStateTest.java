package signalkit.explorer.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.explorer.Explored;
import signalkit.explorer.Explorer;
import signalkit.explorer.Plan;
import signalkit.explorer.Result;
import signalkit.explorer.Scenario;
import signalkit.explorer.ScenarioCode;

/** Runs that change what the whole JVM shares do not see what other runs have changed. */
class JvmStateTest {
    private static final String NAME = "signalkit.test.runs";

    /**
     * Three threads change it, each in a critical section, and the last change is there at the end.
     */
    abstract static class Changing implements Scenario {
        private int changes;

        /** Changes it for the first, second or third time. */
        abstract void change(int time);

        abstract boolean isChanged(int times);

        private synchronized void changeOnce() {
            if (!isChanged(changes)) {
                throw new AssertionError("another run has changed it");
            }
            changes++;
            change(changes);
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("a", this::changeOnce);
            plan.thread("b", this::changeOnce);
            plan.thread("c", this::changeOnce);
            plan.atEnd("the last change is there", () -> isChanged(changes));
        }
    }

    static final class Property extends Changing {
        @Override
        void change(int time) {
            System.setProperty(NAME, Integer.toString(time));
        }

        @Override
        boolean isChanged(int times) {
            return Integer.getInteger(NAME, 0) == times;
        }
    }

    static final class OwnProperties extends Changing {
        @Override
        void change(int time) {
            System.getProperties().setProperty(NAME, Integer.toString(time));
        }

        @Override
        boolean isChanged(int times) {
            return Integer.getInteger(NAME, 0) == times;
        }
    }

    static final class DefaultLocale extends Changing {
        private static final List<Locale> ALL =
                List.of(Locale.KOREA, Locale.GERMANY, Locale.JAPAN, Locale.ITALY);

        @Override
        void change(int time) {
            Locale.setDefault(ALL.get(time));
        }

        @Override
        boolean isChanged(int times) {
            return times == 0
                    ? !ALL.contains(Locale.getDefault())
                    : ALL.get(times).equals(Locale.getDefault());
        }
    }

    static final class DefaultZone extends Changing {
        @Override
        void change(int time) {
            TimeZone.setDefault(TimeZone.getTimeZone("GMT+0" + time + ":30"));
        }

        @Override
        boolean isChanged(int times) {
            String id = TimeZone.getDefault().getID();
            return times == 0 ? !id.endsWith(":30") : id.equals("GMT+0" + times + ":30");
        }
    }

    static final class Levels extends Changing {
        private static final List<Level> ALL = List.of(Level.FINE, Level.FINER, Level.FINEST);

        private final Logger logger = Logger.getLogger(NAME);

        @Override
        void change(int time) {
            logger.setLevel(ALL.get(time - 1));
        }

        @Override
        boolean isChanged(int times) {
            return logger.getLevel() == (times == 0 ? null : ALL.get(times - 1));
        }
    }

    static final class Handlers extends Changing {
        private final Logger logger = Logger.getLogger(NAME);

        @Override
        void change(int time) {
            logger.addHandler(new ConsoleHandler());
        }

        @Override
        boolean isChanged(int times) {
            return logger.getHandlers().length == times;
        }
    }

    static Stream<Class<? extends Scenario>> all() {
        return Stream.of(
                Property.class,
                OwnProperties.class,
                DefaultLocale.class,
                DefaultZone.class,
                Levels.class,
                Handlers.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_run_sees_what_others_have_changed(Class<? extends Scenario> type) {
        ScenarioCode code = ScenarioCode.of(type);
        for (int workers = 1; workers <= 4; workers *= 4) {
            Result result = Explorer.explore(code, Explored.BOUNDS.withWorkers(workers));
            assertTrue(result.failure().isEmpty(), result::toString);
            assertFalse(result.toString().contains("not repeatable"), result::toString);
        }
    }

    /** A stream that a run sets; it is not put back by the run itself. */
    static final class Output implements Scenario {
        @Override
        public void prepare(Plan plan) {
            plan.main(() -> System.setOut(new PrintStream(new ByteArrayOutputStream())));
        }
    }

    @Test
    void a_search_leaves_the_jvm_as_it_was() {
        PrintStream out = System.out;
        Locale locale = Locale.getDefault();
        String zone = TimeZone.getDefault().getID();
        all().forEach(Explored::explore);
        Explored.explore(Output.class);
        assertEquals(out, System.out);
        assertEquals(locale, Locale.getDefault());
        assertEquals(zone, TimeZone.getDefault().getID());
        assertNull(System.getProperty(NAME));
        assertEquals(0, Logger.getLogger(NAME).getHandlers().length);
        assertNull(Logger.getLogger(NAME).getLevel());
    }
}
