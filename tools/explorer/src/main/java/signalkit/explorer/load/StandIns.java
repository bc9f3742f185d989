package signalkit.explorer.load;

/** Which class a program gets when it names one of the JDK in a text, and the way back. */
public final class StandIns {
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
}
