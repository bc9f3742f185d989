package signalkit.explorer.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Runs a litmus test on {@link WeakMemory}, in every order of steps and with every pick. */
public final class Machine {
    private final Litmus litmus;
    private final List<Integer> choices = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();
    private int next;
    private final Set<String> outcomes = new TreeSet<>();
    private boolean hasLoadBuffering;
    private boolean isUnsure;

    private Machine(Litmus litmus) {
        this.litmus = litmus;
    }

    /** What a program comes to, and whether it was said that there may be more. */
    public record Outcomes(Set<String> all, boolean hasMore) {}

    public static Outcomes of(Litmus litmus) {
        Machine machine = new Machine(litmus);
        do {
            machine.next = 0;
            machine.run();
        } while (machine.advance());
        return new Outcomes(machine.outcomes, machine.hasLoadBuffering || machine.isUnsure);
    }

    private boolean advance() {
        for (int i = choices.size() - 1; i >= 0; i--) {
            if (choices.get(i) + 1 < widths.get(i)) {
                choices.set(i, choices.get(i) + 1);
                choices.subList(i + 1, choices.size()).clear();
                widths.subList(i + 1, widths.size()).clear();
                return true;
            }
        }
        return false;
    }

    private int choose(int width) {
        if (next == choices.size()) {
            choices.add(0);
            widths.add(width);
        }
        return choices.get(next++);
    }

    private void run() {
        WeakMemory memory = new WeakMemory();
        History[] locations = new History[litmus.locations()];
        for (int i = 0; i < locations.length; i++) {
            locations[i] = memory.track(0, i);
        }
        int count = litmus.threads().size();
        int[] at = new int[count];
        List<VectorClock> clocks = new ArrayList<>();
        List<List<Integer>> seen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clocks.add(new VectorClock());
            seen.add(new ArrayList<>());
        }
        while (true) {
            List<Integer> ready = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                if (at[i] < litmus.threads().get(i).size()) {
                    ready.add(i);
                }
            }
            if (ready.isEmpty()) {
                break;
            }
            int thread = ready.get(choose(ready.size()));
            Litmus.Step step = litmus.threads().get(thread).get(at[thread]++);
            step(memory, locations, thread, step, clocks.get(thread), seen.get(thread));
        }
        int[][] registers =
                seen.stream()
                        .map(each -> each.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new);
        int[] last = new int[locations.length];
        for (int i = 0; i < last.length; i++) {
            last[i] = (Integer) locations[i].latest().value;
        }
        outcomes.add(Litmus.outcome(registers, last));
    }

    private void step(
            WeakMemory memory,
            History[] locations,
            int thread,
            Litmus.Step step,
            VectorClock clock,
            List<Integer> seen) {
        if (step.isFence()) {
            clock.tick(thread);
            isUnsure |= !memory.fence(step.fence(), thread, clock);
            return;
        }
        History history = locations[step.location()];
        List<WeakMemory.Pick> picks =
                memory.picks(
                        history,
                        thread,
                        clock,
                        step.access(),
                        value -> value.equals(step.expected()));
        WeakMemory.Pick pick = picks.get(choose(picks.size()));
        clock.tick(thread);
        WeakMemory.Observer observer =
                new WeakMemory.Observer() {
                    @Override
                    public void race(Object origin, int thread, int time) {}

                    @Override
                    public void loadBuffering() {
                        hasLoadBuffering = true;
                    }
                };
        Store written =
                memory.commit(history, pick, thread, clock, step.access(), 0, null, observer);
        if (step.access().reads()) {
            seen.add((Integer) pick.store().value);
        }
        if (written != null) {
            written.value = step.value();
        }
    }
}
