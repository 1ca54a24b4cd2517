package dev.keapsink.task;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.InMemorySink;

class TasksContractTest extends ObjectContract {

    @Override
    protected ObjectType type() {
        return ObjectType.TASKS;
    }

    @Override
    protected Resource resource() {
        return Resource.TASKS;
    }

    @Override
    protected String property() {
        return "description";
    }

    @Override
    protected void prepare(InMemorySink sink) {
        sink.deliver("{\"email\":\"ada@example.com\"}");
    }

    @Override
    protected String data(String text) {
        return "\"contact_email\":\"ada@example.com\",\"title\":\"A call\",\"description\":\"%s\"".formatted(text);
    }
}
