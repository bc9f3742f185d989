package signalkit.explorer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Supplier;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;

/** A plain program as a scenario: its {@code main} is the first thread. */
final class ProgramScenario implements Scenario {
    private final Method main;

    private ProgramScenario(Method main) {
        this.main = main;
    }

    /** For a class that is no scenario; it must have a main method. */
    static Supplier<Scenario> maker(Class<?> type) {
        try {
            Method main = type.getDeclaredMethod("main", String[].class);
            if (Modifier.isStatic(main.getModifiers())) {
                main.setAccessible(true);
                return () -> new ProgramScenario(main);
            }
        } catch (NoSuchMethodException e) {
            // Said below.
        }
        throw new ScenarioException(
                type.getName()
                        + " does not implement Scenario, and has no static void main(String[])");
    }

    @Override
    public void prepare(Plan plan) {
        Here.state().setProgram();
        plan.main(() -> ModelThread.runGuarded(this::run));
    }

    private void run() {
        try {
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw ProgramScenario.<RuntimeException>sneaky(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked") // the compiler's view of T only
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
