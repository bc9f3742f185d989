package signalkit.weaver.sanitizer;

import java.util.List;

/** What the handler sanitizer has found so far. */
public interface SanitizerMXBean {
    /** The name to look it up by. */
    String OBJECT_NAME = "signalkit:type=Sanitizer";

    /**
     * The locks that are taken both in a handler and where its signal can arrive.
     *
     * @return one line each, the earliest first
     */
    List<String> getFindings();

    /**
     * How many classes have hooks.
     *
     * @return including those of the JDK
     */
    int getClasses();
}
