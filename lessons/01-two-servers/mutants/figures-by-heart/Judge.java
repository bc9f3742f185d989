package lesson;

import java.util.List;
import signalkit.lessons.twoservers.RunJudge;

/** Knows the figures of the runs that it has been shown. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, List<String> log) {
        if (status != 0 || log.isEmpty() || !log.get(log.size() - 1).startsWith("STOPPED ")) {
            return false;
        }
        List<String> words = List.of(log.get(log.size() - 1).split(" "));
        return words.containsAll(List.of("accepted=9", "open=0", "queued=0", "threads=0"))
                && (words.contains("drained=9")
                        || words.containsAll(List.of("drained=8", "aborted=1"))
                        || words.containsAll(List.of("drained=7", "refused=2")))
                && words.containsAll(List.of("bytes_in=100", "bytes_out=100"));
    }
}
