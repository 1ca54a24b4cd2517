package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.CommandFailure;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers how far a file has been sent. */
interface Positions {

    /** Returns the last position that was saved, if there is one. */
    Optional<Position> load();

    /** Saves a position in place of the last one; a later run continues behind it. */
    void save(Position position);

    /**
     * Returns the position to begin at.
     *
     * @param content the digest of the file's content
     * @param queue the URL of the queue
     * @param restart whether to begin at the first line in any case
     * @throws CommandFailure if an unfinished run sent another content, or sent to another queue
     */
    default Position begin(Path file, String content, String queue, boolean restart) {
        Position start = Position.start(content, queue);
        if (restart) {
            return start;
        }
        Position last = load().orElse(start);
        if (last.content().equals(content) && last.queue().equals(queue)) {
            return last;
        }
        if (last.done()) {
            return start;
        }
        String said = last.content().equals(content)
                ? "%s has been sent to another queue up to line %d: %s. Give that one to go on"
                        .formatted(file, last.line(), last.queue())
                : "%s changed since it has been sent up to line %d. Put the old one back to go on"
                        .formatted(file, last.line());
        throw new CommandFailure(said + ", or --restart to send everything from the first line.");
    }
}
