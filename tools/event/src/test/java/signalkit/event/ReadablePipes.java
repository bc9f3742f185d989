package signalkit.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;

/** Channels that can be read: one byte is in each, which nobody takes. */
final class ReadablePipes implements AutoCloseable {
    private final List<Pipe> pipes = new ArrayList<>();

    /** The end of a new pipe, non-blocking. */
    Pipe.SourceChannel open() {
        try {
            Pipe pipe = Pipe.open();
            pipes.add(pipe);
            pipe.source().configureBlocking(false);
            pipe.sink().write(ByteBuffer.allocate(1));
            return pipe.source();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (Pipe pipe : pipes) {
            pipe.sink().close();
            pipe.source().close();
        }
    }
}
