package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void random_programs_agree(@TempDir Path folder) throws Exception {
        LibeventRun libevent = LibeventRun.compile(folder).orElse(null);
        Assumptions.assumeTrue(libevent != null, LibeventRun.NONE);
        List<LoopProgram> programs =
                LongStream.range(FIRST, FIRST + PROGRAMS).mapToObj(LoopProgram::of).toList();
        List<String> found = new ArrayList<>();
        List<String> real = libevent.logs(programs);
        for (int i = 0; i < PROGRAMS && found.size() < ENOUGH; i++) {
            if (!real.get(i).equals(LoopRun.log(programs.get(i)))) {
                LoopProgram small = minimised(programs.get(i), libevent);
                found.add(
                        String.format(
                                "program %d: %s%n  libevent:%s%n  here:    %s%n",
                                FIRST + i,
                                small.wire(),
                                libevent.logs(List.of(small)).get(0),
                                LoopRun.log(small)));
            }
        }
        if (PROGRAMS >= MANY) {
            System.out.printf(
                    "%d random programs from number %d on: %d disagree with libevent%n",
                    PROGRAMS, FIRST, found.size());
        }
        assertEquals("", String.join("", found));
    }

    /** A program that disagrees, too, and of which no action can be left out. */
    private static LoopProgram minimised(LoopProgram program, LibeventRun libevent)
            throws Exception {
        List<LoopProgram> smaller = program.smaller();
        List<String> real = libevent.logs(smaller);
        for (int i = 0; i < smaller.size(); i++) {
            if (!real.get(i).equals(LoopRun.log(smaller.get(i)))) {
                return minimised(smaller.get(i), libevent);
            }
        }
        return program;
    }
}
