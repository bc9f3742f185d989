package signalkit.explorer.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which class a program gets when it names one of the JDK in a text, and the way back. */
public final class StandIns {
    /** Of a model or a copy, and a member. */
    private static final Pattern NAME =
            Pattern.compile("((?:signalkit[.]explorer[.]jdk|explored)[.][\\w.$]+)[.](\\w+)");

    private StandIns() {}

    /**
     * The class that stands for one of the JDK.
     *
     * @param name with dots; may be the name of any class
     * @return the name of a model or a copy; the same name for all others
     */
    public static String of(String name) {
        return JdkNames.PROGRAM.map(name.replace('.', '/')).replace('/', '.');
    }

    /**
     * The class of the JDK that another one stands for.
     *
     * @param name with dots; may be the name of any class
     * @return the same name for all but models and copies
     */
    public static String original(String name) {
        return JdkNames.original(name.replace('.', '/')).replace('/', '.');
    }

    /**
     * The method that a model or a copy lacks.
     *
     * @param thrown by a call of the method
     * @return its name in the JDK; null when something else is missing
     */
    public static String missing(Throwable thrown) {
        Matcher named = NAME.matcher(String.valueOf(thrown.getMessage()));
        return thrown instanceof IncompatibleClassChangeError && named.find()
                ? original(named.group(1)) + "." + named.group(2)
                : null;
    }
}
