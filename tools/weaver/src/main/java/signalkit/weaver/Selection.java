package signalkit.weaver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which classes to weave. Immutable. */
public final class Selection {
    /** Points, hooks and what they stand on: woven, they would call themselves without end. */
    private static final List<String> NEVER =
            List.of("java.", "javax.", "jdk.", "sun.", "signalkit.posix.", "signalkit.weaver.");

    /** Copies of library classes, which exist only woven. */
    private static final String COPIES = "explored.";

    private final List<String> wanted;
    private final List<String> unwanted;
    private final Predicate<String> trusted;

    private Selection(List<String> wanted, List<String> unwanted, Predicate<String> trusted) {
        this.wanted = List.copyOf(wanted);
        this.unwanted = List.copyOf(unwanted);
        this.trusted = trusted;
    }

    /**
     * Every class of an application.
     *
     * @return selects all but the JDK's classes and those that woven code stands on
     */
    public static Selection application() {
        return new Selection(List.of(), List.of(), name -> false);
    }

    /**
     * The same, without what an explorer stands on.
     *
     * @param runtime tells its classes, by their names with dots
     * @return a new selection
     */
    public Selection trusting(Predicate<String> runtime) {
        return new Selection(wanted, unwanted, runtime);
    }

    /**
     * Reads a list.
     *
     * @param list separated by commas: {@code a.b.} is a package with all below it, {@code a.b.C} a
     *     class with its nested ones, and {@code !} before either leaves it out
     * @return the selection
     * @throws WeaveException when the list selects nothing or what cannot be woven
     */
    public static Selection parse(String list) {
        List<String> wanted = new ArrayList<>();
        List<String> unwanted = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            String pattern = item.strip();
            if (pattern.startsWith("!") && pattern.length() > 1) {
                unwanted.add(pattern.substring(1));
            } else if (!pattern.isEmpty() && !pattern.equals("!")) {
                for (String never : NEVER) {
                    if (pattern.startsWith(never) || never.startsWith(pattern)) {
                        throw new WeaveException(
                                pattern + " cannot be woven; leave " + never + " out");
                    }
                }
                wanted.add(pattern);
            }
        }
        if (wanted.isEmpty()) {
            throw new WeaveException(
                    "no package to weave in «" + list + "»; name one, for example my.server.");
        }
        return new Selection(wanted, unwanted, name -> false);
    }

    /**
     * Whether a class is to be woven.
     *
     * @param className with dots, as {@link Class#getName} returns it
     * @return true when it is selected and not left out
     */
    public boolean selects(String className) {
        boolean isWanted =
                wanted.isEmpty() || className.startsWith(COPIES) || matches(wanted, className);
        return isApplication(className) && isWanted && !matches(unwanted, className);
    }

    /** Whether a class belongs to the program that is looked at, selected or not. */
    boolean isApplication(String className) {
        return !matches(NEVER, className) && !JdkClasses.has(className) && !trusted.test(className);
    }

    /** Whether a class is no copy of one of the JDK either. */
    boolean isPrograms(String className) {
        return isApplication(className) && !className.startsWith(COPIES);
    }

    private static boolean matches(List<String> patterns, String className) {
        for (String pattern : patterns) {
            boolean isPackage = pattern.endsWith(".");
            if (className.startsWith(pattern)
                    && (isPackage
                            || className.length() == pattern.length()
                            || className.charAt(pattern.length()) == '$')) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return (wanted.isEmpty() ? "all" : wanted)
                + (unwanted.isEmpty() ? "" : " without " + unwanted);
    }
}
