package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.LocalRunException;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers how far a file has been sent. */
interface Positions {

    /** The last position that was saved, if there is one. */
    Optional<Position> load();

    void save(Position position);

    /**
     * Where to begin.
     *
     * @throws LocalRunException if the last run did not reach the end of what was another file, or went to another queue
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
        throw new LocalRunException(said + ", or --restart to send everything from the first line.");
    }
}
