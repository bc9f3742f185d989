package signalkit.explorer.search;

import java.util.Arrays;
import java.util.List;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.RunState;
import signalkit.explorer.run.Strategy;
import signalkit.explorer.run.Texts;

/** Follows the choices of a branch, then lets everything go on and lists what else could happen. */
final class BranchStrategy implements Strategy {
    private static final int ROOM = 32;

    private final Frontier frontier;
    private final Frontier.Branch branch;
    private final Reduction reduction;

    /** Null when none is left out. */
    private final States states;

    private byte[] taken;
    private int length;
    private String strayedAt;

    /** A path whose run has not begun. */
    BranchStrategy(SearchState search, Frontier frontier, Frontier.Branch branch) {
        this.frontier = frontier;
        this.branch = branch;
        this.reduction = search.reduction;
        this.states = search.bounds.reduced() ? search.tally.states() : null;
        this.taken = Arrays.copyOf(branch.choices(), branch.choices().length + ROOM);
    }

    @Override
    public int choose(RunState run, Task at, List<Option> options) {
        int number = length++;
        long state = reduction.state(run, at);
        if (number < branch.choices().length) {
            return follow(number, state, at, options.size());
        }
        if (states != null && !states.add(state, branchesOf(options))) {
            return GIVE_UP;
        }
        if (number == taken.length) {
            taken = Arrays.copyOf(taken, 2 * number);
        }
        for (int i = options.size() - 1; i > 0; i--) {
            byte[] other = Arrays.copyOf(taken, number + 1);
            other[number] = (byte) i;
            Option option = options.get(i);
            long next = states == null ? Reduction.UNKNOWN : reduction.next(run, at, option);
            frontier.push(new Frontier.Branch(other, state, next), option.cost());
        }
        return 0;
    }

    private States.Branches branchesOf(List<Option> options) {
        if (!states.keepsBranches()) {
            return States.Branches.NONE;
        }
        int free = 0;
        for (Option option : options) {
            free += option.cost() == 0 ? 1 : 0;
        }
        return new States.Branches(frontier.level(), free - 1, options.size() - free);
    }

    private int follow(int number, long state, Task at, int options) {
        int choice = Byte.toUnsignedInt(branch.choices()[number]);
        boolean isLast = number == branch.choices().length - 1;
        if (choice >= options || isLast && state != branch.from()) {
            strayedAt = at + " at " + Texts.caller();
            return GIVE_UP;
        }
        return choice;
    }

    /** Where the run did not come to what its choices came to before; null when it did. */
    String strayedAt() {
        boolean tooShort = length < branch.choices().length;
        return strayedAt == null && tooShort ? "the end of the run" : strayedAt;
    }
}
