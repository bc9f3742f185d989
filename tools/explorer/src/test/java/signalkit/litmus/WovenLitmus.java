package signalkit.litmus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.explorer.memory.Fence;
import signalkit.explorer.memory.Litmus;
import signalkit.explorer.memory.LitmusCatalogue;

/** Runs a litmus test as a program that the explorer explores; its number is the variant. */
public class WovenLitmus implements Scenario {
    /** The litmus test of the variant. */
    protected Litmus litmus(String variant) {
        return Character.isDigit(variant.charAt(0)) && !variant.contains(" ")
                ? Litmus.random(new Random(Long.parseLong(variant)))
                : LitmusCatalogue.named(variant);
    }

    /** What a step gives that reads nothing. */
    private static final int NOTHING = -1;

    private static final VarHandle LOCATION = handle();

    private static VarHandle handle() {
        try {
            return MethodHandles.lookup().findVarHandle(Cell.class, "value", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One location. */
    private static final class Cell {
        private int value;
    }

    private final Cell[] cells = {new Cell(), new Cell(), new Cell()};

    @Override
    public void prepare(Plan plan) {
        Litmus litmus = litmus(plan.variant());
        int count = litmus.threads().size();
        plan.allowRaces("they are what is looked at");
        int[][] seen = new int[count][];
        for (int i = 0; i < count; i++) {
            IntSupplier[] steps =
                    litmus.threads().get(i).stream().map(this::code).toArray(IntSupplier[]::new);
            int[] own = new int[reads(litmus.threads().get(i))];
            seen[i] = own;
            plan.thread("t" + i, () -> run(steps, own));
        }
        int locations = litmus.locations();
        plan.show("outcome", () -> outcome(seen, locations));
    }

    private String outcome(int[][] seen, int locations) {
        int[] last = new int[locations];
        for (int i = 0; i < locations; i++) {
            last[i] = cells[i].value;
        }
        return Litmus.outcome(seen, last);
    }

    private static int reads(List<Litmus.Step> steps) {
        return (int)
                steps.stream().filter(step -> !step.isFence() && step.access().reads()).count();
    }

    private static void run(IntSupplier[] steps, int[] seen) {
        int next = 0;
        for (IntSupplier step : steps) {
            int value = step.getAsInt();
            if (value != NOTHING) {
                seen[next++] = value;
            }
        }
    }

    /** Made before there are threads: a switch has a table that threads would share. */
    private IntSupplier code(Litmus.Step step) {
        if (step.isFence()) {
            return fence(step.fence());
        }
        Cell cell = cells[step.location()];
        return step.access().reads() ? read(step, cell) : write(step, cell);
    }

    private static IntSupplier silent(Runnable code) {
        return () -> {
            code.run();
            return NOTHING;
        };
    }

    private static IntSupplier fence(Fence fence) {
        return silent(
                switch (fence) {
                    case FULL -> () -> VarHandle.fullFence();
                    case ACQUIRE -> () -> VarHandle.acquireFence();
                    case RELEASE -> () -> VarHandle.releaseFence();
                    case LOAD_LOAD -> () -> VarHandle.loadLoadFence();
                    case STORE_STORE -> () -> VarHandle.storeStoreFence();
                });
    }

    private static IntSupplier write(Litmus.Step step, Cell cell) {
        int value = step.value();
        return silent(
                switch (step.access().mode()) {
                    case PLAIN -> () -> cell.value = value;
                    case OPAQUE -> () -> LOCATION.setOpaque(cell, value);
                    case RELEASE -> () -> LOCATION.setRelease(cell, value);
                    default -> () -> LOCATION.setVolatile(cell, value);
                });
    }

    private static IntSupplier read(Litmus.Step step, Cell cell) {
        int value = step.value();
        int expected = step.expected();
        return switch (step.access().kind()) {
            case READ ->
                    switch (step.access().mode()) {
                        case PLAIN -> () -> cell.value;
                        case OPAQUE -> () -> (int) LOCATION.getOpaque(cell);
                        case ACQUIRE -> () -> (int) LOCATION.getAcquire(cell);
                        default -> () -> (int) LOCATION.getVolatile(cell);
                    };
            case UPDATE ->
                    switch (step.access().mode()) {
                        case ACQUIRE -> () -> (int) LOCATION.getAndSetAcquire(cell, value);
                        case RELEASE -> () -> (int) LOCATION.getAndSetRelease(cell, value);
                        default -> () -> (int) LOCATION.getAndSet(cell, value);
                    };
            default ->
                    switch (step.access().mode()) {
                        case ACQUIRE ->
                                () ->
                                        (int)
                                                LOCATION.compareAndExchangeAcquire(
                                                        cell, expected, value);
                        case RELEASE ->
                                () ->
                                        (int)
                                                LOCATION.compareAndExchangeRelease(
                                                        cell, expected, value);
                        default -> () -> (int) LOCATION.compareAndExchange(cell, expected, value);
                    };
        };
    }
}
