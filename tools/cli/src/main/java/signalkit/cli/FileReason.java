package signalkit.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Why a file could not be read or written, in words: the system's exceptions often only name it.
 */
public final class FileReason {
    private FileReason() {}

    /**
     * The reason.
     *
     * @param error of the system
     * @return without the file's name, where the reason is known
     */
    public static String of(IOException error) {
        if (error instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (error instanceof FileAlreadyExistsException) {
            return "there is a file of that name already";
        }
        if (error instanceof AccessDeniedException) {
            return "you may not do that there";
        }
        if (error instanceof CharacterCodingException) {
            return "it is not a text in UTF-8";
        }
        return error instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : error.getMessage();
    }
}
