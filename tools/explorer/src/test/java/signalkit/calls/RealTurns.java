package signalkit.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a program on threads of this JVM, which take turns: a call each, in every order of the
 * calls.
 *
 * <p>Who waits in a call is passed over. Whether somebody waits is guessed from the state of the
 * thread; a wrong guess makes another run, and no wrong one: what is found here has happened.
 */
final class RealTurns {
    private static final int LOOKS = 30;

    /** A thread that has not gone on after so many looks of 20 µs waits forever. */
    private static final int LOOKS_AT_THE_END = 20_000;

    private static final long BETWEEN_LOOKS = 20_000;

    private final long program;
    private final Set<String> outcomes = new TreeSet<>();
    private boolean hangs;
    private int runs;

    private RealTurns(long program) {
        this.program = program;
    }

    /**
     * Tries the orders, until somebody waits forever.
     *
     * @param most how many at most
     */
    static RealTurns of(long program, int most) {
        RealTurns turns = new RealTurns(program);
        List<Turn> path = new ArrayList<>();
        do {
            turns.run(path);
            while (!path.isEmpty() && path.get(path.size() - 1).isLast()) {
                path.remove(path.size() - 1);
            }
            if (!path.isEmpty()) {
                path.get(path.size() - 1).chosen++;
            }
        } while (!path.isEmpty() && !turns.hangs && ++turns.runs < most);
        return turns;
    }

    /** How runs ended in which nobody waits forever. */
    Set<String> outcomes() {
        return outcomes;
    }

    /** Whether somebody waits forever in some run. */
    boolean hangs() {
        return hangs;
    }

    /** Who goes on, of how many. */
    private static final class Turn {
        private int chosen;
        private int count;

        private boolean isLast() {
            return chosen + 1 >= count;
        }
    }

    private static final class Worker extends Thread {
        private final CallsProgram program;
        private final int number;
        private int next;
        private volatile boolean hasTurn;
        private volatile boolean calls;
        private volatile boolean isLetGo;

        Worker(CallsProgram program, int number) {
            this.program = program;
            this.number = number;
            setDaemon(true);
        }

        private boolean isAtEnd() {
            return next == program.steps(number);
        }

        private boolean isReady() {
            return !hasTurn && !isAtEnd();
        }

        private boolean isOver() {
            return !hasTurn && isAtEnd();
        }

        @Override
        public void run() {
            JdkClass.Self self = new JdkClass.Self(number + 1);
            while (!isLetGo) {
                if (hasTurn) {
                    calls = true;
                    program.step(number, next, self);
                    next++;
                    calls = false;
                    hasTurn = false;
                } else {
                    LockSupport.park(this);
                }
            }
        }

        private void take() {
            hasTurn = true;
            LockSupport.unpark(this);
            while (hasTurn && !calls) {
                Thread.yield();
            }
        }

        /** Comes back when its call is over, or waits. */
        private void settle() {
            int waits = 0;
            while (hasTurn && waits < LOOKS) {
                State state = getState();
                waits = state == State.RUNNABLE ? 0 : waits + 1;
                Thread.yield();
            }
        }
    }

    private void run(List<Turn> path) {
        CallsProgram made = CallsProgram.of(program);
        Worker[] workers = new Worker[made.threads()];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new Worker(made, i);
            workers[i].start();
        }
        int depth = 0;
        for (List<Worker> ready = ready(workers); !ready.isEmpty(); ready = ready(workers)) {
            if (depth == path.size()) {
                path.add(new Turn());
            }
            Turn turn = path.get(depth++);
            turn.count = ready.size();
            ready.get(Math.min(turn.chosen, ready.size() - 1)).take();
            Arrays.stream(workers).forEach(Worker::settle);
        }
        boolean isOver = Arrays.stream(workers).allMatch(Worker::isOver);
        if (isOver) {
            outcomes.add(made.end());
        }
        hangs |= !isOver;
        for (Worker worker : workers) {
            worker.isLetGo = true;
            worker.interrupt();
        }
    }

    /** Who can take a turn now, or will be able to soon; nobody when all is over or hangs. */
    private static List<Worker> ready(Worker[] workers) {
        List<Worker> ready = new ArrayList<>();
        for (int i = 0; ready.isEmpty() && i < LOOKS_AT_THE_END; i++) {
            if (Arrays.stream(workers).allMatch(Worker::isOver)) {
                break;
            }
            Arrays.stream(workers).filter(Worker::isReady).forEach(ready::add);
            if (ready.isEmpty()) {
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
        }
        return ready;
    }
}
