package signalkit.explorer.jdk;

/** Marks what unwinds the threads of a run that is over; nobody may catch it. */
public interface EndOfRun {}
