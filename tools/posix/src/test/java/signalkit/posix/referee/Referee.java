package signalkit.posix.referee;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Compares what random programs do on the emulation with what they do on the kernel. */
final class Referee {
    private static final int MANY_RUNS = 200;
    private static final int SOME_RUNS = 15;
    private static final int EMULATED_RUNS = 20;

    private final KernelRun kernel;

    Referee(KernelRun kernel) {
        this.kernel = kernel;
    }

    /** Those whose first run on the kernel was another one than on the emulation. */
    List<Program> suspects(List<Program> programs) throws IOException, InterruptedException {
        kernel.begin(programs);
        List<String> emulated = new ArrayList<>();
        for (Program program : programs) {
            emulated.add(EmulatedRun.log(program, null));
        }
        List<Program> suspects = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            if (!agree(emulated.get(i), kernel.end(programs.get(i)))) {
                suspects.add(programs.get(i));
            }
        }
        return suspects;
    }

    /** Whether the emulation does what this kernel never does in many runs. */
    boolean disagrees(Program program) throws IOException, InterruptedException {
        return disagrees(program, MANY_RUNS);
    }

    private boolean disagrees(Program program, int runs) throws IOException, InterruptedException {
        String emulated = EmulatedRun.log(program, null);
        if (agree(emulated, kernel.log(program))) {
            return false;
        }
        Set<String> real = new HashSet<>();
        for (int i = 0; i < runs; i++) {
            String log = kernel.log(program);
            if (agree(emulated, log)) {
                return false;
            }
            real.add(log);
        }
        // Where one step wakes two threads, the kernel may prefer an order: then any order will do.
        for (int i = 0; i < EMULATED_RUNS; i++) {
            if (real.contains(EmulatedRun.log(program, new Random(i)))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether two logs are of the same behaviour. How far a thread comes before another one's fatal
     * signal takes effect is a race, and so is everything in a program that never ends.
     */
    static boolean agree(String a, String b) {
        if (a.equals(b) || a.endsWith(" limit") || b.endsWith(" limit")) {
            return true;
        }
        String[] left = a.split(" ");
        String[] right = b.split(" ");
        int last = left.length - 1;
        boolean bothKilled =
                left.length == right.length
                        && left[last - 1].equals("killed")
                        && right[last - 1].equals("killed")
                        && left[last].equals(right[last]);
        for (int i = 0; bothKilled && i < last - 1; i++) {
            bothKilled = left[i].startsWith(right[i]) || right[i].startsWith(left[i]);
        }
        return bothKilled;
    }

    /** A program that disagrees and has nothing to spare. */
    Program minimise(Program program) throws IOException, InterruptedException {
        Program smallest = program;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Program candidate : smallest.smaller()) {
                if (disagrees(candidate, SOME_RUNS)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    /** Both programs and both logs. */
    String explain(Program program) throws IOException, InterruptedException {
        return String.join(
                System.lineSeparator(),
                List.of(
                        program.threads() + " threads, in C:",
                        program.text(Call::inC) + "on the kernel:    " + kernel.log(program),
                        "in Java:",
                        program.text(Call::inJava)
                                + "on the emulation: "
                                + EmulatedRun.log(program, null),
                        program.wire(),
                        ""));
    }
}
