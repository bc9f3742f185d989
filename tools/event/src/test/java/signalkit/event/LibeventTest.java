package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random programs do the same on this module and on the libevent of this machine. */
class LibeventTest {
    private static final int PROGRAMS = Integer.getInteger("libevent.programs", 300);
    private static final long FIRST = Long.getLong("libevent.first", 1);
    private static final int ENOUGH = 10;
    private static final int MANY = 1_000;

    /** How a program of one kind is drawn, run here, and made smaller. */
    private record Kind<P>(
            String interpreter,
            LongFunction<P> draw,
            Function<P, String> wire,
            Function<P, List<P>> smaller,
            Here<P> here) {}

    /** Runs a program on this module. */
    private interface Here<P> {
        String log(P program) throws IOException;
    }

    @Test
    void random_loops_agree(@TempDir Path folder) throws Exception {
        agree(
                new Kind<>(
                        "loops",
                        LoopProgram::of,
                        LoopProgram::wire,
                        LoopProgram::smaller,
                        LoopRun::log),
                folder);
    }

    @Test
    void random_buffers_agree(@TempDir Path folder) throws Exception {
        agree(
                new Kind<>(
                        "buffers",
                        BufferProgram::of,
                        BufferProgram::wire,
                        BufferProgram::smaller,
                        BufferRun::log),
                folder);
    }

    private static <P> void agree(Kind<P> kind, Path folder) throws Exception {
        LibeventRun libevent = LibeventRun.compile(kind.interpreter(), folder).orElse(null);
        Assumptions.assumeTrue(libevent != null, LibeventRun.NONE);
        List<P> programs = LongStream.range(FIRST, FIRST + PROGRAMS).mapToObj(kind.draw()).toList();
        List<String> real = libevent.logs(programs.stream().map(kind.wire()).toList());
        List<String> found = new ArrayList<>();
        for (int i = 0; i < PROGRAMS && found.size() < ENOUGH; i++) {
            if (!real.get(i).equals(kind.here().log(programs.get(i)))) {
                P small = minimised(kind, programs.get(i), libevent);
                String wire = kind.wire().apply(small);
                found.add(
                        String.format(
                                "program %d: %s%n  libevent:%s%n  here:    %s%n",
                                FIRST + i,
                                wire,
                                libevent.logs(List.of(wire)).get(0),
                                kind.here().log(small)));
            }
        }
        if (PROGRAMS >= MANY) {
            System.out.printf(
                    "%d random programs for %s from number %d on: %d disagree with libevent%n",
                    PROGRAMS, kind.interpreter(), FIRST, found.size());
        }
        assertEquals("", String.join("", found));
    }

    /** A program that disagrees, too, and of which no action can be left out. */
    private static <P> P minimised(Kind<P> kind, P program, LibeventRun libevent) throws Exception {
        List<P> smaller = kind.smaller().apply(program);
        List<String> real = libevent.logs(smaller.stream().map(kind.wire()).toList());
        for (int i = 0; i < smaller.size(); i++) {
            if (!real.get(i).equals(kind.here().log(smaller.get(i)))) {
                return minimised(kind, smaller.get(i), libevent);
            }
        }
        return program;
    }
}
