package dev.keapsink.opportunity;

import dev.keapsink.object.ObjectContract;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.InMemorySink;

class OpportunitiesContractTest extends ObjectContract {

    @Override
    protected ObjectType type() {
        return ObjectType.OPPORTUNITIES;
    }

    @Override
    protected Resource resource() {
        return Resource.OPPORTUNITIES;
    }

    @Override
    protected String property() {
        return "opportunity_notes";
    }

    @Override
    protected void prepare(InMemorySink sink) {
        sink.keap.objects().addStage(7, "New");
        sink.deliver("{\"email\":\"ada@example.com\"}");
    }

    @Override
    protected String data(String text) {
        return "\"contact_email\":\"ada@example.com\",\"title\":\"A deal\",\"stage\":\"New\",\"opportunity_notes\":\"%s\""
                .formatted(text);
    }
}
