package dev.keapsink.note;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.InMemorySink;

class NotesContractTest extends ObjectContract {

    @Override
    protected ObjectType type() {
        return ObjectType.NOTES;
    }

    @Override
    protected Resource resource() {
        return Resource.NOTES;
    }

    @Override
    protected String property() {
        return "text";
    }

    @Override
    protected void prepare(InMemorySink sink) {
        sink.deliver("{\"email\":\"ada@example.com\"}");
    }

    @Override
    protected String data(String text) {
        return "\"contact_email\":\"ada@example.com\",\"title\":\"A call\",\"text\":\"%s\"".formatted(text);
    }
}
