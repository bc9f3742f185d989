package signalkit.explorer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;

/** A plain program as a scenario: its {@code main}, or other code, is the first thread. */
final class ProgramScenario implements Scenario {
    private final Callable<?> code;

    private ProgramScenario(Callable<?> code) {
        this.code = code;
    }

    /** For code that the first thread runs. */
    static Supplier<Scenario> maker(Callable<?> code) {
        return () -> new ProgramScenario(code);
    }

    /** For a class that is no scenario; it must have a main method. */
    static Supplier<Scenario> maker(Class<?> type) {
        try {
            Method main = type.getDeclaredMethod("main", String[].class);
            if (Modifier.isStatic(main.getModifiers())) {
                main.setAccessible(true);
                return maker(() -> invoke(main));
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

    private static Object invoke(Method main) throws IllegalAccessException {
        try {
            return main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw ProgramScenario.<RuntimeException>sneaky(e.getCause());
        }
    }

    private void run() {
        try {
            code.call();
        } catch (Exception e) {
            throw ProgramScenario.<RuntimeException>sneaky(e);
        }
    }

    @SuppressWarnings("unchecked") // the compiler's view of T only
    static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
