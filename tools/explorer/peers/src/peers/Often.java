package peers;

import java.lang.reflect.Method;

/** A longer program than one whose schedules are all run too soon: its main method, several times. */
public final class Often {
    static final int TIMES = 20;

    private Often() {}

    /**
     * Runs the program that the property {@code often} names.
     *
     * @throws ReflectiveOperationException when there is none, or when it throws
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Method main =
                Class.forName(System.getProperty("often")).getMethod("main", String[].class);
        for (int i = 0; i < TIMES; i++) {
            main.invoke(null, (Object) new String[0]);
        }
    }
}
