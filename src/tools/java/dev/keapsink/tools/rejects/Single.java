package dev.keapsink.tools.rejects;

import dev.keapsink.tools.queue.Reject;
import java.io.PrintWriter;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Shows one message in full, by its id here or by the id that it had in the source queue, which the log names. */
final class Single implements View {
    private final String id;
    private final PrintWriter out;
    private int found;

    Single(String id, PrintWriter out) {
        this.id = id;
        this.out = out;
    }

    /** Goes on after a match of the source's id: each record of a message is a reject of its own. */
    @Override
    public boolean take(Reject reject) {
        boolean isOwn = reject.id().equals(id);
        if (isOwn || reject.sourceId().filter(id::equals).isPresent()) {
            found++;
            print(reject);
        }
        return !isOwn;
    }

    private void print(Reject reject) {
        if (found > 1) {
            out.println();
        }
        line("message", Optional.of(reject.id()));
        line("reason", Optional.of(reject.reason()));
        line("field", reject.field());
        line("detail", reject.detail());
        line("source message", reject.sourceId());
        line(reject.code().isPresent() ? "rejected at" : "sent at", reject.at().map(Object::toString));
        line(
                "message group",
                Optional.ofNullable(reject.message().attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID)));
        reject.sourceAttributes()
                .ifPresent(document -> out.printf("source attributes:%n%s%n", Texts.lines(Bodies.pretty(document))));
        if (reject.code().isEmpty()) {
            reject.message()
                    .messageAttributes()
                    .forEach((name, value) -> line("attribute " + name, Optional.ofNullable(value.stringValue())));
        }
        out.printf("record:%n%s%n", Texts.lines(Bodies.pretty(reject.message().body())));
    }

    private void line(String name, Optional<String> value) {
        value.ifPresent(text -> out.printf("%-16s %s%n", Texts.line(name) + ":", Texts.line(text)));
    }

    @Override
    public boolean finish(PrintWriter ignored) {
        if (found == 0) {
            out.printf(
                    "No message %s was found. --list prints the ids; a FIFO queue and other consumers hide some.%n",
                    id);
        }
        return found > 0;
    }
}
