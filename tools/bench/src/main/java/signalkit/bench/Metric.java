package signalkit.bench;

/** What is measured in each round. */
enum Metric {
    RATE("rate", "messages a second"),
    P50("p50_us", "median latency in microseconds"),
    P99("p99_us", "99th percentile of the latency in microseconds"),
    P999("p99_9_us", "99.9th percentile of the latency in microseconds"),
    CORRECTED_P99("corrected_p99_us", "closed loop: P99 with the omitted messages put back"),
    CPU("cpu_us", "processor time of the server per message, in microseconds"),
    EXIT("exit_ms", "TERM to exit, in milliseconds"),
    STATUS("status", "exit status after TERM"),
    CUT("cut", "connections that ended before an echo was whole"),
    TOLD("told", "connections that the server closed with a FIN"),
    RESET("reset", "connections that the server broke off with a RST"),
    LOST("bytes_lost", "bytes that the server has read and never echoed, by its own account"),
    OTHERS("others", "part of the processors that other processes used in the round"),
    MEMORY("rss_mib", "resident memory of the server in MiB, with all clients connected");

    /** Its name in JSON. */
    final String key;

    final String meaning;

    Metric(String key, String meaning) {
        this.key = key;
        this.meaning = meaning;
    }
}
