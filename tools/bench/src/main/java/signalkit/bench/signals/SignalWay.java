package signalkit.bench.signals;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import signalkit.lab.LabException;

/** A way to take a signal. */
enum SignalWay {
    FLAG("a handler sets a flag, sigsuspend"),
    PPOLL("a handler sets a flag, ppoll"),
    FLAG_LOOK("a handler sets a flag, a look every 10 ms"),
    SELF_PIPE("a handler writes a byte, poll"),
    SEM_POST("a handler posts, sem_wait in a thread"),
    SIGWAIT("no handler, sigwait in a thread"),
    REAL_TIME("sigwait, a signal that queues"),
    SIGNALFD("no handler, poll of a descriptor"),
    JVM_HANDLER("Java: a thread for each signal"),
    JVM_HOOK("Java: a shutdown hook");

    final String meaning;

    SignalWay(String meaning) {
        this.meaning = meaning;
    }

    /** The name on the command line, and in C where there is a receiver in C. */
    @Override
    public String toString() {
        return this == SEM_POST ? "sem_post" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the receiver is a JVM. */
    boolean isOfJava() {
        return this == JVM_HANDLER || this == JVM_HOOK;
    }

    /** Whether the first signal ends the receiver. */
    boolean isLast() {
        return this == JVM_HOOK;
    }

    /** The way of this name. */
    static SignalWay of(String name) {
        return Stream.of(values())
                .filter(way -> way.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                LabException.usage(
                                        "'"
                                                + name
                                                + "' is no way to take a signal; there are "
                                                + String.join(", ", names())));
    }

    private static List<String> names() {
        return Stream.of(values()).map(SignalWay::toString).toList();
    }
}
